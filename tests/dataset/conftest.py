"""Workspaces written for a test, and the graph read from them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from pathlib import Path
from textwrap import dedent

import pytest

from symkin.dataset.concepts import book
from symkin.dataset.concepts.match import Matcher
from symkin.dataset.samples import Repository
from symkin.dataset.survey import Survey
from symkin.graph.workspace import Workspace

Write = Callable[..., Path]
Look = Callable[..., Survey]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Writes files, given as text by path, to a directory of the test's own (`name` tells several apart)."""

    def written(files: dict[str, str], name: str = "workspace") -> Path:
        for path, text in files.items():
            target = tmp_path / name / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(dedent(text).lstrip("\n"), encoding="utf-8")
        return tmp_path / name

    return written


@pytest.fixture(scope="session")
def matcher() -> Matcher:
    return Matcher(book.load())


@pytest.fixture
def look(write: Write, tmp_path: Path, matcher: Matcher) -> Iterator[Look]:
    """Writes files, given as text by path, and surveys them as a harvest does; further arguments are `Survey.of`'s."""
    with ExitStack() as opened:

        def looked(files: dict[str, str], **options: object) -> Survey:
            root = write(files)
            workspace = opened.enter_context(closing(Workspace.open(root, cache_dir=tmp_path / "cache")))
            workspace.index(workers=1)
            chosen = {"matcher": matcher, "hub_style": "cap", "languages": ()} | options
            return Survey.of(Repository(root.name, str(root)), workspace, **chosen)  # type: ignore[arg-type]

        yield looked
