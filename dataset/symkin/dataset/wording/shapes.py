"""Topics put into shapes: questions, orders, complaints, from the templates of shapes.txt."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from string import Formatter
from typing import cast

from symkin.dataset.wording.filling import parts_of
from symkin.dataset.wording.grammar import sentence
from symkin.dataset.wording.tables import sections
from symkin.dataset.wording.types import Kind, Reading, Register


@dataclass(frozen=True, slots=True)
class Shape:
    """A template with the tone that it has; `fields` are what a reading must give to fill it."""

    weight: float
    register: Register
    template: str
    fields: frozenset[str]


@lru_cache(maxsize=1)
def shapes() -> Mapping[Kind, tuple[Shape, ...]]:
    """The shapes for each kind of sentence."""
    return {cast("Kind", kind): tuple(map(_shape, rows)) for kind, rows in sections("shapes.txt")}


def _shape(row: str) -> Shape:
    weight, register, template = row.split(maxsplit=2)
    fields = frozenset(name for _, name, _, _ in Formatter().parse(template) if name)
    return Shape(float(weight), cast("Register", register), template, fields)


def fitting(reading: Reading, draw: Iterator[float]) -> Iterator[tuple[Shape, str]]:
    """The reading in every shape that it fits; drawn numbers (0 to 1) choose their order, heavy shapes early."""
    parts = parts_of(reading)
    left = [shape for shape in shapes()[reading.kind] if shape.fields <= parts.keys()]
    while left:
        shape = _drawn(left, next(draw))
        left.remove(shape)
        yield shape, sentence(shape.template.format_map(parts).split())


def _drawn(left: list[Shape], number: float) -> Shape:
    number *= sum(shape.weight for shape in left)
    for shape in left:
        number -= shape.weight
        if number <= 0:
            return shape
    return left[-1]
