"""The mean of what two runs have learned, as a run of the same rank: `python runs/average.py ONE OTHER OUT`.

Weights along the way of one training are near each other, and their mean does better than either (Wortsman et al. 2022,
"Model soups"). The mean of two low-rank products has twice the rank; the largest singular values keep nearly all of it.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import torch
from safetensors import safe_open
from safetensors.torch import load_file, save_file
from torch import Tensor

from symkin.model.adapter import WEIGHTS

ADAPTER = Path("adapter") / WEIGHTS


def main(one: Path, other: Path, out: Path) -> None:
    """Write the mean of two runs' adapters into a copy of the second run."""
    first, second = load_file(one / ADAPTER), load_file(other / ADAPTER)
    found: dict[str, Tensor] = {}
    for down in (name for name in first if ".lora_A." in name):
        up = down.replace(".lora_A.", ".lora_B.")
        found[up], found[down] = mean((first[up], first[down]), (second[up], second[down]))
    shutil.copytree(other, out, ignore=shutil.ignore_patterns("checkpoint"))
    with safe_open(other / ADAPTER, "pt") as opened:
        save_file(found, out / ADAPTER, metadata=opened.metadata())


def mean(one: tuple[Tensor, Tensor], other: tuple[Tensor, Tensor]) -> tuple[Tensor, Tensor]:
    """The mean of two products of [M, R] and [R, N], as near as such a product comes (Eckart and Young 1936)."""
    up, down = torch.cat((one[0], other[0]), 1) / 2, torch.cat((one[1], other[1]))
    (left, left_rest), (right, right_rest) = torch.linalg.qr(up), torch.linalg.qr(down.T)
    axes, strengths, others = torch.linalg.svd(left_rest @ right_rest.T)
    rank = len(one[1])
    roots = strengths[:rank].sqrt()
    return (left @ axes[:, :rank] * roots).contiguous(), ((others[:rank] * roots[:, None]) @ right.T).contiguous()


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
