"""`symkin train`: teach the model from a data set."""

from __future__ import annotations

from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from symkin.cli.errors import CliError
from symkin.train.settings import PACKAGED, Machine, Settings

if TYPE_CHECKING:
    from symkin.train.train import Summary

_DEFAULT = Settings(data=())
_MACHINE = Machine()
INSTALL = "install what training needs with: pip install 'symkin[train]'"


class Loss(str, Enum):
    """What is learned from an answer."""

    TRIE = "trie"
    TOKENS = "tokens"


class Precision(str, Enum):
    """The type to compute in."""

    AUTO = "auto"
    BF16 = "bf16"
    FP32 = "fp32"


_LOSS, _PRECISION = Loss(_DEFAULT.loss), Precision(_MACHINE.precision)


def train(
    data: Annotated[list[Path], typer.Argument(help="Data sets (directories), or files of training texts.")],
    out: Annotated[Path, typer.Option(help="The run's directory; a run that is in it goes on.")],
    valid: Annotated[
        list[Path] | None, typer.Option(help="Data to validate on (repeatable); the best adapter is kept.")
    ] = None,
    base: Annotated[
        str, typer.Option(help="A GGUF file, a Hugging Face directory or a hub name; by default the packaged base.")
    ] = PACKAGED,
    full: Annotated[bool, typer.Option("--full", help="Train the layers themselves, not adapters.")] = _DEFAULT.full,
    rank: Annotated[int, typer.Option(min=1, help="The adapters' rank.")] = _DEFAULT.rank,
    alpha: Annotated[int, typer.Option(min=1, help="The adapters' scale, times the rank.")] = _DEFAULT.alpha,
    layers: Annotated[int, typer.Option(min=0, help="Train only this many upper layers; 0 for all.")] = _DEFAULT.layers,
    loss: Annotated[
        Loss, typer.Option(help="Judge the choice among candidates, or every token of the answer.")
    ] = _LOSS,
    learning_rate: Annotated[
        float, typer.Option("--learning-rate", "--lr", min=0.0, help="The highest.")
    ] = _DEFAULT.learning_rate,
    batch: Annotated[int, typer.Option(min=1, help="Examples for one step of the optimiser.")] = _DEFAULT.batch,
    epochs: Annotated[int, typer.Option(min=1, help="Times through the data.")] = _DEFAULT.epochs,
    max_steps: Annotated[
        int, typer.Option(min=0, help="Stop after this many steps; 0 for no limit.")
    ] = _DEFAULT.max_steps,
    minutes: Annotated[float, typer.Option(min=0.0, help="Stop after this time; 0 for no limit.")] = _DEFAULT.minutes,
    max_tokens: Annotated[int, typer.Option(min=1, help="Leave out prompts that are longer.")] = _DEFAULT.max_tokens,
    eval_every: Annotated[
        int, typer.Option(min=1, help="Steps from one validation to the next.")
    ] = _DEFAULT.eval_every,
    eval_samples: Annotated[int, typer.Option(min=1, help="The most examples to validate on.")] = _DEFAULT.eval_samples,
    patience: Annotated[
        int, typer.Option(min=0, help="Stop after this many validations that are no better; 0 for never.")
    ] = _DEFAULT.patience,
    seed: Annotated[int, typer.Option(help="Of the adapters and of the order of the data.")] = _DEFAULT.seed,
    token_budget: Annotated[
        int, typer.Option(min=1, help="Tokens in memory at once; no change but speed.")
    ] = _MACHINE.token_budget,
    precision: Annotated[
        Precision, typer.Option(help="By default bf16 where the hardware has it, else fp32.")
    ] = _PRECISION,
    threads: Annotated[int, typer.Option(min=0, help="Processor threads; 0 for all.")] = _MACHINE.threads,
    compiled: Annotated[
        bool, typer.Option("--compile/--no-compile", help="Compile the arithmetic, with a C++ compiler at hand.")
    ] = _MACHINE.compile,
    save_every: Annotated[
        int, typer.Option(min=1, help="Steps from one checkpoint to the next.")
    ] = _MACHINE.save_every,
) -> int:
    """Train an adapter on a data set; after a kill, the same command goes on."""
    try:
        from symkin.train.errors import TrainError
        from symkin.train.train import train as run
    except ImportError as error:
        raise CliError(f"{error.name} is not installed; {INSTALL}") from error
    from symkin.cli.progress import bar

    settings = Settings(
        data=tuple(data),
        valid=tuple(valid or ()),
        base=base,
        full=full,
        rank=rank,
        alpha=alpha,
        layers=layers,
        loss=loss.value,
        learning_rate=learning_rate,
        batch=batch,
        epochs=epochs,
        max_steps=max_steps,
        minutes=minutes,
        max_tokens=max_tokens,
        eval_every=eval_every,
        eval_samples=eval_samples,
        patience=patience,
        seed=seed,
    )
    machine = Machine(token_budget, precision.value, threads, compiled, save_every)
    try:
        with bar("Training", "training; its figures go to metrics.jsonl") as shown:
            print(_sentence(run(settings, machine, out, shown.report)))
    except TrainError as error:
        raise CliError(str(error)) from error
    return 0


def _sentence(summary: Summary) -> str:
    progress = summary.progress
    left_out = f", {summary.too_long} left out as too long" if summary.too_long else ""
    best = f"; best at step {progress.best_step}" if progress.best_step else ""
    return (
        f"{summary.directory}: {progress.step} steps on {summary.examples} examples{left_out}, "
        f"{progress.seconds / 60:.1f} minutes{best}"
    )
