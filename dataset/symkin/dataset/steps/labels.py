"""Labels that a model could learn nothing from, and topics that give theirs away."""

from __future__ import annotations

from symkin.dataset.samples import Draft
from symkin.dataset.steps.step import Step
from symkin.dataset.wording import spells_out

FEWEST = 4
"""Candidates that make a choice."""

MOST_SELECTED = 0.6
"""More of the candidates than this is no selection."""

SHORTEST, LONGEST = 8, 140
"""Characters of a topic that somebody would type."""


def few_candidates(draft: Draft) -> str:
    """There is hardly a choice."""
    return "" if len(draft.names) >= FEWEST else f"fewer than {FEWEST} candidates"


def nothing_selected(draft: Draft) -> str:
    """A positive must select something that is offered."""
    return "" if set(draft.selected) & set(draft.names) else "no candidate is selected"


def everything_selected(draft: Draft) -> str:
    """Selecting nearly everything is no selection."""
    share = len(draft.selected) / max(1, len(draft.names))
    return f"more than {MOST_SELECTED:.0%} of the candidates selected" if share > MOST_SELECTED else ""


def spelled_out(draft: Draft) -> str:
    """The topic says the answer."""
    topic = draft.topic.text
    return "the topic spells a selected name out" if topic and spells_out(topic, draft.selected) else ""


def untypable(draft: Draft) -> str:
    """Nobody would type so little, or so much."""
    topic = draft.topic.text
    fits = topic is None or SHORTEST <= len(topic) <= LONGEST
    return "" if fits else f"the topic has not {SHORTEST} to {LONGEST} characters"


STEPS: tuple[Step[Draft], ...] = (
    Step("few candidates", few_candidates),
    Step("nothing selected", nothing_selected),
    Step("everything selected", everything_selected),
    Step("spelled out", spelled_out),
    Step("untypable topic", untypable),
)
