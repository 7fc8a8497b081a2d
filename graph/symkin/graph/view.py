"""The workspace as questions see it: the store's files, with unsaved buffers laid over them.

Facts are decoded when first asked for and kept by row id. A row id never changes its meaning, so nothing here can go
stale; only the table of files is read again after another connection has written.
"""

from __future__ import annotations

from collections import OrderedDict, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import msgspec

from symkin.graph.aliases import Aliases
from symkin.graph.facts import (
    Facts,
    FileFacts,
    Occurrence,
    Occurrences,
    decode_facts,
    decode_occurrences,
    unpack,
)
from symkin.graph.languages.language import Language
from symkin.graph.languages.registry import BUILT_IN, Languages
from symkin.graph.modules import ModuleNames, namespace_parts
from symkin.graph.store import Store

MAX_FACTS = 4_000
"""Files whose decoded facts are kept."""


@dataclass(frozen=True, slots=True, eq=False)
class File:
    """A file of one state of the view, equal to itself only; the id is negative for a buffer."""

    id: int
    path: str
    hash: bytes
    language: Language
    module: str
    tail: str
    package: str


class View:
    """Reads; not thread-safe (the workspace holds a lock)."""

    def __init__(self, store: Store, root: Path, languages: Languages = BUILT_IN) -> None:
        self._store = store
        self._root = root
        self._languages = languages
        self._version = -1
        self._facts: OrderedDict[int, Facts] = OrderedDict()
        self._names: OrderedDict[int, dict[str, msgspec.Raw] | Occurrences] = OrderedDict()
        self._buffers: dict[str, File] = {}
        self._next_buffer = -1
        self.generation = 0
        """Grows whenever an answer may change; what others remember is keyed by it."""
        self._files: dict[int, File] = {}
        self._stored: dict[str, File] = {}
        self._by_path: dict[str, File] = {}
        self._by_module: dict[str, list[File]] = {}
        self._by_tail: dict[str, list[File]] = {}
        self.aliases = Aliases(root)
        self._directories: dict[str, set[str]] | None = None
        self._namespaces: set[str] | None = None

    # -- files

    def refresh(self) -> None:
        """Read the table of files again if somebody has written to the store."""
        version = self._store.data_version()
        if version != self._version:
            self._version = version
            self._read_files()

    def reload(self) -> None:
        """Read the table of files again: this connection itself has written."""
        self._version = self._store.data_version()
        self._read_files()

    def _read_files(self) -> None:
        rows = self._store.files()
        self._files = {
            row.id: File(row.id, row.path, row.hash, language, row.module, row.tail, row.package)
            for row in rows
            if (language := self._languages.named(row.language)) is not None
        }
        self._arrange()

    def _arrange(self) -> None:
        self.generation += 1
        self.aliases, self._directories, self._namespaces = Aliases(self._root), None, None
        self._stored = {file.path: file for file in self._files.values()}
        self._by_path = {**self._stored, **self._buffers}
        by_module, by_tail = defaultdict(list), defaultdict(list)
        for file in self._by_path.values():
            by_module[file.module].append(file)
            by_tail[file.tail].append(file)
        self._by_module, self._by_tail = dict(by_module), dict(by_tail)

    def files(self) -> Iterator[File]:
        """Every file, buffers in place of what they overlay."""
        return iter(self._by_path.values())

    def file(self, path: str) -> File | None:
        """The file at a path."""
        return self._by_path.get(path)

    def of_module(self, module: str) -> list[File]:
        """The files that carry exactly that module name."""
        return self._by_module.get(module, [])

    def with_tail(self, tail: str) -> list[File]:
        """The files whose module name ends in that component."""
        return self._by_tail.get(tail, [])

    def directories_of(self, package: str) -> set[str]:
        """The directories in which files of a package lie."""
        if self._directories is None:
            found = defaultdict(set)
            for file in self._stored.values():
                found[file.package].add(file.path.rpartition("/")[0])
            self._directories = dict(found)
        return self._directories.get(package, set())

    def is_namespace(self, module: str) -> bool:
        """Whether modules that go by their packages lie below that dotted name."""
        if self._namespaces is None:
            self._namespaces = {
                ".".join(parts[:size])
                for file in self._by_path.values()
                if file.language.module_rule == "package"
                for parts in (file.module.split(".")[:-1], namespace_parts(file.path))
                for size in range(1, len(parts) + 1)
            }
        return module in self._namespaces

    # -- facts

    def facts(self, file: File) -> Facts:
        """A file's facts; empty when the file vanished a moment ago."""
        found = self._facts.get(file.id)
        if found is None:
            packed = self._store.facts(file.id)
            found = self._facts[file.id] = decode_facts(packed) if packed else Facts()
            self._trim()
        return found

    def occurrences(self, file: File, name: str) -> list[Occurrence]:
        """Where a name occurs in a file."""
        found = self._names_of(file).get(name)
        return _unpacked(found) if found is not None else []

    def all_occurrences(self, file: File) -> Iterator[tuple[str, list[Occurrence]]]:
        """Every name that occurs in a file."""
        for name, found in self._names_of(file).items():
            yield name, _unpacked(found)

    def _names_of(self, file: File) -> Mapping[str, msgspec.Raw | list[Occurrence]]:
        found = self._names.get(file.id)
        if found is None:
            packed = self._store.names(file.id)
            found = self._names[file.id] = decode_occurrences(packed) if packed else {}
            self._trim()
        return found

    def _trim(self) -> None:
        for kept in (self._facts, self._names):
            while len(kept) > MAX_FACTS:
                oldest = next((id_ for id_ in kept if id_ >= 0), None)
                if oldest is None:
                    return
                del kept[oldest]

    # -- ways in by name

    def using(self, name: str) -> Iterator[File]:
        """The files in which a name occurs."""
        for id_ in self._store.using(name):
            file = self._files.get(id_)
            if file is not None and file.path not in self._buffers and name in self._names_of(file):
                yield file
        for buffer in self._buffers.values():
            if name in self._names[buffer.id]:
                yield buffer

    def defining(self, name: str) -> Iterator[File]:
        """The files that define a name."""
        for id_ in self._store.defining(name):
            file = self._files.get(id_)
            if file is not None and file.path not in self._buffers:
                yield file
        for buffer in self._buffers.values():
            if any(definition.name == name for definition in self._facts[buffer.id].definitions):
                yield buffer

    def defined_names(self) -> set[str]:
        """Every name that is defined somewhere."""
        names = set(self._store.defined_names())
        for buffer in self._buffers.values():
            names.update(definition.name for definition in self._facts[buffer.id].definitions)
        return names

    # -- buffers

    def lay_over(self, path: str, language: Language, names: ModuleNames, digest: bytes, found: FileFacts) -> None:
        """Let a buffer's facts stand for a path."""
        self._forget_buffer(path)
        id_ = self._next_buffer
        self._next_buffer -= 1
        self._facts[id_] = found.facts
        self._names[id_] = found.occurrences
        buffer = File(id_, path, digest, language, names.module, names.tail, names.package)
        self._buffers[path] = buffer
        self._replace(path, buffer)

    def drop_buffer(self, path: str) -> None:
        """Let the store speak for a path again."""
        if self._forget_buffer(path):
            self._replace(path, self._stored.get(path))

    def _forget_buffer(self, path: str) -> bool:
        buffer = self._buffers.pop(path, None)
        if buffer is not None:
            del self._facts[buffer.id], self._names[buffer.id]
        return buffer is not None

    def _replace(self, path: str, file: File | None) -> None:
        """Put one file in another's place without arranging all the others anew."""
        self.generation += 1
        former = self._by_path.pop(path, None)
        if former is None or file is None or former.module != file.module:
            self._namespaces = None
        if former is not None:
            self._by_module[former.module].remove(former)
            self._by_tail[former.tail].remove(former)
        if file is not None:
            self._by_path[path] = file
            self._by_module.setdefault(file.module, []).append(file)
            self._by_tail.setdefault(file.tail, []).append(file)

    def buffers(self) -> list[str]:
        """The paths that buffers overlay."""
        return list(self._buffers)


def _unpacked(found: msgspec.Raw | list[Occurrence]) -> list[Occurrence]:
    """The occurrences of a name: those of a stored file are packed until they are asked for."""
    return unpack(found) if isinstance(found, msgspec.Raw) else found
