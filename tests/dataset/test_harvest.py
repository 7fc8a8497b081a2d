"""The harvest as a whole: its files, the same bytes whoever works, going on after a kill, people's decisions."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import msgspec
import pytest
import shelf

from symkin.dataset import records
from symkin.dataset.harvest import Options, Report, Scheduling, harvest
from symkin.dataset.pairing import LENT
from symkin.dataset.repositories import repositories
from symkin.model.prompt import parse

FILES = (records.POSITIVES, records.NEGATIVES, records.UNPAIRED, records.PROVENANCE, records.REJECTS)
ALL = Options()


@pytest.fixture(scope="module")
def roots(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    return shelf.write_shelf(tmp_path_factory.mktemp("shelf"))


def gather(roots: list[Path], out: Path, options: Options = ALL, workers: int = 2) -> Report:
    return harvest(repositories(roots), out, options, Scheduling(workers))


def regather(roots: list[Path], harvested: Path, out: Path, options: Options = ALL) -> Report:
    """Harvest again with what an earlier harvest has kept of each repository."""
    shutil.copytree(harvested / ".harvest", out / ".harvest", dirs_exist_ok=True)
    return gather(roots, out, options)


def ids(out: Path) -> list[str]:
    return [pair.provenance.id for pair in records.read_pairs(out) if pair.provenance]


def content(out: Path) -> dict[str, bytes]:
    return {str(path.relative_to(out)): path.read_bytes() for name in FILES for path in sorted(out.rglob(name))}


@pytest.fixture(scope="module")
def harvested(roots: list[Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("harvested")
    report = gather(roots, out)
    assert not report.failures
    assert report.pairs["train"] >= 20
    return out


def test_both_files_are_paired_line_by_line(harvested: Path) -> None:
    lines = [(harvested / name).read_text(encoding="utf-8").splitlines() for name in FILES[:2]]
    assert len(lines[0]) == len(lines[1])
    for positive, negative in zip(*lines, strict=True):
        assert list(json.loads(positive)) == list(json.loads(negative)) == ["text"]
        asked, opposed = parse(json.loads(positive)["text"]), parse(json.loads(negative)["text"])
        assert asked.selected
        assert opposed.selected == ()
        assert asked.prompt.candidates == opposed.prompt.candidates
        assert asked.prompt.topic != opposed.prompt.topic
        assert set(asked.selected) <= set(asked.prompt.candidates)


def test_concatenated_they_are_one_training_set(harvested: Path) -> None:
    joined = b"".join((harvested / name).read_bytes() for name in FILES[:2])
    texts = [json.loads(line)["text"] for line in joined.splitlines()]
    assert {bool(parse(text).selected) for text in texts} == {True, False}


def test_positives_without_an_opposite_have_a_file_of_their_own(harvested: Path) -> None:
    texts = [line.text for line in records.read_jsonl(harvested / records.UNPAIRED, records.Line)]
    rejects = records.read_jsonl(harvested / records.REJECTS, records.Reject)
    alone = [one for one in rejects if one.step == "no opposite" and one.topic]
    assert alone
    assert Counter((parse(text).prompt.topic, parse(text).selected) for text in texts) == Counter(
        (one.topic, tuple(one.selected)) for one in alone
    )
    assert {pair.positive for pair in records.read_pairs(harvested)}.isdisjoint(texts)


def test_provenance_tells_where_each_pair_comes_from(harvested: Path, roots: list[Path]) -> None:
    places = {root.name: root for root in roots}
    for pair in records.read_pairs(harvested):
        told = pair.provenance
        assert told is not None
        example = parse(pair.positive)
        assert example.selected == tuple(one.name for one in told.evidence)
        assert example.prompt.candidates == tuple(one.name for one in told.candidates)
        assert told.licence == "MIT"
        for candidate in told.candidates:
            line = (places[told.repository] / candidate.place.path).read_text().splitlines()[candidate.place.line - 1]
            assert candidate.place.qualified_name.rpartition(".")[2] in line
            assert candidate.place.qualified_name.rpartition(".")[2] in candidate.signature


def test_no_topic_tells_by_its_words_that_it_is_a_negative(harvested: Path) -> None:
    told = [pair.provenance for pair in records.read_pairs(harvested) if pair.provenance]
    asked, opposed = Counter(one.positive.text for one in told), Counter(one.negative.text for one in told)
    assert max(opposed.values()) <= LENT
    assert sum(asked[text] > 0 for text in opposed) > len(opposed) / 2


def test_the_bytes_are_the_same_for_any_number_of_workers(roots: list[Path], harvested: Path, tmp_path: Path) -> None:
    gather(list(reversed(roots)), tmp_path / "again", workers=5)
    assert content(tmp_path / "again") == content(harvested)


def test_another_seed_chooses_others(roots: list[Path], harvested: Path, tmp_path: Path) -> None:
    for seed in (0, 1):
        regather(roots, harvested, tmp_path / str(seed), Options(seed=seed, pairs=10))
    first, other = (ids(tmp_path / str(seed)) for seed in (0, 1))
    assert first != other
    assert len(first) == len(other) == 10


def test_splits_are_by_repository(roots: list[Path], harvested: Path, tmp_path: Path) -> None:
    report = regather(roots, harvested, tmp_path, Options(splits=(4, 2, 2)))
    found = {
        split: {pair.provenance.repository for pair in records.read_pairs(path) if pair.provenance}
        for split, path in (("train", tmp_path), ("valid", tmp_path / "valid"), ("test", tmp_path / "test"))
    }
    assert found["train"]
    assert set(report.pairs) == set(found)
    assert sum(map(len, found.values())) == len(set().union(*found.values()))


def test_a_rejected_pair_does_not_come_back(roots: list[Path], harvested: Path, tmp_path: Path) -> None:
    told = ids(harvested)[0]
    records.write_jsonl(tmp_path / records.REVIEWS, [records.Review(told, "positive", "reject", "a poor label")])
    regather(roots, harvested, tmp_path)
    assert told not in ids(tmp_path)
    refused = [one for one in records.read_jsonl(tmp_path / records.REJECTS, records.Reject) if one.step == "review"]
    assert [one.reason for one in refused] == ["a poor label"]
    records.write_jsonl(tmp_path / records.REVIEWS, [records.Review(told, "positive", "accept")])
    gather(roots, tmp_path)
    assert content(tmp_path) == content(harvested)


def test_hard_cases_come_first_and_the_hardest_of_them_before_all(
    roots: list[Path], harvested: Path, tmp_path: Path
) -> None:
    wanted = ids(harvested)[-1]
    for hard in [(wanted,), (wanted, *ids(harvested))]:
        regather(roots, harvested, tmp_path, Options(hard=hard, pairs=4))
        assert wanted in ids(tmp_path)


def test_a_repository_that_fails_leaves_the_rest(roots: list[Path], harvested: Path, tmp_path: Path) -> None:
    shutil.copytree(harvested / ".harvest", tmp_path / "out/.harvest")
    lost = tmp_path / "lost"
    lost.mkdir()
    found = repositories([*roots, lost])
    lost.rmdir()
    report = harvest(found, tmp_path / "out", Options(), Scheduling(2))
    assert list(report.failures) == ["lost"]
    assert "lost" in report.failures["lost"]
    assert content(tmp_path / "out") == content(harvested)


_PROGRAM = """
import sys
from pathlib import Path
from symkin.dataset.harvest import Options, Scheduling, harvest
from symkin.dataset.repositories import repositories
out, *roots = map(Path, sys.argv[1:])
harvest(repositories(roots), out, Options(), Scheduling(1))
"""


def test_a_killed_harvest_goes_on_where_it_was(roots: list[Path], harvested: Path, tmp_path: Path) -> None:
    out = tmp_path / "killed"
    with subprocess.Popen([sys.executable, "-c", _PROGRAM, str(out), *map(str, roots)]) as process:
        while not list(out.glob(".harvest/*.drafts")):
            time.sleep(0.01)
        os.kill(process.pid, signal.SIGKILL)
    kept = {path: path.stat().st_mtime_ns for path in out.glob(".harvest/*.drafts")}
    assert len(kept) < len(roots)
    gather(roots, out)
    assert {path: path.stat().st_mtime_ns for path in kept} == kept
    assert content(out) == content(harvested)


def test_only_a_changed_repository_is_surveyed_anew(roots: list[Path], harvested: Path, tmp_path: Path) -> None:
    copies = [Path(shutil.copytree(root, tmp_path / "copies" / root.name)) for root in roots]
    with (copies[0] / f"{copies[0].name}.py").open("a", encoding="utf-8") as file:
        file.write("\n\ndef added() -> None:\n    spend_a_day(None)\n")
    regather(copies, harvested, tmp_path / "out")
    kept, known = ({path.name for path in (out / ".harvest").iterdir()} for out in (tmp_path / "out", harvested))
    assert known < kept
    assert [name.partition("-")[0] for name in kept - known] == [copies[0].name]


def test_nothing_to_harvest_is_an_empty_data_set(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    report = gather([tmp_path / "empty"], tmp_path / "out")
    assert report.pairs == {"train": 0}
    assert msgspec.json.decode((tmp_path / "out" / records.REPOSITORIES).read_bytes()) == {
        "empty": str(tmp_path / "empty")
    }
