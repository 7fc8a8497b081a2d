"""What the server's process and the model's say to each other: frames of JSON, each after its length."""

import struct
from typing import BinaryIO

import msgspec

_LENGTH = struct.Struct("<I")


class Question(msgspec.Struct, tag="question", frozen=True):
    """Score the candidates of a rendered prompt."""

    id: int
    text: str


class Cancel(msgspec.Struct, tag="cancel", frozen=True):
    """Nobody waits for the answer of question `id` any more."""

    id: int


class Ready(msgspec.Struct, tag="ready", frozen=True):
    """The model is loaded; said once, before any answer."""


class Reply(msgspec.Struct, tag="reply", frozen=True):
    """The answer: probabilities in the order of the prompt's candidates, selected ones by index, best first.

    `tokens` counts those of the prompt, `evaluated` those that llama.cpp had to compute, `steps` its calls.
    """

    id: int
    probabilities: list[float]
    none_probability: float
    selected: list[int]
    tokens: int
    evaluated: int
    steps: int


class Failure(msgspec.Struct, tag="failure", frozen=True):
    """No answer, and why; id 0: the model could not be loaded, and the process ends."""

    id: int
    message: str
    cancelled: bool = False


Request = Question | Cancel
Response = Ready | Reply | Failure

_REQUESTS: msgspec.json.Decoder[Request] = msgspec.json.Decoder(Request)
_RESPONSES: msgspec.json.Decoder[Response] = msgspec.json.Decoder(Response)


def send(file: BinaryIO, message: Request | Response) -> None:
    """Write one message. Raises OSError when nobody reads any more."""
    data = msgspec.json.encode(message)
    file.write(_LENGTH.pack(len(data)) + data)
    file.flush()


def receive_request(file: BinaryIO) -> Request | None:
    """Read one message; None at the end of the stream, also when it ends within a message."""
    data = _frame(file)
    return None if data is None else _REQUESTS.decode(data)


def receive_response(file: BinaryIO) -> Response | None:
    """Read one message; None at the end of the stream, also when it ends within a message."""
    data = _frame(file)
    return None if data is None else _RESPONSES.decode(data)


def _frame(file: BinaryIO) -> bytes | None:
    head = file.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        return None
    (length,) = _LENGTH.unpack(head)
    data = file.read(length)
    return data if len(data) == length else None
