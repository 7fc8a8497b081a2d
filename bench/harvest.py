"""Harvesting Django's source: pairs a second and memory, with one worker and with two.

    python bench/harvest.py [--source DIR]

Without --source the wheel of Django 5.2.8 is fetched with pip and unpacked. A worker takes a repository at a time, so
what two workers gain is measured on two copies; the second gives no pairs, being all duplicates. Memory is measured
from outside, of each process by itself and of the whole tree at any one time (`psutil`, ten times a second).
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import psutil
from cold_index import django

WANTED_PAIRS, WANTED_SECONDS = 5_000, 60


@dataclass(frozen=True)
class Cost:
    """What one harvest took: seconds of the clock and of the processors, megabytes of one process and of all."""

    pairs: int
    wall: float
    cpu: float
    largest_mb: float
    tree_mb: float


def measure(roots: list[Path], workers: int, scratch: Path) -> Cost:
    """Harvest in a process of its own, which is watched."""
    out = Path(tempfile.mkdtemp(dir=scratch))
    command = [sys.executable, "-m", "symkin.cli", "harvest", *map(str, roots), "--out", str(out)]
    environment = {**os.environ, "SYMKIN_MODEL_DIR": str(scratch / "no model")}  # nobody counts tokens
    started = time.perf_counter()
    child = subprocess.Popen([*command, "--workers", str(workers)], env=environment, stdout=subprocess.DEVNULL)
    largest, tree = watch(psutil.Process(child.pid))
    _, status, usage = os.wait4(child.pid, 0)
    wall = time.perf_counter() - started
    child.returncode = status
    if status != 0:
        raise SystemExit(f"this failed, run it by hand: {' '.join(command)}")
    pairs = len((out / "provenance.jsonl").read_bytes().splitlines())
    return Cost(pairs, wall, usage.ru_utime + usage.ru_stime, largest / 1e6, tree / 1e6)


def watch(root: psutil.Process) -> tuple[int, int]:
    """The most bytes that one process, and all at one time, had resident while the root ran."""
    largest = tree = 0
    while root.status() != psutil.STATUS_ZOMBIE:
        resident = []
        for process in [root, *root.children(recursive=True)]:
            with suppress(psutil.NoSuchProcess):
                resident.append(process.memory_info().rss)
        largest, tree = max(largest, *resident), max(tree, sum(resident))
        time.sleep(0.1)
    return largest, tree


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--source", type=Path)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as directory:
        scratch = Path(directory)
        source = arguments.source or django(scratch)
        copies = [Path(shutil.copytree(source, scratch / name)) for name in ("django", "django-again")]
        print("| | pairs | wall s | pairs a second | CPU s | largest process MB | whole tree MB |")
        print("| --- | ---: | ---: | ---: | ---: | ---: | ---: |")
        for name, roots, workers in (
            ("one copy", copies[:1], 1),
            ("two copies, one worker", copies, 1),
            ("two copies, two workers", copies, 2),
        ):
            cost = measure(roots, workers, scratch)
            times = f"{cost.wall:.1f} | {cost.pairs / cost.wall:.0f} | {cost.cpu:.1f}"
            print(f"| {name} | {cost.pairs:,} | {times} | {cost.largest_mb:.0f} | {cost.tree_mb:.0f} |", flush=True)
    print(f"\nGoal: {WANTED_PAIRS:,} pairs from one copy in {WANTED_SECONDS} s.")


if __name__ == "__main__":
    main()
