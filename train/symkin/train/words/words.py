"""From data sets to a file of word vectors."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from safetensors.torch import save

from symkin.dataset.errors import DatasetError
from symkin.train.errors import TrainError
from symkin.train.settings import PACKAGED
from symkin.train.words.begin import base_vectors
from symkin.train.words.learn import DEFAULTS, Epoch, Learned, Settings, learn
from symkin.train.words.questions import Question, read_kept, read_questions, vocabulary

SIZE = 192
"""Numbers in a vector."""

_LEAST = 6
"""Questions that a word must stand in: of fewer nothing is learned that others need, and the file is read whole."""


@dataclass(frozen=True, slots=True)
class Taught:
    """How many words there are, and of how many questions they were learned."""

    words: int
    questions: int


def teach(
    data: Sequence[Path],
    valid: Sequence[Path],
    out: Path,
    size: int,
    base: str = PACKAGED,
    settings: Settings = DEFAULTS,
    say: Callable[[str], None] = lambda _: None,
) -> Taught:
    """Learn word vectors of data sets, as good as may be on `valid` ones, and write them. Raises TrainError."""
    say("reading the data sets")
    questions, held = _read(data, valid)
    spellings = vocabulary(questions, _LEAST)
    start = base_vectors(base, list(spellings.values()), size, say)
    found = learn(questions, held, list(spellings), start, settings, lambda epoch: say(_sentence(epoch)))
    _write(found, list(spellings), out)
    return Taught(len(spellings), len(questions))


def pack(learned: Learned, words: Sequence[str]) -> bytes:
    """A safetensors file: `words`, `vectors` with a byte for each number, `topic` and `name`, which scale them back."""
    largest = learned.vectors.abs().amax(1).clamp(min=1e-12)
    counts = {"topic": learned.topic * largest, "name": learned.name * largest}
    return save(
        {
            "words": torch.frombuffer(bytearray("\n".join(words).encode()), dtype=torch.uint8),
            "vectors": (learned.vectors / largest[:, None] * 127).round().to(torch.int8).contiguous(),
        }
        | {name: count.float().contiguous() for name, count in counts.items()}
    )


def _read(data: Sequence[Path], valid: Sequence[Path]) -> tuple[list[Question], list[Question]]:
    try:
        questions, held = read_questions(data), read_kept(valid)
    except DatasetError as error:
        raise TrainError(str(error)) from error
    if not questions or not held:
        raise TrainError("no question in them has a topic, something related and something else; harvest more")
    return questions, held


def _write(learned: Learned, words: Sequence[str], out: Path) -> None:
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        making = out.with_name(f".{out.name}.making")
        making.write_bytes(pack(learned, words))
        making.replace(out)
    except OSError as error:
        raise TrainError(f"cannot write {out}: {error.strerror or error}") from error


def _sentence(epoch: Epoch) -> str:
    return f"epoch {epoch.number}: loss {epoch.loss:.3f}, mean average precision {epoch.precision:.3f}"
