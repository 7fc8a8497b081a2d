"""Rust's tree of modules as it lies in files: which file a crate begins with, what is below and above a module."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from symkin.graph.view import File, View

DECLARED = "mod"
"""The specifier of `mod name;`: no path can begin with it."""

_ROOTS = ("lib.rs", "main.rs")
_HEADS = frozenset({"lib.rs", "main.rs", "mod.rs", "build.rs"})
_TARGETS = frozenset({"tests", "examples", "benches", "bin"})
"""Folders in which every file is a crate."""


def root_of(view: View, file: File) -> File | None:
    """The file that the crate of a file begins with."""
    path = PurePosixPath(file.path)
    if path.name in {"lib.rs", "main.rs", "build.rs"}:
        return file
    below = path.stem
    for directory in path.parents:
        if directory == path.parent and _is_target(view, path):
            return file
        roots = [found for name in _ROOTS if (found := view.file(str(directory / name)))]
        if roots:
            declaring = [root for root in roots if _declares(view, root, below)]
            return (declaring or roots)[0]
        below = directory.name
    return None


def child_of(view: View, file: File, name: str) -> File | None:
    """The file of a module's submodule."""
    path = PurePosixPath(file.path)
    head = path.name in _HEADS or _is_target(view, path)
    folder = path.parent if head else path.parent / path.stem
    return view.file(str(folder / f"{name}.rs")) or view.file(str(folder / name / "mod.rs"))


def parent_of(view: View, file: File) -> File | None:
    """The file of the module around a file's own."""
    path = PurePosixPath(file.path)
    if path.name in _ROOTS:
        return None
    folder = path.parent.parent if path.name == "mod.rs" else path.parent
    above = [folder / "mod.rs", folder / "lib.rs", folder / "main.rs", folder.parent / f"{folder.name}.rs"]
    own = path.parent.name if path.name == "mod.rs" else path.stem
    found = [parent for one in above if (parent := view.file(str(one)))]
    return next((parent for parent in found if _declares(view, parent, own)), None)


def crate_named(view: View, name: str) -> File | None:
    """The first file of the workspace's library of that name."""
    found = [file for file in view.of_module(name) if file.language.module_rule == "crate"]
    libraries = [file for file in found if file.path.endswith("lib.rs")]
    return libraries[0] if len(libraries) == 1 else None


def _is_target(view: View, path: PurePosixPath) -> bool:
    """Whether a file is a crate by the folder that it lies in; a module may have such a name as well."""
    folder = path.parent
    module = view.file(str(folder / "mod.rs")) or view.file(f"{folder}.rs")
    return folder.name in _TARGETS and module is None


def _declares(view: View, file: File, name: str) -> bool:
    return any(found.module == DECLARED and found.name == name for found in view.facts(file).imports)
