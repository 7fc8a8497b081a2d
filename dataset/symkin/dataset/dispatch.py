"""Jobs handed out, to processes here or to a Dask cluster's workers; outcomes are the same, whoever works."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from concurrent.futures import CancelledError, Executor, Future, ThreadPoolExecutor, as_completed
from contextlib import contextmanager, suppress
from dataclasses import dataclass

import msgspec

from symkin.dataset.errors import DatasetError
from symkin.dataset.job import Job

PATIENCE = 10.0
"""Seconds in which a scheduler must answer."""


@dataclass(frozen=True, slots=True)
class Done:
    """A job and its outcome, packed; or why it has none."""

    job: Job
    outcome: bytes = b""
    failure: str = ""


def hand_out(jobs: Iterable[Job], workers: int, scheduler: str = "") -> Iterator[Done]:
    """Run all jobs, `workers` at a time or as many as the cluster's workers have threads, and give them as they end.

    Raises DatasetError when there is no such scheduler, or when it goes away.
    """
    with cluster(scheduler) if scheduler else local(workers) as executor:
        waiting = {executor.submit(run_apart, job): job for job in jobs}
        for future in as_completed(list(waiting)):
            yield _done(waiting.pop(future), future)


def _done(job: Job, future: Future[Done]) -> Done:
    """What came of a job; whatever went wrong where it ran costs its repository only."""
    try:
        return future.result()
    except CancelledError as error:
        raise DatasetError("the Dask scheduler has gone: start it and harvest again, what was done is kept") from error
    except Exception as error:
        return Done(job, failure=" ".join(f"{type(error).__name__}: {error}".split()))


@contextmanager
def local(workers: int) -> Iterator[Executor]:
    """Threads that each wait for one process at a time."""
    executor = ThreadPoolExecutor(max_workers=max(1, workers))
    try:
        yield executor
    finally:
        executor.shutdown(cancel_futures=True)


@contextmanager
def cluster(address: str) -> Iterator[Executor]:
    """The workers of a Dask cluster, which see the repositories under the same paths.

    What a worker that dies was about is done by another.
    """
    try:
        from distributed import Client
    except ImportError as error:
        raise DatasetError("a scheduler needs Dask; install it with: pip install 'symkin[dataset]'") from error
    try:
        client = Client(address, timeout=PATIENCE)
    except (OSError, ValueError) as error:
        raise DatasetError(f"no Dask scheduler answers at {address}: start one with: dask scheduler") from error
    executor = client.get_executor(pure=False)
    try:
        yield executor
    finally:
        executor.shutdown(wait=False)
        client.close()


def run_apart(job: Job) -> Done:
    """Do a job in a process of its own."""
    command = [sys.executable, "-m", "symkin.dataset.job"]
    with (
        tempfile.TemporaryFile() as errors,
        subprocess.Popen(command, 0, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=errors) as process,
    ):
        assert process.stdin is not None
        assert process.stdout is not None
        with suppress(BrokenPipeError):  # its status tells
            process.stdin.write(msgspec.json.encode(job) + b"\n")
        # The pipe stays open: the process ends when this one does.
        outcome = process.stdout.read()
        status = process.wait()
        errors.seek(0)
        said = errors.read().decode(errors="replace").strip().splitlines()
    if status == 0:
        return Done(job, outcome)
    return Done(job, failure=said[-1] if said else f"its process ended with status {status}")
