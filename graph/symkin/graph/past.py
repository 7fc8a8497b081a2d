"""What past commits of a workspace changed together, definition by definition.

Reading a history takes seconds, so nobody waits for it: it goes on in a process of its own, the newest commits first;
what has been read counts at once, and is kept for the next time.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path

import msgspec

from symkin.graph.errors import GraphError
from symkin.graph.history import changed_names, commits, newest
from symkin.graph.languages.registry import BUILT_IN, Languages
from symkin.graph.pool import process_context
from symkin.graph.types import Related, Symbol

LIMIT = 500
"""Commits that are read."""

MOST_NAMES = 40
"""A commit that changes more definitions binds nothing together."""

COMPANIONS = 20
"""The most that are looked for of those that were changed along with a symbol."""

FILE = "past-v1.json"

BATCH = 50
"""Commits after which what has been read is written down."""

_POLL = 0.1
"""Seconds between two looks at whether to go on."""

Name = tuple[str, str]
"""Path and qualified name: a definition, whatever its lines."""


class Kept(msgspec.Struct):
    """What has been read: up to which commit, '' for not all of it, and what each commit changed, newest first."""

    head: str = ""
    commits: dict[str, tuple[Name, ...]] = {}


class Past:
    """How often two definitions were changed by the same commit. Thread-safe; grows while `read` runs elsewhere."""

    def __init__(self, root: Path, file: Path, languages: Languages = BUILT_IN) -> None:
        self._root = root
        self._file = file
        self._languages = languages
        self._lock = threading.Lock()
        self._kept: Kept | None = None
        self._changes: dict[Name, list[str]] = defaultdict(list)

    def together(self, symbol: Symbol) -> Mapping[Name, int]:
        """How many commits changed another definition along with this one."""
        own = (symbol.path, symbol.qualified_name)
        with self._lock:
            kept = self._loaded().commits
            found = Counter(name for commit in self._changes.get(own, ()) for name in kept[commit])
        del found[own]
        return found

    def read(self, cancelled: Callable[[], bool] = lambda: False) -> None:
        """Read what is new in the history, until `cancelled()`, and keep it. Where there is none, nothing is read."""
        with self._lock:
            kept = self._loaded()
        head = newest(self._root)
        if head in {"", kept.head}:
            return
        seen = dict(self._arriving(frozenset(kept.commits), cancelled))
        complete = not cancelled()
        with self._lock:
            self._replace(Kept(head if complete else "", seen if complete else kept.commits | seen))
            self._save()

    def _arriving(self, known: frozenset[str], cancelled: Callable[[], bool]) -> Iterator[tuple[str, tuple[Name, ...]]]:
        """The commits of the history, newest first; each counts as soon as it is here."""
        fresh = 0
        for commit, names in _read_aside(self._root, self._languages, known, cancelled):
            with self._lock:
                if names is not None:
                    self._add(commit, names)
                    fresh += 1
                    if fresh % BATCH == 0:
                        self._save()
                changed = self._loaded().commits[commit]
            yield commit, changed

    def _loaded(self) -> Kept:
        if self._kept is None:
            try:
                kept = msgspec.json.decode(self._file.read_bytes(), type=Kept)
            except (OSError, msgspec.DecodeError):
                kept = Kept()
            self._replace(kept)
        assert self._kept is not None
        return self._kept

    def _replace(self, kept: Kept) -> None:
        self._kept = Kept(kept.head)
        self._changes.clear()
        for commit, names in kept.commits.items():
            self._add(commit, names)

    def _add(self, commit: str, names: tuple[Name, ...]) -> None:
        assert self._kept is not None
        self._kept.commits[commit] = names
        for name in names:
            self._changes[name].append(commit)

    def _save(self) -> None:
        """A cache that cannot be written is done without."""
        draft = self._file.with_suffix(f".{os.getpid()}.new")
        with suppress(OSError):
            draft.write_bytes(msgspec.json.encode(self._kept))
            draft.replace(self._file)


def binding(names: Mapping[str, Iterable[str]]) -> tuple[Name, ...]:
    """What a commit changed, if it is little enough to belong together."""
    found = sorted((path, name) for path, some in names.items() for name in some)
    return tuple(found) if len(found) <= MOST_NAMES else ()


def companions(
    symbol: Symbol, together: Mapping[Name, int], find: Callable[[str, str], Sequence[Symbol]]
) -> Iterator[Related]:
    """The definitions that are still there of those that were changed along with a symbol more than once."""
    often = [(name, count) for name, count in Counter(together).most_common(COMPANIONS) if count > 1]
    for rank, (name, count) in enumerate(often):
        why = f"changed with {symbol.name} in {count} past commits"
        for other in find(*name)[:1]:
            yield Related(other, "history", "likely", rank / max(1, len(often) - 1), "", why)


# -- the process that reads

Arrival = tuple[str, tuple[Name, ...] | None]
"""A commit and what it changed; None for one that is known."""


def _read_aside(
    root: Path, languages: Languages, known: frozenset[str], cancelled: Callable[[], bool]
) -> Iterator[Arrival]:
    context = process_context()
    ours, theirs = context.Pipe()
    process = context.Process(target=_serve, args=(theirs, root, languages, known), daemon=True)
    process.start()
    theirs.close()
    try:
        while not cancelled():
            if ours.poll(_POLL):
                yield ours.recv()
    except (EOFError, OSError):
        return  # that was all, or a parser died of it
    finally:
        _end(process)
        ours.close()


def _end(process: BaseProcess) -> None:
    """End the process now, and git with it."""
    assert process.pid is not None
    if sys.platform != "win32":
        with suppress(ProcessLookupError):  # it has ended, or has not come so far
            os.killpg(process.pid, signal.SIGKILL)
    process.kill()
    process.join()


def _serve(connection: Connection, root: Path, languages: Languages, known: frozenset[str]) -> None:
    if sys.platform != "win32":
        os.setsid()  # git is to end with this
        os.nice(10)  # an answer or an index run goes first
    # What raises GraphError is the end of what can be read; a broken pipe is that of the reader.
    with suppress(GraphError, OSError, KeyboardInterrupt):
        for commit in commits(root, limit=LIMIT):
            names = None if commit.id in known else binding(changed_names(root, commit, languages))
            connection.send((commit.id, names))
