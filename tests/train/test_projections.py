from __future__ import annotations

import pytest
import torch
from peft import LoraConfig, inject_adapter_in_model
from torch import Tensor, nn
from torch.nn.functional import linear

from symkin.train.projections import project, stack


def projections(adapted: list[str]) -> nn.ModuleDict:
    torch.manual_seed(0)
    modules = nn.ModuleDict({"q": nn.Linear(6, 8, bias=False), "k": nn.Linear(6, 4, bias=False)})
    modules.requires_grad_(False)
    if adapted:
        inject_adapter_in_model(LoraConfig(r=2, lora_alpha=6, target_modules=adapted, init_lora_weights=False), modules)
    return modules.double()


def gradients(modules: nn.ModuleDict, x: Tensor, y: Tensor) -> list[Tensor]:
    trained = [value for value in modules.parameters() if value.requires_grad]
    return list(torch.autograd.grad((y * torch.arange(float(y.numel())).view_as(y)).sum(), [x, *trained]))


@pytest.mark.parametrize("adapted", [[], ["q", "k"]])
def test_as_each_module_alone(adapted: list[str]) -> None:
    modules = projections(adapted)
    x = torch.randn(5, 6, dtype=torch.float64, requires_grad=True)
    expected = torch.cat([modules.get_submodule(name)(x) for name in "qk"], -1)
    found = project(stack([modules["q"], modules["k"]]), x)
    torch.testing.assert_close(found, expected)
    torch.testing.assert_close(gradients(modules, x, found), gradients(modules, x, expected))


def test_stacked_weights_are_the_modules_own() -> None:
    modules = projections([])
    group = stack([modules["q"], modules["k"]])
    assert group.weight is not None
    group.weight.zero_()
    assert not modules["k"].get_parameter("weight").any()


def test_trained_weights_get_their_gradient() -> None:
    modules = projections([]).requires_grad_(True)
    x = torch.randn(5, 6, dtype=torch.float64)
    found = project(stack([modules["q"]]), x)
    weight = modules["q"].get_parameter("weight")
    (gradient,) = torch.autograd.grad(found.sum(), [weight])
    torch.testing.assert_close(found, linear(x, weight))
    torch.testing.assert_close(gradient, x.sum(0).expand(8, 6))
