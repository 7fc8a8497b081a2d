"""The weights of fusion, fitted to a model's answers: first the order within a case, then what is selected of it.

The order is fitted by the list-wise softmax loss (Cao et al. 2007, ListNet with the truth as target), which sees only
differences within a case. What all candidates of a case share (whether the model would answer nothing) then enters a
logistic regression on whether a candidate is right, over positives and negatives. Both are convex.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate

import torch
from torch import Tensor

from symkin.model.fuse import Weights, features
from symkin.train.evaluate.measures import f1
from symkin.train.evaluate.report import Outcome

SHARED = ("none", "topic")
"""Features that are the same for all candidates of a case."""

_SHRINK = 1e-3
"""How strongly weights are held back, for each case."""

_DIGITS = 4
"""After the point: more would say nothing."""

_Number = torch.float64


@dataclass(frozen=True, slots=True)
class _Rows:
    """Candidates of all cases, one below the other: features [N, F], whether each is right [N], its case [N]."""

    names: tuple[str, ...]
    values: Tensor
    right: Tensor
    cases: Tensor


def fit(outcomes: Sequence[Outcome]) -> Weights:
    """The weights that fit a model's answers best."""
    asked = [outcome for outcome in outcomes if outcome.case.candidates]
    rows = _rows(asked)
    own = [place for place, name in enumerate(rows.names) if name not in SHARED]
    order = torch.zeros(len(rows.names), dtype=_Number)
    order[own] = _minimise(lambda weights: _listwise(rows, own, weights), len(own))
    spread = float((rows.values @ order).std()) or 1.0
    selecting = [rows.values @ order / spread, *(rows.values[:, rows.names.index(name)] for name in SHARED)]
    factors = _minimise(lambda weights: _logistic(torch.stack(selecting, 1), rows.right, weights), len(SHARED) + 2)
    scale = max(float(factors[0]) / spread, 1e-3)
    weights = {name: scale * float(order[place]) for place, name in enumerate(rows.names) if place in own}
    weights |= {name: float(factor) for name, factor in zip(SHARED, factors[1:-1], strict=True)}
    rounded = {name: round(weight, _DIGITS) for name, weight in weights.items()}
    sums = rows.values @ torch.tensor([rounded[name] for name in rows.names], dtype=_Number)
    return Weights(rounded, round(_threshold(asked, sums.tolist()), _DIGITS))


def _rows(outcomes: Sequence[Outcome]) -> _Rows:
    found, right, cases = [], [], []
    for number, outcome in enumerate(outcomes):
        case, answer = outcome.case, outcome.answer
        found += features(
            case.prompt.topic, case.prompt.symbol, case.candidates, answer.scores, answer.none_probability
        )
        right += [candidate.name in case.truth for candidate in case.candidates]
        cases += [number] * len(case.candidates)
    names = tuple(dict.fromkeys([*SHARED, *(name for row in found for name in row)]))
    values = torch.tensor([[row.get(name, 0.0) for name in names] for row in found], dtype=_Number)
    return _Rows(names, values, torch.tensor(right, dtype=_Number), torch.tensor(cases))


def _listwise(rows: _Rows, own: Sequence[int], weights: Tensor) -> Tensor:
    """The mean cross-entropy between the truth, evenly spread, and the softmax of each case's scores."""
    scores = rows.values[:, own] @ weights
    count = int(rows.cases[-1]) + 1
    highest = torch.full((count,), -torch.inf, dtype=_Number).scatter_reduce(0, rows.cases, scores, "amax")
    total = torch.zeros(count, dtype=_Number).index_add(0, rows.cases, (scores - highest[rows.cases]).exp())
    logs = scores - highest[rows.cases] - total[rows.cases].log()
    truths = torch.zeros(count, dtype=_Number).index_add(0, rows.cases, rows.right)
    asking = int((truths > 0).sum())
    loss = -(logs * rows.right / truths[rows.cases].clamp(min=1)).sum() / max(asking, 1)
    return loss + _SHRINK * weights.square().sum()


def _logistic(values: Tensor, right: Tensor, weights: Tensor) -> Tensor:
    """The mean logistic loss; the last weight is the constant."""
    loss = torch.nn.functional.binary_cross_entropy_with_logits(values @ weights[:-1] + weights[-1], right)
    return loss + _SHRINK * weights[:-1].square().sum()


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


def _threshold(outcomes: Sequence[Outcome], sums: Sequence[float]) -> float:
    """The sum from which on selecting gives the best mean F1, where a negative's is 1 if nothing is selected."""
    sizes = [len(outcome.case.candidates) for outcome in outcomes]
    starts = [0, *accumulate(sizes)]
    scored = [
        (
            outcome.case.truth,
            [(one.name, score) for one, score in zip(outcome.case.candidates, sums[at:], strict=False)],
        )
        for outcome, at in zip(outcomes, starts, strict=False)
    ]
    ordered = sorted(set(sums))
    tried = {ordered[place * (len(ordered) - 1) // 200] for place in range(201)} | {ordered[-1] + 1}

    def worth(least: float) -> float:
        return sum(f1([name for name, score in pairs if score >= least], truth) for truth, pairs in scored)

    return max(sorted(tried), key=worth) - 0.1**_DIGITS  # rounding may not put the best itself out of reach
