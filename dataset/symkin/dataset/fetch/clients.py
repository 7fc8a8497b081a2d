"""The package clients of the user, with the user's own settings; none of them runs code of what it fetches."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from symkin.dataset.errors import DatasetError
from symkin.dataset.recipes.recipe import Package

TIMEOUT = 600
"""Seconds that a client may take for one package."""

_ERRORS = ("ERROR: ", "npm error ", "E: ")


def run(command: Sequence[str], directory: Path, settings: Mapping[str, str] | None = None) -> str:
    """Run a client in a directory and return what it printed. Raises DatasetError with the client's own reason."""
    try:
        done = subprocess.run(
            command,
            cwd=directory,
            env={**os.environ, **(settings or {})},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            timeout=TIMEOUT,
            check=False,
        )
    except OSError as error:
        raise DatasetError(f"cannot run {command[0]}: {error.strerror or error}") from error
    except subprocess.TimeoutExpired as error:
        raise DatasetError(f"{Path(command[0]).name} took more than {TIMEOUT} seconds") from error
    if done.returncode:
        raise DatasetError(_complaint(done.stderr) or f"{Path(command[0]).name} failed and gave no reason")
    return done.stdout


def pip_download(requirement: str, directory: Path) -> None:
    """Have pip bring the pure wheel of a requirement (a line of a requirements file).

    A source distribution would have to run its build to tell its name: pip is never let near one.
    """
    wish = directory / "requirements.txt"
    wish.write_text(f"{requirement}\n", encoding="utf-8")
    options = "--quiet --no-input --no-deps --only-binary=:all: --platform=any --ignore-requires-python"
    try:
        run([*_pip(), "download", *options.split(), f"--dest={directory}", f"--requirement={wish}"], directory)
    finally:
        wish.unlink()


def npm_pack(wish: str, directory: Path) -> None:
    """Have npm bring a package's tarball as the registry has it."""
    npm = shutil.which("npm")
    if npm is None:
        raise DatasetError("npm is not on the PATH: install Node.js to fetch npm packages")
    run([npm, "pack", "--ignore-scripts", "--loglevel=error", f"--pack-destination={directory}", wish], directory)


def download(package: Package, directory: Path) -> None:
    """Have pip or npm put a package's archive into an empty directory. Raises DatasetError, OSError."""
    if package.ecosystem == "npm":
        npm_pack(f"{package.name}@{package.version}", directory)
    elif package.file.endswith("-none-any.whl"):
        pip_download(f"{package.name}=={package.version} --hash=sha256:{package.sha256}", directory)
    else:
        raise DatasetError(f"{package.file} is no pure wheel, and pip would run the code of anything else")


def _pip() -> list[str]:
    if importlib.util.find_spec("pip"):
        return [sys.executable, "-m", "pip"]
    pip = shutil.which("pip")
    if pip is None:
        raise DatasetError("pip is not on the PATH: install it to fetch packages of PyPI")
    return [pip]


def _complaint(said: str) -> str:
    """The most telling line that a client wrote to its standard error: the first that it calls an error."""
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    errors = [line for line in lines if line.startswith(_ERRORS) and not line.startswith("npm error code")]
    return (errors or lines[-1:] or [""])[0]
