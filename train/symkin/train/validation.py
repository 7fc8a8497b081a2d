"""How good the model is meanwhile: the scorer's own answers, from one pass over the model a question."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass

import torch

from symkin.model.scoring import Ask, Ranking, rank
from symkin.train.batches import Batch, collate, plan
from symkin.train.gemma import Network, hidden_states
from symkin.train.losses import option_logits
from symkin.train.questions import Name, Question, Signs
from symkin.train.trees import branchings, following, ranking_tree


@dataclass(frozen=True, slots=True)
class Scores:
    """Means over a sample: the loss of the first name; average precision, hits at 1 and 3 of the positives; how many
    negatives are answered with nothing, and how many positives with something.
    """

    loss: float
    average_precision: float
    hit_1: float
    hit_3: float
    negatives_empty: float
    positives_answered: float

    @property
    def total(self) -> float:
        """One number to choose by: the ranking, and telling positives from negatives, weigh the same."""
        return (self.average_precision + (self.negatives_empty + self.positives_answered) / 2) / 2

    def shown(self) -> dict[str, float]:
        """All but the loss, rounded for people."""
        return {name: round(value, 4) for name, value in asdict(self).items() if name != "loss"}


def validate(network: Network, questions: Sequence[Question], signs: Signs, prefix: int, token_budget: int) -> Scores:
    """Score the model on `questions`, whose prompts share their first `prefix` tokens."""
    loss, found = rankings(network, questions, signs, prefix, token_budget)
    return summary(questions, found, loss / max(1, len(questions)))


def rankings(
    network: Network, questions: Sequence[Question], signs: Signs, prefix: int, token_budget: int
) -> tuple[float, list[Ranking]]:
    """The sum of the first names' losses, and the scorer's ranking of each question's candidates."""
    trees = [ranking_tree(question, signs) for question in questions]
    loss, found = 0.0, dict[int, Ranking]()
    for places in plan([len(tree.tokens) for tree in trees], prefix, token_budget):
        batch = collate([trees[place] for place in places], prefix).to(network.table.device)
        logits = _option_logits(network, batch)
        likely = logits.log_softmax(-1).masked_fill(batch.options < 0, 0.0)
        loss -= float((batch.weights * likely).sum())
        rows = iter(logits.tolist())
        for place in places:
            found[place] = _ranking(questions[place], signs, [next(rows) for _ in trees[place].sites])
    return loss, [found[place] for place in range(len(questions))]


def summary(questions: Sequence[Question], rankings: Sequence[Ranking], loss: float) -> Scores:
    """The figures of what the model answered."""
    both = list(zip(questions, rankings, strict=True))
    positives = [(question, ranking) for question, ranking in both if question.selected]
    orders = [_hits(question, ranking) for question, ranking in positives]
    return Scores(
        loss=loss,
        average_precision=_mean(map(_average_precision, orders)),
        hit_1=_mean(any(order[:1]) for order in orders),
        hit_3=_mean(any(order[:3]) for order in orders),
        negatives_empty=_mean(not ranking.selected for question, ranking in both if not question.selected),
        positives_answered=_mean(bool(ranking.selected) for _, ranking in positives),
    )


@dataclass(frozen=True, slots=True)
class _Replay:
    """An `Evaluator` that has been asked before: the logits of tokens after each path."""

    known: Mapping[Name, Mapping[int, float]]

    def logits(self, prefix: Sequence[int], asks: Sequence[Ask]) -> list[list[float]]:  # noqa: ARG002
        return [[self.known[ask.path][token] for token in ask.among] for ask in asks]


def _ranking(question: Question, signs: Signs, rows: Sequence[Sequence[float]]) -> Ranking:
    """The scorer's ranking of the candidates, from the rows of a `ranking_tree`'s sites."""
    paths = branchings(question.candidates)
    options = [following(question.candidates, path, signs) for path in paths]
    known = {path: dict(zip(tokens, row, strict=False)) for path, tokens, row in zip(paths, options, rows, strict=True)}
    ends = {"separator": signs.separator, "terminator": signs.terminator}
    # With one name at most, every question to the model is one of the first name's.
    return rank(_Replay(known), question.prompt, question.candidates, **ends, limit=1)


@torch.no_grad()
def _option_logits(network: Network, batch: Batch) -> torch.Tensor:
    return option_logits(network, hidden_states(network, batch, batch.rows), batch)


def _hits(question: Question, ranking: Ranking) -> list[bool]:
    """Whether each candidate is right, the most probable first."""
    order = sorted(range(len(ranking.probabilities)), key=lambda place: -ranking.probabilities[place])
    return [place in question.selected for place in order]


def _average_precision(hits: Sequence[bool]) -> float:
    found = [place for place, hit in enumerate(hits, 1) if hit]
    return _mean(number / place for number, place in enumerate(found, 1))


def _mean(values: Iterable[float]) -> float:
    found = list(values)
    return sum(found) / len(found) if found else 0.0
