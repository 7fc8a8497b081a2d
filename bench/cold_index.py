"""Indexing Django's source: symkin beside the tree-sitter floor and its rivals, in one run.

    python bench/cold_index.py [--source DIR] [--rounds 5] [--rivals PYTHON]

Without --source the wheel of Django 5.2.8 is fetched with pip and unpacked. Every figure is of a whole process, its
children included, and the rows are measured in turn, round after round, so that a noisy machine is noisy to all.
A rival that is missing is left out: universal-ctags on the path; in the environment of the interpreter --rivals,
`pip install glia-py==0.5.3 code-review-graph==2.3.9`. code-review-graph is told to skip what it does after the graph.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import zipfile
from dataclasses import dataclass
from pathlib import Path

COLD = "symkin index, cold"
LIBRARY = """
import sys
from pathlib import Path
from symkin.graph.workspace import Workspace
Workspace.open(Path(sys.argv[1])).index(workers=int(sys.argv[2]))
"""
FLOOR = """
import sys
from pathlib import Path
import tree_sitter, tree_sitter_python
language = tree_sitter.Language(tree_sitter_python.language())
parser = tree_sitter.Parser(language)
query = tree_sitter.Query(language, "(identifier) @name (call function: (_) @call) (attribute object: (_) @receiver)")
for file in Path(sys.argv[1]).rglob("*.py"):
    tree_sitter.QueryCursor(query).captures(parser.parse(file.read_bytes()).root_node)
"""


@dataclass(frozen=True)
class Cost:
    """What one process with its children took."""

    wall: float
    cpu: float
    peak_mb: float


def measure(command: list[str], cwd: Path, environment: dict[str, str]) -> Cost:
    started = time.perf_counter()
    child = subprocess.Popen(command, cwd=cwd, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    wall = time.perf_counter() - started
    child.returncode = status
    if status != 0:
        raise SystemExit(f"this failed, run it by hand: {' '.join(command)}")
    return Cost(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def django(directory: Path) -> Path:
    pip = [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "--only-binary=:all:"]
    subprocess.run([*pip, "-d", str(directory), "django==5.2.8"], check=True)
    source = directory / "source"
    with zipfile.ZipFile(next(directory.glob("*.whl"))) as wheel:
        wheel.extractall(source, [name for name in wheel.namelist() if name.endswith(".py")])
    return source


def rows(source: Path, scratch: Path, rivals: Path) -> dict[str, list[str]]:
    symkin = [sys.executable, "-m", "symkin.cli", "index", str(source), "--json"]
    commands = {
        "tree-sitter floor (parse + one capture query)": [sys.executable, "-c", FLOOR, str(source)],
        COLD: symkin,
        f"{COLD}, library with one worker": [sys.executable, "-c", LIBRARY, str(source), "1"],
        f"{COLD}, library with two": [sys.executable, "-c", LIBRARY, str(source), "2"],
        "symkin index, nothing changed": symkin,
        "symkin index, one file changed": symkin,
    }
    if shutil.which("ctags"):
        commands["ctags -R"] = ["ctags", "-R", "-f", str(scratch / "tags"), str(source)]
    if has(rivals, "glia_py"):
        commands["glia-py 0.5.3"] = [str(rivals), str(Path(__file__).with_name("glia_index.py")), str(source)]
    if has(rivals, "code_review_graph"):
        build = ["build", "-q", "--skip-postprocess", "--repo", str(source)]
        commands["code-review-graph 2.3.9"] = [str(rivals.with_name("code-review-graph")), *build]
    return commands


def has(python: Path, module: str) -> bool:
    """Whether an interpreter has a module."""
    return subprocess.run([python, "-c", f"import {module}"], capture_output=True, check=False).returncode == 0


def prepare(name: str, source: Path, scratch: Path, turn: int) -> None:
    """Put the stage back before a row is measured."""
    if name.startswith(COLD):
        shutil.rmtree(scratch / "cache", ignore_errors=True)
    if name == "symkin index, one file changed":
        file = source / "django/db/models/query.py"
        file.write_text(file.read_text() + f"\n# {turn}\n")
    for left in (".glia", ".code-review-graph"):
        shutil.rmtree(source / left, ignore_errors=True)


def surroundings(scratch: Path) -> dict[str, str]:
    """The environment of all: with bytecode, as installed programs have it, and apart from the user's own stores."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    bytecode, cache = str(scratch / "bytecode"), str(scratch / "cache")
    return {**kept, "PYTHONPYCACHEPREFIX": bytecode, "SYMKIN_CACHE_DIR": cache, "DO_NOT_TRACK": "1"}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--source", type=Path)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--rivals", type=Path, default=Path(sys.executable))
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as directory:
        scratch = Path(directory)
        source = scratch / "copy"
        shutil.copytree(arguments.source or django(scratch), source, ignore=shutil.ignore_patterns("*.js", "*.pyc"))
        environment = surroundings(scratch)
        subprocess.run(["git", "init", "-q", str(source)], check=True)
        commands = rows(source, scratch, arguments.rivals)
        costs: dict[str, list[Cost]] = {name: [] for name in commands}
        for turn in range(arguments.rounds + 1):
            for name, command in commands.items():
                prepare(name, source, scratch, turn)
                cost = measure(command, source, environment)
                costs[name] += [cost] if turn else []  # the first round compiles what others compile at installation
        report(costs, scratch)


def report(costs: dict[str, list[Cost]], scratch: Path) -> None:
    def median(name: str, figure: str) -> float:
        return float(statistics.median(getattr(cost, figure) for cost in costs[name]))

    floor = median("tree-sitter floor (parse + one capture query)", "cpu")
    print("| | CPU s | x floor | wall s | peak MB (largest process) |\n| --- | --- | --- | --- | --- |")
    for name in costs:
        cpu, wall, peak = (median(name, figure) for figure in ("cpu", "wall", "peak_mb"))
        print(f"| {name} | {cpu:.2f} | {cpu / floor:.2f} | {wall:.2f} | {peak:.0f} |")
    store = max(path.stat().st_size for path in scratch.rglob("graph-*.sqlite"))
    print(f"\nstore: {store / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
