"""The same sample twice, or nearly: what inflates a data set, and across splits its evaluation."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from symkin.dataset.audit.sample import Sample, positives
from symkin.dataset.records import Split

LIKENESS = 0.8
"""Of two samples that count as near-duplicates, this share of their shingles is common to both (Jaccard's index)."""

_PERMUTATIONS, _BANDS = 128, 16
_SHINGLE = 2
_WORD = re.compile(r"\w+")


def measured(samples: Sequence[Sample]) -> dict[str, float | None]:
    """The measures of this module: how many positives have a twin, or a near one, in their own or another split."""
    asked = positives(samples)
    contents = [content(sample) for sample in asked]
    same, alike = {text: {text} for text in contents}, near(contents)
    return {
        "duplicates": with_twins(asked, same, across=False),
        "near_duplicates": with_twins(asked, alike, across=False),
        "duplicates_across": with_twins(asked, same, across=True),
        "near_duplicates_across": with_twins(asked, alike, across=True),
    }


def content(sample: Sample) -> str:
    """What a sample asks and offers; neither its module nor its answer, which a copy may well change."""
    groups = ("\n".join(sorted(names)) for names in sample.groups.values())
    return "\n\n".join((sample.topic or "", sample.symbol, sample.signature, *groups))


def with_twins(samples: Sequence[Sample], kin: Mapping[str, Collection[str]], *, across: bool) -> int:
    """How many samples have another of kindred content in their own split, or in any other."""
    found = [(content(sample), sample.split) for sample in samples]
    everywhere, here = Counter(text for text, _ in found), Counter(found)

    def twins(text: str, split: Split) -> int:
        own = sum(here[one, split] for one in kin[text])
        return sum(everywhere[one] for one in kin[text]) - own if across else own - 1

    return sum(twins(*one) > 0 for one in found)


def near(contents: Iterable[str]) -> dict[str, set[str]]:
    """The texts that each text is like, itself included.

    MinHash with locality-sensitive hashing (Broder 1997; Leskovec, Rajaraman and Ullman, chapter 3) proposes, and the
    shingles themselves decide.
    """
    shingled = {text: shingles(text) for text in contents}
    kin = {text: {text} for text in shingled}
    for one, other in _proposed(shingled):
        if likeness(shingled[one], shingled[other]) >= LIKENESS:
            kin[one].add(other)
            kin[other].add(one)
    return kin


def shingles(text: str) -> frozenset[str]:
    """The pairs of neighbouring words."""
    words = _WORD.findall(text)
    return frozenset(" ".join(words[place : place + _SHINGLE]) for place in range(len(words)))


def likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """Jaccard's index: 1 for the same shingles, 0 for none in common."""
    return len(one & other) / len(one | other) if one or other else 1.0


def _proposed(shingled: Mapping[str, frozenset[str]]) -> Iterator[tuple[str, str]]:
    from rensa import RMinHash, RMinHashLSH

    index = RMinHashLSH(threshold=LIKENESS, num_perm=_PERMUTATIONS, num_bands=_BANDS)
    texts = list(shingled)
    for place, text in enumerate(texts):
        digest = RMinHash(num_perm=_PERMUTATIONS, seed=0)
        digest.update(sorted(shingled[text]))
        yield from ((texts[before], text) for before in index.query(digest))
        index.insert(place, digest)
