"""Fitting the weights of fusion, where it is known what they should say."""

from __future__ import annotations

from random import Random

import pytest

pytest.importorskip("torch")

from symkin.model.fuse import fuse, of_prompt
from symkin.model.prompt import Prompt
from symkin.train.evaluate.cases import Case
from symkin.train.evaluate.fit import fit
from symkin.train.evaluate.report import Outcome
from symkin.train.evaluate.rivals import Answer

NAMES = tuple("abcdef")


def outcome(number: int, *, knows: bool) -> Outcome:
    """A question of which one candidate is right, or, every third time, none. A model that knows says so."""
    dice = Random(number)
    right = dice.choice(NAMES)
    prompt = Prompt("x", "S", "m", "p", "class S", NAMES[:3], (), (), NAMES[3:])
    side, truth = ("negative", "") if number % 3 == 0 else ("positive", right)
    best = (truth or "none") if knows else dice.choice([*NAMES, "none"])
    scores = tuple(0.75 if name == best else 0.05 for name in NAMES)
    case = Case(str(number), side, prompt, frozenset(truth), of_prompt(prompt))  # type: ignore[arg-type]
    return Outcome(case, Answer(scores, (), 0.75 if best == "none" else 0.05))


def test_a_model_that_knows_is_believed() -> None:
    outcomes = [outcome(number, knows=True) for number in range(120)]
    found = fit(outcomes)
    assert found.weights["chance"] > 1
    assert found.weights["none"] < 0
    for one in outcomes[:30]:
        case, answer = one.case, one.answer
        fused = fuse(case.prompt.topic, "S", case.candidates, answer.scores, answer.none_probability, found)
        assert {NAMES[place] for place in fused.selected} == case.truth


def test_a_model_that_guesses_is_not() -> None:
    found = fit([outcome(number, knows=False) for number in range(300)])
    assert abs(found.weights["chance"]) < 0.3


def test_fitting_twice_gives_the_same() -> None:
    outcomes = [outcome(number, knows=number % 5 > 0) for number in range(60)]
    assert fit(outcomes) == fit(outcomes)
