"""What symkin answers, and its JSON: the one shape that the command line and the server both print."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from symkin.graph.types import Confidence, Freshness, Relation, Symbol

Ranker = Literal["auto", "graph", "model"]
"""`auto` is the model where there is one, else the graph."""


@dataclass(frozen=True, slots=True)
class Item:
    """A related symbol, and why it is here.

    `score` is from 0 to 1: how likely it is, by all evidence, to be what was asked for. With a model's evidence
    among it, `selected` is what scores 0.5 or more; without one nothing is selected.
    """

    symbol: Symbol
    relation: Relation
    confidence: Confidence
    score: float
    selected: bool
    why: str


@dataclass(frozen=True, slots=True)
class Answer:
    """The symbols related to `symbol`, best first, and who ranked them."""

    symbol: Symbol
    topic: str | None
    ranker: Literal["graph", "model"]
    elapsed_ms: float
    freshness: Freshness
    items: tuple[Item, ...]


def to_json(answer: Answer) -> dict[str, Any]:
    """The JSON object of an answer; lines are 1-based, paths relative to the workspace root."""
    return {
        "symbol": symbol_to_json(answer.symbol),
        "topic": answer.topic,
        "ranker": answer.ranker,
        "elapsed_ms": round(answer.elapsed_ms, 3),
        "stale": answer.freshness.stale,
        "items": [item_to_json(item) for item in answer.items],
    }


def symbol_to_json(symbol: Symbol) -> dict[str, Any]:
    """The symbol that was asked about."""
    return {
        **_place(symbol),
        "module": symbol.module,
        "package": symbol.package,
        "signature": symbol.signature,
    }


def item_to_json(item: Item) -> dict[str, Any]:
    """One line of the answer."""
    return {
        **_place(item.symbol),
        "relation": item.relation,
        "confidence": item.confidence,
        "score": round(item.score, 6),
        "selected": item.selected,
        "why": item.why,
    }


def _place(symbol: Symbol) -> dict[str, Any]:
    return {
        "name": symbol.name,
        "qualified_name": symbol.qualified_name,
        "kind": symbol.kind,
        "path": symbol.path,
        "line": symbol.line + 1,
    }
