"""Questions that a git history asks and answers itself: nobody's labels.

A commit changed several definitions. One of them is the symbol, the commit's subject the topic, the others among the
symbol's candidates are right. All is taken from the state just before the commit; what was changed together before it
is counted.
"""

from __future__ import annotations

import os
import re
import subprocess
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import combinations
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from symkin.cli.errors import CliError

if TYPE_CHECKING:
    from symkin.graph.history import Commit
    from symkin.graph.types import Symbol
    from symkin.graph.workspace import Workspace
    from symkin.train.evaluate.cases import Case

WINDOW = 1000
"""Commits that are looked at: the newest ask, all older ones tell what changes together."""

MOST_NAMES = 40
"""A commit that changes more definitions asks nothing and binds nothing together."""

CASES_A_COMMIT = 2

_NUMBER = re.compile(r"\s*\(?(?:#|GH-)\d+\)?\s*(?:--\s*)?|^\w+(?:\([\w./, -]+\))?!?:\s+(?=\S)")
_SAYS_NOTHING = re.compile(r"(?i)^(?:revert|release|bump|merge|prepare|version|wip|v?\d)\b")

Name = tuple[str, str]
"""Path and qualified name."""

Past = Counter[tuple[Name, Name]]
"""How often two definitions, in order, were changed by the same commit."""


def history_cases(
    repository: Path, limit: int, tell: Callable[[float, str], None] = lambda _fraction, _what: None
) -> list[Case]:
    """At most `limit` cases of the newest commits of a repository. Raises CliError, GraphError."""
    from symkin.graph.history import changed_names, commits

    tell(0.0, f"reading the history of {repository.name}")
    found = list(commits(repository, limit=WINDOW))
    changes = [_flat(changed_names(repository, commit)) for commit in found]
    past = Counter(pair for names in changes for pair in _pairs(names))
    cases: list[Case] = []
    with _checked_out(repository) as tree:
        for commit, names in zip(found, changes, strict=True):
            past.subtract(_pairs(names))
            topic = topic_of(commit.subject)
            if topic and 1 < len(names) <= MOST_NAMES:
                cases += _asked(tree.at(commit.parent), commit, topic, past)
                tell(len(cases) / limit, topic)
            if len(cases) >= limit:
                break
    return cases[:limit]


def topic_of(subject: str) -> str | None:
    """A commit's subject without numbers and prefixes; None for one that says nothing."""
    text = " ".join(_NUMBER.sub(" ", subject).split())
    return None if _SAYS_NOTHING.match(text) or len(text.split()) < 3 else text


def _flat(names: dict[str, set[str]]) -> frozenset[Name]:
    return frozenset((path, name) for path, found in names.items() for name in found)


def _pairs(names: frozenset[Name]) -> Iterator[tuple[Name, Name]]:
    if len(names) <= MOST_NAMES:
        yield from combinations(sorted(names), 2)


def _asked(workspace: Workspace, commit: Commit, topic: str, past: Past) -> list[Case]:
    """The cases of one commit, asked of the workspace as it was before."""
    from symkin.graph.history import touched

    changed = touched(workspace, commit)
    cases = [_case(workspace, symbol, changed, commit, topic, past) for symbol in changed]
    asking = [case for case in cases if case.is_ranked]
    Random(commit.id).shuffle(asking)
    return asking[:CASES_A_COMMIT]


def _case(
    workspace: Workspace, symbol: Symbol, changed: Sequence[Symbol], commit: Commit, topic: str, past: Past
) -> Case:
    from symkin.server.candidates import candidates
    from symkin.server.service import prompt_for
    from symkin.train.evaluate.cases import Case

    groups = workspace.groups(symbol)
    prompt = prompt_for(symbol, topic, groups)
    known = candidates(symbol, groups, lambda end: past[_pair(symbol, end)])
    return Case(
        id=f"{commit.id[:12]} {symbol.path}:{symbol.qualified_name}",
        side="positive",
        prompt=prompt,
        truth=frozenset(groups.labels[one] for one in changed if one in groups.labels and one != symbol),
        candidates=tuple(known[name] for name in prompt.candidates),
        language=symbol.language,
        source="history",
    )


def _pair(one: Symbol, other: Symbol) -> tuple[Name, Name]:
    first, second = sorted([(one.path, one.qualified_name), (other.path, other.qualified_name)])
    return first, second


# -- a scratch copy of the work tree


class Tree:
    """A copy of a repository's work tree that can be put at any commit, and the workspace on it."""

    def __init__(self, root: Path, cache: Path) -> None:
        from symkin.graph.workspace import Workspace

        self._root = root
        self.workspace = Workspace.open(root, cache_dir=cache)
        self._at = ""

    def at(self, revision: str) -> Workspace:
        """The workspace as it was at a revision; only what differs from the last one is read again."""
        differing = (
            _git(self._root, "diff", "--name-only", "--no-renames", "-z", self._at, revision) if self._at else b""
        )
        _git(self._root, "checkout", "--quiet", "--force", "--detach", revision)
        if self._at:
            self.workspace.refresh([os.fsdecode(path) for path in differing.split(b"\0") if path])
        else:
            self.workspace.index()
        self._at = revision
        return self.workspace


@contextmanager
def _checked_out(repository: Path) -> Iterator[Tree]:
    """A scratch clone that borrows the repository's objects and leaves the repository itself alone."""
    with tempfile.TemporaryDirectory(prefix="symkin-history-") as scratch:
        root = Path(scratch) / "tree"
        source = _git(repository, "rev-parse", "--git-common-dir").decode().strip()
        _git(repository, "clone", "--quiet", "--shared", "--no-checkout", str(repository / source), str(root))
        _git(root, "sparse-checkout", "set", "--no-cone", *_sources())
        tree = Tree(root, Path(scratch) / "cache")
        try:
            yield tree
        finally:
            tree.workspace.close()


def _sources() -> list[str]:
    """Patterns of what the index reads: a repository's data may be large, or be elsewhere."""
    from symkin.cli.roots import PROJECT
    from symkin.graph.languages.registry import LANGUAGES

    suffixes = sorted({suffix for language in LANGUAGES.values() for suffix in language.suffixes})
    return [*(f"*{suffix}" for suffix in suffixes), *PROJECT]


def _git(root: Path, *arguments: str) -> bytes:
    command = ["git", "-c", "core.autocrlf=false", "-c", "advice.detachedHead=false", *arguments]
    done = subprocess.run(command, cwd=root, capture_output=True, check=False, stdin=subprocess.DEVNULL)
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines() or ["no reason given"]
        raise CliError(f"git {arguments[0]} failed in {root}: {said[-1].removeprefix('fatal: ')}")
    return done.stdout
