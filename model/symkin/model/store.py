"""The prepared model on disk: made once from the base model, checked, and found again quickly."""

import importlib.util
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import msgspec
import platformdirs

from symkin.model import base as bases
from symkin.model import gguf, vocabulary
from symkin.model.base import INSTALL, Progress
from symkin.model.errors import ModelError
from symkin.model.locking import exclusive

QUANTS = ("q8_0", "f16")
DEFAULT_QUANT = "q8_0"

_WORKPLACE = "preparing-"
_WAITING = "waiting for another symkin that prepares the model"
_ROOM = {"q8_0": 650 << 20, "f16": 900 << 20}
_FORMAT = 1  # raised when `prepare` makes something else of the same base
_PROGRAM = """\
import sys
if sys.path[0] == "":
    del sys.path[0]
from symkin.model.forge import main
main(sys.argv[1:])
"""


class Manifest(msgspec.Struct, frozen=True):
    """What `prepare` made: written last, so that a file without it was never finished. `size` is in bytes."""

    format: int
    file: str
    quant: str
    size: int
    sha256: str
    base_sha256: str


@dataclass(frozen=True, slots=True)
class Status:
    """Whether there is a model to use; `reason` says in one line what to do when it is not ready."""

    state: Literal["ready", "missing", "damaged"]
    reason: str
    directory: Path
    path: Path | None
    quant: str | None
    size: int
    is_runtime_installed: bool
    is_base_installed: bool


def model_directory() -> Path:
    """Return where prepared models live: `SYMKIN_MODEL_DIR`, or a directory of the user's data."""
    chosen = os.environ.get("SYMKIN_MODEL_DIR")
    return Path(chosen) if chosen else platformdirs.user_data_path("symkin") / "models"


def prepared_path() -> Path | None:
    """Return the prepared model's file, or None when there is none of the right size. Cheap."""
    manifest = _read_manifest(model_directory())
    if manifest is None:
        return None
    path = model_directory() / manifest.file
    return path if _size(path) == manifest.size else None


def status() -> Status:
    """Return what there is, without reading the model itself."""
    directory = model_directory()
    manifest, path = _read_manifest(directory), prepared_path()
    state: Literal["ready", "missing", "damaged"] = "ready" if path else "damaged" if manifest else "missing"
    reasons = {
        "ready": "",
        "missing": "no model is prepared; make it with: symkin model prepare",
        "damaged": "the prepared model is damaged; make it anew with: symkin model prepare",
    }
    runtime = importlib.util.find_spec("llama_cpp") is not None
    return Status(
        state=state,
        reason=reasons[state] if runtime else f"llama.cpp is not installed; {INSTALL}",
        directory=directory,
        path=path,
        quant=manifest.quant if manifest else None,
        size=manifest.size if manifest else 0,
        is_runtime_installed=runtime,
        is_base_installed=bases.is_packaged(),
    )


def prepare(
    *,
    base: Path | None = None,
    quant: str = DEFAULT_QUANT,
    progress: Progress = lambda _fraction, _what: None,
) -> Path:
    """Make the model that scoring uses, unless it is there already, and return its file.

    `base` is a GGUF file of Gemma 3 270M or a fine-tune of it; without one the packaged base is used. Needs
    about 650 MB of disk while it works. Of several processes that call this at once, one works and the others
    wait. Raises ModelError; nothing half done stays behind.
    """
    if quant not in QUANTS:
        raise ModelError(f"there is no quantisation {quant!r}; choose one of: {', '.join(QUANTS)}")
    if importlib.util.find_spec("llama_cpp") is None:
        raise ModelError(f"llama.cpp is not installed; {INSTALL}")
    directory = model_directory()
    try:
        directory.mkdir(parents=True, exist_ok=True)
        with exclusive(directory / "lock", lambda: progress(0.0, _WAITING)):
            return _prepare(directory, base, quant, progress)
    except OSError as error:
        raise ModelError(f"cannot write the model to {directory}: {error.strerror or error}") from error


def remove() -> int:
    """Delete the prepared model and whatever an interrupted `prepare` left; return the bytes that this freed.

    Raises ModelError.
    """
    directory = model_directory()
    if not directory.is_dir():
        return 0
    try:
        with exclusive(directory / "lock", lambda: None):
            size = sum(_size(path) for path in directory.rglob("*"))
            _manifest_path(directory).unlink(missing_ok=True)
            _clear(directory)
            for path in directory.glob("*.gguf"):
                path.unlink()
            return size - sum(_size(path) for path in directory.rglob("*"))
    except OSError as error:
        raise ModelError(f"cannot remove the model in {directory}: {error.strerror or error}") from error


def _prepare(directory: Path, base: Path | None, quant: str, progress: Progress) -> Path:
    with _clean_workplace(directory) as workplace:
        base_sha256 = bases.BASE_SHA256 if base is None else _checked_sha256(base)
        manifest = _read_manifest(directory)
        if manifest and (manifest.quant, manifest.base_sha256) == (quant, base_sha256) and _is_whole(manifest):
            return directory / manifest.file
        _check_room(directory, quant)
        source = base or workplace / "base.gguf"
        if base is None:
            bases.assemble(source, _part(progress, 0.0, 0.3))
        made = _forge(source, workplace, quant, _part(progress, 0.3, 1.0))
        name = f"symkin-{quant}.gguf"
        manifest = Manifest(_FORMAT, name, quant, made.stat().st_size, bases.sha256(made), base_sha256)
        return _install(made, directory, manifest)


def _forge(source: Path, workplace: Path, quant: str, progress: Progress) -> Path:
    """Return the finished model, made of `source` in `workplace`."""
    trimmed, made = workplace / "trimmed.gguf", workplace / "made.gguf"
    progress(0.0, "trimming the vocabulary")
    try:
        content = vocabulary.trim(vocabulary.name_control_tokens(gguf.read(source)))
    except (gguf.GgufError, vocabulary.VocabularyError) as error:
        raise ModelError(f"{error}; the base must be a GGUF file of Gemma 3 270M") from error
    with trimmed.open("wb") as file:
        gguf.write(content, file)
    progress(0.3, f"quantising to {quant}")
    _run("quantise", trimmed, made, quant)
    progress(0.6, "checking the result")
    _run("check", source, made, quant)
    progress(1.0, "done")
    return made


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


def _install(made: Path, directory: Path, manifest: Manifest) -> Path:
    """Move the finished file into place; at no moment does a manifest describe a file that is not there."""
    _manifest_path(directory).unlink(missing_ok=True)
    for old in directory.glob("*.gguf"):
        old.unlink()
    path = made.replace(directory / manifest.file)
    draft = directory / "manifest.new"
    draft.write_bytes(msgspec.json.format(msgspec.json.encode(manifest)))
    draft.replace(_manifest_path(directory))
    return path


def _is_whole(manifest: Manifest) -> bool:
    path = prepared_path()
    return path is not None and bases.sha256(path) == manifest.sha256


def _checked_sha256(base: Path) -> str:
    if not base.is_file():
        raise ModelError(f"there is no file {base}; the base must be a GGUF file of Gemma 3 270M")
    try:
        return bases.sha256(base)
    except OSError as error:
        raise ModelError(f"cannot read {base}: {error.strerror or error}") from error


def _check_room(directory: Path, quant: str) -> None:
    needed = _ROOM[quant]
    free = shutil.disk_usage(directory).free
    if free < needed:
        raise ModelError(f"{directory} needs {needed >> 20} MB of free disk, it has {free >> 20} MB")


@contextmanager
def _clean_workplace(directory: Path) -> Iterator[Path]:
    _clear(directory)
    try:
        # A new name each time: a killed run's llama.cpp may take a moment to notice, and write until then.
        yield Path(tempfile.mkdtemp(prefix=_WORKPLACE, dir=directory))
    finally:
        _clear(directory)


def _clear(directory: Path) -> None:
    """Delete the workplace of this run, and of any that was killed."""
    for workplace in directory.glob(f"{_WORKPLACE}*"):
        shutil.rmtree(workplace, ignore_errors=True)


def _manifest_path(directory: Path) -> Path:
    return directory / "manifest.json"


def _read_manifest(directory: Path) -> Manifest | None:
    try:
        manifest = msgspec.json.decode(_manifest_path(directory).read_bytes(), type=Manifest)
    except (OSError, msgspec.DecodeError):
        return None
    return manifest if manifest.format == _FORMAT else None


def _size(path: Path) -> int:
    """Return a file's size, 0 for what is no file."""
    try:
        return path.stat().st_size if path.is_file() else 0
    except OSError:
        return 0


def _part(progress: Progress, start: float, end: float) -> Progress:
    return lambda fraction, what: progress(start + (end - start) * fraction, what)
