"""Declarations of one name that make one thing: an interface and a constant, a class and a namespace (TypeScript)."""

from __future__ import annotations

from collections import defaultdict

from symkin.graph.facts import Facts

_RANKS = {"class": 0, "enum": 0, "namespace": 2, "interface": 3, "type": 3}
"""What a name means first: what is both a type and a value, a mere value, a namespace, a mere type."""
_VALUE = 1


def merge_declarations(facts: Facts, inside: dict[int, dict[str, int]]) -> dict[int, tuple[int, ...]]:
    """The other declarations beside each of such a group; `inside` is made to hold the first of them."""
    merged: dict[int, tuple[int, ...]] = {}
    for (scope, name), indices in _declared_often(facts).items():
        ranked = sorted(indices, key=lambda index: (_rank(facts, index), index))
        types = [index for index in ranked if facts.definitions[index].kind in _RANKS]
        if types:
            values = [index for index in ranked if _rank(facts, index) == _VALUE][:1]
            group = sorted({*types, *values}, key=ranked.index)
            inside[scope][name] = group[0]
            merged.update((index, tuple(other for other in group if other != index)) for index in group)
    return merged


def _declared_often(facts: Facts) -> dict[tuple[int, str], list[int]]:
    found: dict[tuple[int, str], list[int]] = defaultdict(list)
    for index, definition in enumerate(facts.definitions):
        found[definition.parent, definition.name].append(index)
    return {key: indices for key, indices in found.items() if len(indices) > 1}


def _rank(facts: Facts, index: int) -> int:
    return _RANKS.get(facts.definitions[index].kind, _VALUE)
