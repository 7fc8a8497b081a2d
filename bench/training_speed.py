"""What each lever of training is worth on this processor, in tokens of examples a second.

    python bench/training_speed.py DATA [--examples 24] [--rounds 3] [--threads 2]

One forward and one backward pass over the same examples of a data set, the ways in turn in each round; the best round
counts. CPU seconds tell what the work costs where other programs run too, wall seconds what one waits for.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import torch

from symkin.train import adapters, kernels
from symkin.train.bases import open_base
from symkin.train.batches import Batch, collate, plan
from symkin.train.gemma import Network, to_network
from symkin.train.losses import loss
from symkin.train.questions import common_prefix, data_files, read_questions, read_signs
from symkin.train.schedule import spread
from symkin.train.settings import PACKAGED, Settings
from symkin.train.trees import Tree, token_tree, trie_tree


@dataclass
class Way:
    """One way to train, and the best that it did: seconds of wall clock and of processor time."""

    name: str
    network: Network
    batches: list[Batch]
    wall: float = field(default=float("inf"))
    cpu: float = field(default=float("inf"))

    def run(self) -> None:
        """One pass."""
        wall, cpu = time.perf_counter(), time.process_time()
        for batch in self.batches:
            loss(self.network, batch).backward()  # type: ignore[no-untyped-call]
        self.wall = min(self.wall, time.perf_counter() - wall)
        self.cpu = min(self.cpu, time.process_time() - cpu)


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("data", type=Path)
    options.add_argument("--examples", type=int, default=24)
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("--threads", type=int, default=2)
    chosen = options.parse_args()
    torch.set_num_threads(chosen.threads)
    tokenize = open_base(PACKAGED, torch.bfloat16).tokenize
    signs = read_signs(tokenize)
    everything = read_questions(data_files([chosen.data]), tokenize, 1024).items
    questions = spread(everything, chosen.examples)
    trees = [trie_tree(question, signs, question.selected[:6]) for question in questions]
    chains = [token_tree(question, signs, question.selected[:6]) for question in questions]
    ways = make_ways(trees, chains, common_prefix(questions))
    for _ in range(chosen.rounds + 1):  # the first compiles
        for way in ways:
            way.run()
    print_table(ways, sum(len(tree.tokens) for tree in trees))


def make_ways(trees: Sequence[Tree], chains: Sequence[Tree], prefix: int) -> list[Way]:
    """Every way that is compared; each differs from "shipped" in what its name says."""
    lora = Settings(data=())
    fused, bf16 = kernels.compiled(torch.device("cpu")), torch.bfloat16

    def way(name: str, network: Network, of: Sequence[Tree] = trees, shared: int = prefix, budget: int = 4096) -> Way:
        places = plan([len(tree.tokens) for tree in of], shared, budget)
        return Way(name, network, [collate([of[place] for place in batch], shared) for batch in places])

    shipped = network_of(lora, bf16, fused)
    return [
        way("shipped: bf16, compiled, trie, LoRA 16", shipped),
        way("fp32, not compiled", network_of(lora, torch.float32, kernels.PLAIN)),
        way("not compiled", network_of(lora, bf16, kernels.PLAIN)),
        way("prefix not shared", shipped, shared=0),
        way("token budget 1024", shipped, budget=1024),
        way("token budget 2048", shipped, budget=2048),
        way("loss over the vocabulary (--loss tokens)", shipped, of=chains),
        way("--layers 12", network_of(replace(lora, layers=12), bf16, fused)),
        way("--layers 6", network_of(replace(lora, layers=6), bf16, fused)),
        way("--full", network_of(replace(lora, full=True), bf16, fused)),
    ]


def network_of(settings: Settings, dtype: torch.dtype, kernel: kernels.Kernels) -> Network:
    """The packaged base, made ready to train in one way."""
    base = open_base(PACKAGED, dtype)
    adapters.prepare(base, settings)
    return to_network(base.model, dtype, kernel)


def print_table(ways: Sequence[Way], tokens: int) -> None:
    print("| way | tokens a second | of processor time | to shipped |\n| --- | ---: | ---: | ---: |")
    for way in ways:
        print(f"| {way.name} | {tokens / way.wall:.0f} | {tokens / way.cpu:.0f} | {ways[0].cpu / way.cpu:.2f} |")


if __name__ == "__main__":
    main()
