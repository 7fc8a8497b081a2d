"""Jobs handed out, to processes here or to a Dask cluster's workers; outcomes are the same, whoever works."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from concurrent.futures import Executor, ThreadPoolExecutor, as_completed
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass

import msgspec

from symkin.dataset.errors import DatasetError
from symkin.dataset.job import Job


@dataclass(frozen=True, slots=True)
class Done:
    """A job and its outcome, packed; or why it has none."""

    job: Job
    outcome: bytes = b""
    failure: str = ""


def hand_out(jobs: Iterable[Job], workers: int, scheduler: str = "") -> Iterator[Done]:
    """Run all jobs, `workers` at a time or as many as the cluster has workers, and give them as they end.

    Raises DatasetError when there is no such scheduler.
    """
    with cluster(scheduler) if scheduler else local(workers) as executor:
        for future in as_completed([executor.submit(run_apart, job) for job in jobs]):
            yield future.result()


def local(workers: int) -> AbstractContextManager[Executor]:
    """Threads that each wait for one process at a time."""
    return ThreadPoolExecutor(max_workers=max(1, workers))


@contextmanager
def cluster(address: str) -> Iterator[Executor]:
    """The workers of a Dask cluster; a worker that dies has its jobs done by another."""
    try:
        from distributed import Client
    except ImportError as error:
        raise DatasetError("a scheduler needs Dask; install it with: pip install 'symkin[dataset]'") from error
    try:
        client = Client(address, timeout="10s")
    except (OSError, ValueError) as error:
        raise DatasetError(f"no Dask scheduler answers at {address}: start one with: dask scheduler") from error
    try:
        with client.get_executor(pure=False) as executor:
            yield executor
    finally:
        client.close()


def run_apart(job: Job) -> Done:
    """Do a job in a process of its own."""
    command = [sys.executable, "-m", "symkin.dataset.job"]
    with (
        tempfile.TemporaryFile() as errors,
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=errors) as process,
    ):
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(msgspec.json.encode(job) + b"\n")
        process.stdin.flush()  # and it stays open: the process ends when this one does
        outcome = process.stdout.read()
        status = process.wait()
        errors.seek(0)
        said = errors.read().decode(errors="replace").strip().splitlines()
    if status == 0:
        return Done(job, outcome)
    return Done(job, failure=said[-1] if said else f"its process ended with status {status}")
