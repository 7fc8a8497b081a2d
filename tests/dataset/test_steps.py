"""The recipe's steps: each degenerate kind is refused for its own reason, and a good subject passes them all."""

from __future__ import annotations

import msgspec
import pytest

from symkin.dataset.records import Candidate, Place, Topic
from symkin.dataset.samples import Draft, Subject
from symkin.dataset.steps import degenerate, labels
from symkin.dataset.steps.step import sift


def candidates(*names: str) -> tuple[Candidate, ...]:
    return tuple(Candidate(name, "use", Place(name, "function", "a.py", 1)) for name in names)


GOOD = Subject(
    place=Place("Session.open", "method", "net.py", 3),
    language="python",
    module="net",
    package="net",
    signature="def open(self, endpoint: Endpoint) -> Socket",
    fields=("backoff",),
    inputs=("Endpoint", "dial"),
    output=("Socket",),
    references=("reconnect", "main"),
    reference_count=2,
    candidates=candidates("backoff", "Endpoint", "dial", "Socket", "reconnect", "main"),
)


def changed(**fields: object) -> Subject:
    return msgspec.structs.replace(GOOD, **fields)


HUB = changed(fields=(), inputs=(), reference_count=36)
CASES = {
    "no candidates": changed(candidates=()),
    "type variable": changed(place=Place("Box.a", "field", "net.py", 3)),
    "unreachable hub": HUB,
    "sparse references": changed(fields=(), inputs=(), references=("main",), reference_count=1),
    "internal symbol": changed(place=Place("$fShowBox", "function", "Box.hs", 3)),
    "identity transform": changed(fields=(), inputs=("Box",), output=("Box",), references=()),
}


def test_a_good_subject_passes() -> None:
    assert sift(degenerate.STEPS, GOOD, "net") is None


@pytest.mark.parametrize(("step", "subject"), CASES.items(), ids=CASES)
def test_a_degenerate_subject_is_refused(step: str, subject: Subject) -> None:
    refusal = sift(degenerate.STEPS, subject, "net")
    assert refusal is not None
    assert (refusal.step, refusal.repository, refusal.symbol) == (step, "net", subject.place)


def test_there_is_a_case_for_every_step() -> None:
    assert set(CASES) == {step.name for step in degenerate.STEPS}


@pytest.mark.parametrize(
    "subject",
    [
        changed(candidates=candidates("a", "b", "m", "f")),  # only type variables are offered
        changed(place=Place("c1", "function", "Box.hs", 3)),
    ],
)
def test_type_variables_and_generated_names_are_refused_in_all_their_shapes(subject: Subject) -> None:
    assert sift(degenerate.STEPS, subject, "net") is not None


@pytest.mark.parametrize(
    "subject",
    [
        msgspec.structs.replace(HUB, inputs=("Endpoint",)),  # a hub that leads somewhere
        msgspec.structs.replace(HUB, fields=("backoff",)),
        changed(references=()),  # no references, but inputs
        changed(fields=(), inputs=("Box", "dial"), output=("Box",), references=()),
    ],
)
def test_what_is_nearly_degenerate_passes(subject: Subject) -> None:
    assert sift(degenerate.STEPS, subject, "net") is None


def draft(topic: str | None = "how long until it tries again", selected: tuple[str, ...] = ("backoff",)) -> Draft:
    return Draft(GOOD, "usage", Topic(topic), selected, ())


def test_a_good_draft_passes() -> None:
    assert sift(labels.STEPS, draft(), "net") is None
    assert sift(labels.STEPS, draft(topic=None), "net") is None


@pytest.mark.parametrize(
    ("step", "refused"),
    [
        ("few candidates", msgspec.structs.replace(draft(), subject=changed(candidates=candidates("backoff", "dial")))),
        ("nothing selected", draft(selected=())),
        ("nothing selected", draft(selected=("elsewhere",))),
        ("everything selected", draft(selected=("backoff", "Endpoint", "dial", "Socket"))),
        ("spelled out", draft(topic="where is backoff set")),
        ("spelled out", draft(topic="what the retry policy allows", selected=("RetryPolicy", "backoff"))),
        ("untypable topic", draft(topic="retry")),
        ("untypable topic", draft(topic="again and " * 20)),
    ],
)
def test_a_label_that_teaches_nothing_is_refused(step: str, refused: Draft) -> None:
    if "RetryPolicy" in refused.selected:
        refused = msgspec.structs.replace(refused, subject=changed(candidates=candidates("RetryPolicy", *"wxyz")))
    refusal = sift(labels.STEPS, refused, "net")
    assert refusal is not None
    assert refusal.step == step
    assert refusal.topic == refused.topic.text
