"""What an answer is worth: small pure functions over rankings and sets.

A ranking is a list of truth values, best place first: whether what stands there is right.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from math import log2


def ranking(scores: Sequence[float], names: Sequence[str], truth: Collection[str]) -> list[bool]:
    """Whether each name is right, in the order of falling scores; equal scores keep the order that they have."""
    order = sorted(range(len(scores)), key=lambda place: -scores[place])
    return [names[place] in truth for place in order]


def average_precision(ranked: Sequence[bool]) -> float:
    """The mean, over what is right, of the share of right ones up to there (Buckley and Voorhees 2000); else 0."""
    places = [place for place, is_right in enumerate(ranked, 1) if is_right]
    return mean(count / place for count, place in enumerate(places, 1)) or 0.0


def ndcg(ranked: Sequence[bool], depth: int) -> float:
    """Discounted gain of the first `depth`, as a share of the best possible (Järvelin and Kekäläinen 2002)."""
    best = _gain([True] * min(depth, sum(ranked)))
    return _gain(ranked[:depth]) / best if best else 0.0


def hit(ranked: Sequence[bool], depth: int) -> bool:
    """Whether any of the first `depth` is right."""
    return any(ranked[:depth])


def f1(selected: Collection[str], truth: Collection[str]) -> float:
    """The harmonic mean of precision and recall; 1 where nothing is right and nothing was selected."""
    chosen, right = set(selected), set(truth)
    if not chosen and not right:
        return 1.0
    return 2 * len(chosen & right) / (len(chosen) + len(right))


def mean(values: Iterable[float]) -> float | None:
    """The mean, or None of nothing."""
    found = list(values)
    return sum(found) / len(found) if found else None


def _gain(ranked: Sequence[bool]) -> float:
    return sum(1 / log2(place + 1) for place, is_right in enumerate(ranked, 1) if is_right)
