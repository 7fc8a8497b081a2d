"""The prepared model on disk: made once from the base model, checked, and found again quickly."""

import importlib.util
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import msgspec
import platformdirs

from symkin.model import adapter as adapters
from symkin.model import base as bases
from symkin.model.base import INSTALL, Progress
from symkin.model.errors import ModelError
from symkin.model.locking import exclusive
from symkin.model.making import make
from symkin.model.quants import DEFAULT_QUANT, QUANTS

_WORKPLACE = "preparing-"
_WAITING = "waiting for another symkin that prepares the model"
_ROOM, _ROOM_TO_MERGE = 900 << 20, 1100 << 20
_FORMAT = 2  # raised when `prepare` makes something else of the same base


State = Literal["ready", "missing", "damaged", "outdated"]


class Manifest(msgspec.Struct, frozen=True):
    """What `prepare` made: written last, so that a file without it was never finished. `size` is in bytes."""

    format: int
    file: str
    quant: str
    size: int
    sha256: str
    base_sha256: str
    adapter_sha256: str = ""
    """Of the adapter that was merged in, '' where there was none."""
    is_usual: bool = True
    """Made of what comes with symkin, and not of a base or an adapter that somebody named."""


@dataclass(frozen=True, slots=True)
class Status:
    """Whether there is a model to use; `reason` says in one line what to do when it is not ready."""

    state: State
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
    """Return the prepared model's file, or None when there is none of the right size, make and adapter. Cheap."""
    manifest = _read_manifest(model_directory())
    if manifest is None or _is_outdated(manifest):
        return None
    path = model_directory() / manifest.file
    return path if _size(path) == manifest.size else None


def status() -> Status:
    """Return what there is, without reading the model itself."""
    directory = model_directory()
    manifest, path = _read_manifest(directory), prepared_path()
    state = _state(manifest, path)
    reasons = {
        "ready": "",
        "missing": "no model is prepared; make it with: symkin model prepare",
        "damaged": "the prepared model is damaged; make it anew with: symkin model prepare",
        "outdated": "the prepared model is an older version's; make it anew with: symkin model prepare",
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
    adapter: Path | None = None,
    quant: str = DEFAULT_QUANT,
    progress: Progress = lambda _fraction, _what: None,
) -> Path:
    """Make the model that scoring uses, unless it is there already, and return its file.

    `base` is a GGUF file of Gemma 3 270M or a fine-tune of it; without one the packaged base is used. `adapter` is
    merged into it; without one the packaged base gets the adapter that came with this version, if there is one. Needs
    about 1.1 GB of disk while it works. Of several processes that call this at once, one works and the others
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
            return _prepare(directory, base, adapter or _usual_adapter(base), quant, progress)
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


def build(
    target: Path,
    *,
    base: Path | None = None,
    adapter: Path | None = None,
    quant: str = DEFAULT_QUANT,
    progress: Progress = lambda _fraction, _what: None,
) -> None:
    """Make a model file at `target`, of the base and the adapter alone; see `prepare`. Raises ModelError."""
    try:
        with _clean_workplace(target.parent) as workplace:
            _check_room(target.parent, adapter)
            _make(workplace, base, adapter, quant, progress).replace(target)
    except OSError as error:
        raise ModelError(f"cannot write the model to {target}: {error.strerror or error}") from error


def _prepare(directory: Path, base: Path | None, adapter: Path | None, quant: str, progress: Progress) -> Path:
    with _clean_workplace(directory) as workplace:
        base_sha256 = bases.BASE_SHA256 if base is None else _checked_sha256(base)
        adapter_sha256 = "" if adapter is None else adapters.digest(adapter)
        wanted = quant, base_sha256, adapter_sha256
        manifest = _read_manifest(directory)
        if manifest and _made_of(manifest) == wanted and _is_whole(manifest):
            return directory / manifest.file
        _check_room(directory, adapter)
        made = _make(workplace, base, adapter, quant, progress)
        name = f"symkin-{quant}.gguf"
        size, is_usual = made.stat().st_size, base is None and adapter == adapters.shipped()
        manifest = Manifest(_FORMAT, name, quant, size, bases.sha256(made), base_sha256, adapter_sha256, is_usual)
        return _install(made, directory, manifest)


def _make(workplace: Path, base: Path | None, adapter: Path | None, quant: str, progress: Progress) -> Path:
    source = base or workplace / "base.gguf"
    if base is None:
        bases.assemble(source, _part(progress, 0.0, 0.3))
    return make(source, workplace, quant, adapter, _part(progress, 0.3, 1.0))


def _state(manifest: Manifest | None, path: Path | None) -> State:
    if manifest is None:
        return "missing"
    return "ready" if path else "outdated" if _is_outdated(manifest) else "damaged"


def _is_outdated(manifest: Manifest) -> bool:
    """Whether this version would make something else: in another way, or of another adapter where nobody named one."""
    tuning = adapters.shipped()
    usual = "" if tuning is None else adapters.digest(tuning)
    return manifest.format != _FORMAT or (manifest.is_usual and manifest.adapter_sha256 != usual)


def _made_of(manifest: Manifest) -> tuple[str, str, str]:
    return manifest.quant, manifest.base_sha256, manifest.adapter_sha256


def _usual_adapter(base: Path | None) -> Path | None:
    """The adapter that came with this version, which was trained on the packaged base and fits no other."""
    return adapters.shipped() if base is None else None


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


def _check_room(directory: Path, adapter: Path | None) -> None:
    needed = _ROOM if adapter is None else _ROOM_TO_MERGE
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
        return msgspec.json.decode(_manifest_path(directory).read_bytes(), type=Manifest)
    except (OSError, msgspec.DecodeError):
        return None


def _size(path: Path) -> int:
    """Return a file's size, 0 for what is no file."""
    try:
        return path.stat().st_size if path.is_file() else 0
    except OSError:
        return 0


def _part(progress: Progress, start: float, end: float) -> Progress:
    return lambda fraction, what: progress(start + (end - start) * fraction, what)
