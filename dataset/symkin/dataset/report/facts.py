"""What a report tells, worked out of the samples: counts to draw as bars, and pairs to read."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter

from symkin.dataset.audit.labels import RELATIONS, offered_by_relation, selected_by_relation
from symkin.dataset.audit.measure import Audit
from symkin.dataset.audit.sample import Sample, positives
from symkin.dataset.concepts import book
from symkin.dataset.records import Provenance

SAMPLES = 20

LANGUAGE = attrgetter("language")
REPOSITORY = attrgetter("repository")
SOURCE = attrgetter("source")
LICENCE = attrgetter("licence")

SOURCES: Mapping[str, str] = {
    "usage": "usage: a function's own summary; what its body touches",
    "doclink": "doc links: what a doc comment refers to",
    "history": "history: a commit's subject; what the same commit changed",
    "concept": "concept: what the code at hand has to do with a side of the concept book",
    "next": "no topic: what to read next, by centrality",
}

RELATION_TEXTS: Mapping[str, str] = {
    "field": "the fields of a type",
    "input": "the types of parameters",
    "output": "the types of results",
    "reference": "the definitions that use the symbol",
    "use": "what the symbol's body uses",
    "base": "the types that it extends",
    "subtype": "the types that extend it",
}


@dataclass(frozen=True, slots=True)
class Bar:
    """A labelled amount; `part` is its length, from 0 to 1."""

    label: str
    count: int
    part: float


@dataclass(frozen=True, slots=True)
class Pair:
    """Two samples of one symbol; files that hold one side only give half of it."""

    positive: Sample | None
    negative: Sample | None

    @property
    def shown(self) -> Sample:
        """The side that says most."""
        sample = self.positive or self.negative
        assert sample is not None
        return sample


@dataclass(frozen=True, slots=True)
class Inversion:
    """A side of a concept that some symbols are: what it means, and what as many negatives ask for instead."""

    symbol: str
    about: str
    means: str
    opposite: str
    count: int


def bars(counts: Mapping[str, int]) -> list[Bar]:
    """The counts in their order, the largest as long as can be."""
    longest = max(counts.values(), default=0)
    return [Bar(label, count, count / longest if longest else 0.0) for label, count in counts.items()]


def tally(samples: Iterable[Sample], of: Callable[[Provenance], str]) -> dict[str, int]:
    """How many pairs share a fact of their provenance, the commonest first."""
    counted = Counter(of(one.origin) for one in positives(samples) if one.origin)
    return dict(sorted(counted.items(), key=lambda found: (-found[1], found[0])))


def opening_bars(audit: Audit) -> list[Bar]:
    """The commonest openings of topics."""
    return bars({opening.words: opening.count for opening in audit.openings})


def steps(rejects: Mapping[tuple[str, str], int]) -> dict[str, int]:
    """How much each step of the recipe refused, all reasons together."""
    counted: Counter[str] = Counter()
    for (step, _), count in rejects.items():
        counted[step] += count
    return dict(counted)


def relation_mix(samples: Iterable[Sample]) -> dict[str, list[Bar]]:
    """The parts that each relation has of the candidates, and of those selected."""
    asked = positives(samples)
    mixes = {"offered": offered_by_relation(asked), "selected": selected_by_relation(asked)}
    return {
        name: [Bar(relation, mix[relation], mix[relation] / mix.total()) for relation in RELATIONS if mix[relation]]
        for name, mix in mixes.items()
    }


def random_pairs(samples: Sequence[Sample], seed: int, most: int = SAMPLES) -> list[Pair]:
    """Some pairs, the same for the same samples and seed, in the order of the files."""
    found = pairs(samples)
    places = sorted(random.Random(seed).sample(range(len(found)), min(most, len(found))))
    return [found[place] for place in places]


def pairs(samples: Iterable[Sample]) -> list[Pair]:
    """The samples side by side."""
    sides: dict[str, dict[str, Sample]] = {}
    for sample in samples:
        sides.setdefault(sample.pair, {}).setdefault(sample.side, sample)
    return [Pair(both.get("positive"), both.get("negative")) for both in sides.values()]


def inversions(samples: Iterable[Sample]) -> list[Inversion]:
    """The sides of concepts that negatives invert, the commonest first, each with the symbol that comes first."""
    found: dict[str, list[str]] = {}
    for sample in positives(samples):
        if sample.origin and sample.origin.concept:
            found.setdefault(sample.origin.concept, []).append(sample.symbol)
    ordered = sorted(found.items(), key=lambda one: (-len(one[1]), one[0]))
    known = meanings() if found else {}
    unknown = "a concept that is no more in the book", "one side", "the other"
    return [Inversion(symbols[0], *known.get(side, unknown), len(symbols)) for side, symbols in ordered]


def meanings() -> dict[str, tuple[str, str, str]]:
    """What each side of the concept book is about, what it means, and what its opposite does, by its full name."""
    found: dict[str, tuple[str, str, str]] = {}
    for concept in book.load().concepts:
        left, right = concept.left.means, concept.right.means
        found[f"{concept.id}.left"] = (concept.about, left, right)
        found[f"{concept.id}.right"] = (concept.about, right, left)
    return found
