"""Module and package names: what a file is called by those who import it."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path, PurePosixPath

from symkin.graph.languages.language import Language

_PACKAGE_FILES = ("__init__.py", "__init__.pyi")
_SOURCE_ROOTS = frozenset("src lib libs packages apps python source sources backend services projects".split())
_MANIFESTS: Mapping[str, re.Pattern[str]] = {
    "package.json": re.compile(r'"name"\s*:\s*"([^"]+)"'),
    "Cargo.toml": re.compile(r'(?m)^name\s*=\s*"([^"]+)"'),
    "go.mod": re.compile(r"(?m)^module\s+(\S+)"),
    "package.yaml": re.compile(r"(?m)^name:\s*(\S+)"),
}
_CRATE_NAME = re.compile(r'(?ms)^\[package\](?:(?!^\[).)*?^name\s*=\s*"([^"]+)"')
_LIBRARY_NAME = re.compile(r'(?ms)^\[lib\](?:(?!^\[).)*?^name\s*=\s*"([^"]+)"')
_CABAL_NAME = re.compile(r"(?mi)^name:\s*(\S+)")


@dataclass(frozen=True, slots=True)
class ModuleNames:
    """A file's module, its last component (for look-ups by suffix) and the package that it belongs to."""

    module: str
    tail: str
    package: str


class ModuleNamer:
    """Names the files of one workspace; knows the whole set of paths, since packages depend on it."""

    def __init__(self, root: Path, paths: Collection[str]) -> None:
        self._root = root
        split = [path.rpartition("/") for path in paths]
        self._packages = {parent or "." for parent, _, name in split if name in _PACKAGE_FILES}
        self._with_files = {parent or "." for parent, _, name in split if name.endswith((".py", ".pyi"))}
        self._manifest = cache(self._find_manifest)
        self._package = cache(self._find_package)
        self.import_path = cache(self._find_import_path)
        self.crate = cache(self._find_crate)

    def names(self, path: str, language: Language, declared: str = "") -> ModuleNames:
        """The names of one file; `declared` is what its own header says."""
        return _RULES[language.module_rule](self, PurePosixPath(path), declared)

    def package_parts(self, path: PurePosixPath) -> tuple[str, ...]:
        """A Python module's dotted name in parts, from the outermost package on."""
        own = () if path.stem == "__init__" else (path.stem,)
        return self._package(path.parent) + own or (path.stem,)

    def _find_package(self, directory: PurePosixPath) -> tuple[str, ...]:
        start, top = directory, PurePosixPath(".")
        while start != top and str(start) in self._packages:
            start = start.parent
        if start != directory and self._is_namespace(start):
            start = start.parent
        rooted = start == top and "." in self._packages  # the workspace itself is a package
        return ((self._root.name,) if rooted else ()) + directory.relative_to(start).parts

    def _is_namespace(self, directory: PurePosixPath) -> bool:
        """Whether a directory above a package is a namespace package rather than a source root."""
        name = directory.name
        return (
            bool(name) and name.isidentifier() and name not in _SOURCE_ROOTS and str(directory) not in self._with_files
        )

    def manifest_name(self, path: PurePosixPath) -> str:
        """The name that the nearest manifest above a file declares, or the workspace's own."""
        return self._manifest(path.parent)

    def _find_manifest(self, directory: PurePosixPath) -> str:
        for file, pattern in _MANIFESTS.items():
            if found := _first_match(self._root / directory / file, pattern):
                return found
        for cabal in sorted((self._root / directory).glob("*.cabal"))[:1]:
            return _first_match(cabal, _CABAL_NAME) or cabal.stem
        parent = directory.parent
        return self._root.name if parent == directory else self._manifest(parent)

    def _find_import_path(self, directory: PurePosixPath) -> str:
        """What a Go directory is imported as: below its `go.mod`, a `vendor` folder or an old workspace's `src`."""
        if found := _first_match(self._root / directory / "go.mod", _MANIFESTS["go.mod"]):
            return found
        if not directory.name:
            return self._root.name
        above = self.import_path(directory.parent)
        if directory.name == "vendor" or (directory.name == "src" and above == self._root.name):
            return ""
        return f"{above}/{directory.name}" if above else directory.name

    def _find_crate(self, directory: PurePosixPath) -> tuple[PurePosixPath, str]:
        """The directory of the crate that a directory belongs to, and the crate's name as `use` knows it."""
        manifest = self._root / directory / "Cargo.toml"
        found = _first_match(manifest, _LIBRARY_NAME) or _first_match(manifest, _CRATE_NAME)
        if found or not directory.name:
            return directory, (found or self._root.name).replace("-", "_")
        return self.crate(directory.parent)


def namespace_parts(path: str) -> tuple[str, ...]:
    """The directories that a Python file's dotted name may begin with where no package is declared: no source roots."""
    parts = PurePosixPath(path).parts[:-1]
    while parts and parts[0] in _SOURCE_ROOTS:
        parts = parts[1:]
    return parts


def _by_package(namer: ModuleNamer, path: PurePosixPath, _declared: str) -> ModuleNames:
    parts = namer.package_parts(path)
    return ModuleNames(".".join(parts), parts[-1], parts[0])


def _by_path(namer: ModuleNamer, path: PurePosixPath, _declared: str) -> ModuleNames:
    module = path.with_suffix("")
    if module.name in {"index", "mod", "main", "lib"} and module.parent.name:
        module = module.parent
    return ModuleNames(str(module), module.name, namer.manifest_name(path))


def _by_file(namer: ModuleNamer, path: PurePosixPath, _declared: str) -> ModuleNames:
    return ModuleNames(str(path), path.stem, namer.manifest_name(path))


def _declared(namer: ModuleNamer, path: PurePosixPath, declared: str) -> ModuleNames:
    module = declared or path.stem
    return ModuleNames(module, module.rpartition(".")[2], namer.manifest_name(path))


def _by_directory(namer: ModuleNamer, path: PurePosixPath, _declared: str) -> ModuleNames:
    module = namer.import_path(path.parent)
    return ModuleNames(module, PurePosixPath(module).name, namer.manifest_name(path))


def _stated(namer: ModuleNamer, path: PurePosixPath, declared: str) -> ModuleNames:
    module = declared or namer.import_path(path.parent)
    return ModuleNames(module, module.rpartition(".")[2], namer.manifest_name(path))


def _by_crate(namer: ModuleNamer, path: PurePosixPath, _declared: str) -> ModuleNames:
    directory, crate = namer.crate(path.parent)
    parts = [part for part in path.with_suffix("").relative_to(directory).parts if part != "src"]
    if parts[-1] == "mod" or (len(parts) == 1 and parts[-1] in {"lib", "main"}):
        parts.pop()
    module = "::".join([crate, *parts])
    return ModuleNames(module, module.rpartition("::")[2], crate)


_RULES: Mapping[str, Callable[[ModuleNamer, PurePosixPath, str], ModuleNames]] = {
    "package": _by_package,
    "path": _by_path,
    "declared": _declared,
    "directory": _by_directory,
    "stated": _stated,
    "crate": _by_crate,
    "include": _by_file,
}


def _first_match(file: Path, pattern: re.Pattern[str]) -> str:
    try:
        found = pattern.search(file.read_text(encoding="utf-8", errors="replace"))
    except OSError:
        return ""
    return found.group(1) if found else ""
