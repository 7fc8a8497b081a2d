"""Module specifiers: which file of the workspace an import means."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import PurePosixPath
from posixpath import commonpath, normpath

from symkin.graph.languages.language import ModuleRule
from symkin.graph.view import File, View

_SCRIPT_SUFFIXES = (".ts", ".tsx", ".mts", ".cts", ".d.ts", ".js", ".jsx", ".mjs", ".cjs")
_WRITTEN_SUFFIXES = {".js": (".ts", ".tsx", ".d.ts"), ".mjs": (".mts",), ".cjs": (".cts",), ".jsx": (".tsx",)}


def find_module(view: View, file: File, specifier: str) -> File | None:
    """The file that `specifier` means when it is imported by `file`; None for what lies outside the workspace.

    A specifier that several files could be means none, unless one of them is nearest to the importer.
    """
    return _RULES[file.language.module_rule](view, file, specifier)


def absolute_module(file: File, specifier: str) -> str:
    """A Python specifier without its leading dots: `..a` in `pkg.sub.mod` is `pkg.a`."""
    dots = len(specifier) - len(specifier.lstrip("."))
    if not dots:
        return specifier
    parts = file.module.split(".")
    if PurePosixPath(file.path).stem == "__init__":
        parts.append("")
    return ".".join([*parts[:-dots], *filter(None, [specifier[dots:]])]) if dots <= len(parts) else ""


def _python(view: View, file: File, specifier: str) -> File | None:
    if specifier.startswith("."):
        return _relative(view, file, specifier)
    exact = _sources(view.of_module(specifier), file)
    if exact:
        return nearest(exact, file)
    ending = specifier.replace(".", "/")
    tail = specifier.rpartition(".")[2]
    return nearest(
        [found for found in _sources(view.with_tail(tail), file) if _python_path(found).endswith("/" + ending)],
        file,
    )


def _relative(view: View, file: File, specifier: str) -> File | None:
    dots = len(specifier) - len(specifier.lstrip("."))
    directory = PurePosixPath(file.path).parent
    for _ in range(dots - 1):
        directory = directory.parent
    rest = specifier[dots:].replace(".", "/")
    base = str(directory / rest) if rest else str(directory)
    endings = ("/__init__.py", "/__init__.pyi") if not rest else (".py", "/__init__.py", ".pyi", "/__init__.pyi")
    return _first(view, (normpath(base + ending) for ending in endings))


def _python_path(file: File) -> str:
    path = PurePosixPath(file.path)
    return "/" + str(path.parent if path.stem == "__init__" else path.with_suffix(""))


def _script(view: View, file: File, specifier: str) -> File | None:
    if specifier.startswith("."):
        return _first(view, _script_paths(normpath(str(PurePosixPath(file.path).parent / specifier))))
    bases = [*view.aliases.bases(file.path, specifier), *_packaged(view, file, specifier)]
    if "/" in specifier:
        bases.append(specifier)
    return _first(view, (path for base in bases for path in _script_paths(base)))


def _packaged(view: View, file: File, specifier: str) -> Iterator[str]:
    """What a package of the workspace may offer under a specifier that begins with its name."""
    parts = specifier.split("/")
    count = 2 if specifier.startswith("@") else 1
    name, inside = "/".join(parts[:count]), "/".join(parts[count:])
    found = {view.aliases.package_above(PurePosixPath(one), name) for one in view.directories_of(name)} - {None}
    ranked = sorted((-_shared(f"{one}/_", file.path), one) for one in found if one is not None)
    if ranked and (len(ranked) == 1 or ranked[0][0] < ranked[1][0]):
        yield from view.aliases.entries(ranked[0][1], inside)


def _script_paths(base: str) -> list[str]:
    path = PurePosixPath(base)
    written = [str(path.with_suffix(suffix)) for suffix in _WRITTEN_SUFFIXES.get(path.suffix, ())]
    added = [base + suffix for suffix in _SCRIPT_SUFFIXES]
    return [base, *written, *added, *(f"{base}/index{suffix}" for suffix in _SCRIPT_SUFFIXES)]


def _by_name(view: View, file: File, specifier: str) -> File | None:
    return nearest(_sources(view.of_module(specifier), file), file)


def _package(view: View, file: File, specifier: str) -> File | None:
    """Any one file of a package that several make up; of several trees that hold such a package, in the nearest."""
    found = [other for other in view.of_module(specifier) if other.language.group == file.language.group]
    if file.language.module_rule == "directory":
        found = [other for other in found if not view.facts(other).module.endswith("_test")]
    return max(found, key=lambda other: _shared(other.path, file.path), default=None)


def _included(view: View, file: File, specifier: str) -> File | None:
    """The file beside the one that includes it, else the nearest whose path ends so: include paths are not known."""
    beside = view.file(normpath(str(PurePosixPath(file.path).parent / specifier)))
    if beside is not None:
        return beside
    ending = "/" + normpath(specifier).lstrip("./")
    found = [other for other in view.with_tail(PurePosixPath(specifier).stem) if ("/" + other.path).endswith(ending)]
    return nearest([other for other in found if other.language.group == file.language.group], file)


def _unknown(_view: View, _file: File, _specifier: str) -> File | None:
    """A specifier that means more than a file: `paths` follows it."""
    return None


_RULES: Mapping[ModuleRule, Callable[[View, File, str], File | None]] = {
    "package": _python,
    "path": _script,
    "declared": _by_name,
    "directory": _package,
    "stated": _package,
    "crate": _unknown,
    "include": _included,
}


def _first(view: View, paths: Iterable[str]) -> File | None:
    for path in paths:
        if (found := view.file(path)) is not None:
            return found
    return None


def _sources(files: list[File], importer: File) -> list[File]:
    """Files of the importer's family; a stub gives way to the source beside it."""
    group = importer.language.group
    own = [file for file in files if file.language.group == group and not file.language.reader(file.path)]
    sources = [file for file in own if not file.path.endswith((".pyi", ".d.ts"))]
    return sources or own


def nearest(files: list[File], importer: File) -> File | None:
    """The file that shares most of its path with the importer's, or None where two share as much."""
    if len(files) < 2:
        return files[0] if files else None
    ranked = sorted(files, key=lambda file: -_shared(file.path, importer.path))
    tied = _shared(ranked[0].path, importer.path) == _shared(ranked[1].path, importer.path)
    return None if tied else ranked[0]


def _shared(one: str, other: str) -> int:
    common = commonpath(["/" + one, "/" + other])
    return common.count("/") if common != "/" else 0
