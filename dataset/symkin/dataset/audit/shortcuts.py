"""Answers that the topic gives away: what a reader could select without knowing the code."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from symkin.dataset.audit.sample import Sample, positives, share
from symkin.dataset.concepts.words import stems


def measured(samples: Sequence[Sample]) -> dict[str, float | None]:
    """The measures of this module."""
    asked = positives(samples)
    return {"overlap": overlap(asked), "verbatim": verbatim(asked), "picker_f1": picker_f1(asked)}


def overlap(asked: Iterable[Sample]) -> float | None:
    """Share of the samples whose topic shares a word, inflections aside, with a selected name."""
    return share(bool(_picked(sample).intersection(sample.selected)) for sample in asked)


def verbatim(asked: Iterable[Sample]) -> float | None:
    """Share of the samples whose topic holds a selected name letter by letter."""
    return share(any(name in (sample.topic or "") for name in sample.selected) for sample in asked)


def picker_f1(asked: Iterable[Sample]) -> float | None:
    """F1, over all candidates of all samples, of selecting each name that shares a word with the topic."""
    hits = picked = wanted = 0
    for sample in asked:
        picks, selected = _picked(sample), frozenset(sample.selected)
        hits += len(picks & selected)
        picked += len(picks)
        wanted += len(selected)
    return 2 * hits / (picked + wanted) if picked + wanted else None


def _picked(sample: Sample) -> set[str]:
    words = frozenset(stems(sample.topic or ""))
    return {name for name in sample.names if not words.isdisjoint(stems(name))}
