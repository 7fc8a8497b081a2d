"""A recipe: named packages with versions, checksums and licences, as TOML."""

from __future__ import annotations

import difflib
import re
from collections import Counter
from pathlib import Path
from typing import Annotated, Literal

import msgspec

from symkin.dataset.errors import DatasetError
from symkin.dataset.recipes.licences import is_permissive

Ecosystem = Literal["pypi", "npm", "debian"]

_PACKAGED = Path(__file__).parent

# None begins with a dash or holds a space: no client can take one for an option.
_Name = Annotated[str, msgspec.Meta(pattern=r"\A@?[A-Za-z0-9][A-Za-z0-9._+/-]*\Z")]
_Version = Annotated[str, msgspec.Meta(pattern=r"\A[A-Za-z0-9][A-Za-z0-9.:~+!_-]*\Z")]
_File = Annotated[str, msgspec.Meta(pattern=r"\A[A-Za-z0-9][A-Za-z0-9._+~%-]*\Z")]
_Sha256 = Annotated[str, msgspec.Meta(pattern=r"\A[0-9a-f]{64}\Z")]


class Package(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One archive of a registry.

    `pypi` packages are pure wheels, `npm` packages are tarballs; a `debian` package is a source package whose `file` is
    its `.orig` tarball, or a binary package that ships sources, whose `file` is a `.deb` for amd64.
    `include` and `exclude` are patterns as in .gitignore, from where the archive's files part ways; with no `include`,
    everything is unpacked.
    """

    ecosystem: Ecosystem
    name: _Name
    version: _Version
    file: _File
    sha256: _Sha256
    language: str
    """What most of its sources are written in, as `symkin index` names it."""
    licence: str
    """An SPDX expression."""
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """A name for its directory, like `pypi-requests-2.32.5`."""
        return re.sub(r"[^A-Za-z0-9._+~-]+", "-", f"{self.ecosystem}-{self.name.lstrip('@')}-{self.version}")


class Recipe(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a corpus is made of. `suite` is the Debian release that its Debian packages are from."""

    name: str
    about: str
    packages: tuple[Package, ...]
    suite: Annotated[str, msgspec.Meta(pattern=r"\A[a-z][a-z-]*\Z")] = "bookworm"


def names() -> list[str]:
    """The recipes that come with symkin."""
    return sorted(path.stem for path in _PACKAGED.glob("*.toml"))


def load(name_or_path: str, *, any_licence: bool = False) -> Recipe:
    """A packaged recipe by its name, or a user's own by its path.

    Raises DatasetError when there is none, when it is not what it should be, when two packages are the same, or, unless
    `any_licence`, when a package's licence is not a permissive one.
    """
    try:
        recipe = msgspec.toml.decode(_path(name_or_path).read_bytes(), type=Recipe)
    except OSError as error:
        raise DatasetError(f"cannot read {name_or_path}: {error.strerror or error}") from error
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise DatasetError(f"the recipe {name_or_path} is not what it should be: {error}") from error
    _check(recipe, any_licence)
    return recipe


def _path(name_or_path: str) -> Path:
    if name_or_path in names():
        return _PACKAGED / f"{name_or_path}.toml"
    path = Path(name_or_path)
    if path.suffix == ".toml" and path.is_file():
        return path
    near = difflib.get_close_matches(name_or_path, names(), n=1)
    hint = f"did you mean {near[0]}?" if near else f"there are {', '.join(names())}, or name a .toml file of your own"
    raise DatasetError(f"there is no recipe {name_or_path!r}; {hint}")


def _check(recipe: Recipe, any_licence: bool) -> None:
    for keys in (package.key for package in recipe.packages), (f"{p.ecosystem} file {p.file}" for p in recipe.packages):
        twice = [key for key, count in Counter(keys).items() if count > 1]
        if twice:
            raise DatasetError(f"the recipe {recipe.name} names {twice[0]} more than once")
    closed = [] if any_licence else [package for package in recipe.packages if not is_permissive(package.licence)]
    if closed:
        raise DatasetError(
            f"{closed[0].key} is under {closed[0].licence!r}, which is not a permissive licence: leave it out"
        )
