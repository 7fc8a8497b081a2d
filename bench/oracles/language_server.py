"""An oracle that is a language server: where does `textDocument/definition` lead?"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from judging import Place, Site
from lsprotocol import types
from pygls.exceptions import JsonRpcException
from pygls.lsp.client import LanguageClient
from pygls.uris import from_fs_path, to_fs_path

QUIET = 8.0
"""Seconds without any work in progress after which a server counts as ready."""
PATIENCE = 120.0
"""Seconds after which a question counts as unanswered: a server that dies leaves all of them so."""
TRIES = 20
"""How often a server is asked that says that what it was asked about has just changed."""
CHANGED = frozenset({-32801, -32802})
"""Its words for that: the protocol's `ContentModified` and `ServerCancelled`."""
STATUS = "experimental/serverStatus"
"""How rust-analyzer says whether it still has work to do."""
Answer = types.Location | Sequence[types.Location] | Sequence[types.LocationLink] | None

Asked = TypeVar("Asked")
Answered = TypeVar("Answered")


class LanguageServer:
    """A server's answers in one source tree; a definition of the tree is what it lists among a file's symbols.

    A server that `has_status` is not ready before it says so.
    """

    def __init__(
        self,
        root: Path,
        command: Sequence[str],
        language: str,
        settings: Mapping[str, Any],
        *,
        has_status: bool = False,
    ) -> None:
        self._root, self._language = root.resolve(), language
        self._opened: set[str] = set()
        self._at_work: set[int | str] = {STATUS} if has_status else set()
        self._loop = asyncio.new_event_loop()
        self._client = LanguageClient("symkin-oracle", "1")
        self._listen()
        self._loop.run_until_complete(self._start(command, settings))
        self.symbols = cache(self._symbols)

    def _listen(self) -> None:
        """Take what a server says and asks: any work may be reported, and nothing is configured."""
        answers: Mapping[str, Callable[[Any], object]] = {
            types.WINDOW_WORK_DONE_PROGRESS_CREATE: lambda _: None,
            types.PROGRESS: lambda said: self._note_progress(said),  # noqa: PLW0108 - pygls marks what it is given
            STATUS: lambda said: self._note(STATUS, working=not said.quiescent),
            types.WORKSPACE_CONFIGURATION: lambda asked: [None for _ in asked.items],
            types.WINDOW_LOG_MESSAGE: lambda _: None,
            types.WINDOW_SHOW_MESSAGE: lambda _: None,
            types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS: lambda _: None,
        }
        for method, answer in answers.items():
            self._client.feature(method)(answer)

    def _note_progress(self, said: types.ProgressParams) -> None:
        kind = said.value["kind"] if isinstance(said.value, dict) else getattr(said.value, "kind", "end")
        self._note(said.token, working=kind != "end")

    def _note(self, work: int | str, *, working: bool) -> None:
        (self._at_work.add if working else self._at_work.discard)(work)

    async def _start(self, command: Sequence[str], settings: Mapping[str, Any]) -> None:
        uri = from_fs_path(str(self._root)) or ""
        await self._client.start_io(*command, cwd=self._root)
        await self._client.initialize_async(
            types.InitializeParams(
                capabilities=types.ClientCapabilities(
                    window=types.WindowClientCapabilities(work_done_progress=True),
                    experimental={"serverStatusNotification": True},
                    text_document=types.TextDocumentClientCapabilities(
                        document_symbol=types.DocumentSymbolClientCapabilities(
                            hierarchical_document_symbol_support=True
                        )
                    ),
                ),
                root_uri=uri,
                workspace_folders=[types.WorkspaceFolder(uri, self._root.name)],
                initialization_options=dict(settings),
            )
        )
        self._client.initialized(types.InitializedParams())

    def settle(self, path: str) -> None:
        """Open a file, and wait until the server has read the tree."""
        self._open(path)
        self._loop.run_until_complete(self._quiet())

    async def _quiet(self) -> None:
        waited = 0.0
        while waited < QUIET:
            await asyncio.sleep(0.5)
            waited = 0.0 if self._at_work else waited + 0.5

    def close(self) -> None:
        """Stop the server."""
        self._loop.run_until_complete(self._client.shutdown_async(None))
        self._client.exit(None)
        self._loop.run_until_complete(self._client.stop())  # type: ignore[no-untyped-call]
        self._loop.close()

    def places(self, site: Site) -> set[Place] | None:
        """What a site names is defined or declared here; None where the server knows neither."""
        self._open(site.path)
        at = types.Position(site.line, self._units(site))
        document = types.TextDocumentIdentifier(self._uri(site.path))
        asked = types.DefinitionParams(document, at), types.DeclarationParams(document, at)
        answers = (
            self._ask(self._client.text_document_definition_async, asked[0]),
            self._ask(self._client.text_document_declaration_async, asked[1]),
        )
        return {place for answer in answers for place in self._read(answer)} or None

    def is_definition(self, place: Place) -> bool:
        return not place[0].startswith("/") and place[1] in self.symbols(place[0])

    def _symbols(self, path: str) -> frozenset[int]:
        """The lines of a file in which something is defined that is no local."""
        self._open(path)
        asked = types.DocumentSymbolParams(types.TextDocumentIdentifier(self._uri(path)))
        answer = self._ask(self._client.text_document_document_symbol_async, asked)
        return frozenset(_lines(answer or []))

    def _ask(self, ask: Callable[[Asked], Coroutine[Any, Any, Answered]], question: Asked) -> Answered | None:
        for _ in range(TRIES):
            try:
                return self._loop.run_until_complete(asyncio.wait_for(ask(question), PATIENCE))
            except asyncio.TimeoutError:
                break
            except JsonRpcException as refusal:
                if refusal.code not in CHANGED:
                    break
                self._loop.run_until_complete(asyncio.sleep(0.5))
        return None

    def _read(self, answer: Answer) -> Iterator[Place]:
        for one in [answer] if isinstance(answer, types.Location) else answer or ():
            uri, span = (
                (one.uri, one.range)
                if isinstance(one, types.Location)
                else (one.target_uri, one.target_selection_range)
            )
            path = Path(to_fs_path(uri) or "")
            inside = path.is_relative_to(self._root)
            yield path.relative_to(self._root).as_posix() if inside else str(path), span.start.line

    def _open(self, path: str) -> None:
        if path not in self._opened:
            self._opened.add(path)
            text = (self._root / path).read_text(encoding="utf-8", errors="replace")
            item = types.TextDocumentItem(self._uri(path), self._language, 1, text)
            self._client.text_document_did_open(types.DidOpenTextDocumentParams(item))

    def _units(self, site: Site) -> int:
        """A column in UTF-16, as the protocol counts."""
        line = (self._root / site.path).read_text(encoding="utf-8", errors="replace").split("\n")[site.line]
        return len(line[: site.column].encode("utf-16-le")) // 2

    def _uri(self, path: str) -> str:
        return from_fs_path(str(self._root / path)) or ""


def _lines(symbols: Sequence[types.DocumentSymbol] | Sequence[types.SymbolInformation]) -> Iterator[int]:
    pending: list[Any] = list(symbols)
    while pending:
        one = pending.pop()
        pending += getattr(one, "children", None) or []
        yield one.selection_range.start.line if isinstance(one, types.DocumentSymbol) else one.location.range.start.line
