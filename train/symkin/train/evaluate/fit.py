"""The weights of fusion, fitted to a model's answers: first the order within a case, then whether to answer at all.

The order is fitted by the list-wise softmax loss (Cao et al. 2007, ListNet with the truth as target), which sees only
differences within a case. What the graph alone tells needs no model, so it is learned from many more cases, all of it
at once, for evidence overlaps: words that are the same mean the same. What a model says gets its weight from the cases
that were asked, and moves the other weights as far as it must. Whether a case has an answer is a logistic regression on
its best candidate's sum and on what all of its candidates share (whether the model would answer nothing), over the
pairs. All are convex. A threshold decides: of those that leave enough negatives empty, the one with the most pairs of
which both sides are right.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

from symkin.model.fuse import Fitted, Weights, features
from symkin.train.errors import TrainError
from symkin.train.evaluate.cases import Case
from symkin.train.evaluate.report import Outcome
from symkin.train.evaluate.rivals import Answer

SHARED = ("none", "topic")
"""Features that are the same for all candidates of a case; the first is a model's."""

EMPTY = 0.92
"""The share of negatives that must be answered with nothing, a little more than the 0.9 promised: where the fit had not
seen the packages, 0.92 left 0.915 of them empty, with 0.395 of the pairs right (four folds of 200 pairs); 0.95 left
0.945, with 0.375."""

_MARGINS = tuple(step / 10 for step in range(41))
"""Differences of scores that are tried, in the units of the order's softmax."""

_SHRINK = 1e-3
"""How strongly the weights of the order are held back, beside the mean loss."""

_HELD = 0.1
"""The same for what a model moves of the graph's weights: on unseen pairs 0.1 did better than 0.01 and 0.03."""

_SHRINK_SHARED = 1e-3
"""The same for the few that decide whether to answer."""

_DIGITS = 4
"""After the point: more would say nothing."""

_Number = torch.float64


@dataclass(frozen=True, slots=True)
class _Rows:
    """Candidates of all cases, one below the other: features [N, F], whether each is right [N], its case [N].

    `importance` is of each case [C].
    """

    names: tuple[str, ...]
    values: Tensor
    right: Tensor
    cases: Tensor
    importance: Tensor

    @property
    def count(self) -> int:
        """Of cases."""
        return len(self.importance)

    def columns(self, names: Sequence[str]) -> Tensor:
        """The features of some names, [N, names]."""
        return self.values[:, [self.names.index(name) for name in names]]

    def weights(self, known: Mapping[str, float]) -> Tensor:
        """Weights in the order of the features, 0 for unknown ones [F]."""
        return torch.tensor([known.get(name, 0.0) for name in self.names], dtype=_Number)

    def shared(self, name: str) -> Tensor:
        """A feature that all candidates of a case share, for each case."""
        return self.best(self.values[:, self.names.index(name)])

    def best(self, sums: Tensor) -> Tensor:
        """The highest of each case's sums."""
        return torch.full((self.count,), -torch.inf, dtype=_Number).scatter_reduce(0, self.cases, sums, "amax")

    def total(self, values: Tensor) -> Tensor:
        """The sum of each case's values."""
        return torch.zeros(self.count, dtype=_Number).index_add(0, self.cases, values)


def fit(outcomes: Sequence[Outcome], more: Sequence[Case] = ()) -> Fitted:
    """The weights that fit a model's answers best, and those that are best where there is no model.

    `more` cases, which nobody was asked, tell what the graph alone is worth.
    Raises TrainError where there are no pairs: only their negatives tell when to answer nothing.
    """
    asked = [outcome for outcome in outcomes if outcome.case.candidates]
    pairs = _pairs(asked)
    if not pairs:
        raise TrainError("fitting needs negatives: name a data set too, not histories alone")
    cases = [outcome.case for outcome in asked]
    alone = _order(_rows([*cases, *(case for case in more if case.is_ranked)]))
    model, graph = _rows(cases, [outcome.answer for outcome in asked]), _rows(cases)
    return Fitted(model=_decided(model, _moved(model, alone), pairs), graph=_decided(graph, alone, pairs))


def _pairs(outcomes: Sequence[Outcome]) -> list[tuple[int, int]]:
    """The places of each positive and its negative."""
    negatives = {one.case.id: place for place, one in enumerate(outcomes) if one.case.side == "negative"}
    return [
        (place, negatives[one.case.id])
        for place, one in enumerate(outcomes)
        if one.case.side == "positive" and one.case.id in negatives
    ]


def _rows(cases: Sequence[Case], answers: Sequence[Answer] | None = None) -> _Rows:
    found, right, numbers = [], [], []
    for number, case in enumerate(cases):
        chances = answers[number].chances if answers else None
        none = answers[number].none_probability if answers else 0.0
        found += features(case.prompt.topic, case.prompt.symbol, case.candidates, chances, none)
        right += [candidate.name in case.truth for candidate in case.candidates]
        numbers += [number] * len(case.candidates)
    names = tuple(dict.fromkeys(name for row in found for name in row))
    values = torch.tensor([[row.get(name, 0.0) for name in names] for row in found], dtype=_Number)
    return _Rows(names, values, torch.tensor(right, dtype=_Number), torch.tensor(numbers), _importance(cases))


def _importance(cases: Sequence[Case]) -> Tensor:
    """Of each case that has something right: histories have as much to say in all as data sets; [N], its sum 1."""
    groups = [("history" if case.source == "history" else "data") if case.truth else "" for case in cases]
    counts = Counter(group for group in groups if group)
    return torch.tensor([1 / (len(counts) * counts[group]) if group else 0.0 for group in groups], dtype=_Number)


def _order(rows: _Rows) -> dict[str, float]:
    """Weights of what may differ within a case, fitted from nothing."""
    names = [name for name in rows.names if name not in SHARED]
    return dict(zip(names, _ordering(rows, rows.columns(names), _SHRINK), strict=True))


def _moved(rows: _Rows, alone: Mapping[str, float]) -> dict[str, float]:
    """The graph's weights times a factor, each moved a little, and a weight for what a model says."""
    names = [name for name in rows.names if name not in SHARED]
    start = rows.values @ rows.weights(alone)
    columns = torch.cat([start[:, None], rows.columns(names)], 1)
    factor, *moves = _ordering(rows, columns, _HELD)
    moved = dict(zip(names, moves, strict=True))
    return {name: factor * alone.get(name, 0.0) + moved.get(name, 0.0) for name in dict.fromkeys([*names, *alone])}


def _ordering(rows: _Rows, columns: Tensor, strength: float) -> list[float]:
    """The weights [K] of columns [N, K] that order best, held back so strongly."""

    def cost(weights: Tensor) -> Tensor:
        return _listwise(rows, columns @ weights) + strength * weights.square().sum()

    return [float(weight) for weight in _minimise(cost, columns.shape[1])]


def _decided(rows: _Rows, order: Mapping[str, float], pairs: Sequence[tuple[int, int]]) -> Weights:
    """An order with what decides whether to answer, and how much."""
    shared = [name for name in SHARED if name in rows.names]
    best = rows.best(rows.values @ rows.weights(order))
    spread = float(best.std()) or 1.0
    telling = torch.stack([best / spread, *map(rows.shared, shared)], 1)[[place for pair in pairs for place in pair]]
    answered = torch.tensor([1.0, 0.0] * len(pairs), dtype=_Number)
    factors = _minimise(lambda weights: _logistic(telling, answered, weights), len(shared) + 2)
    scale = max(float(factors[0]) / spread, 1e-3)
    weights = dict(order) | {name: float(factor) / scale for name, factor in zip(shared, factors[1:-1], strict=True)}
    rounded = {name: round(weight, _DIGITS) for name, weight in weights.items()}
    sums = rows.values @ rows.weights(rounded)
    threshold = round(_threshold(rows, sums, pairs), _DIGITS)
    return Weights(rounded, threshold, _margin(rows, sums, threshold))


def _listwise(rows: _Rows, scores: Tensor) -> Tensor:
    """The mean cross-entropy between the truth, evenly spread, and the softmax of each case's scores."""
    highest = rows.best(scores)
    total = rows.total((scores - highest[rows.cases]).exp())
    logs = scores - highest[rows.cases] - total[rows.cases].log()
    truths = rows.total(rows.right)
    return -(rows.total(logs * rows.right) / truths.clamp(min=1) * rows.importance).sum()


def _logistic(values: Tensor, right: Tensor, weights: Tensor) -> Tensor:
    """The mean logistic loss; the last weight is the constant."""
    loss = torch.nn.functional.binary_cross_entropy_with_logits(values @ weights[:-1] + weights[-1], right)
    return loss + _SHRINK_SHARED * weights[:-1].square().sum()


def _minimise(loss: Callable[[Tensor], Tensor], size: int) -> Tensor:
    """The minimum of a convex loss, by L-BFGS."""
    weights = torch.zeros(size, dtype=_Number, requires_grad=True)
    optimiser = torch.optim.LBFGS([weights], max_iter=500, tolerance_grad=1e-9, line_search_fn="strong_wolfe")

    def step() -> float:
        optimiser.zero_grad()
        value = loss(weights)
        value.backward()  # type: ignore[no-untyped-call]
        return value.item()

    optimiser.step(step)  # type: ignore[no-untyped-call]
    return weights.detach()


def _threshold(rows: _Rows, sums: Tensor, pairs: Sequence[tuple[int, int]]) -> float:
    """The sum from which on selecting gets the most pairs right, of those that leave enough negatives empty."""
    best = rows.best(sums)
    is_right = rows.best(sums.masked_fill(rows.right == 0, -torch.inf)) == best
    positives, negatives = (list(side) for side in zip(*pairs, strict=True))
    tried: list[float] = [*best.tolist(), float(best.max()) + 1]

    def worth(least: float) -> tuple[int, float]:
        empty = best[negatives] < least
        both = int((is_right[positives] & (best[positives] >= least) & empty).sum())
        return (both if float(empty.double().mean()) >= EMPTY else -1), -least

    return max(tried, key=worth) - 0.1**_DIGITS  # rounding may not put the best itself out of reach


def _margin(rows: _Rows, sums: Tensor, threshold: float) -> float:
    """How far below the best a candidate may be: what makes the best F1 of the sets that have something right."""
    best = rows.best(sums)[rows.cases]
    truths = rows.total(rows.right)

    def worth(margin: float) -> float:
        chosen = ((sums >= best - margin) & (best >= threshold)).to(_Number)
        measure = 2 * rows.total(chosen * rows.right) / (rows.total(chosen) + truths).clamp(min=1)
        return float(measure[truths > 0].mean())

    return max(_MARGINS, key=worth)
