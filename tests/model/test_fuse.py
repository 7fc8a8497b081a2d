"""The model's answer joined with other evidence."""

from __future__ import annotations

import re

import pytest

from symkin.model.fuse import (
    Candidate,
    Weights,
    context_of,
    features,
    fitted,
    fuse,
    in_common,
    likeness,
    of_prompt,
    overlap,
    words,
)
from symkin.model.prompt import Prompt

CANDIDATES = (
    Candidate("retry_count", "field", 0.0),
    Candidate("Session.close", "use", 1.0, "Close the connection.", "method", "class", True, True, apart=1000),
    Candidate("_private", "reference", 0.5, is_test=True, together=3),
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("how is a lost connection retried", {"lost", "connect", "retr"}),
        ("HTTPServer.readLines_2", {"http", "serv", "read", "lin", "2"}),
        ("größe_ändern", {"größ", "ändern"}),
        ("", set()),
    ],
)
def test_words_are_stemmed_and_split_at_every_border(text: str, found: set[str]) -> None:
    assert words(text) == found


def test_texts_are_compared_from_0_to_1() -> None:
    assert overlap(words("retry the connection"), words("connection_retries")) == 1.0
    assert 0 < overlap(words("retry the connection"), words("connect")) < 1.0
    assert overlap(frozenset(), words("connect")) == 0.0
    assert likeness("a connection", "connection") == 1.0
    assert likeness("a connection", "xyz") == likeness("", "a") == 0.0
    assert likeness("text of an editor", "of") == 0.0


def test_features_have_names_that_say_what_they_are() -> None:
    first, second, third = features("closing", "Session", CANDIDATES, (0.5, 0.25, 0.0), 0.25)
    assert [first["relation field"], first["chance"]] == pytest.approx([1.0, -0.693], abs=1e-3)
    assert (second["words of the name"], second["words of the doc"], second["same file"]) == (1.0, 1.0, 1.0)
    assert (second["same folder"], second["lines apart"], second["use, type to code"]) == (1.0, 1.0, 1.0)
    assert second["words of the symbol"] == 1.0
    assert second["length of the name"] == pytest.approx(1.099, abs=1e-3)
    assert [row["name in the topic"] for row in features("Let close() wait", "Session", CANDIDATES, None)] == [0, 1, 0]
    assert (third["private"], third["test"]) == (1.0, 1.0)
    assert third["changed together"] > 1
    assert third["chance"] < -13
    assert first["none"] == second["none"] < 0
    assert "chance" not in features("closing", "Session", CANDIDATES, None)[0]


@pytest.mark.parametrize(
    ("qualified_name", "path", "context"),
    [
        ("Pool.Lease.release", "net/pool.d.ts", "Lease pool release(): void"),
        ("release", "Makefile", " Makefile release(): void"),
    ],
)
def test_the_context_of_a_definition_is_where_it_stands_and_what_it_takes(
    qualified_name: str, path: str, context: str
) -> None:
    assert context_of(qualified_name, path, "release(): void") == context


def test_the_context_has_a_meaning_too() -> None:
    bare, told = Candidate("run", "use"), Candidate("run", "use", context="Closer closer (connection)")
    before, after = features("shutting the connection down", "Session", (bare, told), None)
    assert after.pop("meaning") > before.pop("meaning") + 0.1
    assert after == before


@pytest.mark.parametrize(
    ("threshold", "margin", "selected", "best"),
    [
        (-1.0, 2.0, (1, 0), 2.0),  # those within the margin of the best, best first
        (-1.0, 0.5, (1,), 0.5),
        (0.7, 9.0, (1, 0, 2), 9.0),  # the margin says who, below the threshold too
        (1.0, 2.0, (), -0.204),  # the best does not reach the threshold
        (50.0, 2.0, (), -2.0),  # nor by far
    ],
)
def test_who_is_selected(threshold: float, margin: float, selected: tuple[int, ...], best: float) -> None:
    weights = Weights({"chance": 1.0, "same file": 2.0}, threshold, margin)
    found = fuse(None, "Session", CANDIDATES, (0.5, 0.3, 0.2), 0.0, weights)
    assert found.selected == selected
    assert list(found.scores) == pytest.approx([best - 1.489, best, best - 2.405], abs=2e-3)
    assert [share["same file"] for share in found.shares] == [0.0, 2.0, 0.0]
    assert fuse(None, "Session", (), (), 1.0, weights).selected == ()


def test_the_weights_of_this_version_know_only_features_that_there_are() -> None:
    named = {name for row in features("x", "y", CANDIDATES, (0.1, 0.1, 0.1)) for name in row}
    for known in (fitted().model, fitted().graph):
        open_ended = re.compile(r"relation \w+|kind \w*|\w+, (code|type|value|other) to (code|type|value|other)")
        assert {name for name in known.weights if not open_ended.fullmatch(name)} <= named
        assert known.weights
        assert {"near", "relation sibling", "relation history", "changed together"} <= known.weights.keys()
    assert not {"chance", "none"} & fitted().graph.weights.keys()


def test_who_was_not_asked_about_counts_as_an_average_one() -> None:
    rows = features("closing", "Session", CANDIDATES, (0.5, None, 0.125))
    assert [2 ** (row["chance"] / 0.693147) for row in rows] == pytest.approx([0.5, 0.25, 0.125], abs=1e-4)
    assert features("closing", "Session", CANDIDATES, (None, None, None))[0]["chance"] < -13


def test_words_in_common_are_spelt_as_in_the_first_text() -> None:
    assert in_common("How are Connections retried 2 times", "retry_2_connection") == ["connections", "retried"]
    assert in_common("how is it", "how is it") == []


def test_without_a_model_the_weights_are_those_fitted_without_one() -> None:
    alone = fuse("closing", "Session", CANDIDATES, None)
    assert alone == fuse("closing", "Session", CANDIDATES, None, weights=fitted().graph)
    assert alone != fuse("closing", "Session", CANDIDATES, None, weights=fitted().model)


def test_a_prompts_candidates_are_known_by_group_and_place() -> None:
    prompt = Prompt(None, "S", "", "", "", ("a", "b", "c"), ("d",), (), ("b", "e"))
    assert [(one.name, one.relation, one.place) for one in of_prompt(prompt)] == [
        ("a", "field", 0.0), ("b", "field", 0.5), ("c", "field", 1.0), ("d", "input", 0.0), ("e", "reference", 1.0),
    ]  # fmt: skip
    assert tuple(one.name for one in of_prompt(prompt)) == prompt.candidates
