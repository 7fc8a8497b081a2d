"""What word vectors are learned from: topics, the names that were offered for them, and which were right.

What a harvest left out for want of an opposite is a question too, and there are more of those than pairs.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from symkin.dataset.records import REJECTS, Reject, read_jsonl
from symkin.model.fuse import spelt
from symkin.train.evaluate.cases import read_cases

USABLE = frozenset({"no opposite", "near-duplicate", "duplicate", "few candidates"})
"""The steps of a harvest that refuse samples of which topic and labels are as good as those that it keeps."""


@dataclass(frozen=True, slots=True)
class Question:
    """A topic, and the names that were offered, in the order of the prompt; `right` says which were related.

    `contexts` is what else there was to read of each (see `symkin.model.fuse.context_of`), or () where nobody knows.
    """

    topic: str
    names: tuple[str, ...]
    right: tuple[bool, ...]
    contexts: tuple[str, ...] = ()


def read_questions(directories: Iterable[Path]) -> list[Question]:
    """What data sets ask, and what they refused to ask though it has an answer. Raises DatasetError."""
    return [question for directory in directories for question in (*_kept(directory), *_refused(directory))]


def read_kept(directories: Iterable[Path]) -> list[Question]:
    """What data sets ask, nothing that they refused. Raises DatasetError."""
    return [question for directory in directories for question in _kept(directory)]


def vocabulary(questions: Iterable[Question], least: int) -> dict[str, str]:
    """The words that stand in at least so many questions, the commonest first, each with its commonest spelling."""
    counts: Counter[str] = Counter()
    spellings: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for question in questions:
        found = [pair for text in (question.topic, *question.names) for pair in spelt(text)]
        counts.update({stem for stem, _ in found})
        for stem, spelling in found:
            spellings[stem][spelling] += 1
    order = sorted((-count, stem) for stem, count in counts.items() if count >= least)
    return {stem: spellings[stem].most_common(1)[0][0] for _, stem in order}


def _kept(directory: Path) -> Iterator[Question]:
    for case in read_cases(directory):
        if case.is_ranked and case.prompt.topic:
            contexts = tuple(candidate.context for candidate in case.candidates)
            yield _question(case.prompt.topic, [candidate.name for candidate in case.candidates], case.truth, contexts)


def _refused(directory: Path) -> Iterator[Question]:
    path = directory / REJECTS
    for reject in read_jsonl(path, Reject) if path.is_file() else ():
        names = list(dict.fromkeys(reject.candidates))
        if reject.step in USABLE and reject.topic and 0 < len(reject.selected) < len(names):
            yield _question(reject.topic, names, frozenset(reject.selected))


def _question(topic: str, names: Sequence[str], right: frozenset[str], contexts: tuple[str, ...] = ()) -> Question:
    return Question(topic, tuple(names), tuple(name in right for name in names), contexts)
