"""Who takes part in an evaluation, and what they all said."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from pathlib import Path

from symkin.model.fuse import Fitted
from symkin.train.evaluate.cases import Case
from symkin.train.evaluate.models import base, embedding, fused, gguf, graph, trained
from symkin.train.evaluate.report import Outcome, Tell, answers
from symkin.train.evaluate.rivals import HISTORY, PLAIN, Rival
from symkin.train.runs import find_run

__all__ = ["HISTORY", "Entrant", "ask_all", "model", "rival", "without_model"]


@dataclass(frozen=True, slots=True)
class Entrant:
    """Somebody who answers once opened; a model's answers are also fused with what else is known."""

    name: str
    open: Callable[[], AbstractContextManager[Rival]]
    is_model: bool = False


def rival(name: str) -> Entrant:
    """A rival by its name: a key of `PLAIN` or `HISTORY`, `embedding` or `untuned-base`."""
    if name == "embedding":
        return Entrant(name, lambda: nullcontext(embedding()))
    if name == "untuned-base":
        return Entrant(name, base)
    plain = (PLAIN | HISTORY)[name]
    return Entrant(name, lambda: nullcontext(plain))


def without_model(weights: Fitted | None) -> Entrant:
    """What is shown where there is no model."""
    return Entrant("no model, fused", lambda: nullcontext(graph(weights)))


def model(path: Path) -> Entrant:
    """A GGUF file, or the directory of a training run."""
    if path.suffix == ".gguf":
        return Entrant(path.stem, lambda: gguf(path), is_model=True)
    return Entrant(path.name, lambda: trained(find_run(path)), is_model=True)


def ask_all(
    cases: Sequence[Case], entrants: Sequence[Entrant], weights: Fitted | None, tell: Tell
) -> dict[str, list[Outcome]]:
    """Everybody's outcomes, by name, in their order; `weights` are for fusion, by default those of this version.

    Raises ModelError and TrainError for who cannot be opened.
    """
    found: dict[str, list[Outcome]] = {}
    for number, entrant in enumerate(entrants):
        with entrant.open() as opened:
            found[entrant.name] = answers(opened, cases, _part(tell, number, len(entrants), len(cases), entrant.name))
        if entrant.is_model:
            said = [one.answer for one in found[entrant.name]]
            found[f"{entrant.name}, fused"] = answers(fused(said, cases, weights), cases)
    return found


def _part(tell: Tell, number: int, entrants: int, cases: int, name: str) -> Callable[[int], None]:
    return lambda done: tell((number + done / cases) / entrants, name)
