"""Names in archives: only what stays inside a directory, on every kind of file system, is let through."""

from __future__ import annotations

import posixpath
import unicodedata

from symkin.dataset.errors import DatasetError

MAX_NAME = 255
"""Bytes of one part of a path, which is what file systems allow."""

MAX_PATH = 1024
"""Bytes of a path."""


def parts_of(name: str) -> tuple[str, ...]:
    """The parts of a member's path; none for the directory itself. Raises DatasetError for a path not to be trusted."""
    shown = ascii(name[:80])
    if any(ord(letter) < 32 or letter in "\\:\x7f" for letter in name):
        raise DatasetError(f"it has a name that some file systems take for another: {shown}")
    if name.startswith("/"):
        raise DatasetError(f"it has an absolute path: {shown}")
    parts = tuple(part for part in name.split("/") if part not in {"", "."})
    if ".." in parts:
        raise DatasetError(f"it has a path that leads out of it: {shown}")
    if _bytes(name) > MAX_PATH or any(_bytes(part) > MAX_NAME for part in parts):
        raise DatasetError(f"it has a name that is too long: {shown}")
    return parts


def leads_out(directory: tuple[str, ...], target: str) -> bool:
    """Whether a link's target, read from a directory of the archive, lies out of the archive."""
    path = posixpath.normpath(posixpath.join(*directory, target))
    return path.startswith("/") or path.split("/")[0] == ".."


class Claims:
    """The paths taken so far. Two that differ in case or composition only are one, as on some file systems."""

    def __init__(self) -> None:
        self._files: set[tuple[str, ...]] = set()
        self._directories: set[tuple[str, ...]] = set()

    def file(self, parts: tuple[str, ...]) -> None:
        """Take a file's path. Raises DatasetError when a file or a directory has it."""
        key = _folded(parts)
        if key in self._files or key in self._directories:
            raise DatasetError(f"it has two entries of one name: {'/'.join(parts)!a}")
        self.directory(parts[:-1])
        self._files.add(key)

    def directory(self, parts: tuple[str, ...]) -> None:
        """Take a directory's path, and those above it. Raises DatasetError when a file has one of them."""
        key = _folded(parts)
        above = [key[:end] for end in range(1, len(key) + 1)]
        if not self._files.isdisjoint(above):
            raise DatasetError(f"it has a file and a directory of one name: {'/'.join(parts)!a}")
        self._directories.update(above)


def _folded(parts: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(unicodedata.normalize("NFC", part).casefold() for part in parts)


def _bytes(text: str) -> int:
    return len(text.encode("utf-8", "surrogateescape"))
