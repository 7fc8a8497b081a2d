"""Evidence made into rows, without a workspace or a model."""

from __future__ import annotations

import pytest

from symkin.graph.related import direct
from symkin.graph.types import Edge, EdgeKind, Groups, Site, Symbol
from symkin.model.scorer import Answer, Score
from symkin.server.candidates import candidate
from symkin.server.ranking import Judged, Offer, judged, ranked
from symkin.server.reasons import Asked


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


def offers(**together: int) -> list[Offer]:
    return [Offer(one, candidate(SESSION, one, together.get(one.symbol.name, 0))) for one in direct(GROUPS)]


def whys(topic: str | None, judged: Judged | None = None, **together: int) -> dict[str, str]:
    """What each row says beyond the graph's reason."""
    items = ranked(offers(**together), Asked(SESSION, topic), judged)
    assert all(item.why.startswith("uses Session, line 4") for item in items)
    return {item.symbol.name: item.why.removeprefix("uses Session, line 4").removeprefix("; ") for item in items}


def test_the_graph_alone_selects_nothing() -> None:
    items = ranked(offers(), Asked(SESSION, "how is a lost connection retried"))
    assert items[0].symbol == RETRY
    assert not any(item.selected for item in items)


def test_a_model_that_is_sure_is_followed_and_selects() -> None:
    judged = Judged({OTHER: 0.98, CLOSE: 0.0001, RETRY: 0.0001}, 0.001)
    items = ranked(offers(), Asked(SESSION, None), judged)
    assert items[0].symbol == OTHER
    assert [item.selected for item in items] == [item.score >= 0.5 for item in items]


@pytest.mark.parametrize(
    ("topic", "name", "said"),
    [
        ("how is a lost connection retried", "retry_connection", "named for connection, retried"),
        ("how is a lost connection retried", "frobnicate", "its doc speaks of connection"),
        (None, "close_session", "also named session"),
    ],
)
def test_a_row_says_what_lifts_it(topic: str | None, name: str, said: str) -> None:
    assert said in whys(topic)[name]


def test_past_changes_are_counted_in_words() -> None:
    said = whys(None, frobnicate=3, retry_connection=1)
    assert said["frobnicate"] == "changed with it in 3 past commits"
    assert "past" not in said["close_session"]


def test_what_all_have_alike_is_no_reason() -> None:
    said = whys(None, frobnicate=2, retry_connection=2, close_session=2)
    assert not any("past" in why for why in said.values())


def test_only_a_clear_choice_of_the_model_is_told() -> None:
    said = whys(None, Judged({OTHER: 0.9, CLOSE: 0.01, RETRY: 0.01}, 0.0))
    assert [name for name, why in said.items() if "model" in why] == ["frobnicate"]


def test_whom_the_model_had_no_room_for_it_was_not_asked_about() -> None:
    scores = (Score("frobnicate", 0.7, True), Score("close_session", 0.3, False), Score("retry_connection", 0.0, False))
    found = judged(GROUPS, Answer(scores, 0.1, 9, 9, 1, 1.0))
    assert found == Judged({OTHER: 0.7, CLOSE: 0.3}, 0.1)


def test_of_nothing_there_are_no_rows() -> None:
    assert ranked([], Asked(SESSION, "anything")) == ()
