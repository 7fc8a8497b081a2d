"""What a language may add in Python: reading its import statements, and the files that wrap it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from tree_sitter import Node


class ImportedName(NamedTuple):
    """One name of an import statement; the fields are `facts.Import`'s, `at` the byte where the name stands."""

    module: str
    name: str
    alias: str
    at: int
    qualified_only: bool = False
    hidden: tuple[str, ...] = ()
    exported: bool = False


class Skip(Exception):  # noqa: N818 - a verdict, not an error
    """A file is left out; `str()` is the reason."""


class Reading(NamedTuple):
    """A text in its language; `places` gives for each of its lines the line and column in the file where it begins.

    Without `places` the text is the file's own.
    """

    text: bytes
    places: tuple[tuple[int, int], ...] = ()


Reader = Callable[[bytes], Reading]
"""Takes a language out of a file that wraps it (a notebook's UTF-8); raises `Skip`."""

ImportHook = Callable[["Node", bytes], Iterator[ImportedName]]


def text_of(node: Node, source: bytes) -> str:
    """The node's text."""
    return source[node.start_byte : node.end_byte].decode("utf-8", "replace")
