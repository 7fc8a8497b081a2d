from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from symkin.train.questions import Question
from symkin.train.schedule import answer_order, epoch_steps, examples_of, progress_of, rate, spread, total_steps


@given(st.integers(1, 40), st.integers(1, 9), st.integers(0, 3))
def test_an_epoch_shows_everything_once(count: int, batch: int, epoch: int) -> None:
    steps = epoch_steps(count, batch)
    seen = [place for step in range(steps) for place in examples_of(epoch * steps + step, count, batch, 7)]
    assert sorted(seen) == list(range(count))


def test_epochs_differ_and_repeat_for_the_same_seed() -> None:
    first, again, later, other = (examples_of(step, 50, 50, seed) for step, seed in [(0, 1), (0, 1), (1, 1), (0, 2)])
    assert first == again
    assert len({tuple(order) for order in (first, later, other)}) == 3


def test_answers_are_shuffled_and_cut() -> None:
    question = Question((), 0, tuple((place,) for place in range(9)), (8, 2, 5, 6))
    orders = {tuple(answer_order(question, 9, 0, epoch, 3)) for epoch in range(30)}
    assert len(orders) > 10
    assert {frozenset(order) for order in orders} == {frozenset(question.selected)}
    assert len(answer_order(question, 2, 0)) == 2


@pytest.mark.parametrize(("progress", "expected"), [(0.0, 0.0), (0.05, 0.5), (0.1, 1.0), (0.55, 0.5), (1.0, 0.0)])
def test_rate(progress: float, expected: float) -> None:
    assert rate(progress, 0.1) == pytest.approx(expected)


def test_without_warmup_the_rate_begins_at_its_highest() -> None:
    assert rate(0.0, 0.0) == 1.0


@pytest.mark.parametrize(
    ("step", "seconds", "minutes", "expected"), [(5, 0.0, 0.0, 0.5), (1, 45.0, 1.0, 0.75), (99, 0.0, 1.0, 1.0)]
)
def test_progress(step: int, seconds: float, minutes: float, expected: float) -> None:
    assert progress_of(step, 10, seconds, minutes) == expected


def test_steps_and_samples() -> None:
    assert (total_steps(10, 4, 2, 0), total_steps(10, 4, 2, 5)) == (6, 5)
    assert spread(range(10), 5) == [0, 2, 4, 6, 8]
    assert spread(range(2), 5) == [0, 1]
    assert not spread([], 5)
