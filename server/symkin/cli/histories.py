"""Questions that a git history asks and answers itself: nobody's labels.

A commit changed several definitions. One of them is the symbol, the commit's subject the topic, the others among those
that may be shown for the symbol are right. All is taken from the state just before the commit; what was changed
together before it is counted.
"""

from __future__ import annotations

import os
import re
import subprocess
import tempfile
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from symkin.cli.errors import CliError

if TYPE_CHECKING:
    from symkin.graph.history import Commit
    from symkin.graph.past import Name
    from symkin.graph.types import Symbol
    from symkin.graph.workspace import Workspace
    from symkin.model.fuse import Candidate
    from symkin.server.candidates import Offer
    from symkin.train.evaluate.cases import Case

WINDOW = 600
"""Commits that are looked at: the newest ask, all older ones tell what changes together."""

CASES_A_COMMIT = 2

_NUMBER = re.compile(r"\s*\(?(?:#|GH-)\d+\)?\s*(?:--\s*)?|^\w+(?:\([\w./, -]+\))?!?:\s+(?=\S)")
_SAYS_NOTHING = re.compile(r"(?i)^(?:revert|release|bump|merge|prepare|version|wip|v?\d)\b")


@dataclass(frozen=True, slots=True)
class Changes:
    """What each commit changed, newest first, nothing if that is too much; and the commits that changed each name."""

    names: Sequence[tuple[Name, ...]]
    places: Mapping[Name, Sequence[int]]

    def before(self, place: int, symbol: Symbol) -> Counter[Name]:
        """How many of the commits before one changed each other definition along with a symbol."""
        own = (symbol.path, symbol.qualified_name)
        older = (one for one in self.places.get(own, ()) if one > place)
        found = Counter(name for one in older for name in self.names[one])
        del found[own]
        return found


def history_cases(
    repository: Path, limit: int, tell: Callable[[float, str], None] = lambda _fraction, _what: None
) -> list[Case]:
    """At most `limit` cases of the newest commits of a repository. Raises CliError, GraphError."""
    from symkin.graph.history import commits

    tell(0.0, f"reading the history of {repository.name}")
    found = list(commits(repository, limit=WINDOW))
    changes = _changes(repository, found)
    cases: list[Case] = []
    with _checked_out(repository) as tree:
        for place, commit in enumerate(found):
            topic = topic_of(commit.subject)
            if topic and len(changes.names[place]) > 1:
                cases += _asked(tree.at(commit.parent), commit, topic, partial(changes.before, place))
                tell(len(cases) / limit, topic)
            if len(cases) >= limit:
                break
    return cases[:limit]


def _changes(repository: Path, commits: Sequence[Commit]) -> Changes:
    from symkin.graph.history import changed_names
    from symkin.graph.past import binding

    names = [binding(changed_names(repository, commit)) for commit in commits]
    places: defaultdict[Name, list[int]] = defaultdict(list)
    for place, some in enumerate(names):
        for name in some:
            places[name].append(place)
    return Changes(names, places)


def topic_of(subject: str) -> str | None:
    """A commit's subject without numbers and prefixes; None for one that says nothing."""
    text = " ".join(_NUMBER.sub(" ", subject).split())
    return None if _SAYS_NOTHING.match(text) or len(text.split()) < 3 else text


def _asked(
    workspace: Workspace, commit: Commit, topic: str, together: Callable[[Symbol], Mapping[Name, int]]
) -> list[Case]:
    """The cases of one commit, asked of the workspace as it was before; any of the changed symbols may ask."""
    from symkin.graph.history import touched

    changed = touched(workspace, commit)
    asking = list(changed)
    Random(commit.id).shuffle(asking)
    cases = (_case(workspace, symbol, changed, commit, topic, together(symbol)) for symbol in asking)
    return list(islice((case for case in cases if case.is_ranked), CASES_A_COMMIT))


def _case(
    workspace: Workspace,
    symbol: Symbol,
    changed: Sequence[Symbol],
    commit: Commit,
    topic: str,
    together: Mapping[Name, int],
) -> Case:
    from symkin.server.candidates import offers
    from symkin.server.service import prompt_for
    from symkin.train.evaluate.cases import Case

    groups = workspace.groups(symbol)
    prompt = prompt_for(symbol, topic, groups)
    known = _named_apart(offers(workspace, symbol, groups, together))
    ordered = {label: known[label] for label in prompt.candidates} | known
    return Case(
        id=f"{commit.id[:12]} {symbol.path}:{symbol.line} {symbol.qualified_name}",
        side="positive",
        prompt=prompt,
        truth=frozenset(label for label, (end, _) in ordered.items() if end in changed and end != symbol),
        candidates=tuple(candidate for _, candidate in ordered.values()),
        language=symbol.language,
        source="history",
    )


def _named_apart(offered: Sequence[Offer]) -> dict[str, tuple[Symbol, Candidate]]:
    """Those that may be shown by name; near kin of a name that is taken have a longer one."""
    found: dict[str, tuple[Symbol, Candidate]] = {}
    for offer in offered:
        end = offer.related.symbol
        names = (offer.known.name, end.qualified_name, f"{end.path}:{end.qualified_name}")
        name = next((one for one in names if one not in found), None)
        if name is not None:
            found[name] = (end, replace(offer.known, name=name))
    return found


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
