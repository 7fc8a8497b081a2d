"""`symkin harvest`: whole workspaces in, a data set of positive / negative pairs out."""

from __future__ import annotations

import importlib.util
import os
from collections.abc import Sequence
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from symkin.cli.errors import BadUseError, CliError, printable
from symkin.cli.guard import tell

if TYPE_CHECKING:
    from symkin.cli.progress import Bar
    from symkin.dataset.harvest import Options, Progress, Report
    from symkin.dataset.samples import Repository


NEEDED = ("rensa", "snowballstemmer", "sklearn", "jinja2")
"""What the extra `dataset` brings."""


class Topics(str, Enum):
    """The sources of topics, as `symkin.dataset.records.Source` has them."""

    USAGE = "usage"
    DOCLINK = "doclink"
    HISTORY = "history"
    CONCEPT = "concept"
    NEXT = "next"


class HubStyle(str, Enum):
    """What a prompt shows of a hub's references."""

    CAP = "cap"
    MARKER = "marker"


def harvest(
    paths: Annotated[
        list[Path] | None, typer.Argument(help="Workspaces, a repository each.", show_default=False)
    ] = None,
    out: Annotated[Path, typer.Option(metavar="DIR", help="Where the data set is written.")] = Path("dataset"),
    recipe: Annotated[
        str,
        typer.Option(
            metavar="NAME",
            help="Fetch the packages of a recipe: train, valid, test, or a file of your own.",
            show_default=False,
        ),
    ] = "",
    language: Annotated[
        list[str] | None, typer.Option(help="Only symbols of this language (repeatable).", show_default=False)
    ] = None,
    topics: Annotated[
        list[Topics] | None, typer.Option(help="Only topics from this source (repeatable).", show_default=False)
    ] = None,
    pairs: Annotated[
        int | None, typer.Option(min=1, help="How many pairs; without it as many as there are.", show_default=False)
    ] = None,
    seed: Annotated[int, typer.Option(help="Another seed, another choice of pairs.")] = 0,
    hub_style: Annotated[
        HubStyle, typer.Option(help="Of over 20 references: the best 20 and a marker, or the marker.")
    ] = HubStyle.CAP,
    split: Annotated[
        str, typer.Option(metavar="A:B:C", help="Ratios of train, valid and test, by repository.")
    ] = "1:0:0",
    hard: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE", help="Take these first: what `symkin evaluate --errors` wrote.", show_default=False
        ),
    ] = None,
    workers: Annotated[int, typer.Option(min=1, help="Repositories at a time.")] = os.cpu_count() or 1,
    scheduler: Annotated[
        str, typer.Option(metavar="ADDRESS", help="Let a Dask cluster work, tcp://HOST:PORT.", show_default=False)
    ] = "",
) -> int:
    """Make a training set of whole workspaces: what is asked, what the code proves to answer it, and the opposite."""
    from symkin.cli.progress import bar
    from symkin.dataset.errors import DatasetError
    from symkin.dataset.harvest import SOURCES, Options, Scheduling
    from symkin.dataset.harvest import harvest as run

    if missing := [name for name in NEEDED if importlib.util.find_spec(name) is None]:
        raise CliError(f"harvesting needs {missing[0]}; install it with: pip install 'symkin[dataset]'")
    if not paths and not recipe:
        raise BadUseError("name workspaces to harvest, or a --recipe; Try: symkin harvest --help")
    options = Options(
        languages=tuple(sorted(language or ())),
        sources=tuple(source for source in SOURCES if not topics or source in {one.value for one in topics}),
        pairs=pairs,
        seed=seed,
        hub_style=hub_style.value,
        splits=ratios(split),
        hard=_hard(hard),
    )
    try:
        with bar("Harvesting") as shown:
            repositories = _repositories(paths or (), recipe, out, shown)
            report = run(repositories, out, options, Scheduling(workers, scheduler), lambda one: _show(shown, one))
        _finish(out, options, report)
    except (DatasetError, OSError) as error:
        raise CliError(str(error)) from error
    return 0 if report.stages.get("pairs") else 1


def ratios(text: str) -> tuple[float, float, float]:
    """The ratios of train, valid and test. Raises BadUseError."""
    try:
        train, valid, test = (float(part) for part in text.split(":"))
    except ValueError as error:
        raise BadUseError(f"--split takes three numbers such as 8:1:1, not {text!r}.") from error
    if min(train, valid, test) < 0 or not train:
        raise BadUseError("--split takes ratios from 0 on, and the first, for training, must be more than 0.")
    return train, valid, test


def _hard(path: Path | None) -> tuple[str, ...]:
    """The ids of the worst cases that an evaluation wrote, one JSON object a line, the worst first."""
    if path is None:
        return ()
    from symkin.dataset.errors import DatasetError
    from symkin.dataset.records import Named, read_jsonl

    try:
        return tuple(dict.fromkeys(one.id for one in read_jsonl(path, Named)))
    except DatasetError as error:
        raise BadUseError(str(error)) from error


def _repositories(paths: Sequence[Path], recipe: str, out: Path, shown: Bar) -> list[Repository]:
    """The workspaces that are named, and the packages of the recipe."""
    from symkin.dataset.repositories import repositories

    return [*repositories(paths), *(_fetched(recipe, out, shown) if recipe else ())]


def _fetched(recipe: str, out: Path, shown: Bar) -> list[Repository]:
    """The packages of a recipe as repositories; one that cannot be had is told and left out."""
    from symkin.dataset.fetch.packages import Failed, fetch
    from symkin.dataset.recipes.recipe import load
    from symkin.dataset.samples import Repository

    found = []
    for one in fetch(load(recipe), out / "packages", progress=shown.report):
        if isinstance(one, Failed):
            tell(f"{one.package.key} was left out: {one.reason}")
        else:
            found.append(Repository(one.name, str(one.root), one.package.version, one.package.licence))
    return found


def _show(shown: Bar, progress: Progress) -> None:
    counts = ", ".join(f"{count:,} {name}" for name, count in progress.counts.items())
    fraction = progress.done / progress.total if progress.total else None
    shown.report(fraction, printable(f"{progress.message} ({counts})" if counts else progress.message))


def _finish(out: Path, options: Options, report: Report) -> None:
    """Write the report, and tell what there is now and what failed."""
    from symkin.cli.audit import token_counter
    from symkin.dataset.report.writing import write_report

    count, why_not = token_counter()
    if report.stages["pairs"]:
        write_report(out, report.stages, report.refused, seed=options.seed, count=count, why_not=why_not)
    for name, reason in report.failures.items():
        tell(f"{name} was left out: {reason}")
    split = {name: count for name, count in report.pairs.items() if count or name == "train"}
    total = sum(split.values())
    told = ", ".join(f"{count:,} {name}" for name, count in split.items()) if len(split) > 1 else f"{total:,}"
    print(f"{told} pairs in {out} ({', '.join(f'{count:,} {name}' for name, count in report.stages.items())})")
    if options.hard:
        tell(f"{_taken(out, options):,} of the {len(options.hard):,} hard cases of --hard are among them")
    if not total:
        tell(f"no sample passed the recipe: see {out / 'rejects.jsonl'} for the reasons")
    elif options.pairs and report.pairs["train"] < options.pairs:
        tell(f"there are only {report.pairs['train']:,} pairs of the {options.pairs:,} wanted: name more workspaces")


def _taken(out: Path, options: Options) -> int:
    """How many of the hard cases are in the training set now."""
    from symkin.dataset.records import PROVENANCE, Named, read_jsonl

    file = out / PROVENANCE
    there = {one.id for one in read_jsonl(file, Named)} if file.exists() else set()
    return sum(name in there for name in options.hard)
