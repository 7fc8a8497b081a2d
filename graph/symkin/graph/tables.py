"""A file's definitions arranged for look-ups by name."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from symkin.graph.crates import DECLARED
from symkin.graph.drafts import CLASS_LIKE, FUNCTION_LIKE
from symkin.graph.facts import MODULE, Definition, Facts, Import
from symkin.graph.languages.language import Language
from symkin.graph.merging import merge_declarations

_SCOPED = ("enum class ", "enum struct ")
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
    declared: dict[tuple[int, str], set[str]]
    """The bare types of locals (scope, name), where the facts have them."""
    doubtful: frozenset[tuple[str, str]]
    """Members (owner, name) that stand outside of their type more than once (Rust's `From::from`)."""
    functions: list[int]
    """For each definition, the innermost function that is or encloses it, or MODULE."""
    merged: dict[int, tuple[int, ...]]
    """The other declarations that make one thing with a definition."""
    nested: dict[int, list[int]]
    """All definitions directly in a scope, those of one name included."""
    beside: dict[tuple[int, str], list[int]]
    """All members that stand outside of their type, by the scope in which they do and its qualified name."""


def make_table(facts: Facts, language: Language) -> Table:
    """The table of a file's facts.

    Where what is called and what is read are named apart, a function that shares its name with a value stands beside
    it, under the name and `()`.
    """
    inside: dict[int, dict[str, int]] = defaultdict(dict)
    members: dict[str, dict[str, int]] = defaultdict(dict)
    functions: list[int] = []
    doubtful: set[tuple[str, str]] = set()
    for index, definition in enumerate(facts.definitions):
        owner = outer_owner(definition, facts)
        names = members[owner] if owner else inside[definition.parent]
        if owner and definition.name in names and facts.definitions[names[definition.name]].kind == definition.kind:
            doubtful.add((owner, definition.name))
        if definition.kind == "constructor" and definition.qualified_name.endswith(
            f"{definition.name}.{definition.name}"
        ):
            names[f"({index})"] = index  # `Session` in a `Session` means the class
        elif language.open_members and definition.kind == "method" and not owner and definition.parent == MODULE:
            names[f"({index})"] = index  # an instance's method: its name means the class's
        else:
            _enter(names, definition, index, facts, called_apart=language.called_apart)
        around = functions[definition.parent] if 0 <= definition.parent < index else MODULE
        functions.append(index if definition.kind in FUNCTION_LIKE else around)
    if language.open_members:
        for index, definition in enumerate(facts.definitions):
            if definition.parent != MODULE and facts.definitions[definition.parent].kind in CLASS_LIKE:
                inside[MODULE].setdefault(definition.name, index)
    merged = merge_declarations(facts, inside) if language.declarations_merge else {}
    if language.open_blocks:
        _open_blocks(facts, inside)
    aliases: dict[int, dict[str, list[Import]]] = defaultdict(lambda: defaultdict(list))
    for found in facts.imports:
        if found.alias:
            aliases[found.scope][found.alias].append(found)
    _drop_stand_ins(facts, inside, aliases)
    _drop_alternatives(facts, inside, aliases, language)
    bindings: dict[tuple[int, str], list[str]] = defaultdict(list)
    for binding in facts.bindings:
        bindings[binding.scope, binding.name].append(binding.value)
    declared = _declared_locals(facts) if language.open_blocks else {}
    stars = [found for found in facts.imports if found.name == "*" or found.name.endswith(".*")]
    return Table(
        inside, members, aliases, stars, bindings, declared, frozenset(doubtful), functions, merged, *_by_place(facts)
    )


def _by_place(facts: Facts) -> tuple[dict[int, list[int]], dict[tuple[int, str], list[int]]]:
    nested: dict[int, list[int]] = defaultdict(list)
    beside: dict[tuple[int, str], list[int]] = defaultdict(list)
    for index, definition in enumerate(facts.definitions):
        nested[definition.parent].append(index)
        if owner := outer_owner(definition, facts):
            beside[definition.parent, owner].append(index)
    return nested, beside


def _declared_locals(facts: Facts) -> dict[tuple[int, str], set[str]]:
    declared: dict[tuple[int, str], set[str]] = defaultdict(set)
    for binding in facts.bindings:
        declared[binding.scope, binding.name].add(binding.declared)
    return declared


def _drop_stand_ins(
    facts: Facts, inside: dict[int, dict[str, int]], aliases: dict[int, dict[str, list[Import]]]
) -> None:
    """The nothing that stands in where an import fails (Python's `tool = None`) is not what the name means."""
    for scope, names in aliases.items():
        for name in names.keys() & inside.get(scope, {}).keys():
            definition = facts.definitions[inside[scope][name]]
            if definition.kind in _VALUES and definition.signature.endswith(" = None"):
                del inside[scope][name]


def _drop_alternatives(
    facts: Facts,
    inside: dict[int, dict[str, int]],
    aliases: dict[int, dict[str, list[Import]]],
    language: Language,
) -> None:
    """Of what is defined twice in one scope, each for another configuration (Rust's `cfg`), none is meant for sure."""
    if not language.sealed_modules:
        return
    known = {(found.scope, found.name, True) for found in facts.imports if found.module == DECLARED}
    for definition in facts.definitions:
        if not outer_owner(definition, facts):
            this = definition.parent, definition.name, definition.kind == "module"
            if this in known and definition.kind not in _VALUES:
                inside[definition.parent].pop(definition.name, None)
                aliases[definition.parent].pop(definition.name, None)
            known.add(this)


def _open_blocks(facts: Facts, inside: dict[int, dict[str, int]]) -> None:
    """What stands in namespaces is entered under its full name as well, an unscoped enumeration's members beside it."""
    names = inside[MODULE]
    for index, definition in enumerate(facts.definitions):
        around = facts.definitions[definition.parent] if definition.parent != MODULE else None
        if around is not None and around.kind == "enum" and not around.signature.startswith(_SCOPED):
            inside[around.parent].setdefault(definition.name, index)
            owner = around.qualified_name[: -len(around.name)]
            names.setdefault(owner + definition.name, index)
        if definition.kind != "constructor":
            names.setdefault(definition.qualified_name, index)


def outer_owner(definition: Definition, facts: Facts) -> str:
    """The type that a definition belongs to though it stands outside of it, or ''."""
    owner = definition.qualified_name[: -len(definition.name) - 1]
    if not owner or definition.parent == MODULE:
        return owner
    return owner if owner != facts.definitions[definition.parent].qualified_name else ""


def _enter(names: dict[str, int], definition: Definition, index: int, facts: Facts, *, called_apart: bool) -> None:
    """Of several definitions of a name the first stands, but a function or class goes before a mere value."""
    name = definition.name
    known = names.setdefault(name, index)
    if known == index:
        return
    was, is_ = facts.definitions[known].kind in _VALUES, definition.kind in _VALUES
    if facts.definitions[known].decorators and facts.definitions[known].decorators[-1].endswith("overload"):
        names[name] = index  # what is called is the implementation, which comes last
    elif was and not is_ and not called_apart:
        names[name] = index
    elif was != is_ and called_apart:
        names[name] = known if was else index
        names.setdefault(f"{name}()", index if was else known)


def method_around(facts: Facts, scope: int) -> int:
    """The method (a function directly in a class) that a scope is or lies in, or MODULE."""
    while scope != MODULE:
        definition = facts.definitions[scope]
        parent = definition.parent
        if definition.kind in FUNCTION_LIKE and parent != MODULE and facts.definitions[parent].kind in CLASS_LIKE:
            return scope
        scope = parent
    return MODULE
