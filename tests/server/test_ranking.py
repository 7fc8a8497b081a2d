"""Evidence made into rows, without a workspace or a model."""

from __future__ import annotations

import pytest

from symkin.graph.related import direct
from symkin.graph.types import Edge, EdgeKind, Groups, Site, Symbol
from symkin.model.fuse import Candidate
from symkin.model.scorer import Answer, Score
from symkin.server.candidates import Offer, candidate
from symkin.server.ranking import Judged, judged, ranked
from symkin.server.reasons import LEAST_OF_THE_MODEL, Asked, reasons


def symbol(name: str, kind: str = "function", doc: str = "", path: str = "net/session.py") -> Symbol:
    return Symbol(name, name, kind, path, 0, 0, 9, "net.session", "net", doc=doc)


SESSION = symbol("Session", "class")
RETRY = symbol("retry_connection")
CLOSE = symbol("close_session", path="net/close.py")
OTHER = symbol("frobnicate", doc="Waits until a connection is there.", path="net/other.py")


def edge(kind: EdgeKind, end: Symbol) -> Edge:
    return Edge(kind, "exact", end, SESSION, Site(end.path, 3, 0))


GROUPS = Groups(
    references=tuple(edge("reference", end) for end in (OTHER, CLOSE, RETRY)),
    labels={end: end.name for end in (OTHER, CLOSE, RETRY)},
)
OFFERS = [Offer(one, candidate(SESSION, one)) for one in direct(GROUPS)]


def test_the_graph_alone_selects_nothing() -> None:
    items = ranked(OFFERS, Asked(SESSION, "how is a lost connection retried"))
    assert items[0].symbol == RETRY
    assert not any(item.selected for item in items)


def test_a_model_that_is_sure_is_followed_and_selects() -> None:
    items = ranked(OFFERS, Asked(SESSION, None), Judged({OTHER: 0.98, CLOSE: 0.0001, RETRY: 0.0001}, 0.001))
    assert items[0].symbol == OTHER
    assert [item.selected for item in items] == [item.score >= 0.5 for item in items]


def test_the_graphs_reason_stands_first() -> None:
    items = ranked(OFFERS, Asked(SESSION, "how is a lost connection retried"))
    assert {item.why.split("; ")[0] for item in items} == {"uses Session, line 4"}


def test_of_nothing_there_are_no_rows() -> None:
    assert ranked([], Asked(SESSION, "anything")) == ()


def test_whom_the_model_had_no_room_for_it_was_not_asked_about() -> None:
    scores = (Score("frobnicate", 0.7, True), Score("close_session", 0.3, False), Score("retry_connection", 0.0, False))
    found = judged(GROUPS, Answer(scores, 0.1, 9, 9, 1, 1.0))
    assert found == Judged({OTHER: 0.7, CLOSE: 0.3}, 0.1)


SURE = 2 * LEAST_OF_THE_MODEL


@pytest.mark.parametrize(
    ("share", "said"),
    [
        ({"words of the name": 1.0}, "named for connection"),
        ({"letters of the name": 1.0}, "named for connection"),
        ({"words of the doc": 1.0}, "its doc speaks of lost"),
        ({"words of the symbol": 1.0}, "also named session"),
        ({"changed together": 1.0}, "changed with it in 3 past commits"),
        ({"chance": SURE}, "the model's choice"),
        ({"chance": SURE / 4}, ""),
        ({"relation use": 5.0}, ""),
        ({"words of the name": 0.01}, ""),
        (
            {"changed together": 1.0, "words of the doc": 2.0},
            "its doc speaks of lost; changed with it in 3 past commits",
        ),
        (
            {"changed together": 1.0, "words of the doc": 2.0, "chance": SURE},
            "its doc speaks of lost; the model's choice",
        ),
    ],
)
def test_a_row_says_what_lifts_it_most(share: dict[str, float], said: str) -> None:
    lifted = Candidate("session_connection", "use", doc="When all is lost.", together=3)
    asked = Asked(SESSION, "how is a lost connection retried")
    assert reasons(asked, [lifted, Candidate("other", "use")], [share, {}]) == [said, ""]


@pytest.mark.parametrize(
    ("lifted", "share", "said"),
    [
        (Candidate("x", "use", together=1), {"changed together": 1.0}, ""),
        (Candidate("x", "history", together=4), {"changed together": 1.0}, ""),
        (Candidate("reconnection", "use"), {"letters of the name": 1.0}, "spelt much like the topic"),
        (Candidate("option", "use"), {"letters of the name": 1.0}, ""),
    ],
)
def test_how_it_is_said(lifted: Candidate, share: dict[str, float], said: str) -> None:
    assert reasons(Asked(SESSION, "connections"), [lifted, Candidate("other", "use")], [share, {}])[0] == said


def test_what_lifts_all_alike_is_no_reason() -> None:
    both = [Candidate("one", "use", together=2), Candidate("other", "use", together=2)]
    assert reasons(Asked(SESSION, None), both, [{"changed together": 2.0}, {"changed together": 2.0}]) == ["", ""]
