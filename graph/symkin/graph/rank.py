"""The graph's own ranking: a few named features of each edge, one weight each.

It answers at once, before any model has been asked, and stands when there is none. The weights are set by hand: what
a definition is made of (its types, fields, callees) and who depends on it come first, sure edges before likely ones,
and the words of the topic move a candidate that carries them to the front.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from math import log1p

from symkin.graph.groups import candidate_of, is_test
from symkin.graph.types import Edge, EdgeKind, Groups, Related, Symbol

KIND_WEIGHT: Mapping[EdgeKind, float] = {
    "base": 1.0,
    "output": 0.95,
    "input": 0.9,
    "field": 0.8,
    "subtype": 0.75,
    "reference": 0.7,
    "use": 0.65,
}
LIKELY = -0.3
TEST = -0.25
SAME_FILE = 0.1
POSITION = -0.35
"""For the last place within its group: each group comes best first."""
TOPIC_NAME = 1.2
TOPIC_DOC = 0.5
PRIVATE = -0.1

_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")
_STOP = frozenset(
    """
    a an and are as at be by can do does for from get how i in into is it its my of on or set that the this to
    what when where which with
    """.split()
)


def rank(symbol: Symbol, groups: Groups, topic: str | None) -> list[Related]:
    """All candidates of the groups, best first; a candidate of two groups is named by its better edge."""
    wanted = words(topic or "")
    best: dict[Symbol, Related] = {}
    for group in (groups.fields, groups.inputs, groups.output, groups.references):
        for place, edge in enumerate(group):
            candidate = candidate_of(edge)
            score = _score(symbol, edge, candidate, wanted, place / max(1, len(group)))
            if candidate not in best or score > best[candidate].score:
                label = groups.labels[candidate]
                best[candidate] = Related(candidate, edge.kind, edge.confidence, score, label, why(edge))
    return sorted(best.values(), key=lambda related: (-related.score, related.symbol.path, related.symbol.line))


def words(text: str) -> frozenset[str]:
    """The words of a text or identifier, in lower case and roughly stemmed, without the commonest ones."""
    return frozenset(_stem(word) for word in (found.lower() for found in _WORD.findall(text)) if word not in _STOP)


def why(edge: Edge) -> str:
    """The edge in words."""
    place = f"line {edge.site.line + 1}"  # of the file that the row names, or of the one asked about
    return {
        "field": f"{'defined in' if edge.source.kind == 'module' else 'field of'} {edge.source.name}",
        "input": f"parameter type of {edge.source.name}",
        "output": f"result type of {edge.source.name}"
        if edge.source.kind in {"function", "method", "property", "constructor"}
        else f"type of {edge.source.name}",
        "base": f"base of {edge.source.name}",
        "subtype": f"extends {edge.target.name}",
        "use": f"used by {edge.source.name}, {place}",
        "reference": f"uses {edge.target.name}, {place}",
    }[edge.kind]


def _score(symbol: Symbol, edge: Edge, candidate: Symbol, wanted: frozenset[str], place: float) -> float:
    return sum(
        (
            KIND_WEIGHT[edge.kind],
            POSITION * place,
            LIKELY if edge.confidence == "likely" else 0.0,
            TEST if is_test(candidate.path) and not is_test(symbol.path) else 0.0,
            SAME_FILE if candidate.path == symbol.path else 0.0,
            PRIVATE if candidate.name.startswith("_") else 0.0,
            TOPIC_NAME * overlap(wanted, words(candidate.qualified_name)),
            TOPIC_DOC * overlap(wanted, words(candidate.doc)),
        )
    )


def overlap(wanted: Iterable[str], offered: frozenset[str]) -> float:
    """How much of what is wanted is offered, from 0 to 1, growing slowly after the first word."""
    wanted = set(wanted)
    return log1p(len(wanted & offered)) / log1p(len(wanted)) if wanted else 0.0


def _stem(word: str) -> str:
    for ending in ("ing", "ied", "ies", "ed", "es", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)]
    return word
