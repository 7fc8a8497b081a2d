"""`symkin/relatedSymbols`: the graph's ranking at once, the model's when it is ready."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec
from lsprotocol import types
from pygls.exceptions import JsonRpcInvalidParams

from symkin.graph.types import Symbol
from symkin.server.app import SymkinServer
from symkin.server.convert import Locations, column_of, lines_on_disk, path_of
from symkin.server.documents import lines_of
from symkin.server.features.files import look_again
from symkin.server.params import RelatedParams, Token, related_params
from symkin.server.progress import report_work
from symkin.server.protocol import RELATED_SYMBOLS
from symkin.server.roots import Root
from symkin.server.service import Evidence


def register(server: SymkinServer) -> None:
    """Add the request."""
    server.feature(RELATED_SYMBOLS)(related_symbols)


async def related_symbols(ls: SymkinServer, params: object) -> dict[str, Any] | None:
    """The CLI's JSON with locations; null where the cursor is on nothing that symkin knows."""
    query = read(params)
    with ls.cancellation() as cancelled, report_work(ls, query.work_done_token, "Related symbols"):
        found = await locate(ls, query)
        return None if found is None else await answer(ls, query, found, cancelled)


@dataclass(frozen=True, slots=True)
class Found:
    """The symbol that a query is about."""

    root: Root
    symbol: Symbol


def read(params: object) -> RelatedParams:
    """Raises the protocol's error, which names the wrong field."""
    try:
        return related_params(params)
    except msgspec.ValidationError as error:
        raise JsonRpcInvalidParams(f"{RELATED_SYMBOLS}: {error}") from None


async def locate(ls: SymkinServer, query: RelatedParams) -> Found | None:
    """The symbol under the query's position, None where there is none; raises for a file that is none."""
    path = path_of(query.text_document.uri)
    if path is None:
        raise JsonRpcInvalidParams(f"{RELATED_SYMBOLS}: {query.text_document.uri} is not a file on disk")
    found = await ls.on_graph(_find, ls, path, query)
    if found is not None:
        look_again(ls, found.root)
    ls.show_notices()
    return found


def _find(ls: SymkinServer, path: Path, query: RelatedParams) -> Found | None:
    text = ls.open_texts.get(path)
    if text is None and not path.is_file():
        raise JsonRpcInvalidParams(f"{RELATED_SYMBOLS}: {path} is neither open nor on disk")
    lines = lines_of(text) if text is not None else lines_on_disk(path)
    line = query.position.line
    if line >= len(lines):
        return None
    column = column_of(lines[line], query.position.character, ls.encoding)
    found = ls.roots.symbol_at(path, line, column)
    return Found(*found) if found else None


async def answer(ls: SymkinServer, query: RelatedParams, found: Found, cancelled: threading.Event) -> dict[str, Any]:
    """The final answer; the graph's is streamed before it where the client asked for partial results."""
    ask_model = (query.ranker or ls.settings.ranker) != "graph" and found.root.service.has_model
    evidence, first = await ls.on_graph(_by_graph, ls, query, found)
    if not ask_model:
        return first
    if query.partial_result_token is not None:
        send_partial(ls, query.partial_result_token, first)
    best = await ls.on_model(_by_model, ls, query, found, evidence, cancelled)
    ls.show_notices()
    return best


def send_partial(ls: SymkinServer, token: Token, value: dict[str, Any]) -> None:
    """A partial result is a whole answer, to be shown until the next one or the final one replaces it."""
    ls.protocol.notify(types.PROGRESS, types.ProgressParams(token, value))


def _by_graph(ls: SymkinServer, query: RelatedParams, found: Found) -> tuple[Evidence, dict[str, Any]]:
    service, limit = found.root.service, query.limit or ls.settings.limit
    evidence = service.evidence(found.symbol)
    return evidence, _locations(ls, found.root).answer(service.graph_answer(evidence, query.topic, limit))


def _by_model(
    ls: SymkinServer, query: RelatedParams, found: Found, evidence: Evidence, cancelled: threading.Event
) -> dict[str, Any]:
    service, limit = found.root.service, query.limit or ls.settings.limit
    return _locations(ls, found.root).answer(service.model_answer(evidence, query.topic, limit, cancelled))


def _locations(ls: SymkinServer, root: Root) -> Locations:
    return Locations(root.path, ls.encoding, ls.open_texts)
