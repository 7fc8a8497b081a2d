"""`symkin audit`: what a data set teaches besides its subject."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from symkin.cli.errors import BadUseError, CliError, printable
from symkin.cli.guard import tell
from symkin.cli.progress import bar
from symkin.cli.render import GAP

if TYPE_CHECKING:
    from rich.table import Table
    from rich.text import Text

    from symkin.dataset.audit.lengths import Count
    from symkin.dataset.audit.measure import Audit, Measures
    from symkin.dataset.audit.sample import Sample
    from symkin.dataset.audit.table import Row


class By(str, Enum):
    """What provenance tells of a pair."""

    LANGUAGE = "language"
    SOURCE = "source"
    SPLIT = "split"


def audit(
    paths: Annotated[
        list[Path],
        typer.Argument(metavar="DIR|FILE...", help="A data set's directory, or .jsonl files.", show_default=False),
    ],
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Write one JSON object.")] = False,
    html: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Write the table as one self-contained page, too.", show_default=False),
    ] = None,
    fail_over: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME=VALUE",
            help="Exit with 1 if a measure is over a value, such as verbatim=0.02 (repeatable).",
            show_default=False,
        ),
    ] = None,
    by: Annotated[
        list[By] | None, typer.Option(help="Measure each language, source or split, too.", show_default=False)
    ] = None,
) -> int:
    """Measure a data set for training: shortcuts, templates, labels, candidates, duplicates, lengths."""
    limits = dict(map(_limit, fail_over or ()))
    with said_plainly():
        from symkin.dataset.audit.measure import audit as measure
        from symkin.dataset.audit.measure import passed
        from symkin.dataset.audit.reading import read

        with bar("Auditing") as shown:
            samples = read(paths)
            shown.report(None, f"{len(samples):,} samples")
            count, why_not = token_counter()
            found = measure(samples, count, why_not, [one.value for one in by or ()])
        if html:
            _write_page(html, paths, found, samples)
    if as_json:
        _write_json(found)
    else:
        _write_text(found)
    over = passed(found.measures, limits)
    for name in over:
        tell(_complaint(name, found.measures[name], limits[name]))
    return 1 if over else 0


@contextmanager
def said_plainly() -> Iterator[None]:
    """What the data set's tools complain about becomes a CliError."""
    from symkin.dataset.errors import DatasetError

    try:
        yield
    except DatasetError as error:
        raise CliError(str(error)) from error


def token_counter() -> tuple[Count | None, str]:
    """What counts a sample's tokens as the prepared model does, or None and the reason."""
    from symkin.model import store

    status = store.status()
    if status.path is None or status.reason:
        return None, status.reason
    from symkin.dataset.audit.reading import understand
    from symkin.model.llama import Llama
    from symkin.model.prompt import encode, render
    from symkin.model.tokens import encode_segments, split_control

    tokenize = Llama(status.path).tokenize

    def count(text: str) -> int:
        example = understand(text)
        if example.selected is not None and render(example.prompt, example.selected) == text:
            return len(encode(example.prompt, tokenize, example.selected))
        return len(encode_segments(split_control(text), tokenize))

    return count, ""


def _limit(text: str) -> tuple[str, float]:
    from symkin.dataset.audit.table import ROWS

    name, _, value = text.partition("=")
    if name not in ROWS:
        raise BadUseError(f"--fail-over {text} names no measure; there are:", tuple(ROWS))
    try:
        return name, float(value)
    except ValueError as error:
        raise BadUseError(f"--fail-over {text} gives no number; write it like {name}=0.02") from error


def _complaint(name: str, value: float | None, limit: float) -> str:
    from symkin.dataset.audit.table import ROWS

    row = ROWS[name]
    told = f"{value:.4g}" if value is not None else "not measured"
    return f"{name} is {told}, over {limit:.4g} ({row.label})"


def _write_json(found: Audit) -> None:
    import msgspec

    from symkin.cli.render import write_json

    write_json(msgspec.to_builtins(found))


def _write_page(file: Path, paths: Sequence[Path], found: Audit, samples: Sequence[Sample]) -> None:
    from symkin.cli.page import save
    from symkin.dataset.report.rendering import Report, page

    save(page(Report(_title(paths), samples, found)), file)


def _title(paths: Sequence[Path]) -> str:
    return ", ".join(path.resolve().name for path in paths)


def _write_text(found: Audit) -> None:
    from symkin.cli.render import console_for_stdout, print_table

    console = console_for_stdout()
    parts = {name: measures for one in found.by.values() for name, measures in one.items()}
    print_table(console, _table(found.measures, parts))
    for key, note in found.notes.items():
        console.print(f"{key}: {note}", style="dim")


def _table(measures: Measures, parts: Mapping[str, Measures]) -> Table:
    """The rows under their sections' titles, with a column for each part of the data set."""
    from rich.table import Table

    from symkin.dataset.audit.table import SECTIONS

    table = Table(box=None, pad_edge=False, padding=(0, GAP, 0, 0), header_style="dim")
    table.add_column("", no_wrap=True)
    for heading in ("this", *map(printable, parts), "reference", "goal"):
        table.add_column(heading, justify="right", no_wrap=True)
    table.add_column("", style="dim")
    for section in SECTIONS:
        table.add_row(section.title, style="bold")
        for row in section.rows:
            table.add_row(*_cells(row, [measures, *parts.values()]))
    return table


def _cells(row: Row, columns: Sequence[Measures]) -> list[Text]:
    from rich.text import Text

    from symkin.dataset.audit.table import shown

    return [
        Text(f"  {row.key}"),
        *(Text(shown(column[row.key], row.unit), style=_style(row, column[row.key])) for column in columns),
        Text(shown(row.reference, row.unit), style="dim"),
        Text(shown(row.goal, row.unit), style="dim"),
        Text(row.label),
    ]


def _style(row: Row, value: float | None) -> str:
    if row.goal is None or value is None:
        return ""
    return "green" if value <= row.goal else "red"
