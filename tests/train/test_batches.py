from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from symkin.train.batches import collate, plan
from symkin.train.trees import Site, Tree


@given(st.lists(st.integers(10, 200), max_size=30), st.integers(0, 9), st.integers(1, 1000))
def test_a_plan_holds_everything_once_within_its_budget(lengths: list[int], prefix: int, budget: int) -> None:
    batches = plan(lengths, prefix, budget)
    assert sorted(place for batch in batches for place in batch) == list(range(len(lengths)))
    for batch in batches:
        longest = max(lengths[place] for place in batch)
        assert len(batch) == 1 or prefix + (longest - prefix) * len(batch) <= budget


def test_tensors_of_two_trees() -> None:
    forked = Tree([1, 2, 3, 4, 5, 6], [-1, 0, 1, 2, 2, 4], 3, [Site(2, (4, 5, 9), (0.5, 0.5, 0.0))])
    chain = Tree([1, 2, 7], [-1, 0, 1], 3, [Site(2, (4,), (1.0,)), Site(1, (), (0.5,), 7)])
    batch = collate([forked, chain], 1)
    assert batch.prefix.tolist() == [1]
    assert batch.tokens[:, :6].tolist() == [[2, 3, 4, 5, 6, 0], [2, 7, 0, 0, 0, 0]]
    assert batch.positions[0, :5].tolist() == [1, 2, 3, 3, 4]
    seen = [[place for place, sees in enumerate(row[:7]) if sees] for row in batch.visible[0].tolist()]
    assert seen[:7] == [[0, 1], [0, 1, 2], [0, 1, 2, 3], [0, 1, 2, 4], [0, 1, 2, 4, 5], [6], []]
    width = batch.tokens.shape[1]
    assert batch.rows.tolist() == [1, width + 1]
    assert batch.options.tolist() == [[4, 5, 9], [4, -1, -1]]
    assert batch.weights.tolist() == [[0.5, 0.5, 0.0], [1.0, 0.0, 0.0]]
    assert (batch.wide_rows.tolist(), batch.wide_targets.tolist(), batch.wide_weights.tolist()) == ([width], [7], [0.5])
