"""Words of identifiers and sentences, and what their inflections share."""

from __future__ import annotations

import pytest

from symkin.dataset.concepts.words import stems


@pytest.mark.parametrize(
    "inflections",
    [
        "cache caches cached caching",
        "retry retries retried retrying",
        "stop stops stopped stopping",
        "process processes processed processing",
        "queue queues queued queueing",
        "push pushes pushed pushing",
        "validate validates validated validating",
        "close closes closed closing",
        "key keys keyed",
    ],
)
def test_inflections_share_a_stem(inflections: str) -> None:
    assert len(set(stems(inflections))) == 1


@pytest.mark.parametrize(
    "different",
    ["string str", "need ne", "valid validate", "parser parse", "status statu", "class clas", "bus bu", "red re"],
)
def test_different_words_stay_apart(different: str) -> None:
    assert len(set(stems(different))) == 2


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("readHTTPHeader", "read http header"),
        ("O_NONBLOCK", "o nonblock"),
        ("utf8_text", "utf 8 text"),
        ("non-blocking read", "non block read"),
        ("", ""),
    ],
)
def test_words_keep_their_order(text: str, words: str) -> None:
    assert stems(text) == tuple(words.split())
