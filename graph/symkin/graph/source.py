"""A parsed text and the ways to read it: slices, lines and columns, captures."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from copy import copy
from functools import cached_property
from io import BytesIO
from itertools import accumulate
from typing import TYPE_CHECKING

from symkin.graph.capturing import captures_of, captures_within
from symkin.graph.languages.language import Language

if TYPE_CHECKING:
    from tree_sitter import Node, Tree


def to_utf8(data: bytes) -> bytes:
    """A file's bytes as UTF-8 without byte-order mark.

    Bytes that are not UTF-8 are taken as UTF-16 where a mark says so and as Latin-1 otherwise, so that no column moves:
    every undecodable byte becomes one character.
    """
    if data.isascii():
        return data
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace").encode("utf-8", "replace")
    try:
        return data.decode("utf-8-sig").encode("utf-8")
    except UnicodeDecodeError:
        return data.decode("latin-1").encode("utf-8")


class Source:
    """The text of one file, parsed."""

    def __init__(
        self,
        text: bytes,
        language: Language,
        tree: Tree | None = None,
        places: Sequence[tuple[int, int]] = (),
    ) -> None:
        import tree_sitter

        self.text = text
        self.places = places
        self.language = language
        self.tree = tree or tree_sitter.Parser(language.grammar_language).parse(text)
        self._ascii = text.isascii()

    @cached_property
    def captures(self) -> dict[str, list[Node]]:
        """The nodes by capture."""
        return captures_of(self.tree, *self.language.queries_for(self.text))

    def captures_within(self, ranges: Iterable[tuple[int, int]]) -> dict[str, list[Node]]:
        """The nodes of what overlaps these ranges of bytes, whole statements each, by capture, each once."""
        queries_for, text = self.language.queries_for, self.text
        asked = ((start, end, query) for start, end in ranges for query in queries_for(text[start:end]))
        return captures_within(self.tree, asked)

    def seen(self, captures: dict[str, list[Node]]) -> Source:
        """The same text with these captures only."""
        other = copy(self)
        other.__dict__["captures"] = captures
        return other

    @cached_property
    def line_starts(self) -> list[int]:
        """The byte at which each line starts."""
        starts = [*accumulate(map(len, BytesIO(self.text)), initial=0)]
        return starts if self.text.endswith(b"\n") or not self.text else starts[:-1]

    def slice(self, start: int, end: int) -> str:
        """The text between two bytes."""
        return self.text[start:end].decode("utf-8", "replace")

    def of(self, node: Node) -> str:
        """The text of a node."""
        return self.text[node.start_byte : node.end_byte].decode("utf-8", "replace")

    def name(self, node: Node) -> str:
        """The name that a node spells, without the marks around it."""
        name = self.text[node.start_byte : node.end_byte].decode("utf-8", "replace")
        return name.strip(self.language.sigils) if self.language.sigils else name

    def line(self, byte: int) -> int:
        """The 0-based line of a byte."""
        line = bisect_right(self.line_starts, byte) - 1
        return self.places[line][0] if self.places else line

    def positions(self, ascending: Sequence[int]) -> Iterable[tuple[int, int]]:
        """The positions of many bytes."""
        if self.places or not self._ascii:
            return map(self.position, ascending)
        return self._plain_positions(ascending)

    def _plain_positions(self, ascending: Sequence[int]) -> Iterator[tuple[int, int]]:
        starts, line = self.line_starts, 0
        for byte in ascending:
            line = bisect_right(starts, byte, line) - 1
            yield line, byte - starts[line]

    def position(self, byte: int) -> tuple[int, int]:
        """The 0-based line and column (in code points) of a byte."""
        line = bisect_right(self.line_starts, byte) - 1
        start = self.line_starts[line]
        column = byte - start if self._ascii else len(self.text[start:byte].decode("utf-8", "replace"))
        if self.places:
            line, begin = self.places[line]
            return line, begin + column
        return line, column
