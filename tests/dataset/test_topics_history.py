"""Topics from history: what a commit says is asked of what it changed."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest
from net import SESSION, Look, asked

from symkin.dataset.topics import history


def commit(root: Path, subject: str, files: Mapping[str, str]) -> str:
    """Write files, commit everything, and return the commit's id."""
    for name, text in files.items():
        (root / name).write_text(text, encoding="utf-8")
    identity = ["-c", "user.name=Ada", "-c", "user.email=t@example.org"]
    for arguments in (["init", "-q"], ["add", "-A"], [*identity, "commit", "-q", "-m", subject]):
        subprocess.run(["git", "-C", str(root), *arguments], check=True)
    head = subprocess.run(["git", "-C", str(root), "rev-parse", "HEAD"], check=True, capture_output=True, text=True)
    return head.stdout.strip()


BEGUN = SESSION.lstrip()
SUBJECT = "Give a busy line more time before ringing once more"
SLOWER = BEGUN.replace("dial(self.backoff)", "dial(self.backoff * 2)").replace("wait(delay)", "wait(delay + 1)")


def history_of(root: Path, subject: str, after: str = SLOWER) -> str:
    root.mkdir(exist_ok=True)
    commit(root, "Begin", {"net.py": BEGUN})
    return commit(root, subject, {"net.py": after})


def test_candidates_that_the_same_commit_changed_are_selected(look: Look, tmp_path: Path) -> None:
    subject = f"{SUBJECT} (#12)"
    id_ = history_of(tmp_path / "workspace", subject)
    found = list(history.drafts(look({})))
    assert asked(found) == {("Session.reconnect", subject): {"dial"}, ("dial", subject): {"reconnect"}}
    assert {(one.topic.commit, one.source, one.topic.place) for one in found} == {(id_, "history", None)}
    assert {proof.because for one in found for proof in one.evidence} == {f"changed by the same commit {id_[:12]}"}


@pytest.mark.parametrize(
    ("subject", "after"),
    [
        ("Bump version", SLOWER),  # says nothing
        (SUBJECT, BEGUN.replace("dial(self.backoff)", "dial(1)")),
        (SUBJECT, "".join(f"def f{place}() -> None: ...\n" for place in range(20)) + SLOWER),
    ],
    ids=["no topic", "one definition", "too many"],
)
def test_commits_that_bind_nothing_together_ask_nothing(look: Look, tmp_path: Path, subject: str, after: str) -> None:
    history_of(tmp_path / "workspace", subject, after)
    assert list(history.drafts(look({}))) == []


def test_no_history_is_no_topic(look: Look) -> None:
    assert list(history.drafts(look({"net.py": SESSION}))) == []


def test_one_commit_is_asked_of_a_few_only(look: Look, tmp_path: Path) -> None:
    text = "".join(
        f"def rung{place}(x: int) -> int:\n    a = base(x)\n    b = other(a)\n    return last{place}(a, b)\n"
        f"def last{place}(a: int, b: int) -> int:\n    return base(a) + other(b)\n"
        for place in range(4)
    )
    text += "def base(x: int) -> int:\n    return x\ndef other(x: int) -> int:\n    return x\n"
    (tmp_path / "workspace").mkdir()
    commit(tmp_path / "workspace", "Begin", {"steps.py": text})
    changed = text.replace("base(x)\n", "base(x) + 1\n").replace("base(a) +", "base(a) -")
    commit(tmp_path / "workspace", "Climb the whole ladder in smaller steps than before", {"steps.py": changed})
    assert len(list(history.drafts(look({})))) == history.SUBJECTS
