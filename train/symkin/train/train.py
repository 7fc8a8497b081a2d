"""A training run from its settings to its files: what `symkin train` does.

A run's directory holds `adapter/` (or `model/`, if the layers themselves were trained), `checkpoint/`, `metrics.jsonl`,
`loss.png` and `run.json`.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from functools import partial
from importlib.metadata import version
from pathlib import Path

import msgspec

# Threads that spin while they wait for one another starve on a busy machine, and so does the training.
os.environ.setdefault("OMP_WAIT_POLICY", "passive")
os.environ.setdefault("GOMP_SPINCOUNT", "2000")

import torch

from symkin.model.base import sha256
from symkin.train import adapters, chart, checkpoints, kernels, loop, processes
from symkin.train.bases import open_base, require_room
from symkin.train.checkpoints import Progress
from symkin.train.errors import TrainError
from symkin.train.feed import Material
from symkin.train.gemma import to_network
from symkin.train.journal import Journal, read
from symkin.train.loop import Report, Run
from symkin.train.questions import common_prefix, data_files, read_questions, read_signs, thin
from symkin.train.schedule import spread
from symkin.train.settings import Machine, Settings

_ROOM = {False: 200 << 20, True: 4_000 << 20}  # bytes that a run writes, by `full`
_PACKAGES = ("accelerate", "peft", "safetensors", "symkin", "tokenizers", "torch", "transformers")


def _say_nothing(_fraction: float, _words: str) -> None:
    pass


@dataclass(frozen=True, slots=True)
class Summary:
    """What a run came to; of several processes one is the main one, which speaks for all."""

    directory: Path
    examples: int
    too_long: int
    progress: Progress
    is_main: bool


def train(settings: Settings, machine: Machine, directory: Path, report: Report = _say_nothing) -> Summary:
    """Train, or go on with the run that is in `directory`. Raises TrainError."""
    try:
        directory.mkdir(parents=True, exist_ok=True)
        require_room(directory, _ROOM[settings.full])
        return _train(settings, machine, directory, report)
    except OSError as error:
        raise TrainError(f"cannot write to {directory}: {error.strerror or error}") from error


def _train(settings: Settings, machine: Machine, directory: Path, report: Report) -> Summary:
    files, valid_files = data_files(settings.data), data_files(settings.valid)
    together = processes.start(is_cpu=not torch.cuda.is_available())
    if not together.is_main:
        report = _say_nothing
    say = partial(report, 0.0)
    torch.set_num_threads(machine.threads or _threads(together))
    dtype = precision(machine, together.device)
    base = open_base(settings.base, dtype, say)
    say("reading the data")
    found = read_questions(files, base.tokenize, settings.max_tokens)
    if not found.items:
        raise TrainError(f"there is nothing to train on in {files[0]}{_and_too_long(found.too_long)}")
    valid = spread(read_questions(valid_files, base.tokenize, settings.max_tokens).items, settings.eval_samples)
    base.model.to(device=together.device)  # type: ignore[call-arg]
    trained = adapters.prepare(base, settings)
    arithmetic = kernels.compiled(together.device, say) if machine.compile else kernels.PLAIN
    run = Run(
        settings=settings,
        machine=machine,
        directory=directory,
        base=base,
        network=to_network(base.model, dtype, arithmetic),
        trained=trained,
        optimizer=torch.optim.AdamW(trained.values(), lr=0.0, weight_decay=settings.weight_decay),
        material=Material(
            settings=settings,
            questions=thin(found.items, settings.negatives),
            signs=read_signs(base.tokenize),
            prefix=common_prefix((*found.items, *valid)),
            token_budget=machine.token_budget,
            process=together.index,
            processes=together.count,
        ),
        valid=valid,
        processes=together,
        report=report,
    )
    return _go(run, files, valid_files, found.too_long)


def _go(run: Run, files: Sequence[Path], valid_files: Sequence[Path], too_long: int) -> Summary:
    hashes = {str(path): sha256(path) for path in (*files, *valid_files)}
    fingerprint = _fingerprint(run.settings, list(hashes.values()))
    begun = checkpoints.load(run.directory / "checkpoint", fingerprint, run.trained, run.optimizer)
    progress = begun or Progress(fingerprint)
    journal = Journal(run.directory / "metrics.jsonl" if run.processes.is_main else None, progress.step)
    progress = loop.go(run, progress, journal)
    if run.processes.is_main:
        chart.draw(read(run.directory / "metrics.jsonl"), run.directory / "loss.png")
        _write_record(run, hashes, too_long, progress)
    run.processes.part()
    return Summary(run.directory, len(run.material.questions), too_long, progress, run.processes.is_main)


def precision(machine: Machine, device: torch.device) -> torch.dtype:
    """The type to compute in: bf16 where the hardware multiplies it fast, if nobody said otherwise."""
    if machine.precision != "auto":
        return torch.bfloat16 if machine.precision == "bf16" else torch.float32
    if device.type == "cuda":
        return torch.bfloat16 if torch.cuda.is_bf16_supported() else torch.float32
    return torch.bfloat16 if device.type == "cpu" and _has_fast_bf16() else torch.float32


def _has_fast_bf16() -> bool:
    probe = getattr(torch.cpu, "_is_avx512_bf16_supported", None)
    return bool(probe and probe())


def _threads(together: processes.Processes) -> int:
    return max(1, (os.cpu_count() or 1) // together.count)


def _fingerprint(settings: Settings, hashes: Sequence[str]) -> str:
    """Of what decides the result: where the data lies does not, what it holds does."""
    decisive = {key: value for key, value in asdict(settings).items() if key not in {"data", "valid"}}
    return hashlib.sha256(msgspec.json.encode([sorted(decisive.items()), hashes])).hexdigest()


def _write_record(run: Run, hashes: dict[str, str], too_long: int, progress: Progress) -> None:
    record = {
        "settings": asdict(run.settings),
        "machine": asdict(run.machine),
        "precision": str(run.network.dtype).removeprefix("torch."),
        "processes": run.processes.count,
        "base": run.base.name,
        "sha256": hashes,
        "examples": len(run.material.questions),
        "positives": sum(bool(question.selected) for question in run.material.questions),
        "valid_sample": len(run.valid),
        "left_out_too_long": too_long,
        "trained_parameters": sum(parameter.numel() for parameter in run.trained.values()),
        "shared_prefix_tokens": run.material.prefix,
        "progress": progress,
        "versions": {name: version(name) for name in _PACKAGES},
    }
    data = msgspec.json.format(msgspec.json.encode(record, enc_hook=str), indent=2)
    (run.directory / "run.json").write_bytes(data + b"\n")


def _and_too_long(count: int) -> str:
    return f": all {count} examples are longer than --max-tokens" if count else "; it is empty"
