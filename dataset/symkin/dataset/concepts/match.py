"""Which concepts a symbol is an instance of, going by the cues in its name, its types and its documentation.

Cues are looked up by their first word, so the work grows with the words of the symbol and not with the book.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from symkin.dataset.concepts.book import Book, Concept, SideName
from symkin.dataset.concepts.words import stems

Where = Literal["name", "type", "doc"]

START, END = "^", "$"
"""Tie a cue to the start and to the end."""
EARLY = 3
"""A cue in documentation begins among its first words: those that come later tell of circumstances."""
NEGATORS = frozenset(stems("no non not never nor without cannot neither un dont don doesn isn won"))
"""A cue that follows one of these says the contrary of what it says alone."""
REACH: Mapping[Where, int] = {"name": 1, "type": 0, "doc": 2}
"""How many words before a cue may negate it."""

_LEADING = frozenset(stems("a an the this these class method function type module is are will object"))
"""What documentation may say before it comes to the point."""
_IDENTIFIER = re.compile(r"[^\W\d]\w*")


@dataclass(frozen=True, slots=True)
class Match:
    """A side of a concept that a symbol is, by a cue that was found in its name, types or documentation."""

    concept: Concept
    side: SideName
    cue: str
    where: Where

    @property
    def id(self) -> str:
        """`domain.name.side`."""
        return f"{self.concept.id}.{self.side}"


class Matcher:
    """A book, ready to be asked about many symbols."""

    def __init__(self, book: Book) -> None:
        self._cues: dict[Where, dict[str, list[_Cue]]] = {place: defaultdict(list) for place in REACH}
        for concept in book.concepts:
            for side in ("left", "right"):
                self._enter(concept, side)

    def match(self, name: str, types: Iterable[str], doc: str) -> list[Match]:
        """The sides that a symbol is, each with the first cue that says so; none where both sides have cues.

        `types` are type names or expressions, or a whole signature.
        """
        return _decided(self._hits(name, types, doc))

    def match_text(self, text: str) -> list[Match]:
        """The sides that a sentence speaks of."""
        return _decided(self._in_doc((), text))

    def cues(self, name: str, types: Iterable[str], doc: str) -> list[Match]:
        """Every cue that a symbol has, those of both sides of a concept included."""
        return [hit.match for hit in self._hits(name, types, doc)]

    def _enter(self, concept: Concept, name: SideName) -> None:
        side = concept.side(name)
        texts: tuple[tuple[Where, tuple[str, ...]], ...] = (("name", side.names), ("doc", side.docs))
        for where, cues in texts:
            for cue in cues:
                words = cue_words(cue)
                tied = words[0] == START
                first, *rest = words[tied:]
                self._cues[where][first].append(_Cue(tuple(rest), tied, Match(concept, name, cue, where)))
        for cue in side.types:
            self._cues["type"][cue].append(_Cue((), False, Match(concept, name, cue, "type")))

    def _hits(self, name: str, types: Iterable[str], doc: str) -> Iterator[_Hit]:
        words = stems(name)
        yield from self._in_words("name", words, len(words))
        yield from self._in_types(types)
        yield from self._in_doc(words, doc)

    def _in_doc(self, name: Sequence[str], doc: str) -> Iterator[_Hit]:
        words = stems(doc)
        if words[: len(name)] == name:  # as Go's comments begin
            words = words[len(name) :]
        first = next((place for place, word in enumerate(words) if word not in _LEADING), len(words))
        return self._in_words("doc", words[first:], EARLY)

    def _in_types(self, types: Iterable[str]) -> Iterator[_Hit]:
        known = self._cues["type"]
        for expression in types:
            for identifier in _IDENTIFIER.findall(expression):
                for cue in known.get(identifier, ()):
                    yield _Hit(0, 0, cue.match)

    def _in_words(self, where: Where, words: Sequence[str], early: int) -> Iterator[_Hit]:
        known, reach, words = self._cues[where], REACH[where], (*words, END)
        for start, word in enumerate(words[:early]):
            for cue in known.get(word, ()):
                end = start + 1 + len(cue.rest)
                if words[start + 1 : end] != cue.rest or (cue.tied and start):
                    continue
                if NEGATORS.isdisjoint(words[max(0, start - reach) : start]):
                    yield _Hit(start, min(end, len(words) - 1), cue.match)


class _Cue(NamedTuple):
    rest: tuple[str, ...]
    tied: bool
    """Whether it stands at the start or not at all."""
    match: Match


class _Hit(NamedTuple):
    start: int
    end: int
    match: Match


def cue_words(cue: str) -> tuple[str, ...]:
    """The words of a cue as they are looked up."""
    return (*[START] * cue.startswith(START), *stems(cue), *[END] * cue.endswith(END))


def _decided(hits: Iterable[_Hit]) -> list[Match]:
    by_concept: dict[str, list[Match]] = defaultdict(list)
    for hit in _uncovered(list(hits)):
        by_concept[hit.match.concept.id].append(hit.match)
    return [found[0] for found in by_concept.values() if len({match.side for match in found}) == 1]


def _uncovered(hits: Sequence[_Hit]) -> Sequence[_Hit]:
    """The hits that lie in no longer one of any concept: `lock free` is no `lock`, and `read only` no `read`."""
    return [hit for hit in hits if not any(_covers(other, hit) for other in hits)] if len(hits) > 1 else hits


def _covers(longer: _Hit, hit: _Hit) -> bool:
    inside = longer.start <= hit.start and hit.end <= longer.end
    return inside and longer.end - longer.start > hit.end - hit.start and longer.match.where == hit.match.where
