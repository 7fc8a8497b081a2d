"""A Gemma file's vocabulary: FunctionGemma's control tokens get their names, and what code never needs is
left out.

Two thirds of this model are its table of embeddings. Half of that is other languages' words; without them the
model is smaller and each step faster, and ASCII text keeps exactly its pieces: pieces merge from shorter
pieces, and all of an ASCII piece's parts are ASCII. Other text falls back to single characters and bytes,
which are all kept.
"""

from dataclasses import replace

from symkin.model.gguf import Gguf, Numbers, Tensor, Value
from symkin.model.tokens import BOS, CONTROL_TOKENS, FUNCTION_TOKENS

_TOKENS, _SCORES, _TYPES = (f"tokenizer.ggml.{name}" for name in ("tokens", "scores", "token_type"))
_EMBEDDINGS = ("token_embd.weight", "output.weight")
_NORMAL, _CONTROL = 1, 3
_SPACE = "\N{LOWER ONE EIGHTH BLOCK}"  # how SentencePiece writes a space
_LAST_KEPT_CHARACTER = "\u2e7f"  # alphabets, symbols, arrows; the East Asian scripts begin after it


class VocabularyError(ValueError):
    """The file's vocabulary is not Gemma 3's."""


def name_control_tokens(content: Gguf) -> Gguf:
    """Return `content` with ids 46 to 52 named as FunctionGemma names them.

    Raises VocabularyError when the structural tokens are not where Gemma 3 has them.
    """
    tokens, types = _tokens(content), _numbers(content, _TYPES)
    for name, token in CONTROL_TOKENS.items():
        slot = b"<unused%d>" % (token - 6) if name in FUNCTION_TOKENS else b""
        if len(tokens) <= token or tokens[token] not in {name.encode(), slot}:
            raise VocabularyError(f"token {token} of this model is not {name}")
        tokens[token] = name.encode()
        types[token] = _CONTROL
    if tokens[BOS] != b"<bos>":
        raise VocabularyError("token 2 of this model is not <bos>")
    kinds = content.metadata[_TYPES]
    assert isinstance(kinds, tuple)
    return replace(content, metadata=content.metadata | {_TOKENS: tokens, _TYPES: (kinds[0], types)})


def require_control_tokens(content: Gguf) -> None:
    """Raise VocabularyError unless each control token has its name, as in what `prepare` and `export` make."""
    tokens = _tokens(content)
    for name, token in {"<bos>": BOS, **CONTROL_TOKENS}.items():
        if len(tokens) <= token or tokens[token] != name.encode():
            raise VocabularyError(f"token {token} of this model is not {name}")


def trim(content: Gguf) -> Gguf:
    """Return `content` without the tokens that neither code nor English needs; ids up to 106 stay."""
    kept = kept_tokens(content)
    tokens = _tokens(content)
    changed: dict[str, Value] = {_TOKENS: [tokens[token] for token in kept]}
    for key in (_SCORES, _TYPES):
        value = content.metadata[key]
        assert isinstance(value, tuple)
        changed[key] = value[0], Numbers(value[1].typecode, [value[1][token] for token in kept])
    tensors = [_cut(tensor, kept, len(tokens)) for tensor in content.tensors]
    return Gguf(content.metadata | changed, tensors)


def kept_tokens(content: Gguf) -> list[int]:
    """Return the ids that `trim` keeps, ascending; a kept token's new id is its place in this list."""
    types = _numbers(content, _TYPES)
    return [
        token
        for token, text in enumerate(_tokens(content))
        if token <= max(CONTROL_TOKENS.values()) or _is_needed(text, int(types[token]))
    ]


def _is_needed(text: bytes, kind: int) -> bool:
    if kind != _NORMAL:
        return not (kind == _CONTROL and text.startswith(b"<unused"))
    word = text.decode(errors="replace").replace(_SPACE, " ")
    return word.isascii() or (len(word) == 1 and word <= _LAST_KEPT_CHARACTER)


def _cut(tensor: Tensor, kept: list[int], count: int) -> Tensor:
    if tensor.name not in _EMBEDDINGS:
        return tensor
    if tensor.shape[-1] != count:
        raise VocabularyError(f"{tensor.name} has {tensor.shape[-1]} rows for {count} tokens")
    return tensor.with_rows(kept)


def _tokens(content: Gguf) -> list[bytes]:
    tokens = content.metadata.get(_TOKENS)
    if not isinstance(tokens, list):
        raise VocabularyError("the model file has no vocabulary")
    return list(tokens)


def _numbers(content: Gguf, key: str) -> Numbers:
    value = content.metadata.get(key)
    if not isinstance(value, tuple) or len(value[1]) != len(_tokens(content)):
        raise VocabularyError(f"the model file has no {key}")
    return Numbers(value[1].typecode, value[1])
