"""A trained model in torch, asked just as llama.cpp is: what its GGUF file must agree with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import torch
from torch import Tensor

from symkin.model.scoring import Ask, common_prefix
from symkin.model.tokens import Tokenize

if TYPE_CHECKING:
    from transformers import DynamicCache, Gemma3ForCausalLM


class TorchModel:
    """Implements `symkin.model.judge.Model` over a `Gemma3ForCausalLM`.

    Tokens of several paths are evaluated at once, each seeing its own path only; what a prompt has in common with the
    last one is remembered.
    """

    def __init__(self, model: Gemma3ForCausalLM, tokenize: Tokenize) -> None:
        from transformers import DynamicCache

        self._model: Any = model
        self._window = int(model.config.sliding_window or 0)
        self._cache: DynamicCache = DynamicCache()
        self._cached: list[int] = []
        self.tokenize = tokenize

    @torch.no_grad()
    def logits(self, prefix: Sequence[int], asks: Sequence[Ask]) -> list[list[float]]:
        """Implement `Evaluator.logits`."""
        known = min(common_prefix(self._cached, prefix), len(prefix) - 1)
        self._forget(len(self._cached) - known)
        branches = _branches(len(prefix) - known, [ask.path for ask in asks])
        tokens = [*prefix[known:], *branches.tokens]
        states = self._evaluate(tokens, known, branches)
        self._cached = [*prefix[:known], *tokens]
        self._forget(len(branches.tokens))
        return [self._row(states[branches.places[ask.path]], ask.among) for ask in asks]

    def _evaluate(self, tokens: Sequence[int], known: int, branches: _Branches) -> Tensor:
        """The last hidden states of the tokens, [L, width]."""
        positions = torch.tensor(branches.positions) + known
        seen = torch.cat((torch.ones(len(tokens), known, dtype=torch.bool), branches.visible()), 1)
        every = torch.cat((torch.arange(known), positions))
        near = positions[:, None] - every[None] < self._window
        masks = {"full_attention": seen[None, None], "sliding_attention": (seen & near)[None, None]}
        found = self._model.model(
            input_ids=torch.tensor([list(tokens)]),
            position_ids=positions[None],
            attention_mask=masks,
            cache=self._cache,
        )
        states: Tensor = found.last_hidden_state[0]
        return states

    def _row(self, state: Tensor, among: Sequence[int]) -> list[float]:
        table = self._model.model.embed_tokens.weight
        row: list[float] = (table[list(among)] @ state).tolist()
        return row

    def _forget(self, count: int) -> None:
        """Drop the last tokens from memory."""
        if count:
            self._cache.crop(-count)
            del self._cached[-count:]


@dataclass(slots=True)
class _Branches:
    """Paths after a trunk of tokens, as a tree: each token with the place of the one before it."""

    trunk: int
    tokens: list[int] = field(default_factory=list)
    parents: list[int] = field(default_factory=list)
    places: dict[tuple[int, ...], int] = field(default_factory=dict)

    @property
    def positions(self) -> list[int]:
        """How far each token is from the first."""
        found = list(range(self.trunk))
        for parent in self.parents:
            found.append(found[parent] + 1)
        return found

    def visible(self) -> Tensor:
        """Whether a token (row) sees another (column): [L, L]."""
        size = self.trunk + len(self.tokens)
        seen = torch.eye(size, dtype=torch.bool)
        seen[: self.trunk, : self.trunk] = torch.ones(self.trunk, self.trunk, dtype=torch.bool).tril()
        for place, parent in enumerate(self.parents, self.trunk):
            seen[place] |= seen[parent]
        return seen


def _branches(trunk: int, paths: Sequence[tuple[int, ...]]) -> _Branches:
    tree = _Branches(trunk, places={(): trunk - 1})
    for path in paths:
        for depth in range(1, len(path) + 1):
            if path[:depth] not in tree.places:
                tree.places[path[:depth]] = trunk + len(tree.tokens)
                tree.parents.append(tree.places[path[: depth - 1]])
                tree.tokens.append(path[depth - 1])
    return tree
