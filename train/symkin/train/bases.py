"""The base model to train on: the packaged one, a GGUF file, a local directory or a name on the hub.

A GGUF file is dequantised once, into a directory of the user's cache: that takes 10 to 60 seconds and 1.1 GB.
"""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import platformdirs
import torch

from symkin.model import base as packaged
from symkin.model.errors import ModelError
from symkin.model.locking import exclusive
from symkin.model.tokens import BOS, CONTROL_TOKENS, FUNCTION_TOKENS, Tokenize
from symkin.train.errors import TrainError
from symkin.train.quiet import quiet
from symkin.train.settings import PACKAGED

if TYPE_CHECKING:
    from transformers import Gemma3ForCausalLM

_ROOM = 1_400 << 20  # bytes: the copy in float32, and the packaged file while it is read
PACKAGED_NAME = "google/gemma-3-270m"

_HUB_NAME = re.compile(r"\w[\w.-]*/\w[\w.-]*")

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Base:
    """An opened base model, its tokenizer, and the name that an adapter's card gives it."""

    model: Gemma3ForCausalLM
    tokenize: Tokenize
    name: str


def open_base(base: str, dtype: torch.dtype, say: Say = lambda _: None) -> Base:
    """Open a base: `PACKAGED`, the path of a GGUF file or Hugging Face directory, or a hub name. Raises TrainError."""
    source = local_copy(base, say)
    say("loading the base model")
    if (kind := _kind(source)) != "gemma3_text":
        raise TrainError(f"{base} is a model of type {kind!r}; the base must be Gemma 3 270M or a fine-tune of it")
    tokenize = _tokenizer(source)
    return Base(_model(source, dtype), tokenize, PACKAGED_NAME if base == PACKAGED else base)


def local_copy(base: str, say: Say = lambda _: None) -> str:
    """The directory to load a base from, made of its GGUF file if it is one; a hub name stays what it is.

    Raises TrainError.
    """
    path = Path(base).expanduser()
    try:
        if base == PACKAGED:
            return str(_dequantised(packaged.BASE_SHA256, lambda file: packaged.assemble(file, lambda *_: None), say))
        if path.is_file():
            return str(_dequantised(packaged.sha256(path), lambda file: shutil.copyfile(path, file), say))
    except ModelError as error:
        raise TrainError(str(error)) from error
    except OSError as error:
        raise TrainError(f"cannot make a copy of {base}: {error.strerror or error}") from error
    if path.is_dir():
        return str(path)
    if path.suffix == ".gguf" or not _HUB_NAME.fullmatch(base):
        raise TrainError(f"no base {base}; give a GGUF file, a Hugging Face directory or a name on the hub")
    return base


def cache_directory() -> Path:
    """Where dequantised bases are kept."""
    return platformdirs.user_cache_path("symkin") / "bases"


def _dequantised(sha256: str, fetch: Callable[[Path], object], say: Say) -> Path:
    target = cache_directory() / sha256[:16]
    if target.is_dir():
        return target
    target.parent.mkdir(parents=True, exist_ok=True)
    with exclusive(target.parent / "lock", lambda: say("waiting for another symkin that makes the same copy")):
        if not target.is_dir():
            _make_copy(target, fetch, say)
    return target


def _make_copy(target: Path, fetch: Callable[[Path], object], say: Say) -> None:
    for left_over in target.parent.glob("making-*"):
        shutil.rmtree(left_over, ignore_errors=True)
    require_room(target.parent, _ROOM)
    with tempfile.TemporaryDirectory(prefix="making-", dir=target.parent) as workplace:
        say("dequantising the base model, once")
        fetch(Path(workplace) / "base.gguf")
        _convert(Path(workplace), Path(workplace) / "copy")
        (Path(workplace) / "copy").rename(target)


def require_room(directory: Path, needed: int) -> None:
    """Raise TrainError unless there are `needed` bytes of free disk."""
    free = shutil.disk_usage(directory).free
    if free < needed:
        raise TrainError(f"{directory} needs {needed >> 20} MB of free disk, it has {free >> 20} MB")


def _convert(workplace: Path, target: Path) -> None:
    from transformers import AutoModelForCausalLM, AutoTokenizer, GgufConfig

    file = "base.gguf"
    try:
        with quiet():
            tokenizer = AutoTokenizer.from_pretrained(workplace, gguf_file=file)
            model = AutoModelForCausalLM.from_pretrained(
                workplace, gguf_file=file, quantization_config=GgufConfig(dequantize=True), dtype=torch.float32
            )
            model.save_pretrained(target)
            tokenizer.save_pretrained(target)
    except (ValueError, KeyError, RuntimeError, ImportError) as error:
        raise TrainError(f"the base cannot be read as a GGUF file of Gemma 3 270M: {_line(error)}") from error


def _kind(source: str) -> str:
    from transformers import AutoConfig

    try:
        return str(AutoConfig.from_pretrained(source).model_type)
    except (OSError, ValueError) as error:
        raise TrainError(f"no base model at {source}: {_line(error)}") from error


def _model(source: str, dtype: torch.dtype) -> Gemma3ForCausalLM:
    from transformers import Gemma3ForCausalLM

    try:
        with quiet():
            # Only safetensors: a model from a stranger is data, never unpickled.
            return Gemma3ForCausalLM.from_pretrained(source, dtype=dtype, use_safetensors=True)
    except (OSError, ValueError, RuntimeError) as error:
        raise TrainError(f"the base at {source} cannot be loaded: {_line(error)}") from error


def _tokenizer(source: str) -> Tokenize:
    from transformers import AutoTokenizer

    try:
        tokenizer = AutoTokenizer.from_pretrained(source).backend_tokenizer
    except (OSError, ValueError, AttributeError) as error:
        raise TrainError(f"the base at {source} has no tokenizer that can be used: {_line(error)}") from error
    for name, token in {"<bos>": BOS, **CONTROL_TOKENS}.items():
        slot = f"<unused{token - 6}>" if name in FUNCTION_TOKENS else name
        if tokenizer.id_to_token(token) not in {name, slot}:
            raise TrainError(
                f"token {token} of {source} is not {name}; the base must be Gemma 3 270M or a fine-tune of it"
            )
    tokenizer.encode_special_tokens = True  # a control token's name in a text is text

    def tokenize(text: str) -> list[int]:
        ids: list[int] = tokenizer.encode(text, add_special_tokens=False).ids
        return ids

    return tokenize


def _line(error: BaseException) -> str:
    return " ".join(str(error).split())[:200]
