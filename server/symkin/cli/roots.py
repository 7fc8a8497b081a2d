"""Which folder is the workspace, when nobody says."""

from __future__ import annotations

from pathlib import Path

from symkin.cli.errors import BadUseError

VERSION_CONTROL = (".git", ".hg", ".jj", ".svn")

PROJECT = (
    "pyproject.toml", "setup.py", "setup.cfg", "package.json", "tsconfig.json", "Cargo.toml", "go.mod",
    "stack.yaml", "cabal.project", "pom.xml", "build.gradle", "build.gradle.kts", "CMakeLists.txt",
    "compile_commands.json", "Makefile", "composer.json", "Gemfile", "mix.exs", "build.sbt", "dune-project",
)  # fmt: skip
"""Files that stand at a project's top, in the languages that symkin reads."""


def workspace_root(start: Path) -> Path:
    """The nearest folder from `start` upwards under version control, else with a project file, else the current one."""
    folders = (start, *start.parents)
    for markers in (VERSION_CONTROL, PROJECT):
        for folder in folders:
            if any(_exists(folder / marker) for marker in markers):
                return folder
    here = Path.cwd()
    return here if start.is_relative_to(here) else start


def chosen_root(root: Path | None, start: Path | None = None) -> Path:
    """The folder that the user named, or the one around `start` (default: here). Raises BadUseError."""
    if root is None:
        return workspace_root((start or Path.cwd()).resolve())
    resolved = root.expanduser().resolve()
    if not resolved.is_dir():
        raise BadUseError(f"{root} is not a folder; name the top folder of a workspace")
    return resolved


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:  # a folder above that may not be read
        return False
