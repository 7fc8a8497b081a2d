"""Topics cut from one cloth: how many open with the same words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from symkin.dataset.audit.sample import Sample, negatives, positives


def measured(samples: Sequence[Sample]) -> dict[str, float | None]:
    """The measures of this module."""
    asked, opposed = positives(samples), negatives(samples)
    return {
        "opening": leading(asked, words=3, most=1),
        "openings": leading(asked, words=4, most=3),
        "negative_opening": leading(opposed, words=3, most=1),
        "negative_openings": leading(opposed, words=4, most=3),
    }


def leading(samples: Iterable[Sample], words: int, most: int) -> float | None:
    """Share of the topics that open with one of the `most` commonest openings of that many words."""
    counted = openings(samples, words)
    whole = counted.total()
    return sum(count for _, count in counted.most_common(most)) / whole if whole else None


def openings(samples: Iterable[Sample], words: int) -> Counter[str]:
    """How often topics open with the same words, in lower case; what is shorter is an opening of its own."""
    topics = (sample.topic for sample in samples if sample.topic)
    return Counter(" ".join(topic.lower().split()[:words]) for topic in topics)
