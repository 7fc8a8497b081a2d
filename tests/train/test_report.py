"""Cases, rivals and figures, on a data set of three pairs."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest

from symkin.dataset.errors import DatasetError
from symkin.dataset.records import NEGATIVES, POSITIVES, PROVENANCE, Line, Place, Provenance, Topic, write_jsonl
from symkin.dataset.records import Candidate as Recorded
from symkin.model.errors import ModelError
from symkin.model.prompt import Prompt, render
from symkin.train.evaluate.cases import Case, read_cases, some
from symkin.train.evaluate.errors import worst
from symkin.train.evaluate.page import render as render_page
from symkin.train.evaluate.report import Figures, agreement, answers, figures, report, summary
from symkin.train.evaluate.rivals import PLAIN, Answer, chance, overlap

QUESTIONS = [("retry the connection", ("retries", "connect")), ("wait", ("timeout",)), ("close it", ("close",))]
FIELDS, REFERENCES = ("retries", "timeout"), ("connect", "close")


def prompt(topic: str) -> Prompt:
    return Prompt(topic, "Session", "net", "net", "class Session", FIELDS, (), (), REFERENCES)


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    write_jsonl(tmp_path / POSITIVES, [Line(render(prompt(topic), right)) for topic, right in QUESTIONS])
    write_jsonl(tmp_path / NEGATIVES, [Line(render(prompt(f"not {topic}"), ())) for topic, _ in QUESTIONS])
    return tmp_path


@pytest.fixture
def cases(directory: Path) -> list[Case]:
    return list(read_cases(directory))


def perfect(case: Case) -> Answer:
    return Answer(tuple(float(one.name in case.truth) for one in case.candidates), tuple(case.truth))


def eager(case: Case) -> Answer:
    """The first is always best, and everything is selected."""
    return Answer((1.0, 0.0, 0.0, 0.0), tuple(one.name for one in case.candidates))


def broken(case: Case) -> Answer:
    raise ModelError("no model")


def test_both_sides_of_a_pair_are_cases(cases: list[Case]) -> None:
    assert [(case.side, set(case.truth)) for case in cases[:2]] == [
        ("positive", {"retries", "connect"}),
        ("negative", set()),
    ]
    assert cases[0].id == cases[1].id != cases[2].id
    assert [(one.name, one.relation, one.place) for one in cases[0].candidates] == [
        ("retries", "field", 0.0), ("timeout", "field", 1.0),
        ("connect", "reference", 0.0), ("close", "reference", 1.0),
    ]  # fmt: skip


def test_provenance_tells_more_of_the_candidates(directory: Path) -> None:
    symbol = Place("Session", "class", "net/session.py", 1)
    close = Place("Session.close", "method", "net/session.py", 9)
    recorded = (Recorded("close", "reference", close, signature="def close(self) -> None"),)
    told = [
        Provenance(
            str(number), "r", "", "", "python", "test", "usage", symbol, "", Topic(topic), Topic(f"not {topic}"),
            recorded, (),
        )
        for number, (topic, _) in enumerate(QUESTIONS)
    ]  # fmt: skip
    write_jsonl(directory / PROVENANCE, told)
    timeout, known = next(read_cases(directory)).candidates[1::2]
    assert known.context == "Session session def close(self) -> None"
    assert (known.kind, known.symbol_kind, known.same_file, known.apart) == ("method", "class", True, 8)
    assert (timeout.context, timeout.kind) == ("", "")


def test_some_cases_are_spread_and_pairs_stay_together(cases: list[Case]) -> None:
    assert some(cases, None) == cases
    assert some(cases, 2) == cases[:2]
    assert some(cases, 4) == cases[:4]
    assert len(some(cases, 1)) == 2


def test_what_is_no_prompt_is_refused_with_its_place(directory: Path) -> None:
    write_jsonl(directory / NEGATIVES, [Line("x")] * 3)
    with pytest.raises(DatasetError, match=rf"^{re.escape(directory.name)}:1, negative: not a symkin prompt"):
        list(read_cases(directory))


def test_a_perfect_rival_has_perfect_figures(cases: list[Case]) -> None:
    assert figures(answers(perfect, cases)) == Figures(3, 3, 3, *[1.0] * 6)


def test_figures_of_a_rival_that_selects_everything(cases: list[Case]) -> None:
    found = figures(answers(eager, cases))
    assert found.average_precision == pytest.approx(((1 + 2 / 3) / 2 + 1 / 2 + 1 / 4) / 3)
    assert found.hit_3 == pytest.approx(2 / 3)
    assert found.f1 == pytest.approx((2 / 3 + 2 / 5 + 2 / 5) / 3)
    assert (found.empty, found.both) == (0.0, 0.0)


def test_a_rival_that_only_ranks_has_no_selection(cases: list[Case]) -> None:
    found = figures(answers(chance, cases))
    assert (found.f1, found.empty, found.both) == (None, None, None)
    assert answers(chance, cases)[0].answer == answers(chance, cases)[0].answer


def test_figures_by_relation_are_of_that_relation_alone(cases: list[Case]) -> None:
    parts = summary(answers(eager, cases)).by_relation
    assert set(parts) == {"field", "reference"}
    assert (parts["field"].ranked, parts["reference"].ranked) == (2, 2)
    assert parts["field"].average_precision == pytest.approx((1 + 1 / 2) / 2)
    assert parts["reference"].f1 == pytest.approx(2 / 3)


def test_a_model_that_fails_has_answered_nothing(cases: list[Case]) -> None:
    found = summary(answers(broken, cases))
    assert (found.unanswered, found.figures.f1, found.figures.empty) == (6, 0.0, 1.0)


def test_the_words_of_a_topic_select(cases: list[Case]) -> None:
    assert [overlap(case).selected for case in cases if case.side == "positive"] == [
        ("retries", "connect"), (), ("close",),
    ]  # fmt: skip


def test_agreement_is_on_sets(cases: list[Case]) -> None:
    right, all_of_them = answers(perfect, cases), answers(eager, cases)
    assert agreement(right, right) == 1.0
    assert agreement(right, all_of_them) == 0.0
    assert agreement([], []) == 1.0


def test_the_worst_come_first_and_the_perfect_not_at_all(cases: list[Case]) -> None:
    assert worst(answers(perfect, cases)) == []
    found = worst(answers(eager, cases))
    assert [one.side for one in found[:3]] == ["negative"] * 3
    assert [one.worth for one in found[3:]] == sorted(one.worth for one in found[3:])
    assert found[3].truth == ("close",)
    assert found[3].ranking == ("retries", "timeout", "connect", "close")


def test_a_right_order_of_which_nothing_is_selected_is_half_right(cases: list[Case]) -> None:
    found = worst(answers(lambda case: replace(perfect(case), selected=()), cases))
    assert [(one.side, one.worth) for one in found] == [("positive", 0.5)] * 3


def test_the_page_is_whole_and_loads_nothing(cases: list[Case]) -> None:
    found = {name: answers(rival, cases) for name, rival in {**PLAIN, "<b>&": perfect, "eager": eager}.items()}
    page = render_page(report(found))
    assert "<b>" not in page
    assert not re.search(r"(?:src|href)=|<script|url\(", page)
    plots = [ElementTree.fromstring(svg) for svg in re.findall(r"<svg.*?</svg>", page, re.DOTALL)]
    assert len(plots) == 6
    assert len(plots[0].findall("rect")) == len(found)
    assert [text.text for text in plots[0].findall("text")][-4:-2] == ["<b>&", "1.000"]
