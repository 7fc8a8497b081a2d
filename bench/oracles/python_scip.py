"""Python edges against scip-python, which asks pyright: precision of ours, recall of its.

    npm install @sourcegraph/scip-python@0.6.6
    python bench/oracles/python_scip.py [--package jinja2==3.1.6 ...] [--sample 500] [--errors]

Needs Node.js, and the package in `node_modules` here. What is counted is told in judging.py. A function's overloads
and its implementation count as the same: the index names the first `@overload`. An answer by another name than the
site's counts as none, since the index gives such where it has lost its way (all of networkx's `nx.DiGraph` are
`selfloop_edges` to it); so are uses under an alias, right or wrong. The index is read with the little of protobuf's
encoding that it uses (https://protobuf.dev/programming-guides/encoding/, scip.proto).
"""

from __future__ import annotations

import re
import shutil
import subprocess
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from judging import Place, Site, main
from wheels import PACKAGES, defines, fetch, lines, overloads

INDEXER = Path("node_modules/@sourcegraph/scip-python/index.js")
DOCUMENTS, PATH, OCCURRENCES, RANGE, SYMBOL, ROLES = 2, 1, 2, 1, 2, 3
"""Field numbers: of an index, of a document, and of an occurrence."""
DEFINITION = 1
"""The bit of an occurrence's roles."""
_WORD = re.compile(r"\w+")


def varint(data: bytes, at: int) -> tuple[int, int]:
    value = shift = 0
    while True:
        byte = data[at]
        value |= (byte & 0x7F) << shift
        at, shift = at + 1, shift + 7
        if byte < 0x80:
            return value, at


def fields(data: bytes) -> Iterator[tuple[int, int, bytes]]:
    """The fields of a message: number, and a number's value or the bytes of all else."""
    at = 0
    while at < len(data):
        tag, at = varint(data, at)
        value, at = varint(data, at)
        if tag & 7 == 2:
            yield tag >> 3, 0, data[at : at + value]
            at += value
        else:
            yield tag >> 3, value, b""


def numbers(data: bytes) -> list[int]:
    """Packed numbers."""
    found, at = [], 0
    while at < len(data):
        value, at = varint(data, at)
        found.append(value)
    return found


class Scip:
    """What an index says of places in its sources."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._symbols: dict[tuple[str, int, int], set[str]] = defaultdict(set)
        self._definitions: dict[str, set[tuple[str, int, str]]] = defaultdict(set)
        name = ["--project-name", root.name, "--project-version", "1"]
        node = [shutil.which("node") or "node", str(INDEXER.resolve()), "index", ".", *name, "--output", "index.scip"]
        subprocess.run(["git", "init", "-q", "."], cwd=root, check=True)
        subprocess.run(node, cwd=root, check=True, stdout=subprocess.DEVNULL)
        for number, _, document in fields((root / "index.scip").read_bytes()):
            if number == DOCUMENTS:
                self._take(document)

    def _take(self, document: bytes) -> None:
        parts = list(fields(document))
        path = next(data.decode() for number, _, data in parts if number == PATH)
        for number, _, data in parts:
            if number == OCCURRENCES:
                said = {kind: value or raw for kind, value, raw in fields(data)}
                line, column = numbers(bytes(said[RANGE]))[:2]
                symbol = bytes(said[SYMBOL]).decode()
                if symbol.startswith("local "):
                    symbol = f"{path} {symbol}"  # numbered anew in each document
                self._symbols[path, line, column].add(symbol)
                if int(said.get(ROLES, 0)) & DEFINITION:
                    self._definitions[symbol].add((path, line, self._word(path, line, column)))

    def places(self, site: Site) -> set[Place] | None:
        """The definitions that a site means; None where the index knows none in these sources."""
        symbols = self._symbols.get((site.path, site.line, site.column), set())
        word = self._word(site.path, site.line, site.column)
        found = {(path, line) for one in symbols for path, line, name in self._definitions[one] if name == word}
        return {other for place in found for other in overloads(self._root, place)} or None

    def _word(self, path: str, line: int, column: int) -> str:
        found = _WORD.match(lines(self._root, path)[line], column)
        return found.group() if found else ""

    def is_definition(self, place: Place) -> bool:
        return defines(self._root, place)


if __name__ == "__main__":
    main(__doc__, PACKAGES, fetch, lambda root, _samples: Scip(root))
