"""The model behind the answers: found, or made once in the background."""

from __future__ import annotations

from typing import TYPE_CHECKING

from symkin.server.app import SymkinServer
from symkin.server.models import model_file, open_scorer
from symkin.server.progress import Bar, run_with_bar

if TYPE_CHECKING:
    from symkin.model.scorer import Scorer


async def reopen(ls: SymkinServer) -> None:
    """Use the model that the settings name; none at all where only the graph is to rank."""
    old, ls.scorer = ls.scorer, None
    if ls.settings.ranker != "graph":
        ls.scorer = await ls.in_background(_open, ls)
    await ls.on_graph(ls.roots.set_scorer, ls.scorer)
    if old is not None:
        await ls.in_background(old.close)


async def prepare_if_missing(ls: SymkinServer) -> None:
    """Make the local model, once a machine; it is used from then on."""
    wanted = ls.settings.prepare_model and ls.settings.ranker != "graph"
    if wanted and await ls.in_background(model_file, ls.settings) is None:
        await run_with_bar(ls, "Preparing the local model", lambda bar: _prepare(ls, bar))
        await reopen(ls)
    ls.show_notices()


def _open(ls: SymkinServer) -> Scorer | None:
    # Where the server is about to make the model, its absence is no news.
    if ls.settings.prepare_model and model_file(ls.settings) is None:
        return None
    return open_scorer(ls.settings, ls.notices)


def _prepare(ls: SymkinServer, bar: Bar) -> None:
    from symkin.model.errors import ModelError
    from symkin.model.store import prepare

    try:
        prepare(progress=bar.report)
    except ModelError as error:
        ls.notices.tell("model", f"symkin answers from the graph alone: {error}")
