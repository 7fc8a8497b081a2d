"""A file's definitions arranged for look-ups by name."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from symkin.graph.drafts import CLASS_LIKE, FUNCTION_LIKE
from symkin.graph.facts import MODULE, Definition, Facts, Import

_VALUES = frozenset({"field", "variable", "constant"})


@dataclass(frozen=True, slots=True)
class Table:
    """`inside[scope]` maps names to definitions directly in a scope; `aliases[scope]` to what is imported there."""

    inside: dict[int, dict[str, int]]
    members: dict[str, dict[str, int]]
    """By qualified name of the owner, for members that stand outside of it (Rust's `impl`, Go's methods)."""
    aliases: dict[int, dict[str, list[Import]]]
    stars: list[Import]
    bindings: dict[tuple[int, str], list[str]]
    functions: list[int]
    """For each definition, the innermost function that is or encloses it, or MODULE."""


def make_table(facts: Facts, *, open_members: bool = False) -> Table:
    """The table of a file's facts; with `open_members`, members are names of the module too (Haskell's fields)."""
    inside: dict[int, dict[str, int]] = defaultdict(dict)
    members: dict[str, dict[str, int]] = defaultdict(dict)
    functions: list[int] = []
    for index, definition in enumerate(facts.definitions):
        _enter(inside[definition.parent], definition, index, facts)
        owner = definition.qualified_name.rpartition(".")[0]
        if owner and definition.parent == MODULE:
            _enter(members[owner], definition, index, facts)
        around = functions[definition.parent] if 0 <= definition.parent < index else MODULE
        functions.append(index if definition.kind in FUNCTION_LIKE else around)
    if open_members:
        for index, definition in enumerate(facts.definitions):
            if definition.parent != MODULE and facts.definitions[definition.parent].kind in CLASS_LIKE:
                inside[MODULE].setdefault(definition.name, index)
    aliases: dict[int, dict[str, list[Import]]] = defaultdict(lambda: defaultdict(list))
    for found in facts.imports:
        if found.alias:
            aliases[found.scope][found.alias].append(found)
    bindings: dict[tuple[int, str], list[str]] = defaultdict(list)
    for binding in facts.bindings:
        bindings[binding.scope, binding.name].append(binding.value)
    stars = [found for found in facts.imports if found.name == "*" or found.name.endswith(".*")]
    return Table(inside, members, aliases, stars, bindings, functions)


def _enter(names: dict[str, int], definition: Definition, index: int, facts: Facts) -> None:
    """Of several definitions of a name the first stands, but a function or class goes before a mere value."""
    known = names.get(definition.name)
    if known is None or (facts.definitions[known].kind in _VALUES and definition.kind not in _VALUES):
        names[definition.name] = index


def method_around(facts: Facts, scope: int) -> int:
    """The method (a function directly in a class) that a scope is or lies in, or MODULE."""
    while scope != MODULE:
        definition = facts.definitions[scope]
        parent = definition.parent
        if definition.kind in FUNCTION_LIKE and parent != MODULE and facts.definitions[parent].kind in CLASS_LIKE:
            return scope
        scope = parent
    return MODULE
