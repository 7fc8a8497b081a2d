"""A stranger's model file: refused in one line, before anything native opens it."""

from __future__ import annotations

import pickle
import re
from array import array
from collections.abc import Callable
from dataclasses import replace
from math import prod
from pathlib import Path

import pytest

from symkin.model import gguf
from symkin.model.architecture import require_gemma
from symkin.model.errors import ModelError
from symkin.model.gguf import Gguf, Numbers, Scalar, Tensor, Value
from symkin.model.making import make
from symkin.model.prompt import Prompt
from symkin.model.scorer import Scorer
from symkin.model.tokens import CONTROL_TOKENS

SIZES = {"block_count": 1, "embedding_length": 8, "feed_forward_length": 16, "context_length": 64}
SIZES |= {f"attention.{name}": 4 for name in ("head_count", "key_length", "value_length")}
SIZES |= {"attention.head_count_kv": 1}
SHAPES: dict[str, tuple[int, ...]] = {
    "attn_q": (8, 16),
    "attn_k": (8, 4),
    "attn_v": (8, 4),
    "attn_output": (16, 8),
    "ffn_down": (16, 8),
}
SHAPES |= {"ffn_gate": (8, 16), "ffn_up": (8, 16), "attn_q_norm": (4,), "attn_k_norm": (4,)}
SHAPES |= dict.fromkeys(("attn_norm", "post_attention_norm", "ffn_norm", "post_ffw_norm"), (8,))
UINT32, FLOAT, INT32 = 4, 6, 5
PROMPT = Prompt("any", "a", "a", "a", "a", ("b",), (), (), ())


def tensor(name: str, shape: tuple[int, ...]) -> Tensor:
    return Tensor(name, shape, 0, memoryview(bytes(4 * prod(shape))))


def numbers(code: str, count: int) -> Numbers:
    return array(code, [1] * count)


def small_gemma() -> Gguf:
    """A Gemma 3 of eight dimensions and one layer, with the whole beginning of the vocabulary."""
    tokens = [b"<unused%d>" % (place - 6) for place in range(120)]
    tokens[2] = b"<bos>"
    for name, place in CONTROL_TOKENS.items():
        tokens[place] = name.encode()
    metadata: dict[str, Value] = {"general.architecture": b"gemma3", "tokenizer.ggml.model": b"llama"}
    metadata |= {f"gemma3.{name}": Scalar(UINT32, size) for name, size in SIZES.items()}
    metadata["tokenizer.ggml.tokens"] = tokens
    metadata["tokenizer.ggml.scores"] = FLOAT, numbers("f", len(tokens))
    metadata["tokenizer.ggml.token_type"] = INT32, numbers("i", len(tokens))
    layer = [tensor(f"blk.0.{name}.weight", shape) for name, shape in SHAPES.items()]
    table = [tensor("token_embd.weight", (8, len(tokens))), tensor("output_norm.weight", (8,))]
    return Gguf(metadata, [*table, *layer])


def said(key: str, value: Value) -> Callable[[Gguf], Gguf]:
    return lambda content: replace(content, metadata=content.metadata | {key: value})


def without(key: str) -> Callable[[Gguf], Gguf]:
    return lambda content: replace(content, metadata={k: v for k, v in content.metadata.items() if k != key})


def tensors(change: Callable[[list[Tensor]], list[Tensor]]) -> Callable[[Gguf], Gguf]:
    return lambda content: replace(content, tensors=change(content.tensors))


STRANGE = [
    (said("general.architecture", b"llama"), "its architecture is 'llama', not gemma3"),
    (without("general.architecture"), "its architecture is not given"),
    (said("gemma3.block_count", Scalar(UINT32, 1 << 31)), "its block_count is 2.14748e"),
    (said("gemma3.block_count", Scalar(UINT32, 0)), "its block_count is 0"),
    (said("gemma3.block_count", Scalar(UINT32, 2)), r"it has no tensor blk\.1\."),
    (said("gemma3.embedding_length", Scalar(UINT32, 16)), "'token_embd.weight' is not one of a Gemma 3"),
    (said("gemma3.embedding_length", Scalar(FLOAT, float("nan"))), "its embedding_length is nan"),
    (said("gemma3.attention.head_count", b"many"), "its attention.head_count is 'many'"),
    (without("gemma3.context_length"), "its context_length is not given"),
    (said("general.alignment", Scalar(UINT32, 0)), "alignment is no power of two"),
    (said("general.alignment", Scalar(FLOAT, float("inf"))), "alignment is no power of two"),
    (said("tokenizer.ggml.tokens", [b"a"] * 120), r"token \d+ of this model is not <"),
    (without("tokenizer.ggml.tokens"), "its vocabulary is missing"),
    (said("tokenizer.ggml.tokens", [b""] * 300_001), "its vocabulary is missing or absurdly large"),
    (tensors(lambda all_of: all_of[:-1]), r"it has no tensor blk\.0\."),
    (tensors(lambda all_of: [*all_of, all_of[-1]]), "is not one of a Gemma 3"),
    (tensors(lambda all_of: [*all_of, tensor("extra", (1,))]), "'extra' is not one of a Gemma 3"),
]


def written(content: Gguf, path: Path) -> Path:
    strange = {key: value for key, value in content.metadata.items() if key == "general.alignment"}
    with path.open("wb") as file:
        gguf.write(replace(content, metadata=dict(content.metadata) | dict.fromkeys(strange, Scalar(UINT32, 32))), file)
    for key, value in strange.items():
        data = path.read_bytes()
        plain, other = gguf._encode(Scalar(UINT32, 32)), gguf._encode(value)
        path.write_bytes(data.replace(key.encode() + plain, key.encode() + other))
    return path


def refusal(path: Path) -> str:
    """What `symkin model prepare --base` says."""
    with pytest.raises(ModelError) as caught:
        make(path, path.parent, "mixed", None, lambda *_: None)
    return str(caught.value)


def test_the_small_model_itself_is_taken(tmp_path: Path) -> None:
    require_gemma(gguf.read(written(small_gemma(), tmp_path / "a.gguf")))


@pytest.mark.parametrize(("change", "told"), STRANGE)
def test_a_strange_base_is_refused_in_one_line(tmp_path: Path, change: Callable[[Gguf], Gguf], told: str) -> None:
    found = refusal(written(change(small_gemma()), tmp_path / "a.gguf"))
    assert len(found.splitlines()) == 1
    assert re.search(told, found)


@pytest.mark.parametrize("cut", [0, 3, 30, 1000, -1])
def test_a_truncated_base_is_refused_in_one_line(tmp_path: Path, cut: int) -> None:
    path = written(small_gemma(), tmp_path / "a.gguf")
    path.write_bytes(path.read_bytes()[:cut])
    assert "GGUF" in refusal(path)
    assert len(refusal(path).splitlines()) == 1


class Trap:
    """Unpickled, it would leave a file."""

    def __init__(self, trace: Path) -> None:
        self.trace = trace

    def __reduce__(self) -> tuple[object, tuple[Path]]:
        return Path.touch, (self.trace,)


def test_a_pickle_is_not_opened(tmp_path: Path) -> None:
    data = pickle.dumps(Trap(tmp_path / "trace"))
    (tmp_path / "a.gguf").write_bytes(data)
    assert "is not a GGUF file" in refusal(tmp_path / "a.gguf")
    assert not (tmp_path / "trace").exists()
    pickle.loads(data)
    assert (tmp_path / "trace").exists()


@pytest.mark.model
@pytest.mark.parametrize(
    ("change", "told"),
    [STRANGE[0], STRANGE[2], STRANGE[5], STRANGE[11], (without("tokenizer.ggml.scores"), "cannot read")],
)
def test_a_strange_model_is_refused_before_it_is_asked(
    tmp_path: Path, change: Callable[[Gguf], Gguf], told: str
) -> None:
    path = written(change(small_gemma()), tmp_path / "a.gguf")
    with Scorer(path) as scorer, pytest.raises(ModelError, match=told) as caught:
        scorer.score(PROMPT)
    assert "make a new one with: symkin model prepare" in str(caught.value)
    assert len(str(caught.value).splitlines()) == 1
