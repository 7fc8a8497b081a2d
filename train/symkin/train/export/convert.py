"""A Gemma 3 of transformers as a GGUF file: for models that were trained whole, and bases that are no GGUF files.

Names and shapes are llama.cpp's for the architecture `gemma3`. Its norms multiply with the weight, transformers' with
one plus the weight: so one is added here, and nowhere else.
"""

from __future__ import annotations

import json
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import torch

from symkin.model.adapter import PROJECTIONS
from symkin.model.gguf import Gguf, Numbers, Scalar, Tensor, Value
from symkin.model.tokens import BOS
from symkin.train.errors import TrainError

if TYPE_CHECKING:
    from tokenizers import AddedToken, Tokenizer
    from transformers import Gemma3ForCausalLM, Gemma3TextConfig

_NORMS: Mapping[str, str] = {
    "input_layernorm": "attn_norm",
    "post_attention_layernorm": "post_attention_norm",
    "pre_feedforward_layernorm": "ffn_norm",
    "post_feedforward_layernorm": "post_ffw_norm",
    "self_attn.q_norm": "attn_q_norm",
    "self_attn.k_norm": "attn_k_norm",
}
_F32, _F16 = 0, 1
_UINT32, _FLOAT, _BOOL, _INT32 = 4, 6, 7, 5
_NORMAL, _UNKNOWN, _CONTROL, _USER_DEFINED, _UNUSED, _BYTE = 1, 2, 3, 4, 5, 6
_SPACE = "\N{LOWER ONE EIGHTH BLOCK}"  # how SentencePiece writes a blank
_UNMERGED = -1e6
"""The score of a piece that no merge makes: worse than any merge's."""


def to_gguf(model: Gemma3ForCausalLM, tokenizer: Tokenizer) -> Gguf:
    """The model with matrices in f16, and its vocabulary as scored pieces."""
    vocabulary = _vocabulary(tokenizer, _tokens(tokenizer, model.config.vocab_size))
    return Gguf(_architecture(model.config) | vocabulary, list(_tensors(model)))


def _architecture(config: Gemma3TextConfig) -> dict[str, Value]:
    numbers = {
        "context_length": config.max_position_embeddings,
        "embedding_length": config.hidden_size,
        "block_count": config.num_hidden_layers,
        "feed_forward_length": config.intermediate_size,
        "attention.head_count": config.num_attention_heads,
        "attention.head_count_kv": config.num_key_value_heads,
        "attention.key_length": config.head_dim,
        "attention.value_length": config.head_dim,
        "attention.sliding_window": config.sliding_window,
        "attention.sliding_window_pattern": _period(config.layer_types or []),
    }
    found: dict[str, Value] = {"general.architecture": b"gemma3", "general.type": b"model"}
    found |= {f"gemma3.{name}": Scalar(_UINT32, number or 0) for name, number in numbers.items()}
    found["gemma3.attention.layer_norm_rms_epsilon"] = Scalar(_FLOAT, config.rms_norm_eps)
    rope: Any = config.rope_parameters
    found["gemma3.rope.freq_base"] = Scalar(_FLOAT, rope["full_attention"]["rope_theta"])
    return found


def _period(kinds: Sequence[str]) -> int:
    """Every how manieth layer attends to everything. Raises TrainError for what llama.cpp has no word for."""
    period = 1 + next((place for place, kind in enumerate(kinds) if kind == "full_attention"), len(kinds))
    if any((kind == "full_attention") != ((place + 1) % period == 0) for place, kind in enumerate(kinds)):
        raise TrainError("the base cannot be exported: its layers of full attention do not come at even distances")
    return period


def _tensors(model: Gemma3ForCausalLM) -> Iterator[Tensor]:
    body: Any = model.model
    yield _matrix("token_embd.weight", body.embed_tokens.weight)
    yield _norm("output_norm.weight", body.norm.weight)
    for number, layer in enumerate(body.layers):
        for theirs, ours in PROJECTIONS.items():
            yield _matrix(f"blk.{number}.{ours}.weight", layer.get_submodule(theirs).weight)
        for theirs, ours in _NORMS.items():
            yield _norm(f"blk.{number}.{ours}.weight", layer.get_submodule(theirs).weight)


def _matrix(name: str, weight: torch.Tensor) -> Tensor:
    data = weight.detach().to(torch.float16).numpy().tobytes()
    return Tensor(name, tuple(reversed(weight.shape)), _F16, memoryview(data))


def _norm(name: str, weight: torch.Tensor) -> Tensor:
    data = (weight.detach().float() + 1).numpy().astype(np.float32).tobytes()
    return Tensor(name, tuple(weight.shape), _F32, memoryview(data))


def _tokens(tokenizer: Tokenizer, count: int) -> list[str]:
    """The piece of each id that has an embedding; pieces beyond them are left out, ids without one are padding."""
    pieces = {number: piece for piece, number in tokenizer.get_vocab(with_added_tokens=True).items()}
    return [pieces.get(number, f"[PAD{number}]") for number in range(count)]


def _vocabulary(tokenizer: Tokenizer, tokens: list[str]) -> dict[str, Value]:
    scores, types = _scores(tokenizer, tokens), _types(tokenizer, tokens)
    ids = {"bos": BOS, "eos": 1, "unknown": 3, "padding": 0}
    flags = {"add_bos_token": True, "add_eos_token": False, "add_space_prefix": False}
    return {
        "tokenizer.ggml.model": b"llama",
        "tokenizer.ggml.pre": b"default",
        "tokenizer.ggml.tokens": [(" " * len(token) if _is_blank(token) else token).encode() for token in tokens],
        "tokenizer.ggml.scores": (_FLOAT, _numbers("f", scores)),
        "tokenizer.ggml.token_type": (_INT32, _numbers("i", types)),
        **{f"tokenizer.ggml.{name}_token_id": Scalar(_UINT32, number) for name, number in ids.items()},
        **{f"tokenizer.ggml.{name}": Scalar(_BOOL, flag) for name, flag in flags.items()},
    }


def _added(tokenizer: Tokenizer) -> Iterable[AddedToken]:
    return tokenizer.get_added_tokens_decoder().values()


def _is_blank(token: str) -> bool:
    """Whether a piece is several blanks: llama.cpp takes those out of a text first, the longest first."""
    return len(token) > 1 and not token.strip(_SPACE)


def _numbers(code: str, values: Iterable[float]) -> Numbers:
    return array(code, values)


def _scores(tokenizer: Tokenizer, tokens: list[str]) -> list[float]:
    """llama.cpp merges what makes the best-scored piece first, tokenizers follow the order of their rules."""
    merges = json.loads(tokenizer.to_str())["model"]["merges"]
    ranks: dict[str, int] = {}
    for rank, (left, right) in enumerate(merges):
        ranks.setdefault(left + right, rank)
    return [-float(ranks[token]) if token in ranks else _UNMERGED for token in tokens]


def _types(tokenizer: Tokenizer, tokens: list[str]) -> list[int]:
    known = {added.content: _CONTROL if added.special else _USER_DEFINED for added in _added(tokenizer)}
    known["<unk>"] = _UNKNOWN

    def kind(number: int, token: str) -> int:
        if token in known:
            return known[token]
        if _is_blank(token):
            return _USER_DEFINED
        if token.startswith("<0x") and len(token) == 6:
            return _BYTE
        return _UNUSED if token == f"[PAD{number}]" else _NORMAL

    return [kind(number, token) for number, token in enumerate(tokens)]
