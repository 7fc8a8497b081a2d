"""A run's state on disk, to go on from after a kill: one safetensors file, replaced whole. Nothing is pickled."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

import msgspec
import torch
from safetensors import SafetensorError, safe_open
from safetensors.torch import save_file
from torch import nn

from symkin.train.errors import TrainError

_FILE = "state.safetensors"


class Progress(msgspec.Struct, frozen=True):
    """How far a run has got. `fingerprint` is that of the settings and data: a checkpoint is for no other."""

    fingerprint: str
    step: int = 0
    tokens: int = 0
    seconds: float = 0.0
    best: float = -1.0
    best_step: int = 0
    worse: int = 0
    """Validations since the best one."""


def save(
    directory: Path, progress: Progress, trained: Mapping[str, nn.Parameter], optimizer: torch.optim.Optimizer
) -> None:
    """Write a checkpoint in place of the last. Raises OSError; the last one stays whole then."""
    tensors = {f"weight/{name}": value.detach() for name, value in trained.items()}
    for name, value in trained.items():
        tensors |= {f"{key}/{name}": moment for key, moment in optimizer.state.get(value, {}).items()}
    directory.mkdir(parents=True, exist_ok=True)
    draft = directory / f".{_FILE}.new"
    save_file(tensors, draft, {"progress": msgspec.json.encode(progress).decode()})
    with draft.open("rb") as file:
        os.fsync(file.fileno())
    draft.replace(directory / _FILE)


def load(
    directory: Path, fingerprint: str, trained: Mapping[str, nn.Parameter], optimizer: torch.optim.Optimizer
) -> Progress | None:
    """Put a checkpoint's weights and the optimiser's state back; None where there is no checkpoint.

    Raises TrainError for a damaged one, and for one of another run.
    """
    path = directory / _FILE
    if not path.exists():
        return None
    try:
        with safe_open(path, "pt") as file:
            progress = msgspec.json.decode(file.metadata()["progress"], type=Progress)
            if progress.fingerprint != fingerprint:
                raise TrainError(f"{directory.parent} holds a run of other settings or data; choose another --out")
            tensors = {name: file.get_tensor(name) for name in file.keys()}  # noqa: SIM118  # it is no mapping
            _restore(tensors, trained, optimizer)
    except (SafetensorError, msgspec.DecodeError, KeyError, TypeError, OSError, RuntimeError) as error:
        raise TrainError(f"{path} is damaged; delete it to begin anew") from error
    return progress


def _restore(
    tensors: Mapping[str, torch.Tensor], trained: Mapping[str, nn.Parameter], optimizer: torch.optim.Optimizer
) -> None:
    for name, parameter in trained.items():
        parameter.data.copy_(tensors[f"weight/{name}"])
        moments = ("step", "exp_avg", "exp_avg_sq")
        if f"step/{name}" in tensors:
            optimizer.state[parameter] = {
                key: tensors[f"{key}/{name}"].to("cpu" if key == "step" else parameter.device) for key in moments
            }
