"""A training run made into a model file, and compared with it afterwards."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from glob import escape
from pathlib import Path

from symkin.model import adapter as adapters
from symkin.model import gguf
from symkin.model.errors import ModelError
from symkin.model.store import build
from symkin.train.errors import TrainError
from symkin.train.evaluate.cases import Case
from symkin.train.evaluate.models import gguf as gguf_rival
from symkin.train.evaluate.models import trained
from symkin.train.evaluate.report import agreement, answers
from symkin.train.export import lora
from symkin.train.runs import Run, open_run
from symkin.train.settings import PACKAGED

LEAST_AGREEMENT = {"f16": 0.99, "q8_0": 0.99}
"""The share of cases in which model and file must select the same set."""

Tell = Callable[[float, str], None]


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written; `agreement` is the share of equal selected sets in `cases` cases, None of no cases."""

    model: Path
    adapter: Path | None
    lora: Path | None
    agreement: float | None
    cases: int


def export(run: Run, out: Path, quant: str, cases: Sequence[Case], tell: Tell) -> Exported:
    """Write a run's model file to `out`, and its adapter beside it. Raises TrainError; nothing is kept then.

    What an export that was killed left of the same file is cleared away.
    """
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        prefix = f"exporting-{out.name}-"
        for killed in out.parent.glob(f"{escape(prefix)}*"):
            shutil.rmtree(killed, ignore_errors=True)
        with tempfile.TemporaryDirectory(prefix=prefix, dir=out.parent) as scratch:
            return _export(run, Path(scratch), out, quant, cases, tell)
    except ModelError as error:
        raise TrainError(str(error)) from error
    except OSError as error:
        raise TrainError(f"cannot write {out}: {error.strerror or error}") from error


def _export(run: Run, scratch: Path, out: Path, quant: str, cases: Sequence[Case], tell: Tell) -> Exported:
    adapter = lora_file = None
    stem = f"{out.stem}-lora"
    if run.adapter is not None:
        adapter, lora_file = lora.write(adapters.read(run.adapter), run.base, scratch / stem)
    tell(0.1, "making the model file")
    made = scratch / out.name
    build(made, base=_base_file(run, scratch), adapter=adapter, quant=quant)
    found = _compare(run, made, cases, tell) if cases else None
    least = LEAST_AGREEMENT.get(quant, 0.0)
    if found is not None and found < least:
        raise TrainError(
            f"the {quant} file selects the same as the trained model in {found:.1%} of {len(cases)} cases, "
            f"which is less than {least:.0%}: it is not kept"
        )
    if adapter is not None and lora_file is not None:
        adapter, lora_file = adapter.replace(out.parent / adapter.name), lora_file.replace(out.parent / lora_file.name)
    return Exported(made.replace(out), adapter, lora_file, found, len(cases))


def _base_file(run: Run, scratch: Path) -> Path | None:
    """The GGUF file that the adapter is merged into; None for the packaged one."""
    if run.model is None and run.base == PACKAGED:
        return None
    if run.model is None and Path(run.base).is_file():
        return Path(run.base)
    return _converted(run, scratch / "converted.gguf")


def _converted(run: Run, file: Path) -> Path:
    from transformers import AutoTokenizer

    from symkin.train.bases import local_copy
    from symkin.train.export.convert import to_gguf

    model = open_run(Run(run.base, None, run.model)).model
    tokenizer = AutoTokenizer.from_pretrained(local_copy(run.base)).backend_tokenizer
    with file.open("wb") as opened:
        gguf.write(to_gguf(model, tokenizer), opened)
    return file


def _compare(run: Run, made: Path, cases: Sequence[Case], tell: Tell) -> float:
    """The share of cases in which the trained model, in torch and float32, and its file select the same set."""
    total = 2 * len(cases)
    with trained(run) as rival:
        theirs = answers(rival, cases, lambda done: tell(done / total, "asking the trained model"))
    with gguf_rival(made) as rival:
        ours = answers(rival, cases, lambda done: tell(0.5 + done / total, "asking the model file"))
    if failures := [one.failed for one in ours if one.failed]:
        raise TrainError(f"the model file gave no answer in {len(failures)} of {len(cases)} cases: {failures[0]}")
    return agreement(theirs, ours)
