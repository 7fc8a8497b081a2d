"""The Python packages that oracles are asked about."""

from __future__ import annotations

import subprocess
import sys
import zipfile
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
    path = root / place[0]
    if place[0].startswith("/") or not path.is_file():
        return False
    line = path.read_text(encoding="utf-8", errors="replace").split("\n")[place[1]].lstrip()
    return line.startswith(("def ", "class ", "async def "))
