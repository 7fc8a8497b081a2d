"""What the names in a pattern of JavaScript are given of the value that it takes apart."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from symkin.graph.annotations import value_of_annotation
from symkin.graph.receivers import UNKNOWN, receiver_expression

if TYPE_CHECKING:
    from tree_sitter import Node

    from symkin.graph.source import Source

PATTERNS = frozenset({"object_pattern", "array_pattern"})
MAX_PARTS = 24
"""Parts of a pattern beyond these are left alone."""

_WITH_VALUE = frozenset({"variable_declarator", "for_in_statement"})


def members_taken(pattern: Node, source: Source) -> Iterator[tuple[str, str]]:
    """The names of `{ one, two: other }` or `[first]`, each with the expression of what it is given (JavaScript)."""
    pending = [(pattern, _taken_apart(pattern, source))]
    for _ in range(MAX_PARTS):
        if not pending:
            return
        node, given = pending.pop()
        if node.type in {"identifier", "shorthand_property_identifier_pattern"}:
            expression = given if node.type == "identifier" else f"{given}.{source.of(node)}"
            yield source.of(node), UNKNOWN if given == UNKNOWN else expression
        else:
            pending += _inner(node, given, source)


def _inner(node: Node, given: str, source: Source) -> list[tuple[Node, str]]:
    """The parts of a pattern with what they are given of what that is given."""
    if node.type == "array_pattern":
        return [(part, f"{given}[]" if given != UNKNOWN else given) for part in node.named_children]
    if node.type == "object_pattern":
        return [(part, given) for part in node.named_children]
    if node.type in {"object_assignment_pattern", "assignment_pattern"}:
        return [(part, given) for part in node.children_by_field_name("left")]
    keys = [key for key in node.children_by_field_name("key") if key.type == "property_identifier"]
    if node.type != "pair_pattern" or not keys:
        return []
    inner = f"{given}.{source.of(keys[0])}" if given != UNKNOWN else given
    return [(part, inner) for part in node.children_by_field_name("value")]


def _taken_apart(pattern: Node, source: Source) -> str:
    """What a pattern takes apart: what its type says, the value behind it, each of what is gone through, or '?'."""
    around = pattern.parent
    if around is None:
        return UNKNOWN
    kind = around.child_by_field_name("type")
    if kind is not None:
        return value_of_annotation(source.of(kind).removeprefix(":"), source.language)
    value = around.child_by_field_name("right") or around.child_by_field_name("value")
    if value is None or around.type not in _WITH_VALUE:
        return UNKNOWN
    given = receiver_expression(value, source)
    return f"{given}[]" if around.type == "for_in_statement" and given != UNKNOWN else given
