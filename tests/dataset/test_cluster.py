"""The harvest on a Dask cluster: a real scheduler and two real workers, one of which is killed at its work."""

from __future__ import annotations

import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import psutil
import pytest
import shelf

from symkin.dataset import dispatch
from symkin.dataset.errors import DatasetError
from symkin.dataset.harvest import Options, Progress, Report, Scheduling, harvest
from symkin.dataset.repositories import repositories

pytest.importorskip("distributed")

Cluster = tuple[str, list["subprocess.Popen[bytes]"]]


@contextmanager
def started(log: Path, *command: str) -> Iterator[subprocess.Popen[bytes]]:
    """A command of Dask's that writes to a log, and ends with the test."""
    with log.open("wb") as said:
        process = subprocess.Popen([sys.executable, "-m", *command], stdout=said, stderr=said)
    try:
        yield process
    finally:
        for one in tree(process.pid):
            one.kill()
        process.wait()


def tree(pid: int) -> list[psutil.Process]:
    """A process and all that it has started, those that have gone meanwhile left out."""
    try:
        process = psutil.Process(pid)
        return [process, *process.children(recursive=True)]
    except psutil.NoSuchProcess:
        return []


def is_job(process: psutil.Process) -> bool:
    try:
        return "symkin.dataset.job" in process.cmdline()
    except psutil.NoSuchProcess:
        return False


def told(log: Path, pattern: str) -> str:
    """What a log says, as soon as it does."""
    while not (found := re.search(pattern, log.read_text())):
        time.sleep(0.05)
    return found[1]


@pytest.fixture
def cluster(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Cluster]:
    """A scheduler's address, and two workers with their nannies."""
    monkeypatch.setenv("DASK_CONFIG", str(tmp_path / "config"))
    monkeypatch.setenv("DASK_LOGGING__DISTRIBUTED", "info")
    local = ("--host", "127.0.0.1", "--no-dashboard")
    with ExitStack() as stack:
        log = tmp_path / "scheduler.log"
        stack.enter_context(started(log, "distributed.cli.dask_scheduler", *local, "--port", "0"))
        address = told(log, r"Scheduler at: +(tcp://\S+)")
        options = ("--nthreads", "1", "--local-directory", str(tmp_path))
        worker = ("distributed.cli.dask_worker", address, *local, *options)
        workers = [stack.enter_context(started(tmp_path / f"{name}.log", *worker)) for name in ("one", "two")]
        for name in ("one", "two"):
            told(tmp_path / f"{name}.log", r"(Registered to)")
        yield address, workers


class Killer:
    """Kills a worker at its work, as soon as the first repository is done."""

    def __init__(self, worker: subprocess.Popen[bytes]) -> None:
        self.worker = worker
        self.orphans: list[psutil.Process] = []

    def __call__(self, progress: Progress) -> None:
        if self.orphans or not progress.counts.get("surveyed"):
            return
        while not (jobs := [one for one in tree(self.worker.pid) if is_job(one)]):
            time.sleep(0.01)
        self.orphans = jobs
        for one in tree(self.worker.pid):
            if one not in jobs:
                one.kill()


def kept(out: Path) -> dict[str, bytes]:
    """All that a harvest writes, but where the repositories lie."""
    return {str(path.relative_to(out)): path.read_bytes() for path in out.rglob("*") if path.is_file()}


def test_a_killed_worker_changes_nothing(tmp_path: Path, cluster: Cluster) -> None:
    address, workers = cluster
    roots = shelf.write_shelf(tmp_path / "shelf")
    killer = Killer(workers[0])

    def gathered(name: str, scheduling: Scheduling) -> Report:
        return harvest(repositories(roots), tmp_path / name, Options(), scheduling, killer if name == "many" else print)

    report = gathered("many", Scheduling(scheduler=address))
    assert killer.orphans
    assert report == gathered("one", Scheduling(workers=1))
    assert kept(tmp_path / "many") == kept(tmp_path / "one")
    _, alive = psutil.wait_procs(killer.orphans, timeout=60)
    assert not alive


def test_a_scheduler_that_does_not_answer_is_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dispatch, "PATIENCE", 0.1)
    with pytest.raises(DatasetError, match=r"^no Dask scheduler answers at tcp://127.0.0.1:9: .*dask scheduler$"):
        list(dispatch.hand_out([], 1, "tcp://127.0.0.1:9"))
