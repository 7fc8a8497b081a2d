"""What lies around a symbol, of groups that are written down here."""

from __future__ import annotations

from symkin.graph.neighbourhood import by_relation, neighbourhood
from symkin.graph.types import Confidence, Edge, EdgeKind, Groups, Site, Symbol


def symbol(name: str, module: str = "m") -> Symbol:
    return Symbol(name, name, "class", f"{module}.py", 0, 0, 0, module)


A, B, C, D = map(symbol, "ABCD")


def edge(kind: EdgeKind, source: Symbol, target: Symbol, confidence: Confidence = "exact") -> Edge:
    return Edge(kind, confidence, source, target, Site(source.path, 0, 0))


def test_candidates_come_in_six_groups() -> None:
    inputs = (edge("input", A, B), edge("base", A, C), edge("use", A, D))
    references = (edge("reference", B, A), edge("subtype", D, A))
    groups = by_relation(Groups(fields=(edge("field", A, C),), inputs=inputs, references=references))
    assert {relation: [found.kind for found in edges] for relation, edges in groups.items()} == {
        **{"bases": ["base"], "fields": ["field"], "inputs": ["input", "use"]},
        **{"references": ["reference"], "subtypes": ["subtype"]},
    }


def test_it_goes_as_many_steps_as_asked_and_asks_once() -> None:
    chain = {A: B, B: C, C: D}
    asked = []

    def ask(one: Symbol) -> Groups:
        asked.append(one)
        return Groups(output=(edge("output", one, chain[one]),))

    found = neighbourhood(A, ask, depth=2)
    assert [(node.label, node.depth) for node in found.nodes] == [("A", 0), ("B", 1), ("C", 2)]
    assert [(link.source, link.target) for link in found.links] == [(0, 1), (1, 2)]
    assert asked == [A, B]
    assert found.left_out == 0


def test_the_same_edge_seen_from_both_ends_is_one_link() -> None:
    groups = {
        A: Groups(inputs=(edge("use", A, B, "likely"), edge("input", A, B)), references=(edge("subtype", B, A),)),
        B: Groups(inputs=(edge("base", B, A),), references=(edge("reference", A, B, "likely"),)),
    }
    found = neighbourhood(A, groups.__getitem__)
    links = {(link.source, link.target): (set(link.kinds), link.confidence) for link in found.links}
    assert links == {(0, 1): ({"reference", "input"}, "exact"), (1, 0): ({"base"}, "exact")}


def test_over_the_limit_every_symbol_keeps_its_best_and_the_rest_is_counted() -> None:
    def many(one: Symbol) -> Groups:
        if one == A:
            return Groups(fields=(edge("field", A, B), edge("field", A, C)))
        below = (edge("use", one, symbol(f"{one.name}{number}")) for number in range(10))
        return Groups(inputs=tuple(below), references=(), reference_count=7)

    found = neighbourhood(A, many, most=7)
    assert [node.label for node in found.nodes] == ["A", "B", "C", "B0", "C0", "B1", "C1"]
    assert found.left_out == 16
    assert [node.left_out for node in found.nodes] == [0, 15, 15, 0, 0, 0, 0]
    assert len(found.links) == 6


def test_names_that_collide_are_told_apart_by_their_modules() -> None:
    twins = (edge("input", A, symbol("Meta", "one")), edge("input", A, symbol("Meta", "two")))
    found = neighbourhood(A, {A: Groups(inputs=twins)}.__getitem__, depth=1)
    assert [node.label for node in found.nodes] == ["A", "one.Meta", "two.Meta"]


def test_alone_is_one_node() -> None:
    found = neighbourhood(A, lambda _: Groups())
    assert ([node.symbol for node in found.nodes], found.links) == ([A], ())
