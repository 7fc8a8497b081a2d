"""The settings: pulled from clients that can be asked, else taken as they come."""

from __future__ import annotations

import asyncio

from lsprotocol import types

from symkin.server.app import SymkinServer
from symkin.server.features import model
from symkin.server.settings import SECTION, Settings, parse

PATIENCE = 5.0
"""Seconds to wait for the client's settings before starting without."""


def register(server: SymkinServer) -> None:
    """Add the notification."""
    server.feature(types.WORKSPACE_DID_CHANGE_CONFIGURATION)(did_change_configuration)


async def did_change_configuration(ls: SymkinServer, params: types.DidChangeConfigurationParams) -> None:
    """Ask for the settings, or read those that were sent along."""
    sent = params.settings
    settings = await pulled(ls) if _can_pull(ls) else sent.get(SECTION) if isinstance(sent, dict) else None
    if settings is not None:
        await apply(ls, settings)


async def configure(ls: SymkinServer, initialization_options: object) -> None:
    """The settings at the start; the client's configuration outranks `initializationOptions`."""
    settings = await pulled(ls) if _can_pull(ls) else None
    await apply(ls, initialization_options if settings is None else settings)


async def pulled(ls: SymkinServer) -> object:
    """What the client says when asked; None from one that has nothing to say, or does not answer."""
    item = types.ConfigurationItem(section=SECTION)
    asking = asyncio.ensure_future(ls.workspace_configuration_async(types.ConfigurationParams(items=[item])))
    # Not `wait_for`: that cancels, and pygls trips over answers to what was cancelled.
    done, _ = await asyncio.wait([asking], timeout=PATIENCE)
    if not done or asking.exception() is not None:
        return None
    answers = asking.result()
    return answers[0] if answers else None


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
