"""Words and names compared by their stems: what a topic gives away."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

import snowballstemmer

from symkin.dataset.wording.tables import words

_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")
_VERBATIM = re.compile(r"[^\W_]\w*|\w+")
_SHORT = 3
"""A name of so few letters is an ordinary word as well: it counts as spelled out only in its own case."""

_STOP = words("stop_words.txt")
_STEMMER = snowballstemmer.stemmer("english")


def shared_words(text: str, names: Iterable[str]) -> frozenset[str]:
    """The stems of the content words that a text has in common with names; names are split at case, `_` and digits."""
    return stems(text) & stems_of(names)


def stems_of(names: Iterable[str]) -> frozenset[str]:
    """The stems of all names' content words."""
    return frozenset().union(*map(word_stems, names))


def stems(text: str) -> frozenset[str]:
    """The stems of a text's content words."""
    return frozenset().union(*map(word_stems, text.split()))


@lru_cache(maxsize=65536)
def word_stems(word: str) -> frozenset[str]:
    """The stems of the content words in one word or name."""
    return frozenset(stem(part) for part in split(word) if len(part) > 1 and part not in _STOP)


def split(text: str) -> list[str]:
    """The words of a text or a name, in lower case: `HTTPServer_v2` is http, server, v."""
    return [word.lower() for word in _WORD.findall(text)]


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """The stem of a word in lower case (Snowball's English stemmer)."""
    return str(_STEMMER.stemWord(word))


def is_stop_word(word: str) -> bool:
    """Whether a word, whatever its case, carries no subject of its own."""
    return word.lower() in _STOP


def content_words(text: str) -> int:
    """How many words of a text carry a subject."""
    return sum(word[1:] != "" and not word.isdigit() and word.lower() not in _STOP for word in _VERBATIM.findall(text))


def spells_out(text: str, names: Iterable[str]) -> bool:
    """Whether a name stands in the text: as a whole word, or its words one after another ("retry policy")."""
    lowered = text.lower()
    whole = frozenset(_VERBATIM.findall(lowered))
    spaced = f" {' '.join(split(text))} "
    return any(_stands_in(name, text, whole, spaced) for name in names)


def _stands_in(name: str, text: str, whole: frozenset[str], spaced: str) -> bool:
    if len(name) <= _SHORT and name.isalpha():
        return name in _VERBATIM.findall(text)
    parts = split(name)
    if len(parts) < 2:
        return name.lower() in whole
    return name.lower() in whole or f" {' '.join(parts)} " in spaced
