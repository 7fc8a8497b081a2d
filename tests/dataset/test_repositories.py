"""Directories as repositories: what they are called, at which revision, under which licence, and when they changed."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from symkin.dataset.errors import DatasetError
from symkin.dataset.repositories import fingerprint, licence, locations, repositories, revision

LICENCES = {
    "MIT": "MIT License\n\nPermission is hereby granted, free of charge, to any person",
    "Apache-2.0": "                Apache License\n           Version 2.0, January 2004",
    "BSD-3-Clause": "Redistribution and use in source and binary forms, ...\nNeither the name of",
    "BSD-2-Clause": "Redistribution and use in source and binary forms, with or without",
    "ISC": "Permission to use, copy, modify, and/or distribute this software",
    "MPL-2.0": "Mozilla Public License Version 2.0",
    "GPL": "GNU GENERAL PUBLIC LICENSE\nVersion 3",
    "": "All rights reserved.",
}


@pytest.mark.parametrize(("name", "text"), LICENCES.items())
def test_a_licence_is_known_by_its_words(tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / "LICENSE.txt").write_text(text)
    (tmp_path / "README.md").write_text(LICENCES["GPL"])
    assert licence(tmp_path) == name


def test_directories_of_one_name_are_told_apart(tmp_path: Path) -> None:
    roots = [tmp_path / "b/net", tmp_path / "a/net", tmp_path / "web"]
    for root in roots:
        root.mkdir(parents=True)
    found = repositories([*roots, tmp_path / "a/../a/net"])
    assert [one.name for one in found] == ["a-net", "net", "web"]
    assert locations(found) == {"net": str(roots[0]), "a-net": str(roots[1]), "web": str(roots[2])}


@pytest.mark.parametrize("name", ["nowhere", "file"])
def test_what_is_no_directory_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(DatasetError, match=f"no directory .*{name}"):
        repositories([tmp_path, tmp_path / name])


def test_the_revision_is_the_commit_that_is_checked_out(tmp_path: Path) -> None:
    assert revision(tmp_path) == ""
    identity = ["-c", "user.name=Ada", "-c", "user.email=t@example.org"]
    for arguments in (["init", "-q"], [*identity, "commit", "-q", "--allow-empty", "-m", "Begin"]):
        subprocess.run(["git", "-C", str(tmp_path), *arguments], check=True)
    asked = subprocess.run(
        ["git", "-C", str(tmp_path), "rev-parse", "HEAD"], check=True, capture_output=True, text=True
    )
    assert revision(tmp_path) == asked.stdout.strip()
    assert repositories([tmp_path])[0].revision == asked.stdout.strip()


CHANGES: dict[str, Callable[[Path], object]] = {
    "a new file": lambda root: (root / "new.py").touch(),
    "a longer file": lambda root: (root / "net.py").write_text("x = 12\n"),
    "a later file": lambda root: os.utime(root / "net.py", (5, 5)),
    "one file less": lambda root: (root / "net.py").unlink(),
    "another name": lambda root: (root / "net.py").rename(root / "ten.py"),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_fingerprint_changes_with_the_files(tmp_path: Path, change: Callable[[Path], object]) -> None:
    (tmp_path / "net.py").write_text("x = 1\n")
    (tmp_path / "gone").symlink_to("nowhere")
    (tmp_path / ".git").mkdir()
    (repository,) = repositories([tmp_path])
    before = fingerprint(repository, b"options")
    (tmp_path / ".git/index").touch()
    assert fingerprint(repository, b"options") == before
    assert fingerprint(repository, b"others") != before
    change(tmp_path)
    assert fingerprint(repository, b"options") != before
