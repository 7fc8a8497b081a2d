"""Related symbols of a workspace, ranked by all evidence that there is: what every rim calls, free of LSP."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING, Literal

from symkin.graph.groups import names_in
from symkin.graph.types import Groups, Symbol
from symkin.server.answer import Answer, Item
from symkin.server.candidates import Offer, offers
from symkin.server.notices import Notices
from symkin.server.ranking import judged, ranked
from symkin.server.reasons import Asked

if TYPE_CHECKING:
    from symkin.graph.workspace import Workspace
    from symkin.model.prompt import Prompt
    from symkin.model.scorer import Answer as ModelAnswer
    from symkin.model.scorer import Scorer

PATIENCE = 3
"""After so many failures in a row the model is left alone, or a broken one costs every request a time-out."""


class RelatedService:
    """Answers for one workspace. Thread-safe; `graph_answer` takes milliseconds, `model_answer` an inference.

    Without a scorer, or when it fails, `model_answer` is the graph's answer and `notices` says so, once.
    """

    def __init__(self, workspace: Workspace, scorer: Scorer | None = None, notices: Notices | None = None) -> None:
        self.workspace = workspace
        self.scorer = scorer
        self.notices = notices if notices is not None else Notices()
        self._failures = 0

    @property
    def has_model(self) -> bool:
        """Whether asking for the model's answer is worth it."""
        return self.scorer is not None and self._failures < PATIENCE

    def graph_answer(self, symbol: Symbol, topic: str | None = None, limit: int = 10) -> Answer:
        """The best `limit` by all evidence but a model's."""
        started = time.perf_counter()
        items = ranked(self._kin(symbol, self.workspace.groups(symbol)), Asked(symbol, topic or None))
        return self._answer(symbol, topic, "graph", started, items[:limit])

    def model_answer(
        self,
        symbol: Symbol,
        topic: str | None = None,
        limit: int = 10,
        cancelled: threading.Event | None = None,
    ) -> Answer:
        """The best `limit` by all evidence, the model's included; the graph's answer where there is no model to ask.

        Raises `symkin.model.scorer.ModelCancelled` soon after `cancelled` is set.
        """
        started = time.perf_counter()
        groups = self.workspace.groups(symbol)
        verdict = self._ask(symbol, topic, groups, cancelled)
        if verdict is None:
            return self.graph_answer(symbol, topic, limit)
        items = ranked(self._kin(symbol, groups), Asked(symbol, topic or None), judged(groups, verdict))
        return self._answer(symbol, topic, "model", started, items[:limit])

    def _answer(
        self,
        symbol: Symbol,
        topic: str | None,
        ranker: Literal["graph", "model"],
        started: float,
        items: tuple[Item, ...],
    ) -> Answer:
        freshness = self.workspace.freshness(symbol, *(item.symbol for item in items))
        return Answer(symbol, topic, ranker, _since(started), freshness, items)

    def _kin(self, symbol: Symbol, groups: Groups) -> list[Offer]:
        """All that may be shown, with what is known of each."""
        return offers(self.workspace, symbol, groups, self.workspace.past.together(symbol))

    def _ask(
        self, symbol: Symbol, topic: str | None, groups: Groups, cancelled: threading.Event | None
    ) -> ModelAnswer | None:
        from symkin.model.errors import ModelCancelled, ModelError

        if self.scorer is None or self._failures >= PATIENCE:
            return None
        if not groups.labels:
            return None
        try:
            verdict = self.scorer.score(prompt_for(symbol, topic, groups), cancelled=cancelled)
        except ModelCancelled:
            raise
        except ModelError as error:
            self._failures += 1
            self.notices.tell("model", f"symkin answers from the graph alone: {error}")
            return None
        self._failures = 0
        return verdict


def prompt_for(symbol: Symbol, topic: str | None, groups: Groups) -> Prompt:
    """The question to the model, in the candidates' labels."""
    from symkin.model.prompt import Prompt

    fields, inputs, output, references = names_in(groups)
    return Prompt(
        topic=topic,
        symbol=symbol.name,
        module=symbol.module,
        package=symbol.package,
        signature=symbol.signature,
        fields=fields,
        inputs=inputs,
        output=output,
        references=references,
        reference_count=groups.reference_count,
    )


def _since(started: float) -> float:
    return (time.perf_counter() - started) * 1000.0
