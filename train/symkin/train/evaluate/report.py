"""The figures of an evaluation, by rival, relation, language and source of the labels."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from statistics import median

import msgspec

from symkin.model.errors import ModelError
from symkin.train.evaluate.cases import Case, of_relation
from symkin.train.evaluate.measures import average_precision, f1, hit, mean, ndcg, ranking
from symkin.train.evaluate.rivals import Answer, Rival

Tell = Callable[[float, str], None]
"""Told how far the work is, 0 to 1, and what is being done."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """A case, its answer, and the seconds that the answer took. `failed` says why there was none."""

    case: Case
    answer: Answer
    seconds: float = 0.0
    failed: str = ""

    @property
    def ranked(self) -> list[bool]:
        """Whether each candidate is right, best first."""
        return ranking(self.answer.scores, [one.name for one in self.case.candidates], self.case.truth)


class Figures(msgspec.Struct, frozen=True):
    """Means over cases, each from 0 to 1; None where there was no case for it, or the rival only ranks.

    `average_precision`, `ndcg_5` and `hit_3` are over the `ranked` cases: positives with something right and something
    wrong to choose from. `f1` is over all positives, `empty` over all negatives. `both` is the share of pairs whose
    positive's best choice is right, is selected, and whose negative is answered with nothing.
    """

    ranked: int
    positives: int
    negatives: int
    average_precision: float | None
    ndcg_5: float | None
    hit_3: float | None
    f1: float | None
    empty: float | None
    both: float | None


class Summary(msgspec.Struct, frozen=True):
    """A rival's figures; `milliseconds` is the median time of an answer."""

    figures: Figures
    by_relation: Mapping[str, Figures]
    by_language: Mapping[str, Figures]
    by_source: Mapping[str, Figures]
    milliseconds: float
    unanswered: int


class Report(msgspec.Struct, frozen=True):
    """All rivals on the same cases; `agreement` is the share of equal selected sets, by pair of rivals."""

    cases: int
    rivals: Mapping[str, Summary]
    agreement: Mapping[str, float]


def answers(rival: Rival, cases: Sequence[Case], tell: Callable[[int], None] = lambda _: None) -> list[Outcome]:
    """What a rival says to each case; where its model fails that is no answer, in the prompt's order."""
    found = []
    for number, case in enumerate(cases, 1):
        start = time.perf_counter()
        try:
            found.append(Outcome(case, rival(case), time.perf_counter() - start))
        except ModelError as error:
            found.append(Outcome(case, Answer((0.0,) * len(case.candidates), ()), failed=str(error)))
        tell(number)
    return found


def figures(outcomes: Sequence[Outcome]) -> Figures:
    """The figures of some outcomes of one rival."""
    positives = [one for one in outcomes if one.case.side == "positive"]
    negatives = [one for one in outcomes if one.case.side == "negative"]
    ranked = [one.ranked for one in positives if one.case.is_ranked]
    return Figures(
        ranked=len(ranked),
        positives=len(positives),
        negatives=len(negatives),
        average_precision=mean(map(average_precision, ranked)),
        ndcg_5=mean(ndcg(row, 5) for row in ranked),
        hit_3=mean(hit(row, 3) for row in ranked),
        f1=mean(f1(one.answer.selected, one.case.truth) for one in positives if one.answer.selected is not None),
        empty=mean(not one.answer.selected for one in negatives if one.answer.selected is not None),
        both=mean(_both(outcomes)),
    )


def summary(outcomes: Sequence[Outcome]) -> Summary:
    """A rival's figures, whole and by part."""
    relations = sorted({one.relation for outcome in outcomes for one in outcome.case.candidates})
    return Summary(
        figures=figures(outcomes),
        by_relation={name: figures(_within(outcomes, name)) for name in relations},
        by_language=_by(outcomes, lambda case: case.language),
        by_source=_by(outcomes, lambda case: case.source),
        milliseconds=1000 * median(one.seconds for one in outcomes) if outcomes else 0.0,
        unanswered=sum(bool(one.failed) for one in outcomes),
    )


def report(found: Mapping[str, Sequence[Outcome]]) -> Report:
    """The report on all rivals' outcomes, which are of the same cases in the same order."""
    selecting = [name for name in found if found[name] and found[name][0].answer.selected is not None]
    pairs = [(one, other) for place, one in enumerate(selecting) for other in selecting[place + 1 :]]
    return Report(
        cases=max(map(len, found.values()), default=0),
        rivals={name: summary(outcomes) for name, outcomes in found.items()},
        agreement={f"{one} = {other}": agreement(found[one], found[other]) for one, other in pairs},
    )


def agreement(one: Iterable[Outcome], other: Iterable[Outcome]) -> float:
    """The share of cases in which both select the same set; 1 of no cases."""
    same = (set(a.answer.selected or ()) == set(b.answer.selected or ()) for a, b in zip(one, other, strict=True))
    found = mean(same)
    return 1.0 if found is None else found


def _both(outcomes: Sequence[Outcome]) -> list[bool]:
    """For each pair, whether both of its sides are right."""
    sides: dict[str, dict[str, Outcome]] = defaultdict(dict)
    for one in outcomes:
        if one.answer.selected is not None:
            sides[one.case.id][one.case.side] = one
    return [
        _is_right(pair["positive"]) and not pair["negative"].answer.selected
        for pair in sides.values()
        if len(pair) == 2
    ]


def _is_right(one: Outcome) -> bool:
    best = max(zip(one.answer.scores, one.case.candidates, strict=True), key=lambda pair: pair[0], default=None)
    return best is not None and best[1].name in one.case.truth and best[1].name in (one.answer.selected or ())


def _within(outcomes: Iterable[Outcome], relation: str) -> list[Outcome]:
    """The outcomes as if there were one relation's candidates only, without positives that have no right one there."""
    found = (_only(outcome, relation) for outcome in outcomes)
    return [one for one in found if one.case.candidates and (one.case.truth or one.case.side == "negative")]


def _only(outcome: Outcome, relation: str) -> Outcome:
    case = of_relation(outcome.case, relation)
    names = {one.name for one in case.candidates}
    pairs = zip(outcome.answer.scores, outcome.case.candidates, strict=True)
    scores = tuple(score for score, one in pairs if one.relation == relation)
    selected = outcome.answer.selected
    kept = None if selected is None else tuple(name for name in selected if name in names)
    return replace(outcome, case=case, answer=Answer(scores, kept))


def _by(outcomes: Sequence[Outcome], key: Callable[[Case], str]) -> dict[str, Figures]:
    parts: dict[str, list[Outcome]] = defaultdict(list)
    for one in outcomes:
        parts[key(one.case)].append(one)
    return {name: figures(parts[name]) for name in sorted(parts) if name}
