"""How cost grows with the workspace: generated packages of 10,000, 100,000 and 1,000,000 occurrences.

    python bench/scale.py [--occurrences 10000 100000 1000000]

The generated code imports, inherits, annotates and calls across modules; some names are used by very many. A row is
one fresh workspace: the index in a process of its own, then 300 random symbols asked twice in one that stays open.
"""

from __future__ import annotations

import argparse
import random
import resource
import statistics
import sys
import tempfile
import time
from pathlib import Path

from symkin.graph.types import Symbol
from symkin.graph.workspace import Workspace
from symkin.server.candidates import Offer, offers

MODULE = '''"""Module {n} of the generated package."""

from gen.p{base_package}.m{base} import Kind{base}
from gen.p{helper_package}.m{helper} import helper{helper}, Kind{helper}
from gen.p0.m0 import helper0


class Kind{n}(Kind{base}):
    """Keeps what number {n} keeps."""

    limit: int = {n}

    def __init__(self, other: Kind{helper}, size: int = 0) -> None:
        self.other = other
        self.size = size

    def grow{n}(self, by: int) -> "Kind{n}":
        """Grow by some."""
        self.size += helper{helper}(self.other, by) + helper0(self.other, self.limit)
        self.other.shrink(self.size)
        return self

    def shrink(self, by: int) -> None:
        self.size -= by
        self.other.grow{helper}(by)


def helper{n}(kind: Kind{helper}, amount: int) -> int:
    """Help with number {n}."""
    made = Kind{n}(kind, amount)
    return made.grow{n}(helper{helper}(kind, amount)).size
'''
OCCURRENCES_A_MODULE = 23


def generate(root: Path, occurrences: int) -> int:
    """Write the workspace; the number of modules."""
    rng = random.Random(7)
    count = max(2, occurrences // OCCURRENCES_A_MODULE)
    for n in range(count):
        base, helper = rng.randrange(max(1, n)), min(int(rng.paretovariate(0.5)), max(0, n - 1))
        directory = root / "gen" / f"p{n // 100}"
        directory.mkdir(parents=True, exist_ok=True)
        (directory / "__init__.py").touch()
        text = MODULE.format(n=n, base=base, base_package=base // 100, helper=helper, helper_package=helper // 100)
        (directory / f"m{n}.py").write_text(text)
    (root / "gen" / "__init__.py").touch()
    return count


def cpu() -> float:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(usage.ru_utime + usage.ru_stime for usage in used)


def row(occurrences: int) -> str:
    with tempfile.TemporaryDirectory() as directory:
        root, cache = Path(directory) / "root", Path(directory) / "cache"
        modules = generate(root, occurrences)
        workspace = Workspace.open(root, cache_dir=cache)
        before, started = cpu(), time.perf_counter()
        report = workspace.index()
        seconds, spent = time.perf_counter() - started, cpu() - before
        first, again = ask(workspace, modules)
        edit = edits(workspace, root, modules // 2)
        size = sum(file.stat().st_size for file in cache.rglob("*.sqlite*")) / 1e6
        resident = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1e6 if sys.platform == "darwin" else 1024)
        workspace.close()
    cells = [
        report.files,
        report.occurrences,
        f"{seconds:.1f}",
        f"{spent / report.occurrences * 1e6:.1f}",
        f"{size:.1f}",
    ]
    for times in (first, again, edit):
        cells += [f"{statistics.median(times):.1f} / {statistics.quantiles(times, n=20)[-1]:.1f}"]
    return " | ".join(map(str, [*cells, f"{resident:.0f}"]))


def ask(workspace: Workspace, modules: int) -> tuple[list[float], list[float]]:
    rng = random.Random(11)
    names = [rng.choice(("Kind{}", "helper{}", "Kind{0}.grow{0}")).format(rng.randrange(modules)) for _ in range(300)]
    symbols = [workspace.find(name)[0] for name in [*names, "helper0"]]
    rounds: list[list[float]] = []
    for _ in range(2):
        times = []
        for symbol in symbols:
            started = time.perf_counter()
            related(workspace, symbol)
            times.append((time.perf_counter() - started) * 1e3)
        rounds.append(times)
    return rounds[0], rounds[1]


def related(workspace: Workspace, symbol: Symbol) -> list[Offer]:
    """What is shown for a symbol without a model, before it is ranked."""
    return offers(workspace, symbol, workspace.groups(symbol), {})


def edits(workspace: Workspace, root: Path, n: int) -> list[float]:
    """From an edit of a buffer to the answer that reflects it."""
    path = f"gen/p{n // 100}/m{n}.py"
    text = (root / path).read_text()
    times = []
    for turn in range(20):
        started = time.perf_counter()
        workspace.set_buffer(path, text + f"\n\ndef added{turn}() -> int:\n    return helper{n}(None, {turn})\n")
        found = related(workspace, workspace.find(f"helper{n}")[0])
        times.append((time.perf_counter() - started) * 1e3)
        assert found
    return times


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--occurrences", type=int, nargs="+", default=[10_000, 100_000, 1_000_000])
    arguments = parser.parse_args()
    print(
        "| files | occurrences | index s | CPU us an occurrence | store MB | first answer ms, median / p95 "
        "| again | after an edit | resident MB (so far) |"
    )
    print("| --- " * 9 + "|")
    for occurrences in arguments.occurrences:
        print(f"| {row(occurrences)} |", flush=True)


if __name__ == "__main__":
    main()
