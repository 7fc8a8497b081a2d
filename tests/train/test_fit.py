"""Fitting the weights of fusion, where it is known what they should say."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest

pytest.importorskip("torch")

from symkin.model.fuse import fuse, of_prompt
from symkin.model.prompt import Prompt
from symkin.train.errors import TrainError
from symkin.train.evaluate.cases import Case
from symkin.train.evaluate.fit import fit
from symkin.train.evaluate.report import Outcome
from symkin.train.evaluate.rivals import Answer

NAMES = tuple("abcdef")


def outcome(number: int, *, knows: bool) -> Outcome:
    """A positive, of which one candidate is right, or, for an odd number, its negative. A model that knows says so."""
    dice = Random(number)
    right = dice.choice(NAMES)
    prompt = Prompt("x", "S", "m", "p", "class S", NAMES[:3], (), (), NAMES[3:])
    side, truth = ("negative", "") if number % 2 else ("positive", right)
    best = (truth or "none") if knows else dice.choice([*NAMES, "none"])
    scores = tuple(0.75 if name == best else 0.05 for name in NAMES)
    case = Case(str(number // 2), side, prompt, frozenset(truth), of_prompt(prompt))  # type: ignore[arg-type]
    return Outcome(case, Answer(scores, (), 0.75 if best == "none" else 0.05))


def test_a_model_that_knows_is_believed() -> None:
    outcomes = [outcome(number, knows=True) for number in range(120)]
    found = fit(outcomes).model
    assert found.weights["chance"] > 0.5
    assert found.weights["none"] < 0
    for one in outcomes[:30]:
        case, answer = one.case, one.answer
        fused = fuse(case.prompt.topic, "S", case.candidates, answer.scores, answer.none_probability, found)
        assert {NAMES[place] for place in fused.selected} == case.truth


def test_a_model_that_guesses_is_not() -> None:
    found = fit([outcome(number, knows=False) for number in range(300)]).model
    assert abs(found.weights["chance"]) < 0.3


@pytest.mark.parametrize("wrong", [1, 10])
def test_nine_of_ten_negatives_are_left_empty_whatever_it_costs(wrong: int) -> None:
    """A model that is sure of an answer to the first `wrong` of 40 negatives."""
    outcomes = [outcome(number, knows=True) for number in range(80)]
    for place in range(1, 2 * wrong, 2):
        outcomes[place] = replace(outcomes[place], answer=Answer((0.98, *[0.001] * 5), (), 0.001))
    found = fit(outcomes).model
    selected = [
        fuse("x", "S", one.case.candidates, one.answer.chances, one.answer.none_probability, found).selected
        for one in outcomes
    ]
    assert sum(map(bool, selected[1::2])) <= 4
    assert all(selected[::2])


def test_without_a_model_other_evidence_has_its_say() -> None:
    """Only the model knows the answers here; what is left when it is not asked is the same for all."""
    found = fit([outcome(number, knows=True) for number in range(120)])
    assert "chance" not in found.graph.weights
    assert all(abs(weight) < abs(found.model.weights["chance"]) for weight in found.graph.weights.values())


def by_place(number: int, *, right: int, source: str = "") -> Case:
    """A case that nobody was asked: the first or the last field is right."""
    case = outcome(2 * number, knows=True).case
    return replace(case, id=f"more {number}", truth=frozenset(NAMES[right]), source=source)


def test_cases_that_nobody_was_asked_teach_what_the_graph_alone_tells() -> None:
    outcomes = [outcome(number, knows=True) for number in range(120)]
    bare, taught = fit(outcomes), fit(outcomes, [by_place(number, right=0) for number in range(400)])
    assert taught.graph.weights["place"] < bare.graph.weights["place"] - 1
    assert taught.model.weights["place"] < bare.model.weights["place"]  # it starts from there,
    assert taught.model.weights["chance"] > 0.5  # and still believes who knows


def test_what_no_model_was_asked_about_keeps_its_weight() -> None:
    """Where the model guesses, and the graph knows: the first field. In other cases that one is a macro."""
    outcomes = [outcome(number, knows=False) for number in range(120)]
    outcomes[::2] = [replace(one, case=replace(one.case, truth=frozenset("a"))) for one in outcomes[::2]]
    more = [by_place(number, right=0) for number in range(400)]
    macro = replace(more[0].candidates[0], kind="macro")
    found = fit(outcomes, [replace(case, candidates=(macro, *case.candidates[1:])) for case in more])
    assert found.model.weights["kind macro"] > 0.1


def test_a_few_questions_of_histories_count_as_much_as_many_of_data_sets() -> None:
    outcomes = [outcome(number, knows=True) for number in range(2)]
    history = [by_place(number, right=2, source="history") for number in range(20)]
    found = fit(outcomes, [*(by_place(number, right=0) for number in range(400)), *history])
    assert abs(found.graph.weights["place"]) < 0.2


def test_without_negatives_nobody_knows_when_to_answer_nothing() -> None:
    with pytest.raises(TrainError, match="name a data set too"):
        fit([outcome(number, knows=True) for number in range(0, 20, 2)])


def test_fitting_twice_gives_the_same() -> None:
    outcomes = [outcome(number, knows=number % 5 > 0) for number in range(60)]
    assert fit(outcomes) == fit(outcomes)
