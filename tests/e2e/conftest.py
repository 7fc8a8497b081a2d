"""An editor for tests: the real server in its own process, spoken to by pytest-lsp's client."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
import pytest_asyncio
from cattrs import Converter
from lsprotocol import types
from pygls.protocol import JsonRPCResponseMessage, default_converter
from pytest_lsp import LanguageClient, client_capabilities
from pytest_lsp.client import DEFAULT_CLIENT_FEATURES, register_lsp_features

RELATED = "symkin/relatedSymbols"
SERVER = [sys.executable, "-m", "symkin.cli", "serve", "--stdio"]
PATIENCE = 60.0
"""Seconds that anything may take on a busy machine."""

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

ENCODINGS = ["utf-8", "utf-16", "utf-32"]
CODECS = {"utf-8": ("utf-8", 1), "utf-16": ("utf-16-le", 2), "utf-32": ("utf-32-le", 4)}


Progress = dict[types.ProgressToken, list[dict[str, Any]]]


def make_client(configuration: dict[str, Any], progress: Progress) -> LanguageClient:
    """pytest-lsp's client; results of symkin's own methods stay the JSON that they are."""

    def keep(params: types.ProgressParams) -> None:
        value: Any = params.value
        progress.setdefault(params.token, []).append(value)

    client = LanguageClient(converter_factory=_converter, configuration={"": {"symkin": configuration}})
    register_lsp_features(client, {**DEFAULT_CLIENT_FEATURES, types.PROGRESS: keep})
    return client


def _converter() -> Converter:
    made: Converter = default_converter()  # type: ignore[no-untyped-call]
    made.register_structure_hook(JsonRPCResponseMessage, lambda value, cls: cls(**{"result": None, **value}))
    # lsprotocol takes a CodeAction that carries a command for a Command.
    made.register_structure_hook(
        types.Command | types.CodeAction,
        lambda value, _: made.structure(
            value, types.Command if isinstance(value["command"], str) else types.CodeAction
        ),
    )
    return made


class Editor:
    """What a user does, in a few words. A position is text to look for; Python's codecs convert it."""

    def __init__(self, root: Path, client: LanguageClient, encoding: str, progress: Progress) -> None:
        self.root = root
        self.client = client
        self.encoding = encoding
        self.progress = progress
        """What came as `$/progress`, by token."""
        self.texts: dict[str, str] = {}
        """The unsaved text of open documents."""
        self.crashed = False
        """Set by a test that ends the session itself."""

    def uri(self, path: str) -> str:
        return (self.root / path).as_uri()

    def position(self, path: str, marked: str) -> types.Position:
        """Where `|` stands in `marked`, a piece of the document's text."""
        text = self.texts.get(path) or (self.root / path).read_text(encoding="utf-8")
        before, _, after = marked.partition("|")
        offset = text.index(before + after) + len(before)
        head = text[:offset].split("\n")
        return types.Position(len(head) - 1, self.units(head[-1]))

    def units(self, text: str) -> int:
        codec, size = CODECS[self.encoding]
        return len(text.encode(codec)) // size

    def question(self, path: str, marked: str, **more: object) -> dict[str, Any]:
        position = self.position(path, marked)
        return {
            "textDocument": {"uri": self.uri(path)},
            "position": {"line": position.line, "character": position.character},
            **more,
        }

    async def related(self, path: str, marked: str, **more: object) -> dict[str, Any] | None:
        answer: dict[str, Any] | None = await self.ask(self.question(path, marked, **more))
        return answer

    async def ask(self, params: object, method: str = RELATED, msg_id: str | None = None) -> Any:  # noqa: ANN401
        answer = self.client.protocol.send_request_async(method, params, msg_id)  # type: ignore[no-untyped-call]
        return await asyncio.wait_for(answer, PATIENCE)

    def open(self, path: str, text: str | None = None) -> None:
        self.texts[path] = (self.root / path).read_text(encoding="utf-8") if text is None else text
        item = types.TextDocumentItem(self.uri(path), "python", 1, self.texts[path])
        self.client.text_document_did_open(types.DidOpenTextDocumentParams(item))

    def replace(self, path: str, old: str, new: str) -> None:
        """Type `new` over `old`."""
        start, end = self.position(path, f"|{old}"), self.position(path, f"{old}|")
        change = types.TextDocumentContentChangePartial(types.Range(start, end), new)
        document = types.VersionedTextDocumentIdentifier(2, self.uri(path))
        self.client.text_document_did_change(types.DidChangeTextDocumentParams(document, [change]))
        self.texts[path] = self.texts[path].replace(old, new, 1)

    def close(self, path: str) -> None:
        del self.texts[path]
        document = types.TextDocumentIdentifier(self.uri(path))
        self.client.text_document_did_close(types.DidCloseTextDocumentParams(document))

    def text_at(self, location: dict[str, Any]) -> str:
        """The text of an answer's location, read from disk with Python's codecs."""
        path = Path(unquote(location["uri"]).removeprefix("file://"))
        line = path.read_text(encoding="utf-8").split("\n")[location["range"]["start"]["line"]]
        codec, size = CODECS[self.encoding]
        start, end = (location["range"][side]["character"] * size for side in ("start", "end"))
        text: str = line.encode(codec)[start:end].decode(codec)
        return text

    async def until(self, truth: Callable[[], object]) -> None:
        """Wait for something that the server causes."""

        async def poll() -> None:
            while not truth():
                await asyncio.sleep(0.02)

        await asyncio.wait_for(poll(), PATIENCE)

    def messages(self) -> list[str]:
        return [message.message for message in self.client.messages]

    async def indexed(self) -> None:
        """Wait until no progress bar is open any more, and at least one was."""

        def done() -> bool:
            bars = [reports for reports in self.progress.values() if reports]
            return bool(bars) and all(reports[-1].get("kind") == "end" for reports in bars)

        await self.until(done)


StartEditor = Callable[..., Awaitable[Editor]]


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
        **variables: str,
    ) -> Editor:
        if isinstance(capabilities, str):
            capabilities = client_capabilities(capabilities)
        capabilities.general = types.GeneralClientCapabilities(position_encodings=[encoding])
        progress: Progress = {}
        own = {"prepareModel": False} if configuration is None else configuration
        client = make_client(own, progress)
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
