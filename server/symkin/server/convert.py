"""Between LSP's positions and URIs and ours; nothing else in the server converts.

Our columns count code points; the client's count code units of the encoding that was negotiated.
"""

from __future__ import annotations

from functools import lru_cache, partial
from pathlib import Path
from typing import Any

from pygls.uris import from_fs_path, to_fs_path

from symkin.graph.types import Symbol
from symkin.server.answer import Answer, to_json
from symkin.server.documents import Units, lines_of

JsonRange = dict[str, dict[str, int]]


def path_of(uri: str) -> Path | None:
    """The file that a URI names; None for what is not on disk (`untitled:`, `git:`)."""
    path = to_fs_path(uri)
    return Path(path) if path else None


def uri_of(path: Path) -> str:
    """The `file:` URI of a path."""
    return str(from_fs_path(str(path)))


def columns(encoding: str) -> Units:
    """The function from (line, offset in client units) to code points."""
    return partial(column_of, encoding=encoding)


def column_of(line: str, character: int, encoding: str) -> int:
    """`character`, in code units, as code points; past the end is the end, inside a character its start."""
    if line.isascii() or encoding == "utf-32":
        return min(character, len(line))
    at = 0
    for column, char in enumerate(line):
        at += _units_of_char(char, encoding)
        if at > character:
            return column
    return len(line)


def character_of(line: str, column: int, encoding: str) -> int:
    """The inverse of `column_of`."""
    return units(line[:column], encoding)


def units(text: str, encoding: str) -> int:
    """How many code units `text` takes; lone surrogates count as what they would be written as."""
    if text.isascii() or encoding == "utf-32":
        return len(text)
    return sum(_units_of_char(char, encoding) for char in text)


def _units_of_char(char: str, encoding: str) -> int:
    code = ord(char)
    if encoding == "utf-16":
        return 2 if code > 0xFFFF else 1
    return 1 + (code > 0x7F) + (code > 0x7FF) + (code > 0xFFFF)


class Locations:
    """LSP locations of symbols of one workspace root, in one encoding."""

    def __init__(self, root: Path, encoding: str, open_texts: dict[Path, str]) -> None:
        self._root = root
        self._encoding = encoding
        self._open_texts = open_texts

    def answer(self, answer: Answer) -> dict[str, Any]:
        """The answer's JSON with a `location` for the symbol and for each item."""
        result = to_json(answer)
        result["symbol"]["location"] = self.of(answer.symbol)
        for item, json in zip(answer.items, result["items"], strict=True):
            json["location"] = self.of(item.symbol)
        return result

    def of(self, symbol: Symbol) -> dict[str, Any]:
        """Where the symbol's name stands."""
        path = self._root / symbol.path
        start = symbol.column
        if start and self._encoding != "utf-32":
            start = character_of(self._line(path, symbol.line), start, self._encoding)
        end = start + units(symbol.name, self._encoding)
        return {"uri": uri_of(path), "range": _range(symbol.line, start, end)}

    def _line(self, path: Path, line: int) -> str:
        text = self._open_texts.get(path)
        lines = lines_of(text) if text is not None else lines_on_disk(path)
        # A line that is not there any more converts as if it were ASCII; `stale` says why.
        return lines[line] if line < len(lines) else " " * 1000


def lines_on_disk(path: Path) -> tuple[str, ...]:
    """The file's lines; () when it cannot be read. Remembered until the file changes."""
    try:
        status = path.stat()
        return _read_lines(path, status.st_mtime_ns, status.st_size)
    except OSError:
        return ()


@lru_cache(maxsize=64)
def _read_lines(path: Path, modified: int, size: int) -> tuple[str, ...]:
    del modified, size  # they are the cache's key
    return tuple(lines_of(path.read_text(encoding="utf-8", errors="replace")))


def _range(line: int, start: int, end: int) -> JsonRange:
    return {"start": {"line": line, "character": start}, "end": {"line": line, "character": end}}
