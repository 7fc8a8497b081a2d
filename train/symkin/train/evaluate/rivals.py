"""Who else could answer: the ways to rank candidates that need no model of ours.

A rival turns a case into an answer. It may not look at the truth.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from symkin.model.fuse import likeness, words
from symkin.train.evaluate.cases import Case


@dataclass(frozen=True, slots=True)
class Answer:
    """A score for each candidate, in their order, and the names selected; None for a rival that only ranks."""

    scores: tuple[float, ...]
    selected: tuple[str, ...] | None = None
    none_probability: float = 0.0

    @property
    def chances(self) -> tuple[float | None, ...]:
        """A model's probabilities; None for a candidate that it was not asked about."""
        return tuple(score or None for score in self.scores)


Rival = Callable[[Case], Answer]


def chance(case: Case) -> Answer:
    """Any order; the same one every time."""
    dice = Random(f"{case.id} {case.side}")
    return Answer(tuple(dice.random() for _ in case.candidates))


def order(case: Case) -> Answer:
    """The graph's order, which is the prompt's, group by group."""
    return Answer(tuple(-float(place) for place in range(len(case.candidates))))


def places(case: Case) -> Answer:
    """The graph's order with the groups side by side: every group's first, then every group's second."""
    return Answer(tuple(-candidate.place for candidate in case.candidates))


def overlap(case: Case) -> Answer:
    """How many of the topic's words (stemmed) a name has; it selects every candidate that has one."""
    wanted = words(case.prompt.topic or "")
    scores = tuple(float(len(wanted & words(candidate.name))) for candidate in case.candidates)
    return Answer(scores, tuple(one.name for one, score in zip(case.candidates, scores, strict=True) if score))


def letters(case: Case) -> Answer:
    """The share of a name's character trigrams that the topic has."""
    return Answer(tuple(likeness(case.prompt.topic or "", candidate.name) for candidate in case.candidates))


def same_file(case: Case) -> Answer:
    """What stands in the symbol's file first."""
    return Answer(tuple(float(candidate.same_file) for candidate in case.candidates))


def together(case: Case) -> Answer:
    """What past commits changed most often along with the symbol."""
    return Answer(tuple(float(candidate.together) for candidate in case.candidates))


PLAIN: dict[str, Rival] = {
    "random": chance,
    "graph-order": order,
    "word-overlap": overlap,
    "n-grams": letters,
}
HISTORY: dict[str, Rival] = {"same-file": same_file, "changed-together": together}
"""Rivals that need what only cases of a history know."""
