"""The words of identifiers and sentences in their order, each reduced to what its inflections share."""

from __future__ import annotations

import re
from functools import lru_cache

_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")
_DOUBLED = re.compile(r"([bdfgmnprt])\1$")
_FINAL = re.compile(r"e$|(?<=[^aeiou])y$")
_SHORTEST = 3
"""A stem has at least this many letters: `string` is no form of `str`, nor `need` of `ne`."""


def stems(text: str) -> tuple[str, ...]:
    """The stems of the words of `text`, which is split at spaces, marks, underscores, digits and changes of case."""
    return tuple(map(stem, _WORD.findall(text)))


@lru_cache(maxsize=1 << 16)
def stem(word: str) -> str:
    """What the inflections of an English word share: `cache`, `caches`, `cached` and `caching` are all `cach`.

    Plurals and verb endings go, nothing more: `parser` stays apart from `parse`, and `valid` from `validate`.
    """
    word = word.lower()
    return _FINAL.sub(_ended, _bare(word)) if len(word) > _SHORTEST else word


def _bare(word: str) -> str:
    if word.endswith(("ies", "ied")) and len(word) > _SHORTEST + 1:
        return word[:-3] + "i"
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return _bare_plural(word)
    for ending in ("ing", "ed"):
        rest = word.removesuffix(ending)
        if rest != word and len(rest) >= _SHORTEST and not word.endswith(("string", "eed")):
            return _DOUBLED.sub(r"\1", rest)
    return word


def _ended(match: re.Match[str]) -> str:
    return "" if match[0] == "e" else "i"


def _bare_plural(word: str) -> str:
    sibilant = word.endswith(("sses", "shes", "ches", "xes", "zes"))
    return word[:-2] if sibilant else word[:-1]
