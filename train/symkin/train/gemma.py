"""Gemma 3's forward pass over transformers' own modules, for trees of tokens with a shared beginning.

It differs from `Gemma3TextModel.forward` in what it leaves out: the prefix that all examples share is computed once for a batch,
the layers below the lowest trained one keep nothing for a backward pass, and no logits are made but those that are asked
for. A test holds it against transformers'.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn.functional import linear

from symkin.train.batches import Batch
from symkin.train.kernels import Kernels


@dataclass(frozen=True, slots=True)
class Network:
    """A `Gemma3ForCausalLM`, bare or with adapters on its projections, and how to compute it.

    `frozen` counts the lower layers that have nothing to train.
    """

    model: Any
    dtype: torch.dtype
    frozen: int = 0
    kernels: Kernels = Kernels()

    @property
    def device(self) -> torch.device:
        """Where the weights are."""
        device: torch.device = self.model.model.embed_tokens.weight.device
        return device


def hidden_states(network: Network, batch: Batch) -> Tensor:
    """The last hidden states, [B * L, width], after the final norm."""
    body = network.model.model
    ids = torch.cat((batch.prefix, batch.tokens.flatten()))
    places = torch.cat((torch.arange(len(batch.prefix), device=ids.device), batch.positions.flatten()))
    with torch.no_grad():
        x = body.embed_tokens(ids).to(network.dtype)
        views = _views(network, batch, x, places)
    for number, layer in enumerate(body.layers):
        with torch.set_grad_enabled(torch.is_grad_enabled() and number >= network.frozen):
            x = _layer(network.kernels, layer, x, views[layer.self_attn.layer_type])
    return network.kernels.norm(x[len(batch.prefix) :], body.norm.weight, body.norm.eps)


def logits(network: Network, states: Tensor, tokens: Tensor | None) -> Tensor:
    """The logits of `tokens` [S, O] after each of the `states` [S, width], or of the whole vocabulary, in float32."""
    table = network.model.model.embed_tokens.weight.to(network.dtype)
    if tokens is None:
        return linear(states, table).float()
    return torch.einsum("sd,sod->so", states, table[tokens]).float()


@dataclass(frozen=True, slots=True)
class _View:
    """What a kind of layer attends to: rotations [T, D / 2], visible tokens of prefix [1, P, P] and trees [B, L, P + L]."""

    cosine: Tensor
    sine: Tensor
    prefix: Tensor
    trees: Tensor


def _views(network: Network, batch: Batch, x: Tensor, places: Tensor) -> dict[str, _View]:
    body = network.model.model
    count = len(batch.prefix)
    chain = torch.ones(1, count, count, dtype=torch.bool, device=x.device).tril()
    starts = torch.arange(count, device=x.device).expand(len(batch.tokens), count)
    keys = torch.cat((starts, batch.positions), 1)
    near = batch.positions[:, :, None] - keys[:, None] < body.config.sliding_window
    seen = {"full_attention": batch.visible, "sliding_attention": batch.visible & near}
    views = {}
    for kind in set(body.config.layer_types):
        cosine, sine = body.rotary_emb(x[None], places[None], kind)
        half = cosine.shape[-1] // 2
        views[kind] = _View(cosine[0, :, :half], sine[0, :, :half], chain, seen[kind])
    return views


def _layer(kernels: Kernels, layer: Any, x: Tensor, view: _View) -> Tensor:
    attention, mlp, before, after = layer.self_attn, layer.mlp, layer.post_attention_layernorm, layer.input_layernorm
    mixed = _attention(kernels, attention, kernels.norm(x, after.weight, after.eps), view)
    x = kernels.add_norm(x, mixed, before.weight, before.eps)
    before, after = layer.pre_feedforward_layernorm, layer.post_feedforward_layernorm
    y = kernels.norm(x, before.weight, before.eps)
    y = _project(mlp.down_proj, kernels.gate(_project(mlp.gate_proj, y), _project(mlp.up_proj, y)))
    return kernels.add_norm(x, y, after.weight, after.eps)


def _attention(kernels: Kernels, attention: Any, x: Tensor, view: _View) -> Tensor:
    width = attention.head_dim
    queries = _project(attention.q_proj, x).unflatten(-1, (-1, width))
    keys = _project(attention.k_proj, x).unflatten(-1, (-1, width))
    values = _project(attention.v_proj, x)
    rotation = view.cosine, view.sine
    queries = kernels.norm_rotate(queries, attention.q_norm.weight, attention.q_norm.eps, *rotation)
    keys = kernels.norm_rotate(keys, attention.k_norm.weight, attention.k_norm.eps, *rotation).flatten(1)
    count, (size, length) = view.prefix.shape[1], view.trees.shape[:2]
    first, rest = [tensor[:count][None] for tensor in (queries, keys, values)], []
    for tensor in (queries, keys, values):
        rest.append(tensor[count:].unflatten(0, (size, length)))
    seen = [torch.cat((first[place].expand(size, -1, -1), rest[place]), 1) for place in (1, 2)]
    heads = [
        _attend(kernels, *first, view.prefix, attention.scaling).flatten(0, 1),
        _attend(kernels, rest[0], seen[0], seen[1], view.trees, attention.scaling).flatten(0, 1),
    ]
    return _project(attention.o_proj, torch.cat(heads))


def _attend(kernels: Kernels, queries: Tensor, keys: Tensor, values: Tensor, visible: Tensor, scale: float) -> Tensor:
    """Attention of all heads to the one key-value head: queries [B, L, heads, D], keys and values [B, S, D]."""
    size, length, heads, width = queries.shape
    scores = queries.reshape(size, length * heads, width) @ keys.transpose(1, 2)
    weights = kernels.weigh(scores.unflatten(1, (length, heads)), visible, scale)
    return (weights.flatten(1, 2) @ values).view(size, length, heads * width)


def _project(module: nn.Module, x: Tensor) -> Tensor:
    """A projection, with its adapter if it has one, in the type of `x`."""
    base: Any = getattr(module, "base_layer", module)
    y = linear(x, base.weight.to(x.dtype))
    adapters: Sequence[str] = getattr(module, "active_adapters", ())
    for name in adapters:
        lora: Any = module
        down, up = lora.lora_A[name].weight.to(x.dtype), lora.lora_B[name].weight * lora.scaling[name]
        y = torch.addmm(y, linear(x, down), up.to(x.dtype).T)
    return y
