"""The word lists beside these modules: one thing a line, `#` begins a comment, `[name]` a section."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from importlib.resources import files


def lines(name: str) -> Iterator[str]:
    """The lines of a list that say something."""
    text = files(__package__).joinpath(name).read_text(encoding="utf-8")
    return (line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#"))


def words(name: str) -> frozenset[str]:
    """All words of a list."""
    return frozenset(word for line in lines(name) for word in line.split())


def sections(name: str) -> list[tuple[str, list[str]]]:
    """A list's sections: each one's name and lines."""
    found: list[tuple[str, list[str]]] = []
    for line in lines(name):
        if line.startswith("["):
            found.append((line.strip("[]"), []))
        else:
            found[-1][1].append(line)
    return found


@lru_cache(maxsize=3)
def synonyms(part: str) -> Mapping[str, tuple[str, ...]]:
    """What may be said for a word that is a verb, noun or adjective (`part`): a line of its list is `a, b: c, d`."""
    found: dict[str, tuple[str, ...]] = {}
    for line in lines(f"{part}_synonyms.txt"):
        replaced, replacements = ([word.strip() for word in side.split(",")] for side in line.split(":"))
        found |= {word: tuple(other for other in replacements if other != word) for word in replaced}
    return found
