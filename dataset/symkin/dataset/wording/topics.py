"""Topics from clean sentences: what a programmer would type who is after what the sentence tells of."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from itertools import islice, pairwise

from symkin.dataset.wording.grammar import DETERMINERS, FUNCTION_WORDS, sentence
from symkin.dataset.wording.reading import read
from symkin.dataset.wording.rephrase import rephrase, shorten
from symkin.dataset.wording.shapes import fitting
from symkin.dataset.wording.stems import content_words, spells_out, stems, stems_of
from symkin.dataset.wording.types import Reading, Register, Wording, Words

SHORTEST, LONGEST, TOO_LONG = 8, 14, 18
"""A sentence is cut to some number of words between the first two where it can be; over the third there is no topic."""
LEAST_CONTENT = 3
"""Content words that must be left of a sentence that has lost some."""
QUESTION_MARKS = 0.35
"""Share of questions that end in a question mark."""
SHOUTED = 0.5
"""Share of topics whose acronyms stay in capitals."""
TRIES = 12
"""Shapes that are tried where some would say a word that is to be avoided."""

_GIVEN = frozenset("given specified provided supplied".split())


def word(text: str, *, avoid: Sequence[str], key: str) -> Wording | None:
    """A topic of a clean text, or None where it cannot do without the words of the names to avoid.

    `avoid` are names (of the symbols that are the answer); no stem of theirs is left in the topic. `key` chooses
    register, shape and synonyms: the same text, names and key give the same topic.
    """
    draw, forbidden = _numbers(key), stems_of(avoid)
    reading = _reduced(read(text), forbidden, draw) if text.strip() else None
    if reading is None:
        return None
    for shape, topic in islice(fitting(reading, draw), TRIES):
        if stems(topic).isdisjoint(forbidden) and not spells_out(topic, avoid) and not _stammers(topic):
            return Wording(_typed(topic, shape.register, draw), shape.register, shape.template)
    return None


def _stammers(topic: str) -> bool:
    """Whether a word stands twice in a row, as where a shape goes on with the word that a sentence ends in."""
    return any(former == following for former, following in pairwise(topic.split()))


def _reduced(reading: Reading, forbidden: frozenset[str], draw: Iterator[float]) -> Reading | None:
    """The reading in few words, none of them forbidden."""
    limit = SHORTEST + int(next(draw) * (LONGEST - SHORTEST + 1))
    general = _general(reading.words)
    words = rephrase(general, forbidden, int(next(draw) * 1000))
    if words is None:
        return None
    shorter = shorten(words, limit)
    if _is_hollow(shorter):
        shorter = words
    hollow = len(shorter) < len(general) and _is_hollow(shorter)
    return None if hollow or len(shorter) > TOO_LONG else Reading(reading.kind, shorter)


def _is_hollow(words: Words) -> bool:
    return content_words(sentence(words)) < LEAST_CONTENT


def _general(words: Words) -> Words:
    """The words for somebody who has been given no name and points at no queue: "the given name", "this queue"."""
    return tuple(
        "the" if word == "this" and following.lower() not in FUNCTION_WORDS else word
        for former, word, following in zip(("", *words), words, (*words[1:], ","), strict=False)
        if not (word in _GIVEN and former.lower() in DETERMINERS)
        and not (word == "given" and following.lower() not in FUNCTION_WORDS)
    )


def _typed(topic: str, register: Register, draw: Iterator[float]) -> str:
    """The topic as somebody types it: acronyms often in small letters, a question mark now and then."""
    if next(draw) >= SHOUTED:
        topic = " ".join(
            part.lower() if part.isalpha() and (part.isupper() or part.istitle()) else part for part in topic.split()
        )
    return topic + "?" if register == "question" and next(draw) < QUESTION_MARKS else topic


def _numbers(key: str) -> Iterator[float]:
    """Numbers between 0 and 1, always the same for a key."""
    block = 0
    while True:
        digest = hashlib.blake2b(f"{block}:{key}".encode()).digest()
        yield from (int.from_bytes(digest[start : start + 4], "big") / 2**32 for start in range(0, len(digest), 4))
        block += 1
