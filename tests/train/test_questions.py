from __future__ import annotations

from pathlib import Path

import pytest
from toy import toy_pairs

from symkin.dataset.records import NEGATIVES, POSITIVES, Line, write_jsonl
from symkin.model.prompt import Prompt, encode, encode_name, parse, render
from symkin.model.tokens import BOS, Tokenize
from symkin.train.errors import TrainError
from symkin.train.questions import common_prefix, data_files, read_questions, read_signs, thin, to_question

PROMPT = Prompt(
    "how", "Session", "net", "net", "class Session", ("backoff", "a<b"), ("backoff", "caller"), (), ("call",)
)


def test_ids_are_those_that_scoring_sees(tokenize: Tokenize) -> None:
    question = to_question(parse(render(PROMPT, ("caller", "a<b"))), tokenize)
    assert list(question.prompt) == [BOS, *encode(PROMPT, tokenize)]
    assert list(question.candidates) == [encode_name(name, tokenize) for name in ("backoff", "a<b", "caller", "call")]
    assert question.selected == (2, 1)
    signs = read_signs(tokenize)
    chosen = [question.candidates[place] for place in question.selected]
    answer = [*chosen[0], signs.separator, *chosen[1], *signs.ending]
    assert [*question.prompt, *answer] == [BOS, *encode(PROMPT, tokenize, ("caller", "a<b"))]
    assert question.prompt[question.turn] == 48  # the model's turn opens a call


def test_a_prefix_is_shared_by_all(tokenize: Tokenize) -> None:
    questions = [to_question(parse(text), tokenize) for pair in toy_pairs(3) for text in pair]
    prefix = common_prefix(questions)
    assert len({question.prompt[:prefix] for question in questions}) == 1
    assert len({question.prompt[: prefix + 1] for question in questions}) > 1
    assert common_prefix(questions[:1]) == len(questions[0].prompt) - 1
    assert common_prefix([]) == 0


@pytest.mark.parametrize(("share", "kept"), [(0.0, 0), (0.5, 3), (1.0, 6)])
def test_questions_without_an_answer_can_be_fewer(tokenize: Tokenize, share: float, kept: int) -> None:
    questions = [to_question(parse(text), tokenize) for pair in toy_pairs(6) for text in pair]
    left = thin(questions, share)
    assert [question for question in left if question.selected] == [one for one in questions if one.selected]
    assert sum(not question.selected for question in left) == kept
    assert list(left) == [question for question in questions if question in left]


def test_long_prompts_are_counted(tokenize: Tokenize, tmp_path: Path) -> None:
    texts = [positive for positive, _ in toy_pairs(4)]
    write_jsonl(tmp_path / "texts.jsonl", map(Line, texts))
    lengths = sorted(len(to_question(parse(text), tokenize).prompt) for text in texts)
    found = read_questions([tmp_path / "texts.jsonl"], tokenize, lengths[-1] - 1)
    assert (len(found.items), found.too_long) == (
        sum(length < lengths[-1] for length in lengths),
        lengths.count(lengths[-1]),
    )


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("no prompt", "not a symkin prompt"),
        (render(PROMPT), "the text has no answer"),
        (render(PROMPT, ("stranger",)), "'stranger' is selected and no candidate"),
        (render(Prompt("how", "Session", "", "", "", (), (), (), ()), ()), "the prompt has no candidates"),
    ],
)
def test_a_bad_line_is_named(tokenize: Tokenize, tmp_path: Path, text: str, reason: str) -> None:
    write_jsonl(tmp_path / "texts.jsonl", [Line(render(PROMPT, ())), Line(text)])
    with pytest.raises(TrainError, match=rf"texts\.jsonl:2: {reason}"):
        read_questions([tmp_path / "texts.jsonl"], tokenize, 10_000)


def test_a_directory_is_its_two_files(data: Path) -> None:
    assert data_files([data]) == [data / POSITIVES, data / NEGATIVES]
    assert data_files([data / NEGATIVES]) == [data / NEGATIVES]
    with pytest.raises(TrainError, match="no file"):
        data_files([data / "nothing"])
