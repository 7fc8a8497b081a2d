"""An adapter by itself: as safetensors in half precision, which `symkin model prepare` takes, and as a GGUF LoRA."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import save

from symkin.model import gguf
from symkin.model.adapter import PROJECTIONS, Adapter
from symkin.model.gguf import Gguf, Scalar, Tensor, Value

_F16, _FLOAT = 1, 6


def to_safetensors(adapter: Adapter, base: str) -> bytes:
    """The adapter in float16 and peft's names; rank, alpha and the base's name stand in the metadata."""
    theirs = {ours: name for name, ours in PROJECTIONS.items()}
    tensors = {}
    for name, pair in adapter.pairs.items():
        _, layer, projection, _ = name.split(".")
        for half, matrix in (("A", pair.down), ("B", pair.up)):
            key = f"base_model.model.model.layers.{layer}.{theirs[projection]}.lora_{half}.weight"
            tensors[key] = np.ascontiguousarray(matrix, np.float16)
    rank = _rank(adapter)
    metadata = {"format": "pt", "r": str(rank), "lora_alpha": f"{adapter.scale * rank:g}", "base_model": base}
    return save(tensors, metadata)


def to_gguf(adapter: Adapter) -> Gguf:
    """The adapter as llama.cpp's `--lora` takes it: `lora_a` is [rank, in], `lora_b` [out, rank], row by row."""
    metadata: dict[str, Value] = {
        "general.architecture": b"gemma3",
        "general.type": b"adapter",
        "adapter.type": b"lora",
        "adapter.lora.alpha": Scalar(_FLOAT, adapter.scale * _rank(adapter)),
    }
    return Gguf(metadata, list(_halves(adapter)))


def write(adapter: Adapter, base: str, stem: Path) -> tuple[Path, Path]:
    """Write both forms as `stem`.safetensors and `stem`.gguf and return their paths. Raises OSError."""
    weights, lora = stem.with_name(f"{stem.name}.safetensors"), stem.with_name(f"{stem.name}.gguf")
    weights.write_bytes(to_safetensors(adapter, base))
    with lora.open("wb") as file:
        gguf.write(to_gguf(adapter), file)
    return weights, lora


def _halves(adapter: Adapter) -> Iterator[Tensor]:
    for name, pair in adapter.pairs.items():
        for half, matrix in (("a", pair.down), ("b", pair.up)):
            yield _tensor(f"{name}.lora_{half}", matrix)


def _tensor(name: str, matrix: NDArray[np.float32]) -> Tensor:
    rows, columns = matrix.shape
    return Tensor(name, (columns, rows), _F16, memoryview(matrix.astype(np.float16).tobytes()))


def _rank(adapter: Adapter) -> int:
    return int(next(iter(adapter.pairs.values())).down.shape[0])
