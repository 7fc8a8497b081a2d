"""The Python packages that oracles are asked about."""

from __future__ import annotations

import ast
import subprocess
import sys
import zipfile
from collections import defaultdict
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from judging import Place

PACKAGES = ("jinja2==3.1.6", "networkx==3.5", "starlette==0.48.0")


def fetch(package: str, directory: Path) -> Path:
    """The sources in a package's wheel."""
    pip = [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "--only-binary=:all:", "-d", str(directory)]
    subprocess.run([*pip, package], check=True)
    root = directory / "source"
    with zipfile.ZipFile(next(directory.glob("*.whl"))) as wheel:
        wheel.extractall(root, [name for name in wheel.namelist() if name.endswith(".py")])
    return root


def defines(root: Path, place: Place) -> bool:
    """Whether a place is a function or class of a tree (and not, say, a parameter)."""
    if place[0].startswith("/") or not (root / place[0]).is_file():
        return False
    return lines(root, place[0])[place[1]].lstrip().startswith(("def ", "class ", "async def "))


@cache
def lines(root: Path, path: str) -> Sequence[str]:
    """The lines of a file."""
    return (root / path).read_text(encoding="utf-8", errors="replace").split("\n")


def overloads(root: Path, place: Place) -> set[Place]:
    """A place and, where it is an overload's or its implementation's, those of the others."""
    return {place} | {(place[0], line) for line in _overloaded(root, place[0]).get(place[1], ())}


@cache
def _overloaded(root: Path, path: str) -> dict[int, set[int]]:
    """For each line with an overloaded function, all the lines of that function."""
    found: dict[int, set[int]] = {}
    for block in ast.walk(ast.parse("\n".join(lines(root, path)))):
        named: dict[str, list[ast.FunctionDef | ast.AsyncFunctionDef]] = defaultdict(list)
        for one in getattr(block, "body", ()) if isinstance(block, (ast.Module, ast.ClassDef)) else ():
            if isinstance(one, (ast.FunctionDef, ast.AsyncFunctionDef)):
                named[one.name].append(one)
        for same in named.values():
            if any(ast.unparse(mark).endswith("overload") for one in same for mark in one.decorator_list):
                found.update({one.lineno - 1: {other.lineno - 1 for other in same} for one in same})
    return found
