"""Gemma 3's forward pass over transformers' own weights, for trees of tokens with a shared beginning.

It differs from `Gemma3TextModel.forward` in what it leaves out: the prefix that all examples share is computed once for
a batch, the layers below the lowest trained one keep nothing for a backward pass, and no logits are made but those that
are asked for. A test holds it against transformers'.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import torch
from torch import Tensor
from torch.nn.functional import linear

from symkin.train.batches import Batch
from symkin.train.kernels import PLAIN, Kernels
from symkin.train.projections import Group, project, stack

if TYPE_CHECKING:
    from transformers import Gemma3ForCausalLM


@dataclass(frozen=True, slots=True)
class Layer:
    """A decoder layer: transformers' module for its norms and numbers, and its projections in groups of one input."""

    module: Any
    queries_keys_values: Group
    mixed: Group
    gate_up: Group
    down: Group
    is_trained: bool


@dataclass(frozen=True, slots=True)
class Network:
    """A `Gemma3ForCausalLM`, bare or with adapters on its projections, and how to compute it."""

    body: Any
    layers: tuple[Layer, ...]
    dtype: torch.dtype
    kernels: Kernels

    @property
    def table(self) -> Tensor:
        """The embeddings, which are the weights of the logits too: [vocabulary, width]."""
        table: Tensor = self.body.embed_tokens.weight
        return table


def to_network(model: Gemma3ForCausalLM, dtype: torch.dtype, kernels: Kernels = PLAIN) -> Network:
    """Make a network of a model on its device; layers below the lowest that is trained need no gradients."""
    flags = [any(value.requires_grad for value in layer.parameters()) for layer in model.model.layers]
    trained = [any(flags[: number + 1]) for number in range(len(flags))]
    layers = tuple(_layer(module, is_trained) for module, is_trained in zip(model.model.layers, trained, strict=True))
    return Network(model.model, layers, dtype, kernels)


def hidden_states(network: Network, batch: Batch, rows: Tensor) -> Tensor:
    """The last hidden states of these rows of the B * L tokens, [len(rows), width], after the final norm."""
    body, device = network.body, batch.tokens.device
    ids = torch.cat((batch.prefix, batch.tokens.flatten()))
    places = torch.cat((torch.arange(len(batch.prefix), device=device), batch.positions.flatten()))
    with torch.no_grad():
        x = body.embed_tokens(ids).to(network.dtype)
        views = _views(network, batch, x, places)
    wanted = torch.is_grad_enabled()
    for layer in network.layers:
        with torch.set_grad_enabled(wanted and layer.is_trained):
            x = _mix(network.kernels, layer, x, views[layer.module.self_attn.layer_type])
            # Above the last attention no token needs the others.
            x = x[len(batch.prefix) + rows] if layer is network.layers[-1] else x
            x = _think(network.kernels, layer, x)
    return network.kernels.norm(x, body.norm.weight, body.norm.eps)


def logits(network: Network, states: Tensor, tokens: Tensor | None) -> Tensor:
    """The logits of `tokens` [S, O] after each of the `states` [S, width], or of the whole vocabulary, in float32."""
    if tokens is None:
        return linear(states, network.table.to(network.dtype)).float()
    return torch.einsum("sd,sod->so", states.float(), network.table[tokens].float())


@dataclass(frozen=True, slots=True)
class _View:
    """What a kind of layer attends to: rotations [T, D / 2], visible tokens of the prefix [1, P, P] and of the trees
    [B, L, P + L].
    """

    cosine: Tensor
    sine: Tensor
    prefix: Tensor
    trees: Tensor


def _layer(module: Any, is_trained: bool) -> Layer:  # noqa: ANN401  # transformers has no type for its attributes
    attention, mlp = module.self_attn, module.mlp
    return Layer(
        module=module,
        queries_keys_values=stack((attention.q_proj, attention.k_proj, attention.v_proj)),
        mixed=stack((attention.o_proj,)),
        gate_up=stack((mlp.gate_proj, mlp.up_proj)),
        down=stack((mlp.down_proj,)),
        is_trained=is_trained,
    )


def _views(network: Network, batch: Batch, x: Tensor, places: Tensor) -> dict[str, _View]:
    config, count = network.body.config, len(batch.prefix)
    chain = torch.ones(1, count, count, dtype=torch.bool, device=x.device).tril()
    nearby = torch.ones_like(chain).triu(1 - config.sliding_window)
    starts = torch.arange(count, device=x.device).expand(len(batch.tokens), count)
    keys = torch.cat((starts, batch.positions), 1)
    near = batch.positions[:, :, None] - keys[:, None] < config.sliding_window
    seen = {
        "full_attention": (chain, batch.visible),
        "sliding_attention": (chain & nearby, batch.visible & near),
    }
    views = {}
    for kind in sorted(set(config.layer_types)):
        cosine, sine = network.body.rotary_emb(x[None], places[None], kind)
        half = cosine.shape[-1] // 2
        views[kind] = _View(cosine[0, :, :half], sine[0, :, :half], *seen[kind])
    return views


def _mix(kernels: Kernels, layer: Layer, x: Tensor, view: _View) -> Tensor:
    """The half of a layer in which tokens see each other."""
    before, after = layer.module.input_layernorm, layer.module.post_attention_layernorm
    mixed = _attention(kernels, layer, kernels.norm(x, before.weight, before.eps), view)
    return kernels.add_norm(x, mixed, after.weight, after.eps)


def _think(kernels: Kernels, layer: Layer, x: Tensor) -> Tensor:
    """The half of a layer that works on each token alone."""
    before, after = layer.module.pre_feedforward_layernorm, layer.module.post_feedforward_layernorm
    gated = kernels.gate(project(layer.gate_up, kernels.norm(x, before.weight, before.eps)))
    return kernels.add_norm(x, project(layer.down, gated), after.weight, after.eps)


def _attention(kernels: Kernels, layer: Layer, x: Tensor, view: _View) -> Tensor:
    attention = layer.module.self_attn
    scales = attention.q_norm.weight, attention.k_norm.weight
    made = kernels.heads(project(layer.queries_keys_values, x), *scales, attention.q_norm.eps, view.cosine, view.sine)
    count, (size, length) = view.prefix.shape[1], view.trees.shape[:2]
    # Split, not sliced: the gradient of a slice is a whole tensor of zeros.
    both = [torch.split(tensor, [count, size * length]) for tensor in made]
    first = [part[None] for part, _ in both]
    rest = [torch.unflatten(part, 0, (size, length)) for _, part in both]
    seen = [torch.cat((first[place].expand(size, -1, -1), rest[place]), 1) for place in (1, 2)]
    heads = [
        _attend(kernels, first[0], first[1], first[2], view.prefix, attention.scaling),
        _attend(kernels, rest[0], seen[0], seen[1], view.trees, attention.scaling),
    ]
    return project(layer.mixed, torch.cat([part.flatten(0, 1) for part in heads]))


def _attend(kernels: Kernels, queries: Tensor, keys: Tensor, values: Tensor, visible: Tensor, scale: float) -> Tensor:
    """Attention of all heads to the one key-value head: queries [B, L, heads, D], keys and values [B, S, D]."""
    size, length, heads, width = queries.shape
    scores = queries.reshape(size, length * heads, width) @ keys.transpose(1, 2)
    weights = kernels.weigh(torch.unflatten(scores, 1, (length, heads)), visible, scale)
    return (weights.flatten(1, 2) @ values).view(size, length, heads * width)
