"""Mutated sources of every language through extraction: crashes, hangs, and what took longest.

    python bench/fuzz.py [--inputs 10000] [--seed 1] [--time-limit 20] [--keep DIR] [--only 1234]

Real sources (tests/languages, and modules of the installed packages for Python and its notebooks) are cut, doubled,
swapped, spliced and flipped, byte by byte and token by token; they get brackets 10,000 deep, tokens repeated 10,000
times, lines of 5 MB, NUL bytes, CRLF, byte-order marks and halves of surrogate pairs. Three in four are read from disk
by `pool.process_all`, as the index reads them; the fourth is laid over a file as a buffer of a workspace, after the
source that it comes from, and all its edges are asked for. Both happen in another process, which is killed when an
input takes longer than the limit.

"Skipped" are inputs that the index refuses to read (too large, minified, binary, generated) and buffers whose parse or
query was given up after `reparse.TIME_LIMIT`. Inputs that crash or hang are written to the folder --keep. The exit
status is 1 if any crashed. An input depends on the seed and its number alone: --only does one again.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import random
import re
import sys
import sysconfig
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from itertools import islice
from multiprocessing.connection import Connection
from pathlib import Path

from symkin.graph.extract import extract
from symkin.graph.languages.registry import LANGUAGES, language_of
from symkin.graph.pool import TIME_LIMIT, Skipped, Task, process_all
from symkin.graph.workspace import Workspace

SOURCES = Path(__file__).parents[1] / "tests" / "languages"
BATCH = 7
"""Files for one call of `process_all`: few enough that it hands them over one by one, so that each can be timed."""

NOTEBOOK = ".ipynb"
BROKEN = 0.25
"""How many notebooks are mutated as JSON too, which is then seldom JSON any more."""

DEPTHS = (100, 1_000, 10_000)
LONG_LINE = 5_000_000
TOKEN = re.compile(rb"\w+|[ \t]+|\n[ \t]*|[^\w\s]")
CRASHES = ("internal error", "parser crashed")
HANGS = ("parse time-out",)

# -- sources


@dataclass(frozen=True)
class Sample:
    """A real source; `language` is its row in the table. A notebook's is a module, wrapped when it is mutated."""

    language: str
    suffix: str
    text: bytes


def samples() -> dict[str, list[Sample]]:
    """All sources by language."""
    found: dict[str, list[Sample]] = {}
    python = list(installed(300))
    notebooks = [replace(sample, language="python (notebooks)", suffix=NOTEBOOK) for sample in python]
    for sample in (*annotated(), *python, *notebooks):
        found.setdefault(sample.language, []).append(sample)
    if missing := LANGUAGES.keys() - found.keys():
        raise SystemExit(f"no sources for {', '.join(sorted(missing))} in {SOURCES}")
    return found


def annotated() -> Iterator[Sample]:
    for path in sorted(SOURCES.rglob("*.*")):
        language = language_of(path.name)
        if language is not None:
            yield Sample(language.name, path.suffix, path.read_bytes())


def installed(count: int) -> Iterator[Sample]:
    """Modules of middling size from this Python's packages."""
    paths = sorted(Path(sysconfig.get_path("purelib")).rglob("*.py"))
    fitting = [path for path in paths if 500 < path.stat().st_size < 60_000]
    for path in random.Random(0).sample(fitting, min(count, len(fitting))):
        yield Sample("python", ".py", path.read_bytes())


def notebook(module: bytes) -> bytes:
    """A module's paragraphs as the cells of a notebook."""
    cells = [
        {"cell_type": "code", "metadata": {}, "outputs": [], "source": cell.splitlines(keepends=True)}
        for cell in module.decode("utf-8", "replace").split("\n\n")
    ]
    text = json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}, indent=1)
    return text.encode()


# -- mutations: a text and another one of its language -> a text

Mutation = Callable[[random.Random, bytes, bytes], bytes]


def delete_bytes(rng: random.Random, text: bytes, _other: bytes) -> bytes:
    start, end = span(rng, len(text), 40)
    return text[:start] + text[end:]


def duplicate_bytes(rng: random.Random, text: bytes, _other: bytes) -> bytes:
    start, end = span(rng, len(text), 400)
    return text[:end] + text[start:]


def swap_bytes(rng: random.Random, text: bytes, _other: bytes) -> bytes:
    start, middle, end = sorted(rng.randint(0, len(text)) for _ in range(3))
    return text[:start] + text[middle:end] + text[start:middle] + text[end:]


def flip_bytes(rng: random.Random, text: bytes, _other: bytes) -> bytes:
    flipped = bytearray(text)
    for _ in range(rng.randint(1, 8) if text else 0):
        flipped[rng.randrange(len(flipped))] = rng.randrange(256)
    return bytes(flipped)


def truncate(rng: random.Random, text: bytes, _other: bytes) -> bytes:
    return text[: rng.randint(0, len(text))]


def delete_tokens(rng: random.Random, text: bytes, _other: bytes) -> bytes:
    tokens = TOKEN.findall(text)
    start, end = span(rng, len(tokens), 10)
    return b"".join(tokens[:start] + tokens[end:])


def duplicate_tokens(rng: random.Random, text: bytes, _other: bytes) -> bytes:
    tokens = TOKEN.findall(text)
    start, end = span(rng, len(tokens), 30)
    return b"".join(tokens[:end] + tokens[start:])


def swap_tokens(rng: random.Random, text: bytes, _other: bytes) -> bytes:
    tokens = TOKEN.findall(text)
    for _ in range(rng.randint(1, 10) if tokens else 0):
        one, other = rng.randrange(len(tokens)), rng.randrange(len(tokens))
        tokens[one], tokens[other] = tokens[other], tokens[one]
    return b"".join(tokens)


def splice(rng: random.Random, text: bytes, other: bytes) -> bytes:
    return text[: rng.randint(0, len(text))] + other[rng.randint(0, len(other)) :]


def splice_tokens(rng: random.Random, text: bytes, other: bytes) -> bytes:
    tokens, others = TOKEN.findall(text), TOKEN.findall(other)
    start, end = span(rng, len(others), 60)
    at = rng.randint(0, len(tokens))
    return b"".join(tokens[:at] + others[start:end] + tokens[at:])


def nest(rng: random.Random, text: bytes, _other: bytes) -> bytes:
    """Brackets in brackets, closed or not, on one line or many (a file of one long line would be skipped)."""
    opening, closing = rng.choice(
        [(b"(", b")"), (b"[", b"]"), (b"{", b"}"), (b"<", b">"), (b"f(", b")"), (b"<a>", b"</a>")]
    )
    depth, gap = rng.choice(DEPTHS), rng.choice([b"", b"\n"])
    closings = (closing + gap) * rng.choice([0, depth, depth - 1])
    return insert(rng, text, (opening + gap) * depth + b"x" + closings)


def repeat_tokens(rng: random.Random, text: bytes, _other: bytes) -> bytes:
    """`a.a.a.a…`, `not not not…`, `def x def x…`: what nests without brackets."""
    tokens = TOKEN.findall(text)
    start, end = span(rng, len(tokens), 4)
    piece = b"".join(tokens[start:end]) + rng.choice([b"", b" ", b"\n"])
    return insert(rng, text, piece * rng.choice(DEPTHS))


def insert_nul(rng: random.Random, text: bytes, _other: bytes) -> bytes:
    return insert(rng, text, b"\0" * rng.choice([1, 1, 100]))


def insert_surrogate(rng: random.Random, text: bytes, _other: bytes) -> bytes:
    """Half of a pair, as WTF-8; in a buffer, whose text is decoded with surrogates for bad bytes, three of them."""
    return insert(rng, text, rng.choice([b"\xed\xa0\x80", b"\xed\xbf\xbf", b"'\xed\xb2\x80'"]))


def to_crlf(rng: random.Random, text: bytes, _other: bytes) -> bytes:
    return text.replace(b"\n", rng.choice([b"\r\n", b"\r", b"\n\r"]))


def mark(rng: random.Random, text: bytes, _other: bytes) -> bytes:
    return rng.choice([b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff"]) + text


def long_line(_rng: random.Random, text: bytes, _other: bytes) -> bytes:
    line = text.replace(b"\n", b" ") or b" "
    return line * (LONG_LINE // len(line) + 1)


MUTATIONS: dict[Mutation, float] = {
    **dict.fromkeys((delete_bytes, duplicate_bytes, swap_bytes, flip_bytes, truncate), 1.0),
    **dict.fromkeys((delete_tokens, duplicate_tokens, swap_tokens, splice, splice_tokens), 1.0),
    **dict.fromkeys((nest, repeat_tokens, insert_nul, insert_surrogate, to_crlf, mark), 0.5),
    long_line: 0.02,
}
"""How often each is drawn: what takes seconds is seldom."""


def span(rng: random.Random, length: int, most: int) -> tuple[int, int]:
    """A random stretch of at most so many out of a length."""
    start = rng.randint(0, length)
    return start, min(length, start + rng.randint(1, most))


def insert(rng: random.Random, text: bytes, piece: bytes) -> bytes:
    at = rng.randint(0, len(text))
    return text[:at] + piece + text[at:]


# -- inputs


@dataclass(frozen=True)
class Input:
    """One mutated text; `before` is what it was made of."""

    number: int
    sample: Sample
    text: bytes

    @property
    def path(self) -> str:
        return f"input{self.number}{self.sample.suffix}"

    @property
    def is_buffer(self) -> bool:
        return self.number % 4 == 3


def inputs(numbers: Iterable[int], seed: int) -> Iterator[Input]:
    sources = samples()
    for number in numbers:
        yield mutated(sources, number, random.Random(f"{seed} {number}"))


def mutated(sources: dict[str, list[Sample]], number: int, rng: random.Random) -> Input:
    sample, other = (rng.choice(sources[language]) for language in [rng.choice(sorted(sources))] * 2)
    text = mutate(rng, sample.text, other.text)
    if sample.suffix == NOTEBOOK:
        text = notebook(text)
        text = mutate(rng, text, notebook(other.text)) if rng.random() < BROKEN else text
    return Input(number, sample, text)


def mutate(rng: random.Random, text: bytes, other: bytes) -> bytes:
    for mutation in rng.choices(list(MUTATIONS), list(MUTATIONS.values()), k=rng.randint(1, 4)):
        if len(text) < LONG_LINE:
            text = mutation(rng, text, other)
    return text


# -- runs

Outcome = tuple[Input, str, float]
"""An input, why it gave no facts ('' if it did), and the seconds it took."""


def from_disk(batch: Sequence[Input], time_limit: float) -> Iterator[Outcome]:
    """What the index's worker makes of files."""
    with tempfile.TemporaryDirectory() as directory:
        root = Path(directory)
        for each in batch:
            (root / each.path).write_bytes(each.text)
        by_path = {each.path: each for each in batch}
        tasks = [Task(each.path, len(each.text), 0) for each in batch]
        started = time.perf_counter()
        for result in process_all(root, tasks, 1, lambda: False, time_limit):
            path, reason = (result.task.path, result.reason) if isinstance(result, Skipped) else (result.path, "")
            yield by_path[path], reason, time.perf_counter() - started
            started = time.perf_counter()


class Buffers:
    """A workspace in a process of its own that buffers are laid over."""

    def __init__(self, time_limit: float) -> None:
        self.time_limit = time_limit
        self._start()

    def _start(self) -> None:
        self.connection, theirs = multiprocessing.Pipe()
        self.process = multiprocessing.Process(target=serve_buffers, args=(theirs,))  # daemons cannot have children
        self.process.start()
        theirs.close()

    def lay_over(self, each: Input) -> Outcome:
        started = time.perf_counter()
        before = notebook(each.sample.text) if each.sample.suffix == NOTEBOOK else each.sample.text
        texts = [text.decode("utf-8", "surrogateescape") for text in (before, each.text)]
        try:
            self.connection.send((each.path, texts))
            reason = (
                self.connection.recv() if self.connection.poll(self.time_limit) else self._replace("parse time-out")
            )
        except (EOFError, OSError):
            reason = self._replace("parser crashed")
        return each, reason, time.perf_counter() - started

    def _replace(self, reason: str) -> str:
        self.close()
        self._start()
        return reason

    def close(self) -> None:
        self.process.kill()
        self.process.join()
        self.connection.close()


def serve_buffers(connection: Connection) -> None:
    with tempfile.TemporaryDirectory() as directory, suppress(EOFError, OSError, KeyboardInterrupt):
        root = Path(directory) / "root"
        root.mkdir()
        workspace = Workspace.open(root, cache_dir=Path(directory) / "cache")
        while True:
            connection.send(edit(workspace, *connection.recv()))


def edit(workspace: Workspace, path: str, texts: Sequence[str]) -> str:
    """Type texts into a file, one after the other, with questions between."""
    told = len(workspace.notices)
    try:
        for text in (*texts, None):
            workspace.set_buffer(path, text)
            edges = list(workspace.edges())
            for edge in edges[:3]:
                workspace.symbol_at(path, edge.site.line, edge.site.column)
    except Exception as error:
        return f"internal error ({type(error).__name__})"
    return "buffer given up" if len(workspace.notices) > told else ""


def run(everything: Iterable[Input], time_limit: float) -> Iterator[Outcome]:
    buffers = Buffers(time_limit)
    stream = iter(everything)
    try:
        while batch := list(islice(stream, BATCH)):
            yield from from_disk([each for each in batch if not each.is_buffer], time_limit)
            yield from (buffers.lay_over(each) for each in batch if each.is_buffer)
    finally:
        buffers.close()


def warm_up() -> None:
    """Load the grammars here, so that the workers are forked with them and no input pays for that."""
    for language in LANGUAGES.values():
        extract(b"", language)


# -- report


@dataclass
class Row:
    """What became of one language's inputs."""

    reasons: Counter[str] = field(default_factory=Counter)
    slowest: float = 0.0
    slowest_number: int = 0

    def add(self, each: Input, reason: str, seconds: float) -> None:
        self.reasons[kind_of(reason)] += 1
        if seconds > self.slowest:
            self.slowest, self.slowest_number = seconds, each.number

    def __str__(self) -> str:
        kinds = " | ".join(str(self.reasons[kind]) for kind in ("extracted", "skipped", "crash", "time-out"))
        return f"{self.reasons.total()} | {kinds} | {self.slowest:.2f} s (#{self.slowest_number})"


def kind_of(reason: str) -> str:
    if reason.startswith(CRASHES):
        return "crash"
    if reason.startswith(HANGS):
        return "time-out"
    return "skipped" if reason else "extracted"


def keep(each: Input, reason: str, directory: Path) -> None:
    directory.mkdir(parents=True, exist_ok=True)
    path = directory / each.path
    path.write_bytes(each.text)
    print(f"{reason}: {path}{' (as a buffer)' if each.is_buffer else ''}", file=sys.stderr, flush=True)


def report(rows: dict[str, Row]) -> Iterator[str]:
    yield "| language | inputs | extracted | skipped | crashes | time-outs | slowest |"
    yield "| --- | --- | --- | --- | --- | --- | --- |"
    total = Row()
    for language, row in sorted(rows.items()):
        yield f"| {language} | {row} |"
        total.reasons += row.reasons
        if row.slowest > total.slowest:
            total.slowest, total.slowest_number = row.slowest, row.slowest_number
    yield f"| all | {total} |"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--inputs", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--time-limit", type=float, default=TIME_LIMIT)
    parser.add_argument("--keep", type=Path, default=Path(tempfile.gettempdir()) / "symkin-fuzz")
    parser.add_argument("--only", type=int, help="the number of one input")
    arguments = parser.parse_args()
    warm_up()
    numbers = range(arguments.inputs) if arguments.only is None else [arguments.only]
    rows: dict[str, Row] = {}
    skips: Counter[str] = Counter()
    for each, reason, seconds in run(inputs(numbers, arguments.seed), arguments.time_limit):
        rows.setdefault(each.sample.language, Row()).add(each, reason, seconds)
        skips[reason] += kind_of(reason) == "skipped"
        if each.number % 1000 == 999:
            print(f"about {each.number + 1} done", file=sys.stderr, flush=True)
        if arguments.only is not None or kind_of(reason) in {"crash", "time-out"}:
            keep(each, reason or "extracted", arguments.keep)
    print("\n".join(report(rows)))
    print("\nSkipped:", ", ".join(f"{reason} {count}" for reason, count in skips.most_common() if count) or "none")
    sys.exit(any(row.reasons["crash"] for row in rows.values()))


if __name__ == "__main__":
    main()
