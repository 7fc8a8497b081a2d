"""Files that change on disk, as the client sees them, or as the server does where the client watches none."""

from __future__ import annotations

import asyncio
import time

from lsprotocol import types

from symkin.server.app import SymkinServer
from symkin.server.convert import path_of
from symkin.server.roots import Root

PAUSE = 3.0
"""Seconds between two looks at a folder that nobody watches."""

QUIET = 0.3
"""Seconds without a question after which such a look begins: beside one it would hold the answer up."""


def register(server: SymkinServer) -> None:
    """Add the notification."""
    server.feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)(did_change_watched_files)


async def did_change_watched_files(ls: SymkinServer, params: types.DidChangeWatchedFilesParams) -> None:
    """Created, changed or deleted: the graph looks again."""
    paths = [path for event in params.changes if (path := path_of(event.uri)) is not None]
    await ls.on_graph(ls.roots.refresh, paths)


def are_watched(ls: SymkinServer) -> bool:
    """Whether the client can be asked to watch files."""
    workspace = ls.client_capabilities.workspace
    capability = workspace.did_change_watched_files if workspace else None
    return capability is not None and bool(capability.dynamic_registration)


def look_again(ls: SymkinServer, root: Root) -> None:
    """Take in, behind the answer, what has changed in a folder that nobody watches; a later answer has it."""
    now = ls.asked = time.monotonic()
    if root.loose or are_watched(ls) or now - ls.looked.get(root.path, 0.0) < PAUSE:
        return
    ls.looked[root.path] = now
    ls.start("looking for changes", _look_when_quiet(ls, root))


async def _look_when_quiet(ls: SymkinServer, root: Root) -> None:
    """Look once nobody has asked for a moment, and at the latest when the next look may be due."""
    latest = time.monotonic() + PAUSE
    while not ls.stopping.is_set() and (now := time.monotonic()) < min(ls.asked + QUIET, latest):
        await asyncio.sleep(min(ls.asked + QUIET, latest) - now)
    await ls.in_background(_look, ls, root)


def _look(ls: SymkinServer, root: Root) -> None:
    if root.workspace.is_indexed():
        root.workspace.index(workers=1, cancelled=lambda: ls.stopping.is_set() or root.closed.is_set())


def watchers() -> types.DidChangeWatchedFilesRegistrationOptions:
    """What to watch: the files of every language that symkin knows."""
    from symkin.graph.languages.registry import LANGUAGES

    suffixes = sorted({suffix.lstrip(".") for one in LANGUAGES.values() for suffix in one.suffixes})
    pattern = f"**/*.{{{','.join(suffixes)}}}"
    return types.DidChangeWatchedFilesRegistrationOptions(watchers=[types.FileSystemWatcher(pattern)])
