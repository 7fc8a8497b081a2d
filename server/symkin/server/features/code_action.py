"""The code action "Related symbols", which any LSP client can show."""

from __future__ import annotations

from typing import Any

from lsprotocol import types

from symkin.server.app import SymkinServer
from symkin.server.features.related import locate, read
from symkin.server.protocol import SHOW_RELATED_SYMBOLS_COMMAND

KIND = types.CodeActionKind.Empty


def register(server: SymkinServer) -> None:
    """Add the request."""
    options = types.CodeActionOptions(code_action_kinds=[KIND], resolve_provider=False)
    server.feature(types.TEXT_DOCUMENT_CODE_ACTION, options)(code_action)


async def code_action(ls: SymkinServer, params: types.CodeActionParams) -> list[types.CodeAction | types.Command]:
    """One action where the cursor is on a symbol; none where the client wants only fixes and the like."""
    wanted = params.context.only
    if not ls.settings.code_action or (wanted is not None and KIND not in wanted):
        return []
    argument = _argument(params)
    found = await locate(ls, read(argument))
    if found is None:
        return []
    title = f"Related symbols of {found.symbol.name}"
    command = types.Command(title=title, command=SHOW_RELATED_SYMBOLS_COMMAND, arguments=[argument])
    return [types.CodeAction(title=title, kind=KIND, command=command) if _knows_literals(ls) else command]


def _argument(params: types.CodeActionParams) -> dict[str, Any]:
    at = params.range.start
    return {
        "textDocument": {"uri": params.text_document.uri},
        "position": {"line": at.line, "character": at.character},
    }


def _knows_literals(ls: SymkinServer) -> bool:
    documents = ls.client_capabilities.text_document
    supported = documents.code_action if documents else None
    return supported is not None and supported.code_action_literal_support is not None
