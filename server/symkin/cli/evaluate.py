"""`symkin evaluate`: how good the answers are, ours and those of every rival, on the same cases."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from symkin.cli.errors import BadUseError, CliError
from symkin.cli.guard import tell
from symkin.cli.progress import bar

if TYPE_CHECKING:
    from symkin.model.fuse import Fitted
    from symkin.train.evaluate.cases import Case
    from symkin.train.evaluate.report import Outcome, Report


class RivalName(str, Enum):
    """Who else answers, as `symkin.train.evaluate.panel` has them."""

    RANDOM = "random"
    ORDER = "graph-order"
    OVERLAP = "word-overlap"
    NGRAMS = "n-grams"
    EMBEDDING = "embedding"
    BASE = "untuned-base"


MORE_OF_A_HISTORY = 120
"""Cases of each: of more, the oldest would ask about code that is long gone."""

FitAlso = Annotated[
    list[Path] | None,
    typer.Option(
        help="A data set or git repository of which no model is asked: --fit learns the graph's weights from all of"
        " it (repeatable).",
        show_default=False,
    ),
]

SWIFT = [RivalName.RANDOM, RivalName.ORDER, RivalName.OVERLAP, RivalName.NGRAMS]


def evaluate(
    sources: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="[MODEL|DATA]...",
            help="Models (GGUF files, run directories) and data sets (directories of a harvest), in any order.",
            show_default=False,
        ),
    ] = None,
    rivals: Annotated[
        list[RivalName] | None,
        typer.Option(
            "--rival",
            help="Who else answers (repeatable): all but embedding and base unless given.",
            show_default=False,
        ),
    ] = None,
    history: Annotated[
        list[Path] | None,
        typer.Option(help="A git repository whose newest commits ask (repeatable).", show_default=False),
    ] = None,
    limit: Annotated[int, typer.Option(min=1, help="At most so many cases of each data set.")] = 200,
    history_limit: Annotated[int, typer.Option(min=1, help="At most so many cases of each history.")] = 60,
    as_json: Annotated[bool, typer.Option("--json", help="Write one JSON object.")] = False,
    html: Annotated[Path | None, typer.Option(help="Write a page with plots here.", show_default=False)] = None,
    errors: Annotated[
        Path | None,
        typer.Option(help="Write the last model's worst cases here, as JSON lines.", show_default=False),
    ] = None,
    weights: Annotated[
        Path | None, typer.Option(help="Weights of fusion to use, as --fit writes them.", show_default=False)
    ] = None,
    fit: Annotated[
        Path | None,
        typer.Option(
            help="Fit the weights of fusion, with and without the last model, and write them here.", show_default=False
        ),
    ] = None,
    fit_also: FitAlso = None,
) -> int:
    """Compare how well MODELs and their rivals answer the cases of DATA sets and histories."""
    from symkin.train.evaluate.report import report

    models, data = sorted_out(sources or [])
    if (errors or fit) and not models:
        raise BadUseError("--errors and --fit need a model: name a .gguf file or a run's directory")
    if fit_also and not fit:
        raise BadUseError("--fit-also needs --fit FILE, where the weights go")
    cases = _cases(data, limit, history or [], history_limit)
    found = _answers(cases, models, rivals or SWIFT, weights, history=bool(history))
    if fit is not None:
        _fit(found, _more(fit_also or []), fit)
    if errors is not None:
        _write_errors(found, errors)
    _write(report(found), as_json=as_json, html=html)
    return 0


def sorted_out(sources: Sequence[Path]) -> tuple[list[Path], list[Path]]:
    """The models among the sources, and the data sets. Raises BadUseError for what is neither."""
    from symkin.dataset.records import POSITIVES

    models, data = [], []
    for source in sources:
        path = source.expanduser()
        if path.suffix == ".gguf" and path.is_file():
            models.append(path)
        elif (path / POSITIVES).is_file():
            data.append(path)
        elif (path / "run.json").is_file():
            models.append(path)
        else:
            raise BadUseError(
                f"{source} is no model (a .gguf file or a run's directory) and no data set (with {POSITIVES})"
            )
    return models, data


def _cases(data: Sequence[Path], limit: int | None, histories: Sequence[Path], history_limit: int) -> list[Case]:
    from symkin.cli.histories import history_cases
    from symkin.dataset.errors import DatasetError
    from symkin.graph.errors import GraphError
    from symkin.train.evaluate.cases import read_cases, some

    cases: list[Case] = []
    try:
        for directory in data:
            cases += some(read_cases(directory), limit)
        for repository in histories:
            with bar("Reading history") as shown:
                cases += history_cases(repository.expanduser(), history_limit, shown.report)
    except (DatasetError, GraphError) as error:
        raise CliError(str(error)) from error
    if not cases:
        raise BadUseError("there is nothing to ask: name a data set, or a repository with --history")
    return cases


def _more(sources: Sequence[Path]) -> list[Case]:
    """The cases that only fitting sees: all of a data set, many of a history."""
    from symkin.dataset.records import POSITIVES

    paths = [source.expanduser() for source in sources]
    data = [path for path in paths if (path / POSITIVES).is_file()]
    histories = [path for path in paths if path not in data]
    return _cases(data, None, histories, MORE_OF_A_HISTORY) if paths else []


def _answers(
    cases: Sequence[Case], models: Sequence[Path], rivals: Sequence[RivalName], weights: Path | None, *, history: bool
) -> dict[str, list[Outcome]]:
    """Everybody's outcomes by name, models after their rivals."""
    from symkin.model.errors import ModelError
    from symkin.train.errors import TrainError
    from symkin.train.evaluate import panel

    entrants = [panel.rival(one.value) for one in rivals]
    entrants += [panel.rival(name) for name in panel.HISTORY] if history else []
    chosen = _weights(weights) if weights else None
    entrants += [panel.without_model(chosen), *map(panel.model, models)]
    try:
        with bar("Asking") as shown:
            return panel.ask_all(cases, entrants, chosen, shown.report)
    except (ModelError, TrainError) as error:
        raise CliError(str(error)) from error


def _weights(file: Path) -> Fitted:
    import msgspec

    from symkin.model.fuse import Fitted

    try:
        return msgspec.json.decode(file.read_bytes(), type=Fitted)
    except (OSError, msgspec.DecodeError) as error:
        raise BadUseError(f"{file} holds no weights of fusion: {error}; --fit writes such a file") from error


def _write(report: Report, *, as_json: bool, html: Path | None) -> None:
    import msgspec

    from symkin.cli.figures import write_report
    from symkin.cli.render import write_json
    from symkin.train.evaluate.page import render

    if html is not None:
        _save(html, render(report))
    if as_json:
        write_json(msgspec.to_builtins(report))
    else:
        write_report(report)


def _save(file: Path, text: str) -> None:
    try:
        file.write_text(text, encoding="utf-8")
    except OSError as error:
        raise CliError(f"cannot write {file}: {error.strerror or error}; name another file") from error
    tell(f"wrote {file}")


def _fit(found: Mapping[str, Sequence[Outcome]], more: Sequence[Case], file: Path) -> None:
    """Fit to the last model's own answers, which stand before the fused ones, and to what nobody was asked."""
    import msgspec

    from symkin.train.errors import TrainError
    from symkin.train.evaluate.fit import fit

    try:
        fitted = fit(_last_model(found), more)
    except TrainError as error:
        raise BadUseError(str(error)) from error
    _save(file, msgspec.json.format(msgspec.json.encode(fitted)).decode() + "\n")


def _write_errors(found: Mapping[str, Sequence[Outcome]], file: Path) -> None:
    from symkin.dataset.records import write_jsonl
    from symkin.train.evaluate.errors import worst

    try:
        count = write_jsonl(file, worst(_last_model(found)))
    except OSError as error:
        raise CliError(f"cannot write {file}: {error.strerror or error}; name another file") from error
    tell(f"wrote {file}: {count:,} cases, the worst first")


def _last_model(found: Mapping[str, Sequence[Outcome]]) -> Sequence[Outcome]:
    return found[list(found)[-2]]
