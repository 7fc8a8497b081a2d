"""Samples without a topic: what to read next, by what a repository's code leans on."""

from __future__ import annotations

import pytest
from net import Look

from symkin.dataset.topics import following
from symkin.dataset.topics.following import drafts, page_rank
from symkin.graph.types import Edge, Site, Symbol


def ranks(uses: str) -> dict[str, float]:
    """The page rank of a graph such as "a>b a>c"."""
    pairs = [pair.split(">") for pair in uses.split()]
    symbols = {name: Symbol(name, name, "function", "a.py", ord(name), 0, 0) for pair in pairs for name in pair}
    graph: dict[Symbol, list[Edge]] = {}
    for source, target in pairs:
        edge = Edge("use", "exact", symbols[source], symbols[target], Site("a.py", 1, 1))
        graph.setdefault(symbols[source], []).append(edge)
    return {symbol.name: weight for symbol, weight in page_rank(graph).items()}


@pytest.mark.parametrize(
    ("uses", "expected"),
    [
        ("a>b b>c c>a", {"a": 1.0, "b": 1.0, "c": 1.0}),
        ("a>c b>c", {"a": 0.15, "b": 0.15, "c": 0.405}),
        ("a>c a>c b>c", {"a": 0.15, "b": 0.15, "c": 0.405}),  # how often does not count
        ("a>b a>c b>d", {"a": 0.15, "b": 0.21375, "c": 0.21375, "d": 0.3316875}),
    ],
)
def test_weight_flows_to_what_is_touched(uses: str, expected: dict[str, float]) -> None:
    assert ranks(uses) == pytest.approx(expected)


STEPS = "".join(f"def step{place}() -> None:\n    hub()\n    log()\n\n\n" for place in range(1, 9))
CODE = f"""
def hub() -> None:
    floor()


def floor() -> None:
    print()


def log() -> None:
    print()


{STEPS}def climb() -> None:
    hub()
    floor()
    log()
{"".join(f"    step{place}()" + chr(10) for place in range(1, 9))}
"""


def test_the_most_central_quarter_is_read_next(look: Look) -> None:
    (one,) = [one for one in drafts(look({"code.py": CODE})) if one.subject.name == "climb"]
    assert (one.topic.text, one.source, len(one.names)) == (None, "next", 11)
    assert one.selected == ("floor", "step1")  # not `hub`, which everybody leans on
    assert {proof.because for proof in one.evidence} == {"central in the graph of uses"}


def test_what_everything_touches_is_plumbing(look: Look) -> None:
    many = "".join(f"def user{place}() -> None:\n    log()\n    hub()\n\n\n" for place in range(30))
    (one,) = [one for one in drafts(look({"code.py": CODE + many})) if one.subject.name == "climb"]
    assert {"hub", "log"}.isdisjoint(one.selected)
    assert "floor" in one.selected


def test_a_few_candidates_are_no_question(look: Look) -> None:
    few = CODE.replace("    step8()\n", "").replace("    step7()\n", "").replace("    step6()\n", "")
    few = few.replace("    step5()\n", "").replace("    log()\n    step1", "    step1")
    asked = [one for one in drafts(look({"code.py": few})) if one.subject.name == "climb"]
    assert asked == []
    assert following.FEWEST > 6
