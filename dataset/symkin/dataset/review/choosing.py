"""Which samples are shown for review."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path

from symkin.dataset.audit.reading import read_directory
from symkin.dataset.audit.sample import Sample
from symkin.dataset.errors import DatasetError
from symkin.dataset.ordering import mixed
from symkin.dataset.records import PROVENANCE, Provenance, Side, Source
from symkin.dataset.review.decisions import Key


def reviewable(directory: Path) -> dict[Key, Sample]:
    """The samples of a data set and its other splits. Raises DatasetError where nothing tells their origin."""
    samples = list(read_directory(directory))
    found = {key_of(sample): sample for sample in samples if sample.origin}
    if len(found) < len(samples):
        raise DatasetError(f"{directory} has no {PROVENANCE} for all its pairs; review what `symkin harvest` wrote")
    return found


def key_of(sample: Sample) -> Key:
    """What a review of a sample, whose origin is known, goes by."""
    return origin_of(sample).id, sample.side


def origin_of(sample: Sample) -> Provenance:
    """The provenance of a sample that has it."""
    assert sample.origin is not None
    return sample.origin


def choose(
    samples: dict[Key, Sample],
    done: Collection[Key],
    *,
    most: int,
    seed: int = 0,
    side: Side | None = None,
    sources: Collection[Source] = (),
) -> Sequence[Sample]:
    """Samples drawn at random, but not those that are done. The same seed draws on where it was."""
    wanted = [
        key
        for key, sample in samples.items()
        if key not in done
        and (side is None or sample.side == side)
        and (not sources or origin_of(sample).source in sources)
    ]
    return [samples[key] for key in mixed(wanted, f"review {seed}")[:most]]
