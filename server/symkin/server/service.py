"""Related symbols of a workspace, ranked by its graph or by the model: what every rim calls, free of LSP."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING

from symkin.graph.groups import names_in
from symkin.graph.types import Groups, Related, Symbol
from symkin.server.answer import Answer, Item
from symkin.server.notices import Notices

if TYPE_CHECKING:
    from symkin.graph.workspace import Workspace
    from symkin.model.prompt import Prompt
    from symkin.model.scorer import Score, Scorer

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
        """The graph's own ranking, the best `limit` of it."""
        started = time.perf_counter()
        related = self.workspace.related(symbol, topic)
        items = tuple(_unscored(one, one.score) for one in related[:limit])
        freshness = self.workspace.freshness(symbol)
        return Answer(symbol, topic, "graph", _since(started), freshness, items)

    def model_answer(
        self,
        symbol: Symbol,
        topic: str | None = None,
        limit: int = 10,
        cancelled: threading.Event | None = None,
    ) -> Answer:
        """The model's ranking of the graph's candidates, or the graph's where there is no model to ask.

        What the prompt has no room for keeps the graph's order, after what the model was asked about.
        Raises `symkin.model.scorer.ModelCancelled` soon after `cancelled` is set.
        """
        started = time.perf_counter()
        related = self.workspace.related(symbol, topic)
        groups = self.workspace.groups(symbol)
        scores = self._scores(symbol, topic, groups, cancelled)
        if scores is None:
            return self.graph_answer(symbol, topic, limit)
        items = by_probability(related, _by_symbol(symbol, groups, scores))[:limit]
        freshness = self.workspace.freshness(symbol)
        return Answer(symbol, topic, "model", _since(started), freshness, tuple(items))

    def _scores(
        self, symbol: Symbol, topic: str | None, groups: Groups, cancelled: threading.Event | None
    ) -> tuple[Score, ...] | None:
        from symkin.model.errors import ModelCancelled, ModelError

        if self.scorer is None or self._failures >= PATIENCE:
            return None
        if not groups.labels:
            return None
        try:
            scores = self.scorer.score(prompt_for(symbol, topic, groups), cancelled=cancelled).scores
        except ModelCancelled:
            raise
        except ModelError as error:
            self._failures += 1
            self.notices.tell("model", f"symkin answers from the graph alone: {error}")
            return None
        self._failures = 0
        return scores


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


def _by_symbol(symbol: Symbol, groups: Groups, scores: tuple[Score, ...]) -> dict[Symbol, Score]:
    """A name that stands in two groups is scored twice; the better one counts."""
    best: dict[str, Score] = {}
    for score in scores:
        if score.name not in best or score.probability > best[score.name].probability:
            best[score.name] = score
    return {
        candidate: best[label] for candidate, label in groups.labels.items() if label in best and candidate != symbol
    }


def by_probability(related: list[Related], scores: dict[Symbol, Score]) -> list[Item]:
    """The graph's answer in the model's order; what has no score keeps its order, after the rest, with 0."""
    # `sorted` is stable, so equal probabilities keep the graph's order too.
    asked = sorted((one for one in related if one.symbol in scores), key=lambda one: -scores[one.symbol].probability)
    rest = [_unscored(one, 0.0) for one in related if one.symbol not in scores]
    return [_scored(one, scores[one.symbol]) for one in asked] + rest


def _scored(one: Related, score: Score) -> Item:
    return Item(one.symbol, one.relation, one.confidence, score.probability, score.selected, one.why)


def _unscored(one: Related, score: float) -> Item:
    return Item(one.symbol, one.relation, one.confidence, score, False, one.why)


def _since(started: float) -> float:
    return (time.perf_counter() - started) * 1000.0
