"""Topics put into shapes: questions, orders, complaints, from a table of templates."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from string import Formatter
from typing import cast

from symkin.dataset.wording.grammar import (
    ARTICLES,
    CONJUNCTIONS,
    DETERMINERS,
    PREPOSITIONS,
    PRONOUNS,
    RELATIVES,
    head,
    is_adverb,
    sentence,
)
from symkin.dataset.wording.inflection import Form, inflect, is_plural
from symkin.dataset.wording.tables import sections
from symkin.dataset.wording.types import Kind, Lemma, Reading, Register

_LONGEST_OBJECT = 7
_POSSESSIVES = frozenset("its their our your my his whose".split())


@dataclass(frozen=True, slots=True)
class Shape:
    """A template with the tone that it has; `fields` are what a reading must give to fill it."""

    register: Register
    template: str
    weight: float
    fields: frozenset[str]


@lru_cache(maxsize=1)
def shapes() -> Mapping[Kind, tuple[Shape, ...]]:
    """The shapes for each kind of sentence."""
    return {cast("Kind", kind): tuple(map(_shape, rows)) for kind, rows in sections("shapes.txt")}


def _shape(row: str) -> Shape:
    weight, register, template = row.split(maxsplit=2)
    fields = frozenset(name for _, name, _, _ in Formatter().parse(template) if name)
    return Shape(cast("Register", register), template, float(weight), fields)


def fitting(reading: Reading, draw: Iterator[float]) -> Iterator[tuple[Shape, str]]:
    """The reading in every shape that it fits, in an order that the drawn numbers (0 to 1) choose by weight."""
    parts = _parts(reading)
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


def _parts(reading: Reading) -> Mapping[str, str]:
    if reading.kind == "action":
        return _action_parts(reading.words)
    if reading.kind in {"value", "thing"}:
        return _thing_parts(reading.words)
    field = {"condition": "clause", "event": "event"}.get(reading.kind, "text")
    return {field: sentence(reading.words)}


def _action_parts(words: tuple[str, ...]) -> Mapping[str, str]:
    forms: tuple[Form, ...] = ("base", "third", "gerund")
    parts = {form: sentence(_inflected(words, form)) for form in forms}
    return parts | _passive_parts(words)


def _inflected(words: tuple[str, ...], form: Form) -> Iterator[str]:
    for word in words:
        yield inflect(word, form) if isinstance(word, Lemma) else word


def _passive_parts(words: tuple[str, ...]) -> Mapping[str, str]:
    """What "the header is parsed from the reply" is put together from; nothing where there is no such object."""
    verb = next(place for place, word in enumerate(words) if isinstance(word, Lemma))
    rest = words[verb + 1 :]
    more = next((place for place, word in enumerate(rest) if isinstance(word, Lemma)), None)
    if more is not None:
        rest = _without_joint(rest[:more])
    if not _begins_object(rest):
        return {}
    end, last = _object_end(rest), head(rest)[1]
    if end > _LONGEST_OBJECT:
        return {}
    number = _number(rest[:end], last)
    adverb = " ".join(words[:verb])
    done = f"{adverb} {inflect(words[verb], 'participle')}".strip()
    return {"object": sentence(_with_article(rest[:end])), "tail": sentence(rest[end:]), "done": done, **number}


def _without_joint(words: tuple[str, ...]) -> tuple[str, ...]:
    while words and (words[-1].lower() in CONJUNCTIONS or words[-1] == "," or is_adverb(words[-1].lower())):
        words = words[:-1]
    return words


def _begins_object(rest: tuple[str, ...]) -> bool:
    if not rest:
        return False
    first = rest[0].lower()
    return (
        first not in PREPOSITIONS | RELATIVES | PRONOUNS - DETERMINERS | CONJUNCTIONS
        and first != ","
        and not is_adverb(first)
    )


def _object_end(rest: tuple[str, ...]) -> int:
    """Where the object ends: before the first preposition other than "of", clause or comma."""
    for place, word in enumerate(rest[1:], 1):
        lowered = word.lower()
        if lowered in PREPOSITIONS - {"of"} or lowered in RELATIVES or word == "," or is_adverb(lowered):
            return place
    return len(rest)


def _number(words: tuple[str, ...], last: str) -> Mapping[str, str]:
    several = is_plural(last) or any(word.lower() == "and" for word in words)
    return {"is": "are", "gets": "get", "does": "do"} if several else {"is": "is", "gets": "gets", "does": "does"}


def _thing_parts(words: tuple[str, ...]) -> Mapping[str, str]:
    bare = words[1:] if words[0].lower() in ARTICLES | {"this", "some"} and len(words) > 1 else words
    return {
        "thing": sentence(_with_article(words)),
        "bare": sentence(bare),
        **_number(words[: head(words)[0]], head(words)[1]),
    }


def _with_article(words: tuple[str, ...]) -> tuple[str, ...]:
    """A noun phrase that may follow "where is": with "the" where a singular has nothing."""
    first = words[0].lower()
    if first in DETERMINERS | _POSSESSIVES | PRONOUNS or is_plural(head(words)[1]) or words[0][:1].isupper():
        return words
    return ("the", *words)
