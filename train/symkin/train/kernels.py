"""The arithmetic between the matrix products: plain functions of tensors, which may be compiled.

On a processor with bf16 matrix units the products take less time than these, so few passes over memory are what makes
training there fast. It needs a C++ compiler at hand.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar, cast

import torch
from torch import Tensor
from torch.nn.functional import gelu


def norm(x: Tensor, weight: Tensor, epsilon: float) -> Tensor:
    """Gemma's root mean square norm over the last dimension, computed in float32."""
    wide = x.float()
    scale = torch.rsqrt(wide.pow(2).mean(-1, keepdim=True) + epsilon)
    return (wide * scale * (1.0 + weight.float())).to(x.dtype)


def add_norm(residual: Tensor, x: Tensor, weight: Tensor, epsilon: float) -> Tensor:
    """The residual stream with the norm of a block's output added."""
    return residual + norm(x, weight, epsilon)


def gate(x: Tensor) -> Tensor:
    """Gemma's gated linear unit of the two halves of the last dimension."""
    gated, up = x.chunk(2, -1)
    return gelu(gated, approximate="tanh") * up


def heads(
    x: Tensor, of_queries: Tensor, of_keys: Tensor, epsilon: float, cosine: Tensor, sine: Tensor
) -> tuple[Tensor, Tensor, Tensor]:
    """Queries [T, heads, D], keys [T, D] and values [T, D] of x [T, (heads + 2) * D].

    The first two are normed with the weights `of_queries` and `of_keys`, and rotated; cosine and sine are [T, D / 2].
    """
    parts = torch.unflatten(x, -1, (-1, of_keys.shape[0]))
    cosine, sine = cosine[:, None], sine[:, None]
    queries = _rotated(norm(parts[:, :-2], of_queries, epsilon), cosine, sine)
    keys = _rotated(norm(parts[:, -2:-1], of_keys, epsilon), cosine, sine)
    return queries, keys.squeeze(1), parts[:, -1].clone()


def _rotated(x: Tensor, cosine: Tensor, sine: Tensor) -> Tensor:
    left, right = x.chunk(2, -1)
    return torch.cat((left * cosine - right * sine, right * cosine + left * sine), -1)


def weigh(scores: Tensor, visible: Tensor, scale: float) -> Tensor:
    """Attention weights: scores [B, L, heads, S], visible [B, L, S]."""
    bias = torch.where(visible, 0.0, float("-inf"))[:, :, None]
    return torch.softmax(scores.float() * scale + bias, -1).to(scores.dtype)


Kernel = Callable[..., Tensor]
_Any = TypeVar("_Any", bound=Callable[..., object])


@dataclass(frozen=True, slots=True)
class Kernels:
    """The functions of this module, as they are or compiled."""

    norm: Kernel = norm
    add_norm: Kernel = add_norm
    gate: Kernel = gate
    heads: Callable[..., tuple[Tensor, Tensor, Tensor]] = heads
    weigh: Kernel = weigh


PLAIN = Kernels()


def compiled(device: torch.device, say: Callable[[str], None] = lambda _: None) -> Kernels:
    """The same, compiled at their first call for any shape; or `PLAIN`, and a word on it, where nothing can compile."""

    def make(function: _Any) -> _Any:
        made: object = torch.compile(function, dynamic=True)
        return cast("_Any", made)

    kernels = Kernels(make(norm), make(add_norm), make(gate), make(heads), make(weigh))
    try:
        kernels.norm(torch.ones(3, 16, device=device), torch.zeros(16, device=device), 1e-6)
    except RuntimeError:
        say("nothing here can compile: training with plain arithmetic, which is slower")
        return PLAIN
    return kernels
