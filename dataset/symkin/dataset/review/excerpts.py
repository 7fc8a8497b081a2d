"""The source lines that a sample is about, read from the repository on disk."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import msgspec

from symkin.dataset.audit.sample import Sample
from symkin.dataset.errors import DatasetError
from symkin.dataset.records import REPOSITORIES
from symkin.dataset.review.choosing import origin_of

BEFORE = 2
SYMBOL_LINES, EVIDENCE_LINES = 24, 5
MOST_EVIDENCE = 4
LONGEST_LINE = 400
"""Characters; minified code has no line breaks."""


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Some lines of a file, from line `first` on, and the one that matters. Without lines, `missing` says why."""

    title: str
    path: str
    first: int
    marked: int
    lines: tuple[str, ...]
    missing: str = ""


Find = Callable[[Sample], Sequence[Excerpt]]


def finder(directory: Path, root: Path | None = None) -> Find:
    """What finds the source lines of a data set's samples: below `root`, or where its repositories were harvested.

    Raises DatasetError.
    """
    known = _locations(directory / REPOSITORIES)
    return lambda sample: excerpts(sample, root_of(origin_of(sample).repository, known, root))


def root_of(repository: str, known: Mapping[str, Path], chosen: Path | None) -> Path | None:
    """Where a repository lies: in the chosen directory, or it is that, or where it was harvested; None if nowhere."""
    places = [chosen / repository, chosen] if chosen else [known[repository]] if repository in known else []
    return next((place for place in places if place.is_dir()), None)


def excerpts(sample: Sample, root: Path | None) -> list[Excerpt]:
    """The symbol's first lines, where its topic comes from, and the lines that its labels rest on."""
    return [_excerpt(root, *wanted) for wanted in _wanted(sample)]


def _wanted(sample: Sample) -> Iterator[tuple[str, str, int, int]]:
    """What to show: title, path, line, and how many lines."""
    origin = origin_of(sample)
    seen = {(origin.symbol.path, origin.symbol.line)}
    yield f"symbol {sample.symbol}", origin.symbol.path, origin.symbol.line, SYMBOL_LINES
    topic = (origin.positive if sample.side == "positive" else origin.negative).place
    places = [(f"topic, from {topic.qualified_name}", topic.path, topic.line)] if topic else []
    evidence = origin.evidence if sample.side == "positive" else ()
    places += [(f"{one.name} {one.because}", one.path, one.line) for one in evidence[:MOST_EVIDENCE] if one.path]
    for title, path, line in places:
        if (path, line) not in seen:
            seen.add((path, line))
            yield title, path, line, EVIDENCE_LINES


def _excerpt(root: Path | None, title: str, path: str, line: int, most: int) -> Excerpt:
    first = max(1, line - BEFORE)
    if root is None:
        return Excerpt(title, path, first, line, (), "its repository is not here; --root says where repositories lie")
    try:
        lines = _read(root, path, first, most)
    except OSError as error:
        return Excerpt(title, path, first, line, (), f"cannot be read: {error.strerror or error}")
    return Excerpt(title, path, first, line, lines, "" if lines else "the file has become shorter since the harvest")


def _read(root: Path, path: str, first: int, most: int) -> tuple[str, ...]:
    """Lines of a file that lies in the repository, whatever the data set says. Raises OSError."""
    file = (root / path).resolve()
    if not file.is_relative_to(root.resolve()):
        raise OSError(f"{path} leads out of the repository")
    with file.open(encoding="utf-8", errors="replace") as opened:
        return tuple(
            line.rstrip("\n").expandtabs(4)[:LONGEST_LINE] for line in islice(opened, first - 1, first - 1 + most)
        )


def _locations(file: Path) -> Mapping[str, Path]:
    try:
        known = msgspec.json.decode(file.read_bytes(), type=dict[str, str]) if file.exists() else {}
    except (OSError, msgspec.DecodeError) as error:
        raise DatasetError(f"cannot read {file}: {error}; harvest again, or name the place with --root") from error
    return {name: Path(place) for name, place in known.items()}
