"""What a batch costs."""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn.functional import cross_entropy

from symkin.train.batches import Batch
from symkin.train.gemma import Network, hidden_states, logits


def loss(network: Network, batch: Batch) -> Tensor:
    """The sum over the batch's sites of weighted cross-entropy: a scalar in float32."""
    states = hidden_states(network, batch)
    total = states.new_zeros((), dtype=torch.float32)
    if len(batch.rows):
        likely = option_logits(network, states, batch).log_softmax(-1)
        total = total - (batch.weights * likely.masked_fill(batch.options < 0, 0.0)).sum()
    if len(batch.wide_rows):
        wide = logits(network, states[batch.wide_rows], None)
        total = total + (batch.wide_weights * cross_entropy(wide, batch.wide_targets, reduction="none")).sum()
    return total


def option_logits(network: Network, states: Tensor, batch: Batch) -> Tensor:
    """The logits of each site's options, [S, O]; minus infinity where there is no option."""
    found = logits(network, states[batch.rows], batch.options.clamp(min=0))
    return found.masked_fill(batch.options < 0, float("-inf"))
