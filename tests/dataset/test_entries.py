"""Drafts of many repositories in one list: ids that last, whole repositories in one split, orders of our own."""

from __future__ import annotations

from collections import Counter

import pytest
from drafted import NET, draft, subject

from symkin.dataset.entries import entries, split_repositories
from symkin.dataset.ordering import mixed, number
from symkin.dataset.parcel import Outcome, pack, unpack
from symkin.dataset.records import Place, Reject
from symkin.dataset.samples import Draft, Repository

TWINS = (draft("wait a while"), draft("wait a while"), draft("go on at once"))


def ids(*drafts: Draft, repository: Repository = NET) -> list[str]:
    outcome = Outcome(drafts, (), 1, 1)
    return [one.id for one in entries([(repository, outcome)], {repository.name: "train"})]


def test_what_is_said_twice_of_one_subject_counts_once() -> None:
    assert len(ids(*TWINS)) == 2


def test_an_id_is_of_its_repository_subject_source_and_topic_only() -> None:
    (known,) = ids(draft())
    assert ids(draft(selected=("dial",), about=subject(sides=("a.a.left",)))) == [known]
    assert ids(draft(), repository=Repository("net", "/elsewhere", "2.0")) == [known]
    others = [draft("go on at once"), draft(about=subject("Pool")), draft(source="doclink")]
    assert len({known, *ids(*others), *ids(draft(), repository=Repository("web", "/nowhere/net"))}) == 5


@pytest.mark.parametrize(
    ("ratios", "count", "expected"),
    [
        ((1, 0, 0), 7, (7, 0, 0)),
        ((8, 1, 1), 10, (8, 1, 1)),
        ((0.5, 0.25, 0.25), 4, (2, 1, 1)),
        ((1, 0, 1), 9, (4, 0, 5)),
        ((1, 1, 1), 0, (0, 0, 0)),
    ],
)
def test_repositories_are_dealt_by_the_ratios(
    ratios: tuple[float, float, float], count: int, expected: tuple[int, int, int]
) -> None:
    names = [f"repository {place}" for place in range(count)]
    dealt = split_repositories(reversed(names), ratios, seed=1)
    found = Counter(dealt.values())
    assert (found["train"], found["valid"], found["test"]) == expected
    assert dealt == split_repositories(names, ratios, seed=1)


def test_another_seed_deals_otherwise() -> None:
    names = [f"repository {place}" for place in range(30)]
    assert split_repositories(names, (1, 1, 1), seed=1) != split_repositories(names, (1, 1, 1), seed=2)


def test_orders_are_the_same_everywhere() -> None:
    assert number("a", 1) == 14809425904682091265
    assert mixed("abcdef", "key") == mixed("fedcba", "key") != mixed("abcdef", "other")
    assert number("a", "b") != number("a\N{SPACE}b")
    assert number("\udcff") != number("?")


def test_a_parcel_comes_back_as_it_was() -> None:
    shared = subject()
    drafts = (draft(about=shared), draft("go on at once", "a.a.left", about=shared), draft(None, source="next"))
    reject = Reject("sparse references", "one at most", "net", Place("x", "field", "net.py", 1))
    outcome = Outcome(drafts, (reject,), 3, 141)
    packed = pack(outcome)
    assert unpack(packed) == outcome
    assert packed.count(b"Session") < 2 * pack(Outcome(drafts[:1], (), 3, 141)).count(b"Session") + 1
