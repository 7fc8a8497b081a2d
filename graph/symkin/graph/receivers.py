"""Receiver expressions: the object of a member access, boiled down to what can tell its type.

`self.pool.take(n)[0].send` has the receiver `self.pool.take()[]`: names, members, `()` for a call, `[]` for an index.
`?` stands for all that such a chain cannot say.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

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
MAX_LINKS = 12
"""Longer chains say nothing that anybody could resolve, and must not cost more than their text."""

_PLAIN = re.compile(rb"[^\W\d]\w*(?:\.[^\W\d]\w*){0,11}")
_ARGUMENTS = re.compile(r"<[^:]*>")
_STEP = re.compile(r"\.?([^\s.()\[\]]+)|(\(\)|\[\])")


def receiver_expression(node: Node, source: Source) -> str:
    """The expression of a node, or '?'."""
    text = source.text[node.start_byte : node.end_byte]
    if _PLAIN.fullmatch(text):
        return text.decode()
    suffix: list[str] = []
    shapes = source.language.expressions
    current: Node | None = node
    for _ in range(MAX_LINKS):
        shape = shapes.get(current.type) if current is not None else None
        if current is None or shape is None:
            return UNKNOWN
        if shape[0] == "name":
            return source.of(current).rstrip(".") + "".join(reversed(suffix))
        current = _descend(current, shape, suffix, source)
    return UNKNOWN


def _descend(node: Node, shape: tuple[str, ...], suffix: list[str], source: Source) -> Node | None:
    if shape[0] == "inner":
        if len(shape) > 1:
            return node.child_by_field_name(shape[1])
        return node.named_child(0) if node.named_child_count == 1 else None
    if shape[0] == "try":
        suffix.append(TRIED)
    if shape[0] in {"try", "first"}:
        return node.named_child(0) if node.named_child_count else None
    if shape[0] == "send":
        return _descend_send(node, shape, suffix, source)
    if shape[0] == "member":
        member = _part(node, shape, 2, node.named_child_count - 1)
        suffix.append("." + (source.of(member).lstrip(".?") if member is not None else UNKNOWN))
    else:
        suffix.append("()" if shape[0] == "call" else "[]")
    return _part(node, shape, 1, 0)


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
    """An expression taken apart: its root name, then members, `()` and `[]`; empty for '?'."""
    if UNKNOWN in expression:
        return []
    return [name or mark for name, mark in _STEP.findall(expression)]
