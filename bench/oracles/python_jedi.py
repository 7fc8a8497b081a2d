"""Python edges against jedi: precision of ours, recall of its.

    pip install jedi==0.20.0
    python bench/oracles/python_jedi.py [--package jinja2==3.1.6 ...] [--sample 500] [--errors]

Each package's wheel is fetched with pip. Precision: random `reference` edges whose site is a call, a decorator or a
base class; one is wrong when jedi resolves the site, and to other places only. What jedi cannot resolve is counted
apart. Recall: random such sites that jedi resolves to a function or class of the package; one is found when we have
an edge there to a place that jedi names. A class and its `__init__` count as the same.
"""

from __future__ import annotations

import argparse
import random
import subprocess
import sys
import tempfile
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import jedi

from symkin.graph.facts import Role
from symkin.graph.types import EdgeKind
from symkin.graph.workspace import Workspace

PACKAGES = ("jinja2==3.1.6", "networkx==3.5", "starlette==0.48.0")
ROLES = {Role.CALL, Role.DECORATOR, Role.BASE}
REFERENCES: tuple[EdgeKind, ...] = ("reference",)

Place = tuple[str, int]


@dataclass(frozen=True)
class Site:
    """A name used: its file, 0-based line and column, and where our edges from there lead."""

    path: str
    line: int
    column: int
    targets: tuple[tuple[Place, str], ...]


def fetch(package: str, directory: Path) -> Path:
    pip = [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "--only-binary=:all:", "-d", str(directory)]
    subprocess.run([*pip, package], check=True)
    root = directory / "source"
    with zipfile.ZipFile(next(directory.glob("*.whl"))) as wheel:
        wheel.extractall(root, [name for name in wheel.namelist() if name.endswith(".py")])
    return root


def sites(workspace: Workspace) -> Iterator[Site]:
    """Every call, decorator and base in the workspace, with our edges."""
    edges: dict[tuple[str, int, int], set[tuple[Place, str]]] = {}
    for edge in workspace.edges(REFERENCES):
        key = (edge.site.path, edge.site.line, edge.site.column)
        edges.setdefault(key, set()).add(((edge.target.path, edge.target.line), edge.confidence))
    view = workspace._view
    for file in view.files():
        for _name, occurrences in view.all_occurrences(file):
            for occurrence in occurrences:
                if occurrence.role in ROLES:
                    key = (file.path, occurrence.line, occurrence.column)
                    yield Site(*key, tuple(edges.get(key, ())))


class Oracle:
    """jedi's answers in one source tree."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.project = jedi.Project(str(root))

    def places(self, site: Site) -> set[Place] | None:
        """The definitions that a site means; None where jedi knows none in this tree or elsewhere."""
        try:
            script = jedi.Script(path=self.root / site.path, project=self.project)
            names = script.goto(site.line + 1, site.column, follow_imports=True)
        except Exception:
            return None
        found = {(self._relative(name.module_path), name.line - 1) for name in names if name.module_path and name.line}
        for name in names:
            parent = name.parent() if name.name == "__init__" else None
            if parent is not None and parent.module_path and parent.line:
                found.add((self._relative(parent.module_path), parent.line - 1))
        return found or None

    def _relative(self, path: Path) -> str:
        try:
            return path.relative_to(self.root).as_posix()
        except ValueError:
            return str(path)

    def is_definition(self, place: Place) -> bool:
        """Whether a place is a function or class of this tree (and not, say, a parameter)."""
        path = self.root / place[0]
        if place[0].startswith("/") or not path.is_file():
            return False
        line = path.read_text(encoding="utf-8", errors="replace").split("\n")[place[1]].lstrip()
        return line.startswith(("def ", "class ", "async def "))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--package", nargs="+", default=PACKAGES)
    parser.add_argument("--sample", type=int, default=500)
    parser.add_argument("--errors", action="store_true")
    arguments = parser.parse_args()
    print("| package | edges judged | precision | exact only | jedi silent | sites judged | recall |")
    print("| --- | --- | --- | --- | --- | --- | --- |")
    for package in arguments.package:
        print(judge(package, arguments.sample, show=arguments.errors), flush=True)


def judge(package: str, sample: int, *, show: bool) -> str:
    with tempfile.TemporaryDirectory() as directory:
        root = fetch(package, Path(directory))
        workspace = Workspace.open(root, cache_dir=Path(directory) / "cache")
        workspace.index()
        everything = sorted(sites(workspace), key=lambda site: (site.path, site.line, site.column))
        workspace.close()
        oracle = Oracle(root)
        rng = random.Random(42)
        bound = [site for site in everything if site.targets]
        precision = judge_edges(oracle, rng.sample(bound, min(len(bound), sample)), show=show)
        found, missed = judge_sites(oracle, rng.sample(everything, min(len(everything), 4 * sample)), sample, show=show)
    ok, wrong = precision["ok"], precision["wrong"]
    exact = precision["ok exact"] / max(1, precision["ok exact"] + precision["wrong exact"])
    return (
        f"| {package} | {ok + wrong} | {ok / max(1, ok + wrong):.3f} | {exact:.3f} | {precision['unknown']} "
        f"| {found + missed} | {found / max(1, found + missed):.3f} |"
    )


def judge_edges(oracle: Oracle, sample: list[Site], *, show: bool) -> Counter[str]:
    counts: Counter[str] = Counter()
    for site in sample:
        places = oracle.places(site)
        if places is None:
            counts["unknown"] += 1
            continue
        right = any(target in places for target, _ in site.targets)
        verdict = "ok" if right else "wrong"
        counts[verdict] += 1
        if all(confidence == "exact" for _, confidence in site.targets):
            counts[f"{verdict} exact"] += 1
        if show and not right:
            print(f"wrong: {site.path}:{site.line + 1}:{site.column + 1} {site.targets} jedi {places}", file=sys.stderr)
    return counts


def judge_sites(oracle: Oracle, sample: list[Site], enough: int, *, show: bool) -> tuple[int, int]:
    found = missed = 0
    for site in sample:
        if found + missed >= enough:
            break
        places = {place for place in oracle.places(site) or () if oracle.is_definition(place)}
        if not places:
            continue
        if any(target in places for target, _ in site.targets):
            found += 1
        else:
            missed += 1
            if show:
                print(f"missed: {site.path}:{site.line + 1}:{site.column + 1} jedi {places}", file=sys.stderr)
    return found, missed


if __name__ == "__main__":
    main()
