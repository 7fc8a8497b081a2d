"""Questions to a workspace: finding, grouping, ranking, and unsaved buffers."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from symkin.graph.errors import GraphError
from symkin.graph.related import direct
from symkin.graph.types import Symbol
from symkin.graph.workspace import Workspace

NET = '''
"""Connections."""

class Endpoint: ...

class Policy:
    attempts: int = 3
    backoff: float = 0.1

class Session:
    """A session retries lost connections. It is cheap."""

    def __init__(self, endpoint: Endpoint, policy: Policy):
        self.endpoint = endpoint
        self.policy = policy

    def reconnect(self) -> "Reply":
        return Reply(self.policy.attempts)

class Reply:
    def __init__(self, code): ...

def open_session(endpoint: Endpoint) -> Session:
    session = Session(endpoint, Policy())
    session.reconnect()
    return session
'''

TEST = """
from net.session import Session, open_session

def test_reconnect():
    Session(None, None).reconnect()
    open_session(None)
"""


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    root = tmp_path / "workspace"
    (root / "net").mkdir(parents=True)
    (root / "tests").mkdir()
    (root / "net" / "__init__.py").write_text("")
    (root / "net" / "session.py").write_text(NET)
    (root / "tests" / "test_session.py").write_text(TEST)
    workspace = Workspace.open(root, cache_dir=tmp_path / "cache")
    workspace.index(workers=1)
    yield workspace
    workspace.close()


def only(symbols: list[Symbol]) -> Symbol:
    assert len(symbols) == 1
    return symbols[0]


def test_a_symbol_knows_its_place_and_words(workspace: Workspace) -> None:
    session = only(workspace.find("Session"))
    assert (session.qualified_name, session.kind, session.module, session.package) == (
        "Session", "class", "net.session", "net",
    )  # fmt: skip
    assert session.signature == "class Session"
    assert session.doc == "A session retries lost connections."
    reconnect = only(workspace.find("net.session.Session.reconnect"))
    assert reconnect.signature == 'def reconnect(self) -> "Reply"'
    assert only(workspace.find("net.session")).kind == "module"


def test_no_answer_for_another_symbol(workspace: Workspace) -> None:
    assert workspace.find("Sessio") == []
    assert workspace.find("other.Session") == []
    assert workspace.find_in_file("net/session.py", "Policy.reconnect") == []
    assert workspace.near("sesion") == [] or "Session" in workspace.near("sesion")
    assert workspace.near("Sesion") == ["Session"]
    assert workspace.near("session")[0] == "Session"


def test_groups(workspace: Workspace) -> None:
    groups = workspace.groups(only(workspace.find("Session")))
    assert [edge.target.name for edge in groups.fields] == ["endpoint", "policy"]
    assert [edge.target.name for edge in groups.inputs][:2] == ["Endpoint", "Policy"]
    assert {edge.source.name for edge in groups.references} == {"open_session", "test_reconnect"}
    assert groups.reference_count == 2
    method = workspace.groups(only(workspace.find("reconnect")))
    assert [edge.target.name for edge in method.output] == ["Reply"]
    assert {edge.target.qualified_name for edge in method.inputs} == {"Reply", "Session.policy", "Policy.attempts"}


def test_a_module_is_made_of_what_it_defines(workspace: Workspace) -> None:
    related = direct(workspace.groups(only(workspace.find("net.session"))))
    assert {one.symbol.name for one in related} == {"Endpoint", "Policy", "Session", "Reply", "open_session"}
    assert {one.why for one in related} == {"defined in session"}


def test_names_that_collide_are_told_apart(tmp_path: Path) -> None:
    (tmp_path / "w").mkdir()
    text = "class A:\n    def go(self): target()\nclass B:\n    def go(self): target()\ndef target(): ...\n"
    (tmp_path / "w" / "a.py").write_text(text)
    workspace = Workspace.open(tmp_path / "w", cache_dir=tmp_path / "cache")
    workspace.index(workers=1)
    groups = workspace.groups(only(workspace.find("target")))
    assert sorted(groups.labels.values()) == ["A.go", "B.go"]
    workspace.close()


def test_who_is_related_by_an_edge_and_why(workspace: Workspace) -> None:
    related = direct(workspace.groups(only(workspace.find("Session"))))
    assert [(one.relation, one.place) for one in related if one.relation in {"field", "reference"}] == [
        ("field", 0.0), ("field", 1.0), ("reference", 0.0), ("reference", 1.0),
    ]  # fmt: skip
    whys = {one.symbol.name: one.why for one in related}
    assert whys["open_session"] == "uses Session, line 24"
    assert whys["policy"] == "field of Session"


def test_cursor_finds_the_meaning_of_the_name_or_what_encloses_it(workspace: Workspace) -> None:
    def at(path: str, line: str, word: str) -> str:
        lines = (workspace.root / path).read_text().splitlines()
        number = next(n for n, text in enumerate(lines) if line in text)
        symbol = workspace.symbol_at(path, number, lines[number].index(word))
        return symbol.qualified_name if symbol else ""

    assert at("tests/test_session.py", "from net", "open_session") == "open_session"
    assert at("tests/test_session.py", ".reconnect()", "reconnect()") == "Session.reconnect"
    assert at("net/session.py", "session.reconnect()", "session.") == "open_session"
    assert at("net/session.py", "class Session", "class") == "Session"
    assert workspace.symbol_at("net/session.py", 100_000, 0) is None
    assert workspace.symbol_at("no/such.py", 0, 0) is None


def test_unsaved_text_is_what_counts(workspace: Workspace) -> None:
    text = NET.replace("def open_session", "def open_wire")
    workspace.set_buffer("net/session.py", text + "\ndef extra(): return Session(None, None)\n")
    assert workspace.find("open_session") == []
    session = only(workspace.find("Session"))
    assert {e.source.name for e in workspace.groups(session).references} == {"open_wire", "extra", "test_reconnect"}
    workspace.set_buffer("net/new.py", "from net.session import Session\nclass Sub(Session): ...\n")
    related = {one.symbol.name: one.relation for one in direct(workspace.groups(session))}
    assert related["Sub"] == "subtype"
    workspace.set_buffer("net/new.py", None)
    workspace.set_buffer("net/session.py", None)
    assert workspace.find("Sub") == []
    assert only(workspace.find("open_session"))


def test_an_unsaved_file_makes_its_folder_a_namespace(workspace: Workspace) -> None:
    workspace.set_buffer("main.py", "import far.deep\n\ndef run():\n    far.deep.send()\n")
    run = only(workspace.find("run"))
    for text, called in [(None, []), ("def send(): ...\n", ["send"]), (None, [])]:
        workspace.set_buffer("far/deep.py", text)
        assert [edge.target.name for edge in workspace.groups(run).inputs] == called


def test_a_saved_file_is_taken_in_and_a_deleted_one_forgotten(workspace: Workspace) -> None:
    extra = workspace.root / "net" / "extra.py"
    extra.write_text("def later(): ...\n")
    workspace.refresh(["net/extra.py"])
    assert only(workspace.find("later")).module == "net.extra"
    extra.unlink()
    workspace.refresh(["net/extra.py"])
    assert workspace.find("later") == []


def test_an_answer_says_when_it_is_stale(workspace: Workspace) -> None:
    session = only(workspace.find("Session"))
    assert not workspace.freshness(session).stale
    (workspace.root / "net" / "session.py").write_text("class Session: ...\n")
    assert workspace.freshness(session).reason == "net/session.py has changed since it was indexed"
    workspace.refresh(["net/session.py"])
    assert not workspace.freshness(only(workspace.find("Session"))).stale
    (workspace.root / "net" / "session.py").unlink()
    assert workspace.freshness(session).stale


def test_edges_of_the_workspace(workspace: Workspace) -> None:
    edges = {(edge.kind, edge.source.name, edge.target.name) for edge in workspace.edges()}
    assert {
        ("field", "Session", "policy"),
        ("input", "open_session", "Endpoint"),
        ("output", "open_session", "Session"),
        ("reference", "test_reconnect", "open_session"),
        ("reference", "open_session", "reconnect"),
    } <= edges
    sites = {(e.source.name, e.target.name): (e.site.line, e.site.column) for e in workspace.edges(["input", "output"])}
    assert sites["open_session", "Endpoint"] == (22, 27)
    assert sites["open_session", "Session"] == (22, 40)
    with pytest.raises(GraphError, match="no edge kind 'calls'; there are"):
        list(workspace.edges(["calls"]))  # type: ignore[list-item]


def test_another_process_indexing_is_seen(workspace: Workspace, tmp_path: Path) -> None:
    (workspace.root / "net" / "extra.py").write_text("def later(): ...\n")
    other = Workspace.open(workspace.root, cache_dir=tmp_path / "cache")
    other.index(workers=1)
    other.close()
    assert only(workspace.find("later"))
