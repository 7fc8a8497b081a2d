"""Shares: whatever comes in, no group has more than its share of what is kept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

import pytest
from drafted import draft, entry

from symkin.dataset.balance import FLOOR, QUOTAS, balanced
from symkin.dataset.ordering import number
from symkin.dataset.pairing import Couple, Paired


def paired(id_: str, topic: str | None, overlaps: bool = False, borrowed: bool = False) -> Paired:
    selected = ("things", "what_to_do") if overlaps else ("backoff",)
    one = entry(id_, draft(topic, source="usage" if topic else "next", selected=selected))
    return Paired(one, entry(f"other {id_}", draft("something else")), "a.a.left", borrowed)


def crowd(size: int, topic: Callable[[int], str | None]) -> list[Couple]:
    """Couples of two; every third overlaps, every fourth pair of one is borrowed."""
    found: list[Couple] = []
    for turn in range(size):
        draw = number("draw", turn)
        if draw % 4 == 0:
            found.append((paired(f"{turn}", topic(turn), borrowed=True),))
        else:
            found.append(tuple(paired(f"{turn} {hand}", topic(2 * turn + hand), draw % 3 == 0) for hand in (0, 1)))
    return found


TOPICS: dict[str, Callable[[int], str | None]] = {
    "all different": lambda turn: f"{turn} things to do",
    "one opening": lambda turn: f"how does one do thing {turn}",
    "ten openings": lambda turn: f"way {turn % 10} to do thing {turn}",
    "one topic": lambda turn: "what to do",
    "often none": lambda turn: None if turn % 3 else f"{turn} things to do",
}


def over(kept: Sequence[Couple]) -> list[str]:
    """The quotas that the couples break by more than one pair: both of a couple may be of one group."""
    pairs = [one for couple in kept for one in couple]
    return [
        quota.name
        for quota in QUOTAS
        for group, count in Counter(map(quota.group, pairs)).items()
        if group is not None and count > 1 + max(FLOOR, quota.share * len(pairs))
    ]


@pytest.mark.parametrize("topic", TOPICS.values(), ids=TOPICS)
@pytest.mark.parametrize("size", [0, 1, 30, 300, 1500])
def test_no_group_has_more_than_its_share(topic: Callable[[int], str | None], size: int) -> None:
    couples = crowd(size, topic)
    kept, spilt = balanced(couples)
    assert over(kept) == []
    assert Counter(map(id, couples)) == Counter(map(id, [*kept, *(couple for couple, _ in spilt)]))


@pytest.mark.parametrize("topic", TOPICS.values(), ids=TOPICS)
@pytest.mark.parametrize("wanted", [1, 10, 101, 400])
def test_as_many_as_wanted_are_kept_where_there_are_enough(topic: Callable[[int], str | None], wanted: int) -> None:
    couples = crowd(600, topic)
    kept, _ = balanced(couples, wanted)
    assert over(kept) == []
    most = sum(map(len, balanced(couples)[0]))
    assert sum(map(len, kept)) == (wanted if topic is TOPICS["all different"] else min(wanted, most))


def test_the_first_are_preferred() -> None:
    couples = crowd(300, TOPICS["all different"])
    kept, _ = balanced(couples, 20)
    places = {id(one): place for place, couple in enumerate(couples) for one in couple}
    assert max(places[id(one)] for couple in kept for one in couple) < 60


def test_each_that_is_left_out_names_its_quota() -> None:
    _, spilt = balanced(crowd(300, TOPICS["one opening"]))
    assert {name for _, name in spilt} >= {"opening"}
