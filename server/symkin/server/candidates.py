"""What is known of those related to a symbol, in the words of fusion: the server and evaluation alike."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from symkin.graph.groups import is_test
from symkin.graph.related import direct
from symkin.graph.types import Groups, Related, Symbol

if TYPE_CHECKING:
    from symkin.model.fuse import Candidate

Together = Callable[[Symbol], int]
"""How many past commits changed a candidate along with the symbol."""


def candidates(symbol: Symbol, groups: Groups, together: Together = lambda _: 0) -> Mapping[str, Candidate]:
    """The candidates of a symbol's groups by label, in the prompt's order."""
    return {one.label: candidate(symbol, one, together(one.symbol)) for one in direct(groups)}


def candidate(symbol: Symbol, related: Related, together: int = 0) -> Candidate:
    """One that is related to a symbol, and changed with it in so many past commits."""
    from symkin.model.fuse import Candidate

    end = related.symbol
    return Candidate(
        name=related.label or end.name,
        relation=related.relation,
        place=related.place,
        doc=end.doc,
        kind=end.kind,
        same_file=end.path == symbol.path,
        is_test=is_test(end.path),
        is_likely=related.confidence == "likely",
        is_near=not related.label,
        together=together,
    )
