"""Who is related to a symbol by an edge of its own, and the edge in words.

The graph proposes, and says why. It does not rank beyond the place in a group: which of several groups a person would
rather see depends on the topic, and on evidence that is not the graph's.
"""

from __future__ import annotations

from symkin.graph.groups import candidate_of
from symkin.graph.types import Edge, Groups, Related, Symbol


def direct(groups: Groups) -> list[Related]:
    """All candidates of the groups, in the prompt's order.

    One of several groups is what its first group says, but a mere use gives way: a result that is also constructed is
    a result.
    """
    found: dict[Symbol, Related] = {}
    for group in (groups.fields, groups.inputs, groups.output, groups.references):
        for rank, edge in enumerate(group):
            end = candidate_of(edge)
            if end not in found or found[end].relation == "use":
                place = rank / max(1, len(group) - 1)
                found[end] = Related(end, edge.kind, edge.confidence, place, groups.labels[end], why(edge))
    return list(found.values())


def why(edge: Edge) -> str:
    """The edge in words."""
    place = f"line {edge.site.line + 1}"  # of the file that the row names, or of the one asked about
    return {
        "field": f"{'defined in' if edge.source.kind == 'module' else 'field of'} {edge.source.name}",
        "input": f"parameter type of {edge.source.name}",
        "output": f"result type of {edge.source.name}"
        if edge.source.kind in {"function", "method", "property", "constructor"}
        else f"type of {edge.source.name}",
        "base": f"base of {edge.source.name}",
        "subtype": f"extends {edge.target.name}",
        "use": f"used by {edge.source.name}, {place}",
        "reference": f"uses {edge.target.name}, {place}",
    }[edge.kind]
