"""What an assignment gives a name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from symkin.graph.annotations import value_of_annotation
from symkin.graph.receivers import MANY, SEVERAL, UNKNOWN, followed, given_argument, receiver_expression

if TYPE_CHECKING:
    from tree_sitter import Node

    from symkin.graph.frames import Frame
    from symkin.graph.source import Source

_DISPLAYS = frozenset({"list", "dictionary", "set", "list_comprehension", "dictionary_comprehension"})
"""Values that are known to be no object of the workspace's, whatever they hold (Python)."""
_VALUES = _DISPLAYS | {
    "call", "identifier", "attribute", "await", "subscript",
    "boolean_operator", "conditional_expression", "parenthesized_expression",
}  # fmt: skip
"""Values that may tell what a name stands for (Python)."""


def says_something(frame: Frame, source: Source) -> bool:
    """Whether an assignment may tell what a name stands for."""
    if frame.annotation:
        return True
    if frame.value is None:
        return False
    return bool(frame.suffix) or not source.language.compounds or frame.value.type in _VALUES


def value_of(frame: Frame, source: Source) -> str:
    """The expression of the value of an assignment that says something."""
    value = frame.value
    if frame.annotation or value is None:
        return value_of_annotation(frame.annotation, source.language)
    expression = receiver_expression(value, source)
    if expression == UNKNOWN:
        return "" if value.type in _DISPLAYS else UNKNOWN
    if source.language.new_node:
        if filled := _filled(value, source):
            return filled
        if given := given_argument(value, source):
            return expression[:-1] + given + ")"
    if frame.suffix == "()":
        expression = expression.replace(SEVERAL, "")  # `except (OneError, OtherError) as error`
    return followed(expression, frame.suffix) if frame.suffix else expression


def _filled(node: Node, source: Source) -> str:
    """What `new Map<string, Session>()` holds, or '' where it is no such container."""
    language, types = source.language, node.child_by_field_name("type_arguments")
    if types is None or node.type != language.new_node:
        return ""
    value = value_of_annotation(source.slice(node.child(1).start_byte, types.end_byte), language)
    return value if value.endswith(MANY) else ""
