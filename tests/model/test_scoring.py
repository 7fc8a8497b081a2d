"""Scoring against brute force: every answer that the rules allow is spelt out and weighed."""

import math
import random
from collections.abc import Sequence
from dataclasses import dataclass, field

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from symkin.model.scoring import Ask, Path, Ranking, rank

SEPARATOR, TERMINATOR = 100, 101
PROMPT = (7, 7, 7)


@dataclass
class Toy:
    """A language model whose logits are a fixed, arbitrary function of all the tokens before."""

    seed: int
    asks: list[Ask] = field(default_factory=list)

    def logit(self, before: Sequence[int], token: int) -> float:
        return random.Random(repr((self.seed, tuple(before), token))).uniform(-3, 3)

    def logits(self, prefix: Sequence[int], asks: Sequence[Ask]) -> list[list[float]]:
        self.asks += asks
        return [[self.logit((*prefix, *ask.path), token) for token in ask.among] for ask in asks]

    def shares(self, before: Sequence[int], options: Sequence[int]) -> dict[int, float]:
        weights = {token: math.exp(self.logit(before, token)) for token in options}
        return {token: weight / sum(weights.values()) for token, weight in weights.items()}


paths = st.lists(st.integers(1, 3), min_size=1, max_size=4).map(tuple)
candidate_lists = st.lists(paths, min_size=1, max_size=8)


def allowed_next(names: set[Path], spelt: Path, *, is_first: bool) -> list[int]:
    """What may follow `spelt`, the part of a name that stands there already, if names are all that can be said."""
    size = len(spelt)
    ahead = sorted({name[size] for name in names if name[:size] == spelt and len(name) > size})
    if spelt in names:
        return [*ahead, SEPARATOR, TERMINATOR]
    return [*ahead, TERMINATOR] if is_first and not spelt else ahead


def brute_probability(toy: Toy, names: set[Path], name: Path) -> float:
    chance = 1.0
    for length in range(len(name)):
        options = allowed_next(names, name[:length], is_first=True)
        chance *= toy.shares((*PROMPT, *name[:length]), options)[name[length]] if len(options) > 1 else 1.0
    options = allowed_next(names, name, is_first=True)
    shares = toy.shares((*PROMPT, *name), options)
    return chance * ((shares[SEPARATOR] + shares[TERMINATOR]) if len(options) > 2 else 1.0)


def brute_selection(toy: Toy, names: set[Path], limit: int | None) -> list[Path]:
    """Greedy decoding, one token at a time, with nothing cached and nothing clever."""
    left, said = set(names), [*PROMPT]
    spelt: Path = ()
    chosen: list[Path] = []
    while len(chosen) != limit:
        options = allowed_next(left, spelt, is_first=not chosen)
        shares = toy.shares(said, options)
        inside = [token for token in options if token not in {SEPARATOR, TERMINATOR}]
        end = shares.get(SEPARATOR, 0) + shares.get(TERMINATOR, 0)
        if inside and max(shares[token] for token in inside) > end:
            token = max(inside, key=shares.__getitem__)
            said, spelt = [*said, token], (*spelt, token)
            continue
        if not spelt:
            break
        chosen.append(spelt)
        left.discard(spelt)
        if not left or toy.logit(said, TERMINATOR) >= toy.logit(said, SEPARATOR):
            break
        said, spelt = [*said, SEPARATOR], ()
    return chosen


def ranked(toy: Toy, names: Sequence[Path], limit: int | None = None) -> Ranking:
    return rank(toy, PROMPT, names, separator=SEPARATOR, terminator=TERMINATOR, limit=limit)


@given(st.integers(), candidate_lists)
def test_probabilities_equal_brute_force(seed: int, names: list[Path]) -> None:
    toy = Toy(seed)
    ranking = ranked(toy, names)
    expected = [brute_probability(toy, set(names), name) for name in names]
    assert ranking.probabilities == pytest.approx(expected)
    alone = dict(zip(names, ranking.probabilities, strict=True))
    assert sum(alone.values()) + ranking.none_probability == pytest.approx(1)


@given(st.integers(), candidate_lists, st.none() | st.integers(1, 4))
@settings(max_examples=300)
def test_selection_equals_greedy_brute_force(seed: int, names: list[Path], limit: int | None) -> None:
    toy = Toy(seed)
    chosen = [names[place] for place in ranked(toy, names, limit).selected]
    assert chosen == brute_selection(toy, set(names), limit)
    assert len(chosen) == len(set(chosen))


@given(st.integers(), candidate_lists)
def test_only_branchings_are_asked_about(seed: int, names: list[Path]) -> None:
    toy = Toy(seed)
    ranked(toy, names, limit=1)
    for ask in toy.asks:
        assert len(ask.among) > 1
        assert not ask.path or any(name[: len(ask.path)] == ask.path for name in names)


def test_a_lone_candidate_still_competes_with_none() -> None:
    ranking = ranked(Toy(1), [(1, 2, 3)])
    assert ranking.probabilities[0] + ranking.none_probability == pytest.approx(1)
    assert 0 < ranking.none_probability < 1


def test_a_name_that_begins_another_can_win_or_lose() -> None:
    winners = {ranked(Toy(seed), [(1,), (1, 2)], limit=1).selected for seed in range(40)}
    assert winners == {(), (0,), (1,)}
