"""A LoRA adapter as training writes it: read with every doubt, and merged into a model file's weights.

The file is safetensors in peft's names. It may come from a stranger: nothing of it is executed, and what is not exactly
a LoRA of a Gemma 3's projections is refused. The scale stands in the file's own metadata, or in the
`adapter_config.json` that peft puts beside it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from symkin.model.errors import ModelError
from symkin.model.gguf import Gguf, Tensor

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Matrix = NDArray[np.float32]

PROJECTIONS: Mapping[str, str] = {
    "self_attn.q_proj": "attn_q",
    "self_attn.k_proj": "attn_k",
    "self_attn.v_proj": "attn_v",
    "self_attn.o_proj": "attn_output",
    "mlp.gate_proj": "ffn_gate",
    "mlp.up_proj": "ffn_up",
    "mlp.down_proj": "ffn_down",
}
"""What an adapter may change, by Hugging Face's names, and how GGUF calls them."""

SHIPPED = Path(__file__).parent / "adapter" / "symkin-lora.safetensors"
WEIGHTS, CONFIG = "adapter_model.safetensors", "adapter_config.json"

_MOST_BYTES = 256 << 20
_MOST_RANK = 512
_F32, _F16 = 0, 1
_NAME = re.compile(
    r"(?:base_model\.model\.)?model\.layers\.(\d{1,3})\."
    rf"({'|'.join(map(re.escape, PROJECTIONS))})\.lora_([AB])(?:\.default)?\.weight"
)


class Config(msgspec.Struct, frozen=True):
    """What peft's `adapter_config.json` says that changes the weights; the rest of it is passed over."""

    r: int
    lora_alpha: float
    peft_type: str = "LORA"
    use_rslora: bool = False
    use_dora: bool = False
    bias: str = "none"
    fan_in_fan_out: bool = False
    rank_pattern: dict[str, int] = {}
    alpha_pattern: dict[str, float] = {}


@dataclass(frozen=True, slots=True)
class Pair:
    """The two factors of one projection's change: `up @ down`, [out, rank] and [rank, in]."""

    down: Matrix
    up: Matrix


@dataclass(frozen=True, slots=True)
class Adapter:
    """Changes by GGUF tensor name, and what they are multiplied with."""

    pairs: Mapping[str, Pair]
    scale: float


def shipped() -> Path | None:
    """The adapter that came with this version, or None."""
    return SHIPPED if SHIPPED.is_file() else None


def digest(path: Path) -> str:
    """What tells one adapter from another: the SHA-256 of its file. Raises ModelError."""
    try:
        return sha256(_weights_file(path).read_bytes()).hexdigest()
    except OSError as error:
        raise ModelError(f"cannot read the adapter {path}: {error.strerror or error}") from error


def read(path: Path) -> Adapter:
    """Read an adapter from its file, or from the directory that peft wrote. Raises ModelError."""
    file = _weights_file(path)
    try:
        if file.stat().st_size > _MOST_BYTES:
            raise ValueError(f"it has more than {_MOST_BYTES >> 20} MB")
        tensors, metadata = _load(file)
        config = _config(file, metadata)
        return Adapter(_pairs(tensors, config.r), config.lora_alpha / config.r)
    except ImportError as error:
        raise ModelError(f"no {error.name}; install the model's packages with: pip install 'symkin[model]'") from error
    except (OSError, ValueError, msgspec.DecodeError) as error:
        raise ModelError(
            f"{file} is no adapter for this model: {error}; take one that `symkin export` wrote"
        ) from error


def merge(content: Gguf, adapter: Adapter) -> Gguf:
    """Return `content`, whose projections are f16 or f32, with the adapter's changes in them.

    Raises ModelError for an adapter of another model.
    """
    names = {tensor.name for tensor in content.tensors}
    if strangers := sorted(set(adapter.pairs) - names):
        raise ModelError(f"the adapter is for another model: this one has no {strangers[0]}")
    changed = [
        _changed(tensor, adapter.pairs[tensor.name], adapter.scale) if tensor.name in adapter.pairs else tensor
        for tensor in content.tensors
    ]
    return replace(content, tensors=changed)


def _changed(tensor: Tensor, pair: Pair, scale: float) -> Tensor:
    import numpy as np

    rows, columns = tensor.shape[-1], tensor.shape[0]
    if (pair.up.shape[0], pair.down.shape[1]) != (rows, columns) or tensor.type not in {_F32, _F16}:
        raise ModelError(f"the adapter is for another model: its {tensor.name} is not {rows} x {columns}")
    assert isinstance(tensor.data, memoryview)
    kind = np.float32 if tensor.type == _F32 else np.float16
    weights = np.frombuffer(tensor.data, kind).reshape(rows, columns).astype(np.float32)
    weights += scale * (pair.up @ pair.down)
    return replace(tensor, data=memoryview(weights.astype(kind).tobytes()))


def _weights_file(path: Path) -> Path:
    file = path / WEIGHTS if path.is_dir() else path
    if not file.is_file():
        raise ModelError(f"there is no adapter at {path}; give a .safetensors file or the directory of a training run")
    return file


def _load(file: Path) -> tuple[dict[str, Matrix], dict[str, str]]:
    import numpy as np
    from safetensors import SafetensorError, safe_open

    try:
        with safe_open(file, framework="numpy") as opened:
            found = {name: opened.get_tensor(name) for name in opened.keys()}  # noqa: SIM118  # it is no mapping
            metadata = opened.metadata() or {}
    except (SafetensorError, TypeError) as error:
        raise ValueError(str(error)) from error
    if wrong := [name for name, tensor in found.items() if tensor.dtype not in (np.float16, np.float32)]:
        raise ValueError(f"{wrong[0]} is neither float16 nor float32")
    return {name: tensor.astype(np.float32) for name, tensor in found.items()}, metadata


def _config(file: Path, metadata: Mapping[str, str]) -> Config:
    beside = file.with_name(CONFIG)
    if "lora_alpha" in metadata:
        config = msgspec.convert(metadata, Config, strict=False)
    elif beside.is_file():
        config = msgspec.json.decode(beside.read_bytes(), type=Config)
    else:
        raise ValueError(f"its scale is not known ({CONFIG} is missing)")
    plain = Config(config.r, config.lora_alpha)
    if config != plain or not 0 < config.r <= _MOST_RANK:
        raise ValueError("it is no plain LoRA")
    return config


def _pairs(tensors: Mapping[str, Matrix], rank: int) -> dict[str, Pair]:
    """Pair the factors up; every tensor must be one half of a pair of that rank."""
    import numpy as np

    halves: dict[str, dict[str, Matrix]] = {}
    for name, tensor in tensors.items():
        found = _NAME.fullmatch(name)
        if found is None:
            raise ValueError(f"it has a tensor that belongs to no projection ({name[:80]!r})")
        if tensor.ndim != 2 or not np.isfinite(tensor).all():
            raise ValueError(f"{name} is not a matrix of finite numbers")
        layer, projection, half = found.groups()
        halves.setdefault(f"blk.{int(layer)}.{PROJECTIONS[projection]}.weight", {})[half] = tensor
    for name, both in halves.items():
        if set(both) != {"A", "B"} or (both["A"].shape[0], both["B"].shape[1]) != (rank, rank):
            raise ValueError(f"the change of {name} is not whole, or not of rank {rank}")
    if not halves:
        raise ValueError("it is empty")
    return {name: Pair(both["A"], both["B"]) for name, both in halves.items()}
