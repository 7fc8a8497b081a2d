"""How a model file is made of a base: trimmed, tuned by an adapter, quantised, and checked against its origin."""

import subprocess
import sys
from pathlib import Path

from symkin.model import adapter, gguf, vocabulary
from symkin.model.architecture import require_gemma
from symkin.model.base import Progress
from symkin.model.errors import ModelError

_PROGRAM = """\
import sys
if sys.path[0] == "":
    del sys.path[0]
from symkin.model.forge import main
main(sys.argv[1:])
"""


def make(source: Path, workplace: Path, quant: str, tuning: Path | None, progress: Progress) -> Path:
    """Make the finished model of `source`, a GGUF file of Gemma 3 270M, in `workplace`, and return its file.

    `tuning` is an adapter's file or directory. Raises ModelError, and OSError when the disk is full for one.
    """
    progress(0.0, "trimming the vocabulary")
    trimmed = _trim(source, workplace / "trimmed.gguf")
    original = source
    if tuning is not None:
        progress(0.2, "merging the adapter")
        original = trimmed = _merge(source, trimmed, tuning)
    progress(0.4, f"quantising to {quant}")
    made = workplace / "made.gguf"
    _run("quantise", trimmed, made, quant)
    progress(0.7, "checking the result")
    _run("check", original, made, quant)
    progress(1.0, "done")
    return made


def _trim(source: Path, target: Path) -> Path:
    try:
        base = gguf.read(source)
        require_gemma(base)
        content = vocabulary.trim(vocabulary.name_control_tokens(base))
    except (gguf.GgufError, vocabulary.VocabularyError) as error:
        raise ModelError(f"{error}; the base must be a GGUF file of Gemma 3 270M") from error
    return _write(content, target)


def _merge(source: Path, trimmed: Path, tuning: Path) -> Path:
    """Return the trimmed model in f16 with the adapter in its weights; llama.cpp itself dequantises."""
    found = adapter.read(tuning)
    plain = trimmed.with_name("plain.gguf")
    _run("quantise", trimmed, plain, "f16")
    _run("check", source, plain, "f16")
    merged = _write(adapter.merge(gguf.read(plain), found), trimmed.with_name("merged.gguf"))
    plain.unlink()
    trimmed.unlink()
    return merged


def _write(content: gguf.Gguf, target: Path) -> Path:
    with target.open("wb") as file:
        gguf.write(content, file)
    return target


def _run(step: str, source: Path, target: Path, quant: str) -> None:
    """Run a step of `symkin.model.forge` in a process of its own."""
    command = [sys.executable, "-c", _PROGRAM, step, str(source.absolute()), str(target.absolute()), quant]
    # Its standard input stays open and empty: the process ends when that ends, which is when this one dies.
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as process:
        assert process.stderr is not None
        said = process.stderr.read().decode(errors="replace").strip().splitlines()
        status = process.wait()
    if status < 0:
        raise ModelError(f"llama.cpp died while preparing the model (signal {-status})")
    if status:
        raise ModelError(f"the model could not be prepared: {said[-1] if said else 'no reason given'}")
