"""Go edges against gopls, which asks the compiler's type checker: precision of ours, recall of its.

    apt-get install gopls golang-go golang-github-spf13-cobra-dev golang-github-gin-gonic-gin-dev ...
    python bench/oracles/go_gopls.py [--package spf13/cobra ...] [--sample 500] [--errors]

The packages are those of Debian's `golang-github-*-dev`, which bring their dependencies. What is counted is told in
judging.py.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from judging import Samples, main
from language_server import LanguageServer

PACKAGES = ("spf13/cobra", "gin-gonic/gin", "yuin/goldmark")
LIBRARY = Path("/usr/share/gocode/src/github.com")


def fetch(package: str, directory: Path) -> Path:
    """A package's sources, in a workspace that is searched for imports before Debian's."""
    root = directory / "work" / "src" / "github.com" / package
    shutil.copytree(LIBRARY / package, root)
    return root


def ask(root: Path, samples: Samples) -> LanguageServer:
    """gopls on a package, once it has read it."""
    work = next(parent for parent in root.parents if parent.name == "work")
    os.environ.update(GO111MODULE="off", GOPATH=f"{work}:{LIBRARY.parents[1]}", GOFLAGS="")
    server = LanguageServer(root, ["gopls"], "go", {})
    server.settle(samples.any[0].path)
    return server


if __name__ == "__main__":
    main(__doc__, PACKAGES, fetch, ask, times=12)
