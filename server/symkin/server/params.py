"""What clients may ask in symkin's own request and commands, checked on arrival."""

from __future__ import annotations

from typing import Annotated

import msgspec

from symkin.server.answer import Ranker

Natural = Annotated[int, msgspec.Meta(ge=0)]
Token = int | str


class Document(msgspec.Struct, frozen=True, rename="camel"):
    """LSP's `TextDocumentIdentifier`."""

    uri: str


class Position(msgspec.Struct, frozen=True, rename="camel"):
    """LSP's `Position`, in the client's units."""

    line: Natural
    character: Natural


class RelatedParams(msgspec.Struct, frozen=True, rename="camel"):
    """The parameters of `symkin/relatedSymbols`; what is left out comes from the settings."""

    text_document: Document
    position: Position
    topic: str | None = None
    limit: Annotated[int, msgspec.Meta(ge=1, le=200)] | None = None
    ranker: Ranker | None = None
    work_done_token: Token | None = None
    partial_result_token: Token | None = None


def related_params(value: object) -> RelatedParams:
    """Raises `msgspec.ValidationError`, whose text says which field is wrong."""
    return msgspec.convert(value, RelatedParams)
