"""`symkin words`: teach what the words of a topic and those of a name have to do with each other."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from symkin.cli.errors import CliError
from symkin.cli.train import INSTALL
from symkin.train.settings import PACKAGED


def words(
    data: Annotated[list[Path], typer.Argument(help="Data sets (directories of a harvest).")],
    valid: Annotated[
        list[Path], typer.Option(help="Data sets to validate on (repeatable): the best vectors are kept.")
    ],
    out: Annotated[Path, typer.Option(help="The file to write.")],
    size: Annotated[int, typer.Option(min=1, max=640, help="Numbers in a vector.")] = 192,
    base: Annotated[str, typer.Option(help="A GGUF file, a Hugging Face directory or a hub name.")] = PACKAGED,
    seed: Annotated[int, typer.Option(help="Of the order of the questions.")] = 0,
) -> int:
    """Learn word vectors for the ranking of names, from the answers of DATA sets. Takes minutes, no GPU."""
    try:
        from symkin.train.errors import TrainError
        from symkin.train.words.learn import Settings
        from symkin.train.words.words import teach
    except ImportError as error:
        raise CliError(f"{error.name} is not installed; {INSTALL}") from error
    from symkin.cli.progress import bar

    try:
        with bar("Learning words", "learning word vectors") as shown:
            found = teach(data, valid, out, size, base, Settings(seed=seed), lambda text: shown.report(None, text))
    except TrainError as error:
        raise CliError(str(error)) from error
    print(f"{out}: {found.words} words, of {found.questions} questions")
    return 0
