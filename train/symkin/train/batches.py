"""Trees as tensors: padded on the right, the tokens that all of them begin with taken out and shared."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import torch

from symkin.train.trees import Site, Tree

_STEP = 16  # lengths are rounded up to a multiple: fewer shapes, and rows that fit vector registers


@dataclass(frozen=True, slots=True)
class Batch:
    """B trees of at most L tokens after a shared prefix of P, with S sites of at most O options.

    Sites are rows of the B * L tokens, in the trees' order.
    """

    prefix: torch.Tensor
    """Token ids, [P]."""
    tokens: torch.Tensor
    """Token ids, [B, L]; padding is 0."""
    positions: torch.Tensor
    """Depths in the trees, [B, L]."""
    visible: torch.Tensor
    """Which tokens of prefix and tree a token sees, bool [B, L, P + L]; padding sees itself alone."""
    rows: torch.Tensor
    """Where the sites are, [S]."""
    options: torch.Tensor
    """Token ids, [S, O]; padding is -1."""
    weights: torch.Tensor
    """Target weights, [S, O]."""
    wide_rows: torch.Tensor
    """Where the sites over the whole vocabulary are, [W]."""
    wide_targets: torch.Tensor
    """Their target tokens, [W]."""
    wide_weights: torch.Tensor
    """Their weights, [W]."""

    def to(self, device: torch.device) -> Batch:
        """The same on another device."""
        return Batch(*(getattr(self, name).to(device) for name in self.__slots__))


def plan(lengths: Sequence[int], prefix: int, token_budget: int) -> list[list[int]]:
    """Cut examples into batches of similar length, at most `token_budget` padded tokens each: lists of places."""
    batches: list[list[int]] = []
    for place in sorted(range(len(lengths)), key=lengths.__getitem__, reverse=True):
        size = _rounded(lengths[batches[-1][0]] - prefix) if batches else 0
        if batches and prefix + size * (len(batches[-1]) + 1) <= token_budget:
            batches[-1].append(place)
        else:
            batches.append([place])
    return batches


def collate(trees: Sequence[Tree], prefix: int) -> Batch:
    """Make a batch of trees whose first `prefix` tokens are the same."""
    width = _rounded(max(len(tree.tokens) for tree in trees) - prefix)
    tokens = np.zeros((len(trees), width), np.int64)
    positions = np.full((len(trees), width), prefix, np.int64)
    visible = np.zeros((len(trees), width, prefix + width), bool)
    for place, tree in enumerate(trees):
        count = len(tree.tokens) - prefix
        tokens[place, :count] = tree.tokens[prefix:]
        visible[place], positions[place, :count] = _lineage(tree, prefix, width)
    sites = [(place * width + site.node - prefix, site) for place, tree in enumerate(trees) for site in tree.sites]
    narrow = [(row, site) for row, site in sites if site.options]
    wide = [(row, site) for row, site in sites if not site.options]
    return Batch(
        prefix=torch.tensor(trees[0].tokens[:prefix], dtype=torch.long),
        tokens=torch.from_numpy(tokens),
        positions=torch.from_numpy(positions),
        visible=torch.from_numpy(visible),
        rows=torch.tensor([row for row, _ in narrow], dtype=torch.long),
        options=torch.from_numpy(_padded([site for _, site in narrow], "options", -1).astype(np.int64)),
        weights=torch.from_numpy(_padded([site for _, site in narrow], "weights", 0.0).astype(np.float32)),
        wide_rows=torch.tensor([row for row, _ in wide], dtype=torch.long),
        wide_targets=torch.tensor([site.token for _, site in wide], dtype=torch.long),
        wide_weights=torch.tensor([site.weights[0] for _, site in wide], dtype=torch.float32),
    )


def _rounded(length: int) -> int:
    return length + -length % _STEP


def _lineage(tree: Tree, prefix: int, width: int) -> tuple[npt.NDArray[np.bool_], npt.NDArray[np.int64]]:
    """What each token sees, and the depth of each token of the tree."""
    count, trunk = len(tree.tokens) - prefix, tree.trunk - prefix
    visible = np.zeros((width, width), bool)
    visible[:trunk, :trunk] = np.tri(trunk, dtype=bool)
    visible[range(width), range(width)] = True
    depths = np.arange(prefix, prefix + count)
    for place in range(trunk, count):
        parent = tree.parents[place + prefix] - prefix
        visible[place] |= visible[parent]
        depths[place] = depths[parent] + 1
    shared = np.zeros((width, prefix), bool)
    shared[:count] = True
    return np.concatenate((shared, visible), 1), depths


def _padded(sites: Sequence[Site], name: str, filler: float) -> npt.NDArray[np.float64]:
    rows = [getattr(site, name) for site in sites]
    table = np.full((len(rows), max(map(len, rows), default=0)), filler)
    for place, row in enumerate(rows):
        table[place, : len(row)] = row
    return table
