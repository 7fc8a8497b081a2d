"""A definition's whole doc comment, read from its file: facts hold only the summary."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from symkin.graph.types import Symbol

REACH = 40
"""Lines of a head, or of attributes above it, between a name and its documentation."""

_QUOTES = re.compile(r"""^\s*[rRuU]?("{3}|'{3})""")
_LINE_COMMENT = re.compile(r"^\s*(?:///?|//!|--+|#(?!\[))")
_ATTRIBUTE = re.compile(r"^\s*(?:@|#\[|\[|template\b|export\b|pub\b|public\b|static\b|async\b)")
_MARKS = re.compile(r"^\s*(?:///?!?|/\*\*?!?|\*+/?|--+ ?[|^]?|\{-+ ?[|^]?|#+)[ \t]?|\s*(?:\*/|-\})\s*$")
_SENTENCE_END = re.compile(r"(?<=[.!?;])\s+(?=[^a-z])|\n\s*\n|\n\s*(?=[-*@:]\s?\w)")


def whole_doc(lines: Sequence[str], symbol: Symbol) -> str:
    """The text of a symbol's doc comment without its comment marks, '' where there is none."""
    found = _inside(lines, symbol) if symbol.language == "python" else _above(lines, symbol.line)
    return "\n".join(_MARKS.sub("", line).strip() for line in found).strip()


def sentences(doc: str) -> list[str]:
    """The sentences of a doc comment, each on one line."""
    return [" ".join(part.split()) for part in _SENTENCE_END.split(doc) if part.strip()]


def _inside(lines: Sequence[str], symbol: Symbol) -> list[str]:
    """The docstring at the start of a Python definition's body."""
    for number in range(symbol.line + 1, min(symbol.end_line + 1, symbol.line + REACH, len(lines))):
        opening = _QUOTES.match(lines[number])
        if opening:
            return list(_until(opening.group(1), lines[number:]))
        if lines[number - 1].rstrip().endswith(":"):
            return []
    return []


def _until(quotes: str, lines: Sequence[str]) -> Iterator[str]:
    first, *rest = lines
    text = first.split(quotes, 1)[1]
    for line in [text, *rest]:
        body, closing, _ = line.partition(quotes)
        yield body
        if closing:
            return


def _above(lines: Sequence[str], line: int) -> list[str]:
    """The comment that ends right above a definition or its attributes."""
    found: list[str] = []
    in_block = False
    for text in reversed(lines[max(0, line - 200) : line]):
        stripped = text.strip()
        if in_block or stripped.endswith(("*/", "-}")):
            found.append(text)
            in_block = "/*" not in stripped and "{-" not in stripped
        elif _LINE_COMMENT.match(text):
            found.append(text)
        elif found or not _ATTRIBUTE.match(text):
            break
    return found[::-1]
