"""The commands: the request's twin, and the path for clients that know standard messages only."""

from __future__ import annotations

from typing import Any

from lsprotocol import types

from symkin.server.app import SymkinServer
from symkin.server.features.related import related_symbols
from symkin.server.protocol import RELATED_SYMBOLS_COMMAND, SHOW_RELATED_SYMBOLS_COMMAND

CHOICES = 8
"""How many related symbols fit in a message box."""


def register(server: SymkinServer) -> None:
    """Add both commands."""
    server.command(RELATED_SYMBOLS_COMMAND)(related_symbols_command)
    server.command(SHOW_RELATED_SYMBOLS_COMMAND)(show_related_symbols_command)


async def related_symbols_command(ls: SymkinServer, *arguments: object) -> dict[str, Any] | None:
    """`workspace/executeCommand` with the request's parameters as the only argument."""
    return await related_symbols(ls, arguments[0] if len(arguments) == 1 else None)


async def show_related_symbols_command(ls: SymkinServer, *arguments: object) -> None:
    """Answers at once: a client that waits for this answer could not serve the questions that follow."""
    ls.start("showing related symbols", _show(ls, arguments[0] if len(arguments) == 1 else None))


async def _show(ls: SymkinServer, params: object) -> None:
    limited = {**params, "limit": CHOICES} if isinstance(params, dict) else params
    answer = await related_symbols(ls, limited)
    if answer is None or not answer["items"]:
        ls.show("symkin: no related symbols here", types.MessageType.Info)
        return
    chosen = await _choose(ls, answer)
    if chosen is not None:
        await _open(ls, chosen)


async def _choose(ls: SymkinServer, answer: dict[str, Any]) -> dict[str, Any] | None:
    titles = {_title(item): item for item in answer["items"]}
    reply = await ls.window_show_message_request_async(
        types.ShowMessageRequestParams(
            type=types.MessageType.Info,
            message=f"Related to {answer['symbol']['qualified_name']}",
            actions=[types.MessageActionItem(title) for title in titles],
        )
    )
    return titles.get(reply.title) if reply is not None else None


async def _open(ls: SymkinServer, item: dict[str, Any]) -> None:
    window = ls.client_capabilities.window
    uri, place = item["location"]["uri"], item["location"]["range"]
    if window is None or window.show_document is None or not window.show_document.support:
        ls.show(f"{item['qualified_name']}: {item['path']}:{item['line']}", types.MessageType.Info)
        return
    selection = types.Range(types.Position(**place["start"]), types.Position(**place["end"]))
    await ls.window_show_document_async(types.ShowDocumentParams(uri=uri, take_focus=True, selection=selection))


def _title(item: dict[str, Any]) -> str:
    return f"{item['qualified_name']} ({item['relation']}) {item['path']}:{item['line']}"
