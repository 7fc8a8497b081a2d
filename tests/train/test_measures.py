"""The measures on rankings whose worth is known."""

from __future__ import annotations

from math import log2

import pytest

from symkin.train.evaluate.measures import average_precision, f1, hit, mean, ndcg, ranking

YES, NO = True, False


@pytest.mark.parametrize(
    ("ranked", "worth"),
    [
        ([YES], 1.0),
        ([YES, YES, NO], 1.0),
        ([NO, YES], 1 / 2),
        ([NO, NO, YES, NO], 1 / 3),
        ([YES, NO, YES, NO, YES], (1 + 2 / 3 + 3 / 5) / 3),
        ([NO, NO], 0.0),
        ([], 0.0),
    ],
)
def test_average_precision(ranked: list[bool], worth: float) -> None:
    assert average_precision(ranked) == pytest.approx(worth)


@pytest.mark.parametrize(
    ("ranked", "depth", "worth"),
    [
        ([YES, NO, NO], 3, 1.0),
        ([NO, YES, NO], 3, 1 / log2(3)),
        ([NO, YES, YES], 2, (1 / log2(3)) / (1 + 1 / log2(3))),
        ([NO, NO, YES], 2, 0.0),
        ([YES] * 9, 5, 1.0),
        ([NO], 5, 0.0),
    ],
)
def test_ndcg(ranked: list[bool], depth: int, worth: float) -> None:
    assert ndcg(ranked, depth) == pytest.approx(worth)


def test_hit() -> None:
    assert hit([NO, NO, YES], 3)
    assert not hit([NO, NO, NO, YES], 3)


@pytest.mark.parametrize(
    ("selected", "truth", "worth"),
    [("ab", "ab", 1.0), ("ab", "a", 2 / 3), ("ab", "cd", 0.0), ("", "a", 0.0), ("a", "", 0.0), ("", "", 1.0)],
)
def test_f1(selected: str, truth: str, worth: float) -> None:
    assert f1(selected, truth) == pytest.approx(worth)


def test_equal_scores_keep_their_order() -> None:
    assert ranking([0.1, 0.5, 0.5, 0.9], list("abcd"), {"b", "d"}) == [YES, YES, NO, NO]


def test_the_mean_of_nothing_is_none() -> None:
    assert mean([]) is None
    assert mean([1.0, False]) == 0.5
