"""Java edges against javac: precision of ours, recall of its.

    python bench/oracles/java_javac.py --package SOURCES ... [--sample 500] [--errors]

Needs a JDK of 17 or later. A package is a folder with a library's sources (`apt-get source libcommons-lang3-java`);
tests are left out, and what it depends on need not be there: javac is silent about what it cannot bind. What is
counted is told in judging.py. A class and the constructor that a call means count as the same, and so do a record's
component and its accessor.
"""

from __future__ import annotations

import shutil
import subprocess
from collections import defaultdict
from collections.abc import Collection
from pathlib import Path

from judging import Place, Site, copied, main

SCRIPT = Path(__file__).with_name("Javac.java")
EXPORTS = ("--add-exports", "jdk.compiler/com.sun.tools.javac.tree=ALL-UNNAMED")
APART = frozenset({"module-info.java", "package-info.java"})
TESTS = frozenset({"test", "tests"})


def fetch(package: str, directory: Path) -> Path:
    """The library's own sources, without its tests."""
    return copied(package, directory, (".java",), TESTS | APART)


class Javac:
    """What javac says of all names in a tree."""

    def __init__(self, root: Path) -> None:
        java = [shutil.which("java") or "java", *EXPORTS, str(SCRIPT), str(root)]
        said = subprocess.run(java, check=True, stdout=subprocess.PIPE, text=True, encoding="utf-8").stdout
        self._places: dict[tuple[str, int, int], set[Place]] = defaultdict(set)
        self._definitions: set[Place] = set()
        for answer in said.splitlines():
            path, line, column, target, at, defined = answer.split("\t")
            self._places[path, int(line), int(column)].add((target, int(at)))
            if defined == "true":
                self._definitions.add((target, int(at)))

    def places(self, site: Site) -> Collection[Place] | None:
        return self._places.get((site.path, site.line, site.column))

    def is_definition(self, place: Place) -> bool:
        return place in self._definitions


if __name__ == "__main__":
    main(__doc__, (), fetch, lambda root, _samples: Javac(root), times=8)
