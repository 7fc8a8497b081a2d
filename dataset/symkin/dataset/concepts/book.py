"""The concept book as it is written: pairs of opposites, each side with phrasings and with cues."""

from __future__ import annotations

from collections import Counter
from importlib.resources import files
from typing import Literal

import msgspec

from symkin.dataset.errors import DatasetError

SideName = Literal["left", "right"]


class Side(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One of two opposites: what it is, how people ask for it, and the cues by which code shows it.

    Every one of the `phrasings` holds for any code that is this side, whatever it handles. A scene names what is
    handled, so it holds only where the code speaks of the same. A cue of `names` or `docs` is a sequence of words; `^`
    ties it to the very start and `$` to the very end. A cue of `types` is an identifier, taken letter by letter.
    """

    means: str
    phrasings: tuple[str, ...]
    names: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    docs: tuple[str, ...] = ()
    scenes: tuple[str, ...] = ()

    @property
    def texts(self) -> tuple[str, ...]:
        """All that people may ask for it with."""
        return (*self.phrasings, *self.scenes)


class Concept(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A choice that the design of a program makes one way or the other."""

    domain: str
    name: str
    about: str
    left: Side
    right: Side

    @property
    def id(self) -> str:
        """The name by which other files mean this concept."""
        return f"{self.domain}.{self.name}"

    def side(self, name: SideName) -> Side:
        """The side of that name."""
        return self.left if name == "left" else self.right


class Book(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All concepts, in the order of the file."""

    concepts: tuple[Concept, ...] = msgspec.field(name="concept")


def load() -> Book:
    """The book that comes with the package. Raises DatasetError when it is no book."""
    source = files(__package__) / "opposites.toml"
    return read(source.read_bytes(), source.name)


def read(text: bytes, source: str) -> Book:
    """The book of a TOML text; `source` is what messages call it. Raises DatasetError when it is no book."""
    try:
        book = msgspec.toml.decode(text, type=Book)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise DatasetError(f"{source} is no concept book: {error}") from error
    twice = [name for name, count in Counter(concept.id for concept in book.concepts).items() if count > 1]
    if twice:
        raise DatasetError(f"{source} has two concepts called {twice[0]}: rename one of them")
    return book


def opposite(side: SideName) -> SideName:
    """The other side."""
    return "right" if side == "left" else "left"
