"""Whole runs of the toy model: what they leave, that they go on after a kill, and that processes share the work."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest
import torch
from safetensors.torch import load_file

from symkin.dataset.records import NEGATIVES, POSITIVES, Line, write_jsonl
from symkin.train.errors import TrainError
from symkin.train.settings import Loss, Machine, Settings
from symkin.train.train import train

pytestmark = pytest.mark.usefixtures("one_thread")

MACHINE = Machine(token_budget=1500, precision="fp32", threads=1, compile=False, save_every=2)
OPTIONS = "--precision=fp32 --no-compile --threads=1 --token-budget=1500 --batch=4 --epochs=2 --lr=0.01".split()


@pytest.fixture
def settings(base: Path, data: Path) -> Settings:
    return Settings(data=(data,), base=str(base), batch=4, epochs=2, learning_rate=0.01)


def adapter(directory: Path) -> dict[str, torch.Tensor]:
    return load_file(directory / "adapter" / "adapter_model.safetensors")


def losses(directory: Path) -> list[float]:
    records = map(json.loads, (directory / "metrics.jsonl").read_text().splitlines())
    return [record["loss"] for record in records if "loss" in record]


def test_a_run_leaves_its_files_and_learns(settings: Settings, tmp_path: Path) -> None:
    found = train(replace(settings, epochs=6, valid=settings.data, eval_every=12), MACHINE, tmp_path)
    assert (found.examples, found.progress.step) == (16, 24)
    steps = losses(tmp_path)
    assert sum(steps[-4:]) < 0.95 * sum(steps[:4])
    assert (tmp_path / "loss.png").read_bytes().startswith(b"\x89PNG")
    record = json.loads((tmp_path / "run.json").read_bytes())
    assert record["settings"]["rank"] == 16
    assert len(record["sha256"]) == 2
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        *("adapter", "checkpoint", "loss.png", "metrics.jsonl", "run.json")
    ]


def test_a_run_can_go_on_from_another_ones_adapter(settings: Settings, tmp_path: Path) -> None:
    train(settings, MACHINE, tmp_path / "first")
    going_on = replace(settings, start=str(tmp_path / "first" / "adapter"), learning_rate=1e-9, max_steps=1)
    train(going_on, MACHINE, tmp_path / "second")
    for name, value in adapter(tmp_path / "first").items():
        torch.testing.assert_close(adapter(tmp_path / "second")[name], value)
    with pytest.raises(TrainError, match="--rank"):
        train(replace(going_on, rank=4), MACHINE, tmp_path / "third")
    with pytest.raises(TrainError, match="cannot read"):
        train(replace(going_on, start=str(tmp_path)), MACHINE, tmp_path / "fourth")


@pytest.mark.parametrize("loss", ["trie", "tokens"])
def test_whole_layers_can_be_trained(settings: Settings, tmp_path: Path, loss: Loss) -> None:
    train(replace(settings, full=True, layers=2, loss=loss, max_steps=3), MACHINE, tmp_path)
    weights = load_file(tmp_path / "model" / "model.safetensors")
    before = load_file(Path(settings.base) / "model.safetensors")
    changed = {name.split(".")[2] for name, value in weights.items() if not torch.equal(value, before[name])}
    assert changed == {"2", "3"}


def test_peft_reads_the_adapter(settings: Settings, tmp_path: Path) -> None:
    from peft import PeftModel
    from toy import toy_model

    train(replace(settings, max_steps=3), MACHINE, tmp_path)
    model = PeftModel.from_pretrained(toy_model(), tmp_path / "adapter")
    mine = {name.replace(".weight", ".default.weight"): value for name, value in adapter(tmp_path).items()}
    theirs = {name: value for name, value in model.state_dict().items() if ".lora_" in name}
    torch.testing.assert_close(theirs, mine)
    assert any(value.any() for name, value in mine.items() if "lora_B" in name)


def test_a_killed_run_goes_on_to_the_same_weights(settings: Settings, base: Path, data: Path, tmp_path: Path) -> None:
    whole, killed = tmp_path / "whole", tmp_path / "killed"
    train(settings, MACHINE, whole)
    command = [sys.executable, "-m", "symkin.cli", "train", str(data), f"--base={base}", f"--out={killed}", *OPTIONS]
    with subprocess.Popen([*command, "--save-every=2"], stdout=subprocess.DEVNULL) as process:
        while process.poll() is None and len(losses(killed) if (killed / "metrics.jsonl").exists() else []) < 3:
            time.sleep(0.01)
        process.kill()
    assert process.returncode == -signal.SIGKILL
    assert not (killed / "run.json").exists()
    train(settings, MACHINE, killed)
    assert losses(killed) == losses(whole)
    torch.testing.assert_close(adapter(killed), adapter(whole), rtol=0.0, atol=0.0)


def test_two_processes_do_the_work_of_one(settings: Settings, base: Path, data: Path, tmp_path: Path) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    train(replace(settings, max_steps=3), MACHINE, one)
    # `--multi_gpu` is how accelerate says several processes; without GPUs they meet over gloo.
    launch = "-m accelerate.commands.launch --multi_gpu --num_processes=2 --num_machines=1 --mixed_precision=no".split()
    options = [str(data), f"--base={base}", f"--out={two}", *OPTIONS, "--max-steps=3"]
    command = [sys.executable, *launch, "--dynamo_backend=no", "-m", "symkin.cli", "train", *options]
    done = subprocess.run(
        command, capture_output=True, text=True, check=False, env=os.environ | {"OMP_NUM_THREADS": "1"}
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.count("3 steps") == 1
    assert json.loads((two / "run.json").read_bytes())["processes"] == 2
    assert losses(two) == pytest.approx(losses(one), rel=1e-5)
    torch.testing.assert_close(adapter(two), adapter(one), rtol=1e-3, atol=1e-5)


def test_refusals(settings: Settings, base: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    empty, torn, out = tmp_path / "empty", tmp_path / "torn.jsonl", tmp_path / "out"
    empty.mkdir()
    for name in (POSITIVES, NEGATIVES):
        write_jsonl(empty / name, [])
    write_jsonl(torn, [Line("a text of somebody else")])
    other = tmp_path / "other"
    other.mkdir()
    (other / "config.json").write_text('{"model_type": "llama"}')
    cases = {
        "nothing to train on": replace(settings, data=(empty,)),
        "torn.jsonl:1: not a symkin prompt": replace(settings, data=(torn,)),
        "no file": replace(settings, data=(tmp_path / "nowhere.jsonl",)),
        "are longer than --max-tokens": replace(settings, max_tokens=10),
        "no base nowhere.gguf": replace(settings, base="nowhere.gguf"),
        "no base /nowhere;": replace(settings, base="/nowhere"),
        "type 'llama'": replace(settings, base=str(other)),
        "the base has 4 layers": replace(settings, layers=5),
        "the loss of step 1 is": replace(settings, base=str(poisoned(base, tmp_path / "poisoned"))),
    }
    for message, wrong in cases.items():
        with pytest.raises(TrainError, match=message):
            train(wrong, MACHINE, out)
    monkeypatch.setattr("shutil.disk_usage", lambda _: SimpleNamespace(free=1))
    with pytest.raises(TrainError, match="MB of free disk"):
        train(settings, MACHINE, out)


def poisoned(base: Path, target: Path) -> Path:
    """A base with a weight that is no number."""
    from shutil import copytree

    from safetensors.torch import save_file

    copytree(base, target)
    weights = load_file(target / "model.safetensors")
    weights["model.norm.weight"][0] = float("nan")
    save_file(weights, target / "model.safetensors", {"format": "pt"})
    return target


def test_a_checkpoint_is_for_its_own_run(settings: Settings, tmp_path: Path) -> None:
    train(replace(settings, max_steps=2), MACHINE, tmp_path)
    with pytest.raises(TrainError, match="holds a run of other settings or data"):
        train(replace(settings, max_steps=3), MACHINE, tmp_path)
    (tmp_path / "checkpoint" / "state.safetensors").write_bytes(b"cut")
    with pytest.raises(TrainError, match="is damaged"):
        train(replace(settings, max_steps=2), MACHINE, tmp_path)


def test_a_run_ends_when_it_gets_no_better_or_its_time_is_up(settings: Settings, tmp_path: Path) -> None:
    stale = replace(settings, epochs=50, valid=settings.data, eval_every=1, patience=2, learning_rate=0.0)
    assert train(stale, MACHINE, tmp_path / "stale").progress.step == 3
    assert train(replace(settings, minutes=1e-6), MACHINE, tmp_path / "late").progress.step == 1
