"""What `symkin train` leaves in a run's directory, as export and evaluation find it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from symkin.dataset.records import POSITIVES
from symkin.model import adapter as adapters
from symkin.model.errors import ModelError
from symkin.train.errors import TrainError
from symkin.train.quiet import quiet
from symkin.train.settings import PACKAGED

if TYPE_CHECKING:
    from transformers import Gemma3ForCausalLM

    from symkin.train.bases import Base

RECORD, ADAPTER, MODEL = "run.json", "adapter", "model"


@dataclass(frozen=True, slots=True)
class Run:
    """A trained model: an adapter to a base, or a whole model (a Hugging Face directory).

    `held_out` are the data sets that it was validated on, as far as its record names any that are still there.
    """

    base: str
    adapter: Path | None
    model: Path | None
    held_out: tuple[Path, ...] = ()


class _Settings(msgspec.Struct):
    base: str = PACKAGED
    valid: tuple[str, ...] = ()


class _Record(msgspec.Struct):
    settings: _Settings


def find_run(path: Path, base: str | None = None) -> Run:
    """The run in a directory, or an adapter alone (a file, or a directory that peft wrote). Raises TrainError.

    `base` is what it was trained on, where that is not what the run's record says.
    """
    if not (path / RECORD).is_file():
        return Run(base or PACKAGED, path, None)
    try:
        settings = msgspec.json.decode((path / RECORD).read_bytes(), type=_Record).settings
    except (OSError, msgspec.DecodeError) as error:
        raise TrainError(f"{path / RECORD} cannot be read: {error}") from error
    held_out = tuple(data for data in map(Path, settings.valid) if (data / POSITIVES).is_file())
    for name in (ADAPTER, MODEL):
        if (path / name).is_dir():
            whole = path / name if name == MODEL else None
            return Run(base or settings.base, None if whole else path / name, whole, held_out)
    raise TrainError(f"{path} has neither {ADAPTER}/ nor {MODEL}/: the run has not got to its first validation")


def open_run(run: Run) -> Base:
    """The trained model in torch and float32, adapter merged. Raises TrainError."""
    import torch

    from symkin.train.bases import open_base

    base = open_base(run.base, torch.float32)
    if run.model is not None:
        return replace(base, model=_whole(run.model))
    if run.adapter is not None:
        _merge(base.model, run.adapter)
    return base


def _whole(directory: Path) -> Gemma3ForCausalLM:
    """A model that was trained whole. Only safetensors are read."""
    import torch
    from transformers import Gemma3ForCausalLM

    try:
        with quiet():
            return Gemma3ForCausalLM.from_pretrained(directory, dtype=torch.float32, use_safetensors=True)
    except (OSError, ValueError, RuntimeError) as error:
        raise TrainError(f"{directory} holds no trained model: {' '.join(str(error).split())[:200]}") from error


def _merge(model: Gemma3ForCausalLM, path: Path) -> None:
    """Add an adapter's changes to a Hugging Face model's weights."""
    import torch

    try:
        found = adapters.read(path)
    except ModelError as error:
        raise TrainError(str(error)) from error
    theirs = {ours: name for name, ours in adapters.PROJECTIONS.items()}
    for name, pair in found.pairs.items():
        _, layer, projection, _ = name.split(".")
        try:
            weight = model.get_parameter(f"model.layers.{layer}.{theirs[projection]}.weight")
            weight.data += found.scale * torch.from_numpy(pair.up @ pair.down)
        except (AttributeError, RuntimeError) as error:
            raise TrainError(f"{path} is an adapter for another base: its {name} does not fit this one") from error
