"""A toy Gemma 3 of a few hundred thousand parameters, its tokenizer, and a toy data set.

It goes through the same code as the real base: the same files, the same layout of ids, names that share first tokens.
For tests that have the extra `train` only (`pytest.importorskip("torch")`).
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from symkin.dataset.records import NEGATIVES, POSITIVES, Line, write_jsonl
from symkin.model.prompt import Prompt, render

if TYPE_CHECKING:
    from tokenizers import Tokenizer
    from transformers import Gemma3ForCausalLM

VOCABULARY_SIZE = 512
_SPACE = "\N{LOWER ONE EIGHTH BLOCK}"
_CONTROL = {0: "<pad>", 1: "<eos>", 2: "<bos>", 3: "<unk>", 105: "<start_of_turn>", 106: "<end_of_turn>"}
_MERGES = [
    ("a", "n"),
    ("i", "n"),
    ("e", "r"),
    ("an", "t"),
    ("in", "g"),
    ("c", "a"),
    ("ca", "l"),
    ("o", "p"),
    (_SPACE, "c"),
]
_THINGS = ("cache", "cancel", "call", "open", "opener", "wait", "retry", "lock", "send", "parse", "pant", "ring")


def toy_vocabulary() -> dict[str, int]:
    """Every token and its id, laid out as Gemma 3's: control tokens, characters, 256 bytes, words."""
    tokens = {
        _CONTROL.get(place, f"<unused{place - 6}>" if place >= 6 else f"<none{place}>"): place for place in range(107)
    }
    characters = ["\n", _SPACE, *(chr(code) for code in range(33, 127))]
    tokens |= {character: 107 + place for place, character in enumerate(characters)}
    tokens |= {f"<0x{byte:02X}>": 238 + byte for byte in range(256)}
    return tokens | {left + right: 494 + place for place, (left, right) in enumerate(_MERGES)}


def toy_tokenizer() -> Tokenizer:
    """A tokenizer of the kind that Gemma 3 has: pieces merge from characters, and bytes stand in for the rest."""
    from tokenizers import AddedToken, Tokenizer
    from tokenizers.decoders import ByteFallback, Fuse, Replace
    from tokenizers.decoders import Sequence as Decoders
    from tokenizers.models import BPE
    from tokenizers.normalizers import Replace as ReplaceText

    tokenizer = Tokenizer(BPE(toy_vocabulary(), _MERGES, unk_token="<unk>", fuse_unk=True, byte_fallback=True))
    tokenizer.normalizer = ReplaceText(" ", _SPACE)
    tokenizer.decoder = Decoders([Replace(_SPACE, " "), ByteFallback(), Fuse()])
    tokenizer.add_special_tokens([AddedToken(token, special=True) for token in _CONTROL.values()])
    return tokenizer


def toy_model(seed: int = 0) -> Gemma3ForCausalLM:
    """A Gemma 3 with 4 layers (one of full attention) and about 300,000 random parameters in float32."""
    import torch
    from transformers import Gemma3ForCausalLM, Gemma3TextConfig

    config = Gemma3TextConfig(
        vocab_size=VOCABULARY_SIZE,
        hidden_size=64,
        intermediate_size=256,
        num_hidden_layers=4,
        num_attention_heads=2,
        num_key_value_heads=1,
        head_dim=32,
        query_pre_attn_scalar=32,
        sliding_window=512,
        layer_types=["sliding_attention", "sliding_attention", "full_attention", "sliding_attention"],
        max_position_embeddings=2048,
        pad_token_id=0,
        eos_token_id=1,
        bos_token_id=2,
        tie_word_embeddings=True,
    )
    with torch.random.fork_rng():
        torch.manual_seed(seed)
        return Gemma3ForCausalLM(config)


def write_toy_base(directory: Path, seed: int = 0) -> Path:
    """Write a Hugging Face directory (config, safetensors, tokenizer.json) that `--base` takes, and return it."""
    from transformers import PreTrainedTokenizerFast

    toy_model(seed).save_pretrained(directory)
    tokenizer = PreTrainedTokenizerFast(  # type: ignore[no-untyped-call]
        tokenizer_object=toy_tokenizer(), bos_token="<bos>", eos_token="<eos>", pad_token="<pad>", unk_token="<unk>"
    )
    tokenizer.save_pretrained(directory)
    return directory


def toy_pairs(count: int, seed: int = 0) -> Iterator[tuple[str, str]]:
    """Positive and negative texts: the topic's words name candidates, and the negative's name none."""
    draw = random.Random(seed)
    for _ in range(count):
        names = draw.sample(_THINGS, 6)
        wanted = names[: draw.randint(1, 2)]
        offered = draw.sample(names[:4], 4)
        yield (
            render(_prompt(" ".join(wanted), offered), wanted),
            render(_prompt(names[5], offered), ()),
        )


def write_toy_data(directory: Path, count: int, seed: int = 0) -> Path:
    """Write a data set of `count` toy pairs and return its directory."""
    directory.mkdir(parents=True, exist_ok=True)
    pairs = list(toy_pairs(count, seed))
    write_jsonl(directory / POSITIVES, [Line(positive) for positive, _ in pairs])
    write_jsonl(directory / NEGATIVES, [Line(negative) for _, negative in pairs])
    return directory


def _prompt(topic: str, offered: Sequence[str]) -> Prompt:
    return Prompt(
        topic=topic,
        symbol="Toy",
        module="toys",
        package="toys",
        signature="class Toy",
        fields=tuple(offered[:2]),
        inputs=(offered[2],),
        output=(),
        references=tuple(offered[3:]),
    )
