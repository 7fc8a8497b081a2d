"""How long samples are in a model's own tokens."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

Count = Callable[[str], int]
"""The tokens of a sample's text."""

BIN = 64
"""Tokens a bar of the histogram."""


def measured(lengths: Sequence[int]) -> dict[str, float | None]:
    """The measures of this module; None for what was not counted."""
    ordered = sorted(lengths)
    return {
        "tokens_median": _quantile(ordered, 0.5),
        "tokens_p95": _quantile(ordered, 0.95),
        "tokens_max": _quantile(ordered, 1),
    }


def histogram(lengths: Sequence[int]) -> list[tuple[int, int]]:
    """The least length of each bar and how many are in it, from the shortest to the longest without a gap."""
    counted = Counter(length // BIN for length in lengths)
    return [(bar * BIN, counted[bar]) for bar in range(min(counted), max(counted) + 1)] if counted else []


def _quantile(ordered: Sequence[int], part: float) -> int | None:
    return ordered[round(part * (len(ordered) - 1))] if ordered else None
