"""Receiver expressions: the object of a member access, boiled down to what can tell its type.

`self.pool.take(n)[0].send` has the receiver `self.pool.take()[]`: names, members, `()` for a call, `[]` for an index.
`keep(new Session(n))` is `keep(Session)` where the argument may tell what comes back. What is one of several things is
`session|make()`, with all that follows behind each.
`?` stands for all that such a chain cannot say.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from symkin.graph.displays import WRITTEN, literal, split_up, standard_call

if TYPE_CHECKING:
    from tree_sitter import Node

    from symkin.graph.source import Source

UNKNOWN = "?"
HELD = ".@held"
"""Behind an expression: what it gives is held in something that may be empty or an error instead (Rust's `Option`)."""
MANY = ".@many"
"""Behind an expression: there are several of what it gives (an array, a list, a map's values)."""
TRIED = ".@tried"
"""Behind an expression: what it holds."""
EACH = ".@each"
"""Behind an expression: one of what going through it gives."""
SEVERAL = ".@several"
"""Behind an expression: a list of it."""
GIVEN = "@given"
"""What a function gives that gives its first argument back, whatever that is."""
ALIAS = "'"
"""Between a local's name and the number that tells it from others of that name (see `shadowing`)."""
MAX_LINKS = 12
"""Longer chains say nothing that anybody could resolve, and must not cost more than their text."""

MAX_ALTERNATIVES = 5
"""What may be more things is not followed."""

_ALTERNATIVES = frozenset({"??", "||", "&&"})
"""Operators whose second operand may be what the whole is worth: the other is then of its type, or nothing."""
_WRAPPERS = frozenset({"inner", "first", "try", "else", "cast"})
_PLAIN = re.compile(rb"[^\W\d]\w*(?:\.[^\W\d]\w*){0,11}")
_CALL = re.compile(
    rb"([^\W\d]\w*(?:\.[^\W\d]\w*){0,9})\("
    rb"[^()'\"#]*(?:(?:'[^'\\\n]*'|\"[^\"\\\n]*\")[^()'\"#]*)*\)"
)
"""A call with no other in it (Python)."""
_ARGUMENTS = re.compile(r"<[^:]*>")
_STEP = re.compile(r"\.?([^\s.()\[\]]+)|(\([^()]*\)|\[\])")


def receiver_expression(node: Node, source: Source) -> str:
    """The expression of a node, or '?'."""
    start, end = node.start_byte, node.end_byte
    if plain := _PLAIN.fullmatch(source.text, start, end):
        return plain[0].decode()
    standard = source.language.standard_calls
    if standard and (call := _CALL.fullmatch(source.text, start, end)):
        name = call[1].decode()
        if name.rpartition(".")[2] not in standard:
            return name + "()"
    pending: list[tuple[Node, list[str]]] = []
    expression = _chain(node, [], source, pending)
    return _united(pending, source) if pending else expression


def _united(pending: list[tuple[Node, list[str]]], source: Source) -> str:
    """An expression with its alternatives, which wait with what stands behind each."""
    found: dict[str, None] = {}
    for _ in range(MAX_ALTERNATIVES - 1):
        if not pending:
            return "|".join(found)
        one, suffix = pending.pop()
        expression = _chain(one, suffix, source, pending)
        if expression == UNKNOWN:
            return UNKNOWN
        found.update({expression: None} if expression else {})
    return UNKNOWN if pending else "|".join(found)


def _chain(node: Node, suffix: list[str], source: Source, alternatives: list[tuple[Node, list[str]]]) -> str:
    """The expression of a node with a suffix (last part first), '' where it is one of several, which are added."""
    shapes, standard = source.language.expressions, bool(source.language.standard_calls)
    current: Node | None = node
    call: Node | None = None
    for _ in range(MAX_LINKS):
        shape = shapes.get(current.type) if current is not None else None
        if current is None or shape is None:
            return UNKNOWN
        kind = shape[0]
        if call is not None and standard and (made := standard_call(call, current, source)):
            call, (current, suffix[-1]) = None, made
            if current is None:
                return "".join(reversed(suffix))
            continue
        if kind == "name":
            return source.of(current).rstrip(".") + "".join(reversed(suffix))
        if kind in WRITTEN:
            return _written(current, shape, suffix, source, alternatives)
        call = current if kind == "call" else None
        current = _descend(current, shape, suffix, source)
    return UNKNOWN


def _stated(call: Node, source: Source) -> Node | None:
    """The type that a call gives an object of by its first template argument (`std::make_unique<Session>(n)`)."""
    function = call.child_by_field_name("function")
    while function is not None and function.type == "qualified_identifier":
        function = function.child_by_field_name("name")
    if function is None or function.type != "template_function":
        return None
    name, arguments = function.child_by_field_name("name"), function.child_by_field_name("arguments")
    if name is None or arguments is None or source.of(name) not in source.language.stating:
        return None
    return next(iter(arguments.named_children), None)


def _written(
    node: Node, shape: tuple[str, ...], suffix: list[str], source: Source, alternatives: list[tuple[Node, list[str]]]
) -> str:
    """The expression of what is written out, '' where it is one of several, which are added."""
    if plain := literal(shape, node):
        return plain + "".join(reversed(suffix))
    parts, mark = split_up(node, shape, source)
    alternatives += [(part, [*suffix, mark]) for part in reversed(parts)]
    return "" if parts else UNKNOWN


def followed(expression: str, *suffixes: str) -> str:
    """All alternatives of an expression with more behind them; '' and '?' stay what they are."""
    if expression in {"", UNKNOWN}:
        return expression
    return "|".join("".join((one, *suffixes)) for one in expression.split("|"))


def given_argument(node: Node, source: Source) -> str:
    """The class of the object that is made as a call's first argument, or ''."""
    while node.type in {"parenthesized_expression", "await_expression"} and node.named_child_count == 1:
        node = node.named_children[0]
    arguments = node.child_by_field_name("arguments") if node.type == "call_expression" else None
    first = arguments.named_children[:1] if arguments is not None else []
    if not first or first[0].type != source.language.new_node:
        return ""
    made = receiver_expression(first[0], source)
    return made[:-2] if made.endswith("()") and made.count("(") == 1 else ""


def argument_of(expression: str) -> str:
    """What stands between the parentheses at an expression's end, if anything does."""
    return expression[:-1].rpartition("(")[2] if expression.endswith(")") else ""


def _descend(node: Node, shape: tuple[str, ...], suffix: list[str], source: Source) -> Node | None:
    if shape[0] in _WRAPPERS:
        return _unwrap(node, shape, suffix)
    if shape[0] == "send":
        return _descend_send(node, shape, suffix, source)
    if shape[0] == "member":
        member = _part(node, shape, 2, node.named_child_count - 1)
        suffix.append("." + (source.of(member).lstrip(".?") if member is not None else UNKNOWN))
    else:
        suffix.append("()" if shape[0] == "call" else _index(node, source))
    stated = _stated(node, source) if shape[0] == "call" and source.language.stating else None
    return stated or _part(node, shape, 1, 0)


def _index(node: Node, source: Source) -> str:
    """What an index asks for: an element, the one at a place, or several."""
    if not source.language.compounds:
        return "[]"
    index = node.child_by_field_name("subscript")
    if index is None or index.type not in {"integer", "slice"}:
        return "[]"
    return f".@{source.of(index)}" if index.type == "integer" else ".@slice"


def _unwrap(node: Node, shape: tuple[str, ...], suffix: list[str]) -> Node | None:
    """What a node is worth by that of one of its children."""
    if shape[0] == "else":
        operator = node.child_by_field_name("operator")
        return node.child_by_field_name(shape[1]) if operator and operator.type in _ALTERNATIVES else None
    if len(shape) > 1:
        return node.child_by_field_name(shape[1])
    count = node.named_child_count
    if not count or (shape[0] == "inner" and count > 1):
        return None
    if shape[0] == "cast":
        suffix += ["()"] * (count - 1)  # `as const` names no type
        return node.named_child(count - 1)
    if shape[0] == "try":
        suffix.append(TRIED)
    return node.named_child(0)


def _part(node: Node, shape: tuple[str, ...], field: int, child: int) -> Node | None:
    """A part of a node by its field, or by its place where the grammar names no fields."""
    if len(shape) > field:
        return node.child_by_field_name(shape[field])
    return node.named_child(child) if 0 <= child < node.named_child_count else None


def _descend_send(node: Node, shape: tuple[str, ...], suffix: list[str], source: Source) -> Node | None:
    receiver, method = node.child_by_field_name(shape[1]), node.child_by_field_name(shape[2])
    suffix.append("()")
    if receiver is None or method is None:
        return method
    suffix.append("." + source.of(method))
    return receiver


def qualifier(node: Node, source: Source) -> str:
    """What stands before the last name of `a::b::c`, where the grammar nests such names to the right (C++); else ''."""
    outer = node.parent
    while outer is not None and outer.parent is not None and outer.parent.type == outer.type:
        outer = outer.parent
    if outer is None:
        return ""
    path = _ARGUMENTS.sub("", source.slice(outer.start_byte, node.end_byte))
    return ".".join(part for part in "".join(path.split()).split("::") if part)


def root_of(expression: str) -> str:
    """The name that an expression starts with ('?' and '' give themselves)."""
    found = _STEP.match(expression)
    return (found.group(1) or expression) if found else expression


def steps(expression: str) -> list[str]:
    """An expression taken apart: its root name, then members, `()` (or `(argument)`) and `[]`; empty for '?'."""
    if UNKNOWN in expression:
        return []
    return [name or mark for name, mark in _STEP.findall(expression)]
