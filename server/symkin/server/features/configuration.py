"""The settings: pulled from clients that can be asked, else taken as they come."""

from __future__ import annotations

from lsprotocol import types

from symkin.server.app import SymkinServer
from symkin.server.features import model
from symkin.server.settings import SECTION, Settings, parse


def register(server: SymkinServer) -> None:
    """Add the notification."""
    server.feature(types.WORKSPACE_DID_CHANGE_CONFIGURATION)(did_change_configuration)


async def did_change_configuration(ls: SymkinServer, params: types.DidChangeConfigurationParams) -> None:
    """Ask for the settings, or read those that were sent along."""
    if _can_pull(ls):
        await pull(ls)
        return
    sent = params.settings
    await apply(ls, sent.get(SECTION) if isinstance(sent, dict) else None)


async def configure(ls: SymkinServer, initialization_options: object) -> None:
    """The settings at the start; the client's configuration outranks `initializationOptions`."""
    if initialization_options is not None or not _can_pull(ls):
        await apply(ls, initialization_options)
    if _can_pull(ls):
        await pull(ls)


async def pull(ls: SymkinServer) -> None:
    """Ask the client; one that has nothing to say (null) changes nothing."""
    item = types.ConfigurationItem(section=SECTION)
    answers = await ls.workspace_configuration_async(types.ConfigurationParams(items=[item]))
    if answers and answers[0] is not None:
        await apply(ls, answers[0])


async def apply(ls: SymkinServer, value: object) -> None:
    """Put settings to use; what is wrong with them is said in one message."""
    settings, problems = parse(value)
    if problems:
        ls.show("symkin ignores a setting: " + "; ".join(problems))
    before, ls.settings = ls.settings, settings
    if ls.scorer is None or _model_part(before) != _model_part(settings):
        await model.reopen(ls)


def _model_part(settings: Settings) -> tuple[object, ...]:
    return (settings.model_path, settings.model_threads, settings.model_timeout)


def _can_pull(ls: SymkinServer) -> bool:
    workspace = ls.client_capabilities.workspace
    return workspace is not None and bool(workspace.configuration)
