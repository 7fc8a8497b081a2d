"""The audit as one value: every measure of a data set, as a whole and by what its samples differ in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import Literal

import msgspec

from symkin.dataset.audit import classifier, duplicates, labels, lengths, openings, shortcuts
from symkin.dataset.audit.lengths import Count
from symkin.dataset.audit.sample import Sample, negatives, positives
from symkin.dataset.errors import DatasetError

Measures = Mapping[str, float | None]
"""A value by the key of its row in `table.ROWS`; None where it could not be measured."""
Aspect = Literal["language", "source", "split"]

OPENINGS_SHOWN = 10

_OF: Mapping[Aspect, Callable[[Sample], str]] = {
    "language": lambda sample: sample.language,
    "source": lambda sample: sample.source,
    "split": lambda sample: sample.split,
}


class Opening(msgspec.Struct, frozen=True):
    """How many positive topics open with these words."""

    words: str
    count: int


class Bar(msgspec.Struct, frozen=True):
    """How many samples are `start` tokens long, or up to `lengths.BIN` more."""

    start: int
    count: int


class Audit(msgspec.Struct, frozen=True):
    """Everything that was measured; `notes` tell by a measure's key how it was, or why it could not be."""

    measures: dict[str, float | None]
    notes: dict[str, str]
    openings: tuple[Opening, ...]
    lengths: tuple[Bar, ...]
    by: dict[str, dict[str, dict[str, float | None]]]


def audit(
    samples: Sequence[Sample], count: Count | None = None, why_not: str = "", aspects: Sequence[Aspect] = ()
) -> Audit:
    """Measure a data set, and each part of it by `aspects`.

    `count` gives the tokens of a sample's text; without one `why_not` says what is missing. Raises DatasetError where
    a library is.
    """
    tokens = {sample.text: count(sample.text) for sample in samples} if count else {}
    commonest = openings.openings(positives(samples), words=3).most_common(OPENINGS_SHOWN)
    return Audit(
        measures=_measures(samples, tokens),
        notes=_notes(samples, "" if count else why_not),
        openings=tuple(Opening(*found) for found in commonest),
        lengths=tuple(Bar(*bar) for bar in lengths.histogram(_lengths(samples, tokens))),
        by={
            aspect: {name: _measures(part, tokens) for name, part in sorted(parts(samples, aspect).items())}
            for aspect in aspects
        },
    )


def parts(samples: Sequence[Sample], aspect: Aspect) -> dict[str, list[Sample]]:
    """The samples of each language, source or split."""
    found: defaultdict[str, list[Sample]] = defaultdict(list)
    for sample in samples:
        found[_OF[aspect](sample)].append(sample)
    return found


def passed(measures: Measures, limits: Mapping[str, float]) -> list[str]:
    """The names of the measures that are over their limit; what was not measured is over any."""
    return [name for name, limit in limits.items() if (value := measures[name]) is None or value > limit]


def _measures(samples: Sequence[Sample], tokens: Mapping[str, int]) -> dict[str, float | None]:
    try:
        return {
            "positives": len(positives(samples)),
            "negatives": len(negatives(samples)),
            **shortcuts.measured(samples),
            **classifier.measured(samples),
            **openings.measured(samples),
            **labels.measured(samples),
            **duplicates.measured(samples),
            **lengths.measured(_lengths(samples, tokens)),
        }
    except ModuleNotFoundError as error:
        raise DatasetError(f"{error.name} is not installed; the audit needs: pip install 'symkin[dataset]'") from error


def _lengths(samples: Sequence[Sample], tokens: Mapping[str, int]) -> list[int]:
    return [tokens[sample.text] for sample in samples] if tokens else []


def _notes(samples: Sequence[Sample], why_not: str) -> dict[str, str]:
    notes = {}
    if any(sample.origin is None for sample in samples):
        notes["unresolved"] = "there is no provenance to tell: judged by whether it looks like a name"
    if why_not:
        notes["tokens_median"] = f"not measured: {why_not}"
    return notes
