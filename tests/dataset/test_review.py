"""Decisions that are kept, samples that are chosen, and the source lines that are found."""

from __future__ import annotations

import json
import os
from pathlib import Path

import msgspec
import pytest
from harvested import SOURCE, write_dataset

from symkin.dataset.errors import DatasetError
from symkin.dataset.records import PROVENANCE, REPOSITORIES, REVIEWS, Place, Provenance, Review, read_jsonl, write_jsonl
from symkin.dataset.review.choosing import choose, key_of, reviewable
from symkin.dataset.review.decisions import keep, reviews, take
from symkin.dataset.review.excerpts import excerpts, finder

ACCEPTED = Review("0001", "positive", "accept")
REJECTED = Review("0001", "negative", "reject", "no opposite")


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    """A data set, and the repository that it tells of."""
    (tmp_path / "net").mkdir()
    (tmp_path / "net/session.py").write_text(SOURCE)
    made = write_dataset(tmp_path / "pairs")
    (made / REPOSITORIES).write_text(json.dumps({"net": str(tmp_path / "net")}))
    return made


def test_decisions_add_up_and_the_latest_counts(directory: Path) -> None:
    assert reviews(directory) == {}
    keep(directory, [ACCEPTED, REJECTED])
    changed = msgspec.structs.replace(ACCEPTED, verdict="skip")
    keep(directory, [changed])
    assert reviews(directory) == {("0001", "positive"): changed, ("0001", "negative"): REJECTED}
    assert len((directory / REVIEWS).read_text().splitlines()) == 3


def test_decisions_made_elsewhere_are_taken_once(directory: Path, tmp_path: Path) -> None:
    saved = tmp_path / "saved.jsonl"
    write_jsonl(saved, [ACCEPTED, REJECTED, Review("ffff", "positive", "accept")])
    keep(directory, [ACCEPTED])
    known = reviewable(directory)
    assert take(directory, saved, known) == (1, 1)
    assert take(directory, saved, known) == (0, 1)
    assert reviews(directory) == {("0001", "positive"): ACCEPTED, ("0001", "negative"): REJECTED}


def test_a_later_line_of_a_file_overrules_an_earlier(directory: Path, tmp_path: Path) -> None:
    saved = tmp_path / "saved.jsonl"
    write_jsonl(saved, [ACCEPTED, msgspec.structs.replace(ACCEPTED, verdict="skip")])
    assert take(directory, saved, reviewable(directory)) == (1, 0)
    assert reviews(directory)["0001", "positive"].verdict == "skip"


@pytest.mark.parametrize("text", ["nonsense", '{"id": "1", "side": "middle", "verdict": "accept"}'])
def test_what_is_no_decision_is_named(directory: Path, text: str) -> None:
    (directory / REVIEWS).write_text(f"{text}\n")
    with pytest.raises(DatasetError, match=f"{REVIEWS}:1"):
        reviews(directory)


def test_samples_are_drawn_by_the_seed_and_what_is_done_is_left_out(directory: Path) -> None:
    samples = reviewable(directory)
    assert len(samples) == 12
    first = choose(samples, (), most=4)
    assert [*map(key_of, first)] == [*map(key_of, choose(samples, (), most=4))]
    assert [*map(key_of, first)] != [*map(key_of, choose(samples, (), most=4, seed=1))]
    rest = choose(samples, [*map(key_of, first)], most=99)
    assert {*map(key_of, first), *map(key_of, rest)} == samples.keys()
    assert [*map(key_of, choose(samples, (), most=99))] == [*map(key_of, (*first, *rest))]


def test_samples_are_chosen_by_side_and_source(directory: Path) -> None:
    samples = reviewable(directory)
    assert {one.side for one in choose(samples, (), most=99, side="negative")} == {"negative"}
    assert {one.source for one in choose(samples, (), most=99, sources=["history"])} == {"history"}
    assert choose(samples, (), most=99, sources=["doclink"]) == []


def test_without_provenance_there_is_nothing_to_review(directory: Path) -> None:
    (directory / PROVENANCE).unlink()
    with pytest.raises(DatasetError, match="symkin harvest"):
        reviewable(directory)


def test_the_source_of_a_positive_is_its_symbol_and_its_evidence(directory: Path) -> None:
    sample = reviewable(directory)["0002", "positive"]
    symbol, evidence = finder(directory)(sample)
    assert (symbol.title, symbol.first, symbol.marked, symbol.lines[:3]) == (
        "symbol Session2",
        10,
        12,
        ("line 10", "line 11", "line 12"),
    )
    assert (evidence.title, evidence.path) == ("backoff is read in the body", "session.py")
    assert evidence.lines[2] == "line 20"


def test_the_source_of_a_negative_is_its_symbol_alone(directory: Path) -> None:
    assert [one.title for one in finder(directory)(reviewable(directory)["0002", "negative"])] == ["symbol Session2"]


@pytest.mark.parametrize("below", [".", "net"])
def test_a_moved_repository_is_found_by_its_root(directory: Path, tmp_path: Path, below: str) -> None:
    (directory / REPOSITORIES).unlink()
    sample = reviewable(directory)["0000", "negative"]
    assert finder(directory)(sample)[0].missing.startswith("its repository is not here")
    assert finder(directory, tmp_path / below)(sample)[0].lines[2] == "line 10"


@pytest.mark.parametrize(
    ("path", "line", "hint"),
    [
        ("gone.py", 3, os.strerror(2)),
        ("session.py", 99, "shorter"),
        ("../pairs/provenance.jsonl", 1, "out of the repository"),
        ("/etc/passwd", 1, "out of the repository"),
        ("out", 1, "out of the repository"),
    ],
)
def test_what_is_not_to_be_read_is_said(directory: Path, tmp_path: Path, path: str, line: int, hint: str) -> None:
    (tmp_path / "net/out").symlink_to("/etc/passwd")
    first, *rest = read_jsonl(directory / PROVENANCE, Provenance)
    moved = msgspec.structs.replace(first, symbol=Place("session.Session0", "class", path, line))
    write_jsonl(directory / PROVENANCE, [moved, *rest])
    found = excerpts(reviewable(directory)["0000", "negative"], tmp_path / "net")[0]
    assert (found.lines, hint in found.missing) == ((), True), found.missing
