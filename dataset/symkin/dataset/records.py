"""The data set on disk: what each line of its files holds, and how the files are read and written.

A data set is a directory:

- `training-v2.jsonl`, `training-v2-negative.jsonl`: `{"text": ...}` a line; the i-th lines of both are a pair;
- `training-v2-unpaired.jsonl`: positives for which no topic asks for the opposite, to train on beside the pairs;
- `provenance.jsonl`: line i tells where pair i came from (`Provenance`);
- `rejects.jsonl`: what was not taken, and why (`Reject`);
- `reviews.jsonl`: what people decided (`Review`), honoured by the next harvest;
- `valid/`, `test/`: the other splits, where any were asked for, each with files of the same names.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Literal, TypeVar

import msgspec

from symkin.dataset.errors import DatasetError

POSITIVES = "training-v2.jsonl"
NEGATIVES = "training-v2-negative.jsonl"
UNPAIRED = "training-v2-unpaired.jsonl"
PROVENANCE = "provenance.jsonl"
REJECTS = "rejects.jsonl"
REVIEWS = "reviews.jsonl"
REPOSITORIES = "repositories.json"

Relation = Literal["field", "input", "output", "reference", "use", "base", "subtype"]
Source = Literal["usage", "doclink", "history", "concept", "next"]
"""Where a topic and its labels come from: usage, doc links, a commit, the concept book; `next` has no topic."""
Split = Literal["train", "valid", "test"]
Side = Literal["positive", "negative"]
Verdict = Literal["accept", "reject", "skip"]


class Line(msgspec.Struct, frozen=True, gc=False):
    """A line of the two training files."""

    text: str


class Place(msgspec.Struct, frozen=True, gc=False):
    """A definition; its path is relative to the repository, its line counts from 1."""

    qualified_name: str
    kind: str
    path: str
    line: int


class Candidate(msgspec.Struct, frozen=True, gc=False):
    """A candidate of the prompt, by the name that it has there, and the symbol that it is."""

    name: str
    relation: Relation
    place: Place
    is_test: bool = False
    signature: str = ""


class Evidence(msgspec.Struct, frozen=True, gc=False):
    """Why a candidate was selected: what the code says, and where (path and line from 1; a commit has neither)."""

    name: str
    because: str
    path: str = ""
    line: int = 0


class Topic(msgspec.Struct, frozen=True, gc=False):
    """A topic, the text that it was made of and where that stands: a definition, or a commit's id."""

    text: str | None
    original: str = ""
    place: Place | None = None
    commit: str = ""
    concept: str = ""
    """The side of a concept that the text speaks of, as `domain.name.left` or `domain.name.right`, or ''."""


class Provenance(msgspec.Struct, frozen=True):
    """Where a pair came from. `id` stays the same from harvest to harvest as long as the pair does."""

    id: str
    repository: str
    revision: str
    licence: str
    language: str
    split: Split
    source: Source
    symbol: Place
    concept: str
    """The side of a concept that the symbol is, and whose opposite the negative asks for, or ''."""
    positive: Topic
    negative: Topic
    candidates: tuple[Candidate, ...]
    evidence: tuple[Evidence, ...]


class Reject(msgspec.Struct, frozen=True):
    """What a step of the recipe refused: a sample, or a symbol before anything was asked of it (its source is None)."""

    step: str
    reason: str
    repository: str
    symbol: Place
    source: Source | None = None
    topic: str | None = None
    selected: tuple[str, ...] = ()
    candidates: tuple[str, ...] = ()


class Review(msgspec.Struct, frozen=True):
    """What somebody decided about one side of a pair; a reason is given where it was rejected."""

    id: str
    side: Side
    verdict: Verdict
    reason: str = ""


class Named(msgspec.Struct, frozen=True):
    """Any record that names a pair by its id; what else it says is passed over."""

    id: str


class Pair(msgspec.Struct, frozen=True):
    """A pair as it is read back: both texts, and its provenance where the data set has one."""

    positive: str
    negative: str
    provenance: Provenance | None = None


_T = TypeVar("_T")


def read_jsonl(path: Path, kind: type[_T]) -> Iterator[_T]:
    """The records of a file of JSON lines. Raises DatasetError for what cannot be read, naming the line."""
    decoder = msgspec.json.Decoder(kind)
    try:
        with path.open("rb") as file:
            for number, line in enumerate(file, 1):
                try:
                    yield decoder.decode(line)
                except (msgspec.DecodeError, UnicodeDecodeError) as error:
                    raise DatasetError(f"{path}:{number} is not what it should be: {error}") from error
    except OSError as error:
        raise DatasetError(f"cannot read {path}: {error.strerror or error}") from error


def write_jsonl(path: Path, records: Iterable[msgspec.Struct]) -> int:
    """Write records as JSON lines, whole or not at all; return how many. Raises OSError."""
    encoder, count, draft = msgspec.json.Encoder(), 0, path.with_name(f".{path.name}.new")
    with draft.open("wb") as file:
        for record in records:
            file.write(encoder.encode(record) + b"\n")
            count += 1
    draft.replace(path)
    return count


def read_pairs(directory: Path) -> Iterator[Pair]:
    """The pairs of a data set, or of a directory that has the two training files only. Raises DatasetError."""
    positives = read_jsonl(directory / POSITIVES, Line)
    negatives = read_jsonl(directory / NEGATIVES, Line)
    known = directory / PROVENANCE
    origins: Iterator[Provenance | None] = read_jsonl(known, Provenance) if known.exists() else iter(lambda: None, 0)
    while (positive := next(positives, None)) is not None:
        negative = next(negatives, None)
        if negative is None:
            break
        yield Pair(positive.text, negative.text, next(origins, None))
    if positive is not None or next(negatives, None) is not None:
        raise DatasetError(f"{directory}: {POSITIVES} and {NEGATIVES} have not as many lines as each other")
