"""Related symbols of a workspace, ranked by all evidence that there is: what every rim calls, free of LSP."""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the graph has found on a symbol, for both answers to one question; `started` is by `time.perf_counter`."""

    symbol: Symbol
    groups: Groups
    offers: Sequence[Offer]
    started: float


class RelatedService:
    """Answers for one workspace, each from its `evidence`. Thread-safe; that takes milliseconds, a model an inference.

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

    def evidence(self, symbol: Symbol) -> Evidence:
        """All that may be shown, with what is known of each."""
        started = time.perf_counter()
        groups = self.workspace.groups(symbol)
        together = self.workspace.past.together(symbol)
        return Evidence(symbol, groups, offers(self.workspace, symbol, groups, together), started)

    def graph_answer(self, evidence: Evidence, topic: str | None = None, limit: int = 10) -> Answer:
        """The best `limit` by all evidence but a model's."""
        items = ranked(evidence.offers, Asked(evidence.symbol, topic or None))
        return self._answer(evidence, topic, "graph", items[:limit])

    def model_answer(
        self,
        evidence: Evidence,
        topic: str | None = None,
        limit: int = 10,
        cancelled: threading.Event | None = None,
    ) -> Answer:
        """The best `limit` by all evidence, the model's included; the graph's answer where there is no model to ask.

        Raises `symkin.model.scorer.ModelCancelled` soon after `cancelled` is set.
        """
        verdict = self._ask(evidence, topic, cancelled)
        if verdict is None:
            return self.graph_answer(evidence, topic, limit)
        items = ranked(evidence.offers, Asked(evidence.symbol, topic or None), judged(evidence.groups, verdict))
        return self._answer(evidence, topic, "model", items[:limit])

    def _answer(
        self, evidence: Evidence, topic: str | None, ranker: Literal["graph", "model"], items: tuple[Item, ...]
    ) -> Answer:
        freshness = self.workspace.freshness(evidence.symbol, *(item.symbol for item in items))
        return Answer(evidence.symbol, topic, ranker, _since(evidence.started), freshness, items)

    def _ask(self, evidence: Evidence, topic: str | None, cancelled: threading.Event | None) -> ModelAnswer | None:
        from symkin.model.errors import ModelCancelled, ModelError

        if self.scorer is None or self._failures >= PATIENCE:
            return None
        if not evidence.groups.labels:
            return None
        try:
            prompt = prompt_for(evidence.symbol, topic, evidence.groups)
            verdict = self.scorer.score(prompt, cancelled=cancelled)
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
