"""Topics from clean sentences: what a programmer would type who is after what the sentence tells of."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence

from symkin.dataset.wording.grammar import sentence
from symkin.dataset.wording.reading import read
from symkin.dataset.wording.rephrase import rephrase, shorten
from symkin.dataset.wording.shapes import fitting
from symkin.dataset.wording.stems import content_words, spells_out, stems, stems_of
from symkin.dataset.wording.types import Reading, Wording

SHORTEST, LONGEST = 8, 14
"""Words that a sentence is cut to, where it can be: somewhere between these."""
TOO_LONG = 18
LEAST_CONTENT = 2
"""Content words that must be left."""
_QUESTION_MARKS = 0.35
_SHOUTED = 0.5
"""How often acronyms stay in capitals."""
_TRIES = 12


def word(text: str, *, avoid: Sequence[str], key: str) -> Wording | None:
    """A topic of a clean text, or None where it cannot do without the words of the names to avoid.

    `avoid` are names (of the symbols that are the answer); no stem of theirs is left in the topic. `key` chooses
    register, shape and synonyms: the same text, names and key give the same topic.
    """
    draw = _numbers(key)
    forbidden = stems_of(avoid)
    reading = _reduced(read(text), forbidden, draw)
    if reading is None:
        return None
    for _, (shape, topic) in zip(range(_TRIES), fitting(reading, draw), strict=False):
        if not stems(topic) & forbidden and not spells_out(topic, avoid):
            return Wording(_typed(topic, shape.register, draw), shape.register, shape.template)
    return None


def _reduced(reading: Reading, forbidden: frozenset[str], draw: Iterator[float]) -> Reading | None:
    """The reading in few words, none of them forbidden."""
    words = _general(reading.words)
    changed = rephrase(words, forbidden, int(next(draw) * 997)) if forbidden else words
    if changed is None:
        return None
    changed = shorten(changed, SHORTEST + int(next(draw) * (LONGEST - SHORTEST + 1)))
    if len(changed) > TOO_LONG or content_words(sentence(changed)) < LEAST_CONTENT:
        return None
    return Reading(reading.kind, changed)


def _general(words: tuple[str, ...]) -> tuple[str, ...]:
    """ "the given name", "this queue": no name is given to who asks, no queue is at hand."""
    found = list(words)
    for place in range(len(found) - 1):
        if found[place].lower() in {"the", "a", "an"} and found[place + 1].lower() in {
            "given",
            "specified",
            "provided",
            "supplied",
        }:
            found[place], found[place + 1] = found[place], ""
        elif found[place].lower() == "this":
            found[place] = "the"
    return tuple(word for word in found if word)


def _typed(topic: str, register: str, draw: Iterator[float]) -> str:
    """The topic as somebody types it: acronyms often in small letters, a question mark now and then."""
    if next(draw) > _SHOUTED:
        topic = " ".join(part.lower() if part.isupper() or part.istitle() else part for part in topic.split())
    return topic + "?" if register == "question" and next(draw) < _QUESTION_MARKS else topic


def _numbers(key: str) -> Iterator[float]:
    """Numbers between 0 and 1, always the same for a key."""
    block = 0
    while True:
        digest = hashlib.blake2b(f"{block}:{key}".encode()).digest()
        for start in range(0, len(digest), 4):
            yield int.from_bytes(digest[start : start + 4], "big") / 2**32
        block += 1
