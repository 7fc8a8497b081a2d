"""Export: a toy run through the same code as the real one, held against torch and against llama.cpp's own LoRA."""

from __future__ import annotations

import ctypes
import json
import os
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("torch")
pytest.importorskip("llama_cpp")

import numpy as np
from commands import Symkin
from safetensors.numpy import load_file, save_file
from toy import write_toy_base

from symkin.model import adapter as adapters
from symkin.model import gguf
from symkin.model.judge import Model, Verdict, judge
from symkin.model.scoring import Ask
from symkin.train.errors import TrainError
from symkin.train.evaluate.cases import Case, read_cases
from symkin.train.evaluate.torch_model import TorchModel
from symkin.train.export import export as exporting
from symkin.train.export.export import export
from symkin.train.runs import Run, find_run, open_run

pytestmark = pytest.mark.model

ADAPTER = "adapter/adapter_model.safetensors"
MOST = 0.003
"""How far a probability may be off in half precision."""


def random_adapter(seed: int = 0, size: float = 0.3) -> dict[str, Any]:
    """An adapter of every projection of the toy, in peft's names."""
    dice = np.random.default_rng(seed)
    widths = {"q": (64, 64), "k": (64, 32), "v": (64, 32), "o": (64, 64)}
    widths |= {"gate": (64, 256), "up": (64, 256), "down": (256, 64)}
    tensors = {}
    for layer in range(4):
        for name in adapters.PROJECTIONS:
            columns, rows = widths[name.split(".")[1].removesuffix("_proj")]
            stem = f"base_model.model.model.layers.{layer}.{name}.lora_"
            tensors[f"{stem}A.weight"] = dice.normal(0, size, (4, columns)).astype(np.float32)
            tensors[f"{stem}B.weight"] = dice.normal(0, size, (rows, 4)).astype(np.float32)
    return tensors


@pytest.fixture(scope="module")
def run(base: Path, data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What training leaves, but for the training."""
    directory = tmp_path_factory.mktemp("run")
    (directory / "adapter").mkdir()
    save_file(random_adapter(), directory / ADAPTER)
    (directory / "adapter" / "adapter_config.json").write_text(json.dumps({"r": 4, "lora_alpha": 8}))
    (directory / "run.json").write_text(json.dumps({"settings": {"base": str(base), "valid": [str(data)]}}))
    return directory


@pytest.fixture
def symkin(tmp_path: Path) -> Symkin:
    return Symkin(tmp_path, {**os.environ, "NO_COLOR": ""})


@pytest.fixture(scope="module")
def cases(data: Path) -> list[Case]:
    return list(read_cases(data))


@pytest.fixture(scope="module")
def exported(run: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("exported") / "toy.gguf"
    export(find_run(run), out, "f16", [], lambda *_: None)
    return out


@pytest.fixture(scope="module")
def trained(run: Path) -> TorchModel:
    opened = open_run(find_run(run))
    return TorchModel(opened.model, opened.tokenize)


@dataclass
class Plain:
    """A model asked the simplest way: every question by itself, nothing remembered."""

    trained: TorchModel
    tokenize: Any = field(init=False)

    def __post_init__(self) -> None:
        self.tokenize = self.trained.tokenize

    def logits(self, prefix: Sequence[int], asks: Sequence[Ask]) -> list[list[float]]:
        import torch

        rows = []
        for ask in asks:
            with torch.no_grad():
                found = self.trained._model(input_ids=torch.tensor([[*prefix, *ask.path]])).logits[0, -1]
            rows.append(found[list(ask.among)].tolist())
        return rows


def verdicts(model: Model, cases: Sequence[Case]) -> Iterator[Verdict]:
    return (judge(model, case.prompt) for case in cases)


def check_alike(one: Model, other: Model, cases: Sequence[Case], most: float) -> None:
    """Both rank alike, and what they rank is not all one."""
    spread = 0.0
    for first, second in zip(verdicts(one, cases), verdicts(other, cases), strict=True):
        assert first.probabilities == pytest.approx(second.probabilities, abs=most)
        assert first.none_probability == pytest.approx(second.none_probability, abs=most)
        assert first.selected == second.selected
        spread = max(spread, max(first.probabilities) - min(first.probabilities))
    assert spread > 10 * most


def test_paths_evaluated_at_once_are_as_each_alone(trained: TorchModel, cases: list[Case]) -> None:
    check_alike(trained, Plain(trained), cases[:1], 1e-4)


def test_the_file_ranks_as_the_trained_model(exported: Path, trained: TorchModel, cases: list[Case]) -> None:
    from symkin.model.llama import Llama

    check_alike(Llama(exported), trained, cases, MOST)


def test_the_adapter_changes_what_the_base_says(run: Path, trained: TorchModel, cases: list[Case]) -> None:
    opened = open_run(Run(find_run(run).base, None, None))
    with pytest.raises(AssertionError):
        check_alike(TorchModel(opened.model, opened.tokenize), trained, cases, MOST)


def test_llama_cpp_takes_the_lora_file(
    run: Path, exported: Path, trained: TorchModel, cases: list[Case], tmp_path: Path
) -> None:
    import llama_cpp as lib

    from symkin.model.llama import Llama

    export(Run(find_run(run).base, None, None), tmp_path / "base.gguf", "f16", [], lambda *_: None)
    tuned = Llama(tmp_path / "base.gguf")
    lora = lib.llama_adapter_lora_init(tuned._model, str(exported.with_name("toy-lora.gguf")).encode())
    assert lora
    loras, scales = (lib.llama_adapter_lora_p_ctypes * 1)(lora), (ctypes.c_float * 1)(1.0)
    assert lib.llama_set_adapters_lora(tuned._context, loras, 1, scales) == 0
    check_alike(tuned, trained, cases, MOST)


def test_the_adapter_by_itself_is_what_was_trained_in_half_precision(run: Path, exported: Path) -> None:
    again = adapters.read(exported.with_name("toy-lora.safetensors"))
    before = adapters.read(run / "adapter")
    assert again.scale == before.scale == 2.0
    for name, pair in before.pairs.items():
        assert np.abs(pair.up @ pair.down - again.pairs[name].up @ again.pairs[name].down).max() < 1e-2
    theirs = load_file(exported.with_name("toy-lora.safetensors"))
    assert set(theirs) == set(load_file(run / ADAPTER))
    assert {str(tensor.dtype) for tensor in theirs.values()} == {"float16"}


def test_a_model_that_was_trained_whole(base: Path, run: Path, cases: list[Case], tmp_path: Path) -> None:
    from symkin.model.llama import Llama

    (tmp_path / "run").mkdir()
    shutil.copy(run / "run.json", tmp_path / "run")
    write_toy_base(tmp_path / "run" / "model", seed=1)
    (tmp_path / "run" / "model" / "tokenizer.json").unlink()
    found = export(find_run(tmp_path / "run"), tmp_path / "whole.gguf", "f16", [], lambda *_: None)
    assert (found.adapter, found.lora) == (None, None)
    opened = open_run(find_run(tmp_path / "run"))
    check_alike(Llama(found.model), TorchModel(opened.model, opened.tokenize), cases[:4], MOST)


def test_a_file_that_answers_differently_is_not_kept(
    run: Path, cases: list[Case], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The run's adapter is exchanged after it was read for the file, and before the comparison."""
    shutil.copytree(run, tmp_path / "run")
    base_file = exporting._base_file

    def exchanged(found: Run, scratch: Path) -> Path | None:
        save_file(random_adapter(seed=5), tmp_path / "run" / ADAPTER)
        return base_file(found, scratch)

    monkeypatch.setattr(exporting, "_base_file", exchanged)
    with pytest.raises(TrainError, match=r"^the f16 file selects the same .* in \d+\.\d% of 16 cases, .* not kept"):
        export(find_run(tmp_path / "run"), tmp_path / "out" / "toy.gguf", "f16", cases, lambda *_: None)
    assert list((tmp_path / "out").iterdir()) == []


def test_the_command(symkin: Symkin, run: Path, data: Path, tmp_path: Path) -> None:
    out = tmp_path / "toy.gguf"
    (tmp_path / "exporting-toy.gguf-killed").mkdir()
    done = symkin("export", str(run), "--out", str(out), "--quant", "q8_0", "--limit", "4")
    assert done.returncode == 0, done.stderr
    assert "same selected sets     100.0% of 4 cases" in done.stdout
    assert gguf.read(out).tensors
    assert not list(tmp_path.glob("exporting-*"))
    assert sorted(path.name for path in tmp_path.glob("toy*")) == ["toy-lora.gguf", "toy-lora.safetensors", "toy.gguf"]
    done = symkin("evaluate", str(out), str(run), str(data), "--limit", "4", "--json")
    found = json.loads(done.stdout)
    assert list(found["rivals"])[-4:] == ["toy", "toy, fused", run.name, f"{run.name}, fused"]
    assert found["agreement"][f"toy = {run.name}"] == 1.0
    weights = tmp_path / "fuse.json"
    fitting = ["--fit", str(weights), "--fit-also", str(data)]
    assert symkin("evaluate", str(out), str(data), "--limit", "4", *fitting).returncode == 0
    assert "chance" in json.loads(weights.read_text())["model"]["weights"]
    assert symkin("evaluate", str(data), "--weights", str(weights)).returncode == 0


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["{run}", "--out", "x.bin"], "must end in .gguf"),
        (["{run}/adapter", "--out", "{out}"], "nothing to compare"),
        (["{run}", "--out", "{out}", "--no-check", "--check", "{run}"], "exclude each other"),
        (["{run}/nowhere", "--out", "{out}", "--no-check"], "there is no adapter at"),
        (["{run}", "--out", "{out}", "--check", "{run}"], "cannot read"),
        (["{run}", "--out", "{out}", "--base", "nowhere.gguf"], "no base nowhere.gguf"),
    ],
)
def test_bad_use_is_one_line(symkin: Symkin, run: Path, tmp_path: Path, arguments: list[str], told: str) -> None:
    words = [word.format(run=run, out=tmp_path / "x.gguf") for word in arguments]
    is_use = told in ("must end in .gguf", "nothing to compare", "exclude each other")
    assert told in symkin.fails(2 if is_use else 1, "export", *words)
    assert not list(tmp_path.glob("x*"))
