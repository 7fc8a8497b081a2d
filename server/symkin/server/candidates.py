"""Who may be shown as related to a symbol, in the words of fusion: the server and evaluation alike."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from symkin.graph.groups import is_test
from symkin.graph.related import direct
from symkin.graph.types import Groups, Related, Symbol

if TYPE_CHECKING:
    from symkin.graph.workspace import Workspace
    from symkin.model.fuse import Candidate

Counts = Mapping[tuple[str, str], int]
"""How many past commits changed a definition (its path and qualified name) along with the symbol."""


@dataclass(frozen=True, slots=True)
class Offer:
    """Somebody related to the symbol: the graph's reason for it, and what fusion may know."""

    related: Related
    known: Candidate


def offers(workspace: Workspace, symbol: Symbol, groups: Groups, together: Counts) -> list[Offer]:
    """The candidates of a symbol's groups, then its near kin, then what past commits changed along with it."""
    related = [*direct(groups), *workspace.near_kin(symbol, groups)]
    related += workspace.companions(symbol, together, {one.symbol for one in related})
    counts = (together.get((one.symbol.path, one.symbol.qualified_name), 0) for one in related)
    return [Offer(one, candidate(symbol, one, count)) for one, count in zip(related, counts, strict=True)]


def candidate(symbol: Symbol, related: Related, together: int = 0) -> Candidate:
    """One that is related to a symbol, and changed with it in so many past commits."""
    from symkin.model.fuse import Candidate, beside, context_of

    end = related.symbol
    known = Candidate(
        name=related.label or end.name,
        relation=related.relation,
        place=related.place,
        context=context_of(end.qualified_name, end.path, end.signature),
        doc=end.doc,
        kind=end.kind,
        symbol_kind=symbol.kind,
        is_test=is_test(end.path),
        is_likely=related.confidence == "likely",
        is_near=not related.label,
        together=together,
    )
    return beside(known, end.path, end.line, symbol.path, symbol.line)
