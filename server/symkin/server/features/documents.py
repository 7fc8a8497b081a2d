"""Open documents: unsaved text overlays the graph."""

from __future__ import annotations

from pathlib import Path

from lsprotocol import types

from symkin.server.app import SymkinServer
from symkin.server.convert import columns, path_of
from symkin.server.documents import Change, apply


def register(server: SymkinServer) -> None:
    """Add the notifications."""
    server.feature(types.TEXT_DOCUMENT_DID_OPEN)(did_open)
    server.feature(types.TEXT_DOCUMENT_DID_CHANGE)(did_change)
    server.feature(types.TEXT_DOCUMENT_DID_CLOSE)(did_close)
    server.feature(types.TEXT_DOCUMENT_DID_SAVE, types.SaveOptions(include_text=False))(did_save)


async def did_open(ls: SymkinServer, params: types.DidOpenTextDocumentParams) -> None:
    """From now on the client's text counts, not the disk's."""
    await _overlay(ls, path_of(params.text_document.uri), params.text_document.text)


async def did_change(ls: SymkinServer, params: types.DidChangeTextDocumentParams) -> None:
    """Apply the edits; those to a document that was never opened have nothing to apply to."""
    path = path_of(params.text_document.uri)
    text = ls.open_texts.get(path) if path is not None else None
    if text is None:
        return
    changes = [_change(change) for change in params.content_changes]
    await _overlay(ls, path, apply(text, changes, columns(ls.encoding)))


async def did_close(ls: SymkinServer, params: types.DidCloseTextDocumentParams) -> None:
    """The disk's text counts again."""
    path = path_of(params.text_document.uri)
    if path is not None and ls.open_texts.pop(path, None) is not None:
        await ls.on_graph(ls.roots.set_buffer, path, None)


async def did_save(ls: SymkinServer, params: types.DidSaveTextDocumentParams) -> None:
    """Some clients watch no files; this one at least is known to have changed."""
    path = path_of(params.text_document.uri)
    if path is not None:
        await ls.on_graph(ls.roots.refresh, [path])


async def _overlay(ls: SymkinServer, path: Path | None, text: str) -> None:
    if path is not None:
        ls.open_texts[path] = text
        await ls.on_graph(_set_newest, ls, path, text)
        ls.show_notices()


def _set_newest(ls: SymkinServer, path: Path, text: str) -> None:
    # Fast typing queues many texts while one is parsed; only the newest is worth it.
    if ls.open_texts.get(path) is text:
        ls.roots.set_buffer(path, text)


def _change(change: types.TextDocumentContentChangeEvent) -> Change:
    if isinstance(change, types.TextDocumentContentChangePartial):
        start, end = change.range.start, change.range.end
        return Change(change.text, (start.line, start.character, end.line, end.character))
    return Change(change.text)
