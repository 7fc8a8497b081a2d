"""Which examples a step sees, and how fast it learns: functions of the settings, so that a run can go on anywhere."""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from symkin.train.questions import Question

_T = TypeVar("_T")


def epoch_steps(count: int, batch: int) -> int:
    """How many steps an epoch of `count` examples has."""
    return -(-count // batch)


def examples_of(step: int, count: int, batch: int, seed: int) -> list[int]:
    """The places of the examples of a step, counted from 0. Each epoch is a shuffle of its own."""
    steps = epoch_steps(count, batch)
    epoch, place = divmod(step, steps)
    return list(_order(count, seed, epoch)[place * batch : (place + 1) * batch])


@lru_cache(1)
def _order(count: int, seed: int, epoch: int) -> Sequence[int]:
    """The order of an epoch, the same for all its steps."""
    order = list(range(count))
    random.Random(f"{seed} order {epoch}").shuffle(order)
    return order


def answer_order(question: Question, most: int, *seeds: int) -> list[int]:
    """The order in which an example's selected candidates are named this time, at most `most` of them."""
    order = list(question.selected)
    random.Random(" ".join(map(str, seeds))).shuffle(order)
    return order[:most]


def rate(progress: float, warmup: float) -> float:
    """The share of the highest learning rate at `progress` (0 to 1): a rise over `warmup`, then a cosine to zero."""
    if progress < warmup:
        return progress / warmup
    return 0.5 * (1.0 + math.cos(math.pi * min(1.0, (progress - warmup) / max(1e-9, 1.0 - warmup))))


def progress_of(step: int, steps: int, seconds: float, minutes: float) -> float:
    """How far a run is, 0 to 1: by its steps or by its time, whichever is further."""
    by_time = seconds / (minutes * 60) if minutes else 0.0
    return min(1.0, max(step / steps if steps else 0.0, by_time))


def total_steps(count: int, batch: int, epochs: int, max_steps: int) -> int:
    """How many steps a run has at most."""
    steps = epoch_steps(count, batch) * epochs
    return min(steps, max_steps) if max_steps else steps


def spread(items: Sequence[_T], count: int) -> list[_T]:
    """At most `count` of the items, evenly spread."""
    wanted = min(count, len(items))
    return [items[place * len(items) // wanted] for place in range(wanted)]
