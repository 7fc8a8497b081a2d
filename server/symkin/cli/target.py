"""What a user may write for a symbol: `FILE:LINE[:COLUMN]`, `FILE::Qualified.name` or a qualified name."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from symkin.cli.errors import BadUseError


@dataclass(frozen=True, slots=True)
class Position:
    """`FILE:LINE[:COLUMN]`, counted from 1; a line alone is the definition that stands there."""

    file: str
    line: int
    column: int = 1


@dataclass(frozen=True, slots=True)
class InFile:
    """`FILE::Qualified.name`."""

    file: str
    name: str


@dataclass(frozen=True, slots=True)
class Named:
    """A name, or the end of a qualified name."""

    name: str


Target = Position | InFile | Named

FORMS = "FILE:LINE[:COLUMN], FILE::Qualified.name or a qualified name"

_POSITION = re.compile(r"(?P<file>.+?):(?P<line>[0-9]{1,9})(?::(?P<column>[0-9]{1,9}))?", re.DOTALL)


def parse(text: str, is_file: Callable[[str], bool]) -> Target:
    """Read a TARGET; `is_file` tells a path from a qualified name. Raises BadUseError."""
    if not text.strip():
        raise BadUseError(f"TARGET is empty; write {FORMS}")
    if position := _POSITION.fullmatch(text):
        return _position(text, position)
    file, separator, name = text.partition("::")
    if separator and file and (is_file(file) or _looks_like_file(file)):
        return _in_file(text, file, name)
    if is_file(text):
        raise BadUseError(f"{text} is a file; add what you mean in it: {text}:LINE or {text}::Qualified.name")
    head, colon, _ = text.rpartition(":")
    if colon and is_file(head):
        raise BadUseError(f"{text}: a line is a number from 1 on; write {head}:LINE[:COLUMN]")
    return Named(_dotted(text.strip()))


def _looks_like_file(text: str) -> bool:
    from symkin.graph.languages.registry import language_of

    return "/" in text or language_of(text) is not None


def _position(text: str, match: re.Match[str]) -> Position:
    line, column = int(match["line"]), int(match["column"] or 1)
    if line < 1 or column < 1:
        raise BadUseError(f"{text}: lines and columns are counted from 1")
    return Position(match["file"], line, column)


def _in_file(text: str, file: str, name: str) -> InFile:
    if not name.strip():
        raise BadUseError(f"{text} lacks the name; write {file}::Qualified.name")
    return InFile(file, _dotted(name.strip()))


def _dotted(name: str) -> str:
    """`a::b::c`, as C++ and Rust spell it, is `a.b.c` in the graph; an operator like `::` stays."""
    parts = checked_text(name).split("::")
    return ".".join(parts) if all(parts) else name


def checked_text(text: str) -> str:
    """`text`, if the bytes of the command line were text at all. Raises BadUseError."""
    try:
        text.encode()
    except UnicodeEncodeError:
        raise BadUseError(f"{text} is not text in the encoding of your terminal; write it in UTF-8") from None
    return text
