"""The workspace's facts in one SQLite file.

A row of `file` holds a file's facts and names packed; `definition` and `posting` are the two ways in by name.
Nothing in it is derived from two files, so an edited file is one row replaced. Row ids are never reused: whatever
is remembered by a file's id stays true for as long as the row is there.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from zlib import crc32

from symkin.graph.facts import FACTS_VERSION, decode_facts, decode_occurrences

SCHEMA_VERSION = 2

_SCHEMA = """
CREATE TABLE file (
    id INTEGER PRIMARY KEY AUTOINCREMENT, path TEXT UNIQUE NOT NULL, hash BLOB NOT NULL, size INTEGER NOT NULL,
    mtime_ns INTEGER NOT NULL, language TEXT NOT NULL, module TEXT NOT NULL, tail TEXT NOT NULL, package TEXT NOT NULL,
    symbols INTEGER NOT NULL, occurrences INTEGER NOT NULL, facts BLOB NOT NULL, names BLOB NOT NULL
);
CREATE TABLE definition (name TEXT NOT NULL, file INTEGER NOT NULL, PRIMARY KEY (name, file)) WITHOUT ROWID;
CREATE TABLE posting (key INTEGER NOT NULL, file INTEGER NOT NULL, PRIMARY KEY (key, file)) WITHOUT ROWID;
CREATE TABLE skipped (path TEXT PRIMARY KEY, reason TEXT NOT NULL, size INTEGER NOT NULL, mtime_ns INTEGER NOT NULL);
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL);
"""


@dataclass(frozen=True, slots=True)
class FileRow:
    """What is known of a file without opening its facts."""

    id: int
    path: str
    hash: bytes
    size: int
    mtime_ns: int
    language: str
    module: str
    tail: str
    package: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A file's facts, packed by a worker and ready to be written."""

    path: str
    hash: bytes
    size: int
    mtime_ns: int
    language: str
    declared: str
    facts: bytes
    names: bytes
    defined: tuple[str, ...]
    keys: tuple[int, ...]
    symbols: int
    occurrences: int


def key_of(name: str) -> int:
    """A name's key in `posting`. Two names may share one: the reader looks into the file's names anyway."""
    return crc32(name.encode("utf-8", "surrogatepass"))


def store_path(root: Path, cache_dir: Path) -> Path:
    """Where the store of a workspace lies; another worktree of the same repository has another one."""
    place = blake2b(str(root).encode("utf-8", "surrogateescape"), digest_size=8).hexdigest()
    return (
        cache_dir / "workspaces" / f"{root.name or 'root'}-{place}" / f"graph-v{SCHEMA_VERSION}.{FACTS_VERSION}.sqlite"
    )


def connect(path: Path) -> sqlite3.Connection:
    """An open store, made if it is not there; raises `sqlite3.DatabaseError` on a file that is no sound store."""
    path.parent.mkdir(parents=True, exist_ok=True)
    connection = sqlite3.connect(path, timeout=30, isolation_level=None, check_same_thread=False)
    try:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute("PRAGMA mmap_size = 268435456")
        with _transaction(connection):
            if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'meta'").fetchone():
                for statement in _SCHEMA.split(";"):
                    connection.execute(statement)
        connection.execute("SELECT count(id) FROM file").fetchone()
    except BaseException:
        connection.close()
        raise
    return connection


def remove(path: Path) -> None:
    """Delete a store with its journal."""
    for suffix in ("", "-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)


@contextmanager
def _transaction(connection: sqlite3.Connection) -> Iterator[None]:
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:  # where the disk is full, SQLite has rolled back by itself
            connection.execute("ROLLBACK")
        raise


class Store:
    """Reading and writing one connection; not thread-safe, so each thread that writes opens its own."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._connection = connect(path)

    def close(self) -> None:
        """Release the file."""
        self._connection.close()

    # -- reading

    def data_version(self) -> int:
        """Changes whenever another connection has committed."""
        return int(self._connection.execute("PRAGMA data_version").fetchone()[0])

    def meta(self, key: str) -> str | None:
        """A note about the store, or None."""
        row = self._connection.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
        return row[0] if row else None

    def files(self) -> list[FileRow]:
        """Every file, without its facts."""
        query = "SELECT id, path, hash, size, mtime_ns, language, module, tail, package FROM file"
        return [FileRow(*row) for row in self._connection.execute(query)]

    def totals(self) -> tuple[int, int, int]:
        """Files, symbols and occurrences."""
        query = "SELECT count(*), coalesce(sum(symbols), 0), coalesce(sum(occurrences), 0) FROM file"
        files, symbols, occurrences = self._connection.execute(query).fetchone()
        return files, symbols, occurrences

    def facts(self, file: int) -> bytes | None:
        """A file's packed facts, or None when the row is gone."""
        row = self._connection.execute("SELECT facts FROM file WHERE id = ?", (file,)).fetchone()
        return row[0] if row else None

    def names(self, file: int) -> bytes | None:
        """A file's packed occurrences, or None when the row is gone."""
        row = self._connection.execute("SELECT names FROM file WHERE id = ?", (file,)).fetchone()
        return row[0] if row else None

    def defining(self, name: str) -> list[int]:
        """The files with a definition of that name."""
        return [file for (file,) in self._connection.execute("SELECT file FROM definition WHERE name = ?", (name,))]

    def using(self, name: str) -> list[int]:
        """The files in which the name occurs (and perhaps, very rarely, others)."""
        return [f for (f,) in self._connection.execute("SELECT file FROM posting WHERE key = ?", (key_of(name),))]

    def defined_names(self) -> Iterator[str]:
        """Every name that some file defines."""
        return (name for (name,) in self._connection.execute("SELECT DISTINCT name FROM definition"))

    def skipped(self) -> list[tuple[str, str, int, int]]:
        """Path, reason, size and time of every file that was left out after a look inside."""
        return list(self._connection.execute("SELECT path, reason, size, mtime_ns FROM skipped"))

    # -- writing

    def write(
        self, entries: Sequence[tuple[Entry, str, str, str]], skipped: Iterable[tuple[str, str, int, int]]
    ) -> None:
        """Put files (with module, tail and package) in place of what their paths held, in one transaction."""
        connection = self._connection
        skipped = list(skipped)
        with _transaction(connection):
            self._delete([entry.path for entry, *_ in entries] + [row[0] for row in skipped])
            ids = [self._insert(entry, module, tail, package) for entry, module, tail, package in entries]
            written = list(zip(ids, (entry for entry, *_ in entries), strict=True))
            # In the order of the trees, which is several times faster than in the order of the files.
            names = sorted((name, file) for file, entry in written for name in entry.defined)
            keys = sorted((key, file) for file, entry in written for key in entry.keys)
            connection.executemany("INSERT INTO definition VALUES (?, ?)", names)
            connection.executemany("INSERT INTO posting VALUES (?, ?)", keys)
            connection.executemany("INSERT OR REPLACE INTO skipped VALUES (?, ?, ?, ?)", skipped)

    def _insert(self, entry: Entry, module: str, tail: str, package: str) -> int:
        values = (
            entry.path, entry.hash, entry.size, entry.mtime_ns, entry.language, module, tail, package,
            entry.symbols, entry.occurrences, entry.facts, entry.names,
        )  # fmt: skip
        cursor = self._connection.execute(
            "INSERT INTO file (path, hash, size, mtime_ns, language, module, tail, package,"
            " symbols, occurrences, facts, names) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            values,
        )
        assert cursor.lastrowid is not None
        return cursor.lastrowid

    def touch(self, rows: Iterable[tuple[int, int, str]]) -> None:
        """New size and time for files whose content is the same."""
        with _transaction(self._connection):
            self._connection.executemany("UPDATE file SET size = ?, mtime_ns = ? WHERE path = ?", rows)

    def rename_modules(self, rows: Iterable[tuple[str, str, str, int]]) -> None:
        """Module, tail and package of files whose neighbours changed what they are called."""
        with _transaction(self._connection):
            self._connection.executemany("UPDATE file SET module = ?, tail = ?, package = ? WHERE id = ?", rows)

    def forget(self, paths: Sequence[str]) -> None:
        """Drop files that are gone."""
        with _transaction(self._connection):
            self._delete(paths)

    def set_meta(self, key: str, value: str) -> None:
        """Leave a note."""
        with _transaction(self._connection):
            self._connection.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, value))

    def _delete(self, paths: Sequence[str]) -> None:
        """The packed facts tell which rows point at a file, so that no index by file has to be kept."""
        connection = self._connection
        for path in paths:
            connection.execute("DELETE FROM skipped WHERE path = ?", (path,))
            row = connection.execute("SELECT id, facts, names FROM file WHERE path = ?", (path,)).fetchone()
            if row:
                file, facts, names = row
                defined = {definition.name for definition in decode_facts(facts).definitions}
                keys = {key_of(name) for name in decode_occurrences(names)}
                connection.executemany(
                    "DELETE FROM definition WHERE name = ? AND file = ?", [(n, file) for n in defined]
                )
                connection.executemany("DELETE FROM posting WHERE key = ? AND file = ?", [(key, file) for key in keys])
                connection.execute("DELETE FROM file WHERE id = ?", (file,))
