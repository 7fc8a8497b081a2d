"""The model's probabilities joined with what else is known of each candidate: named features, and one weight each.

The weights were fitted by `symkin evaluate --fit` and stand in `fuse.json`: one set for a model's answer, one for when
there is none. Nothing here needs more than the prompt and the model's answer; what a caller knows besides
(documentation, places, past changes) makes it better.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from importlib import resources
from math import exp, log, log1p

import msgspec

from symkin.model.meaning import nearness
from symkin.model.prompt import Prompt

GROUPS = ("field", "input", "output", "reference")
"""The relation that the candidates of each of the prompt's groups are taken to have."""

_WORD = re.compile(r"[^\W\d_]?[^\W\d_A-Z]+|[A-Z]+(?![a-z])|\d+")
_SORTS = {
    "code": ("function", "method", "constructor", "prototype", "macro"),
    "type": ("class", "interface", "struct", "trait", "enum", "type", "object"),
    "value": ("field", "property", "variable", "constant", "enum_member"),
}
_SORT_OF = {kind: sort for sort, kinds in _SORTS.items() for kind in kinds}
_STOP = frozenset(
    """
    a an and are as at be by can do does for from get how i in into is it its my of on or set that the this to
    what when where which with
    """.split()
)
_ENDINGS = ("ations", "ation", "ings", "ing", "ions", "ion", "ers", "er", "ied", "ies", "ed", "es", "e", "s", "y")
_FARTHEST = 2.0
"""The score of the best that is not selected, at the lowest: what follows it can still be told from it."""
_FAR = log1p(1000)
"""Lines apart that count as one."""
_LEAST = 1e-6
"""Probabilities below it are all as good as none."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """What is known of a candidate. `place` is its rank in its group, 0 the first to 1 the last.

    `symbol_kind` is the kind of the symbol that it may be related to, `apart` the lines between the two where they
    share a file. `is_likely` tells of an edge that is not sure, `is_near` of near kin, which no prompt holds;
    `together` counts the past commits that changed both. `context` is what else there is to read of it (`context_of`).
    """

    name: str
    relation: str
    place: float = 0.0
    doc: str = ""
    kind: str = ""
    symbol_kind: str = ""
    same_folder: bool = False
    same_file: bool = False
    apart: int = 0
    is_test: bool = False
    is_likely: bool = False
    is_near: bool = False
    together: int = 0
    context: str = ""


class Weights(msgspec.Struct, frozen=True):
    """A weight for each feature's name. If the best sum reaches `threshold`, all within `margin` of it are selected."""

    weights: Mapping[str, float]
    threshold: float
    margin: float


class Fitted(msgspec.Struct, frozen=True):
    """The weights of a version: those for a model's answer, and those for when the graph is on its own."""

    model: Weights
    graph: Weights


@dataclass(frozen=True, slots=True)
class Fused:
    """Scores in the order of the candidates, from 0 on selected; and the indices of those selected, best first.

    `shares` tells of each candidate what each of its features added to the score.
    """

    scores: tuple[float, ...]
    selected: tuple[int, ...]
    shares: tuple[Mapping[str, float], ...]


def fuse(
    topic: str | None,
    symbol: str,
    candidates: Sequence[Candidate],
    probabilities: Sequence[float | None] | None,
    none_probability: float = 0.0,
    weights: Weights | None = None,
) -> Fused:
    """Rank and select among `candidates`, given the model's probabilities in their order, or None without a model.

    A candidate that the model was not asked about has the probability None, and counts as an average one.
    """
    chosen = weights or (fitted().graph if probabilities is None else fitted().model)
    rows = features(topic, symbol, candidates, probabilities, none_probability)
    shares = tuple({name: chosen.weights.get(name, 0.0) * value for name, value in row.items()} for row in rows)
    sums = [sum(share.values()) for share in shares]
    cut = _cut(chosen, sums)
    scores = tuple(one - cut for one in sums)
    best = sorted(range(len(scores)), key=lambda place: -scores[place])
    return Fused(scores, tuple(place for place in best if scores[place] >= 0), shares)


def _cut(weights: Weights, sums: Sequence[float]) -> float:
    """The least sum that is selected; above all where there is no answer, but not so far that they look alike."""
    best = max(sums, default=0.0)
    short = weights.threshold - best
    return best - weights.margin if short <= 0 else best + min(short, _FARTHEST)


@cache
def fitted() -> Fitted:
    """The weights that came with this version."""
    return msgspec.json.decode((resources.files("symkin.model") / "fuse.json").read_bytes(), type=Fitted)


def of_prompt(prompt: Prompt) -> tuple[Candidate, ...]:
    """The candidates of a prompt, in its order, as far as the prompt alone tells about them."""
    groups = zip(GROUPS, (prompt.fields, prompt.inputs, prompt.output, prompt.references), strict=True)
    found: dict[str, Candidate] = {}
    for relation, names in groups:
        for rank, name in enumerate(names):
            found.setdefault(name, Candidate(name, relation, rank / max(1, len(names) - 1)))
    return tuple(found.values())


def context_of(qualified_name: str, path: str, signature: str) -> str:
    """What tells of a definition beside its own name: what it is a member of, its file, and its signature."""
    owner = qualified_name.rpartition(".")[0].rpartition(".")[2]
    file = path.rpartition("/")[2].partition(".")[0]
    return f"{owner} {file} {signature}"


def beside(candidate: Candidate, path: str, line: int, symbol_path: str, symbol_line: int) -> Candidate:
    """The candidate with how near its place is to the symbol's; paths are relative to one root, with `/`."""
    same_file = path == symbol_path
    return replace(
        candidate,
        same_folder=path.rpartition("/")[0] == symbol_path.rpartition("/")[0],
        same_file=same_file,
        apart=abs(line - symbol_line) if same_file else 0,
    )


def features(
    topic: str | None,
    symbol: str,
    candidates: Sequence[Candidate],
    probabilities: Sequence[float | None] | None,
    none_probability: float = 0.0,
) -> list[dict[str, float]]:
    """The features of each candidate, by name; those that are 0 may be left out."""
    wanted, own = words(topic or ""), words(symbol)
    rows = [_of_one(topic or "", wanted, own, candidate) for candidate in candidates]
    for row in rows:
        row["topic"] = float(topic is not None)
    if probabilities is not None:
        for row, chance in zip(rows, _logarithms(probabilities), strict=True):
            row |= {"chance": chance, "none": _odds(none_probability)}
    return rows


def _logarithms(probabilities: Sequence[float | None]) -> list[float]:
    """Of each probability; where there is none, the mean of the others."""
    known = [log(max(chance, _LEAST)) for chance in probabilities if chance is not None]
    average = sum(known) / len(known) if known else log(_LEAST)
    return [average if chance is None else log(max(chance, _LEAST)) for chance in probabilities]


def _of_one(topic: str, wanted: frozenset[str], own: frozenset[str], candidate: Candidate) -> dict[str, float]:
    offered = words(candidate.name)
    return {
        f"relation {candidate.relation}": 1.0,
        f"kind {candidate.kind}": 1.0,
        f"{candidate.relation}, {_sort(candidate.symbol_kind)} to {_sort(candidate.kind)}": 1.0,
        "place": candidate.place,
        **(_of_topic(topic, wanted, offered, candidate) if topic else {}),
        "words of the symbol": overlap(own, offered),
        "length of the name": log1p(len(_WORD.findall(candidate.name))),
        "same folder": float(candidate.same_folder),
        "same file": float(candidate.same_file),
        "lines apart": log1p(candidate.apart) / _FAR,
        "test": float(candidate.is_test),
        "likely": float(candidate.is_likely),
        "near": float(candidate.is_near),
        "private": float(candidate.name.rpartition(".")[2].startswith("_")),
        "changed together": log1p(candidate.together),
    }


def _of_topic(topic: str, wanted: frozenset[str], offered: frozenset[str], candidate: Candidate) -> dict[str, float]:
    """What is compared with a topic; most questions have none, and then nobody reads vectors, docs and signatures."""
    return {
        "words of the name": overlap(wanted, offered),
        "name in the topic": float(_stands_in(candidate.name, topic)),
        "meaning": nearness(wanted, offered, words(candidate.context)),
        "words of the doc": overlap(wanted, words(candidate.doc)),
        "letters of the name": likeness(topic, candidate.name),
    }


def _sort(kind: str) -> str:
    return _SORT_OF.get(kind, "other")


# -- texts


@lru_cache(20_000)
def words(text: str) -> frozenset[str]:
    """The words of a text or identifier, in lower case and roughly stemmed, without the commonest ones."""
    return frozenset(stem for stem, _ in spelt(text))


def spelt(text: str) -> Iterator[tuple[str, str]]:
    """The words of a text or identifier as `words` has them, one by one, each with how it is spelt, in lower case."""
    return ((_stem(word), word) for word in (found.lower() for found in _WORD.findall(text)) if word not in _STOP)


def in_common(text: str, other: str) -> list[str]:
    """The words of a text that another has too, in lower case, as they are spelt in the first; numbers are none."""
    theirs = words(other)
    spelt = dict.fromkeys(found.lower() for found in _WORD.findall(text))
    return [word for word in spelt if word not in _STOP and not word.isdigit() and _stem(word) in theirs]


def overlap(wanted: frozenset[str], offered: frozenset[str]) -> float:
    """How much of what is wanted is offered, from 0 to 1, growing slowly after the first word."""
    return log1p(len(wanted & offered)) / log1p(len(wanted)) if wanted else 0.0


def _stands_in(name: str, topic: str) -> bool:
    """Whether a topic has a name letter by letter; short ones stand in words that have nothing to do with them."""
    bare = name.rpartition(".")[2]
    return len(bare) > 3 and bare.lower() in topic.lower()


def likeness(one: str, other: str) -> float:
    """The share of the second text's character trigrams that the first one has, from 0 to 1; word ends count.

    The commonest words do not: a method `of` is not what every topic spells.
    """
    mine, theirs = _trigrams(one), _trigrams(other)
    return len(mine & theirs) / len(theirs) if theirs else 0.0


@lru_cache(20_000)
def _trigrams(text: str) -> frozenset[str]:
    padded = (f" {word.lower()} " for word in _WORD.findall(text) if word.lower() not in _STOP)
    return frozenset(word[start : start + 3] for word in padded for start in range(len(word) - 2))


def _stem(word: str) -> str:
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)]
    return word


def _odds(chance: float) -> float:
    kept = min(max(chance, _LEAST), 1 - _LEAST)
    return log(kept / (1 - kept))


def logistic(score: float) -> float:
    """A sum of weights as a probability."""
    return 1 / (1 + exp(-score)) if score > -700 else 0.0
