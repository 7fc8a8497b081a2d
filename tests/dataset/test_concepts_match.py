"""Cues in names, types and documentation, and what keeps them from firing."""

from __future__ import annotations

import pytest

from symkin.dataset.concepts.book import Book, Concept, Side
from symkin.dataset.concepts.match import Match, Matcher

LOCKS = Concept(
    "concurrency",
    "sharing",
    "how shared state is kept sound",
    Side("a lock", (), ("lock", "^mutex"), ("Mutex", "lock_guard"), ("holds a lock", "locked")),
    Side("atomic operations", (), ("lock free", "cas$"), ("AtomicU64",), ("compare and swap", "^wait free")),
)
ACCESS = Concept(
    "persistence",
    "access",
    "what may be done",
    Side("looked at only", (), ("lock held",), (), ("locked out",)),
    Side("changed as well", (), ("writable",), (), ()),
)
MATCHER = Matcher(Book((LOCKS, ACCESS)))


def sides(matches: list[Match]) -> list[str]:
    return [f"{match.side} {match.where} {match.cue}" for match in matches]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("lock", ["left name lock"]),
        ("tryLocking", ["left name lock"]),
        ("LOCKED_PAGES", ["left name lock"]),
        ("mutex_for", ["left name ^mutex"]),
        ("newMutex", []),
        ("table_cas", ["right name cas$"]),
        ("cas_table", []),
        ("lockFreeQueue", ["right name lock free"]),
        ("lockFreeCas", ["right name lock free"]),
        ("lockHeldBy", ["left name lock held"]),
        ("unlocked", []),
        ("no_lock", []),
        ("withoutLocks", []),
        ("clock", []),
        ("", []),
    ],
)
def test_names(name: str, expected: list[str]) -> None:
    assert sides(MATCHER.match(name, (), "")) == expected


@pytest.mark.parametrize(
    ("types", "expected"),
    [
        (("Mutex",), ["left type Mutex"]),
        (("fn push(&self, state: Arc<std::sync::Mutex<State>>)",), ["left type Mutex"]),
        (("std::lock_guard<std::mutex>",), ["left type lock_guard"]),
        (("mutex", "MutexGuard"), []),
        (("Mutex", "AtomicU64"), []),
    ],
)
def test_types_are_whole_identifiers(types: tuple[str, ...], expected: list[str]) -> None:
    assert sides(MATCHER.match("push", types, "")) == expected


@pytest.mark.parametrize(
    ("doc", "expected"),
    [
        ("Holds a lock.", ["left doc holds a lock"]),
        ("This class is locked for readers.", ["left doc locked"]),
        ("push is locked.", ["left doc locked"]),
        ("A wait-free stack.", ["right doc ^wait free"]),
        ("The stack is not wait free.", []),
        ("Must never be locked.", []),
        ("Pushes to the end of the table that is locked.", []),
    ],
)
def test_docs_speak_of_a_side_in_their_first_words(doc: str, expected: list[str]) -> None:
    assert sides(MATCHER.match("push", (), doc)) == expected
    assert sides(MATCHER.match_text(doc.removeprefix("push is "))) == expected


def test_cues_of_both_sides_say_nothing() -> None:
    assert MATCHER.match("lock", (), "Compare and swap.") == []
    assert sides(MATCHER.cues("lock", (), "Compare and swap.")) == ["left name lock", "right doc compare and swap"]


def test_a_side_is_named_by_its_first_cue() -> None:
    found = MATCHER.match("lock", ("Mutex",), "Holds a lock.")
    assert sides(found) == ["left name lock"]
    assert found[0].id == "concurrency.sharing.left"
    assert found[0].concept is LOCKS
