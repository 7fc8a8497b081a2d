"""An empty workspace root, and the workspace on it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from symkin.graph.workspace import Workspace


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = tmp_path / "workspace"
    root.mkdir()
    return root


@pytest.fixture
def workspace(root: Path, tmp_path: Path) -> Iterator[Workspace]:
    workspace = Workspace.open(root, cache_dir=tmp_path / "cache")
    yield workspace
    workspace.close()
