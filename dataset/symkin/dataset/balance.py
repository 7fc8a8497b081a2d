"""What keeps a data set fair: no opening of a topic, no kind of source and no easy case has more than its share."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from math import inf

from symkin.dataset.concepts.words import stems
from symkin.dataset.pairing import Couple, Paired
from symkin.dataset.samples import Draft

MOST_OPENING = 0.028
"""Of all topics, the share that may begin with the same three words."""

MOST_OVERLAP = 0.28
"""The share of positives whose topic may share a word with a selected name."""

MOST_WITHOUT_TOPIC = 0.04
MOST_BORROWED = 0.55
"""Borrowed topics are more often a negative's than a positive's, so too many of them would tell the two apart."""

FLOOR = 3
"""So many of a group are let in whatever its share: of a handful of pairs, shares say little."""

MOST_ALIKE = 0.004
"""The share that one and the same topic may have."""


@dataclass(frozen=True, slots=True)
class Quota:
    """Groups of pairs of which none may have more than a share of all; pairs of no group (None) are free."""

    name: str
    share: float
    group: Callable[[Paired], Hashable | None]


def opening(paired: Paired) -> Hashable | None:
    """The first three words of a topic."""
    topic = paired.entry.draft.topic.text
    return " ".join(topic.lower().split()[:3]) if topic else None


def overlaps(draft: Draft) -> bool:
    """Whether a topic shares a word, however common, with a selected name."""
    words = frozenset(stems(draft.topic.text or ""))
    return any(not words.isdisjoint(stems(name)) for name in draft.selected)


QUOTAS = (
    Quota("opening", MOST_OPENING, opening),
    Quota("topic", MOST_ALIKE, lambda paired: paired.entry.draft.topic.text),
    Quota("overlap", MOST_OVERLAP, lambda paired: overlaps(paired.entry.draft) or None),
    Quota("no topic", MOST_WITHOUT_TOPIC, lambda paired: paired.entry.draft.topic.text is None or None),
    Quota("borrowed", MOST_BORROWED, lambda paired: paired.is_borrowed or None),
)


def balanced(couples: Sequence[Couple], wanted: int | None = None) -> tuple[list[Couple], list[tuple[Couple, str]]]:
    """The couples that keep all quotas, and the others with the quota that left them out.

    The first couples are preferred. `wanted` is the number of pairs, all that can be had where it is None. Shares are
    of what is kept, so they are applied until nothing more has to go.
    """
    kept, out = list(couples), []
    while True:
        total = min(sum(map(len, kept)), wanted or inf)
        fits, spilt = _apply(kept, int(total))
        out += spilt
        if not spilt:
            break
        kept = fits
    return _first(kept, wanted), out


def _apply(couples: Sequence[Couple], total: int) -> tuple[list[Couple], list[tuple[Couple, str]]]:
    counts: dict[tuple[str, Hashable], int] = {}
    kept: list[Couple] = []
    spilt: list[tuple[Couple, str]] = []
    for couple in couples:
        groups = [(q, (q.name, group)) for one in couple for q in QUOTAS if (group := q.group(one)) is not None]
        over = next((q.name for q, key in groups if counts.get(key, 0) >= max(FLOOR, int(q.share * total))), "")
        if over:
            spilt.append((couple, over))
            continue
        for _, key in groups:
            counts[key] = counts.get(key, 0) + 1
        kept.append(couple)
    return kept, spilt


def _first(couples: Sequence[Couple], wanted: int | None) -> list[Couple]:
    """The first so many pairs; the last couple may be cut in half to make the number."""
    if wanted is None:
        return list(couples)
    found: list[Couple] = []
    left = wanted
    for couple in couples:
        if left <= 0:
            break
        found.append(couple[:left])
        left -= len(couple[:left])
    return found
