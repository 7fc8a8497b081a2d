"""What lies around a symbol: its groups, the groups of those, and so on, within a limit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, zip_longest
from typing import Literal

from symkin.graph.groups import candidate_of
from symkin.graph.types import Confidence, Edge, EdgeKind, Groups, Site, Symbol

MOST = 300
"""Symbols of a neighbourhood: more can neither be drawn nor read."""

Relation = Literal["bases", "fields", "inputs", "output", "references", "subtypes"]

RELATIONS: Mapping[EdgeKind, Relation] = {
    "base": "bases",
    "field": "fields",
    "input": "inputs",
    "use": "inputs",
    "output": "output",
    "reference": "references",
    "subtype": "subtypes",
}
"""Which group a candidate is in, by its edge; in the order in which groups are shown."""

_ONE_WAY: Mapping[EdgeKind, EdgeKind] = {"use": "reference", "subtype": "base"}
"""The same edge seen from its other end."""


@dataclass(frozen=True, slots=True)
class Node:
    """One symbol of a neighbourhood."""

    symbol: Symbol
    label: str
    """Its qualified name, with the module where that is not unique here."""
    depth: int
    """Steps from the middle."""
    left_out: int = 0
    """Neighbours that were found and are not here, and references beyond those that are listed."""


@dataclass(frozen=True, slots=True)
class Link:
    """The edges from one node to another, as one; numbers are places in `Neighbourhood.nodes`."""

    source: int
    target: int
    kinds: tuple[EdgeKind, ...]
    """Without `use` and `subtype`, which are `reference` and `base` from the other end."""
    confidence: Confidence
    """That of the surest."""
    site: Site


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """Nodes, the symbol in the middle first, and all links found between them."""

    nodes: tuple[Node, ...]
    links: tuple[Link, ...]
    left_out: int = 0
    """Symbols that were found and are beyond the limit."""


def by_relation(groups: Groups) -> dict[Relation, list[Edge]]:
    """The candidates of a symbol in the six groups that people see; empty ones are not there."""
    found: dict[Relation, list[Edge]] = {relation: [] for relation in RELATIONS.values()}
    for edge in chain(groups.fields, groups.inputs, groups.output, groups.references):
        found[RELATIONS[edge.kind]].append(edge)
    return {relation: edges for relation, edges in found.items() if edges}


def neighbourhood(symbol: Symbol, ask: Callable[[Symbol], Groups], depth: int = 2, most: int = MOST) -> Neighbourhood:
    """The symbols up to `depth` steps from one; `ask` gives the groups of a symbol, and is asked once for each.

    Over the limit, each symbol of a step keeps its best neighbours, as many as the others.
    """
    walk = _Walk(symbol, most)
    step = [symbol]
    for _ in range(depth):
        step = walk.go_on({one: ask(one) for one in step})
    return walk.result()


@dataclass(slots=True)
class _Walk:
    """What has been seen so far."""

    start: Symbol
    most: int
    depths: dict[Symbol, int] = field(default_factory=dict)
    edges: dict[Symbol, list[Edge]] = field(default_factory=dict)
    unlisted: dict[Symbol, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.depths[self.start] = 0

    def go_on(self, asked: Mapping[Symbol, Groups]) -> list[Symbol]:
        """Take in the groups of one step's symbols; the symbols of the next step."""
        for symbol, groups in asked.items():
            self.edges[symbol] = _in_turn(by_relation(groups).values())
            self.unlisted[symbol] = groups.reference_count - len(groups.references)
        fresh = dict.fromkeys(map(candidate_of, _in_turn(self.edges[symbol] for symbol in asked)))
        taken = [symbol for symbol in fresh if symbol not in self.depths][: self.most - len(self.depths)]
        depth = 1 + max((self.depths[symbol] for symbol in asked), default=0)
        self.depths.update(dict.fromkeys(taken, depth))
        return taken

    def result(self) -> Neighbourhood:
        labels = _labels(self.depths)
        nodes = (Node(one, labels[one], depth, self._missing(one)) for one, depth in self.depths.items())
        left = {candidate_of(edge) for edges in self.edges.values() for edge in edges} - self.depths.keys()
        return Neighbourhood(tuple(nodes), self._links(), len(left))

    def _missing(self, symbol: Symbol) -> int:
        neighbours = {candidate_of(edge) for edge in self.edges.get(symbol, ())}
        return len(neighbours - self.depths.keys()) + self.unlisted.get(symbol, 0)

    def _links(self) -> tuple[Link, ...]:
        numbers = {symbol: number for number, symbol in enumerate(self.depths)}
        together: dict[tuple[int, int], list[Edge]] = {}
        for edge in chain.from_iterable(self.edges.values()):
            if edge.source in numbers and edge.target in numbers:
                together.setdefault((numbers[edge.source], numbers[edge.target]), []).append(edge)
        return tuple(_link(*ends, edges) for ends, edges in together.items())


def _link(source: int, target: int, edges: Sequence[Edge]) -> Link:
    kinds = dict.fromkeys(_ONE_WAY.get(edge.kind, edge.kind) for edge in edges)
    surest = min(edges, key=lambda edge: edge.confidence != "exact")
    return Link(source, target, tuple(kinds), surest.confidence, surest.site)


def _in_turn(lists: Iterable[Sequence[Edge]]) -> list[Edge]:
    """The first of each, then the second of each, and so on."""
    return [edge for row in zip_longest(*lists) for edge in row if edge is not None]


def _labels(symbols: Iterable[Symbol]) -> dict[Symbol, str]:
    listed = list(symbols)
    counts = Counter(symbol.qualified_name for symbol in listed)
    return {
        symbol: symbol.qualified_name
        if counts[symbol.qualified_name] == 1 or not symbol.module
        else f"{symbol.module}.{symbol.qualified_name}"
        for symbol in listed
    }
