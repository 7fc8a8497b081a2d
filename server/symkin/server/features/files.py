"""Files that change on disk, as the client sees them."""

from __future__ import annotations

from lsprotocol import types

from symkin.server.app import SymkinServer
from symkin.server.convert import path_of


def register(server: SymkinServer) -> None:
    """Add the notification."""
    server.feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)(did_change_watched_files)


async def did_change_watched_files(ls: SymkinServer, params: types.DidChangeWatchedFilesParams) -> None:
    """Created, changed or deleted: the graph looks again."""
    paths = [path for event in params.changes if (path := path_of(event.uri)) is not None]
    await ls.on_graph(ls.roots.refresh, paths)


def watchers() -> types.DidChangeWatchedFilesRegistrationOptions:
    """What to watch: the files of every language that symkin knows."""
    from symkin.graph.languages.registry import LANGUAGES

    suffixes = sorted({suffix.lstrip(".") for one in LANGUAGES.values() for suffix in one.suffixes})
    pattern = f"**/*.{{{','.join(suffixes)}}}"
    return types.DidChangeWatchedFilesRegistrationOptions(watchers=[types.FileSystemWatcher(pattern)])
