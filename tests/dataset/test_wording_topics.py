from __future__ import annotations

import re
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from symkin.dataset.wording import Wording, clean, shared_words, word
from symkin.dataset.wording.filling import parts_of
from symkin.dataset.wording.grammar import sentence, words_of
from symkin.dataset.wording.reading import read
from symkin.dataset.wording.rephrase import rephrase, shorten
from symkin.dataset.wording.shapes import shapes
from symkin.dataset.wording.stems import stems_of

TEXTS = [
    f"{verb} {thing} {tail}"
    for verb in (
        "Parse",
        "Returns",
        "Creates",
        "Store",
        "Checks",
        "A cache for",
        "Whether something holds",
        "Called when a worker closes",
    )
    for thing in ("the header", "a list of names", "the default value", "broken tokens", "the socket", "every node")
    for tail in ("of a reply", "for the pool", "in the background", "before the request is sent", "without a lock")
]


def topic(text: str, *avoid: str, key: str = "k") -> Wording:
    found = word(text, avoid=avoid, key=key)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        (
            "Parses the header of a reply from the server",
            {
                "base": "parse the header of a reply from the server",
                "third": "parses the header of a reply from the server",
                "gerund": "parsing the header of a reply from the server",
                "object": "the header of a reply",
                "tail": "from the server",
                "done": "parsed",
                "is": "is",
            },
        ),
        (
            "Quickly close files",
            {"object": "files", "done": "quickly closed", "is": "are", "gets": "get", "does": "do"},
        ),
        ("Read and check headers", {"gerund": "reading and checking headers", "third": "reads and checks headers"}),
        ("Number of retries", {"thing": "the number of retries", "bare": "number of retries", "is": "is"}),
        ("Returns the names and values", {"thing": "the names and values", "bare": "names and values", "is": "are"}),
        ("Returns a list of names and values", {"thing": "a list of names and values", "is": "is"}),
        ("Returns an array holding the names of it", {"is": "is"}),
        ("Whether a node is a leaf", {"clause": "a node is a leaf"}),
        ("Called after a restart of it", {"event": "after a restart of it"}),
    ],
)
def test_templates_are_filled_in_agreement(text: str, fields: dict[str, str]) -> None:
    assert fields.items() <= parts_of(read(text)).items()


@pytest.mark.parametrize("text", ["Wait for the server", "Make the server wait", "Create a list, a set and a map"])
def test_what_has_no_passive_gets_none(text: str) -> None:
    assert "object" not in parts_of(read(text))


@pytest.mark.parametrize(
    ("text", "avoid", "said"),
    [
        ("remove the cached value", "cache", "remove the remembered value|remove the kept value"),
        (
            "an item that is removed",
            "remove",
            "an item that is dropped|an item that is taken out|an item that is deleted|an item that is thrown out",
        ),
        ("the names of all requests", "Request", "the names of all calls"),
        ("the size of a task queue", "TaskQueue", None),
        ("the size of a frobnicated queue", "frobnicated", "the size of a queue"),
        ("read the header, using the frobnicator of it", "Frobnicator", "read the header"),
        ("the frobnicator", "Frobnicator", None),
    ],
)
def test_words_to_avoid_are_replaced_or_left_out(text: str, avoid: str, said: str | None) -> None:
    changed = rephrase(words_of(text), stems_of([avoid]), 0)
    if said is None:
        assert changed is None
    else:
        assert changed is not None
        assert sentence(changed) in said.split("|")


def test_a_long_sentence_ends_earlier_where_nothing_is_left_hanging() -> None:
    words = words_of("the size of the queue that is used by the worker when it sends requests to a server")
    assert sentence(shorten(words, 12)) == "the size of the queue that is used by the worker"
    assert sentence(shorten(words, 8)) == "the size of the queue"
    assert shorten(words_of("one two three"), 1) == ("one", "two", "three")


def test_topics_share_no_word_with_the_names_to_avoid() -> None:
    names = ["Header", "default_value", "sendRequest", "pool"]
    made = [found for n, text in enumerate(TEXTS) if (found := word(text, avoid=names, key=str(n)))]
    assert made
    assert all(not shared_words(found.text, names) for found in made)


def test_the_key_decides() -> None:
    text = "Parses the header of a reply from the server"
    assert topic(text, key="1") == topic(text, key="1")
    assert len({topic(text, key=str(n)).text for n in range(40)}) > 20
    assert len({topic(text, key=str(n)).register for n in range(60)}) == 6


def test_no_opening_and_no_shape_dominates() -> None:
    made = [found for n, text in enumerate(TEXTS * 4) if (found := word(text, avoid=[], key=f"{text}{n}"))]
    openings = Counter(tuple(found.text.lower().split()[:3]) for found in made)
    assert len(made) == len(TEXTS) * 4
    assert max(openings.values()) < 0.03 * len(made)
    assert max(Counter(found.shape for found in made).values()) < 0.15 * len(made)


def test_topics_are_typed_by_hand() -> None:
    texts = [topic(text, key=str(n)).text for n, text in enumerate(TEXTS)]
    assert all(re.fullmatch(r"[a-z][\w ,'?-]*", text) for text in texts)
    assert 0 < sum(text.endswith("?") for text in texts) < len(texts) / 2


@pytest.mark.parametrize("text", ["Drop the given item of this queue", "Drop an item of the provided queue"])
def test_nothing_given_is_pointed_at(text: str) -> None:
    assert all(re.search(r"given|provided|this", topic(text, key=str(n)).text) is None for n in range(20))


def test_every_kind_of_sentence_has_shapes_that_something_fills() -> None:
    texts = (
        "parse the header",
        "return the name",
        "a node",
        "whether it is so",
        "called when it is so",
        "the node is so",
        "used by it",
    )
    for reading in map(read, texts):
        possible = shapes()[reading.kind]
        assert [shape.template for shape in possible if not shape.fields <= parts_of(reading).keys()] == []
    assert {reading.kind for reading in map(read, texts)} == shapes().keys()


def test_from_a_comment_to_a_topic() -> None:
    said = clean("Return the default value of a :class:`Field`, or None.")
    assert said is not None
    assert "default value" in topic(said).text


_SCRAPS = (
    "A the of and , if when to Return parses reading closed will header Node x_y 3 given this that whether".split()
)


@given(text=st.lists(st.sampled_from(_SCRAPS)).map(" ".join) | st.text(), name=st.sampled_from(_SCRAPS), key=st.text())
def test_any_text_gives_a_topic_or_none(text: str, name: str, key: str) -> None:
    clean(text)
    found = word(text, avoid=[name], key=key)
    assert found is None or not shared_words(found.text, [name])
