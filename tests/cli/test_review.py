"""`symkin review` on a real terminal, and its page in a real browser."""

from __future__ import annotations

import json
import os
import re
import signal
import time
from pathlib import Path

import pytest
from browser import browser
from commands import Symkin, write
from harvested import SOURCE, write_dataset
from terminals import PATIENCE, terminal

from symkin.cli.reviewing import HELP
from symkin.dataset.records import REPOSITORIES, REVIEWS, Review, read_jsonl

WHY = "why?"


@pytest.fixture
def dataset(tmp_path: Path) -> Path:
    write(tmp_path, {"net/session.py": SOURCE})
    made = write_dataset(tmp_path / "pairs")
    (made / REPOSITORIES).write_text(json.dumps({"net": str(tmp_path / "net")}))
    return made


def arrived(file: Path) -> Path:
    """A file that the browser saves, as soon as it is there."""
    end = time.monotonic() + PATIENCE
    while not file.exists():
        assert time.monotonic() < end, f"{file} was never saved"
        time.sleep(0.05)
    return file


def decided(dataset: Path) -> list[tuple[str, str]]:
    return [(one.verdict, one.reason) for one in read_jsonl(dataset / REVIEWS, Review)]


def test_one_key_decides_and_is_kept_at_once(symkin: Symkin, dataset: Path) -> None:
    with terminal(symkin, "review", str(dataset), "--sample", "3") as typed:
        typed.press("a", HELP)
        typed.press("r", HELP)
        typed.enter("no answer", WHY)
        assert "3 of 3" in typed.press("b", HELP)
        assert decided(dataset) == [("accept", ""), ("reject", "no answer")]
        assert "2 of 3, was: reject no answer" in typed.press("r", HELP)
        typed.enter("", WHY)
        typed.press("s", HELP)
        typed.press("q", HELP)
        assert typed.end().endswith("1 accepted, 0 rejected, 1 skipped, 1 not seen to\r\n")
    assert decided(dataset) == [("accept", ""), ("reject", "no answer"), ("skip", "")]


@pytest.mark.parametrize("columns", [70, 160])
def test_a_sample_stands_beside_its_source(symkin: Symkin, dataset: Path, columns: int) -> None:
    with terminal(symkin, "review", str(dataset), "--side", "positive", columns=columns) as typed:
        shown = re.sub(r"\x1b\[[\d;]*[A-Za-z]", "", typed.press("q", HELP))
        typed.end()
    for said in ("1 of 6", "what waits before attempt", "class Session", "[backoff]", "attempts", "36 in all", "❱"):
        assert said in shown, said
    assert "❱ 1" in shown
    assert max(map(len, shown.splitlines())) <= columns


def test_where_there_is_no_room_the_topic_is_told_again(symkin: Symkin, dataset: Path) -> None:
    with terminal(symkin, "review", str(dataset), "--side", "positive", columns=70, lines=12) as typed:
        assert typed.press("q", HELP).count("what waits before attempt") == 2
        typed.end()


def test_what_a_killed_review_has_decided_is_not_asked_again(symkin: Symkin, dataset: Path) -> None:
    with terminal(symkin, "review", str(dataset), "--sample", "12") as typed:
        typed.press("a", HELP)
        typed.press("s", HELP)
        assert "3 of 12" in typed.press("x", HELP)
        os.kill(typed.process.pid, signal.SIGKILL)
    assert decided(dataset) == [("accept", ""), ("skip", "")]
    for more, left in (((), 10), (("--again",), 12)):
        with terminal(symkin, "review", str(dataset), *more) as typed:
            assert f"1 of {left}" in typed.press("q", HELP)
            assert f"{left} not seen to" in typed.end()


def test_an_interrupt_ends_it(symkin: Symkin, dataset: Path) -> None:
    with terminal(symkin, "review", str(dataset)) as typed:
        typed.press("\x03", HELP)
        assert "Traceback" not in typed.end()
        assert typed.process.returncode == 130


@pytest.mark.parametrize(
    ("args", "status", "hint"),
    [
        ((), 2, "needs a terminal"),
        (("--html", "a.html", "--take", "b.jsonl"), 2, "exclude"),
        (("--html", "a.html", "--root", "nowhere"), 2, "no directory nowhere"),
        (("--html", "a.html", "--source", "doclink"), 1, "nothing left"),
        (("--take", "nowhere.jsonl"), 1, "cannot read nowhere.jsonl"),
    ],
)
def test_bad_use_is_one_line(symkin: Symkin, dataset: Path, args: tuple[str, ...], status: int, hint: str) -> None:
    assert hint in symkin.fails(status, "review", str(dataset), *args)


def test_a_page_holds_the_same_samples(symkin: Symkin, dataset: Path, tmp_path: Path) -> None:
    page = tmp_path / "review.html"
    done = symkin("review", str(dataset), "--sample", "5", "--side", "negative", "--html", str(page))
    assert (done.returncode, done.stdout, page.as_uri() in done.stderr) == (0, "", True)
    text = page.read_text(encoding="utf-8")
    assert text.count('data-side="negative"') == 5
    assert len(re.findall(r'class="marked"><i>1\d</i>line 1\d\n', text)) == 5
    assert not re.search(r"\bsrc=|\bhref=|url\(", text)


def test_saved_decisions_are_taken(symkin: Symkin, dataset: Path, tmp_path: Path) -> None:
    saved = tmp_path / "saved.jsonl"
    lines = [{"id": name, "side": "positive", "verdict": "accept", "reason": ""} for name in ("0003", "0004", "beef")]
    saved.write_text("".join(json.dumps(line) + "\n" for line in lines))
    done = symkin("review", str(dataset), "--take", str(saved))
    assert (done.returncode, done.stdout) == (0, "decisions taken: 2\n")
    assert done.stderr == "symkin: left out, of samples that this data set does not have: 1\n"
    assert decided(dataset) == [("accept", "")] * 2


@pytest.mark.chromium
def test_a_page_keeps_and_saves_decisions(symkin: Symkin, dataset: Path, tmp_path: Path) -> None:
    page, downloads = tmp_path / "review.html", tmp_path / "downloads"
    symkin("review", str(dataset), "--sample", "4", "--html", str(page))
    with browser(tmp_path / "profile") as opened:
        opened.call("Browser.setDownloadBehavior", behavior="allow", downloadPath=str(downloads))
        opened.open(page.as_uri())
        assert opened.ask("document.getElementById('save').disabled")
        opened.press("a")
        opened.press("r")
        assert opened.ask("document.getElementById('save').disabled"), "a rejection wants a reason"
        opened.type("no answer")
        opened.press("Enter")
        opened.press("k")
        opened.press("j")
        opened.press("s")
        opened.ask("window.old = true")
        opened.call("Page.reload")
        opened.until("!window.old && document.readyState === 'complete'")
        assert opened.ask("document.getElementById('done').textContent") == "3 of 4 decided"
        opened.ask("window.scrollTo(0, 0)")
        opened.click("#save")
        saved = arrived(downloads / REVIEWS)
        assert not {event["method"] for event in opened.events} & {"Runtime.exceptionThrown", "Log.entryAdded"}
    assert [(one.verdict, one.reason) for one in read_jsonl(saved, Review)] == [
        ("accept", ""),
        ("reject", "no answer"),
        ("skip", ""),
    ]
    assert symkin("review", str(dataset), "--take", str(saved)).stdout == "decisions taken: 3\n"
