"""A small project, a fresh machine, and a real editor's session on them."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from lsprotocol import types
from pytest_lsp import client_capabilities

from editors import PATIENCE, SERVER, Editor, Progress, StartEditor, make_client

SOURCES = {
    "pyproject.toml": "[project]\nname = 'net'\nversion = '1'\n",
    "net/__init__.py": "",
    "net/transport.py": '''"""Bytes in and out."""


class Transport:
    """A connection to an endpoint."""

    socket: int

    def send(self, data: bytes) -> int:
        return len(data)
''',
    "net/retry.py": '''"""Trying again."""


class RetryPolicy:
    """How often, and how long between."""

    attempts: int
    backoff: float


def delay(policy: RetryPolicy, attempt: int) -> float:
    """Seconds to wait before an attempt."""
    return policy.backoff * attempt
''',
    "net/session.py": '''"""Sessions."""

from net.retry import RetryPolicy, delay
from net.transport import Transport


class Session(Transport):
    """A connection that comes back when it is lost."""

    policy: RetryPolicy

    def reconnect(self) -> float:
        """Wait, then connect again."""
        return delay(self.policy, 1)


def open_session(policy: RetryPolicy) -> Session:
    """A session with a policy."""
    session = Session()
    session.policy = policy
    return session
''',
    "net/größe.py": """from net.retry import RetryPolicy
from net.session import Session

\U0001d4b3 = "😀"; FERN: Session = ("😀😀 é", Session())


class Größe:
    a = "😀é"; länge: RetryPolicy = RetryPolicy()
""",
}


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """A small project with everything that the tests ask about."""
    root = tmp_path / "wörk space"
    for path, text in SOURCES.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    return root


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """A machine on which symkin has never run, and no model was made."""
    own = {"SYMKIN_CACHE_DIR": str(tmp_path / "cache"), "SYMKIN_MODEL_DIR": str(tmp_path / "models")}
    return {**os.environ, **own}


@pytest_asyncio.fixture
async def start_editor(workspace: Path, environment: dict[str, str]) -> AsyncIterator[StartEditor]:
    """Start an editor on the workspace; it is shut down after the test, and the server must end well."""
    started: list[Editor] = []

    async def start(
        capabilities: types.ClientCapabilities | str = "neovim",
        *,
        encoding: str = "utf-16",
        configuration: dict[str, Any] | None = None,
        options: dict[str, Any] | None = None,
        folders: list[Path] | None = None,
        wait: bool = True,
        silent: bool = False,
        **variables: str,
    ) -> Editor:
        if isinstance(capabilities, str):
            capabilities = client_capabilities(capabilities)
        capabilities.general = types.GeneralClientCapabilities(position_encodings=[encoding])
        progress: Progress = {}
        own = {"prepareModel": False} if configuration is None else configuration
        client = make_client({} if silent else {"symkin": own}, progress)
        await client.start_io(*SERVER, env={**environment, **variables})
        roots = [workspace] if folders is None else folders
        params = types.InitializeParams(
            capabilities=capabilities,
            initialization_options=options,
            workspace_folders=[types.WorkspaceFolder(root.as_uri(), root.name) for root in roots],
        )
        result = await client.initialize_session(params)
        editor = Editor(workspace, client, str(result.capabilities.position_encoding), progress)
        started.append(editor)
        if wait:
            await editor.indexed()
        return editor

    yield start
    for editor in (one for one in started if not one.crashed):
        await asyncio.wait_for(editor.client.shutdown_session(), PATIENCE)
        await editor.client.stop()  # type: ignore[no-untyped-call]
        assert editor.client._server is not None
        assert editor.client._server.returncode == 0
