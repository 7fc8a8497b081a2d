"""What the graph knows of a symbol's candidates, in the words of fusion: the server and evaluation alike."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from symkin.graph.groups import candidate_of, is_test
from symkin.graph.types import Edge, Groups, Symbol

if TYPE_CHECKING:
    from symkin.model.fuse import Candidate

Together = Callable[[Symbol], int]
"""How many past commits changed a candidate along with the symbol."""


def candidates(symbol: Symbol, groups: Groups, together: Together = lambda _: 0) -> Mapping[str, Candidate]:
    """A symbol's candidates by label, in the prompt's order; one of several groups is what its first group says."""
    found: dict[str, Candidate] = {}
    for group in (groups.fields, groups.inputs, groups.output, groups.references):
        for rank, edge in enumerate(group):
            label = groups.labels[candidate_of(edge)]
            if label not in found:
                found[label] = _candidate(symbol, edge, label, rank / max(1, len(group) - 1), together)
    return found


def _candidate(symbol: Symbol, edge: Edge, label: str, place: float, together: Together) -> Candidate:
    from symkin.model.fuse import Candidate

    end = candidate_of(edge)
    return Candidate(
        name=label,
        relation=edge.kind,
        place=place,
        doc=end.doc,
        kind=end.kind,
        same_file=end.path == symbol.path,
        is_test=is_test(end.path),
        is_likely=edge.confidence == "likely",
        together=together(end),
    )
