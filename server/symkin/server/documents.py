"""The text of open documents, kept in step with the editor.

pygls keeps documents too, but splits lines wherever `str.splitlines` does (form feeds, U+2028...), where
LSP knows three line ends only: an edit after such a character would land in the wrong place.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

_LINE_END = re.compile(r"\r\n|\n|\r")

Units = Callable[[str, int], int]
"""(line, offset in the client's units) -> offset in code points; see `convert`."""


@dataclass(frozen=True, slots=True)
class Change:
    """New text for a range (line, character, line, character, in the client's units) or for everything."""

    text: str
    span: tuple[int, int, int, int] | None = None


def lines_of(text: str) -> list[str]:
    """The lines without their ends, as LSP counts them: never empty, the last one may be ''."""
    return _LINE_END.split(text) if "\r" in text else text.split("\n")


def apply(text: str, changes: Sequence[Change], column: Units) -> str:
    """The text after the changes, each seen by the next; positions past an end mean that end."""
    for change in changes:
        text = change.text if change.span is None else _splice(text, change.text, change.span, column)
    return text


def _splice(text: str, new: str, span: tuple[int, int, int, int], column: Units) -> str:
    starts = _line_starts(text)
    start = _offset(text, starts, span[0], span[1], column)
    end = _offset(text, starts, span[2], span[3], column)
    return text[:start] + new + text[max(start, end) :]


def _line_starts(text: str) -> list[tuple[int, int]]:
    """Where each line begins and where its text ends."""
    starts, at = [], 0
    for end in _LINE_END.finditer(text):
        starts.append((at, end.start()))
        at = end.end()
    return [*starts, (at, len(text))]


def _offset(text: str, starts: list[tuple[int, int]], line: int, character: int, column: Units) -> int:
    if line >= len(starts):
        return len(text)
    start, end = starts[line]
    return start + column(text[start:end], character)
