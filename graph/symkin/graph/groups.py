"""A symbol's candidates in the four groups of the prompt, best first, and what each is called."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from symkin.graph.facts import Role
from symkin.graph.meanings import Def, Module
from symkin.graph.types import Edge, Groups, Symbol

if TYPE_CHECKING:
    from symkin.graph.edges import Edges

LIMIT = 20
"""Candidates a group."""

_ROLE_ORDER = {Role.CALL: 0, Role.DECORATOR: 0, Role.BASE: 0, Role.TYPE: 1, Role.READ: 2}


def candidate_of(edge: Edge) -> Symbol:
    """The end of an edge that is the candidate: who refers, or what is referred to."""
    return edge.source if edge.kind in {"reference", "subtype"} else edge.target


def make_groups(edges: Edges, target: Def) -> Groups:
    """The groups of one definition."""
    symbol = edges.symbol(target)
    assert symbol is not None
    needed = [*edges.inputs(target), *edges.bases(target), *_by_weight(edges.uses(target))]
    fields = tuple(_distinct(edges.fields(target), symbol)[:LIMIT])
    inputs = tuple(_distinct(needed, symbol)[:LIMIT])
    output = tuple(_distinct(edges.outputs(target), symbol)[:LIMIT])
    references = _ranked_references(edges, target, symbol)
    best = tuple(references[:LIMIT])
    labels = labels_of(symbol, (fields, inputs, output, best))
    return Groups(fields, inputs, output, best, len(references), labels)


def names_in(groups: Groups) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """What the candidates of fields, inputs, output and references are called, each once a group."""

    def names(group: Sequence[Edge]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(groups.labels[candidate_of(edge)] for edge in group))

    return names(groups.fields), names(groups.inputs), names(groups.output), names(groups.references)


def module_groups(edges: Edges, module: Module) -> Groups:
    """The groups of a module: what it defines."""
    symbol = edges.symbol(module)
    assert symbol is not None
    fields = tuple(_distinct(edges.contents(module), symbol)[:LIMIT])
    return Groups(fields, labels=labels_of(symbol, [fields]))


def labels_of(symbol: Symbol, groups: Iterable[Sequence[Edge]]) -> dict[Symbol, str]:
    """Each candidate's shortest qualification that no other candidate, nor the symbol itself, has."""
    candidates = list(dict.fromkeys(candidate_of(edge) for group in groups for edge in group))
    forms = {candidate: _forms(candidate) for candidate in [*candidates, symbol]}
    counts = Counter(form for known in forms.values() for form in set(known))
    return {
        candidate: next((form for form in forms[candidate] if counts[form] == 1), forms[candidate][-1])
        for candidate in candidates
    }


def _forms(symbol: Symbol) -> list[str]:
    """A symbol's names from the barest to one that is unique: name, qualified name, with module, with place."""
    parts = symbol.qualified_name.split(".")
    forms = [".".join(parts[-size:]) for size in range(1, len(parts) + 1)]
    full = f"{symbol.module}.{symbol.qualified_name}" if symbol.kind != "module" else symbol.qualified_name
    return [*forms, full, f"{full}:{symbol.line + 1}", f"{symbol.path}:{symbol.line + 1}"]


def _distinct(edges: Iterable[Edge], symbol: Symbol) -> list[Edge]:
    """The first edge to each candidate; overloads and accessors of one name are one candidate."""
    first: dict[tuple[str, str], Edge] = {}
    for edge in edges:
        candidate = candidate_of(edge)
        if candidate != symbol and candidate.kind != "module":
            first.setdefault((candidate.path, candidate.qualified_name), edge)
    return list(first.values())


def _by_weight(uses: Iterable[Edge]) -> list[Edge]:
    """Uses in the order of the source, those that occur most and are surest first."""
    listed = sorted(uses, key=lambda edge: (edge.site.line, edge.site.column))
    counts = Counter(edge.target for edge in listed)
    return sorted(listed, key=lambda edge: (edge.confidence != "exact", -counts[edge.target]))


def _ranked_references(edges: Edges, target: Def, symbol: Symbol) -> list[Edge]:
    found = _once(edges, list(edges.references(target)))
    counts = Counter(edge.source for edge, _ in found)
    ranked = sorted(found, key=lambda pair: _reference_key(pair[0], pair[1], symbol, counts[pair[0].source]))
    return _distinct((edge for edge, _ in ranked), symbol)


def _once(edges: Edges, found: Sequence[tuple[Edge, Role]]) -> list[tuple[Edge, Role]]:
    """Those without the prototypes of what is there itself: the two are one candidate."""
    sources = {edge.source for edge, _ in found}
    twice = {one for one in sources if one.kind == "prototype" and edges.implementation(one) in sources}
    return [pair for pair in found if pair[0].source not in twice]


def _reference_key(edge: Edge, role: Role, symbol: Symbol, count: int) -> tuple[object, ...]:
    """Sure before likely, use before mention, code before tests, near before far, often before once."""
    source = edge.source
    return (
        edge.confidence != "exact",
        is_test(source.path),
        _ROLE_ORDER.get(role, 3),
        source.path != symbol.path,
        source.package != symbol.package,
        -count,
        source.path,
        source.line,
    )


def is_test(path: str) -> bool:
    """Whether a path looks like a test's."""
    lowered = path.lower()
    name = lowered.rpartition("/")[2]
    return (
        "test" in lowered.split("/")
        or "tests" in lowered.split("/")
        or name.startswith("test_")
        or "_test." in name
        or ".test." in name
        or ".spec." in name
    )
