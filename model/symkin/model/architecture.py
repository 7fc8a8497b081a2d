"""Whether a model file is a Gemma 3 of the size that symkin is made for, before anything native opens it.

A file may come from a stranger: what it says of its sizes decides how much memory llama.cpp asks for, and where it
reads. So each size has a limit, and each tensor must be one that such a model has, of the shape that the sizes give.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from symkin.model import gguf, vocabulary
from symkin.model.gguf import Gguf, GgufError, Scalar

_LIMITS: Mapping[str, int] = {
    "block_count": 64,
    "embedding_length": 4096,
    "feed_forward_length": 16384,
    "attention.head_count": 64,
    "attention.head_count_kv": 64,
    "attention.key_length": 1024,
    "attention.value_length": 1024,
    "context_length": 1 << 20,
}
"""The most that a file may say of each size: generous, for fine-tunes; Gemma 3 270M is far below."""

_MOST_TOKENS = 300_000


def require_sound(path: Path) -> None:
    """Raise GgufError, VocabularyError or OSError for a file that llama.cpp had better not open. Takes 80 ms."""
    content = gguf.read(path)
    require_gemma(content)
    vocabulary.require_control_tokens(content)


def require_gemma(content: Gguf) -> None:
    """Raise GgufError, in one line, unless `content` is a Gemma 3 of sane sizes with all its tensors."""
    if (found := content.metadata.get("general.architecture")) != b"gemma3":
        raise GgufError(f"its architecture is {_shown(found)}, not gemma3")
    sizes = {key: _size(content, key) for key in _LIMITS}
    tokens = content.metadata.get("tokenizer.ggml.tokens")
    if not isinstance(tokens, list) or not 0 < len(tokens) <= _MOST_TOKENS:
        raise GgufError("its vocabulary is missing or absurdly large")
    expected = _shapes(sizes, len(tokens))
    for tensor in content.tensors:
        if expected.pop(tensor.name, None) != tensor.shape:
            raise GgufError(f"its tensor {tensor.name[:60]!r} is not one of a Gemma 3 of these sizes")
    if expected:
        raise GgufError(f"it has no tensor {next(iter(expected))}")


def _size(content: Gguf, key: str) -> int:
    found = content.metadata.get(f"gemma3.{key}")
    if not isinstance(found, Scalar) or not 0 < found.value <= _LIMITS[key]:
        raise GgufError(f"its {key} is {_shown(found)}, which is no size of a Gemma 3 of 270M")
    return int(found.value)


def _shapes(sizes: Mapping[str, int], tokens: int) -> dict[str, tuple[int, ...]]:
    """The tensors of a whole model, with their shapes as GGUF writes them."""
    width = sizes["embedding_length"]
    shapes = {"token_embd.weight": (width, tokens), "output_norm.weight": (width,)}
    layer = _layer(sizes)
    for number in range(sizes["block_count"]):
        shapes |= {f"blk.{number}.{name}.weight": shape for name, shape in layer.items()}
    return shapes


def _layer(sizes: Mapping[str, int]) -> dict[str, tuple[int, ...]]:
    width, inner = sizes["embedding_length"], sizes["feed_forward_length"]
    heads, pairs = sizes["attention.head_count"], sizes["attention.head_count_kv"]
    keys, values = sizes["attention.key_length"], sizes["attention.value_length"]
    norms = ("attn_norm", "post_attention_norm", "ffn_norm", "post_ffw_norm")
    return {
        **dict.fromkeys(norms, (width,)),
        **dict.fromkeys(("attn_q_norm", "attn_k_norm"), (keys,)),
        "attn_q": (width, heads * keys),
        "attn_k": (width, pairs * keys),
        "attn_v": (width, pairs * values),
        "attn_output": (heads * values, width),
        "ffn_gate": (width, inner),
        "ffn_up": (width, inner),
        "ffn_down": (inner, width),
    }


def _shown(value: object) -> str:
    if isinstance(value, Scalar):
        return f"{value.value:g}"
    return repr(value.decode(errors="replace")[:40]) if isinstance(value, bytes) else "not given"
