"""Each measure on a few samples whose value can be counted by hand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest

from symkin.dataset.audit import classifier, duplicates, labels, lengths, openings, shortcuts
from symkin.dataset.audit.measure import audit, passed
from symkin.dataset.audit.sample import Sample
from symkin.dataset.audit.table import ROWS, shown
from symkin.dataset.records import Candidate, Place, Provenance, Topic

PLACE = Place("net.Session", "class", "net/session.py", 6)


def sample(topic: str | None = "how to reconnect", *selected: str, **changed: object) -> Sample:
    """A positive of a class `Session` with a candidate or two in every group."""
    plain = Sample(
        pair="1",
        side="positive",
        split="train",
        text=topic or "",
        topic=topic,
        symbol="Session",
        signature="class Session",
        fields=("backoff", "maxAttempts"),
        inputs=("RetryPolicy",),
        output=(),
        references=("open_pool",),
        reference_count=1,
        selected=selected,
    )
    return replace(plain, **changed)  # type: ignore[arg-type]


def origin(**relations: str) -> Provenance:
    """Provenance that places these candidates."""
    return Provenance(
        id="1",
        repository="net",
        revision="",
        licence="",
        language="python",
        split="train",
        source="usage",
        symbol=PLACE,
        concept="",
        positive=Topic(""),
        negative=Topic(""),
        candidates=tuple(Candidate(name, relation, PLACE) for name, relation in relations.items()),  # type: ignore[arg-type]
        evidence=(),
    )


@pytest.mark.parametrize(
    ("topic", "selected", "overlap", "verbatim", "f1"),
    [
        ("what waits", ["backoff"], 0, 0, 0),
        ("what retries", ["RetryPolicy"], 1, 0, 1),
        ("a RetryPolicy for pools", ["RetryPolicy"], 1, 1, 2 / 3),
        ("how many attempts", ["maxAttempts", "backoff"], 1, 0, 2 / 3),
        ("retrypolicy", ["RetryPolicy"], 0, 0, 0),
        ("pooled attempts", ["backoff"], 0, 0, 0),
        (None, ["backoff"], 0, 0, 0),
        (None, [], 0, 0, None),
    ],
)
def test_shortcuts(topic: str | None, selected: list[str], overlap: float, verbatim: float, f1: float | None) -> None:
    found = shortcuts.measured([sample(topic, *selected), sample("RetryPolicy", "RetryPolicy", side="negative")])
    assert found == {"overlap": overlap, "verbatim": verbatim, "picker_f1": pytest.approx(f1)}


def test_places_are_no_names_to_pick() -> None:
    by_place = sample("the session's server", "backoff", references=("Server.hs:12", "session.py:3"))
    assert by_place.names == {"backoff", "maxAttempts", "RetryPolicy"}
    assert shortcuts.picker_f1([by_place]) == 0


def test_openings_are_counted_by_side_and_length() -> None:
    topics = ["How do I open it", "how do I close it", "How do I open one", "retry", "Who closes it and why", None]
    found = openings.measured([sample(topic) for topic in topics] + [sample("What is not", side="negative")])
    assert found == {"opening": 0.6, "openings": 0.8, "negative_opening": 1, "negative_openings": 1}


def pairs(*sides: tuple[str, str]) -> list[Sample]:
    return [
        sample(topic, side=side, pair=str(number))
        for number, topics in enumerate(sides)
        for side, topic in zip(("positive", "negative"), topics, strict=True)
    ]


def test_a_template_is_found_by_the_topic_alone() -> None:
    templates = pairs(*((f"how do I use it {number}", f"what should I avoid {number}") for number in range(20)))
    assert set(classifier.measured(templates).values()) == {1.0}


def test_topics_that_stand_on_both_sides_tell_nothing() -> None:
    sides = [("what waits", "what polls"), ("what polls", "what waits")] * 20
    found = classifier.measured(pairs(*sides))
    assert found["topic_auc_either"] == pytest.approx(0.5, abs=0.1)
    assert found["topic_auc_by_text"] is None, "two topics make no five folds"


def test_a_classifier_that_is_always_wrong_is_told_both_ways() -> None:
    # Each topic stands once on either side: whoever saw one in training expects it there again.
    sides = [(f"topic{number}", f"topic{number + 1}") for number in range(40)]
    found = classifier.measured(pairs(*sides))
    assert found["topic_auc"] is not None
    assert found["topic_auc"] < 0.4
    assert found["topic_auc_either"] == 1 - found["topic_auc"]


def test_labels() -> None:
    everything = sample("x", "backoff", "maxAttempts", "RetryPolicy", "open_pool")
    types = sample("x", "backoff", "maxAttempts", "RetryPolicy", inputs=("RetryPolicy", "Session"), symbol="Session")
    hub = sample("x", fields=(), references=(), reference_count=36)
    opposed = sample("y", "backoff", side="negative")
    found = labels.measured([everything, types, hub, opposed])
    expected: Mapping[str, float] = {
        "types_selected": 1 / 3,
        "all_selected": 1 / 3,
        "none_selected": 1 / 3,
        "negatives_selecting": 1,
        "selected_mean": 7 / 3,
        "candidates_mean": 10 / 3,
        "with_fields": 3 / 4,
        "with_reference_selected": 1 / 4,
        "symbol_offered": 1 / 3,
        "hubs": 1,
        "unresolved": 0,
        "offered_field": 4 / 10,
        "offered_input": 4 / 10,
        "offered_reference": 2 / 10,
        "selected_field": 4 / 7,
        "selected_input": 2 / 7,
        "selected_reference": 1 / 7,
    }
    assert {key: found[key] for key in expected} == pytest.approx(expected)


def test_types_are_all_selected_only_if_they_are() -> None:
    types = sample("x", "backoff", "maxAttempts", "RetryPolicy")
    assert labels.measured([types])["types_selected"] == 1
    assert labels.measured([types])["all_selected"] == 0
    assert labels.measured([sample("x", fields=(), inputs=())])["types_selected"] == 0


def test_provenance_tells_relations_and_which_candidates_are_symbols() -> None:
    told = sample("x", "backoff", origin=origin(backoff="field", RetryPolicy="use", open_pool="subtype"))
    found = labels.measured([told])
    assert labels.relations(told) == {
        "backoff": "field",
        "maxAttempts": "field",
        "RetryPolicy": "use",
        "open_pool": "subtype",
    }
    assert (found["offered_use"], found["selected_field"], found["unresolved"]) == (1 / 4, 1, 1 / 4)


@pytest.mark.parametrize(
    ("name", "is_name"),
    [
        *(
            (name, True)
            for name in ("größe", "net.Session", "std::vector", "empty?", "#private", "$scope", "f'", ">>=")
        ),
        *((name, True) for name in ("operator==", "to-do", "save!", "Map.Entry#key")),
        *((name, False) for name in ("Server.hs:12", "LLMProvider.", 'Double"', "two words", "", "9lives", "f(x)")),
    ],
)
def test_the_look_of_names(name: str, is_name: bool) -> None:
    assert labels.is_resolved(sample(), name) is is_name


def test_duplicates_within_and_across_splits() -> None:
    long = "how is a connection that was lost in the middle of a night brought back without anybody noticing it"
    samples = [
        sample(long),
        sample(long, "backoff"),
        sample(f"{long} at all"),
        sample(long, split="test"),
        sample("something else", split="test"),
        sample(long, side="negative"),
    ]
    assert duplicates.measured(samples) == {
        "duplicates": 2,
        "near_duplicates": 3,
        "duplicates_across": 3,
        "near_duplicates_across": 4,
    }


def test_lengths() -> None:
    counted = [10, 70, 70, 200]
    assert lengths.measured(counted) == {"tokens_median": 70, "tokens_p95": 200, "tokens_max": 200}
    assert lengths.histogram(counted) == [(0, 1), (64, 2), (128, 0), (192, 1)]
    assert (set(lengths.measured([]).values()), lengths.histogram([])) == ({None}, [])


def test_the_whole_audit() -> None:
    samples = [sample("what waits", "backoff", origin=origin(backoff="field")), sample("what polls", side="negative")]
    found = audit(samples, count=len, aspects=["language", "split"])
    assert found.measures.keys() == ROWS.keys()
    assert [(bar.start, bar.count) for bar in found.lengths] == [(0, 2)]
    assert {aspect: [*parts] for aspect, parts in found.by.items()} == {
        "language": ["python", "unknown"],
        "split": ["train"],
    }
    assert found.by["split"]["train"] == found.measures
    assert found.by["language"]["unknown"]["overlap"] is None
    assert found.notes.keys() == {"unresolved"}
    unknown = audit(samples, why_not="no model")
    assert (unknown.measures["tokens_max"], unknown.notes["tokens_median"]) == (None, "not measured: no model")


def test_limits_are_passed_by_what_is_over_them_or_unknown() -> None:
    measures = {"verbatim": 0.02, "overlap": 0.31, "tokens_max": None}
    assert passed(measures, {"verbatim": 0.02, "overlap": 0.3, "tokens_max": 9000}) == ["overlap", "tokens_max"]


def test_values_are_shown_with_their_units() -> None:
    values = [(0.0204, "share"), (0.751, "score"), (12345, "count"), (2.25, "mean"), (None, "share")]
    assert [shown(value, unit) for value, unit in values] == ["2.0 %", "0.75", "12,345", "2.2", "-"]  # type: ignore[arg-type]
