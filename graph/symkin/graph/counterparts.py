"""What the other half of a pair would be called: `close_file` beside `open_file`, `AsyncClient` beside `Client`."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources

_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")
_THERE = re.compile(r"([A-Za-z]+)(_to_|To|_?2_?)([A-Za-z]+)")
"""`hex_to_rgb`, whose counterpart is `rgb_to_hex`."""
_ASYNC = ("Async", "async_", "a")
_PREFIXES = ("un", "de", "dis")
_SHORTEST = 3
"""Letters of a word that a prefix is put before or taken from: shorter ones are something else."""


def words(name: str) -> list[str]:
    """The words of an identifier, in lower case."""
    return [word.lower() for word in _WORD.findall(name)]


def counterparts(name: str) -> Iterator[str]:
    """The names that a counterpart of `name` may have: there and back, with `async` or without, a word's opposite."""
    if there := _THERE.fullmatch(name):
        start, to, end = there.groups()
        yield _begun_like(start, end) + to + _begun_like(end, start)
    for prefix in _ASYNC:
        yield prefix + name
        if name.startswith(prefix):
            yield name.removeprefix(prefix)
    for found in _WORD.finditer(name):
        for other in _opposites(found[0].lower()):
            yield name[: found.start()] + _spelt_like(found[0], other) + name[found.end() :]


def _opposites(word: str) -> Iterator[str]:
    yield from _pairs().get(word, ())
    for prefix in _PREFIXES:
        if word.startswith(prefix) and len(word) >= len(prefix) + _SHORTEST:
            yield word[len(prefix) :]
        if len(word) >= _SHORTEST:
            yield prefix + word


def _spelt_like(word: str, other: str) -> str:
    if word.isupper() and len(word) > 1:
        return other.upper()
    return other.capitalize() if word[0].isupper() else other


def _begun_like(word: str, other: str) -> str:
    return (other[0].upper() if word[0].isupper() else other[0].lower()) + other[1:]


@cache
def _pairs() -> Mapping[str, tuple[str, ...]]:
    text = (resources.files("symkin.graph") / "counterparts.txt").read_text(encoding="utf-8")
    found: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for line in text.splitlines():
        if line and not line.startswith("#"):
            one, other = line.split()
            found[one][other] = found[other][one] = None
    return {word: tuple(others) for word, others in found.items()}
