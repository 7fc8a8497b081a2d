"""What a batch costs."""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn.functional import cross_entropy

from symkin.train.batches import Batch
from symkin.train.gemma import Network, hidden_states, logits


def loss(network: Network, batch: Batch) -> Tensor:
    """The sum over the batch's sites of weighted cross-entropy: a scalar in float32."""
    states = hidden_states(network, batch, torch.cat((batch.rows, batch.wide_rows)))
    narrow, wide = torch.split(states, [len(batch.rows), len(batch.wide_rows)])
    total = states.new_zeros((), dtype=torch.float32)
    if len(batch.rows):
        likely = option_logits(network, narrow, batch).log_softmax(-1)
        total = total - (batch.weights * likely.masked_fill(batch.options < 0, 0.0)).sum()
    if len(batch.wide_rows):
        costs = cross_entropy(logits(network, wide, None), batch.wide_targets, reduction="none")
        total = total + (batch.wide_weights * costs).sum()
    return total


def option_logits(network: Network, states: Tensor, batch: Batch) -> Tensor:
    """The logits of each site's options, [S, O], from the states at the sites; minus infinity where there is none."""
    found = logits(network, states, batch.options.clamp(min=0))
    return found.masked_fill(batch.options < 0, float("-inf"))
