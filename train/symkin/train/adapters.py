"""What is trained: LoRA adapters on the projections, or the layers themselves; and how it is kept on disk."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import torch
from safetensors import SafetensorError
from safetensors.torch import load_file, save_file
from torch import nn

from symkin.train.bases import Base
from symkin.train.errors import TrainError
from symkin.train.quiet import quiet
from symkin.train.settings import Settings

if TYPE_CHECKING:
    from peft import LoraConfig
    from transformers import Gemma3ForCausalLM

TARGETS = ("q_proj", "k_proj", "v_proj", "o_proj", "gate_proj", "up_proj", "down_proj")
"""The projections that get adapters. The embeddings are tied to the logits and never change."""

ADAPTER, MODEL = "adapter", "model"
"""Folders of a run: a LoRA adapter as peft writes it, or a whole model as transformers does."""


def prepare(base: Base, settings: Settings) -> dict[str, nn.Parameter]:
    """Add what is trained to the base's model; return it by name, in float32, in a fixed order. Raises TrainError."""
    layers = len(base.model.model.layers)
    if settings.layers > layers:
        raise TrainError(f"--layers {settings.layers}: the base has {layers} layers")
    upper = range(layers - settings.layers if settings.layers else 0, layers)
    base.model.requires_grad_(False)
    if settings.full:
        for layer in upper:
            base.model.model.layers[layer].requires_grad_(True)
    else:
        _add_lora(base, settings, upper)
        if settings.start:
            _load(base.model, Path(settings.start))
    chosen = sorted((name, value) for name, value in base.model.named_parameters() if value.requires_grad)
    for _, parameter in chosen:
        parameter.data = parameter.data.float()
    return dict(chosen)


def save(base: Base, settings: Settings, directory: Path) -> Path:
    """Write what was trained into `directory`, in place of what was there; return its folder. Raises OSError."""
    target = directory / (MODEL if settings.full else ADAPTER)
    draft = directory / f".{target.name}.new"
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir(parents=True)
    if settings.full:
        with quiet():
            base.model.save_pretrained(draft)
    else:
        save_file(_adapter_tensors(base.model), draft / "adapter_model.safetensors", {"format": "pt"})
        (draft / "adapter_config.json").write_text(json.dumps(_adapter_config(base, settings), indent=2) + "\n")
    shutil.rmtree(target, ignore_errors=True)
    return draft.rename(target)


def _add_lora(base: Base, settings: Settings, layers: range) -> None:
    from peft import inject_adapter_in_model

    with quiet(), torch.random.fork_rng():
        torch.manual_seed(settings.seed)
        inject_adapter_in_model(_lora(settings, layers), base.model)


def _load(model: Gemma3ForCausalLM, directory: Path) -> None:
    """Begin with an adapter that was trained before. Raises TrainError when its rank or layers are others."""
    path = directory / "adapter_model.safetensors"
    try:
        found = load_file(path)
    except (OSError, SafetensorError) as error:
        raise TrainError(f"cannot read {path}: {error}; --from takes the folder `adapter` of a run") from error
    mine = _adapter_tensors(model)
    if {name: value.shape for name, value in found.items()} != {name: value.shape for name, value in mine.items()}:
        raise TrainError(f"{path} has other adapters than this run: give the same --rank and --layers")
    for name, value in mine.items():
        value.copy_(found[name])


def _lora(settings: Settings, layers: range) -> LoraConfig:
    from peft import LoraConfig

    return LoraConfig(
        task_type="CAUSAL_LM",
        r=settings.rank,
        lora_alpha=settings.alpha,
        target_modules=list(TARGETS),
        layers_to_transform=list(layers) if settings.layers else None,
    )


def _adapter_tensors(model: Gemma3ForCausalLM) -> dict[str, torch.Tensor]:
    """The tensors of an adapter file, as peft names them: those of `PeftModel`, without the adapter's own name."""
    return {
        f"base_model.model.{name.replace('.default.', '.')}": value.detach().contiguous()
        for name, value in model.named_parameters()
        if ".lora_" in name
    }


def _adapter_config(base: Base, settings: Settings) -> dict[str, Any]:
    layers = len(base.model.model.layers)
    config = _lora(settings, range(layers - settings.layers if settings.layers else 0, layers)).to_dict()  # type: ignore[no-untyped-call]
    config |= {"base_model_name_or_path": base.name, "inference_mode": True, "target_modules": sorted(TARGETS)}
    return {
        key: value
        for key, value in sorted(config.items())
        if value is None or isinstance(value, str | int | float | list | dict)
    }
