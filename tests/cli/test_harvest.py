"""`symkin harvest` by its output: what it tells, what it refuses, and that Ctrl-C ends it."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import time
from pathlib import Path

import pytest
import shelf
from commands import BOUND_BY_PERMISSIONS, Symkin

from symkin.dataset.harvest import Options, Scheduling, harvest
from symkin.dataset.records import NEGATIVES, POSITIVES, PROVENANCE, REJECTS, Provenance, read_jsonl
from symkin.dataset.repositories import repositories


@pytest.fixture(scope="module")
def roots(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    return [str(root) for root in shelf.write_shelf(tmp_path_factory.mktemp("shelf"))[:3]]


@pytest.fixture(scope="module")
def harvested(roots: list[str], tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("harvested")
    harvest(repositories(map(Path, roots)), out, Options(), Scheduling(2))
    return out


@pytest.fixture
def out(harvested: Path, tmp_path: Path) -> Path:
    """A place where the surveys of an earlier harvest are kept, and nothing else."""
    shutil.copytree(harvested / ".harvest", tmp_path / "out/.harvest")
    return tmp_path / "out"


def test_a_harvest_says_what_there_is_now(symkin: Symkin, roots: list[str], out: Path, harvested: Path) -> None:
    done = symkin("harvest", *roots, "--out", str(out))
    assert (done.returncode, done.stderr) == (0, "")
    (line,) = done.stdout.splitlines()
    count = len((out / PROVENANCE).read_text().splitlines())
    assert line.startswith(f"{count} pairs in {out} (3 repositories, 3 files, ")
    assert line.endswith(f", {count} pairs)")
    assert {path.name for path in out.iterdir()} >= {POSITIVES, NEGATIVES, REJECTS, "README.md", "report.html"}
    assert (out / PROVENANCE).read_bytes() == (harvested / PROVENANCE).read_bytes()


def test_the_worst_cases_come_first(symkin: Symkin, roots: list[str], out: Path, harvested: Path) -> None:
    wanted = list(read_jsonl(harvested / PROVENANCE, Provenance))[-1].id
    (out / "errors.jsonl").write_text(json.dumps({"id": wanted, "more": 1}) + "\n")
    done = symkin("harvest", *roots, "--out", str(out), "--hard", str(out / "errors.jsonl"), "--pairs", "2")
    assert done.stdout.startswith("2 pairs in")
    assert done.stderr == "symkin: 1 of the 1 hard cases of --hard are among them\n"
    assert wanted in {one.id for one in read_jsonl(out / PROVENANCE, Provenance)}


def test_too_few_pairs_are_told(symkin: Symkin, roots: list[str], out: Path) -> None:
    done = symkin("harvest", *roots, "--out", str(out), "--pairs", "999")
    assert re.fullmatch(r"symkin: there are only \d+ pairs of the 999 wanted: name more workspaces\n", done.stderr)


def test_splits_are_told_apart(symkin: Symkin, roots: list[str], out: Path) -> None:
    done = symkin("harvest", *roots, "--out", str(out), "--split", "1:1:1")
    assert re.match(r"\d+ train, \d+ valid, \d+ test pairs in ", done.stdout)
    assert (out / "valid" / POSITIVES).exists()


def test_nothing_found_is_told_and_fails(symkin: Symkin, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    done = symkin("harvest", str(tmp_path / "empty"), "--out", str(tmp_path / "out"))
    assert (done.returncode, done.stdout.split(" (")[0]) == (1, f"0 pairs in {tmp_path / 'out'}")
    assert done.stderr == f"symkin: no sample passed the recipe: see {tmp_path / 'out' / REJECTS} for the reasons\n"


def test_a_terminal_sees_how_far_it_is(symkin: Symkin, roots: list[str], tmp_path: Path) -> None:
    shown = symkin.on_terminal("harvest", *roots, "--out", str(tmp_path / "out"), "--workers", "1", columns=120)
    assert "Harvesting" in shown
    assert "2 surveyed" in shown


@pytest.mark.parametrize(
    ("status", "arguments", "hint"),
    [
        (2, [], "name workspaces to harvest"),
        (1, ["nowhere"], "there is no directory nowhere"),
        (2, [".", "--split", "much"], "--split takes three numbers such as 8:1:1, not 'much'"),
        (2, [".", "--split", "0:1:1"], "for training, must be more than 0"),
        (2, [".", "--split", "1:-1:1"], "from 0 on"),
        (2, [".", "--pairs", "0"], "--pairs"),
        (2, [".", "--topics", "rumour"], "--topics"),
        (1, ["--recipe", "trian"], "there is no recipe 'trian'; did you mean train?"),
        (2, [".", "--hard", "nowhere.jsonl"], "cannot read nowhere.jsonl"),
        (2, [".", "--hard", "net/retry.py"], "net/retry.py:1 is not what it should be"),
        (1, [".", "--scheduler", "nowhere"], "no Dask scheduler answers at nowhere"),
    ],
)
def test_what_cannot_be_is_one_line(symkin: Symkin, status: int, arguments: list[str], hint: str) -> None:
    assert hint in symkin.fails(status, "harvest", *arguments)


def test_a_place_that_cannot_be_written_is_one_line(symkin: Symkin, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    (tmp_path / "closed").mkdir(mode=0o500)
    bound = Symkin(symkin.cwd, symkin.env, BOUND_BY_PERMISSIONS)
    for place in ("file", "closed"):
        assert place in bound.fails(1, "harvest", ".", "--out", str(tmp_path / place / "out"))


def test_ctrl_c_ends_it_at_once_and_what_was_done_is_kept(symkin: Symkin, roots: list[str], tmp_path: Path) -> None:
    out = tmp_path / "out"
    process = symkin.start("harvest", *roots, "--out", str(out), "--workers", "1")
    while not list(out.glob(".harvest/*.drafts")):
        time.sleep(0.01)
    os.killpg(process.pid, signal.SIGINT)
    assert process.communicate(timeout=60) == (b"", b"")
    assert process.returncode == 130
    assert len(list(out.glob(".harvest/*.drafts"))) < len(roots)
