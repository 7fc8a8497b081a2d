"""Near kin: two steps away, or by name."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from symkin.graph.counterparts import counterparts
from symkin.graph.types import Related
from symkin.graph.workspace import Workspace

FILES = {
    "net/base.py": '''
class Transport:
    def send(self, data): ...

class Encoder:
    def feed(self, data): ...

class Decoder:
    def feed(self, data): ...

def dump_frame(frame): ...
''',
    "net/session.py": '''
from net.base import Transport

class Session(Transport):
    def __init__(self):
        self.socket = None

    def open_socket(self):
        self.socket = make()

    def close_socket(self):
        self.socket.close()

    def flush(self):
        self.socket.flush()

    def send(self, data):
        return data

    def _hidden(self): ...

class Quiet(Session):
    def send(self, data): ...

def make(): ...

def load_frame(): ...

def first():
    make()

def second():
    make()
''',
    "tests/test_session.py": '''
def test_session_close_socket(session):
    def twice():
        session.close_socket()
    twice()

def test_other(session):
    session.close_socket()
''',
}  # fmt: skip


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    root = tmp_path_factory.mktemp("kin")
    for path, text in FILES.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text)
    workspace = Workspace.open(root, cache_dir=tmp_path_factory.mktemp("cache"))
    workspace.index(workers=1)
    yield workspace
    workspace.close()


Kin = Callable[[str], list[Related]]


@pytest.fixture
def kin(workspace: Workspace) -> Kin:
    def ask(name: str) -> list[Related]:
        (symbol,) = workspace.find(name)
        return workspace.near_kin(symbol, workspace.groups(symbol))

    return ask


def of(found: list[Related], relation: str) -> dict[str, str]:
    """The kin of one relation, and why."""
    return {one.symbol.qualified_name: one.why for one in found if one.relation == relation}


@pytest.mark.parametrize(
    ("name", "relation", "found"),
    [
        ("Session.send", "base", {"Transport.send": "overridden by Session.send"}),
        ("Session.send", "subtype", {"Quiet.send": "overrides Session.send"}),
        ("Transport.send", "subtype", {"Session.send": "overrides Transport.send"}),
        ("open_socket", "counterpart", {"Session.close_socket": "counterpart of open_socket"}),
        ("load_frame", "counterpart", {"dump_frame": "counterpart of load_frame"}),
        ("Encoder", "counterpart", {"Decoder": "counterpart of Encoder"}),
        ("Encoder.feed", "counterpart", {"Decoder.feed": "counterpart of Encoder.feed"}),
        ("close_socket", "sibling", {"Session.flush": "uses socket too"}),
        ("first", "sibling", {"Session.open_socket": "uses make too", "second": "uses make too"}),
        ("close_socket", "test", {"test_session_close_socket": "test named for close_socket"}),
        ("Session.socket", "sibling", {}),
    ],
)  # fmt: skip
def test_who_is_near(kin: Kin, name: str, relation: str, found: dict[str, str]) -> None:
    assert of(kin(name), relation) == found


def test_a_type_has_methods_those_for_others_first(kin: Kin) -> None:
    methods = of(kin("Session"), "field")
    assert methods.pop("Session.__init__") == "constructor of Session"
    assert set(methods.values()) == {"method of Session"}
    assert list(methods)[-1] == "Session._hidden"
    assert {"Session.open_socket", "Session.close_socket", "Session.send"} <= set(methods)


def test_nobody_comes_twice_and_no_candidate_of_the_prompt(kin: Kin, workspace: Workspace) -> None:
    for symbol in workspace.symbols():
        groups = workspace.groups(symbol)
        found = [one.symbol for one in workspace.near_kin(symbol, groups)]
        assert len({(one.path, one.qualified_name) for one in found}) == len(found)
        assert not {symbol, *groups.labels} & set(found)


def test_places_go_from_the_best_to_the_last(kin: Kin) -> None:
    places = [one.place for one in kin("Session") if one.relation == "field"]
    assert (places[0], places[-1]) == (0.0, 1.0)
    assert places == sorted(places)


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("open_file", "close_file"),
        ("OpenFile", "CloseFile"),
        ("MAX_SIZE", "MIN_SIZE"),
        ("getName", "setName"),
        ("register", "unregister"),
        ("unregister", "register"),
        ("deserialize", "serialize"),
        ("disconnect", "connect"),
        ("JSONEncoder", "JSONDecoder"),
        ("AsyncClient", "Client"),
        ("Client", "AsyncClient"),
        ("SyncClient", "AsyncClient"),
        ("aread", "read"),
        ("hex_to_rgb", "rgb_to_hex"),
        ("hexToRgb", "rgbToHex"),
        ("js2path", "path2js"),
    ],
)
def test_the_other_half_of_a_name(name: str, other: str) -> None:
    assert other in set(counterparts(name))
    assert name not in set(counterparts(name))


RUST = """
pub trait Sink {
    fn push(&mut self, item: u8);
}

pub struct Pipe;

impl Sink for Pipe {
    fn push(&mut self, item: u8) {}
}
"""


def test_implementing_a_trait_overrides_its_members(tmp_path: Path) -> None:
    (tmp_path / "w" / "src").mkdir(parents=True)
    (tmp_path / "w" / "Cargo.toml").write_text('[package]\nname = "pipes"\nversion = "1.0.0"\n')
    (tmp_path / "w" / "src" / "lib.rs").write_text(RUST)
    workspace = Workspace.open(tmp_path / "w", cache_dir=tmp_path / "cache")
    workspace.index(workers=1)
    for name, relation, found in [
        ("Sink.push", "subtype", {"Pipe.push": "overrides Sink.push"}),
        ("Pipe.push", "base", {"Sink.push": "overridden by Pipe.push"}),
    ]:
        (symbol,) = workspace.find(name)
        assert of(workspace.near_kin(symbol, workspace.groups(symbol)), relation) == found
    workspace.close()
