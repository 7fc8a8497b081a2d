"""Workspace folders: opened, indexed in the background, closed."""

from __future__ import annotations

from pathlib import Path

from lsprotocol import types

from symkin.graph.types import IndexReport, Progress
from symkin.server.app import SymkinServer
from symkin.server.convert import path_of
from symkin.server.progress import Bar, run_with_bar
from symkin.server.roots import Root


def register(server: SymkinServer) -> None:
    """Add the notification."""
    server.feature(types.WORKSPACE_DID_CHANGE_WORKSPACE_FOLDERS)(did_change_workspace_folders)


async def did_change_workspace_folders(ls: SymkinServer, params: types.DidChangeWorkspaceFoldersParams) -> None:
    """Close what went, open and index what came."""
    for folder in params.event.removed:
        if (path := path_of(folder.uri)) is not None:
            await ls.on_graph(ls.roots.remove, path)
    for folder in params.event.added:
        if (path := path_of(folder.uri)) is not None:
            ls.start("indexing", open_folder(ls, path))


def initial_folders(ls: SymkinServer) -> list[Path]:
    """The folders that the client started with: its list, or its one root."""
    uris = [folder.uri for folder in ls.workspace.folders.values()]
    if not uris and ls.workspace.root_uri:
        uris = [ls.workspace.root_uri]
    return [path for uri in uris if (path := path_of(uri)) is not None]


async def open_folder(ls: SymkinServer, path: Path) -> None:
    """Open the folder and index it; questions are answered meanwhile from what is known by then."""
    root = await ls.on_graph(ls.roots.add, path)
    if root is not None:
        await run_with_bar(ls, f"Indexing {path.name}", lambda bar: _index(ls, root, bar))
        ls.roots.tell_notices(root)
        ls.start("reading the history", ls.in_background(_read_past, ls, root))
    ls.show_notices()


def _index(ls: SymkinServer, root: Root, bar: Bar) -> IndexReport:
    def report(progress: Progress) -> None:
        bar.report(progress.done / max(progress.total, 1), progress.message)

    def cancelled() -> bool:
        return bar.cancelled() or root.closed.is_set()

    return root.workspace.index(workers=ls.settings.index_workers, progress=report, cancelled=cancelled)


def _read_past(ls: SymkinServer, root: Root) -> None:
    """Nobody waits for it, so there is no bar; answers count what has been read by then."""
    root.workspace.past.read(lambda: ls.stopping.is_set() or root.closed.is_set())
