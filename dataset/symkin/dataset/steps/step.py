"""What a step of the recipe is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

import msgspec

from symkin.dataset.records import Reject
from symkin.dataset.samples import Draft, Subject

T = TypeVar("T", Subject, Draft)


@dataclass(frozen=True, slots=True)
class Step(Generic[T]):
    """A named rule. `refuses` gives the reason why a subject or draft has no place in the data set, '' where it has."""

    name: str
    refuses: Callable[[T], str]


def sift(steps: tuple[Step[T], ...], one: T, repository: str) -> Reject | None:
    """What the first step that refuses a subject or draft says; None where all let it pass."""
    for step in steps:
        reason = step.refuses(one)
        if reason:
            return reject(step.name, reason, one, repository)
    return None


def reject(step: str, reason: str, one: Subject | Draft, repository: str) -> Reject:
    """The record of a refusal."""
    subject = one if isinstance(one, Subject) else one.subject
    told = Reject(step, reason, repository, subject.place, candidates=tuple(each.name for each in subject.candidates))
    if isinstance(one, Subject):
        return told
    return msgspec.structs.replace(told, source=one.source, topic=one.topic.text, selected=one.selected)
