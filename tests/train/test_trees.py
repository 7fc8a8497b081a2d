from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import pytest
from hypothesis import given
from hypothesis import strategies as st

from symkin.model.scoring import Ask, rank
from symkin.train.questions import Name, Question, Signs
from symkin.train.trees import Tree, branchings, following, ranking_tree, token_tree, trie_tree

SEPARATOR, TERMINATOR = 90, 91
SIGNS = Signs(SEPARATOR, (TERMINATOR, 92))
NAMES = st.lists(st.lists(st.integers(1, 3), min_size=1, max_size=3).map(tuple), min_size=1, max_size=8, unique=True)


def spelled(tree: Tree) -> dict[str, dict[int, float]]:
    """The sites that count: what stands before each, after the prompt's last token, and the targets that are not 0."""
    found: dict[str, dict[int, float]] = {}
    for site in tree.sites:
        path, node = "", site.node
        while tree.tokens[node] != 0:
            path, node = f"{tree.tokens[node]} {path}", tree.parents[node]
        targets = {token: weight for token, weight in zip(site.options, site.weights, strict=True) if weight}
        for token, weight in targets.items():
            found.setdefault(path.strip(), {})
            found[path.strip()][token] = round(found[path.strip()].get(token, 0) + weight, 2)
    return found


def question(candidates: Sequence[Name], *selected: int) -> Question:
    return Question((7, 8, 0), 2, tuple(candidates), selected)


@dataclass
class Recorder:
    asks: list[Ask] = field(default_factory=list)

    def logits(self, prefix: Sequence[int], asks: Sequence[Ask]) -> list[list[float]]:
        self.asks += asks
        return [[0.0] * len(ask.among) for ask in asks]


@given(NAMES)
def test_branches_are_where_scoring_asks(names: list[Name]) -> None:
    recorder = Recorder()
    rank(recorder, (0,), names, separator=SEPARATOR, terminator=TERMINATOR, limit=1)
    ours = {path: following(names, path, SIGNS) for path in branchings(names)}
    assert ours == {ask.path: ask.among for ask in recorder.asks}


@given(NAMES, st.data())
def test_every_example_weighs_the_same(names: list[Name], data: st.DataObject) -> None:
    order = data.draw(st.permutations(range(len(names))).map(lambda all_: all_[: data.draw(st.integers(0, len(all_)))]))
    asked = question(names, *order)
    ranking = sum(sum(site.weights) for site in ranking_tree(asked, SIGNS).sites)
    whole = sum(sum(site.weights) for site in trie_tree(asked, SIGNS, order).sites)
    deepest = max(len(path) for path in branchings(names))
    assert 1 - 1e-6 <= ranking <= 1 + deepest + 1e-6  # one at the root, and at most one at each depth below
    assert ranking - 1e-6 <= whole <= ranking + 1 + 1e-6


@pytest.mark.parametrize(
    ("candidates", "selected", "expected"),
    [
        ([(1,), (2,)], (), {"": {91: 1.0}}),
        ([(1,), (2,), (3,)], (1,), {"": {2: 1.0}, "2": {91: 1.0}}),
        ([(1,)], (0,), {"": {1: 1.0}}),
        (
            [(1,), (2,), (3,)],
            (0, 2),
            {"": {1: 0.5, 3: 0.5}, "1": {90: 0.33}, "1 90": {3: 0.33}, "1 90 3": {91: 0.33}},
        ),
        (  # two share their first token, and one is the beginning of another
            [(1,), (1, 2), (3,)],
            (0, 1),
            {"": {1: 1.0}, "1": {2: 0.5, 90: 0.83}, "1 90": {1: 0.33}, "1 90 1 2": {91: 0.33}},
        ),
    ],
)
def test_targets(candidates: list[Name], selected: tuple[int, ...], expected: dict[str, dict[int, float]]) -> None:
    assert spelled(trie_tree(question(candidates, *selected), SIGNS, selected)) == expected


def test_answers_that_are_cut_do_not_end() -> None:
    tree = trie_tree(question([(1,), (2,), (3,)], 0, 1, 2), SIGNS, (0, 1))
    assert set(spelled(tree)) == {"", "1", "1 90"}
    assert not any(site.weights[-1] for site in tree.sites if site.options[-1] == TERMINATOR)


def test_tokens_judges_the_model_turn() -> None:
    tree = token_tree(question([(1, 2), (3,)], 0, 1), SIGNS, (1, 0))
    assert tree.tokens == [7, 8, 0, 3, 90, 1, 2, 91, 92]
    assert [(site.node, site.token) for site in tree.sites] == [
        (place - 1, tree.tokens[place]) for place in range(2, 9)
    ]
    assert sum(site.weights[0] for site in tree.sites) == pytest.approx(1.0)
