from __future__ import annotations

import pytest

from symkin.dataset.wording.grammar import sentence
from symkin.dataset.wording.reading import read
from symkin.dataset.wording.types import Lemma


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("Return the default value of a field", "value", "the default value of a field"),
        ("Gets the name", "value", "the name"),
        ("Represents a point in time", "thing", "a point in time"),
        ("A cache of parsed queries", "thing", "a cache of parsed queries"),
        ("The maximum number of retries", "thing", "the maximum number of retries"),
        ("List of revoked tasks", "thing", "list of revoked tasks"),
        ("Hooks for the scheduler", "thing", "hooks for the scheduler"),
        ("Cached value of a setting", "thing", "cached value of a setting"),
        ("Whether or not the cache is full", "condition", "the cache is full"),
        ("Return True if and only if a node is a leaf", "condition", "a node is a leaf"),
        ("A flag that indicates whether a task is done", "condition", "a task is done"),
        ("Checks that the port is free", "condition", "the port is free"),
        ("Called when a node is removed", "event", "when a node is removed"),
        ("Exception raised if a lock is lost", "event", "when a lock is lost"),
        ("Called right before a worker stops", "event", "right before a worker stops"),
        ("When a worker stops", "event", "when a worker stops"),
        ("If a task is revoked, drop the message", "action", "drop the message if a task is revoked"),
        ("If given, close the file", "action", "close the file"),
        ("Given a graph, find its centre", "plain", "given a graph, find its centre"),
        ("Given a graph, find the shortest path", "action", "find the shortest path"),
        ("The URL that was given is too long", "thing", "the URL that was given is too long"),
        ("The proxy URL is invalid", "statement", "the proxy URL is invalid"),
        ("The lock was lost", "event", "when the lock was lost"),
        ("Signals that the runtime is shutting down", "statement", "the runtime is shutting down"),
        ("The issues this check might throw", "thing", "the issues this check might throw"),
        ("SELECT query of the view", "thing", "SELECT query of the view"),
        ("Used by nobody in particular", "plain", "used by nobody in particular"),
    ],
)
def test_the_kind_of_a_sentence_and_what_is_left_of_it(text: str, kind: str, words: str) -> None:
    reading = read(text)
    assert (reading.kind, sentence(reading.words)) == (kind, words)


@pytest.mark.parametrize(
    ("text", "verbs"),
    [
        ("Parses the header", ["parse"]),
        ("Recursively creates the tree", ["create"]),
        ("Reads, validates and stores the header", ["read", "validate", "store"]),
        ("Parse the header and return the rest", ["parse", "return"]),
        ("Creates a function that parses and stores headers", ["create"]),
        ("Set up the logging", ["set up"]),
        ("Start listening on a port", ["start"]),
        ("Get the value by key and finalize the rest", ["get", "finalize"]),
        ("Store results of a task", ["store"]),
        ("Added a cache of headers", ["add"]),
        ("Flashes a message to the user", ["flash"]),
        ("Parsing the header of a reply", ["parse"]),
    ],
)
def test_the_verbs_of_an_action_are_known_in_their_base_form(text: str, verbs: list[str]) -> None:
    reading = read(text)
    assert reading.kind == "action"
    assert [word for word in reading.words if isinstance(word, Lemma)] == verbs
