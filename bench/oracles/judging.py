"""Edges against an oracle, whatever the language: precision of ours, recall of its.

Precision: random `reference` edges whose site is a call, a decorator or a base class; one is wrong when the oracle
resolves the site, and to other places only. What it cannot resolve is counted apart. Recall: random such sites that
the oracle resolves to a definition of the package; one is found when we have an edge there to a place that it names.
"""

from __future__ import annotations

import argparse
import random
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from symkin.graph.facts import Role
from symkin.graph.types import EdgeKind
from symkin.graph.workspace import Workspace

ROLES = {Role.CALL, Role.DECORATOR, Role.BASE}
REFERENCES: tuple[EdgeKind, ...] = ("reference",)
HEAD = (
    "| package | edges judged | precision | exact only | oracle silent | sites judged | recall |\n"
    "| --- | --- | --- | --- | --- | --- | --- |"
)

Place = tuple[str, int]
"""A path relative to the package, or absolute outside it, and a 0-based line."""


@dataclass(frozen=True)
class Site:
    """A name used: its file, 0-based line and column, and where our edges from there lead."""

    path: str
    line: int
    column: int
    targets: tuple[tuple[Place, str], ...]


class Oracle(Protocol):
    """Who knows better."""

    def places(self, site: Site) -> Collection[Place] | None:
        """The definitions that a site means; None where the oracle knows none."""

    def is_definition(self, place: Place) -> bool:
        """Whether a place is a definition of the package (and not, say, a parameter)."""


@dataclass(frozen=True)
class Samples:
    """Sites to judge: those with edges of ours, and any."""

    bound: Sequence[Site]
    any: Sequence[Site]


def taken_options() -> list[str]:
    """What stands after `--`, for the oracle itself; it is taken off the command line."""
    at = sys.argv.index("--") if "--" in sys.argv else len(sys.argv)
    options = sys.argv[at + 1 :]
    del sys.argv[at:]
    return options


def copied(package: str, directory: Path, suffixes: Collection[str], without: Collection[str]) -> Path:
    """The sources of a folder, copied to a tree of their own; without those whose path has such a part."""
    source, root = Path(package), directory.resolve() / "source"
    for path in source.rglob("*"):
        inside = path.relative_to(source)
        if path.suffix in suffixes and path.is_file() and set(without).isdisjoint(inside.parts):
            (root / inside).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, root / inside)
    return root


def main(
    description: str | None,
    packages: Sequence[str],
    fetch: Callable[[str, Path], Path],
    ask: Callable[[Path, Samples], Oracle],
    times: int = 4,
) -> None:
    """Read the command line, and print a row for each package: `fetch` gives its sources, `ask` who knows them."""
    parser = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--package", nargs="+", default=packages)
    parser.add_argument("--sample", type=int, default=500)
    parser.add_argument("--errors", action="store_true")
    arguments = parser.parse_args()
    print(HEAD)
    for package in arguments.package:
        with tempfile.TemporaryDirectory() as directory:
            root = fetch(package, Path(directory))
            samples = draw(root, Path(directory) / "cache", arguments.sample, times)
            print(judge(package, ask(root, samples), samples, arguments.sample, show=arguments.errors), flush=True)


def draw(root: Path, cache: Path, sample: int, times: int = 4) -> Samples:
    """Random sites of a tree. Of any sites several times as many: only those that the oracle resolves will count."""
    workspace = Workspace.open(root, cache_dir=cache)
    workspace.index()
    everything = sorted(sites(workspace), key=lambda site: (site.path, site.line, site.column))
    workspace.close()
    rng = random.Random(42)
    bound = [site for site in everything if site.targets]
    return Samples(
        rng.sample(bound, min(len(bound), sample)), rng.sample(everything, min(len(everything), times * sample))
    )


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


def judge(package: str, oracle: Oracle, samples: Samples, enough: int, *, show: bool) -> str:
    """The package's row of the table."""
    precision = judge_edges(oracle, samples.bound, show=show)
    found, missed = judge_sites(oracle, samples.any, enough, show=show)
    ok, wrong = precision["ok"], precision["wrong"]
    exact = precision["ok exact"] / max(1, precision["ok exact"] + precision["wrong exact"])
    return (
        f"| {package} | {ok + wrong} | {ok / max(1, ok + wrong):.3f} | {exact:.3f} | {precision['unknown']} "
        f"| {found + missed} | {found / max(1, found + missed):.3f} |"
    )


def judge_edges(oracle: Oracle, sample: Sequence[Site], *, show: bool) -> Counter[str]:
    """How many edges are ok, wrong, unknown to the oracle, and the first two of the exact ones."""
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
            print(f"wrong: {_spot(site)} {site.targets} oracle {places}", file=sys.stderr)
    return counts


def judge_sites(oracle: Oracle, sample: Sequence[Site], enough: int, *, show: bool) -> tuple[int, int]:
    """How many sites we found and missed, of the first so many that the oracle resolves."""
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
                print(f"missed: {_spot(site)} oracle {places}", file=sys.stderr)
    return found, missed


def _spot(site: Site) -> str:
    return f"{site.path}:{site.line + 1}:{site.column + 1}"
