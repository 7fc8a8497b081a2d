"""Jobs in processes of their own: what they give, how they fail, and that none outlives who waits for it."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import msgspec
import pytest
import shelf

from symkin.dataset import dispatch
from symkin.dataset.dispatch import Done, hand_out, run_apart
from symkin.dataset.job import Job
from symkin.dataset.parcel import unpack
from symkin.dataset.samples import Repository


@pytest.fixture(scope="module")
def job(tmp_path_factory: pytest.TempPathFactory) -> Job:
    root = shelf.write_shelf(tmp_path_factory.mktemp("shelf"))[0]
    return Job(Repository(root.name, str(root)))


def test_a_job_gives_drafts_and_refusals(job: Job) -> None:
    outcome = unpack(run_apart(job).outcome)
    assert {draft.source for draft in outcome.drafts} >= {"usage", "next"}
    assert {one.repository for one in outcome.rejects} == {job.repository.name}
    assert outcome.files == 1


@pytest.mark.parametrize(("option", "values"), [("sources", ("next",)), ("languages", ("rust",))])
def test_a_job_does_what_is_wanted_only(job: Job, option: str, values: tuple[str, ...]) -> None:
    drafts = unpack(run_apart(msgspec.structs.replace(job, **{option: values})).outcome).drafts
    assert {draft.source for draft in drafts} == ({"next"} if option == "sources" else set())


def test_what_cannot_be_read_fails_with_one_line(tmp_path: Path) -> None:
    done = run_apart(Job(Repository("lost", str(tmp_path / "lost"))))
    assert done.outcome == b""
    assert "lost" in done.failure
    assert "\n" not in done.failure


def test_a_job_ends_when_nobody_waits_for_it_and_leaves_nothing(job: Job, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "symkin.dataset.job"]
    line, env = msgspec.json.encode(job) + b"\n", os.environ | {"TMPDIR": str(tmp_path)}
    done = subprocess.run(command, input=line, capture_output=True, env=env, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (1, b"", b"")
    assert not list(tmp_path.iterdir())


def test_a_process_that_dies_costs_one_repository(job: Job, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/bin/false")
    done = run_apart(job)
    assert (done.outcome, done.failure) == (b"", "its process ended with status 1")


def test_no_job_begins_once_nobody_takes_them(job: Job, monkeypatch: pytest.MonkeyPatch) -> None:
    begun = []

    def slow(one: Job) -> Done:
        begun.append(one)
        time.sleep(0.05)
        return Done(one)

    monkeypatch.setattr(dispatch, "run_apart", slow)
    with suppress(InterruptedError):
        for _ in hand_out([job] * 200, workers=1):
            raise InterruptedError
    assert len(begun) < 200


def test_whatever_goes_wrong_with_a_worker_costs_one_repository(job: Job, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    assert [done.failure for done in hand_out([job], workers=1)] == [
        "FileNotFoundError: [Errno 2] No such file or directory: '/nowhere/python'"
    ]
