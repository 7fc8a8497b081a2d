"""Where a harvest begins: directories as repositories, with their names, revisions and licences."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from hashlib import blake2b
from pathlib import Path

from symkin.dataset.errors import DatasetError
from symkin.dataset.samples import Repository

_LICENCES = {
    "Apache-2.0": r"Apache License,?\s+Version 2\.0",
    "MIT": r"Permission is hereby granted, free of charge",
    "BSD-3-Clause": r"Redistribution and use in source and binary forms[\s\S]*Neither the names?",
    "BSD-2-Clause": r"Redistribution and use in source and binary forms",
    "ISC": r"Permission to use, copy, modify, and/?o?r? distribute this software",
    "MPL-2.0": r"Mozilla Public License,?\s+[Vv]ersion 2\.0",
    "GPL": r"GNU GENERAL PUBLIC LICENSE",
}
_LICENCE_FILE = re.compile(r"(?i)^(licen[cs]e|copying)(\.\w+)?$")


def repositories(paths: Iterable[Path]) -> list[Repository]:
    """The directories as repositories, in the order of their names. Raises DatasetError for what is no directory.

    Two directories of one name are told apart by their parents' names.
    """
    found: dict[str, Repository] = {}
    for path in paths:
        root = path.resolve()
        if not root.is_dir():
            raise DatasetError(f"there is no directory {path}: name a workspace to harvest")
        name = next(name for name in _names(root) if name not in found or found[name].root == str(root))
        found[name] = Repository(name, str(root), revision(root), licence(root))
    return [found[name] for name in sorted(found)]


def _names(root: Path) -> Iterator[str]:
    parts = root.parts[1:] or ("root",)
    for size in range(1, len(parts) + 1):
        yield "-".join(parts[-size:])
    raise DatasetError(f"{root} is named twice")


def revision(root: Path) -> str:
    """The commit that is checked out, or '' outside of a git work tree."""
    command = ["git", "-C", str(root), "rev-parse", "--verify", "--quiet", "HEAD"]
    try:
        return subprocess.run(command, capture_output=True, text=True, check=False).stdout.strip()
    except OSError:
        return ""


def licence(root: Path) -> str:
    """The SPDX identifier of a licence that is known by its words, or ''."""
    for path in sorted(root.iterdir()):
        if _LICENCE_FILE.match(path.name) and path.is_file():
            text = path.read_text(encoding="utf-8", errors="replace")
            return next((name for name, words in _LICENCES.items() if re.search(words, text)), "")
    return ""


def fingerprint(repository: Repository, salt: bytes) -> str:
    """A key of the repository's state: paths, sizes and times of its files. `salt` is what else decides the outcome."""
    digest = blake2b(salt, digest_size=16)
    root = Path(repository.root)
    for path in sorted(root.rglob("*")):
        if ".git" in path.relative_to(root).parts:
            continue
        try:
            status = path.lstat()
        except OSError:
            continue
        digest.update(
            f"{path.relative_to(root)}\0{status.st_size}\0{status.st_mtime_ns}\n".encode("utf-8", "surrogatepass")
        )
    return digest.hexdigest()


def locations(repositories: Iterable[Repository]) -> Mapping[str, str]:
    """Where each repository lies on this machine, by its name: what a review needs to show sources."""
    return {one.name: one.root for one in repositories}
