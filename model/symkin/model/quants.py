"""How a model file stores its weights: the kinds that there are, and what each is made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

_Q5_0, _Q8_0, _Q6_K, _IQ4_NL = 6, 8, 14, 20


@dataclass(frozen=True, slots=True)
class Quant:
    """A kind of quantisation: llama.cpp's number of it, and the tensor types of what is stored otherwise.

    `tensors` is by a regular expression of their names; `embeddings` are the weights of the logits too.
    """

    kind: int
    description: str
    embeddings: int | None = None
    tensors: Mapping[str, int] = field(default_factory=dict)


# The packaged base has its projections of 640 columns in q5_0. An adapter moves weights by less than a step of that
# grid, so that q5_0 rounds half of what was learnt away again, and q4_0, whose grid is every second step of it, gives
# it back twice over. A finer grid, or one that is not even (iq4_nl), keeps all of it.
QUANTS: Mapping[str, Quant] = {
    "mixed": Quant(
        7,
        "embeddings q5_0, attention q8_0, feed-forward iq4_nl in and q6_K out",
        _Q5_0,
        {"ffn_(gate|up)": _IQ4_NL, "ffn_down": _Q6_K},
    ),
    "q8_0": Quant(7, "all matrices q8_0"),
    "q4_0": Quant(2, "embeddings q8_0, all other matrices q4_0"),
    "f16": Quant(1, "all matrices f16"),
}
"""The kinds by name. Norms are in f32 everywhere."""

DEFAULT_QUANT = "mixed"
"""What `symkin model prepare` makes: under 150 MB, and the nearest to the trained model of those that are."""
