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


_SETTINGS, _MACHINE = Settings(data=()), Machine()
_LOSS, _PRECISION = Loss(_SETTINGS.loss), Precision(_MACHINE.precision)

_Data = Annotated[list[Path], typer.Argument(help="Data sets (directories), or files of training texts.")]
_Out = Annotated[Path, typer.Option(help="The run's directory; a run that is in it goes on.")]
_Valid = Annotated[
    list[Path] | None,
    typer.Option(help="Data to validate on (repeatable): the best adapter is kept, not the last.", show_default=False),
]
_Base = Annotated[str, typer.Option(help="A GGUF file, a Hugging Face directory or a hub name.")]
_Full = Annotated[bool, typer.Option("--full", help="Train the layers themselves, not adapters.")]
_Rank = Annotated[int, typer.Option(min=1, help="The adapters' rank.")]
_Alpha = Annotated[int, typer.Option(min=1, help="The adapters' scale, times the rank.")]
_Layers = Annotated[int, typer.Option(min=0, help="Train only this many upper layers; 0 for all.")]
_Judged = Annotated[Loss, typer.Option(help="Judge the choice among candidates, or every token of the answer.")]
_Rate = Annotated[float, typer.Option("--learning-rate", "--lr", min=0.0, help="The highest learning rate.")]
_Batch = Annotated[int, typer.Option(min=1, help="Examples for one step of the optimiser.")]
_Epochs = Annotated[int, typer.Option(min=1, help="Times through the data.")]
_Steps = Annotated[int, typer.Option(min=0, help="Stop after this many steps; 0 for no limit.")]
_Minutes = Annotated[float, typer.Option(min=0.0, help="Stop after this time; 0 for no limit.")]
_Longest = Annotated[int, typer.Option(min=1, help="Leave out prompts that are longer, in tokens.")]
_Negatives = Annotated[float, typer.Option(min=0.0, max=1.0, help="The share of unanswered questions to learn from.")]
_Every = Annotated[int, typer.Option(min=1, help="Steps from one validation to the next.")]
_Samples = Annotated[int, typer.Option(min=1, help="The most examples to validate on.")]
_Patience = Annotated[int, typer.Option(min=0, help="Stop after so many validations that are no better; 0 for never.")]
_Seed = Annotated[int, typer.Option(help="Of the adapters' beginnings and of the order of the data.")]
_Budget = Annotated[int, typer.Option(min=1, help="Tokens in memory at once: speed, no other difference.")]
_Type = Annotated[Precision, typer.Option(help="auto: bf16 where the hardware multiplies it, else fp32.")]
_Threads = Annotated[int, typer.Option(min=0, help="Processor threads; 0 for all.")]
_Compile = Annotated[bool, typer.Option("--compile/--no-compile", help="Compile the arithmetic; needs a C++ compiler.")]
_Save = Annotated[int, typer.Option(min=1, help="Steps from one checkpoint to the next.")]


def train(
    data: _Data,
    out: _Out,
    valid: _Valid = None,
    base: _Base = PACKAGED,
    start: Annotated[
        str, typer.Option("--from", metavar="ADAPTER", help="Go on from a run's adapter.", show_default=False)
    ] = _SETTINGS.start,
    full: _Full = _SETTINGS.full,
    rank: _Rank = _SETTINGS.rank,
    alpha: _Alpha = _SETTINGS.alpha,
    layers: _Layers = _SETTINGS.layers,
    loss: _Judged = _LOSS,
    learning_rate: _Rate = _SETTINGS.learning_rate,
    batch: _Batch = _SETTINGS.batch,
    epochs: _Epochs = _SETTINGS.epochs,
    max_steps: _Steps = _SETTINGS.max_steps,
    minutes: _Minutes = _SETTINGS.minutes,
    max_tokens: _Longest = _SETTINGS.max_tokens,
    negatives: _Negatives = _SETTINGS.negatives,
    eval_every: _Every = _SETTINGS.eval_every,
    eval_samples: _Samples = _SETTINGS.eval_samples,
    patience: _Patience = _SETTINGS.patience,
    seed: _Seed = _SETTINGS.seed,
    token_budget: _Budget = _MACHINE.token_budget,
    precision: _Type = _PRECISION,
    threads: _Threads = _MACHINE.threads,
    compiled: _Compile = _MACHINE.compile,
    save_every: _Save = _MACHINE.save_every,
) -> int:
    """Train an adapter on a data set; after a kill, the same command goes on where it stopped."""
    settings = Settings(
        data=tuple(data),
        valid=tuple(valid or ()),
        base=base,
        start=start,
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
        negatives=negatives,
        eval_every=eval_every,
        eval_samples=eval_samples,
        patience=patience,
        seed=seed,
    )
    return _run(settings, Machine(token_budget, precision.value, threads, compiled, save_every), out)


def _run(settings: Settings, machine: Machine, out: Path) -> int:
    try:
        from symkin.train.errors import TrainError
        from symkin.train.train import train as run
    except ImportError as error:
        raise CliError(f"{error.name} is not installed; {INSTALL}") from error
    from symkin.cli.progress import bar

    try:
        with bar("Training", f"training; its figures go to {out / 'metrics.jsonl'}") as shown:
            found = run(settings, machine, out, shown.report)
    except TrainError as error:
        raise CliError(str(error)) from error
    if found.is_main:
        print(_sentence(found))
    return 0


def _sentence(found: Summary) -> str:
    progress = found.progress
    left_out = f" ({found.too_long} left out as too long)" if found.too_long else ""
    best = f", best at step {progress.best_step}" if progress.best_step else ""
    minutes = f"{progress.seconds / 60:.1f} minutes"
    return f"{found.directory}: {progress.step} steps, {minutes}, {found.examples} examples{left_out}{best}"
