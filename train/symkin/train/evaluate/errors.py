"""The cases that went worst, to be looked at, and to be taken as hard examples by the next harvest."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from symkin.dataset.records import Side
from symkin.train.evaluate.measures import average_precision, f1
from symkin.train.evaluate.report import Outcome


class WorstCase(msgspec.Struct, frozen=True):
    """A case, what was right, and what was answered. `id` is the pair's in its data set.

    `worth` is from 0 to 1: of a positive the mean of its average precision and the selected set's F1, of a negative 1
    if nothing was selected.
    """

    id: str
    side: Side
    worth: float
    topic: str | None
    symbol: str
    signature: str
    truth: tuple[str, ...]
    selected: tuple[str, ...]
    ranking: tuple[str, ...]


def worst(outcomes: Iterable[Outcome]) -> list[WorstCase]:
    """Every case that was not answered perfectly, the worst first."""
    found = [_judged(outcome) for outcome in outcomes]
    return sorted((one for one in found if one.worth < 1), key=lambda one: (one.worth, one.id))


def _judged(outcome: Outcome) -> WorstCase:
    case, answer = outcome.case, outcome.answer
    names = [candidate.name for candidate in case.candidates]
    order = sorted(range(len(names)), key=lambda place: -answer.scores[place])
    return WorstCase(
        id=case.id,
        side=case.side,
        worth=_worth(outcome),
        topic=case.prompt.topic,
        symbol=case.prompt.symbol,
        signature=case.prompt.signature,
        truth=tuple(sorted(case.truth)),
        selected=answer.selected or (),
        ranking=tuple(names[place] for place in order),
    )


def _worth(outcome: Outcome) -> float:
    truth, selected = outcome.case.truth, outcome.answer.selected or ()
    if not truth:
        return float(not selected)
    return (average_precision(outcome.ranked) + f1(selected, truth)) / 2
