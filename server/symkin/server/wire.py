"""pygls' protocol, mended where symkin needs more of it."""

from __future__ import annotations

import logging
import threading
from typing import TYPE_CHECKING, Any

from cattrs import Converter
from lsprotocol import types
from pygls.exceptions import JsonRpcException, JsonRpcInvalidParams, JsonRpcRequestCancelled
from pygls.protocol import JsonRPCRequestMessage, LanguageServerProtocol, default_converter

if TYPE_CHECKING:
    from pygls.lsp.server import LanguageServer

MsgId = int | str


class SymkinProtocol(LanguageServerProtocol):
    """Real cancellation, answers to malformed requests, and documents of our own (see `documents`)."""

    def __init__(self, server: LanguageServer, converter: Converter) -> None:
        super().__init__(server, converter)
        self.cancellations: dict[MsgId | None, threading.Event] = {}
        """Requests in hand; pygls itself can only cancel what waits, and not inside executeCommand."""
        self.answered: MsgId | None = None
        """The id of an `initialize` that the handshake has answered already."""
        self.is_closed = False
        """Nothing can be sent any more."""
        for method in _OWN_DOCUMENTS:
            del self.fm.builtin_features[method]

    @property
    def was_shut_down(self) -> bool:
        """Whether the client has sent `shutdown`."""
        return bool(self._shutdown)

    def structure_message(self, data: dict[str, Any]) -> object:
        """Pygls only shows a message when a request's parameters are malformed; the client waits on."""
        try:
            return super().structure_message(data)
        except JsonRpcException as error:
            if "id" in data and "method" in data:
                self._send_response(data["id"], error=error.to_response_error())
            raise

    def _send_data(self, data: object) -> None:
        """Once the client is gone, what is still to be said is dropped: pygls would report that it cannot report."""
        if self.is_closed:
            return
        try:
            super()._send_data(data)
        except BrokenPipeError:
            self.is_closed = True

    def _handle_cancel_notification(self, msg_id: MsgId) -> None:
        event = self.cancellations.get(msg_id)
        if event is not None:
            event.set()
        super()._handle_cancel_notification(msg_id)

    def _send_response(self, msg_id: MsgId, result: object = None, error: types.ResponseError | None = None) -> None:
        if self.answered is not None and msg_id == self.answered:
            self.answered = None
            return
        super()._send_response(msg_id, result, error)


_OWN_DOCUMENTS = (
    types.TEXT_DOCUMENT_DID_OPEN,
    types.TEXT_DOCUMENT_DID_CHANGE,
    types.TEXT_DOCUMENT_DID_CLOSE,
)


def converter() -> Converter:
    """Pygls' converter, but parameters of our own request stay the JSON that they are."""
    made: Converter = default_converter()  # type: ignore[no-untyped-call]
    made.register_structure_hook(JsonRPCRequestMessage, lambda value, cls: cls(**{"params": None, **value}))
    return made


class OrdinaryErrors(logging.Filter):
    """Keeps clients' mistakes and cancellations out of the log, where pygls writes a traceback for each."""

    def filter(self, record: logging.LogRecord) -> bool:
        """False for what the client is told anyway."""
        error = record.exc_info[1] if record.exc_info else None
        return not isinstance(error, JsonRpcInvalidParams | JsonRpcRequestCancelled)
