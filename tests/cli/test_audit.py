"""`symkin audit` by its output, and its page in a real browser."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from browser import browser
from commands import Symkin
from harvested import write_dataset

from symkin.dataset.audit.table import ROWS
from symkin.dataset.records import NEGATIVES, POSITIVES, Line, read_jsonl, write_jsonl


@pytest.fixture
def dataset(tmp_path: Path) -> Path:
    return write_dataset(tmp_path / "pairs")


def test_a_pipe_gets_every_measure_beside_the_reference(symkin: Symkin, dataset: Path) -> None:
    done = symkin("audit", str(dataset))
    assert (done.returncode, done.stderr) == (0, "")
    lines = done.stdout.splitlines()
    assert [line.split()[0] for line in lines if re.match(r"  \w", line)] == list(ROWS)
    assert re.search(r"^  verbatim +0\.0 % +81\.1 % +2\.0 %  positives whose topic spells", done.stdout, re.MULTILINE)
    assert "no model is prepared" in lines[-1]
    assert not re.search(r"\x1b| $", done.stdout, re.MULTILINE)


def test_a_terminal_gets_it_within_its_width(symkin: Symkin, dataset: Path) -> None:
    shown = symkin.on_terminal("audit", str(dataset), columns=90)
    assert max(map(len, re.sub(r"\x1b\[[\d;]*m", "", shown).splitlines())) <= 90
    assert "\x1b[32m" in shown


def test_json_has_the_same_and_each_part(symkin: Symkin, dataset: Path) -> None:
    found = json.loads(symkin("audit", str(dataset), "--json", "--by", "language", "--by", "source").stdout)
    assert found["measures"].keys() == ROWS.keys()
    assert (found["measures"]["positives"], found["measures"]["verbatim"]) == (6, 0)
    assert found["by"].keys() == {"language", "source"}
    assert {name: part["positives"] for name, part in found["by"]["source"].items()} == {"history": 2, "usage": 4}
    assert "tokens_median" in found["notes"]


def test_columns_of_parts_are_named(symkin: Symkin, dataset: Path) -> None:
    heading = symkin("audit", str(dataset), "--by", "language").stdout.splitlines()[0]
    assert heading.split() == ["this", "python", "rust", "reference", "goal"]


def test_files_are_audited_as_well(symkin: Symkin, dataset: Path) -> None:
    measures = json.loads(symkin("audit", str(dataset / POSITIVES), str(dataset / NEGATIVES), "--json").stdout)[
        "measures"
    ]
    assert (measures["positives"], measures["negatives"]) == (6, 6)


def test_limits_decide_the_exit(symkin: Symkin, dataset: Path) -> None:
    assert symkin("audit", str(dataset), "--fail-over", "verbatim=0.02", "--fail-over", "hubs=6").returncode == 0
    done = symkin(
        "audit", str(dataset), "--fail-over", "hubs=5", "--fail-over", "tokens_max=99", "--fail-over", "overlap=1"
    )
    assert (done.returncode, done.stdout != "") == (1, True)
    assert done.stderr.splitlines() == [
        "symkin: hubs is 6, over 5 (positives with a hub marker)",
        "symkin: tokens_max is not measured, over 99 (tokens of the longest sample)",
    ]


@pytest.mark.parametrize("text", ["verbaim=0.02", "verbatim", "verbatim=much"])
def test_a_limit_that_says_nothing_is_bad_use(symkin: Symkin, dataset: Path, text: str) -> None:
    done = symkin("audit", str(dataset), "--fail-over", text)
    assert (done.returncode, done.stdout) == (2, "")
    first, *names = done.stderr.splitlines()
    assert text in first
    assert names == ([f"  {name}" for name in ROWS] if "verbaim" in text else [])


@pytest.mark.parametrize(("path", "hint"), [("nowhere", "cannot read"), ("pairs", "is no sample")])
def test_what_cannot_be_read_is_one_line(symkin: Symkin, dataset: Path, path: str, hint: str) -> None:
    write_jsonl(dataset / POSITIVES, [Line("what")] * 6)
    assert hint in symkin.fails(1, "audit", str(dataset.parent / path))


def test_a_page_is_written_over_a_page_only(symkin: Symkin, dataset: Path, tmp_path: Path) -> None:
    page, source = tmp_path / "audit.html", tmp_path / "source.html"
    source.write_text("<p>mine")
    for _ in range(2):
        assert symkin("audit", str(dataset), "--html", str(page)).returncode == 0
    text = page.read_text(encoding="utf-8")
    assert "<title>pairs · symkin</title>" in text
    assert all(f'<code class="dim">{name}</code>' in text for name in ROWS)
    assert not re.search(r"<script|\bsrc=|\bhref=|url\(", text)
    assert "no page of symkin" in symkin.fails(1, "audit", str(dataset), "--html", str(source))


@pytest.mark.model
def test_the_prepared_model_counts_tokens(symkin: Symkin, dataset: Path, model_dir: Path) -> None:
    done = symkin("audit", str(dataset), "--json", env={"SYMKIN_MODEL_DIR": str(model_dir)})
    found = json.loads(done.stdout)
    assert 100 < found["measures"]["tokens_median"] <= found["measures"]["tokens_max"] < 400
    assert sum(bar["count"] for bar in found["lengths"]) == 12


@pytest.mark.chromium
def test_hostile_samples_are_shown_and_nothing_runs(symkin: Symkin, dataset: Path, tmp_path: Path) -> None:
    hostile = "</style></title><script>alert(1)</script><img src=x onerror=alert(2)>\u202e&lt;"
    texts = [line.text.replace("what waits", hostile) for line in read_jsonl(dataset / POSITIVES, Line)]
    write_jsonl(dataset / POSITIVES, map(Line, texts))
    page = tmp_path / "page.html"
    assert symkin("audit", str(dataset), "--html", str(page)).returncode == 0
    with browser(tmp_path / "profile") as opened:
        opened.events.clear()
        opened.open(page.as_uri())
        assert "<script>alert(1)</script>" in opened.ask("document.querySelector('.topics dd').textContent")
        assert "\\u202e" in opened.ask("document.querySelector('.topics dd').textContent")
        assert opened.ask("document.querySelectorAll('script, img').length") == 0
        methods = {event["method"] for event in opened.events}
        assert not methods & {"Log.entryAdded", "Runtime.exceptionThrown", "Page.javascriptDialogOpening"}
        assert opened.ask("document.documentElement.scrollWidth <= innerWidth")
