"""The graph's answer, or the model's: with everything that the model's first use takes."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from symkin.cli.errors import CliError, printable
from symkin.cli.guard import tell
from symkin.cli.progress import bar

if TYPE_CHECKING:
    from pathlib import Path

    from symkin.graph.types import Symbol
    from symkin.graph.workspace import Workspace
    from symkin.model.scorer import Scorer
    from symkin.server.answer import Answer
    from symkin.server.notices import Notices

PATIENCE = 30.0
"""Seconds that an inference may take: who asks at a terminal would rather wait, and can interrupt."""


def by_graph(workspace: Workspace, symbol: Symbol, topic: str | None, limit: int) -> Answer:
    """The graph's own ranking."""
    from symkin.server.service import RelatedService

    service = RelatedService(workspace)
    return service.graph_answer(service.evidence(symbol), topic, limit)


def by_model(workspace: Workspace, symbol: Symbol, topic: str | None, limit: int, *, insist: bool) -> Answer:
    """The model's ranking, else the graph's and the reason on stderr; with `insist` CliError instead."""
    from symkin.server.notices import Notices
    from symkin.server.service import RelatedService

    notices = Notices()
    with _reading(workspace), _scorer(notices) as scorer:
        service = RelatedService(workspace, scorer, notices)
        answer = service.model_answer(service.evidence(symbol), topic, limit)
    told = notices.drain()
    if insist and answer.ranker != "model":
        raise CliError("; ".join(told).replace("symkin answers from the graph alone: ", "") or "no model answered")
    for notice in told:
        tell(notice.removeprefix("symkin "))
    return answer


def prepare(base: Path | None = None, quant: str | None = None) -> Path:
    """Make the local model, with a bar; it is there already more often than not. Raises CliError."""
    from symkin.model.errors import ModelError
    from symkin.model.quants import DEFAULT_QUANT
    from symkin.model.store import prepare as make

    try:
        with bar("Preparing the local model", note="preparing the local model, once") as shown:
            return make(
                base=base,
                quant=quant or DEFAULT_QUANT,
                progress=lambda fraction, what: shown.report(fraction, printable(what)),
            )
    except ModelError as error:
        raise CliError(str(error)) from error


@contextmanager
def _reading(workspace: Workspace) -> Iterator[None]:
    """Read the history meanwhile: what is read by then counts, and is kept for the next command."""
    over = threading.Event()
    reader = threading.Thread(target=workspace.past.read, args=(over.is_set,), name="past", daemon=True)
    reader.start()
    try:
        yield
    finally:
        over.set()
        reader.join()


@contextmanager
def _scorer(notices: Notices) -> Iterator[Scorer | None]:
    """The prepared model's scorer, or None and a notice; it dies with the `with`."""
    from symkin.server.models import open_scorer
    from symkin.server.settings import Settings

    scorer = open_scorer(Settings(model_timeout=PATIENCE), notices) if _is_ready(notices) else None
    try:
        yield scorer
    finally:
        if scorer is not None:
            scorer.close()


def _is_ready(notices: Notices) -> bool:
    """Whether there is a model, made now if need be."""
    from symkin.model.store import status

    found = status()
    try:
        if found.is_runtime_installed and found.state != "ready":
            prepare()
        elif found.reason:
            raise CliError(found.reason)
    except CliError as error:
        notices.tell("model", f"symkin answers from the graph alone: {error}")
        return False
    return True
