"""What people decided, kept in the data set's `reviews.jsonl`: one line a decision, and the latest counts."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path

import msgspec

from symkin.dataset.errors import DatasetError
from symkin.dataset.records import REVIEWS, Review, Side, read_jsonl

Key = tuple[str, Side]
"""A pair's id, and which of its two samples is meant."""


def reviews(directory: Path) -> Mapping[Key, Review]:
    """The latest decision on each sample; none where nobody has reviewed yet. Raises DatasetError."""
    file = directory / REVIEWS
    return {key_of(one): one for one in read_jsonl(file, Review)} if file.exists() else {}


def key_of(review: Review) -> Key:
    """The sample that a decision is about."""
    return review.id, review.side


def keep(directory: Path, decided: Iterable[Review]) -> None:
    """Add decisions, which are on the disk when this returns. Raises DatasetError."""
    lines = b"".join(msgspec.json.encode(one) + b"\n" for one in decided)
    try:
        with (directory / REVIEWS).open("ab") as file:
            file.write(lines)
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise DatasetError(f"cannot write {directory / REVIEWS}: {error.strerror or error}") from error


def take(directory: Path, file: Path, known: Iterable[Key]) -> tuple[int, int]:
    """Merge the decisions of a file that was saved elsewhere; how many were new, and how many are of other samples.

    `known` are the samples of this data set. Raises DatasetError.
    """
    before, samples = reviews(directory), frozenset(known)
    found = list(read_jsonl(file, Review))
    ours = [one for one in found if key_of(one) in samples]
    latest = {key_of(one): one for one in ours}
    new = [one for key, one in latest.items() if before.get(key) != one]
    keep(directory, new)
    return len(new), len(found) - len(ours)
