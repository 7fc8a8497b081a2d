"""Negatives: topics are swapped between samples that are after opposites, and never answered by who gets them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import drafted
import pytest
from drafted import draft, subject

from symkin.dataset.entries import Entry
from symkin.dataset.pairing import LENT, Couple, couples, is_sound
from symkin.dataset.records import Place, Source
from symkin.dataset.samples import Draft, Repository, opposite

LEFT, RIGHT = "cache.life.left", "cache.life.right"


def entry(id_: str, made: Draft, repository: str = "") -> Entry:
    """An entry of a repository of its own, unless one is named."""
    return drafted.entry(id_, made, repository=Repository(repository or f"net{id_}", "/nowhere"))


def crowd(size: int) -> list[Entry]:
    """Entries about four concepts, right sides scarcer; a few speak of nothing or of both sides, or have no topic."""
    return [entry(f"{place:04x}", _one(place)) for place in range(size)]


def _one(place: int) -> Draft:
    side = f"domain.{'abcd'[place % 4]}.{'right' if place % 3 == 0 else 'left'}"
    about = subject(f"Thing{place}", (f"alpha{place}", "beta", "gamma", "delta"), sides=(side,))
    source: Source = "next" if place % 11 == 0 else "concept" if place % 5 == 0 else "usage"
    topic = None if source == "next" else f"what number {place} is for"
    spoken = () if place % 7 == 0 else (side, opposite(side)) if place % 13 == 0 else (side,)
    return draft(topic, *spoken, about=about, source=source)


def flat(found: Sequence[Couple]) -> list[tuple[Entry, Entry, str]]:
    return [(one.entry, one.other, one.side) for couple in found for one in couple]


def test_two_that_are_after_opposites_swap_topics() -> None:
    one, other = entry("1", draft("kept for a day", LEFT)), entry("2", draft("dropped at dusk", RIGHT))
    (couple,) = couples([one, other], seed=0)
    assert {(paired.entry, paired.other, paired.side) for paired in couple} == {(one, other, LEFT), (other, one, RIGHT)}
    assert not any(paired.is_borrowed for paired in couple)


@pytest.mark.parametrize("size", [0, 1, 40, 400])
def test_what_holds_for_any_crowd(size: int) -> None:
    entries = crowd(size)
    found = couples(entries, seed=3)
    ids = Counter(one.id for one, _, _ in flat(found))
    assert not ids or max(ids.values()) == 1
    assert all(is_sound(one, other) for one, other, _ in flat(found))
    for one, other, side in flat(found):
        assert opposite(side) in other.draft.sides
        assert side in {*one.draft.sides, *one.draft.subject.sides}


def test_who_speaks_of_both_sides_is_after_neither() -> None:
    both = entry("1", draft("kept for a day, dropped at dusk", LEFT, RIGHT))
    one, other = entry("2", draft("kept for a while", LEFT)), entry("3", draft("dropped at dawn", RIGHT))
    found = flat(couples([both, one, other], seed=0))
    assert Counter(entry.id for entry, _, _ in found if entry is not both) == {"2": 1, "3": 1}
    assert len({entry.id for entry, _, _ in found}) == len(found)
    assert not any(other is both for _, other, _ in found)


def test_a_swapped_topic_is_once_a_positive_and_once_a_negative() -> None:
    found = couples(crowd(400), seed=3)
    swapped = [couple for couple in found if len(couple) == 2]
    assert len(swapped) > 50
    asked = Counter(one.entry.id for couple in swapped for one in couple)
    opposed = Counter(one.other.id for couple in swapped for one in couple)
    assert asked == opposed
    assert set(asked.values()) == {1}


def test_no_topic_is_a_negative_too_often() -> None:
    found = couples(crowd(400), seed=3)
    assert any(couple[0].is_borrowed for couple in found)
    assert max(Counter(one.other.id for couple in found for one in couple).values()) <= LENT
    assert all(len(couple) == 1 for couple in found if couple[0].is_borrowed)


def test_the_order_of_the_entries_changes_nothing_and_the_seed_does() -> None:
    entries = crowd(120)
    first = [(one.id, other.id) for one, other, _ in flat(couples(entries, seed=3))]
    assert first == [(one.id, other.id) for one, other, _ in flat(couples(entries[::-1], seed=3))]
    assert first != [(one.id, other.id) for one, other, _ in flat(couples(entries, seed=4))]


ASKING = entry("1", draft("dropped at dusk", RIGHT))


@pytest.mark.parametrize(
    "getting",
    [
        draft("kept", LEFT, about=subject(sides=(RIGHT,))),  # it is what the topic asks for
        draft("kept", LEFT, about=subject(near_sides=(RIGHT,))),  # something near it is
        draft("kept", LEFT, about=subject(names=("dusk_hour", "b", "c", "d"))),  # a candidate has a word of the topic
        draft("kept", LEFT, about=subject(name="DropBox")),  # the symbol itself has
        draft("dropped at dusk", LEFT),  # the same words
    ],
)
def test_no_topic_goes_to_who_could_answer_it(getting: Draft) -> None:
    assert is_sound(entry("2", draft("kept", LEFT)), ASKING)
    assert not is_sound(entry("2", getting), ASKING)
    found = couples([entry("2", getting), ASKING], seed=0)
    assert all(paired.entry is ASKING for couple in found for paired in couple)


def test_within_a_repository_no_topic_goes_to_who_is_offered_its_answer() -> None:
    asking = draft(
        "dropped at dusk", RIGHT, about=subject("Night", ("alpha", "beta"), place=Place("Night", "class", "x.py", 1))
    )
    elsewhere = subject("Day", ("gamma", "delta"))
    offered = subject("Day", ("gamma", "alpha"))
    assert is_sound(entry("2", draft("kept", LEFT, about=elsewhere), "net"), entry("1", asking, "net"))
    assert not is_sound(entry("2", draft("kept", LEFT, about=offered), "net"), entry("1", asking, "net"))
    assert is_sound(entry("2", draft("kept", LEFT, about=offered), "other"), entry("1", asking, "net"))


def test_a_partner_of_the_same_repository_is_preferred() -> None:
    left = entry("1", draft("kept for a day", LEFT, about=subject("Day", ("gamma", "delta"))), "net")
    far = [entry(f"f{place}", draft(f"dropped at dusk {place}", RIGHT)) for place in range(200)]
    near = entry("2", draft("dropped at dawn", RIGHT, about=subject("Night", ("alpha", "beta"))), "net")
    swapped = {paired.entry.id: paired.other.id for couple in couples([left, *far, near], seed=0) for paired in couple}
    assert swapped["1"] == "2"


def test_nothing_to_ask_is_nobodys_negative() -> None:
    assert not is_sound(ASKING, entry("2", draft(None, LEFT, source="next")))


def test_the_book_and_the_code_keep_apart() -> None:
    book, prose = entry("1", draft("kept", LEFT, source="concept")), entry("2", draft("dropped", RIGHT))
    assert couples([book, prose], seed=0) == []
