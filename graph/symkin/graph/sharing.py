"""What each of several names is given of a value that is shared out among them.

`for key, value in pairs` and `first, (second, third) = values` share out in Python, `const { one, two: [other] } = all`
in JavaScript (see `destructuring`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from symkin.graph.destructuring import PATTERNS, members_taken
from symkin.graph.drafts import Worked
from symkin.graph.receivers import EACH, followed, receiver_expression

if TYPE_CHECKING:
    from tree_sitter import Node

    from symkin.graph.source import Source

MAX_TARGETS = 24
"""Names beyond these are left alone."""

_ONE_NAME = re.compile(rb"(?:async )?for ([^\W\d]\w*) in\b")
_NUMBERS = b"range("
"""What gives nothing that has members of interest."""
_TARGETS = frozenset({"pattern_list", "tuple_pattern", "list_pattern"})
_LISTS = frozenset({"expression_list", "tuple", "list"})


class Part(NamedTuple):
    """A target, with the value that it is given some of, and where in that it stands."""

    node: Node
    given: Node
    path: str


def head_of(node: Node, source: Source) -> bytes:
    """The text of what shares a value out as far as it may hold the names that are given something."""
    start, end = node.start_byte, node.end_byte
    if node.type in PATTERNS:
        return source.text[start:end]
    until = source.text.find(b"=" if node.type == "assignment" else b" in ", start, end)
    return source.text[start : until if until >= 0 else end]


def shared_out(node: Node, source: Source) -> Iterable[tuple[str, Worked]]:
    """The names that an assignment or a loop (Python) or a pattern (JavaScript) gives something to."""
    if node.type in PATTERNS:
        return members_taken(node, source)
    if found := _ONE_NAME.match(source.text, node.start_byte):
        return [(found[1].decode(), partial(_each_of, node, source))]
    return [
        (source.of(part.node), partial(_worth_of, part, each, source))
        for part, each in _parts_of(node, source)
        if part.node.type == "identifier"
    ]


def _each_of(loop: Node, source: Source) -> str:
    """The expression of each of what a loop goes through."""
    value = loop.child_by_field_name("right")
    if value is None or source.text.startswith(_NUMBERS, value.start_byte):
        return ""
    return followed(receiver_expression(value, source), EACH)


def attribute_given(name: Node, source: Source) -> str:
    """The expression of what an attribute among the targets of an assignment or a loop is given, by its name."""
    attribute = name.parent
    statement = attribute.parent if attribute is not None else None
    while statement is not None and statement.type in _TARGETS:
        statement = statement.parent
    if attribute is None or statement is None or statement.child_by_field_name("right") is None:
        return ""
    found = (_worth_of(part, each, source) for part, each in _parts_of(statement, source) if part.node == attribute)
    return next(found, "")


def _worth_of(part: Part, each: str, source: Source) -> str:
    return followed(receiver_expression(part.given, source), each, part.path)


def _parts_of(statement: Node, source: Source) -> Iterator[tuple[Part, str]]:
    """The targets of an assignment or, each with `EACH`, of a loop."""
    target, value = statement.child_by_field_name("left"), statement.child_by_field_name("right")
    if target is None or value is None or source.text.startswith(_NUMBERS, value.start_byte):
        return
    each = "" if statement.type == "assignment" else EACH
    pending = [Part(target, value, "")]
    for _ in range(MAX_TARGETS):
        if not pending:
            return
        part = pending.pop()
        if part.node.type in _TARGETS:
            pending += _parts(part, source, each)
        else:
            yield part, each


def _parts(whole: Part, source: Source, each: str) -> Iterator[Part]:
    """The parts of a pattern with what they are given, as far as their places are known."""
    values = _written_out(whole.given, source, each) if not whole.path else []
    for place, node in enumerate(whole.node.named_children):
        if node.type == "list_splat_pattern":
            return
        if values:
            value = values[place] if place < len(values) else None
            if value is not None:
                yield Part(node, value, "")
        else:
            yield Part(node, whole.given, f"{whole.path}.@{place}")


def _written_out(given: Node, source: Source, each: str) -> list[Node | None]:
    """The values one by one, where they are: `a, b = one, two`, `for a, b in zip(ones, twos)`; None is an unknown."""
    if not each:
        return _plainly(given.named_children) if given.type in _LISTS else []
    function = given.child_by_field_name("function")
    arguments = given.child_by_field_name("arguments")
    if function is None or arguments is None:
        return []
    name, written = source.of(function), _plainly(arguments.named_children)
    if name == "enumerate":
        return [None, *written[:1]]
    return written if name == "zip" else []


def _plainly(nodes: Sequence[Node]) -> list[Node | None]:
    """Nodes, or none of them where one stands for several."""
    plain = [node for node in nodes if node.type not in {"keyword_argument", "comment"}]
    return [] if any(node.type == "list_splat" for node in plain) else [*plain]
