"""Patterns that take values apart by the type that they name (Rust's `Frame::Data(bytes)`, `Range { start, .. }`).

What stands in a place of a tuple-like type is bound in that type's scope under the place's number. The name in
`Frame::Data(bytes)` is bound to `Frame.Data.@part0`: what that type keeps there, which is not what the enumeration
has there; in `Range { start, .. }` to `Range().start`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tree_sitter import Node

    from symkin.graph.source import Source

PART = "@part"
_AROUND = frozenset({"ref_pattern", "mut_pattern", "reference_pattern"})
_WRAPPERS = frozenset({"Some", "Ok", "Err"})
"""What these hold is told by the value that is taken apart."""


def unpacked(pattern: Node, source: Source) -> Iterator[tuple[str, str]]:
    """The names that a pattern binds directly, with what they are worth."""
    kind = pattern.child_by_field_name("type")
    if kind is None or kind.type not in {
        "identifier",
        "scoped_identifier",
        "type_identifier",
        "scoped_type_identifier",
    }:
        return
    path = source.of(kind).replace("::", ".")
    if pattern.type == "tuple_struct_pattern":
        yield from _by_place(pattern, path, source)
    else:
        yield from _by_name(pattern, path, source)


def _by_place(pattern: Node, path: str, source: Source) -> Iterator[tuple[str, str]]:
    if path in _WRAPPERS:
        return
    place = 0
    for part in pattern.children[1:]:
        place += part.type == ","  # `_` is no named node
        if part.type == "remaining_field_pattern":
            return  # further places are counted from the end
        if name := _bound(part, source):
            yield name, f"{path}.{PART}{place}"


def _by_name(pattern: Node, path: str, source: Source) -> Iterator[tuple[str, str]]:
    for part in pattern.named_children[1:]:
        if part.type == "field_pattern" and (field := part.child_by_field_name("name")):
            inner = part.child_by_field_name("pattern") or field
            name = source.of(field) if inner == field else _bound(inner, source)
            if name:
                yield name, f"{path}().{source.of(field)}"


def _bound(part: Node, source: Source) -> str:
    """The name that a part of a pattern is as a whole; a capital begins a constant."""
    while part.type in _AROUND and part.named_child_count:
        part = part.named_children[-1]
    name = source.of(part) if part.type == "identifier" else ""
    return name if name[:1].islower() or name[:1] == "_" else ""
