"""What past commits changed together comes into the answers by itself, once it has been read."""

from __future__ import annotations

import asyncio
import subprocess
from pathlib import Path

import pytest

from editors import PATIENCE, StartEditor

pytestmark = pytest.mark.asyncio

GIT = ["git", "-c", "user.name=Ada", "-c", "user.email=t@example.org"]
CHANGES = [("net/retry.py", "return policy.backoff * attempt"), ("net/transport.py", "return len(data)")]


def commit(root: Path) -> None:
    for command in (["init", "-q"], ["add", "-A"], ["commit", "-q", "-m", "Change"]):
        subprocess.run([*GIT, *command], cwd=root, check=True, capture_output=True)


def change_together(root: Path, times: int) -> None:
    """Commits that each change one line of `delay` and one of `Transport.send`."""
    commit(root)
    for number in range(times):
        for path, line in CHANGES:
            text = (root / path).read_text()
            (root / path).write_text(text.replace(line, f"{line} + {number}"))
        commit(root)


async def test_what_past_commits_changed_along_is_shown(start_editor: StartEditor, workspace: Path) -> None:
    change_together(workspace, 2)
    editor = await start_editor()

    async def whys() -> dict[str, str]:
        answer = await editor.related("net/retry.py", "def del|ay", limit=50)
        assert answer is not None
        return {item["qualified_name"]: item["why"] for item in answer["items"] if item["relation"] == "history"}

    async def read() -> dict[str, str]:
        while not (found := await whys()):
            await asyncio.sleep(0.1)
        return found

    found = await asyncio.wait_for(read(), PATIENCE)
    assert found == {"Transport.send": "changed with delay in 2 past commits"}
