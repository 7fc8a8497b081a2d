"""Which files belong to a workspace: git decides where there is one, sane defaults where there is none."""

from __future__ import annotations

import os
import stat
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from symkin.graph.languages.registry import BUILT_IN, Languages
from symkin.graph.reading import size_limit

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

DEFAULT_IGNORED = frozenset(
    """
    .git .hg .svn .jj .idea .vscode .venv venv .env .eggs .tox .nox .cache .gradle .next .stack-work
    .mypy_cache .pytest_cache .ruff_cache __pycache__ site-packages node_modules bower_components
    build dist dist-newstyle target
    """.split()
)


@dataclass(frozen=True, slots=True)
class Found:
    """A source file as the file system shows it; `skip` says why it will not be read, or ''."""

    path: str
    size: int
    mtime_ns: int
    skip: str = ""


def discover(root: Path, languages: Languages = BUILT_IN) -> Iterator[Found]:
    """The source files below `root`, in no order; unreadable directories are passed over."""
    listed = _listed_by_git(root)
    paths = listed if listed is not None else _walk(root)
    for path in paths:
        if languages.of(path) is not None and (found := look_at(root, path)) is not None:
            yield found


def look_at(root: Path, path: str) -> Found | None:
    """One file's size and time, or None when it is not there (deleted since it was listed)."""
    try:
        status = os.lstat(f"{root}/{path}")
    except OSError:
        return None
    if stat.S_ISLNK(status.st_mode):
        return Found(path, 0, status.st_mtime_ns, "symbolic link")
    if not stat.S_ISREG(status.st_mode):
        return None
    shown = printable(path)
    if shown != path:
        return Found(shown, 0, status.st_mtime_ns, "name not in UTF-8")
    skip = "too large" if status.st_size > size_limit(path) else ""
    return Found(path, status.st_size, status.st_mtime_ns, skip)


def printable(path: str) -> str:
    r"""A path as it can be stored and shown: bytes that are no UTF-8 are spelt out (`\udcff`)."""
    return path.encode("utf-8", "backslashreplace").decode()


def _listed_by_git(root: Path) -> list[str] | None:
    """Tracked files, submodules' included, and untracked ones that no ignore rule covers; None without git."""
    tracked = _git(root, "ls-files", "-z", "--cached", "--recurse-submodules")
    others = _git(root, "ls-files", "-z", "--others", "--exclude-standard")
    if tracked is None or others is None:
        return None
    if not tracked and not others and _is_ignored(root):
        return None  # whoever opens it wants it all the same
    untracked = (path for path in others if not DEFAULT_IGNORED.intersection(path.split("/")))
    return list(dict.fromkeys([*tracked, *untracked]))


def _is_ignored(root: Path) -> bool:
    """Whether a repository around the workspace leaves it out."""
    return _git(root, "check-ignore", "-q", ".") is not None


def _git(root: Path, *arguments: str) -> list[str] | None:
    """The paths that git answers with; None where there is no git, or where it says no."""
    command = ["git", "-c", "core.quotepath=off", *arguments]
    try:
        done = subprocess.run(command, cwd=root, capture_output=True, check=False, stdin=subprocess.DEVNULL)
    except OSError:
        return None
    if done.returncode != 0:
        return None
    return [os.fsdecode(path) for path in done.stdout.split(b"\0") if path]


def _walk(root: Path) -> Iterator[str]:
    """Every file that neither the default list nor a `.gitignore` leaves out; links are not followed, so loops end."""
    pending: list[tuple[str, tuple[tuple[str, GitIgnoreSpec], ...]]] = [("", ())]
    while pending:
        directory, specs = pending.pop()
        specs = (*specs, *_ignore_spec(root, directory))
        for entry in _entries(root / directory):
            path = f"{directory}/{entry.name}" if directory else entry.name
            is_directory = entry.is_dir(follow_symlinks=False)
            if entry.name in DEFAULT_IGNORED or _ignored(path, specs, is_directory=is_directory):
                continue
            if is_directory:
                pending.append((path, specs))
            else:
                yield path


def _entries(directory: Path) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(directory) as entries:
            return sorted(entries, key=lambda entry: entry.name)
    except OSError:
        return []


def _ignore_spec(root: Path, directory: str) -> Iterator[tuple[str, GitIgnoreSpec]]:
    from pathspec import GitIgnoreSpec

    try:
        lines = (root / directory / ".gitignore").read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return
    yield directory, GitIgnoreSpec.from_lines(lines)


def _ignored(path: str, specs: tuple[tuple[str, GitIgnoreSpec], ...], *, is_directory: bool) -> bool:
    for directory, spec in reversed(specs):
        local = path[len(directory) + 1 :] if directory else path
        verdict: bool | None = spec.check_file(local + "/" if is_directory else local).include
        if verdict is not None:
            return verdict
    return False
