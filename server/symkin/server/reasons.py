"""Why an answer stands where it does: the graph's reason, and what lifts it above the others."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from symkin.graph.types import Symbol

if TYPE_CHECKING:
    from symkin.model.fuse import Candidate

LEAST = 0.1
"""What a feature must add to the score, more than to the others' on average, to be worth a word."""

LEAST_OF_THE_MODEL = 1.0
"""The same for a model's probability, of which every row has some."""

ALIKE = 0.55
"""The share of a name's trigrams that the topic must have to be called alike: `option` has half of a `completion`."""

MOST = 2
"""Reasons beside the graph's: a row is one line."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The question."""

    symbol: Symbol
    topic: str | None


Phrase = Callable[[Asked, "Candidate"], str]
"""A feature in words; '' where it has nothing to say."""


def reasons(asked: Asked, candidates: Sequence[Candidate], shares: Sequence[Mapping[str, float]]) -> list[str]:
    """What the strongest features of each candidate say, '' where they say no more than of all the others."""
    names = [name for name in _PHRASES if any(share.get(name) for share in shares)]
    means = {name: sum(share.get(name, 0.0) for share in shares) / len(shares) for name in names}
    found = []
    for candidate, share in zip(candidates, shares, strict=True):
        lifts = {name: share.get(name, 0.0) - means[name] for name in names}
        strongest = sorted((name for name in names if lifts[name] >= _least(name)), key=lambda name: -lifts[name])
        phrases = dict.fromkeys(_PHRASES[name](asked, candidate) for name in strongest)
        found.append("; ".join([phrase for phrase in phrases if phrase][:MOST]))
    return found


def _least(feature: str) -> float:
    return LEAST_OF_THE_MODEL if feature == "chance" else LEAST


def _named(asked: Asked, candidate: Candidate) -> str:
    from symkin.model.fuse import in_common

    words = in_common(asked.topic or "", candidate.name)
    return f"named for {_listed(words)}" if words else ""


def _spelt(asked: Asked, candidate: Candidate) -> str:
    from symkin.model.fuse import likeness

    alike = likeness(asked.topic or "", candidate.name) >= ALIKE
    return _named(asked, candidate) or ("spelt much like the topic" if alike else "")


def _documented(asked: Asked, candidate: Candidate) -> str:
    from symkin.model.fuse import in_common

    words = in_common(asked.topic or "", candidate.doc)
    return f"its doc speaks of {_listed(words)}" if words else ""


def _alike(asked: Asked, candidate: Candidate) -> str:
    from symkin.model.fuse import in_common

    words = in_common(asked.symbol.name, candidate.name)
    return f"also named {_listed(words)}" if words else ""


def _meant(asked: Asked, candidate: Candidate) -> str:
    return "" if _named(asked, candidate) else "close to the topic in meaning"


def _together(_asked: Asked, candidate: Candidate) -> str:
    # Once may be chance; and where the graph's own reason is the history, it has been said.
    if candidate.together < 2 or candidate.relation == "history":
        return ""
    return f"changed with it in {candidate.together} past commits"


_PHRASES: Mapping[str, Phrase] = {
    "words of the name": _named,
    "name in the topic": _spelt,
    "letters of the name": _spelt,
    "meaning": _meant,
    "words of the doc": _documented,
    "words of the symbol": _alike,
    "changed together": _together,
    "chance": lambda _asked, _candidate: "the model's choice",
    "same file": lambda _asked, _candidate: "same file",
}
"""The features that say more than the graph's reason does."""


def _listed(words: Sequence[str]) -> str:
    return ", ".join(words[:3])
