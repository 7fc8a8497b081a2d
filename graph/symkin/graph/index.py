"""Bringing the store up to date with the files: what is new or changed is extracted, what is gone is dropped."""

from __future__ import annotations

import os
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from symkin.graph.discover import Found, discover
from symkin.graph.languages.registry import BUILT_IN, Languages
from symkin.graph.modules import ModuleNamer
from symkin.graph.pool import Result, Skipped, Task, process, process_all
from symkin.graph.store import Entry, FileRow, Store
from symkin.graph.types import IndexReport, Progress

BATCH = 256
"""Files a transaction: what a killed process loses at most."""


def default_workers() -> int:
    """One for each processor that this process may use, eight at most."""
    try:
        return min(8, len(os.sched_getaffinity(0)))
    except AttributeError:
        return min(8, os.cpu_count() or 1)


@dataclass
class _Run:
    """One index run's bookkeeping."""

    store: Store
    namer: ModuleNamer
    total: int
    progress: Callable[[Progress], None]
    languages: Languages
    done: int = 0
    indexed: int = 0

    def write(self, results: Sequence[Result]) -> None:
        entries = [result for result in results if isinstance(result, Entry)]
        skips = [result for result in results if isinstance(result, Skipped)]
        left_out = [(s.task.path, s.reason, s.task.size, s.task.mtime_ns) for s in skips if s.reason]
        self.store.write([self._named(entry) for entry in entries], left_out)
        self.store.touch((s.task.size, s.task.mtime_ns, s.task.path) for s in skips if not s.reason)
        self.indexed += len(entries)
        self.done += len(results)
        last = results[-1]
        self.progress(Progress(self.done, self.total, last.path if isinstance(last, Entry) else last.task.path))

    def _named(self, entry: Entry) -> tuple[Entry, str, str, str]:
        language = self.languages.named(entry.language)
        assert language is not None
        names = self.namer.names(entry.path, language, entry.declared)
        return entry, names.module, names.tail, names.package


def update(
    root: Path,
    store: Store,
    *,
    languages: Languages = BUILT_IN,
    workers: int | None = None,
    progress: Callable[[Progress], None] = lambda _: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> IndexReport:
    """Index a workspace; every batch is kept even when the run is cancelled or killed."""
    started = time.monotonic()
    progress(Progress(0, 0, "looking for files"))
    found = {file.path: file for file in discover(root, languages)}
    changed = _changed(store, languages)
    rows = {row.path: row for row in store.files()}
    left_out = {path: (reason, size, mtime) for path, reason, size, mtime in store.skipped()}
    tasks = list(_tasks(found.values(), rows, left_out, changed))
    gone = [path for path in (*rows, *left_out) if path not in found or found[path].skip]
    store.forget(gone)
    namer = ModuleNamer(root, found)
    run = _Run(store, namer, len(tasks), progress, languages)
    results = process_all(root, tasks, workers or default_workers(), cancelled, languages=languages)
    while batch := list(islice(results, BATCH)):
        run.write(batch)
    if rows and (gone or any(task.path not in rows for task in tasks)):
        _rename(store, namer, languages)
    if not cancelled():
        store.set_meta("indexed", "yes")
        store.set_meta(_ADDED, _described(languages))
    return _report(store, run, found, len(gone), time.monotonic() - started)


def write_files(
    root: Path, store: Store, found: Sequence[Found], namer: ModuleNamer, languages: Languages = BUILT_IN
) -> None:
    """Bring a few files up to date in this process; one that hung or crashed a worker before is left alone."""
    failed = {path: size for path, reason, size, _ in store.skipped() if reason.startswith("parse")}
    tasks = [Task(file.path, file.size, file.mtime_ns) for file in found if failed.get(file.path) != file.size]
    if tasks:
        run = _Run(store, namer, len(tasks), lambda _: None, languages)
        run.write([process(root, task, languages) for task in tasks])


def _tasks(
    found: Iterable[Found],
    rows: dict[str, FileRow],
    left_out: dict[str, tuple[str, int, int]],
    changed: tuple[str, ...],
) -> Iterator[Task]:
    for file in sorted(found, key=lambda file: file.path):
        if changed and not file.skip and file.path.endswith(changed):
            yield Task(file.path, file.size, file.mtime_ns)
            continue
        row, skip = rows.get(file.path), left_out.get(file.path)
        if file.skip or (row and (row.size, row.mtime_ns) == (file.size, file.mtime_ns)):
            continue
        if skip and skip[1:] == (file.size, file.mtime_ns):
            continue
        yield Task(file.path, file.size, file.mtime_ns, row.hash if row else b"")


_ADDED = "added languages"


def _described(languages: Languages) -> str:
    return "\n".join(sorted(f"{one.name} {one.fingerprint}" for one in languages.added))


def _changed(store: Store, languages: Languages) -> tuple[str, ...]:
    """The suffixes of added languages that are not what they were when the store was written."""
    known = set((store.meta(_ADDED) or "").split("\n"))
    return tuple(
        suffix for one in languages.added if f"{one.name} {one.fingerprint}" not in known for suffix in one.suffixes
    )


def _rename(store: Store, namer: ModuleNamer, languages: Languages) -> None:
    """A file's module depends on its neighbours (`__init__.py`), so a name may change though its file did not."""
    changed = []
    for row in store.files():
        language = languages.named(row.language)
        if language is None:
            continue
        names = namer.names(row.path, language, row.module)
        if (names.module, names.tail, names.package) != (row.module, row.tail, row.package):
            changed.append((names.module, names.tail, names.package, row.id))
    if changed:
        store.rename_modules(changed)


def _report(store: Store, run: _Run, found: dict[str, Found], removed: int, seconds: float) -> IndexReport:
    files, symbols, occurrences = store.totals()
    skipped = [(path, reason) for path, reason, *_ in store.skipped()]
    skipped += [(file.path, file.skip) for file in found.values() if file.skip]
    return IndexReport(
        files=files,
        symbols=symbols,
        occurrences=occurrences,
        indexed=run.indexed,
        removed=removed,
        seconds=seconds,
        peak_rss_mb=peak_rss_mb(),
        languages=dict(sorted(Counter(row.language for row in store.files()).items())),
        skipped=dict(sorted(Counter(reason for _, reason in skipped).items())),
        skipped_files=tuple(sorted(skipped)[:100]),
    )


def peak_rss_mb() -> float:
    """The largest resident size of this process or of a finished child; 0 where the system cannot say."""
    try:
        import resource
    except ImportError:
        return 0.0
    unit = 1024 * 1024 if sys.platform == "darwin" else 1024
    whose = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    own, children = (resource.getrusage(who).ru_maxrss / unit for who in whose)
    return max(_own_peak_mb() or own, children)


def _own_peak_mb() -> float:
    """The program's own peak on Linux, where `ru_maxrss` begins with that of whoever started it; elsewhere 0."""
    try:
        status = Path("/proc/self/status").read_text(encoding="ascii", errors="replace")
    except OSError:
        return 0.0
    found = re.search(r"VmHWM:\s*(\d+) kB", status)
    return int(found.group(1)) / 1024 if found else 0.0
