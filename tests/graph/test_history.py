"""Which definitions a commit changed, asked of real repositories."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from symkin.graph.errors import GraphError
from symkin.graph.history import changed_names, commits, touched
from symkin.graph.workspace import Workspace

NET = """\
LIMIT = 3

class Session:
    timeout = 1

    def __init__(self):
        self.socket = None

    def open(self):
        return LIMIT

    def close(self):
        self.socket = None

def connect():
    return Session()
"""


def git(root: Path, *arguments: str) -> str:
    identity = ["-c", "user.name=Ada", "-c", "user.email=t@example.org", "-c", "init.defaultBranch=main"]
    done = subprocess.run(["git", *identity, *arguments], cwd=root, check=True, capture_output=True, text=True)
    return done.stdout.strip()


def commit(root: Path, subject: str, files: dict[str, str | None]) -> None:
    """Write files (None deletes one) and commit them."""
    for path, text in files.items():
        file = root / path
        if text is None:
            file.unlink()
        else:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text)
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", subject)


@pytest.fixture
def history(root: Path) -> Path:
    git(root, "init", "-q")
    commit(root, "Begin", {"net.py": NET})
    return root


def changed_by(root: Path, files: dict[str, str | None]) -> dict[str, set[str]]:
    commit(root, "Change", files)
    (found,) = commits(root, limit=1)
    return changed_names(root, found)


@pytest.mark.parametrize(
    ("old", "new", "names"),
    [
        ("LIMIT = 3", "LIMIT = 4", {"LIMIT"}),
        ("return LIMIT", "return LIMIT + 1", {"Session.open"}),
        ("return LIMIT", "# more\n        # and more\n        return LIMIT", {"Session.open"}),
        ("timeout = 1", "timeout = 2", {"Session", "Session.timeout"}),
        ("    def close", "    def abort(self):\n        raise OSError\n\n    def close", {"Session", "Session.abort"}),
        ("    def close(self):\n        self.socket = None\n\n", "", {"Session.close"}),
        ("    def open(self):\n        return LIMIT\n\n", "", {"Session", "Session.open"}),
        ("return Session()", "session = Session()\n    return session", {"connect"}),
    ],
)  # fmt: skip
def test_the_innermost_definition_counts(history: Path, old: str, new: str, names: set[str]) -> None:
    assert NET.count(old) == 1
    assert changed_by(history, {"net.py": NET.replace(old, new)}) == {"net.py": names}


@pytest.mark.parametrize(("old", "new"), [("return Session()", "return  Session( )"), ("LIMIT\n", "LIMIT\n\n\n")])
def test_white_space_is_no_change(history: Path, old: str, new: str) -> None:
    commit(history, "Reformat", {"net.py": NET.replace(old, new)})
    assert list(commits(history)) == []


def test_files_that_come_go_and_move(history: Path) -> None:
    assert changed_by(history, {"b.py": "def b(): ...\n"}) == {"b.py": {"b"}}
    moved = NET.replace("return LIMIT", "return 7")
    everywhere = {"net.py": {"Session.open"}, "lib/net.py": {"Session.open"}}
    assert changed_by(history, {"net.py": None, "lib/net.py": moved}) == everywhere
    assert changed_by(history, {"b.py": None}) == {"b.py": {"b"}}


@pytest.mark.parametrize("path", ["with space.py", "ünï.py", "-- a.py", "tab\there.py"])
def test_odd_paths(history: Path, path: str) -> None:
    changed_by(history, {path: "def a(): return 1\n", "other.py": "def o(): return 1\n"})
    found = changed_by(history, {path: "def a(): return 2\n", "other.py": "def o(): return 2\n"})
    assert found == {"other.py": {"o"}} | ({path: {"a"}} if "\t" not in path else {})


def test_text_that_looks_like_a_diff_is_text(history: Path) -> None:
    text = 'def a():\n    """\n-- x\n@@ -1 +1 @@\n++ b/net.py\n    """\n'
    assert changed_by(history, {"a.py": text}) == {"a.py": {"a"}}
    assert changed_by(history, {"a.py": "def b(): ..."}) == {"a.py": {"a", "b"}}


def test_other_languages_and_what_is_no_source(history: Path) -> None:
    files: dict[str, str | None] = {"a.ts": "export class A { go() { return 1 } }\n", "b.txt": "b\n", "c.py": "\0\0"}
    assert changed_by(history, files) == {"a.ts": {"A.go"}}


def test_commits_are_read_newest_first_without_merges_and_moves(history: Path) -> None:
    commit(history, "Aside \N{SNOWMAN}", {"a.py": "a = 1\n"})
    git(history, "checkout", "-q", "-b", "side")
    commit(history, "Beside", {"b.py": "b = 1\n"})
    git(history, "checkout", "-q", "main")
    commit(history, "Everything", {f"{number}.py": f"x = {number}\n" for number in range(31)})
    git(history, "merge", "-q", "--no-edit", "side")
    found = list(commits(history))
    assert [one.subject for one in found] == ["Beside", "Aside \N{SNOWMAN}"]
    assert [one.subject for one in commits(history, limit=1)] == ["Beside"]
    assert [one.subject for one in commits(history, revision="HEAD^", limit=1)] == ["Aside \N{SNOWMAN}"]
    assert found[0].id == git(history, "rev-parse", "side")
    assert found[0].parent == found[1].id
    assert (found[0].author, found[0].time > 1.7e9) == ("Ada", True)


def test_a_workspace_at_any_commit_is_asked(history: Path, workspace: Workspace) -> None:
    """Before the change, `abort` is not there to be found; after it, everything that changed is."""
    workspace.index(workers=1)
    text = NET.replace("return LIMIT", "return self.abort()") + "\ndef abort(): ...\n"
    commit(history, "Abort", {"net.py": text})
    (change,) = commits(history)
    assert [one.qualified_name for one in touched(workspace, change)] == ["Session.open"]
    workspace.refresh(["net.py"])
    assert [one.qualified_name for one in touched(workspace, change)] == ["Session.open", "abort"]


def test_a_folder_of_a_repository(history: Path, tmp_path: Path) -> None:
    commit(history, "Both", {"sub/a.py": "def a(): ...\n", "b.py": "def b(): ...\n"})
    commit(history, "Outside", {"b.py": "def c(): ...\n"})
    (found,) = commits(history / "sub")
    assert changed_names(history / "sub", found) == {"a.py": {"a"}}


def test_a_repository_without_a_work_tree(history: Path, tmp_path: Path) -> None:
    commit(history, "One", {"a.py": "def a(): ...\n"})
    git(tmp_path, "clone", "-q", "--bare", str(history), "bare")
    (found,) = commits(tmp_path / "bare")
    assert changed_names(tmp_path / "bare", found) == {"a.py": {"a"}}


def test_what_has_no_history_is_refused(tmp_path: Path) -> None:
    with pytest.raises(GraphError, match=r"^git cannot read the history of .*\n?.*: .+"):
        list(commits(tmp_path))
    with pytest.raises(GraphError, match="is git installed"):
        list(commits(tmp_path / "nowhere"))
