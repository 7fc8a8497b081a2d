"""What a full-level language may add in Python: reading its import statements."""

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


ImportHook = Callable[["Node", bytes], Iterator[ImportedName]]


def text_of(node: Node, source: bytes) -> str:
    """The node's text."""
    return source[node.start_byte : node.end_byte].decode("utf-8", "replace")
