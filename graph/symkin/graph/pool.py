"""Worker processes that read and extract files.

A parser can hang or crash on some input, and the GIL is held while it parses; so each worker is a process of its own,
fed a few files at a time, and one that falls silent is killed: that costs the file in hand and nothing else.
"""

from __future__ import annotations

import gc
import multiprocessing
import signal
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import TYPE_CHECKING, Any

from symkin.graph.extract import extract
from symkin.graph.facts import FileFacts, encode_facts, encode_occurrences
from symkin.graph.languages.hooks import Skip
from symkin.graph.languages.registry import BUILT_IN, Languages
from symkin.graph.reading import read
from symkin.graph.store import Entry, key_of

TIME_LIMIT = 20.0
"""Seconds of work that one file may take."""

PATIENCE = 1 if sys.platform == "win32" else 10
"""How many times as long it may take where others keep the machine busy; Windows does not tell work from waiting."""

CHUNK = 12
"""Files handed to a worker at a time."""

FLUSH = 0.25
"""Seconds after which a worker reports what it has, in the middle of a chunk."""


@dataclass(frozen=True, slots=True)
class Task:
    """A file to read; `known` is the digest of what the store has, to tell a mere touch from a change."""

    path: str
    size: int
    mtime_ns: int
    known: bytes = b""


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file left out, and why; reason '' is a file whose content is what the store has already."""

    task: Task
    reason: str


if TYPE_CHECKING:
    from multiprocessing.context import ForkContext, SpawnContext

Result = Entry | Skipped


def process(root: Path, task: Task, languages: Languages = BUILT_IN) -> Result:
    """Read and extract one file in this process."""
    language = languages.of(task.path)
    if language is None:
        return Skipped(task, "unknown language")
    try:
        reading, digest = read(root / task.path)
    except Skip as skip:
        return Skipped(task, str(skip))
    if digest == task.known:
        return Skipped(task, "")
    try:
        return pack(task, digest, language.name, extract(reading.text, language, reading.places))
    except Exception as error:
        return Skipped(task, f"internal error ({type(error).__name__})")


def pack(task: Task, digest: bytes, language: str, found: FileFacts) -> Entry:
    """Facts as the store takes them."""
    facts = found.facts
    return Entry(
        path=task.path,
        hash=digest,
        size=task.size,
        mtime_ns=task.mtime_ns,
        language=language,
        declared=facts.module,
        facts=encode_facts(facts),
        names=encode_occurrences(found.occurrences),
        defined=tuple({definition.name for definition in facts.definitions}),
        keys=tuple({key_of(name) for name in found.occurrences}),
        symbols=len(facts.definitions),
        occurrences=sum(map(len, found.occurrences.values())),
    )


def process_all(
    root: Path,
    tasks: Iterable[Task],
    workers: int,
    cancelled: Callable[[], bool],
    time_limit: float = TIME_LIMIT,
    languages: Languages = BUILT_IN,
) -> Iterator[Result]:
    """The results for all tasks, as they come; stops early when `cancelled()`. Workers die with the iterator."""
    pending = deque(tasks)
    chunk = min(CHUNK, max(1, len(pending) // (4 * workers)))
    if process_context().get_start_method() == "fork":
        _prepare(pending, languages)
    pool = [_Worker(root, time_limit, languages) for _ in range(min(workers, len(pending)))]
    try:
        while not cancelled() and (pending or any(worker.busy for worker in pool)):
            for worker in pool:
                worker.feed(pending, chunk)
            wait([worker.connection for worker in pool if worker.tasks], timeout=0.1)
            for worker in pool:
                yield from worker.results()
    finally:
        for worker in pool:
            worker.kill()


def _prepare(tasks: Iterable[Task], languages: Languages) -> None:
    """Make what forked workers will share: a grammar's query takes as long to compile as a dozen files to read."""
    for language in {one.name: one for task in tasks if (one := languages.of(task.path))}.values():
        with suppress(Exception):  # of a broken grammar each file's worker says so
            _ = language.query


@dataclass
class _Worker:
    """One worker process and the tasks that it has not answered yet, in order.

    Answers come several at a time. So when a worker dies, any of its unanswered files may be to blame: these are the
    suspects, and its successor gets them one by one.
    """

    root: Path
    time_limit: float
    languages: Languages
    tasks: deque[Task] = field(default_factory=deque)
    suspects: deque[Task] = field(default_factory=deque)
    heard: float = 0.0

    def __post_init__(self) -> None:
        self._start()

    def _start(self) -> None:
        context: ForkContext | SpawnContext = process_context()
        self.connection, theirs = context.Pipe()
        self.process: BaseProcess = context.Process(
            target=_serve, args=(theirs, self.root, self.languages, self.time_limit), daemon=True
        )
        self.process.start()
        theirs.close()

    @property
    def busy(self) -> bool:
        """Whether answers are still to come."""
        return bool(self.tasks or self.suspects)

    def feed(self, pending: deque[Task], chunk: int) -> None:
        """Hand over the next files if the last ones are answered."""
        if self.tasks:
            return
        source, count = (self.suspects, 1) if self.suspects else (pending, chunk)
        self.tasks.extend(source.popleft() for _ in range(min(count, len(source))))
        self.heard = time.monotonic()
        if self.tasks:
            with suppress(OSError):  # A dead worker is noticed when its results are asked for.
                self.connection.send(list(self.tasks))

    def results(self) -> Iterator[Result]:
        """What has arrived; a worker that died or fell silent is replaced."""
        try:
            while self.tasks and self.connection.poll():
                for result in self.connection.recv():
                    self.tasks.popleft()
                    yield result
                self.heard = time.monotonic()
        except (EOFError, OSError):
            yield from self._replace("parse time-out" if self._has_worked_too_long() else "parser crashed")
        if self.tasks and time.monotonic() - self.heard > self.time_limit * PATIENCE:
            yield from self._replace("parse time-out")

    def _has_worked_too_long(self) -> bool:
        """Whether it was `_limit_work` that ended the process."""
        self.process.join(1)
        return sys.platform != "win32" and self.process.exitcode == -signal.SIGPROF

    def _replace(self, reason: str) -> Iterator[Result]:
        self.kill()
        if len(self.tasks) == 1:
            yield Skipped(self.tasks.popleft(), reason)
        self.suspects.extend(self.tasks)
        self.tasks.clear()
        self._start()

    def kill(self) -> None:
        """End the process now."""
        self.process.kill()
        self.process.join()
        self.connection.close()


def process_context() -> ForkContext | SpawnContext:
    """Forking is the cheapest start, and safe only while no other thread may hold a lock."""
    if sys.platform == "linux" and threading.active_count() == 1:
        return multiprocessing.get_context("fork")
    return multiprocessing.get_context("spawn")


def receive(connection: Connection) -> Any:  # noqa: ANN401 - what a pipe gives
    """What the parent sends; EOFError once it is gone, which a forked child, holding both ends, would not notice."""
    parent = multiprocessing.parent_process()
    if parent is not None and connection not in wait([connection, parent.sentinel]):
        raise EOFError
    return connection.recv()


def _limit_work(seconds: float) -> None:
    """Have the system end this process after so many seconds of its own work, whatever it is in the middle of."""
    if sys.platform != "win32":
        signal.setitimer(signal.ITIMER_PROF, seconds)


def _serve(connection: Connection, root: Path, languages: Languages, time_limit: float) -> None:
    gc.disable()  # Extraction leaves no cycles behind; collecting them would cost a tenth of the time.
    try:
        while True:
            done: list[Result] = []
            flushed = time.monotonic()
            for task in receive(connection):
                _limit_work(time_limit)
                done.append(process(root, task, languages))
                if time.monotonic() - flushed > FLUSH:
                    connection.send(done)
                    done, flushed = [], time.monotonic()
            if done:
                connection.send(done)
    except (EOFError, OSError, KeyboardInterrupt):
        return
