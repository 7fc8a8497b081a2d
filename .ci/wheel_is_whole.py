"""`python .ci/wheel_is_whole.py WHEEL SDIST`: every file under a room's `symkin/` that git tracks is in both."""

from __future__ import annotations

import subprocess
import sys
import tarfile
import zipfile
from pathlib import PurePosixPath

ROOMS = ("graph", "model", "dataset", "train", "server")


def tracked() -> list[PurePosixPath]:
    """What git tracks below the source roots."""
    listed = subprocess.run(["git", "ls-files", "-z", *ROOMS], check=True, capture_output=True, text=True).stdout
    paths = [PurePosixPath(path) for path in listed.split("\0") if path]
    return [path for path in paths if path.parts[1] == "symkin"]


def main(wheel: str, sdist: str) -> None:
    """Exit with the list of what is missing."""
    with zipfile.ZipFile(wheel) as archive:
        in_wheel = set(archive.namelist())
    with tarfile.open(sdist) as archive:
        in_sdist = {name.split("/", 1)[-1] for name in archive.getnames()}
    files = tracked()
    missing = [f"wheel: {path}" for path in files if str(PurePosixPath(*path.parts[1:])) not in in_wheel]
    missing += [f"sdist: {path}" for path in files if str(path) not in in_sdist]
    if missing or not any(path.suffix == ".scm" for path in files):
        sys.exit("missing: " + ", ".join(missing or ["every query"]))
    print(f"{len(files)} files of the sources are in the wheel and the sdist")


main(*sys.argv[1:])
