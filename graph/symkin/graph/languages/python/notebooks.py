"""Jupyter notebooks: the code cells as one Python text, each line knowing where it stands in the JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from symkin.graph.languages.hooks import Reading, Skip

_TOKEN = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"|[{}\[\],]', re.DOTALL)
_ESCAPE = re.compile(r"\\(?:u[0-9a-fA-F]{4}|.)")
_LINE_BREAKS = frozenset({r"\n", r"\u000a"})
_CELL: tuple[str | None, ...] = ("cells", None)
_MAGIC = re.compile(r"^(\s*)(?:[%!?].*|[\w, ]+=\s*[%!].*|[\w.%]+\?{1,2}\s*)$")
_FOREIGN_CELL = re.compile(r"^\s*%%(?!time\b|timeit\b|capture\b|prun\b)")
"""Cell magics that run something else than the Python below them."""


@dataclass(slots=True)
class _Cell:
    kind: str = ""
    source: list[tuple[list[int], str]] = field(default_factory=list)
    """The strings of the source, each with the characters of the file at which its lines begin."""


def read(data: bytes) -> Reading:
    """A notebook (UTF-8) as Python; raises `Skip` for what is no Python notebook."""
    text = data.decode("utf-8", "replace")
    try:
        notebook = json.loads(text)
        metadata = notebook.get("metadata", {})
        named = metadata.get("language_info", {}).get("name") or metadata.get("kernelspec", {}).get("language")
    except (ValueError, AttributeError, RecursionError):
        raise Skip("broken notebook") from None
    if named and not str(named).lower().startswith(("python", "ipython")):
        raise Skip("notebook of another language")
    code: list[str] = []
    places: list[tuple[int, int]] = []
    position = _Positions(text)
    for cell in _cells(text):
        if cell.kind == "code":
            lines = list(_lines(cell))
            foreign = bool(lines) and _FOREIGN_CELL.match(lines[0][1]) is not None
            code += ["" if foreign else _MAGIC.sub(r"\1pass", line) for _, line in lines]
            places += [position.of(at) for at, _ in lines]
    return Reading("\n".join([*code, ""]).encode("utf-8", "replace"), (*places, places[-1] if places else (0, 0)))


def _lines(cell: _Cell) -> Iterator[tuple[int, str]]:
    """The lines of a cell's source, which is one string a line as a rule, and may be any other division."""
    begun, at = "", -1
    for begins, string in cell.source:
        pieces = string.split("\n")
        for number, (start, piece) in enumerate(zip(begins, pieces, strict=True), 1):
            ends = number < len(pieces)
            at = start if at < 0 and (piece or ends) else at
            begun += piece
            if ends:
                yield at, begun
                begun, at = "", -1
    if begun:
        yield at, begun


def _cells(text: str) -> Iterator[_Cell]:
    """The cells of a notebook whose JSON is sound, read token by token, so that places are known."""
    path: list[str | None] = []
    expects_key = False
    cell = _Cell()
    for token in _TOKEN.finditer(text):
        first = token.group()[0]
        if first == '"':
            if expects_key:
                path[-1], expects_key = json.loads(token.group()), False
            else:
                _take(cell, tuple(path), token)
        elif first in "{[":
            if tuple(path) == _CELL:
                cell = _Cell()
            path.append("" if first == "{" else None)
            expects_key = first == "{"
        elif first == ",":
            expects_key = path[-1:] != [None]
        else:
            path.pop()
            expects_key = False
            if tuple(path) == _CELL:
                yield cell


def _take(cell: _Cell, path: tuple[str | None, ...], token: re.Match[str]) -> None:
    if path == (*_CELL, "cell_type"):
        cell.kind = json.loads(token.group())
    elif path in {(*_CELL, "source"), (*_CELL, "source", None)}:
        breaks = (found.end() for found in _ESCAPE.finditer(token.group()) if found.group().lower() in _LINE_BREAKS)
        begins = [token.start() + at for at in (1, *breaks)]
        cell.source.append((begins, json.loads(token.group())))


class _Positions:
    """Lines and columns of characters that are asked for in ascending order."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._line = self._at = 0

    def of(self, at: int) -> tuple[int, int]:
        """The 0-based line and column of a character."""
        self._line += self._text.count("\n", self._at, at)
        self._at = at
        return self._line, at - (self._text.rfind("\n", 0, at) + 1)
