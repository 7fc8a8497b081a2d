from __future__ import annotations

import re
import subprocess
from pathlib import Path
from typing import Literal, get_args

import msgspec
import pytest
from commands import Symkin, write

from symkin.graph.types import Relation

GRAPH = ("--ranker", "graph")
RELATIONS = set(get_args(Relation))


class SymbolJson(msgspec.Struct, forbid_unknown_fields=True):
    name: str
    qualified_name: str
    kind: str
    path: str
    line: int
    module: str
    package: str
    signature: str


class ItemJson(msgspec.Struct, forbid_unknown_fields=True):
    name: str
    qualified_name: str
    kind: str
    path: str
    line: int
    relation: str
    confidence: Literal["exact", "likely"]
    score: float
    selected: bool
    why: str


class AnswerJson(msgspec.Struct, forbid_unknown_fields=True):
    symbol: SymbolJson
    topic: str | None
    ranker: Literal["graph", "model"]
    elapsed_ms: float
    stale: bool
    items: list[ItemJson]


def answer(done: subprocess.CompletedProcess[str]) -> AnswerJson:
    """The JSON of a command that must have succeeded, checked field by field."""
    assert (done.returncode, done.stderr) == (0, ""), done.stderr
    assert done.stdout.count("\n") == 1
    return msgspec.json.decode(done.stdout, type=AnswerJson)


def test_json_is_the_documented_object_and_nothing_else(symkin: Symkin) -> None:
    found = answer(symkin("related", "open_session", "--topic", "wieder öffnen", "--json", *GRAPH))
    assert found.symbol == SymbolJson(
        name="open_session",
        qualified_name="open_session",
        kind="function",
        path="net/session.py",
        line=26,
        module="net.session",
        package="net",
        signature="def open_session(policy: RetryPolicy) -> Session",
    )
    assert (found.topic, found.ranker, found.stale) == ("wieder öffnen", "graph", False)
    assert {("RetryPolicy", "input", "net/retry.py", 4), ("Session", "output", "net/session.py", 6)} <= {
        (item.qualified_name, item.relation, item.path, item.line) for item in found.items
    }
    assert {item.relation for item in found.items} <= RELATIONS
    assert not any(item.selected for item in found.items)


@pytest.mark.parametrize(
    "target",
    [
        "net/session.py:6",
        "net/session.py:6:7",
        "net/session.py::Session",
        "net.session.Session",
        "net::session::Session",
        "net/session.py:26:46",
    ],
)
def test_every_form_of_target_finds_the_symbol(symkin: Symkin, target: str) -> None:
    found = answer(symkin("related", target, "--json", *GRAPH)).symbol
    assert (found.qualified_name, found.path, found.line) == ("Session", "net/session.py", 6)


def test_a_line_alone_is_the_definition_that_stands_there(symkin: Symkin) -> None:
    found = answer(symkin("related", "net/session.py:12", "--json", *GRAPH)).symbol
    assert found.qualified_name == "Session.send"


def test_a_file_is_found_from_where_the_user_stands(symkin: Symkin, workspace: Path, tmp_path: Path) -> None:
    here = answer(symkin("related", "session.py:6", "--json", *GRAPH, cwd=workspace / "net"))
    away = answer(symkin("related", str(workspace / "net/session.py") + ":6", "--json", *GRAPH, cwd=tmp_path))
    named = answer(symkin("related", "net/session.py:6", "--root", str(workspace), "--json", *GRAPH, cwd=tmp_path))
    assert here.symbol.path == away.symbol.path == named.symbol.path == "net/session.py"


def test_limit_cuts_the_answer(symkin: Symkin) -> None:
    every = answer(symkin("related", "net.session.Session", "--json", *GRAPH)).items
    first = answer(symkin("related", "net.session.Session", "--limit", "2", "--json", *GRAPH)).items
    assert len(every) > 2
    assert [item.qualified_name for item in first] == [item.qualified_name for item in every[:2]]


def test_what_has_changed_since_the_last_run_counts(symkin: Symkin, workspace: Path) -> None:
    symkin("related", "open_session", *GRAPH)
    with (workspace / "net/session.py").open("a", encoding="utf-8") as file:
        file.write("\n\ndef reopen(session: Session) -> Session:\n    return open_session(session.policy)\n")
    found = answer(symkin("related", "open_session", "--json", *GRAPH))
    assert "reopen" in [item.name for item in found.items]
    assert not found.stale


def test_a_pipe_gets_plain_aligned_lines(symkin: Symkin) -> None:
    long = "def " + "a" * 150 + "(session: Session) -> Session:\n    return open_session(session.policy)\n"
    with (symkin.cwd / "net/session.py").open("a", encoding="utf-8") as file:
        file.write(f"\n\n{long}")
    done = symkin("related", "open_session", *GRAPH)
    assert (done.returncode, done.stderr) == (0, "")
    lines = done.stdout.splitlines()
    assert lines[0] == "open_session  function  net/session.py:26"
    assert "\x1b" not in done.stdout
    assert all(line == line.rstrip() for line in lines)
    assert any("a" * 150 in line and "uses open_session" in line for line in lines)
    policy = next(line for line in lines if line.lstrip().startswith("RetryPolicy"))
    assert policy.index("input") == next(line for line in lines if "a" * 150 in line).index("reference")


def test_an_unknown_symbol_gets_near_names_and_no_answer(symkin: Symkin) -> None:
    told = symkin.fails(1, "related", "Sesion", *GRAPH)
    assert "no symbol Sesion" in told
    assert "Session" in told.partition("did you mean")[2]
    assert "no symbol send" in symkin.fails(1, "related", "net/session.py::send", *GRAPH)
    assert "no symbol Qqqq" in symkin.fails(1, "related", "Qqqq", *GRAPH)


def test_an_ambiguous_name_lists_targets_that_work(symkin: Symkin) -> None:
    done = symkin("related", "send", "--json", *GRAPH)
    assert (done.returncode, done.stdout) == (1, "")
    head, *choices = done.stderr.splitlines()
    assert head.startswith("symkin: send names 2 symbols")
    assert [choice.split() for choice in choices] == [
        ["net/session.py:12", "method", "Session.send"],
        ["net/session.py:22", "method", "Lazy.send"],
    ]
    for choice in choices:
        target, _, name = choice.split()
        assert answer(symkin("related", target, "--json", *GRAPH)).symbol.qualified_name == name


@pytest.mark.parametrize(
    ("status", "args", "hint"),
    [
        (1, ["gone.py:3"], "no file gone.py"),
        (1, ["net/session.py:9999"], "no symbol at net/session.py:9999"),
        (1, ["net/session.py:999999999:999999999"], "no symbol at"),
        (1, ["/etc/hostname:1", "--root", "."], "not in the workspace"),
        (2, ["net/session.py"], "net/session.py:LINE"),
        (2, ["Session", "--root", "gone"], "gone is not a folder"),
        (2, ["Session", "--limit", "0"], "--limit"),
        (2, ["Session", "--limit", "many"], "--limit"),
        (2, ["Session", "--ranker", "magic"], "--ranker"),
        (2, ["Session", "--nope"], "--nope"),
        (2, [], "TARGET"),
        (1, ["a" * 5000], "no symbol"),
        (1, ["a/" * 3000 + "b.py:3"], "no file"),
        (1, ["~nobody-such/x.py:3"], "no file"),
        (1, ["\x1b[31mred\nline"], "\\x1b[31mred\\nline"),
    ],
)
def test_a_mistake_costs_one_line(symkin: Symkin, status: int, args: list[str], hint: str) -> None:
    assert hint in symkin.fails(status, "related", *args)


def test_what_is_not_read_says_why(symkin: Symkin, workspace: Path) -> None:
    write(workspace, {
        "made.py": "# Generated by a tool. DO NOT EDIT.\ndef made(): ...\n",
        "wide.js": "f();" * 300_000,
        "notes.md": "# Notes\n",
        ".gitignore": "hidden.py\n",
        "hidden.py": "def hidden(): ...\n",
    })  # fmt: skip
    for target, reason in (
        ("made.py:2", "generated"),
        ("made.py::made", "generated"),
        ("wide.js:1", "too large"),
        ("notes.md:1", "no language that symkin reads"),
        ("hidden.py:1", "ignored"),
    ):
        assert f"is left out ({reason})" in symkin.fails(1, "related", target, *GRAPH)


def test_undecodable_bytes_are_no_name_and_no_topic(symkin: Symkin) -> None:
    assert "not text" in symkin.fails(2, "related", "caf\udce9")
    assert "not text" in symkin.fails(2, "related", "Session", "--topic", "caf\udce9")


def test_hostile_names_in_the_workspace_do_not_reach_the_terminal(symkin: Symkin, workspace: Path) -> None:
    write(
        workspace, {"net/[bold]\x1b[31m.py": "from net.session import Session\n\n\ndef evil(s: Session) -> None: ...\n"}
    )
    done = symkin("related", "net.session.Session", *GRAPH)
    assert (done.returncode, done.stderr) == (0, "")
    assert "\x1b" not in done.stdout
    assert "net/[bold]\\x1b[31m.py:4" in done.stdout
    paths = [item.path for item in answer(symkin("related", "net.session.Session", "--json", *GRAPH)).items]
    assert "net/[bold]\x1b[31m.py" in paths


def test_a_symbol_without_kin_says_so(symkin: Symkin, workspace: Path) -> None:
    write(workspace, {"alone.py": "ALONE = 1\n"})
    done = symkin("related", "ALONE", *GRAPH)
    assert (done.returncode, done.stderr) == (0, "")
    assert "nothing related" in done.stdout
    assert answer(symkin("related", "ALONE", "--json", *GRAPH)).items == []


@pytest.mark.parametrize("columns", [60, 100, 160])
def test_a_terminal_gets_colours_and_lines_that_fit(symkin: Symkin, columns: int) -> None:
    written = symkin.on_terminal("related", "net.session.Session", *GRAPH, columns=columns)
    plain = re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]", "", written)
    assert plain != written
    assert all(len(line) <= columns for line in plain.splitlines()), plain
    assert ("field of Session" in plain) == (columns >= 100)
