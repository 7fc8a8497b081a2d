"""Functions that are handed over: what their parameters are is said by the one who takes them.

In `run((source, sink) => ...)` the name `sink` is bound to `run.@handed0:1`: what the function that is `run`'s first
parameter is given second. `run` says that where `body: (a: Source, b: Sink) => void` is bound: `body(1)` is `Sink()`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from symkin.graph.receivers import UNKNOWN, receiver_expression

if TYPE_CHECKING:
    from tree_sitter import Node

    from symkin.graph.source import Source

HANDED = "@handed"
MAX_PARAMETERS = 4
"""Functions that are handed over and have more are left alone."""


def handed(taker: str, position: int, number: int) -> str:
    """What the function that is a taker's argument at a position is given as a parameter of its own."""
    return f"{taker}.{HANDED}{position}:{number}"


def places_of(step: str) -> tuple[int, int]:
    """The position and number in a step of an expression that begins with `HANDED`."""
    position, _, number = step.removeprefix(HANDED).partition(":")
    return int(position), int(number)


def taken(name: str, number: int) -> str:
    """The name under which is bound what a parameter (or, with '', a type) that is a function is given."""
    return f"{name}({number})"


def taker_of(function: Node, source: Source) -> tuple[str, int]:
    """Who a function is handed to, as an expression ('' where that cannot be said), and as which argument."""
    arguments = function.parent
    call = arguments.parent if arguments is not None else None
    if arguments is None or call is None:
        return "", 0
    callee = call.child_by_field_name("function") or call.child_by_field_name("constructor")
    expression = receiver_expression(callee, source) if callee is not None else UNKNOWN
    given = [child.start_byte for child in arguments.named_children if child.type != "comment"]
    return ("" if expression == UNKNOWN else expression), given.index(function.start_byte)


def parameters_of(function: Node) -> Iterator[tuple[int, Node]]:
    """The names of a function's parameters that say nothing of their types, with their numbers."""
    only, parameters = function.child_by_field_name("parameter"), function.child_by_field_name("parameters")
    if only is not None:
        yield 0, only
    listed = parameters.named_children if parameters is not None else []
    patterns = [(child.child_by_field_name("pattern") or child, child) for child in listed if child.type != "comment"]
    named = [(pattern, child) for pattern, child in patterns if pattern.type != "this"]
    if len(named) <= MAX_PARAMETERS:
        for number, (pattern, child) in enumerate(named):
            if pattern.type == "identifier" and child.child_by_field_name("type") is None:
                yield number, pattern
