"""Unsaved texts that take too long to read."""

from __future__ import annotations

from pathlib import Path

import pytest

from symkin.graph import buffers
from symkin.graph.workspace import Workspace

BROKEN = {
    "pool.go": f"package pool\n\ntype Wide struct {{\n\ta{', a' * 4_000} int\n}}\n",
    "pool.rb": "that is ) kept\n" * 60_000,
}
"""Texts that take longer than the limit below, by far."""
SOURCES = {
    "pool.go": ("package pool\n\nfunc take() {}\n", "package pool\n\nfunc give() {}\n"),
    "pool.rb": ("def take\nend\n", "def give\nend\n"),
}


@pytest.mark.parametrize("path", BROKEN)
@pytest.mark.parametrize("patience", [60.0, 0.0])
def test_what_was_before_stands_and_the_user_is_told_once(
    path: str, patience: float, root: Path, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, after = SOURCES[path]
    (root / path).write_text(before)
    workspace.index(workers=1)
    monkeypatch.setattr(buffers, "PATIENCE", patience)
    monkeypatch.setattr(buffers, "TIME_LIMIT", 0.5)
    for _ in range(2):
        workspace.set_buffer(path, BROKEN[path])
        assert [symbol.name for symbol in workspace.find("take")] == ["take"]
    assert workspace.notices == [f"{path} takes too long to read: answers go by what it was before"]
    monkeypatch.setattr(buffers, "TIME_LIMIT", 60.0)
    workspace.set_buffer(path, after)
    assert bool(workspace.find("give")) == (patience == 0.0)


def test_closing_a_late_buffer_ends_the_wait(root: Path, workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    (root / "pool.go").write_text(SOURCES["pool.go"][0])
    workspace.index(workers=1)
    monkeypatch.setattr(buffers, "TIME_LIMIT", 0.0)
    for text in (BROKEN["pool.go"], None):
        workspace.set_buffer("pool.go", text)
        workspace.find("take")
    monkeypatch.setattr(buffers, "TIME_LIMIT", 60.0)
    workspace.set_buffer("pool.go", SOURCES["pool.go"][1])
    assert workspace.find("give")
