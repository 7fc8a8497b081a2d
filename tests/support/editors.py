"""An editor for tests: the real server in its own process, spoken to by pytest-lsp's client."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from cattrs import Converter
from lsprotocol import types
from pygls.protocol import JsonRPCResponseMessage, default_converter
from pytest_lsp import LanguageClient
from pytest_lsp.client import DEFAULT_CLIENT_FEATURES, register_lsp_features

RELATED = "symkin/relatedSymbols"
SERVER = [sys.executable, "-m", "symkin.cli", "serve", "--stdio"]
PATIENCE = 60.0
"""Seconds that anything may take on a busy machine."""

ENCODINGS = ["utf-8", "utf-16", "utf-32"]
CODECS = {"utf-8": ("utf-8", 1), "utf-16": ("utf-16-le", 2), "utf-32": ("utf-32-le", 4)}


Progress = dict[types.ProgressToken, list[dict[str, Any]]]


def make_client(configuration: dict[str, Any], progress: Progress) -> LanguageClient:
    """pytest-lsp's client; results of symkin's own methods stay the JSON that they are."""

    def keep(params: types.ProgressParams) -> None:
        value: Any = params.value
        progress.setdefault(params.token, []).append(value)

    client = LanguageClient(converter_factory=_converter, configuration={"": configuration})
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
