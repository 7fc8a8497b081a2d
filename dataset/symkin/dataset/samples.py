"""What a harvest works on: a symbol with its candidates, and a topic with the candidates that answer it.

These values travel between processes as MessagePack, so they are plain and hold everything that later steps need.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import msgspec

from symkin.dataset.records import Candidate, Evidence, Place, Source, Topic
from symkin.model.prompt import Prompt


@dataclass(frozen=True, slots=True)
class Repository:
    """Where symbols come from; `root` is an absolute path, `revision` a commit or a package's version, or ''."""

    name: str
    root: str
    revision: str = ""
    licence: str = ""


class Subject(msgspec.Struct, frozen=True):
    """A symbol and its candidates: everything of a prompt but the topic."""

    place: Place
    language: str
    module: str
    package: str
    signature: str
    fields: tuple[str, ...]
    inputs: tuple[str, ...]
    output: tuple[str, ...]
    references: tuple[str, ...]
    reference_count: int
    candidates: tuple[Candidate, ...]
    """The symbols behind the names, in the prompt's order, each name once."""
    sides: tuple[str, ...] = ()
    """The sides of concepts that the symbol is."""
    near_sides: tuple[str, ...] = ()
    """The sides of concepts that its candidates are: for these a topic might have an answer here."""

    @property
    def name(self) -> str:
        """The symbol's bare name."""
        return self.place.qualified_name.rpartition(".")[2]

    def prompt(self, topic: str | None) -> Prompt:
        """The prompt that asks about this symbol."""
        return Prompt(
            topic=topic,
            symbol=self.name,
            module=self.module,
            package=self.package,
            signature=self.signature,
            fields=self.fields,
            inputs=self.inputs,
            output=self.output,
            references=self.references,
            reference_count=self.reference_count,
        )


class Draft(msgspec.Struct, frozen=True):
    """A positive sample before it has a negative: what is asked of a subject, and what the code proves to answer it."""

    subject: Subject
    source: Source
    topic: Topic
    selected: tuple[str, ...]
    evidence: tuple[Evidence, ...]
    sides: tuple[str, ...] = ()
    """The sides of concepts that the topic speaks of, in its own words or in those that it was made of."""
    spoken: tuple[str, ...] = ()
    """Those that it speaks of in its own words: what who reads the topic alone can tell."""

    @property
    def names(self) -> tuple[str, ...]:
        """All candidates' names."""
        return tuple(candidate.name for candidate in self.subject.candidates)


def opposite(side: str) -> str:
    """The other side of the same concept: `messaging.waiting.left` for `messaging.waiting.right`."""
    concept, _, hand = side.rpartition(".")
    return f"{concept}.{'left' if hand == 'right' else 'right'}"


def opposites(sides: Collection[str]) -> frozenset[str]:
    """The other sides of several."""
    return frozenset(map(opposite, sides))
