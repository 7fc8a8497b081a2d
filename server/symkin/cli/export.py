"""`symkin export`: a training run as one model file."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from symkin.cli.errors import BadUseError, CliError
from symkin.cli.progress import bar

if TYPE_CHECKING:
    from symkin.train.evaluate.cases import Case


class Quant(str, Enum):
    """How the weights are stored, as `symkin.model.quants` has them."""

    MIXED = "mixed"
    Q8_0 = "q8_0"
    Q4_0 = "q4_0"
    F16 = "f16"


def export(
    run: Annotated[
        Path, typer.Argument(help="A run's directory, or an adapter (a .safetensors file or peft's directory).")
    ],
    out: Annotated[Path, typer.Option(help="The GGUF file to write; the adapter by itself comes beside it.")],
    quant: Annotated[Quant, typer.Option(help="How the weights are stored.")] = Quant.Q8_0,
    base: Annotated[
        str | None,
        typer.Option(help="What it was trained on, where the run's record does not say.", show_default=False),
    ] = None,
    check: Annotated[
        list[Path] | None,
        typer.Option(
            help="A data set to compare the file with the trained model on (repeatable): the run's own validation data"
            " unless given.",
            show_default=False,
        ),
    ] = None,
    no_check: Annotated[bool, typer.Option("--no-check", help="Compare nothing.", show_default=False)] = False,
    limit: Annotated[int, typer.Option(min=1, help="At most so many cases are compared.")] = 200,
) -> int:
    """Merge RUN's adapter into its base, trim the vocabulary, quantise, and compare the file with the trained model."""
    from symkin.cli.render import write_table
    from symkin.train.errors import TrainError
    from symkin.train.export.export import export as make
    from symkin.train.runs import find_run

    if out.suffix != ".gguf":
        raise BadUseError(f"--out {out} must end in .gguf")
    if check and no_check:
        raise BadUseError("--check and --no-check exclude each other")
    try:
        found = find_run(run.expanduser(), base)
        cases = [] if no_check else _cases(check or found.held_out, limit)
        if not cases and not no_check:
            raise BadUseError("nothing to compare the file on: name a data set with --check, or give --no-check")
        with bar("Exporting", note="exporting and comparing; 200 cases take several minutes") as shown:
            made = make(found, out.expanduser(), quant.value, cases, shown.report)
    except TrainError as error:
        raise CliError(str(error)) from error
    rows = {
        "model": f"{made.model} ({made.model.stat().st_size / 1e6:.0f} MB)",
        "adapter": str(made.adapter or "-"),
        "adapter for llama.cpp": str(made.lora or "-"),
        "same selected sets": _told(made.agreement, made.cases),
    }
    write_table(rows.items())
    return 0


def _told(agreement: float | None, cases: int) -> str:
    return "not compared" if agreement is None else f"{agreement:.1%} of {cases} cases"


def _cases(data: Sequence[Path], limit: int) -> list[Case]:
    from symkin.dataset.errors import DatasetError
    from symkin.train.evaluate.cases import read_cases, some

    try:
        return some((case for directory in data for case in read_cases(directory.expanduser())), limit)
    except DatasetError as error:
        raise CliError(str(error)) from error
