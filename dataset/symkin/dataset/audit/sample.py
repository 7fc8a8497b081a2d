"""One line of a data set, taken apart: what every measure of the audit reads."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from symkin.dataset.records import Provenance, Side, Split

UNKNOWN = "unknown"

_SITE = re.compile(r"[^\s:]+\.\w+:\d+")


@dataclass(frozen=True, slots=True)
class Sample:
    """One side of a pair as a model sees it. `reference_count` is more than the references shown for a hub."""

    pair: str
    """What both sides of a pair have in common, and no other pair has."""
    side: Side
    split: Split
    text: str
    topic: str | None
    symbol: str
    signature: str
    fields: tuple[str, ...]
    inputs: tuple[str, ...]
    output: tuple[str, ...]
    references: tuple[str, ...]
    reference_count: int
    selected: tuple[str, ...]
    origin: Provenance | None = None

    @property
    def groups(self) -> dict[str, tuple[str, ...]]:
        """The four groups by the relation that each stands for."""
        return {"field": self.fields, "input": self.inputs, "output": self.output, "reference": self.references}

    @property
    def candidates(self) -> frozenset[str]:
        """Whatever may be selected."""
        return frozenset(self.fields + self.inputs + self.output + self.references)

    @property
    def names(self) -> frozenset[str]:
        """The candidates that are names; some data sets list references by place, as `Server.hs:120`."""
        return frozenset(name for name in self.candidates if not _SITE.fullmatch(name))

    @property
    def language(self) -> str:
        """The symbol's programming language, or `unknown` where nothing tells it."""
        return self.origin.language if self.origin else UNKNOWN

    @property
    def source(self) -> str:
        """Where the topic comes from, or `unknown`."""
        return self.origin.source if self.origin else UNKNOWN


def positives(samples: Iterable[Sample]) -> list[Sample]:
    """The samples whose topic suits their symbol."""
    return [sample for sample in samples if sample.side == "positive"]


def negatives(samples: Iterable[Sample]) -> list[Sample]:
    """The samples that should select nothing."""
    return [sample for sample in samples if sample.side == "negative"]


def share(flags: Iterable[bool]) -> float | None:
    """How much of something is so, from 0 to 1; None of nothing."""
    known = list(flags)
    return sum(known) / len(known) if known else None
