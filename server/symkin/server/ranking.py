"""All evidence on those related to a symbol made into the rows of an answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from symkin.graph.types import Groups, Related, Symbol
from symkin.server.answer import Item
from symkin.server.candidates import Offer
from symkin.server.reasons import Asked, reasons

if TYPE_CHECKING:
    from symkin.model.scorer import Answer as ModelAnswer


@dataclass(frozen=True, slots=True)
class Judged:
    """A model's probabilities of the symbols that it was asked about, and of there being no answer."""

    chances: Mapping[Symbol, float]
    none: float


def judged(groups: Groups, verdict: ModelAnswer) -> Judged:
    """A model's answer about the candidates of some groups; those for which it had no room are left out."""
    found = {score.name: score.probability for score in verdict.scores if score.probability}
    chances = {symbol: found[label] for symbol, label in groups.labels.items() if label in found}
    return Judged(chances, verdict.none_probability)


def ranked(offers: Sequence[Offer], asked: Asked, judged: Judged | None = None) -> tuple[Item, ...]:
    """The offers as rows, best first; equal ones keep their order. None is selected where no model has judged."""
    from symkin.model.fuse import fuse

    if not offers:
        return ()
    known = [offer.known for offer in offers]
    chances = None if judged is None else [judged.chances.get(offer.related.symbol) for offer in offers]
    fused = fuse(asked.topic, asked.symbol.name, known, chances, judged.none if judged is not None else 0.0)
    said = reasons(asked, known, fused.shares)
    rows = [
        _item(offer.related, score, extra, may_select=judged is not None)
        for offer, score, extra in zip(offers, fused.scores, said, strict=True)
    ]
    return tuple(sorted(rows, key=lambda row: -row.score))


def _item(related: Related, score: float, extra: str, *, may_select: bool) -> Item:
    from symkin.model.fuse import logistic

    why = f"{related.why}; {extra}" if extra else related.why
    selected = may_select and score >= 0
    return Item(related.symbol, related.relation, related.confidence, logistic(score), selected, why)
