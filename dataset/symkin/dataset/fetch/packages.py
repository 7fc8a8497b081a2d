"""A recipe's packages on disk: archives kept and checked, sources unpacked, each package whole or not at all.

A directory of packages holds `archives/<ecosystem>/<file>` and `sources/<key>/`, and apt's own lists in `apt/`. What is
there already is not fetched again: a run that was killed goes on where it was, and a finished one needs no network.
"""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import msgspec
from pathspec import GitIgnoreSpec

from symkin.dataset.errors import DatasetError
from symkin.dataset.fetch import clients
from symkin.dataset.fetch.apt import Apt
from symkin.dataset.fetch.unpack import unpack
from symkin.dataset.recipes.recipe import Package, Recipe

STAMP = ".symkin-package"
"""Written last beside a package's sources: tells what they were unpacked from, and how."""

_FORMAT = 1  # raised when `unpack` makes something else of the same archive

Progress = Callable[[float, str], None]
"""Told how far a piece of work has got (0 to 1) and what is being done."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """A package whose sources lie below `root`."""

    package: Package
    root: Path

    @property
    def name(self) -> str:
        """What the package is called, like `pypi-requests-2.32.5`."""
        return self.package.key


@dataclass(frozen=True, slots=True)
class Failed:
    """A package that could not be had, and why, in one line."""

    package: Package
    reason: str


def fetch(
    recipe: Recipe,
    directory: Path,
    *,
    progress: Progress = lambda _fraction, _what: None,
    keep: Callable[[Package], bool] = lambda _: True,
) -> Iterator[Fetched | Failed]:
    """Fetch, verify and unpack those packages of a recipe that are to be kept, one after the other.

    A package that fails is reported, the others stand. One process at a time may use a directory. Raises DatasetError
    when the directory cannot be written.
    """
    wanted = [package for package in recipe.packages if keep(package)]
    apt = Apt(directory / "apt", recipe.suite)
    try:
        (directory / "sources").mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise DatasetError(f"cannot write packages to {directory}: {error.strerror or error}") from error
    for number, package in enumerate(wanted):
        progress(number / len(wanted), package.key)
        try:
            yield Fetched(package, _sources(package, _archive(package, directory, apt), directory / "sources"))
        except DatasetError as error:
            yield Failed(package, str(error))
        except OSError as error:
            yield Failed(package, f"cannot write it to {directory}: {error.strerror or error}")
    progress(1.0, "all packages are here")


def sha256(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal. Raises OSError."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(1 << 20):
            digest.update(block)
    return digest.hexdigest()


def _archive(package: Package, directory: Path, apt: Apt) -> Path:
    """The archive as the recipe pins it, fetched unless it is there."""
    path = directory / "archives" / package.ecosystem / package.file
    if path.is_file() and sha256(path) == package.sha256:
        return path
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=path.parent, prefix=".fetching-") as workplace:
        brought = Path(workplace) / package.file
        (apt if package.ecosystem == "debian" else clients).download(package, Path(workplace))
        if not brought.is_file():
            raise DatasetError(f"no {package.file} came, but {', '.join(_names(Path(workplace))) or 'nothing'}")
        if sha256(brought) != package.sha256:
            raise DatasetError(f"{package.file} is not the file that the recipe pins: its checksum is another")
        return brought.replace(path)


def _sources(package: Package, archive: Path, sources: Path) -> Path:
    """The package's directory, unpacked unless it is there and was unpacked in the same way."""
    target, draft = sources / package.key, sources / f".{package.key}.new"
    stamp = msgspec.json.encode((_FORMAT, package.sha256, package.include, package.exclude))
    if _read(target / STAMP) == stamp:
        return target
    for former in target, draft:
        if former.exists():
            shutil.rmtree(former)
    try:
        if not unpack(archive, draft, wanted=_wanted(package), whole_paths=package.ecosystem == "pypi"):
            raise DatasetError("none of its files is one that the recipe includes")
        (draft / STAMP).write_bytes(stamp)
        return draft.replace(target)
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def _wanted(package: Package) -> Callable[[str], bool]:
    included, excluded = (GitIgnoreSpec.from_lines(lines) for lines in (package.include or ("*",), package.exclude))
    return lambda path: included.match_file(path) and not excluded.match_file(path)


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""


def _names(directory: Path) -> list[str]:
    return sorted(path.name for path in directory.iterdir())
