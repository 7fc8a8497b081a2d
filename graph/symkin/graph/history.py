"""What a git history says of definitions: which of them each commit changed.

Git itself does the reading (`git log -p`, `git cat-file`); here its hunks are laid over the definitions of each file as
it was before and after. A definition is known by its path and qualified name: a workspace at any commit can be asked.
"""

from __future__ import annotations

import os
import re
import subprocess
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import compress, islice
from pathlib import Path
from typing import IO, TYPE_CHECKING

from symkin.graph.drafts import CLASS_LIKE, FUNCTION_LIKE
from symkin.graph.errors import GraphError
from symkin.graph.extract import facts_in
from symkin.graph.facts import Definition
from symkin.graph.languages.hooks import Skip
from symkin.graph.languages.registry import BUILT_IN, Languages
from symkin.graph.reading import MAX_BYTES, take_out
from symkin.graph.reparse import ParseTimeout, parse
from symkin.graph.source import Source, to_utf8
from symkin.graph.types import Symbol

if TYPE_CHECKING:
    from symkin.graph.workspace import Workspace

MOST_FILES = 30
"""A commit that changes more is a move, a reformatting or a release: nothing binds its files together."""

Span = tuple[int, int]
"""Lines from the first up to but without the last, from 0; an empty span stands where the other side has lines."""


@dataclass(frozen=True, slots=True)
class Change:
    """What a commit did to one file: its paths and the spans that differ, '' and nothing where there is no file."""

    before: str
    after: str
    removed: tuple[Span, ...]
    added: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Commit:
    """A commit; `time` is its author's, in seconds since 1970. Paths are relative to the folder that was asked."""

    id: str
    parent: str
    author: str
    time: int
    subject: str
    changes: tuple[Change, ...]


def commits(
    repository: Path, *, limit: int | None = None, revision: str = "HEAD", most_files: int = MOST_FILES
) -> Iterator[Commit]:
    """The commits that lead to `revision`, newest first, without merges, first commits and those that change too much.

    `repository` may be a folder in a work tree: then only what lies in it counts. Raises GraphError.
    """
    usual = (one for one in _logged(repository, revision) if one.parent and 0 < len(one.changes) <= most_files)
    return islice(usual, limit)


def newest(repository: Path, revision: str = "HEAD") -> str:
    """The id of the newest commit, '' where there is none: no history, no repository, no git."""
    try:
        with _git(repository, "rev-parse", "--verify", "--quiet", "--end-of-options", revision) as asked:
            return asked.communicate()[0].decode("ascii", "replace").strip()
    except GraphError:
        return ""


def changed_names(repository: Path, commit: Commit, languages: Languages = BUILT_IN) -> dict[str, set[str]]:
    """The qualified names of the definitions that a commit changed, added or removed, by path.

    The innermost definition around each changed line counts, and the fields and constants on it. A file that was moved
    is there by both its paths. Raises GraphError.
    """
    changes = [change for change in commit.changes if languages.of(change.after or change.before) is not None]
    sides = [(commit.parent, change.before, change.removed) for change in changes if change.before]
    sides += [(commit.id, change.after, change.added) for change in changes if change.after]
    found: defaultdict[str, set[str]] = defaultdict(set)
    prefix = _prefix(repository)
    texts = _blobs(repository, [f"{revision}:{prefix}{path}" for revision, path, _ in sides])
    for (_, path, spans), text in zip(sides, texts, strict=True):
        found[path] |= _names_at(_definitions(path, text, languages), spans)
    for change in changes:
        for path in {change.before, change.after} - {""}:
            found[path] = found[change.before] | found[change.after]
    return {path: names for path, names in found.items() if path and names}


def touched(workspace: Workspace, commit: Commit) -> list[Symbol]:
    """The symbols of a workspace, at whatever commit it stands, that `commit` changed; in the order of files and lines.

    Raises GraphError.
    """
    names = changed_names(workspace.root, commit, workspace.languages)
    found = {symbol for path in names for name in names[path] for symbol in workspace.find_in_file(path, name)}
    return sorted(found, key=lambda symbol: (symbol.path, symbol.line, symbol.column))


# -- definitions

_HOLDERS = CLASS_LIKE | FUNCTION_LIKE


@lru_cache(256)  # what a file is before one commit it mostly is after an earlier one
def _definitions(path: str, text: bytes, languages: Languages) -> Sequence[Definition]:
    """What a file defines; nothing for what the index would not take in either."""
    language = languages.of(path)
    if language is None or len(text) > MAX_BYTES:
        return ()
    try:
        reading = take_out(path, to_utf8(text))
        tree = parse(reading.text, language)
    except (Skip, ParseTimeout):
        return ()
    return facts_in(Source(reading.text, language, tree, reading.places)).facts.definitions


def _names_at(definitions: Sequence[Definition], spans: Sequence[Span]) -> set[str]:
    parents = {one.parent for one in definitions}
    holds = [place in parents or one.kind in _HOLDERS for place, one in enumerate(definitions)]
    holders = list(compress(definitions, holds))
    values = [one for one, is_holder in zip(definitions, holds, strict=True) if not is_holder]
    names = {one.qualified_name for one in values if any(_meets(one, span) for span in spans)}
    owners = _owners(holders)
    for start, stop in spans:
        if start < stop:
            names |= {owners[line] for line in range(start, stop) if line in owners}
        else:
            around = [one for one in holders if one.start_line < start <= one.end_line]
            names |= {one.qualified_name for one in around[-1:]}
    return names


def _owners(holders: Sequence[Definition]) -> dict[int, str]:
    """The innermost definition of each line: inner ones are painted over outer ones."""
    owners: dict[int, str] = {}
    for one in sorted(holders, key=lambda one: one.start_line - one.end_line):
        owners.update(dict.fromkeys(range(one.start_line, one.end_line + 1), one.qualified_name))
    return owners


def _meets(definition: Definition, span: Span) -> bool:
    return definition.start_line < span[1] and span[0] <= definition.end_line


# -- git

_OFFLINE = {"GIT_NO_LAZY_FETCH": "1", "GIT_ALLOW_PROTOCOL": "none", "GIT_OPTIONAL_LOCKS": "0"}
"""What a clone lacks is not fetched: nobody asked for it, and how it is fetched is for the repository to say."""
_HEADER = b"\0"
_LOG = (
    "log", "--no-merges", "--no-mailmap", "--no-show-signature", "--encoding=UTF-8",
    "--format=%x00%H%x00%P%x00%an%x00%at%x00%s",
    "-p", "-U0", "-M", "-w", "--ignore-blank-lines", "--relative", "--no-color", "--no-ext-diff", "--no-textconv",
    "--ignore-submodules", "--src-prefix=a/", "--dst-prefix=b/",
)  # fmt: skip
_HUNK = re.compile(rb"@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@")
_BLOB = re.compile(rb" blob (\d+)\Z")


def _logged(repository: Path, revision: str) -> Iterator[Commit]:
    with _git(repository, *_LOG, "--end-of-options", revision, "--", ".") as log:
        assert log.stdout is not None
        assert log.stderr is not None
        try:
            yield from _read_log(log.stdout)
            errors = log.stderr.read()
            if log.wait():
                raise _failed(repository, errors)
        finally:
            log.kill()  # nobody may want the rest


def _read_log(log: IO[bytes]) -> Iterator[Commit]:
    head: list[str] = []
    changes: list[Change] = []
    for line in log:
        if line.startswith(_HEADER):
            if head:
                yield _commit(head, changes)
            head, changes = line.decode("utf-8", "replace").rstrip("\n").split("\0")[1:], []
        elif line.startswith(b"--- "):
            changes.append(Change(_path(line), _path(next(log)), (), ()))
        elif hunk := _HUNK.match(line):
            removed, added = _span(hunk[1], hunk[2]), _span(hunk[3], hunk[4])
            _skip(log, removed[1] - removed[0] + added[1] - added[0])
            last = changes[-1]
            changes[-1] = Change(last.before, last.after, (*last.removed, removed), (*last.added, added))
    if head:
        yield _commit(head, changes)


def _commit(head: list[str], changes: list[Change]) -> Commit:
    identity, parents, author, time, subject = head
    whole = [change for change in changes if change.before or change.after]
    return Commit(identity, parents.partition(" ")[0], author, int(time or 0), subject, tuple(whole))


def _path(line: bytes) -> str:
    """The path of a `---` or `+++` line; '' for /dev/null, and for names that git must quote."""
    path = line.rstrip(b"\r\n")[4:].removesuffix(b"\t")
    return os.fsdecode(path[2:]) if path.startswith((b"a/", b"b/")) else ""


def _span(start: bytes, count: bytes | None) -> Span:
    """Git counts from 1, and of an empty side it names the line before."""
    lines = 1 if count is None else int(count)
    first = int(start) - 1 if lines else int(start)
    return first, first + lines


def _skip(log: IO[bytes], lines: int) -> None:
    """Pass a hunk's text by: it may look like anything."""
    while lines and (line := log.readline()):
        lines -= not line.startswith(b"\\")


@cache
def _prefix(repository: Path) -> str:
    """Where a folder lies in its work tree; '' for the top, and for a repository that has no work tree."""
    with _git(repository, "rev-parse", "--show-prefix") as asked:
        data, errors = asked.communicate()
    if asked.returncode:
        raise _failed(repository, errors)
    return os.fsdecode(data.removesuffix(b"\n"))


def _blobs(repository: Path, names: Sequence[str]) -> Iterator[bytes]:
    """The contents of `revision:path` objects; empty for one that is not there."""
    asked = b"".join(os.fsencode(name) + b"\n" for name in names)
    with _git(repository, "cat-file", "--batch", stdin=subprocess.PIPE) as batch:
        data, errors = batch.communicate(asked)
    if batch.returncode:
        raise _failed(repository, errors)
    at = 0
    for _ in names:
        end = data.index(b"\n", at)
        found = _BLOB.search(data, at, end)
        size = int(found[1]) if found else -1
        yield data[end + 1 : end + 1 + max(size, 0)]
        at = end + 2 + size  # the newline after what there is


def _git(repository: Path, *arguments: str, stdin: int = subprocess.DEVNULL) -> subprocess.Popen[bytes]:
    command = ["git", "-c", "core.quotepath=off", *arguments]
    pipe, alone = subprocess.PIPE, {**os.environ, **_OFFLINE}
    try:
        return subprocess.Popen(command, cwd=repository, stdin=stdin, stdout=pipe, stderr=pipe, env=alone)
    except OSError as error:
        raise GraphError(f"cannot run git in {repository} ({error.strerror or error}): is git installed?") from error


def _failed(repository: Path, errors: bytes) -> GraphError:
    said = errors.decode("utf-8", "replace").strip().splitlines() or ["git gave no reason"]
    return GraphError(f"git cannot read the history of {repository}: {said[0].removeprefix('fatal: ')}")
