"""What the wording of topics deals in: plain frozen values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Register = Literal["question", "terse", "imperative", "gerund", "need", "problem"]
"""The tone of a topic: a full question, a noun phrase, an order, "retrying requests", "i want ...", a complaint."""
Kind = Literal["action", "value", "thing", "condition", "event", "statement", "plain"]
"""What a sentence tells of: what is done, a value given, a thing, what may hold, happens or holds; or unknown."""


class Lemma(str):
    """A word of a sentence that is a verb in its base form, to be inflected as the topic needs it."""

    __slots__ = ()


Words = tuple[str, ...]
"""The words of a sentence; a comma is a word of its own."""


@dataclass(frozen=True, slots=True)
class Wording:
    """A topic as somebody would type it, its tone, and the template that it was made with."""

    text: str
    register: Register
    shape: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What a sentence was understood to say.

    Its words come without the opening that announces them ("Returns", "Whether"); an event keeps its "when". In an
    action the verbs are `Lemma`s: the first, and those that "and" joins to it.
    """

    kind: Kind
    words: Words
