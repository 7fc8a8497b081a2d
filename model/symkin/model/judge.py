"""A rendered question answered by any model that can be asked: the same steps for llama.cpp and for torch."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from symkin.model.fit import fit
from symkin.model.prompt import SEPARATOR, TERMINATOR, Prompt, encode, encode_name
from symkin.model.scoring import Evaluator, Ranking, rank
from symkin.model.tokens import BOS, CONTROL_TOKENS

PROMPT_ROOM = 1536
"""Tokens that a prompt may have; longer ones are shortened. The rest of the context is kept for answers."""

MOST_SELECTED = 6
"""Every name that is selected costs one more step of the model."""


class Model(Evaluator, Protocol):
    """A language model with its vocabulary."""

    def tokenize(self, text: str) -> Sequence[int]:
        """Return the ids of plain text, without BOS; control tokens' names are plain text too."""
        ...


@dataclass(frozen=True, slots=True)
class Verdict:
    """Probabilities in the order of the prompt's candidates, who was selected by index, and the prompt's tokens."""

    probabilities: tuple[float, ...]
    none_probability: float
    selected: tuple[int, ...]
    tokens: int


def judge(model: Model, prompt: Prompt) -> Verdict:
    """Score a prompt's candidates; those for which it had no room get no probability. Raises ModelError."""
    kept = fit(prompt, lambda shorter: len(prompt_ids(model, shorter)), PROMPT_ROOM)
    names, ids = kept.candidates, prompt_ids(model, kept)
    ranking = _rank(model, ids, names) if names else Ranking((), 1.0, ())
    found = dict(zip(names, ranking.probabilities, strict=True))
    places = {name: place for place, name in enumerate(prompt.candidates)}
    return Verdict(
        probabilities=tuple(found.get(name, 0.0) for name in prompt.candidates),
        none_probability=ranking.none_probability,
        selected=tuple(places[names[place]] for place in ranking.selected),
        tokens=len(ids),
    )


def prompt_ids(model: Model, prompt: Prompt) -> list[int]:
    """The ids of a prompt, up to where the answer's first name begins."""
    return [BOS, *encode(prompt, model.tokenize)]


def _rank(model: Model, ids: Sequence[int], names: Sequence[str]) -> Ranking:
    (separator,) = model.tokenize(SEPARATOR)
    return rank(
        model,
        ids,
        [encode_name(name, model.tokenize) for name in names],
        separator=separator,
        terminator=CONTROL_TOKENS[TERMINATOR.name],
        limit=MOST_SELECTED,
    )
