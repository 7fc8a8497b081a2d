"""Python edges against jedi: precision of ours, recall of its.

    pip install jedi==0.20.0
    python bench/oracles/python_jedi.py [--package jinja2==3.1.6 ...] [--sample 500] [--errors]

Each package's wheel is fetched with pip. What is counted is told in judging.py. A definition of the package is a
function or a class; a class and its `__init__` count as the same.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

import jedi
from judging import HEAD, Place, Site, draw, judge

PACKAGES = ("jinja2==3.1.6", "networkx==3.5", "starlette==0.48.0")


def fetch(package: str, directory: Path) -> Path:
    pip = [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "--only-binary=:all:", "-d", str(directory)]
    subprocess.run([*pip, package], check=True)
    root = directory / "source"
    with zipfile.ZipFile(next(directory.glob("*.whl"))) as wheel:
        wheel.extractall(root, [name for name in wheel.namelist() if name.endswith(".py")])
    return root


class Jedi:
    """jedi's answers in one source tree."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.project = jedi.Project(str(root))

    def places(self, site: Site) -> set[Place] | None:
        """The definitions that a site means; None where jedi knows none in this tree or elsewhere."""
        try:
            script = jedi.Script(path=self.root / site.path, project=self.project)
            names = script.goto(site.line + 1, site.column, follow_imports=True)
        except Exception:
            return None
        found = {(self._relative(name.module_path), name.line - 1) for name in names if name.module_path and name.line}
        for name in names:
            parent = name.parent() if name.name == "__init__" else None
            if parent is not None and parent.module_path and parent.line:
                found.add((self._relative(parent.module_path), parent.line - 1))
        return found or None

    def _relative(self, path: Path) -> str:
        try:
            return path.relative_to(self.root).as_posix()
        except ValueError:
            return str(path)

    def is_definition(self, place: Place) -> bool:
        """Whether a place is a function or class of this tree (and not, say, a parameter)."""
        path = self.root / place[0]
        if place[0].startswith("/") or not path.is_file():
            return False
        line = path.read_text(encoding="utf-8", errors="replace").split("\n")[place[1]].lstrip()
        return line.startswith(("def ", "class ", "async def "))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--package", nargs="+", default=PACKAGES)
    parser.add_argument("--sample", type=int, default=500)
    parser.add_argument("--errors", action="store_true")
    arguments = parser.parse_args()
    print(HEAD)
    for package in arguments.package:
        with tempfile.TemporaryDirectory() as directory:
            root = fetch(package, Path(directory))
            samples = draw(root, Path(directory) / "cache", arguments.sample)
            print(judge(package, Jedi(root), samples, arguments.sample, show=arguments.errors), flush=True)


if __name__ == "__main__":
    main()
