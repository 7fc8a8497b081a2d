"""Adapters: read with every doubt, merged into the right weights, and told apart."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("safetensors")
pytest.importorskip("numpy")

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import save_file

from symkin.model import adapter, store
from symkin.model.adapter import PROJECTIONS, merge, read
from symkin.model.errors import ModelError
from symkin.model.gguf import Gguf, Tensor

Tensors = dict[str, NDArray[Any]]

NAME = "base_model.model.model.layers.{}.{}.lora_{}.weight"
METADATA = {"r": "2", "lora_alpha": "4"}
DOWN = np.array([[1, 0, 0], [0, 2, 0]], np.float16)
UP = np.array([[1, 0], [0, 1], [1, 1], [0, 0]], np.float16)
GOOD = {
    NAME.format(0, "self_attn.q_proj", "A"): DOWN,
    NAME.format(0, "self_attn.q_proj", "B"): UP,
}
WIDTHS = {"attn_q": (640, 1024), "attn_k": (640, 256), "attn_v": (640, 256), "attn_output": (1024, 640)}
WIDTHS |= {"ffn_gate": (640, 2048), "ffn_up": (640, 2048), "ffn_down": (2048, 640)}
"""Columns and rows of the projections of Gemma 3 270M."""


def save(path: Path, tensors: Tensors = GOOD, metadata: dict[str, str] | None = METADATA) -> Path:
    save_file(tensors, path, metadata)
    return path


def weights(rows: int = 4, columns: int = 3, kind: int = 0) -> Gguf:
    data = np.ones((rows, columns), np.float32 if kind == 0 else np.float16).tobytes()
    return Gguf({}, [Tensor("blk.0.attn_q.weight", (columns, rows), kind, memoryview(data))])


def whole(seed: int, size: float, layers: int = 18) -> Tensors:
    """An adapter of every projection of the real base."""
    dice = np.random.default_rng(seed)
    tensors: Tensors = {}
    for layer in range(layers):
        for theirs, ours in PROJECTIONS.items():
            columns, rows = WIDTHS[ours]
            tensors[NAME.format(layer, theirs, "A")] = dice.normal(0, 0.1, (2, columns)).astype(np.float16)
            tensors[NAME.format(layer, theirs, "B")] = (size * dice.normal(0, 0.1, (rows, 2))).astype(np.float16)
    return tensors


@pytest.mark.parametrize("kind", [0, 1])
def test_the_change_is_up_times_down_times_alpha_over_rank(tmp_path: Path, kind: int) -> None:
    (tensor,) = merge(weights(kind=kind), read(save(tmp_path / "a.safetensors"))).tensors
    assert isinstance(tensor.data, memoryview)
    found = np.frombuffer(tensor.data, np.float32 if kind == 0 else np.float16).reshape(4, 3)
    assert found.tolist() == [[3, 1, 1], [1, 5, 1], [3, 5, 1], [1, 1, 1]]


def test_a_directory_that_peft_wrote(tmp_path: Path) -> None:
    save(tmp_path / "adapter_model.safetensors", metadata={"format": "pt"})
    config = {"r": 2, "lora_alpha": 8, "peft_type": "LORA", "target_modules": ["q_proj"], "lora_dropout": 0.1}
    (tmp_path / "adapter_config.json").write_text(json.dumps(config))
    assert read(tmp_path).scale == 4.0
    assert set(read(tmp_path).pairs) == {"blk.0.attn_q.weight"}


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"use_rslora": True}, "no plain LoRA"),
        ({"use_dora": True}, "no plain LoRA"),
        ({"peft_type": "IA3"}, "no plain LoRA"),
        ({"bias": "all"}, "no plain LoRA"),
        ({"alpha_pattern": {"q_proj": 3}}, "no plain LoRA"),
        ({"r": 0}, "no plain LoRA"),
        ({"r": 3}, "not of rank 3"),
        ({"r": "x"}, "Expected `int`"),
    ],
)
def test_what_is_more_than_a_plain_lora_is_refused(tmp_path: Path, change: dict[str, object], told: str) -> None:
    save(tmp_path / "adapter_model.safetensors", metadata=None)
    (tmp_path / "adapter_config.json").write_text(json.dumps({"r": 2, "lora_alpha": 4, **change}))
    with pytest.raises(ModelError, match=told):
        read(tmp_path)


@pytest.mark.parametrize(
    ("tensors", "told"),
    [
        ({}, "it is empty"),
        ({**GOOD, "base_model.model.lm_head.weight": DOWN}, "belongs to no projection"),
        ({**GOOD, "model.embed_tokens.lora_embedding_A": DOWN}, "belongs to no projection"),
        ({next(iter(GOOD)): DOWN}, "not whole"),
        ({**GOOD, next(iter(GOOD)): DOWN[:1]}, "not of rank 2"),
        ({**GOOD, next(iter(GOOD)): DOWN.reshape(-1)}, "not a matrix of finite numbers"),
        ({**GOOD, next(iter(GOOD)): DOWN * np.float16("nan")}, "not a matrix of finite numbers"),
        ({**GOOD, next(iter(GOOD)): DOWN.astype(np.int8)}, "neither float16 nor float32"),
    ],
)
def test_tensors_that_are_no_adapter_are_refused(tmp_path: Path, tensors: Tensors, told: str) -> None:
    with pytest.raises(ModelError, match=told) as error:
        read(save(tmp_path / "a.safetensors", tensors))
    assert len(str(error.value).splitlines()) == 1


@pytest.mark.parametrize(
    "data", [b"", b"\x80\x04K\x01.", b"\xff" * 100, b"\x08\0\0\0\0\0\0\0{}      ", b"\x02\0\0\0\0\0\0\0{}" * 9]
)
def test_a_file_that_is_no_safetensors_is_refused(tmp_path: Path, data: bytes) -> None:
    """The second is a pickle: it is never executed."""
    (tmp_path / "a.safetensors").write_bytes(data)
    with pytest.raises(ModelError, match="is no adapter for this model"):
        read(tmp_path / "a.safetensors")


def test_other_refusals(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ModelError, match="there is no adapter at"):
        read(tmp_path / "none")
    with pytest.raises(ModelError, match=r"its scale is not known \(adapter_config\.json is missing\)"):
        read(save(tmp_path / "a.safetensors", metadata=None))
    cut = save(tmp_path / "b.safetensors").read_bytes()[:-1]
    (tmp_path / "b.safetensors").write_bytes(cut)
    with pytest.raises(ModelError, match="is no adapter"):
        read(tmp_path / "b.safetensors")
    monkeypatch.setattr(adapter, "_MOST_BYTES", 10)
    with pytest.raises(ModelError, match="it has more than"):
        read(save(tmp_path / "a.safetensors"))


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (Gguf({}, []), r"this one has no blk\.0\.attn_q\.weight"),
        (weights(5), "is not 5 x 3"),
        (weights(4, 2), "not 4 x 2"),
    ],
)
def test_an_adapter_of_another_model_is_refused(tmp_path: Path, content: Gguf, told: str) -> None:
    with pytest.raises(ModelError, match=told):
        merge(content, read(save(tmp_path / "a.safetensors")))


def test_one_adapter_is_told_from_another(tmp_path: Path) -> None:
    one, other = save(tmp_path / "a"), save(tmp_path / "b", metadata=METADATA | {"lora_alpha": "5"})
    assert adapter.digest(one) == adapter.digest(one) != adapter.digest(other)


@pytest.mark.model
def test_the_shipped_adapter_is_merged_and_another_one_makes_the_model_outdated(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, prepared_model: Path
) -> None:
    monkeypatch.setenv("SYMKIN_MODEL_DIR", str(tmp_path / "models"))
    monkeypatch.setattr(adapter, "SHIPPED", save(tmp_path / "a.safetensors", whole(1, 0.1)))
    made = store.prepare()
    assert store.prepared_path() == made
    assert made.stat().st_size == prepared_model.stat().st_size
    assert made.read_bytes() != prepared_model.read_bytes()
    monkeypatch.setattr(adapter, "SHIPPED", save(tmp_path / "b.safetensors", whole(2, 0.1)))
    assert store.prepared_path() is None
    assert "older version" in store.status().reason
    monkeypatch.setattr(adapter, "SHIPPED", tmp_path / "none")
    assert store.status().state == "outdated"
    assert store.status().path is None


@pytest.mark.model
def test_a_bad_adapter_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SYMKIN_MODEL_DIR", str(tmp_path / "models"))
    with pytest.raises(ModelError, match="for another model"):
        store.prepare(adapter=save(tmp_path / "a.safetensors", whole(1, 0.1, layers=19)))
    assert [path.name for path in (tmp_path / "models").iterdir()] == ["lock"]
