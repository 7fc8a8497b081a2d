"""Documentation that stands in comments before what it documents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from symkin.graph import phrases
from symkin.graph.source import Source

if TYPE_CHECKING:
    from tree_sitter import Node


class Comments:
    """The block of comments that the sweep has last met."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._block: list[Node] = []
        self._end_line = -2

    def add(self, node: Node) -> None:
        """Take one more comment; after a gap it begins a new block."""
        if self._source.line(node.start_byte) > self._end_line + 1:
            self._block = []
        self._block.append(node)
        self._end_line = self._source.line(max(node.start_byte, node.end_byte - 1))

    def stretch(self, node: Node) -> None:
        """Let an attribute stand between the block and what it documents."""
        if self._block and self._source.line(node.start_byte) <= self._end_line + 1:
            self._end_line = self._source.line(node.end_byte - 1)

    def before(self, start: int) -> str:
        """The summary of the block if it ends right before a byte's line, else ''."""
        if not self._block or not self._source.language.doc_before:
            return ""
        if self._source.line(start) > self._end_line + 1 + self._source.language.doc_gap:
            return ""
        return phrases.summary("\n".join(self._source.of(node).rstrip("\r\n") for node in self._block))

    def clear(self) -> None:
        """Forget the block: it has found what it documents."""
        self._block = []
