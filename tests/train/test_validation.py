from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import astuple

import pytest
import torch
from toy import toy_model, toy_pairs

from symkin.model.prompt import parse
from symkin.model.scoring import Ask, Ranking, rank
from symkin.model.tokens import Tokenize
from symkin.train.gemma import to_network
from symkin.train.questions import Question, common_prefix, read_signs, to_question
from symkin.train.validation import rankings, summary

pytestmark = pytest.mark.usefixtures("one_thread")


class Plain:
    """transformers' own model as an evaluator: one pass for each question."""

    def __init__(self) -> None:
        self.model = toy_model()

    @torch.no_grad()
    def logits(self, prefix: Sequence[int], asks: Sequence[Ask]) -> list[list[float]]:
        rows = [self.model(torch.tensor([[*prefix, *ask.path]])).logits[0, -1] for ask in asks]
        return [[float(row[token]) for token in ask.among] for ask, row in zip(asks, rows, strict=True)]


def test_rankings_are_the_scorers(tokenize: Tokenize) -> None:
    questions = [to_question(parse(text), tokenize) for pair in toy_pairs(3) for text in pair]
    signs, plain = read_signs(tokenize), Plain()
    _, found = rankings(to_network(toy_model(), torch.float32), questions, signs, common_prefix(questions), 1000)
    for question, ranking in zip(questions, found, strict=True):
        ends = {"separator": signs.separator, "terminator": signs.terminator}
        expected = rank(plain, question.prompt, question.candidates, **ends, limit=1)
        assert ranking.probabilities == pytest.approx(expected.probabilities, abs=1e-5)
        assert ranking.none_probability == pytest.approx(expected.none_probability, abs=1e-5)
        assert ranking.selected == expected.selected


def question(*selected: int) -> Question:
    return Question((0,), 0, ((1,), (2,), (3,), (4,)), selected)


def test_figures() -> None:
    answers = [
        (question(0), Ranking((0.7, 0.1, 0.1, 0.0), 0.1, (0,))),
        (question(1, 3), Ranking((0.4, 0.3, 0.2, 0.1), 0.0, (0,))),  # precision at the hits: 1/2 and 2/4
        (question(3), Ranking((0.2, 0.1, 0.1, 0.0), 0.6, ())),  # last of four
        (question(), Ranking((0.1, 0.1, 0.1, 0.1), 0.6, ())),
        (question(), Ranking((0.3, 0.3, 0.2, 0.2), 0.0, (1,))),
    ]
    random.Random(0).shuffle(answers)
    scores = summary([one for one, _ in answers], [ranking for _, ranking in answers], 2.0)
    assert astuple(scores) == pytest.approx((2.0, (1 + 1 / 2 + 1 / 4) / 3, 1 / 3, 2 / 3, 1 / 2, 2 / 3))
    assert scores.total == pytest.approx(((1 + 1 / 2 + 1 / 4) / 3 + (1 / 2 + 2 / 3) / 2) / 2)
