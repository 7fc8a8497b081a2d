"""symkin's own words on the wire, and what it tells a client it can do. Imports nothing: see `handshake`."""

from __future__ import annotations

from typing import Any

NAME = "symkin"
VERSION = "0.1.0"
"""Read from the package's metadata it would cost the handshake 30 ms; a test compares the two."""

RELATED_SYMBOLS = "symkin/relatedSymbols"
"""The request."""
RELATED_SYMBOLS_COMMAND = "symkin.relatedSymbols"
"""The same through `workspace/executeCommand`."""
SHOW_RELATED_SYMBOLS_COMMAND = "symkin.showRelatedSymbols"
"""The same for a client that knows neither: the server itself asks the user and opens the document."""

COMMANDS = (RELATED_SYMBOLS_COMMAND, SHOW_RELATED_SYMBOLS_COMMAND)

ENCODINGS = ("utf-8", "utf-16", "utf-32")


def position_encoding(client_capabilities: object) -> str:
    """The client's first choice among those that it offers; UTF-16, LSP's default, where it offers none."""
    general = client_capabilities.get("general") if isinstance(client_capabilities, dict) else None
    offered = general.get("positionEncodings") if isinstance(general, dict) else None
    return next((one for one in offered or () if one in ENCODINGS), "utf-16")


def server_capabilities(encoding: str) -> dict[str, Any]:
    """The `capabilities` of the answer to `initialize`; pygls computes the same from the features."""
    return {
        "positionEncoding": encoding,
        "textDocumentSync": {"openClose": True, "change": 2, "save": {"includeText": False}},
        "codeActionProvider": {"codeActionKinds": [""], "resolveProvider": False},
        "executeCommandProvider": {"commands": list(COMMANDS)},
        "workspace": {
            "workspaceFolders": {"supported": True, "changeNotifications": True},
            "fileOperations": {},
        },
    }
