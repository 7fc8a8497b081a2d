"""C and C++ edges against libclang: precision of ours, recall of its.

    pip install libclang==18.1.1
    python bench/oracles/cpp_libclang.py --package SOURCES ... [--sample 500] [--errors] [-- -DFLAG -Iinclude ...]

Needs the headers of GCC. A package is a folder with a library's sources (`apt-get source leveldb`), without its tests.
What is counted is told in judging.py. A function's declarations and its definition count as the same, so do a template
and its specialisations, a class and the constructor that a call means, all of a macro's definitions. libclang is silent
where a template's argument decides, where a header is missing, and in what the preprocessor leaves out.
"""

from __future__ import annotations

import re
import subprocess
from collections import defaultdict
from collections.abc import Collection
from pathlib import Path

from clang.cindex import Cursor, CursorKind, Index, TranslationUnit, conf
from judging import Place, Site, copied, main, taken_options

UNITS, HEADERS = (".cc", ".cpp", ".cxx", ".c"), (".h", ".hh", ".hpp", ".hxx", ".inl")
TESTS = frozenset({"test", "tests", "testing", "unittests", "testbed", "unit-test", "third_party", "extern"})
LOCAL = frozenset({CursorKind.PARM_DECL, CursorKind.TEMPLATE_TYPE_PARAMETER, CursorKind.TEMPLATE_NON_TYPE_PARAMETER})
FUNCTIONS = frozenset({CursorKind.FUNCTION_DECL, CursorKind.CXX_METHOD, CursorKind.CONSTRUCTOR, CursorKind.DESTRUCTOR})
_MACRO = re.compile(r"[ \t]*#[ \t]*define[ \t]+(\w+)")
_WORD = re.compile(rb"[^\W\d]\w*")
OPTIONS: list[str] = []


def fetch(package: str, directory: Path) -> Path:
    """The library's own sources, without its tests."""
    return copied(package, directory, UNITS + HEADERS, TESTS)


class Clang:
    """What libclang says of all names in a tree."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._texts: dict[str, list[bytes]] = {}
        self._meant: dict[tuple[str, int, int], set[str]] = defaultdict(set)
        self._declared: dict[str, set[Place]] = defaultdict(set)
        self._definitions: set[Place] = set()
        self._paths: dict[str, str] = {}
        gcc = subprocess.run(["gcc", "-print-file-name=include"], check=True, stdout=subprocess.PIPE, text=True).stdout
        places = [root, *(path for path in (root / "include", root / "src") if path.is_dir())]
        self._options = ["-std=c++17", f"-isystem{gcc.strip()}", *(f"-I{path}" for path in places), *OPTIONS]
        files = sorted(path for path in root.rglob("*") if path.is_file())
        for path in files:
            self._read_macros(path)
        index = Index.create()
        for path in (path for suffixes in (UNITS, HEADERS) for path in files if path.suffix in suffixes):
            if path.relative_to(root).as_posix() not in self._paths.values():
                self._read(index, path)

    def _read_macros(self, path: Path) -> None:
        """A macro's definitions, those in branches that the preprocessor leaves out included."""
        for line, text in enumerate(path.read_text(encoding="utf-8", errors="replace").split("\n")):
            if found := _MACRO.match(text):
                place = (path.relative_to(self._root).as_posix(), line)
                self._declared[f"#{found.group(1)}"].add(place)
                self._definitions.add(place)

    def _read(self, index: Index, path: Path) -> None:
        """All that a translation unit says of those of the tree's files that no unit before it has read."""
        language = [] if path.suffix in UNITS else ["-x", "c++"]
        options = [one for one in self._options if path.suffix != ".c" or not one.startswith("-std")]
        unit = index.parse(str(path), [*language, *options], options=TranslationUnit.PARSE_DETAILED_PROCESSING_RECORD)
        known = {one for one in self._paths.values() if not one.startswith("/")}
        pending = [one for one in unit.cursor.get_children() if self._inside(one, known)]
        while pending:
            cursor = pending.pop()
            self._take(cursor)
            pending.extend(cursor.get_children())

    def _inside(self, cursor: Cursor, known: Collection[str]) -> bool:
        file = cursor.location.file
        path = self._path(file.name) if file is not None else "/"
        return not path.startswith("/") and path not in known

    def _path(self, name: str) -> str:
        """A file's path in the tree, or its absolute path outside of it."""
        if name not in self._paths:
            path = Path(name).resolve()
            inside = path.is_relative_to(self._root)
            self._paths[name] = path.relative_to(self._root).as_posix() if inside else str(path)
        return self._paths[name]

    def _take(self, cursor: Cursor) -> None:
        if cursor.kind.is_declaration() or cursor.kind == CursorKind.MACRO_DEFINITION:
            place = self._place(cursor)
            if place is not None:
                self._declared[_name(cursor)].add(place[:2])
                if cursor.kind not in LOCAL and not _is_local(cursor):
                    self._definitions.add(place[:2])
            return
        meant = cursor.referenced
        if meant is None or meant == cursor or meant.kind in LOCAL or not _name(meant):  # what code in error declares
            return
        site = self._place(cursor)
        if site is not None and self._word(site) == meant.spelling.partition("<")[0].encode():
            self._meant[site].add(_name(meant))
            self._outside(meant)
        if meant.kind == CursorKind.CONSTRUCTOR:
            self._constructed(cursor, meant)

    def _constructed(self, cursor: Cursor, constructor: Cursor) -> None:
        """A constructor is meant where its class's name stands, which is a child of the call."""
        for child in cursor.get_children():
            if child.kind in {CursorKind.TYPE_REF, CursorKind.TEMPLATE_REF}:
                site = self._place(child)
                if site is not None:
                    self._meant[site].add(_name(constructor))
                    self._outside(constructor)

    def _outside(self, meant: Cursor) -> None:
        """Enter what a name outside of the tree means."""
        file = meant.location.file
        if file is not None and self._path(file.name).startswith("/"):
            self._declared[_name(meant)].add((self._path(file.name), meant.location.line - 1))

    def _place(self, cursor: Cursor) -> tuple[str, int, int] | None:
        location = cursor.location
        path = self._path(location.file.name) if location.file is not None else "/"
        return None if path.startswith("/") else (path, location.line - 1, location.column - 1)

    def _word(self, site: tuple[str, int, int]) -> bytes:
        path, line, column = site
        if path not in self._texts:
            self._texts[path] = (self._root / path).read_bytes().split(b"\n")
        found = _WORD.match(self._texts[path][line], column)
        return found.group() if found else b""

    def places(self, site: Site) -> Collection[Place] | None:
        names = self._meant.get((site.path, site.line, site.column), set())
        return {place for name in names for place in self._declared[name]} or None

    def is_definition(self, place: Place) -> bool:
        return place in self._definitions


def _name(cursor: Cursor) -> str:
    """What all declarations of a thing share; a macro's is its spelling."""
    if cursor.kind == CursorKind.MACRO_DEFINITION:
        return f"#{cursor.spelling}"
    template = conf.lib.clang_getSpecializedCursorTemplate(cursor)
    return str((template or cursor).get_usr())


def _is_local(cursor: Cursor) -> bool:
    around = cursor.semantic_parent
    return around is not None and around.kind in FUNCTIONS


if __name__ == "__main__":
    OPTIONS += taken_options()
    main(__doc__, (), fetch, lambda root, _samples: Clang(root), times=8)
