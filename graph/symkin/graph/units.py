"""The functions of a text that can be extracted by themselves: each with what stands before it and is about it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from symkin.graph.languages.language import Language

if TYPE_CHECKING:
    from tree_sitter import Node


@dataclass(slots=True)
class Unit:
    """A function directly in a file or a class, by its bytes; it has lines of its own."""

    start: int
    end: int


def units_of(root: Node, language: Language) -> list[Unit]:
    """The units of a tree, in their order; none that holds a syntax error, and none in another."""
    found: list[Unit] = []
    pending = [root]
    while pending:
        found += _units_in(pending.pop(), language, pending)
    return sorted(found, key=lambda unit: unit.start)


def _units_in(holder: Node, language: Language, pending: list[Node]) -> list[Unit]:
    """The units directly in a node; what may hold more is added to `pending`."""
    found: list[Unit] = []
    row = -1 if holder.parent is None else holder.start_point.row
    lead, unit_row = -1, -1
    for child in holder.named_children:
        own_line, row = child.start_point.row > row, child.end_point.row
        behind_unit = child.start_point.row == unit_row
        if child.type in language.unit_leads:
            if behind_unit:
                found[-1].end, unit_row = child.end_byte, row
            elif own_line and lead < 0:
                lead = child.start_byte
            continue
        if behind_unit:
            found.pop()
        unit_row = -1
        inner = _inner(child, language)
        if inner.type in language.unit_holders:
            pending.append(inner)
        elif inner.type in language.units and (own_line or lead >= 0) and not child.has_error:
            found.append(Unit(lead if lead >= 0 else child.start_byte, child.end_byte))
            unit_row = row
        lead = -1
    return found


def _inner(node: Node, language: Language) -> Node:
    """What a wrapper wraps; any other node itself."""
    wrapped = language.unit_wrappers.get(node.type)
    return (node.child_by_field_name(wrapped) if wrapped else None) or node


def gaps_between(units: Iterable[Unit], text: bytes) -> Iterator[tuple[int, int]]:
    """What is around the units, where it is more than space; with each unit's first byte: so its holder is seen."""
    at = 0
    for unit in units:
        if text[at : unit.start].strip():
            yield at, unit.start + 1
        at = unit.end
    yield at, len(text)
