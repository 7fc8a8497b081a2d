"""`symkin model`: make, look at and remove the local model."""

from __future__ import annotations

from enum import Enum
from pathlib import Path
from typing import Annotated

import typer

from symkin.cli.errors import BadUseError, CliError


class Quant(str, Enum):
    """How the weights are stored."""

    MIXED = "mixed"
    Q8_0 = "q8_0"
    Q4_0 = "q4_0"
    F16 = "f16"


def prepare(
    base: Annotated[
        Path | None,
        typer.Option(
            help="A GGUF file of Gemma 3 270M or a fine-tune of it, instead of the packaged base.",
            show_default=False,
        ),
    ] = None,
    quant: Annotated[
        Quant, typer.Option(help="How the weights are stored: smaller is faster and coarser.")
    ] = Quant.MIXED,
) -> int:
    """Make the local model from its base, offline; the first `related` does it by itself."""
    from symkin.cli.ranking import prepare as run

    if base is not None and not base.expanduser().is_file():
        raise BadUseError(f"no file {base}; --base is a GGUF file of Gemma 3 270M")
    path = run(base.expanduser() if base else None, quant.value)
    print(f"ready: {path}")
    return 0


def status() -> int:
    """Say whether the local model is there, and where."""
    from symkin.cli.render import write_table
    from symkin.model.quants import QUANTS
    from symkin.model.store import status as look

    found = look()
    quant = QUANTS.get(found.quant or "")
    rows = {
        "state": found.state,
        "what to do": found.reason or "nothing",
        "file": str(found.path or found.directory),
        "quantisation": f"{found.quant}: {quant.description}" if quant else "-",
        "size": _megabytes(found.size),
        "llama.cpp": "installed" if found.is_runtime_installed else "not installed",
        "packaged base": "installed" if found.is_base_installed else "not installed",
    }
    write_table(rows.items())
    return 0 if found.state == "ready" and found.is_runtime_installed else 1


def remove() -> int:
    """Delete the local model; `symkin model prepare` makes it again."""
    from symkin.model.errors import ModelError
    from symkin.model.store import remove as run

    try:
        freed = run()
    except ModelError as error:
        raise CliError(str(error)) from error
    print(f"removed, {_megabytes(freed)} freed" if freed else "there was no model")
    return 0


def _megabytes(size: int) -> str:
    return f"{size / 1e6:.0f} MB"
