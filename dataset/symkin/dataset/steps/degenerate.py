"""The six degenerate kinds of symbols: they teach nothing, whatever is asked of them.

Fields count as inputs here: they are what a type is made of.
"""

from __future__ import annotations

import re

from symkin.dataset.samples import Subject
from symkin.dataset.steps.internal import is_internal
from symkin.dataset.steps.step import Step
from symkin.model.prompt import GROUP_LIMIT

_TYPE_VARIABLE = re.compile(r"[a-z]\d?|[A-Z]\d?|_?T[A-Z]?\d?")


def no_candidates(subject: Subject) -> str:
    """There is nothing to choose from."""
    return "" if subject.candidates else "no candidates at all"


def type_variable(subject: Subject) -> str:
    """The symbol, or everything that is offered, is a type variable such as a, b, m, f."""
    names = [one.name.rpartition(".")[2] for one in subject.candidates]
    if _TYPE_VARIABLE.fullmatch(subject.name) or (names and all(map(_TYPE_VARIABLE.fullmatch, names))):
        return "a generic type variable"
    return ""


def unreachable_hub(subject: Subject) -> str:
    """So many references that they stand behind a marker, and nothing else that leads anywhere."""
    hub = subject.reference_count > GROUP_LIMIT
    return "a hub symbol with no inputs" if hub and not subject.inputs and not subject.fields else ""


def sparse(subject: Subject) -> str:
    """One reference at most, and no inputs."""
    few = len(subject.references) <= 1 and not subject.inputs and not subject.fields
    return "one reference at most and no inputs" if few else ""


def internal(subject: Subject) -> str:
    """A compiler or a generator made it."""
    return "an internal or generated symbol" if is_internal(subject.name) else ""


def identity(subject: Subject) -> str:
    """What goes in comes out, and nothing else is said."""
    same = bool(subject.output) and set(subject.inputs) == set(subject.output)
    return "an identity transform" if same and not subject.fields and not subject.references else ""


STEPS: tuple[Step[Subject], ...] = (
    Step("no candidates", no_candidates),
    Step("type variable", type_variable),
    Step("unreachable hub", unreachable_hub),
    Step("sparse references", sparse),
    Step("internal symbol", internal),
    Step("identity transform", identity),
)
