"""The harvest: repositories in, a data set's files out. Same inputs, same bytes, whoever works and in whatever order.

Each repository's outcome is kept under `.harvest/` as soon as it is there, so a killed run goes on where it was.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec

from symkin.dataset import records
from symkin.dataset.balance import balanced
from symkin.dataset.dedupe import without_duplicates
from symkin.dataset.dispatch import Done, hand_out
from symkin.dataset.entries import Entry, entries, split_repositories
from symkin.dataset.job import VERSION, Job
from symkin.dataset.pairing import Couple, Paired, couples
from symkin.dataset.parcel import Outcome, unpack
from symkin.dataset.records import Line, Provenance, Reject, Source, Split
from symkin.dataset.repositories import fingerprint, locations
from symkin.dataset.samples import Repository
from symkin.dataset.steps.step import reject
from symkin.dataset.survey import HubStyle
from symkin.model.prompt import render

SOURCES: tuple[Source, ...] = ("usage", "doclink", "history", "concept", "next")


@dataclass(frozen=True, slots=True)
class Options:
    """What is wanted: no languages are all, no `pairs` are as many as there are.

    `hard` are ids to be taken before all others, in their order.
    """

    languages: tuple[str, ...] = ()
    sources: tuple[Source, ...] = SOURCES
    pairs: int | None = None
    seed: int = 0
    hub_style: HubStyle = "cap"
    splits: tuple[float, float, float] = (1.0, 0.0, 0.0)
    hard: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a harvest is: repositories done of all, and what there is so far, by stage."""

    message: str
    done: int
    total: int
    counts: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Report:
    """What a harvest gave: pairs by split, what was left after each stage, refusals, and why repositories failed."""

    pairs: Mapping[Split, int]
    stages: Mapping[str, int]
    refused: Mapping[tuple[str, str], int]
    """By step and reason."""
    failures: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Scheduling:
    """Who works: so many processes here, or a Dask cluster's workers."""

    workers: int = 1
    scheduler: str = ""


def harvest(
    repositories: Sequence[Repository],
    out: Path,
    options: Options,
    scheduling: Scheduling,
    progress: Callable[[Progress], None] = lambda _: None,
) -> Report:
    """Write the data set of some repositories to `out`. Raises DatasetError, and OSError when writing fails."""
    out.mkdir(parents=True, exist_ok=True)
    kept, failures = _outcomes(repositories, out / ".harvest", options, scheduling, progress)
    stages: Counter[str] = Counter(repositories=len(kept))
    rejects: list[Reject] = []
    splits = split_repositories((one.name for one in repositories), options.splits, options.seed)
    found = list(entries(_read(kept, stages, rejects), splits))
    progress(Progress("choosing pairs", len(kept), len(kept), stages))
    chosen = _choose(found, _reviewed(out), options, stages, rejects)
    progress(Progress("writing", len(kept), len(kept), stages))
    pairs = {split: _write(one, out if split == "train" else out / split) for split, one in chosen.items()}
    rejects.sort(key=lambda one: (one.repository, one.symbol.path, one.symbol.line, one.step, one.topic or ""))
    records.write_jsonl(out / records.REJECTS, rejects)
    (out / records.REPOSITORIES).write_bytes(msgspec.json.format(msgspec.json.encode(locations(repositories))))
    ordered = {name: stages[name] for name in STAGES}
    return Report(pairs, ordered, Counter((one.step, one.reason) for one in rejects), failures)


STAGES = ("repositories", "files", "symbols", "drafts", "unlike", "paired", "pairs")
"""What is counted on the way: `drafts` passed the recipe, `unlike` are no duplicates, `paired` found an opposite."""


# -- each repository

Kept = list[tuple[Repository, Path]]


def _outcomes(
    repositories: Sequence[Repository],
    directory: Path,
    options: Options,
    scheduling: Scheduling,
    progress: Callable[[Progress], None],
) -> tuple[Kept, dict[str, str]]:
    """Where each repository's outcome is kept, in the order of the repositories, and why some have none."""
    directory.mkdir(exist_ok=True)
    jobs = {one.name: Job(one, options.languages, options.sources, options.hub_style) for one in repositories}
    paths = {name: directory / f"{name}-{_key(job)}.drafts" for name, job in jobs.items()}
    waiting = [job for name, job in jobs.items() if not paths[name].exists()]
    failures: dict[str, str] = {}
    counts: Counter[str] = Counter(kept=len(jobs) - len(waiting))
    progress(Progress("surveying", len(jobs) - len(waiting), len(jobs), counts))
    for done in hand_out(waiting, scheduling.workers, scheduling.scheduler) if waiting else ():
        _keep(done, paths[done.job.repository.name], failures, counts)
        progress(Progress(done.job.repository.name, sum(counts[one] for one in _ENDS), len(jobs), counts))
    return [(one, paths[one.name]) for one in repositories if one.name not in failures], failures


_ENDS = ("kept", "surveyed", "failed")


def _key(job: Job) -> str:
    """What decides an outcome, the repository's place on this machine left out."""
    salt = msgspec.json.encode((VERSION, job.languages, job.sources, job.hub_style, job.repository.revision))
    return fingerprint(job.repository, salt)


def _keep(done: Done, path: Path, failures: dict[str, str], counts: Counter[str]) -> None:
    if done.failure:
        failures[done.job.repository.name] = done.failure
        counts["failed"] += 1
        return
    draft = path.with_suffix(".new")
    draft.write_bytes(done.outcome)
    draft.replace(path)
    counts["surveyed"] += 1


def _read(kept: Kept, stages: Counter[str], rejects: list[Reject]) -> Iterator[tuple[Repository, Outcome]]:
    for repository, path in kept:
        outcome = unpack(path.read_bytes())
        stages.update(files=outcome.files, symbols=outcome.symbols, drafts=len(outcome.drafts))
        rejects += outcome.rejects
        yield repository, outcome


# -- all together


@dataclass(frozen=True, slots=True)
class _Chosen:
    """A split's pairs, and the samples with a topic that found no opposite."""

    pairs: list[Paired]
    unpaired: list[Entry]


def _choose(
    found: Iterable[Entry],
    reviewed: Mapping[str, str],
    options: Options,
    stages: Counter[str],
    rejects: list[Reject],
) -> dict[Split, _Chosen]:
    """What is taken into each split."""
    unlike = list(without_duplicates(_honoured(found, reviewed, rejects), rejects))
    stages["unlike"] = len(unlike)
    chosen: dict[Split, _Chosen] = {}
    for split in _wanted(options):
        mine = [one for one in unlike if one.split == split]
        coupled = _hard_first(couples(mine, options.seed), options.hard)
        stages["paired"] += sum(map(len, coupled))
        taken, spilt = balanced(coupled, options.pairs if split == "train" else None)
        alone = _without_pair(mine, coupled)
        rejects += _left_out(alone, spilt)
        pairs = [paired for couple in taken for paired in couple]
        chosen[split] = _Chosen(pairs, [one for one in alone if one.draft.topic.text is not None])
        stages["pairs"] += len(pairs)
    return chosen


def _hard_first(coupled: Sequence[Couple], hard: Sequence[str]) -> list[Couple]:
    ranks = {name: rank for rank, name in reversed(list(enumerate(hard)))}
    return sorted(coupled, key=lambda couple: min(ranks.get(one.entry.id, len(hard)) for one in couple))


def _honoured(found: Iterable[Entry], reviewed: Mapping[str, str], rejects: list[Reject]) -> Iterator[Entry]:
    """The entries whose pair nobody has rejected."""
    for entry in found:
        if entry.id in reviewed:
            rejects.append(reject("review", reviewed[entry.id] or "rejected", entry.draft, entry.repository.name))
        else:
            yield entry


def _without_pair(mine: Iterable[Entry], coupled: Iterable[Couple]) -> list[Entry]:
    paired = {one.entry.id for couple in coupled for one in couple}
    return [entry for entry in mine if entry.id not in paired]


def _left_out(alone: Iterable[Entry], spilt: Iterable[tuple[Couple, str]]) -> Iterator[Reject]:
    for entry in alone:
        yield reject("no opposite", "no topic asks for its opposite", entry.draft, entry.repository.name)
    for couple, quota in spilt:
        for one in couple:
            yield reject(f"share: {quota}", "its kind has its share", one.entry.draft, one.entry.repository.name)


def _wanted(options: Options) -> list[Split]:
    splits: tuple[Split, ...] = ("train", "valid", "test")
    return [split for split, ratio in zip(splits, options.splits, strict=True) if ratio or split == "train"]


def _reviewed(out: Path) -> dict[str, str]:
    """The reasons of the pairs that somebody rejected; the last word on each side counts."""
    path = out / records.REVIEWS
    if not path.exists():
        return {}
    last = {(one.id, one.side): one for one in records.read_jsonl(path, records.Review)}
    return {id_: one.reason for (id_, _), one in last.items() if one.verdict == "reject"}


# -- writing


def _write(chosen: _Chosen, directory: Path) -> int:
    directory.mkdir(exist_ok=True)
    positives = (_positive(one.entry) for one in chosen.pairs)
    negatives = (_line(one.entry, one.other.draft.topic.text, ()) for one in chosen.pairs)
    records.write_jsonl(directory / records.POSITIVES, positives)
    records.write_jsonl(directory / records.NEGATIVES, negatives)
    records.write_jsonl(directory / records.UNPAIRED, map(_positive, chosen.unpaired))
    return records.write_jsonl(directory / records.PROVENANCE, map(_provenance, chosen.pairs))


def _positive(entry: Entry) -> Line:
    return _line(entry, entry.draft.topic.text, entry.draft.selected)


def _line(entry: Entry, topic: str | None, selected: Sequence[str]) -> Line:
    return Line(render(entry.draft.subject.prompt(topic), selected))


def _provenance(paired: Paired) -> Provenance:
    entry, draft = paired.entry, paired.entry.draft
    return Provenance(
        id=entry.id,
        repository=entry.repository.name,
        revision=entry.repository.revision,
        licence=entry.repository.licence,
        language=draft.subject.language,
        split=entry.split,
        source=draft.source,
        symbol=draft.subject.place,
        concept=paired.side,
        positive=draft.topic,
        negative=paired.other.draft.topic,
        candidates=draft.subject.candidates,
        evidence=draft.evidence,
    )
