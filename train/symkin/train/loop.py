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
from symkin.train.batches import collate, plan
from symkin.train.checkpoints import Progress
from symkin.train.errors import TrainError
from symkin.train.gemma import Network
from symkin.train.journal import Journal
from symkin.train.losses import loss
from symkin.train.processes import Processes
from symkin.train.questions import Question, Signs
from symkin.train.settings import Machine, Settings
from symkin.train.trees import Tree, token_tree, trie_tree
from symkin.train.validation import validate

Report = Callable[[float, str], None]
"""Told how far the run is (0 to 1), and its figures in a few words."""


@dataclass(frozen=True, slots=True)
class Run:
    """Everything that the loop works on. All prompts begin with the same `prefix` tokens."""

    settings: Settings
    machine: Machine
    directory: Path
    base: Base
    network: Network
    trained: dict[str, nn.Parameter]
    optimizer: torch.optim.Optimizer
    questions: Sequence[Question]
    valid: Sequence[Question]
    signs: Signs
    prefix: int
    processes: Processes
    report: Report = lambda _fraction, _words: None

    @property
    def steps(self) -> int:
        """How many steps there are at most."""
        settings = self.settings
        return schedule.total_steps(len(self.questions), settings.batch, settings.epochs, settings.max_steps)


def go(run: Run, progress: Progress, journal: Journal) -> Progress:
    """Train from `progress` to the end, and return where that was. Raises TrainError, OSError."""
    since = time.monotonic() - progress.seconds
    while not _is_over(run, progress):
        figures = step(run, progress)
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


def step(run: Run, progress: Progress) -> Figures:
    """One step of the optimiser, shared among the processes. Raises TrainError where the loss is no number."""
    places = schedule.examples_of(progress.step, len(run.questions), run.settings.batch, run.settings.seed)
    trees = [tree_of(run, progress.step, place) for place in places]
    lengths = [len(tree.tokens) for tree in trees]
    batches = plan(lengths, run.prefix, run.machine.token_budget)
    total = 0.0
    for batch in run.processes.share(batches):
        part = loss(run.network, collate([trees[place] for place in batch], run.prefix).to(run.processes.device))
        (part / len(trees)).backward()  # type: ignore[no-untyped-call]
        total += float(part.detach()) / len(trees)
    total = run.processes.reduce(list(run.trained.values()), total)
    _require_finite(total, progress.step)
    norm = float(nn.utils.clip_grad_norm_(run.trained.values(), run.settings.clip))
    rate = _set_rate(run, progress)
    run.optimizer.step()
    run.optimizer.zero_grad(set_to_none=False)
    return Figures(total, norm, rate, sum(lengths))


def tree_of(run: Run, step: int, place: int) -> Tree:
    """The tree of a question for a step; its selected names come in another order each epoch."""
    settings, question = run.settings, run.questions[place]
    make = trie_tree if settings.loss == "trie" else token_tree
    epoch = step // schedule.epoch_steps(len(run.questions), settings.batch)
    return make(
        question, run.signs, schedule.answer_order(question, settings.most_selected, settings.seed, epoch, place)
    )


def _validate(run: Run, progress: Progress, journal: Journal) -> Progress:
    """Validate, write that down, and keep what was trained if it is the best so far."""
    scores = validate(run.network, run.valid, run.signs, run.prefix, run.machine.token_budget)
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
    return progress.step >= run.steps or is_stale or 0 < settings.minutes * 60 <= progress.seconds


def _share(run: Run, progress: Progress) -> float:
    return schedule.progress_of(progress.step, run.steps, progress.seconds, run.settings.minutes)


def _set_rate(run: Run, progress: Progress) -> float:
    # The first step learns too: progress is that at the step's end.
    step = progress.step + 1
    share = schedule.progress_of(step, run.steps + 1, progress.seconds, run.settings.minutes)
    rate = run.settings.learning_rate * schedule.rate(share, run.settings.warmup)
    for group in run.optimizer.param_groups:
        group["lr"] = rate
    return rate


def _require_finite(total: float, step: int) -> None:
    if not math.isfinite(total):
        raise TrainError(
            f"the loss of step {step + 1} is {total}: lower --learning-rate, or train with --precision fp32"
        )
