"""What past commits changed together, read from real repositories."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest

from symkin.graph.past import MOST_NAMES, Past, binding
from symkin.graph.types import Symbol

READ = Symbol("read", "File.read", "method", "io.py", 1, 8, 2)


def git(root: Path, *arguments: str) -> None:
    identity = ["-c", "user.name=Ada", "-c", "user.email=t@example.org", "-c", "init.defaultBranch=main"]
    subprocess.run(["git", *identity, *arguments], cwd=root, check=True, capture_output=True)


def commit(root: Path, read: int, write: int, other: int = 0) -> None:
    """A commit in which the methods return these numbers."""
    (root / "io.py").write_text(
        f"class File:\n    def read(self):\n        return {read}\n\n    def write(self):\n        return {write}\n"
    )
    (root / "other.py").write_text(f"def other():\n    return {other}\n")
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "Change")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Two commits after the first: one changes both methods, one `read` and `other`."""
    root = tmp_path / "root"
    root.mkdir()
    git(root, "init", "-q")
    for numbers in [(0, 0, 0), (1, 1, 0), (2, 1, 1)]:
        commit(root, *numbers)
    return root


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "past.json"


def read(root: Path, file: Path) -> Mapping[tuple[str, str], int]:
    """What a fresh reader knows after reading."""
    past = Past(root, file)
    past.read()
    return dict(past.together(READ))


BOTH = {("io.py", "File.write"): 1, ("other.py", "other"): 1}


def test_what_the_same_commits_changed_is_counted(root: Path, file: Path) -> None:
    assert read(root, file) == BOTH


def test_what_was_read_is_kept_and_only_the_rest_is_read(root: Path, file: Path) -> None:
    read(root, file)
    assert Past(root, file).together(READ) == BOTH
    commit(root, 3, 2, 1)
    assert Past(root, file).together(READ) == BOTH
    assert read(root, file) == {("io.py", "File.write"): 2, ("other.py", "other"): 1}


def test_a_reading_that_is_stopped_is_taken_up_again(root: Path, file: Path) -> None:
    past = Past(root, file)
    past.read(cancelled=lambda: True)
    assert past.together(READ) == {}
    past.read()
    assert past.together(READ) == BOTH


def test_what_was_rewritten_counts_no_more(root: Path, file: Path) -> None:
    read(root, file)
    git(root, "reset", "-q", "--hard", "HEAD~1")
    assert read(root, file) == {("io.py", "File.write"): 1}


@pytest.mark.parametrize("content", [b"", b"{", b'{"commits": 3}', b"\xff"])
def test_a_damaged_file_is_read_anew(root: Path, file: Path, content: bytes) -> None:
    file.write_bytes(content)
    assert read(root, file) == BOTH


def test_where_there_is_no_history_there_is_nothing(tmp_path: Path, file: Path) -> None:
    assert read(tmp_path, file) == {}
    git(tmp_path, "init", "-q")
    assert read(tmp_path, file) == {}
    assert not file.exists()


def test_what_a_clone_lacks_is_not_fetched(root: Path, file: Path, tmp_path: Path) -> None:
    git(root, "config", "uploadpack.allowFilter", "true")
    git(tmp_path, "clone", "-q", "--no-checkout", "--filter=blob:none", root.as_uri(), "partial")
    objects = [*(tmp_path / "partial" / ".git" / "objects").rglob("*")]
    assert read(tmp_path / "partial", file) == {}
    assert [*(tmp_path / "partial" / ".git" / "objects").rglob("*")] == objects


def test_a_file_that_cannot_be_written_is_done_without(root: Path, tmp_path: Path) -> None:
    assert read(root, tmp_path / "no" / "such" / "past.json") == BOTH


def test_a_commit_that_changes_much_binds_nothing() -> None:
    assert binding({"a.py": ["b", "a"]}) == (("a.py", "a"), ("a.py", "b"))
    assert binding({"a.py": [str(number) for number in range(MOST_NAMES + 1)]}) == ()
