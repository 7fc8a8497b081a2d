"""Where word vectors begin: the base model's embeddings of a word's tokens, in as many dimensions as wanted."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import torch
from torch import Tensor

from symkin.train.bases import open_base

_LEAST = 1e-6


def base_vectors(base: str, spellings: Sequence[str], size: int, say: Callable[[str], None] = lambda _: None) -> Tensor:
    """A vector of each word [words, size], of length 1 on average. Raises TrainError for what is no base.

    The mean of a word's tokens, less the mean of all words, of length 1, on the first principal axes; each axis counts
    with the root of its singular value, so that those where few words differ are not lost.
    """
    opened = open_base(base, torch.float32, say)
    embeddings = opened.model.model.embed_tokens.weight.detach()
    # As in prose, after a space: so the base knows words best.
    found = torch.stack([embeddings[list(opened.tokenize(f" {word}"))].mean(0) for word in spellings])
    centred = found - found.mean(0)
    axes, strengths, _ = torch.linalg.svd(
        centred / centred.norm(dim=1, keepdim=True).clamp(min=_LEAST), full_matrices=False
    )
    vectors: Tensor = axes[:, :size] * strengths[:size].sqrt()
    length = vectors.norm(dim=1).mean().clamp(min=_LEAST)
    return vectors.div(length)
