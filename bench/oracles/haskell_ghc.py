"""Haskell edges against GHC: precision of ours, recall of its.

    python bench/oracles/haskell_ghc.py --package SOURCES ... [--sample 500] [--errors] [-- -iDIR -XEXTENSION ...]

Needs GHC 9.0 (Debian's `ghc`). A package is a folder of modules (the `src` of `apt-get source haskell-prettyprinter`),
and GHC must know the packages that these import (`libghc-*-dev`); what it cannot compile is left out. What is counted
is told in judging.py. A function's signature and its equations count as the same.
"""

from __future__ import annotations

import shutil
import subprocess
from collections import defaultdict
from collections.abc import Collection
from pathlib import Path

from judging import Place, Site, copied, main, taken_options

SCRIPT = Path(__file__).with_name("Hie.hs")
TESTS = frozenset({"test", "tests", "bench", "benchmarks", "Setup.hs"})
OPTIONS: list[str] = []


def fetch(package: str, directory: Path) -> Path:
    """The library's own modules, without its tests."""
    return copied(package, directory, (".hs", ".hs-boot"), TESTS)


class Ghc:
    """What GHC says of all names in a tree."""

    def __init__(self, root: Path) -> None:
        self._places: dict[tuple[str, int, int], set[Place]] = defaultdict(set)
        self._definitions: set[Place] = set()
        self._signatures: dict[Place, set[Place]] = defaultdict(set)
        modules = sorted(path.relative_to(root).as_posix() for path in root.rglob("*.hs"))
        ghc = [
            shutil.which("ghc") or "ghc",
            "-v0",
            "-w",
            "-fno-code",
            "-fwrite-ide-info",
            "-fkeep-going",
            "-hiedir",
            "hie",
        ]
        subprocess.run([*ghc, *OPTIONS, *modules], cwd=root, check=False)
        found = [str(path) for path in sorted(root.rglob("*.hie"))]
        script = [shutil.which("runghc") or "runghc", "--ghc-arg=-package", "--ghc-arg=ghc", str(SCRIPT), *found]
        said = subprocess.run(script, cwd=root, check=True, stdout=subprocess.PIPE, text=True, encoding="utf-8").stdout
        for answer in said.splitlines():
            self._take(*answer.split("\t"))
        self._definitions |= {place for one in self._definitions for place in self._signatures[one]}

    def _take(self, path: str, line: str, column: str, target: str, at: str, kind: str) -> None:
        meant = (target, int(at))
        if kind == "signature":
            self._signatures[meant].add((path, int(line)))
            return
        self._places[path, int(line), int(column)].add(meant)
        if kind == "true":
            self._definitions.add(meant)

    def places(self, site: Site) -> Collection[Place] | None:
        found = self._places.get((site.path, site.line, site.column), set())
        return {other for place in found for other in (place, *self._signatures[place])} or None

    def is_definition(self, place: Place) -> bool:
        return place in self._definitions and not place[0].startswith("/")


if __name__ == "__main__":
    OPTIONS += taken_options()
    main(__doc__, (), fetch, lambda root, _samples: Ghc(root), times=8)
