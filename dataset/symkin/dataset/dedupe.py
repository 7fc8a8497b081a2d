"""Duplicates and near-duplicates dropped, also across repositories: vendored copies, forks, generated siblings.

MinHash with banding (Broder 1997; Leskovec et al., Mining of Massive Datasets, ch. 3), by `rensa`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from symkin.dataset.entries import Entry
from symkin.dataset.records import Reject
from symkin.dataset.steps.step import reject

PERMUTATIONS = 128
BANDS = 16
THRESHOLD = 0.8
"""Share of shingles (estimated) from which two samples are the same sample."""

SEED = 20


def without_duplicates(entries: Iterable[Entry], rejects: list[Reject]) -> Iterator[Entry]:
    """The entries that are unlike all before them; the others go to `rejects`."""
    from rensa import RMinHash, RMinHashLSH

    index = RMinHashLSH(threshold=THRESHOLD, num_perm=PERMUTATIONS, num_bands=BANDS)
    kept: list[RMinHash] = []
    seen: set[tuple[str, ...]] = set()
    for entry in entries:
        shingles = _shingles(entry)
        if tuple(shingles) in seen:
            rejects.append(reject("duplicate", "the same sample as another", entry.draft, entry.repository.name))
            continue
        seen.add(tuple(shingles))
        sketch = RMinHash(num_perm=PERMUTATIONS, seed=SEED)
        sketch.update(shingles)
        if any(kept[near].jaccard(sketch) >= THRESHOLD for near in index.query(sketch)):
            rejects.append(reject("near-duplicate", "much like another sample", entry.draft, entry.repository.name))
            continue
        index.insert(len(kept), sketch)
        kept.append(sketch)
        yield entry


def _shingles(entry: Entry) -> list[str]:
    """What a model is asked: the topic's words in pairs, the symbol, the candidates.

    The answer is left out: of two samples that differ in nothing else, one teaches what the other unteaches.
    """
    draft, subject = entry.draft, entry.draft.subject
    words = (draft.topic.text or "(none)").split()
    pairs = [f"topic {one} {other}" for one, other in zip(words, [*words[1:], ""], strict=True)]
    names = [f"candidate {name}" for name in draft.names]
    return [*pairs, f"symbol {subject.name}", f"signature {subject.signature}", *names]
