"""Data sets of ours and of others, read for the audit."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from symkin.dataset.audit.reading import read, understand
from symkin.dataset.errors import DatasetError
from symkin.dataset.records import NEGATIVES, POSITIVES, Line, write_jsonl
from symkin.model.prompt import Example, Prompt, render

PROMPT = Prompt(
    topic="what waits, and how long",
    symbol="Session",
    module="net.session",
    package="net",
    signature="class Session(Transport)",
    fields=("backoff", "pair<int,int>"),
    inputs=(),
    output=(),
    references=("open_pool",),
    reference_count=36,
)


def foreign(text: str) -> str:
    """The same sample with a developer's turn of another's."""
    return re.sub(r"(?s)^.*?<end_of_turn>", "<start_of_turn>developer\nYou may call functions.\n<end_of_turn>", text)


def write(directory: Path, *pairs: tuple[str, str]) -> Path:
    directory.mkdir(parents=True, exist_ok=True)
    for file, side in ((POSITIVES, 0), (NEGATIVES, 1)):
        write_jsonl(directory / file, [Line(pair[side]) for pair in pairs])
    return directory


ANSWERED, OPPOSED = render(PROMPT, ["backoff"]), render(replace(PROMPT, topic="what polls"), [])


def test_our_own_text_is_read_exactly() -> None:
    assert understand(render(PROMPT, ["pair<int,int>"])) == Example(PROMPT, ("pair<int,int>",))


def test_anothers_text_is_read_as_it_stands() -> None:
    found = understand(foreign(render(PROMPT, ["backoff", "open_pool"])))
    assert found.selected == ("backoff", "open_pool")
    assert found.prompt.fields == ("backoff", "pair<int\\", "int>"), "nothing is escaped in it"
    assert (found.prompt.topic, found.prompt.references, found.prompt.reference_count) == (
        "what waits, and how long",
        ("open_pool",),
        36,
    )


def test_a_bare_hub_marker_is_no_reference() -> None:
    text = foreign(render(PROMPT, [])).replace("open_pool, ", "")
    assert (understand(text).prompt.references, understand(text).prompt.reference_count) == ((), 36)


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("what", "no user's turn"),
        (foreign(render(PROMPT)), "no call"),
        (foreign(render(PROMPT, [])).replace("Symbol:", "Name:"), "no symbol"),
    ],
)
def test_what_is_no_sample_is_refused(text: str, hint: str) -> None:
    with pytest.raises(ValueError, match=hint):
        understand(text)


def test_a_directory_holds_pairs_and_other_splits(tmp_path: Path) -> None:
    write(tmp_path, (ANSWERED, OPPOSED), (foreign(ANSWERED), foreign(OPPOSED)))
    write(tmp_path / "valid", (ANSWERED, OPPOSED))
    samples = read([tmp_path])
    assert [(one.side, one.split) for one in samples] == [
        *[("positive", "train"), ("negative", "train")] * 2,
        *[("positive", "valid"), ("negative", "valid")],
    ]
    assert len({one.pair for one in samples}) == 3
    assert [one.topic for one in samples[:2]] == ["what waits, and how long", "what polls"]


def test_files_are_paired_by_what_samples_share(tmp_path: Path) -> None:
    write(tmp_path, (ANSWERED, OPPOSED), (OPPOSED, ANSWERED))
    alike = read([tmp_path / POSITIVES, tmp_path / NEGATIVES])
    assert [one.side for one in alike] == ["positive"] * 2 + ["negative"] * 2, "the names tell"
    both = tmp_path / "both.jsonl"
    both.write_bytes((tmp_path / POSITIVES).read_bytes())
    assert [one.side for one in read([both])] == ["positive", "negative"], "the answers tell"
    assert len({one.pair for one in (*alike, *read([both]))}) == 1


def test_what_cannot_be_read_is_named(tmp_path: Path) -> None:
    write(tmp_path, (ANSWERED, "what"))
    with pytest.raises(DatasetError, match=f"{NEGATIVES}:1 is no sample"):
        read([tmp_path])
    with pytest.raises(DatasetError, match="cannot read"):
        read([tmp_path / "nowhere"])
    with pytest.raises(DatasetError, match="not one sample"):
        read([write(tmp_path / "empty")])
