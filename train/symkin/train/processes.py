"""Several processes that train one model: `accelerate launch` or `torchrun` start them, one process is the rule.

Every process sees the same plan, takes its share of a step's batches, and adds up the gradients with the others. So the
result is that of one process, but for the order in which floats are added.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor, nn


@dataclass(frozen=True, slots=True)
class Processes:
    """The process among the others, by way of accelerate's state."""

    state: Any

    @property
    def is_main(self) -> bool:
        """Whether this is the process that writes."""
        return bool(self.state.is_main_process)

    @property
    def device(self) -> torch.device:
        """The device of this process."""
        device: torch.device = self.state.device
        return device

    @property
    def index(self) -> int:
        """Which of them this process is, from 0."""
        return int(self.state.process_index)

    @property
    def count(self) -> int:
        """How many there are."""
        return int(self.state.num_processes)

    def reduce(self, parameters: Sequence[nn.Parameter], total: float) -> float:
        """Add up the gradients in place, and return the sum of `total`, over all processes."""
        for parameter in parameters:
            if parameter.grad is None:
                parameter.grad = torch.zeros_like(parameter)
        if self.count == 1:
            return total
        gradients = [parameter.grad for parameter in parameters if parameter.grad is not None]
        flat = torch.cat([*(gradient.flatten() for gradient in gradients), gradients[0].new_tensor([total])])
        flat = self._sum(flat)
        for gradient, part in zip(gradients, torch.split(flat[:-1], [one.numel() for one in gradients]), strict=True):
            gradient.copy_(part.view_as(gradient))
        return float(flat[-1])

    def agreed(self, seconds: float) -> float:
        """The main process's clock, so that all processes end at the same step."""
        if self.count == 1:
            return seconds
        return float(self._sum(torch.tensor([seconds if self.is_main else 0.0], device=self.device)))

    def wait(self) -> None:
        """Wait for the others."""
        self.state.wait_for_everyone()

    def part(self) -> None:
        """Let the others go: nothing is shared from here on."""
        self.state.destroy_process_group()

    def _sum(self, tensor: Tensor) -> Tensor:
        from accelerate.utils import reduce

        summed: Tensor = reduce(tensor, reduction="sum")
        return summed


def start(is_cpu: bool) -> Processes:
    """Join the processes that were launched together with this one."""
    from accelerate import PartialState

    return Processes(PartialState(cpu=is_cpu))
