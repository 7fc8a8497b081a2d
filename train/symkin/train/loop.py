"""The training loop: steps, validations and checkpoints, from wherever the last run stopped."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import torch
from msgspec import structs
from torch import nn

from symkin.train import adapters, checkpoints, schedule
from symkin.train.bases import Base
from symkin.train.checkpoints import Progress
from symkin.train.errors import TrainError
from symkin.train.feed import Material, Portion, portions
from symkin.train.gemma import Network
from symkin.train.journal import Journal
from symkin.train.losses import loss
from symkin.train.processes import Processes
from symkin.train.questions import Question
from symkin.train.settings import Machine, Settings
from symkin.train.validation import validate

_AHEAD = 4
"""Processes that make batches for one GPU."""

Report = Callable[[float, str], None]
"""Told how far the run is (0 to 1), and its figures in a few words."""


@dataclass(frozen=True, slots=True)
class Run:
    """Everything that the loop works on."""

    settings: Settings
    machine: Machine
    directory: Path
    base: Base
    network: Network
    trained: dict[str, nn.Parameter]
    optimizer: torch.optim.Optimizer
    material: Material
    valid: Sequence[Question]
    processes: Processes
    report: Report = lambda _fraction, _words: None


def go(run: Run, progress: Progress, journal: Journal) -> Progress:
    """Train from `progress` to the end, and return where that was. Raises TrainError, OSError."""
    since = time.monotonic() - progress.seconds
    feed = portions(run.material, progress.step, _AHEAD if run.processes.device.type == "cuda" else 0)
    while not _is_over(run, progress):
        figures = step(run, progress, next(feed))
        seconds = run.processes.agreed(time.monotonic() - since)
        tokens = progress.tokens + figures.tokens
        progress = structs.replace(progress, step=progress.step + 1, tokens=tokens, seconds=seconds)
        journal.write(figures.record(progress))
        run.report(_share(run, progress), f"step {progress.step}, loss {figures.loss:.3f}")
        over = _is_over(run, progress)
        if run.valid and (over or progress.step % run.settings.eval_every == 0):
            progress = _validate(run, progress, journal)
        if over or progress.step % run.machine.save_every == 0:
            _save(run, progress)
    return progress


@dataclass(frozen=True, slots=True)
class Figures:
    """What a step gave: mean loss of an example, the gradient's norm, the learning rate, tokens of the examples."""

    loss: float
    norm: float
    rate: float
    tokens: int

    def record(self, progress: Progress) -> dict[str, float]:
        """A line of the journal."""
        return {"step": progress.step, **asdict(self), "seconds": round(progress.seconds, 3)}


def step(run: Run, progress: Progress, portion: Portion) -> Figures:
    """One step of the optimiser, shared among the processes. Raises TrainError where the loss is no number."""
    device = run.processes.device
    total = torch.zeros((), device=device)
    for batch in portion.batches:
        part = loss(run.network, batch.to(device)) / portion.examples
        part.backward()  # type: ignore[no-untyped-call]
        total += part.detach()  # Not asked for yet: that would have the processor wait for a GPU after each batch.
    mean = run.processes.reduce(list(run.trained.values()), float(total))
    _require_finite(mean, progress.step)
    norm = float(nn.utils.clip_grad_norm_(run.trained.values(), run.settings.clip))
    rate = _set_rate(run, progress)
    run.optimizer.step()
    run.optimizer.zero_grad(set_to_none=False)
    return Figures(mean, norm, rate, portion.tokens)


def _validate(run: Run, progress: Progress, journal: Journal) -> Progress:
    """Validate, write that down, and keep what was trained if it is the best so far."""
    scores = validate(run.network, run.valid, run.material.signs, run.material.prefix, run.machine.token_budget)
    journal.write({"step": progress.step, "valid_loss": scores.loss, "total": scores.total, **scores.shown()})
    if scores.total <= progress.best:
        return structs.replace(progress, worse=progress.worse + 1)
    if run.processes.is_main:
        adapters.save(run.base, run.settings, run.directory)
    return structs.replace(progress, best=scores.total, best_step=progress.step, worse=0)


def _save(run: Run, progress: Progress) -> None:
    if run.processes.is_main:
        checkpoints.save(run.directory / "checkpoint", progress, run.trained, run.optimizer)
        if not run.valid:
            adapters.save(run.base, run.settings, run.directory)
    run.processes.wait()


def _is_over(run: Run, progress: Progress) -> bool:
    settings = run.settings
    is_stale = 0 < settings.patience <= progress.worse
    return progress.step >= run.material.steps or is_stale or 0 < settings.minutes * 60 <= progress.seconds


def _share(run: Run, progress: Progress) -> float:
    return schedule.progress_of(progress.step, run.material.steps, progress.seconds, run.settings.minutes)


def _set_rate(run: Run, progress: Progress) -> float:
    # The first step learns too: progress is that at the step's end.
    step = progress.step + 1
    share = schedule.progress_of(step, run.material.steps + 1, progress.seconds, run.settings.minutes)
    rate = run.settings.learning_rate * schedule.rate(share, run.settings.warmup)
    for group in run.optimizer.param_groups:
        group["lr"] = rate
    return rate


def _require_finite(total: float, step: int) -> None:
    if not math.isfinite(total):
        raise TrainError(
            f"the loss of step {step + 1} is {total}: lower --learning-rate, or train with --precision fp32"
        )
