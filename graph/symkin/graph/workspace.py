"""A workspace as everybody outside this room sees it: index it, lay buffers over it, ask it."""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import update_wrapper
from pathlib import Path
from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeVar, get_args

from symkin.graph import store as stores
from symkin.graph.buffers import Buffers, Change
from symkin.graph.discover import look_at, printable
from symkin.graph.errors import GraphError
from symkin.graph.facts import Definition
from symkin.graph.freshness import outdated, why_left_out
from symkin.graph.groups import make_groups, module_groups
from symkin.graph.index import update, write_files
from symkin.graph.kin import near_kin
from symkin.graph.languages.configured import languages_of
from symkin.graph.languages.language import Language
from symkin.graph.languages.registry import BUILT_IN, Languages
from symkin.graph.locate import symbol_at
from symkin.graph.meanings import Def, Module
from symkin.graph.modules import ModuleNamer, ModuleNames
from symkin.graph.opening import REBUILT, default_cache_dir, default_config_dir, open_store, unwritable
from symkin.graph.past import FILE, Name, Past, companions
from symkin.graph.store import Store, store_path
from symkin.graph.types import Edge, EdgeKind, Freshness, Groups, IndexReport, Progress, Related, Symbol
from symkin.graph.view import View

if TYPE_CHECKING:
    from symkin.graph.edges import Edges
    from symkin.graph.tables import Table

EDGE_KINDS: tuple[EdgeKind, ...] = ("field", "input", "output", "base", "reference")
"""What `edges` gives unless asked otherwise: `use` and `subtype` are `reference` seen from its other end."""

_P = ParamSpec("_P")
_T = TypeVar("_T")


def _question(ask: Callable[Concatenate[Workspace, _P], _T]) -> Callable[Concatenate[Workspace, _P], _T]:
    """Hold the lock; see what others have written; turn a store that breaks under the question into an error."""

    def asked(self: Workspace, /, *args: _P.args, **kwargs: _P.kwargs) -> _T:
        with self._lock:
            try:
                self._catch_up()
                return ask(self, *args, **kwargs)
            except sqlite3.DatabaseError as error:
                self._rebuild(error)
                return ask(self, *args, **kwargs)

    update_wrapper(asked, ask)
    return asked


class Workspace:
    """One workspace root. Thread-safe: questions take turns, and an index run goes on beside them."""

    def __init__(self, root: Path, path: Path, languages: Languages = BUILT_IN, notices: Sequence[str] = ()) -> None:
        self.root = root
        self.languages = languages
        self._notices = list(notices)
        self._path = path
        self._lock = threading.RLock()
        self._indexing = threading.Lock()
        self._buffers = Buffers(languages)
        self._store, notice = open_store(path)
        if notice:
            self._notices.append(notice)
        self._view = View(self._store, self.root, self.languages)
        self._edges: tuple[int, Edges] | None = None
        self._tables: dict[int, Table] = {}
        self.past = Past(root, path.with_name(FILE), languages)
        """What was changed together; somebody has to have it read."""

    @classmethod
    def open(cls, root: Path, *, cache_dir: Path | None = None) -> Workspace:
        """The workspace at `root`; OSError when that is no readable directory, GraphError when no store can be made."""
        root = root.resolve()
        with os.scandir(root):
            pass
        languages, mistakes = languages_of(root, default_config_dir())
        return cls(root, store_path(root, cache_dir or default_cache_dir()), languages, mistakes)

    def close(self) -> None:
        """Release the store."""
        with self._lock:
            self._store.close()
            self._buffers.close()

    @property
    def notices(self) -> list[str]:
        """What the user should be told once."""
        late = (f"{path} takes too long to read: answers go by what it was before" for path in self._buffers.late)
        return [*self._notices, *late]

    # -- keeping up to date

    def is_indexed(self) -> bool:
        """Whether an index run has finished here before."""
        with self._lock:
            return self._store.meta("indexed") is not None

    def index(
        self,
        *,
        workers: int | None = None,
        progress: Callable[[Progress], None] | None = None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> IndexReport:
        """Bring the store up to date; a cancelled or killed run keeps what it finished. Raises GraphError."""
        with self._indexing:
            try:
                report = self._index(workers, progress or (lambda _: None), cancelled)
            except sqlite3.DatabaseError as error:
                with self._lock:
                    self._rebuild(error)
                report = self._index(workers, progress or (lambda _: None), cancelled)
        return replace(report, notices=tuple(self.notices))

    def _index(
        self, workers: int | None, progress: Callable[[Progress], None], cancelled: Callable[[], bool]
    ) -> IndexReport:
        store = Store(self._path)
        try:
            return update(
                self.root, store, languages=self.languages, workers=workers, progress=progress, cancelled=cancelled
            )
        except sqlite3.OperationalError as error:
            raise unwritable(self._path, error) from error
        finally:
            store.close()

    @_question
    def refresh(self, paths: Sequence[str]) -> None:
        """Take in files that were changed, created or deleted on disk."""
        seen = {printable(path): look_at(self.root, path) if self.languages.of(path) else None for path in paths}
        present = [found for found in seen.values() if found is not None and not found.skip]
        self._store.forget([path for path, found in seen.items() if found is None or found.skip])
        write_files(self.root, self._store, present, ModuleNamer(self.root, self._paths()), self.languages)
        self._view.reload()

    def set_buffer(self, path: str, text: str | None) -> None:
        """Let unsaved text stand for a file's content; None gives the file its own word back.

        The text is only kept here, and read when the next question comes: of fast typing only the last state is parsed.
        """
        self._buffers.set(path, text)

    def _catch_up(self) -> None:
        """See what others have written to the store, and what has been typed."""
        self._view.refresh()
        for change in self._buffers.changes():
            self._lay_over(change)

    def _lay_over(self, change: Change) -> None:
        if change.found is None:
            self._view.drop_buffer(change.path)
            return
        names = self._names(change.path, change.language, change.found.facts.module)
        self._view.lay_over(change.path, change.language, names, change.digest, change.found)

    def _names(self, path: str, language: Language, declared: str) -> ModuleNames:
        known = self._view.file(path)
        if known is not None and declared in {"", known.module}:
            return ModuleNames(known.module, known.tail, known.package)
        return ModuleNamer(self.root, [path, *self._paths()]).names(path, language, declared)

    def _paths(self) -> list[str]:
        return [file.path for file in self._view.files()]

    # -- questions

    @_question
    def symbol_at(self, path: str, line: int, column: int) -> Symbol | None:
        """What the name at a position (0-based, code points) means, else the definition around it, else None."""
        file = self._view.file(path)
        return symbol_at(self._current(), file, line, column) if file else None

    @_question
    def find(self, name: str) -> list[Symbol]:
        """The symbols of that name, or whose qualified name (with or without its module) ends in it."""
        edges, last = self._current(), name.rpartition(".")[2]
        found = [
            symbol
            for file in self._view.defining(last)
            for index, definition in enumerate(self._view.facts(file).definitions)
            if definition.name == last and (symbol := edges.symbol(Def(file, index))) and _ends_in(symbol, name)
        ]
        modules = (edges.symbol(Module(file.module, file)) for file in self._view.of_module(name))
        return sorted([*found, *filter(None, modules)], key=lambda s: (s.qualified_name != name, s.path, s.line))

    @_question
    def find_in_file(self, path: str, qualified_name: str) -> list[Symbol]:
        """The symbols of that qualified name in one file."""
        return list(self._in_file(path, lambda definition: definition.qualified_name == qualified_name))

    def _in_file(self, path: str, wanted: Callable[[Definition], bool] = lambda _: True) -> Iterator[Symbol]:
        file, edges = self._view.file(path), self._current()
        for index, definition in enumerate(self._view.facts(file).definitions if file else ()):
            symbol = edges.symbol(Def(file, index)) if file and wanted(definition) else None
            if symbol:
                yield symbol

    def symbols(self) -> Iterator[Symbol]:
        """Every definition of the workspace, file by file in the order of paths; modules are not among them."""
        with self._lock:
            self._catch_up()
            for path in sorted(self._paths()):
                yield from self._in_file(path)

    @_question
    def near(self, name: str, limit: int = 5) -> list[str]:
        """Names that are much like this one."""
        import difflib

        last = name.rpartition(".")[2]
        names = self._view.defined_names()
        by_case = {known.lower(): known for known in names}
        same = [by_case[last.lower()]] if last.lower() in by_case else []
        close = difflib.get_close_matches(last, names, n=limit, cutoff=0.7)
        return list(dict.fromkeys([*same, *close]))[:limit]

    @_question
    def groups(self, symbol: Symbol) -> Groups:
        """The candidates of a symbol in the prompt's four groups; empty for what is no longer there."""
        edges = self._current()
        file = self._view.file(symbol.path)
        if symbol.kind == "module" and file is not None:
            return module_groups(edges, Module(file.module, file))
        target = edges.definition_of(symbol)
        return make_groups(edges, target) if target else Groups()

    @_question
    def near_kin(self, symbol: Symbol, groups: Groups) -> list[Related]:
        """Those near to a symbol that are none of its groups' candidates; the groups are those of `groups`."""
        edges = self._current()
        target = edges.definition_of(symbol) if symbol.kind != "module" else None
        return near_kin(edges, target, groups) if target else []

    @_question
    def companions(self, symbol: Symbol, together: Mapping[Name, int], seen: Collection[Symbol]) -> list[Related]:
        """Those that past commits changed along with a symbol, more than once, and that have not been seen yet.

        `together` is what `past.together` counts.
        """
        return [one for one in companions(symbol, together, self.find_in_file) if one.symbol not in seen]

    def edges(self, kinds: Collection[EdgeKind] | None = None) -> Iterator[Edge]:
        """Every edge of the workspace, in the order of files; GraphError for a kind that there is not."""
        wanted = tuple(kinds) if kinds else EDGE_KINDS
        for kind in wanted:
            if kind not in get_args(EdgeKind):
                raise GraphError(f"no edge kind {kind!r}; there are {', '.join(get_args(EdgeKind))}")
        with self._lock:
            self._catch_up()
            yield from self._current().all(wanted)

    @_question
    def freshness(self, *symbols: Symbol) -> Freshness:
        """Whether the symbols' files still hold what the answer was computed from; the first that does not is told."""
        reasons = (outdated(self.root, self._view, path) for path in dict.fromkeys(symbol.path for symbol in symbols))
        reason = next(filter(None, reasons), "")
        return Freshness(bool(reason), reason)

    @_question
    def catch_up(self, path: str) -> None:
        """Read a file again that has changed on disk, or that the first index run has not come to yet."""
        if outdated(self.root, self._view, path) if self._view.file(path) else not self.is_indexed():
            self.refresh([path])

    @_question
    def left_out(self, path: str) -> str:
        """Why a file that is there is not read: 'generated', 'too large', ...; '' where it is."""
        return "" if self._view.file(path) else why_left_out(self.root, self.languages, self._store, path)

    def _current(self) -> Edges:
        """The edges over the present state of the view; a new state starts with nothing remembered."""
        from symkin.graph.edges import Edges  # resolution is a third of our modules, and an index run asks nothing
        from symkin.graph.resolve import Resolver

        generation = self._view.generation
        if self._edges is None or self._edges[0] != generation:
            self._edges = (generation, Edges(Resolver(self._view, self._tables)))
        return self._edges[1]

    def _rebuild(self, error: sqlite3.DatabaseError) -> None:
        """Put an empty store in place of a broken one, and say so."""
        if isinstance(error, sqlite3.OperationalError) and "malformed" not in str(error):
            raise unwritable(self._path, error) from error
        self._store.close()
        stores.remove(self._path)
        self._store = Store(self._path)
        self._view = View(self._store, self.root, self.languages)
        self._view.refresh()
        self._edges = None
        self._tables.clear()
        self._notices.append(REBUILT)


def _ends_in(symbol: Symbol, name: str) -> bool:
    full = f"{symbol.module}.{symbol.qualified_name}"
    return full == name or full.endswith("." + name)
