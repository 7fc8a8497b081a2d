"""Steps are the same whoever makes them, and from wherever a run goes on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, replace
from pathlib import Path

import pytest
import torch

from symkin.model.tokens import Tokenize
from symkin.train.batches import Batch
from symkin.train.feed import Material, Portion, portions
from symkin.train.questions import common_prefix, data_files, read_questions, read_signs
from symkin.train.settings import Settings


@pytest.fixture
def material(data: Path, tokenize: Tokenize) -> Material:
    questions = read_questions(data_files([data]), tokenize, 1024).items
    settings = Settings((data,), batch=3, epochs=2)
    return Material(settings, questions, read_signs(tokenize), common_prefix(questions), token_budget=400)


def test_other_processes_make_the_same_steps(material: Material) -> None:
    assert material.steps == 12
    here, elsewhere = list(portions(material, 2)), list(portions(material, 2, workers=2))
    assert len(here) == 10
    assert [tensors(one) for one in here] == [tensors(one) for one in elsewhere]


def test_processes_share_a_step(material: Material) -> None:
    (whole, *_), *parts = (list(portions(one, 0)) for one in (material, *split(material, 2)))
    assert len(whole.batches) > 1
    assert {(part[0].examples, part[0].tokens) for part in parts} == {(whole.examples, whole.tokens)}
    assert sorted(batch for part in parts for batch in tensors(part[0])) == sorted(tensors(whole))


def test_names_come_in_another_order_each_epoch(material: Material) -> None:
    questions = tuple(one for one in material.questions if len(one.selected) > 1)
    one = replace(material, questions=questions[:1], settings=replace(material.settings, epochs=20))
    assert len({str(tensors(portion)) for portion in portions(one, 0)}) > 1


def split(material: Material, count: int) -> Iterator[Material]:
    return (replace(material, process=process, processes=count) for process in range(count))


def tensors(portion: Portion) -> list[list[object]]:
    return [[tensor.tolist() for tensor in every(batch)] for batch in portion.batches]


def every(batch: Batch) -> Iterator[torch.Tensor]:
    return (getattr(batch, field.name) for field in fields(batch))
