"""Expressions that are made of others (Python): alternatives, lists and dictionaries written out, standard calls."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tree_sitter import Node

    from symkin.graph.source import Source

EITHER, SEVERAL, TABLE, LITERAL = "either", "several", "table", "literal"
WRITTEN = frozenset({EITHER, SEVERAL, TABLE, LITERAL})
"""Shapes of nodes that are worth what one of their parts is, a list of that, a dictionary, or themselves."""
_MARKS = {EITHER: "", SEVERAL: ".@several", TABLE: ".@table"}
_EMPTY = {SEVERAL: "@list", TABLE: "@dict"}
_NOTHING = frozenset({"none"})
_MODULES = frozenset({"copy", "functools", "collections", "typing", "t"})
"""What Python's standard functions are called members of; many import `typing as t`."""
_NAMED = frozenset({"keyword_argument", "list_splat", "dictionary_splat"})
_NO_PARTS = frozenset({"comment"})
_QUOTED_NAME = re.compile(r"[\"']?([^\W\d][\w.]*)[\"']?")
_MANY = 40
"""Of what is written out, no more is looked at: the rest will be alike."""
_ALONE = frozenset({"max", "min", "type"})
"""Functions that do something else with several arguments."""


def literal(shape: tuple[str, ...], node: Node) -> str:
    """The expression of a value that is written out and holds nothing, or ''."""
    if shape[0] == LITERAL:
        return f"@{shape[1]}"
    return "" if node.named_child_count or shape[0] not in {SEVERAL, TABLE} else _EMPTY[shape[0]]


def split_up(node: Node, shape: tuple[str, ...], source: Source) -> tuple[list[Node], str]:
    """The parts of which a node may be worth any, and what stands behind each then."""
    kind = shape[0]
    if len(shape) > 1:
        body = node.child_by_field_name(shape[1])
        parts = [body] if body is not None else []
    elif kind == EITHER:
        parts = _alternatives(node, source)
    else:
        parts = [child for child in node.named_children[:_MANY] if child.type not in _NO_PARTS]
    if kind == TABLE:
        values = [part.child_by_field_name("value") for part in parts if part.type == "pair"]
        parts = [value for value in values if value is not None] if len(values) == len(parts) else []
    return _different(parts, source), _MARKS[kind]


def _alternatives(node: Node, source: Source) -> list[Node]:
    """What `one or other`, `one and other`, `one if so else other` may be worth, where a member of it is asked for."""
    children = [child for child in node.named_children if child.type not in _NO_PARTS]
    operator = node.child_by_field_name("operator")
    if operator is not None and source.of(operator) == "and":
        return children[-1:]
    return [child for child in (children[0], children[-1]) if child.type not in _NOTHING]


def _different(parts: list[Node], source: Source) -> list[Node]:
    """The first of those that begin with the same call: `[Item(1), Item(2)]`."""
    first: dict[str, Node] = {}
    for part in parts:
        function = part.child_by_field_name("function") if part.type == "call" else None
        first.setdefault(source.of(function) if function is not None else f"{part.id}", part)
    return list(first.values())


def standard_call(call: Node, function: Node, source: Source) -> tuple[Node | None, str] | None:
    """What a standard function is given and the mark for what it makes of that; None for other calls.

    A cast gives no node, but the expression of the type.
    """
    name = source.of(function)
    module, _, last = name.rpartition(".")
    if last not in source.language.standard_calls or (module and module not in _MODULES):
        return None
    arguments = call.child_by_field_name("arguments")
    if arguments is None or not arguments.named_child_count:
        return None
    first, *others = arguments.named_children
    if first.type in _NAMED:
        return None
    mark = f".@{name.replace('.', ':')}"
    if last == "cast":
        kind = _QUOTED_NAME.fullmatch(source.of(first))
        return (None, f"{kind.group(1)}(){mark}") if kind and others else None
    return None if last in _ALONE and any(other.type != "keyword_argument" for other in others) else (first, mark)
