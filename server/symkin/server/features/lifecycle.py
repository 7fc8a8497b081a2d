"""From `initialized` to `shutdown`: settings first, then folders and model, in the background."""

from __future__ import annotations

from lsprotocol import types

from symkin.server.app import SymkinServer
from symkin.server.features import configuration, files, folders, model


def register(server: SymkinServer) -> None:
    """Add the notifications."""
    server.feature(types.INITIALIZE)(initialize)
    server.feature(types.INITIALIZED)(initialized)
    server.feature(types.EXIT)(leave)


def initialize(ls: SymkinServer, params: types.InitializeParams) -> None:
    """Only keeps what `initialized` needs: the answer must not wait for anything."""
    ls.initialization_options = params.initialization_options


async def initialized(ls: SymkinServer, _params: types.InitializedParams) -> None:
    """Start everything; no part waits for an answer of the client that another needs."""
    ls.start("registration", _register(ls))
    ls.start("start-up", _start(ls))


def leave(ls: SymkinServer, _params: None) -> None:
    """Pygls closes the stream next; background work that ends now must not write to it."""
    ls.protocol.is_closed = True


async def _start(ls: SymkinServer) -> None:
    for path in folders.initial_folders(ls):
        ls.start("indexing", folders.open_folder(ls, path))
    await configuration.configure(ls, ls.initialization_options)
    ls.show_notices()
    await model.prepare_if_missing(ls)


async def _register(ls: SymkinServer) -> None:
    workspace = ls.client_capabilities.workspace
    wanted: list[types.Registration] = []
    if files.are_watched(ls):
        options = await ls.on_graph(files.watchers)
        wanted.append(_registration(types.WORKSPACE_DID_CHANGE_WATCHED_FILES, options))
    told = workspace.did_change_configuration if workspace else None
    if told and told.dynamic_registration:
        wanted.append(_registration(types.WORKSPACE_DID_CHANGE_CONFIGURATION, None))
    if wanted:
        await ls.client_register_capability_async(types.RegistrationParams(wanted))


def _registration(method: str, options: object) -> types.Registration:
    return types.Registration(id=f"symkin {method}", method=method, register_options=options)
