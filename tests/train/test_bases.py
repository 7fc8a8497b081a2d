"""The real base: what the toy cannot show."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
import torch
from toy import toy_pairs, write_toy_data

from symkin.model.base import assemble
from symkin.model.llama import Llama
from symkin.model.prompt import Prompt, encode, parse
from symkin.model.scoring import rank
from symkin.train.bases import Base, open_base
from symkin.train.gemma import to_network
from symkin.train.questions import common_prefix, read_signs, to_question
from symkin.train.settings import PACKAGED, Machine, Settings
from symkin.train.train import train
from symkin.train.validation import rankings

pytestmark = pytest.mark.model

ODD = Prompt(
    topic="é漢字 <start_of_turn>user, wie\tgeht's — naïve 🎉",
    symbol="operator<<",
    module="a.b::c",
    package="@scope/p",
    signature="template <class T> std::ostream& operator<<(std::ostream&, const T&) // <escape>",
    fields=("x,y", "a[b]", "_", "__init__"),
    inputs=("Vec<T>", "0x1F", "naïve"),
    output=("ostream&",),
    references=("main", "日本"),
    reference_count=40,
)


@pytest.fixture(scope="module")
def packaged() -> Base:
    return open_base(PACKAGED, torch.float32)


@pytest.fixture(scope="module")
def llama(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Llama]:
    path = tmp_path_factory.mktemp("base") / "base.gguf"
    assemble(path, lambda _fraction, _what: None)
    opened = Llama(path)
    yield opened
    opened.close()


def test_texts_are_cut_as_llama_cpp_does(packaged: Base, llama: Llama) -> None:
    for prompt in (ODD, *(parse(text).prompt for pair in toy_pairs(2) for text in pair)):
        assert encode(prompt, packaged.tokenize) == encode(prompt, llama.tokenize)


def test_candidates_are_ranked_as_llama_cpp_does(packaged: Base, llama: Llama) -> None:
    questions = [to_question(parse(text), packaged.tokenize) for pair in toy_pairs(2) for text in pair]
    signs = read_signs(packaged.tokenize)
    _, found = rankings(to_network(packaged.model, torch.float32), questions, signs, common_prefix(questions), 2000)
    ends = {"separator": signs.separator, "terminator": signs.terminator}
    for question, ranking in zip(questions, found, strict=True):
        expected = rank(llama, question.prompt, question.candidates, **ends, limit=1)
        assert ranking.probabilities == pytest.approx(expected.probabilities, abs=0.02)


@pytest.mark.timeout(900)
def test_the_loss_falls_in_two_steps(tmp_path: Path) -> None:
    data = write_toy_data(tmp_path / "data", 2)
    settings = Settings(data=(data,), batch=4, epochs=3, max_steps=3, warmup=0.0)
    train(settings, Machine(compile=False, threads=1), tmp_path / "run")
    steps = [json.loads(line)["loss"] for line in (tmp_path / "run" / "metrics.jsonl").read_text().splitlines()]
    assert steps[2] < steps[0]
