"""The report and the card that a harvest leaves beside its files."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest
from harvested import write_dataset

from symkin.dataset.audit.measure import audit
from symkin.dataset.audit.reading import read
from symkin.dataset.audit.table import ROWS
from symkin.dataset.report import facts
from symkin.dataset.report.rendering import Report, card, page, visible
from symkin.dataset.report.writing import CARD, PAGE, write_report

STAGES = {"symbols": 9000, "pairs": 30}
REJECTS = {
    ("sparse references", "one reference at most and no inputs"): 20,
    ("spelled out", "in full"): 3,
    ("spelled out", "in part"): 4,
}


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    return write_dataset(tmp_path / "pairs", pairs=30)


def test_the_report_is_written_whole_and_the_same_each_time(directory: Path) -> None:
    written = []
    for _ in range(2):
        found = write_report(directory, STAGES, REJECTS, seed=1)
        written.append([(directory / name).read_bytes() for name in (PAGE, CARD)])
    assert written[0] == written[1]
    assert found.by.keys() == {"language", "source", "split"}
    assert not list(directory.glob(".*"))


def test_the_page_tells_how_the_data_set_was_made_and_shows_samples(directory: Path) -> None:
    write_report(directory, STAGES, REJECTS)
    text = (directory / PAGE).read_text(encoding="utf-8")
    for said in (
        "9,000",
        "in part",
        "history",
        "python",
        "what waits before attempt",
        "is read in the body",
        "36 in all",
    ):
        assert said in text
    assert text.count('<article class="sample">') == 20
    assert len(re.findall(r'<span class="chip selected">backoff</span>', text)) == 20


def test_the_card_has_the_real_figures(directory: Path) -> None:
    write_report(directory, STAGES, REJECTS)
    lines = (directory / CARD).read_text(encoding="utf-8").splitlines()
    assert "Harvested from 1 repository: python (15), rust (15)." in lines
    assert "| sparse references | one reference at most and no inputs | 20 |" in lines
    assert any(re.fullmatch(r"\| (?:[a-z].* \| ){3}`Session0` \| 30 \|", line) for line in lines), "means"
    assert "| positives with a hub marker | 30 | 4 | - |" in lines
    assert "MIT (30)." in lines
    assert {row.label for row in ROWS.values()} <= {line.split(" | ")[0].removeprefix("| ") for line in lines}
    for before, after in pairwise(lines):
        is_row = after.startswith("| ") and before.startswith("| ")
        assert not is_row or before.count("|") == after.count("|"), (before, after)


def test_a_card_without_provenance_says_so(directory: Path) -> None:
    samples = read([directory / "training-v2.jsonl"])
    report = Report("some", samples, audit(samples))
    assert card(report).count("Not recorded") == 2
    assert '<span class="where"></span>' in page(report)


@pytest.mark.parametrize(
    ("text", "shown"),
    [("größe", "größe"), ("a\u202eb", r"a\u202eb"), ("\x1b[31m", r"\x1b[31m"), ("two\nlines", "two\nlines"), (3, 3)],
)
def test_no_character_steers_the_page(text: object, shown: object) -> None:
    assert visible(text) == shown


def test_facts() -> None:
    assert [bar.part for bar in facts.bars({"a": 4, "b": 1})] == [1, 0.25]
    assert facts.bars({}) == []
    assert facts.steps(REJECTS) == {"sparse references": 20, "spelled out": 7}


def test_random_pairs_are_both_sides_and_depend_on_the_seed(directory: Path) -> None:
    samples = read([directory])
    drawn = facts.random_pairs(samples, seed=1, most=5)
    assert drawn == facts.random_pairs(samples, seed=1, most=5) != facts.random_pairs(samples, seed=2, most=5)
    assert {(pair.positive.symbol, pair.positive.side) for pair in drawn if pair.positive} == {
        (pair.negative.symbol, "positive") for pair in drawn if pair.negative
    }
    assert len(facts.random_pairs(samples, seed=1, most=99)) == 30
