"""`symkin evaluate` on data sets and histories: the real command, without a model."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest
from commands import Symkin

from symkin.cli.histories import topic_of
from symkin.dataset.records import NEGATIVES, POSITIVES, Line, write_jsonl
from symkin.model.prompt import Prompt, render

SOURCE = """\
def reconnect(attempts):
    return delay(attempts) + 1

def delay(attempts):
    return attempts * 2

def jitter(attempts):
    return attempts

def run():
    return reconnect(3) + jitter(1) + delay(2)
"""


@pytest.fixture
def data(tmp_path: Path) -> Path:
    prompt = Prompt("retry", "Session", "net", "net", "class Session", ("retries", "timeout"), (), (), ("connect",))
    (tmp_path / "data").mkdir()
    write_jsonl(tmp_path / "data" / POSITIVES, [Line(render(prompt, ("retries",)))] * 3)
    write_jsonl(tmp_path / "data" / NEGATIVES, [Line(render(prompt, ()))] * 3)
    return tmp_path / "data"


@pytest.fixture
def history(tmp_path: Path) -> Path:
    root = tmp_path / "repository"
    root.mkdir()
    text = SOURCE
    _git(root, "init", "-q")
    for subject, old, new in (
        ("Begin", "", ""),
        ("Wait a little longer (#12)", "* 2", "* 3"),
        ("fix(net): count attempts from zero", "delay(attempts) + 1", "delay(attempts)"),
        ("Release 1.0 to all", "jitter(1)", "jitter(2)"),
    ):
        text = text.replace(old, new)
        if "attempts" in subject:
            text = text.replace("attempts * 3", "attempts * 4")
        (root / "net.py").write_text(text)
        _git(root, "add", "-A")
        _git(root, "commit", "-q", "-m", subject)
    return root


def _git(root: Path, *arguments: str) -> None:
    identity = ["-c", "user.name=t", "-c", "user.email=t@example.org"]
    subprocess.run(["git", *identity, *arguments], cwd=root, check=True, capture_output=True)


def test_a_table_for_people(symkin: Symkin, data: Path) -> None:
    done = symkin("evaluate", str(data))
    assert done.returncode == 0, done.stderr
    rows = {line.split()[0]: line.split()[1:] for line in done.stdout.splitlines() if line}
    assert rows["rival"][:3] == ["MAP", "nDCG@5", "hit@3"]
    assert rows["word-overlap"] == ["1.000", "1.000", "1.000", "1.000", "0.000", "0.000", "0"]
    assert set(rows) >= {"random", "graph-order", "n-grams"}


def test_json_a_page_and_chosen_rivals(symkin: Symkin, data: Path, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    done = symkin("evaluate", str(data), "--json", "--rival", "word-overlap", "--limit", "2", "--html", str(page))
    found = json.loads(done.stdout)
    assert (found["cases"], list(found["rivals"])) == (2, ["word-overlap", "no model, fused"])
    assert found["rivals"]["word-overlap"]["figures"]["average_precision"] == 1.0
    assert page.read_text().startswith("<!doctype html>")


def test_a_history_asks_what_a_commit_answers(symkin: Symkin, history: Path) -> None:
    """Of the four commits one changes two definitions that are kin: the topic is its subject, without its prefix."""
    before = sorted(path.name for path in (history / ".git").iterdir())
    found = json.loads(symkin("evaluate", "--history", str(history), "--json").stdout)
    assert sorted(path.name for path in (history / ".git").iterdir()) == before
    assert found["cases"] == 2
    assert found["rivals"]["same-file"]["figures"]["ranked"] == 2
    assert set(found["rivals"]["random"]["by_relation"]) <= {"use", "reference"}


@pytest.mark.parametrize(
    ("subject", "topic"),
    [
        ("fix(net): count attempts from zero", "count attempts from zero"),
        ("Fixed #123 -- Made the cache faster.", "Fixed Made the cache faster."),
        ("Wait a little longer (#12)", "Wait a little longer"),
        ("Bump version to 3.2", None),
        ("v1.2.3 is out", None),
        ("Typo", None),
    ],
)
def test_a_subject_becomes_a_topic(subject: str, topic: str | None) -> None:
    assert topic_of(subject) == topic


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ([], "nothing to ask"),
        (["nowhere"], "nowhere is no model"),
        (["{data}", "--errors", "x"], "need a model"),
        (["{data}", "--fit-also", "{data}"], "--fit-also needs --fit"),
        (["{data}", "--weights", "nowhere"], "nowhere holds no weights"),
        (["--history", "{data}"], "git cannot read the history"),
    ],
)
def test_bad_use_is_one_line(symkin: Symkin, data: Path, arguments: list[str], told: str) -> None:
    status = 1 if "--history" in arguments else 2
    assert told in symkin.fails(status, "evaluate", *(word.format(data=data) for word in arguments))


@pytest.mark.parametrize("content", [b"", b"junk", b"GGUF" + b"\3" + b"\0" * 40])
def test_a_strangers_model_is_refused_in_one_line(symkin: Symkin, data: Path, tmp_path: Path, content: bytes) -> None:
    pytest.importorskip("torch")
    (tmp_path / "model.gguf").write_bytes(content)
    told = symkin.fails(1, "evaluate", str(tmp_path / "model.gguf"), str(data), "--limit", "2")
    assert "model.gguf is no model" in told
