"""`symkin export`: a training run as one model file."""

from __future__ import annotations

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
        typer.Option(help="A data set to compare the file with the trained model on (repeatable).", show_default=False),
    ] = None,
    limit: Annotated[int, typer.Option(min=1, help="At most so many cases are compared.")] = 200,
) -> int:
    """Merge RUN's adapter into its base, trim the vocabulary, quantise, and compare the file with the trained model."""
    from symkin.cli.render import write_table
    from symkin.train.errors import TrainError
    from symkin.train.export.export import export as make
    from symkin.train.runs import find_run

    if out.suffix != ".gguf":
        raise BadUseError(f"--out {out} must end in .gguf")
    cases = _cases(check or [], limit)
    try:
        with bar("Exporting", note="exporting; this takes a minute or two") as shown:
            made = make(find_run(run.expanduser(), base), out.expanduser(), quant.value, cases, shown.report)
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
    return "not compared; name a data set with --check" if agreement is None else f"{agreement:.1%} of {cases} cases"


def _cases(data: list[Path], limit: int) -> list[Case]:
    from symkin.dataset.errors import DatasetError
    from symkin.train.evaluate.cases import read_cases, some

    try:
        return some((case for directory in data for case in read_cases(directory.expanduser())), limit)
    except DatasetError as error:
        raise CliError(str(error)) from error
