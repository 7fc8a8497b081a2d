from dataclasses import replace

import pytest

from symkin.model.errors import ModelError
from symkin.model.fit import fit
from symkin.model.prompt import Prompt, render

PROMPT = Prompt("topic", "symbol", "module", "package", "signature", ("f1", "f2"), ("i1",), ("o1",), ("r1", "r2"))


def count(prompt: Prompt) -> int:
    return len(render(prompt))


def test_what_fits_is_left_alone() -> None:
    assert fit(PROMPT, count, count(PROMPT)) == PROMPT


def test_references_go_first_and_are_still_counted() -> None:
    many = replace(PROMPT, references=tuple(f"reference{place}" for place in range(20)), reference_count=20)
    shorter = fit(many, count, count(PROMPT) + 100)
    assert 0 < len(shorter.references) < 20
    assert shorter.references == many.references[: len(shorter.references)]
    assert replace(shorter, references=many.references) == many


def test_then_the_other_groups() -> None:
    long = replace(PROMPT, inputs=tuple(f"input{place}" * 5 for place in range(20)))
    shorter = fit(long, count, count(PROMPT) + 100)
    assert shorter.references == ()
    assert len(shorter.inputs) < 20
    assert shorter.fields == long.fields


def test_a_huge_signature_is_cut_before_any_candidate() -> None:
    long = replace(PROMPT, signature="x" * 10_000, topic="y" * 10_000)
    shorter = fit(long, count, count(PROMPT) + 800)
    assert shorter.candidates == PROMPT.candidates
    assert len(shorter.signature) == len(shorter.topic or "") == 400


def test_names_that_nobody_wrote_are_not_offered() -> None:
    assert fit(replace(PROMPT, output=("o1", "x" * 121)), count, 10_000) == PROMPT


def test_what_can_never_fit_is_said() -> None:
    with pytest.raises(ModelError, match="too long"):
        fit(PROMPT, count, 10)
