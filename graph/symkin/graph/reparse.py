"""Parsing an edited text again with what the last parse knows."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, NamedTuple

from symkin.graph.languages.language import Language

if TYPE_CHECKING:
    from tree_sitter import Tree

_READ = 2_048
"""Bytes at a time: little, since a query that compares a node's text reads so much for each node."""
TIME_LIMIT = 2.0
"""Seconds for a text that is parsed in the process that answers."""


class ParseTimeout(Exception):  # noqa: N818 - not an error of ours, nor of the user's
    """The parse was given up."""


class Former(NamedTuple):
    """A text and its tree."""

    text: bytes
    tree: Tree


def parse(text: bytes, language: Language, deadline: float | None = None, former: Tree | None = None) -> Tree:
    """The tree of a text; raises `ParseTimeout` when `time.monotonic()` is past the deadline, or after `TIME_LIMIT`."""
    import tree_sitter

    latest = time.monotonic() + TIME_LIMIT if deadline is None else deadline
    parser = tree_sitter.Parser(language.grammar_language)

    def read(byte: int, _point: object) -> bytes:
        return text[byte : byte + _READ]

    def is_late(_byte: int, _has_error: bool) -> bool:
        return time.monotonic() > latest

    try:
        # The parser asks whether to go on only where it reads through a function.
        if former is None:
            return parser.parse(read, progress_callback=is_late)
        return parser.parse(read, former, progress_callback=is_late)
    except ValueError:
        raise ParseTimeout from None


def reparse(former: Former, after: bytes, language: Language, deadline: float | None = None) -> Tree:
    """The tree of `after`, given a former state: only what the edit touched is parsed. Raises `ParseTimeout`.

    Where the result holds an error the text is parsed afresh: recovery depends on the way by which a tree came
    about, and facts must depend on the text alone.
    """
    before = former.text
    start = _common_prefix(before, after)
    kept = _common_prefix(before[start:][::-1], after[start:][::-1])
    old_end, new_end = len(before) - kept, len(after) - kept
    edited = former.tree.copy()
    edited.edit(
        start_byte=start,
        old_end_byte=old_end,
        new_end_byte=new_end,
        start_point=_point(before, start),
        old_end_point=_point(before, old_end),
        new_end_point=_point(after, new_end),
    )
    parsed = parse(after, language, deadline, edited)
    return parse(after, language, deadline) if parsed.root_node.has_error else parsed


def _common_prefix(one: bytes, other: bytes) -> int:
    """By halving: comparing slices is a thousand times faster than comparing bytes one by one."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def _point(text: bytes, byte: int) -> tuple[int, int]:
    return text.count(b"\n", 0, byte), byte - text.rfind(b"\n", 0, byte) - 1
