"""Data sets read for the audit: ours, and those of others in the same format but for the developer's turn."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from symkin.dataset.audit.sample import Sample
from symkin.dataset.errors import DatasetError
from symkin.dataset.records import NEGATIVES, POSITIVES, Line, Provenance, Side, Split, read_jsonl, read_pairs
from symkin.model.prompt import Example, Prompt, parse

_SPLITS: tuple[tuple[Split, str], ...] = (("train", "."), ("valid", "valid"), ("test", "test"))
_SIDES: tuple[tuple[Side, str], ...] = (("positive", POSITIVES), ("negative", NEGATIVES))

_USER = re.compile(r"<start_of_turn>user\n(.*?)<end_of_turn>", re.DOTALL)
_ANSWER = re.compile(r"call:select_symbols\{selected:<escape>(.*?)<escape>\}", re.DOTALL)
_LINE = re.compile(
    r"^ *(Topic|Symbol|Module|Package|Signature|Fields|Inputs|Output|References):[ \t]*(.*)$", re.MULTILINE
)
_HUB = re.compile(r"\[many references \((\d+)\) - hub symbol\]")
_NONE = ("", "(none)")


def read(paths: Iterable[Path]) -> list[Sample]:
    """The samples of data sets (directories, with their other splits) and of single files. Raises DatasetError."""
    samples = [sample for path in paths for sample in (read_directory(path) if path.is_dir() else read_file(path))]
    if not samples:
        raise DatasetError("there is not one sample in it; give a data set's directory or its .jsonl files")
    return samples


def read_directory(directory: Path) -> Iterator[Sample]:
    """The samples of a data set, both sides of a pair one after the other. Raises DatasetError."""
    for split, folder in _SPLITS:
        if split == "train" or (directory / folder / POSITIVES).exists():
            yield from _read_split(directory / folder, split)


def read_file(file: Path) -> Iterator[Sample]:
    """The samples of one file, whose name or else whose answers tell the sides. Raises DatasetError.

    Sides of a pair are found by what they share: everything but the topic.
    """
    for number, line in enumerate(read_jsonl(file, Line), 1):
        example = _understood(line.text, f"{file}:{number}")
        yield _sample(example, line.text, repr(_without_topic(example.prompt)), _side(file, example))


def understand(text: str) -> Example:
    """The prompt and answer of a sample's text, whatever its developer's turn says. Raises ValueError."""
    try:
        return parse(text)
    except ValueError:
        return _read_leniently(text)


def _read_split(folder: Path, split: Split) -> Iterator[Sample]:
    for number, pair in enumerate(read_pairs(folder), 1):
        for (side, file), text in zip(_SIDES, (pair.positive, pair.negative), strict=True):
            example = _understood(text, f"{folder / file}:{number}")
            yield _sample(example, text, f"{folder}:{number}", side, split, pair.provenance)


def _understood(text: str, where: str) -> Example:
    try:
        return understand(text)
    except ValueError as error:
        raise DatasetError(f"{where} is no sample: {error}") from error


def _side(file: Path, example: Example) -> Side:
    if file.name == POSITIVES:
        return "positive"
    return "negative" if "negative" in file.name or not example.selected else "positive"


def _without_topic(prompt: Prompt) -> tuple[object, ...]:
    return prompt.symbol, prompt.module, prompt.package, prompt.signature, prompt.candidates, prompt.reference_count


def _sample(
    example: Example,
    text: str,
    pair: str,
    side: Side,
    split: Split = "train",
    origin: Provenance | None = None,
) -> Sample:
    prompt = example.prompt
    return Sample(
        pair=pair,
        side=side,
        split=split,
        text=text,
        topic=prompt.topic,
        symbol=prompt.symbol,
        signature=prompt.signature,
        fields=prompt.fields,
        inputs=prompt.inputs,
        output=prompt.output,
        references=prompt.references,
        reference_count=prompt.reference_count,
        selected=example.selected or (),
        origin=origin,
    )


def _read_leniently(text: str) -> Example:
    """The user's and the model's turn of a text that `render` did not write: nothing is escaped in it."""
    user, answer = _USER.search(text), _ANSWER.search(text)
    if not user or not answer:
        raise ValueError("it has no user's turn, or no call of select_symbols in the model's")
    lines: dict[str, str] = {}
    for label, value in _LINE.findall(user[1]):
        lines.setdefault(label, value.strip())
    if "Symbol" not in lines:
        raise ValueError("its user's turn names no symbol")
    *references, last = _names(lines.get("References", "")) or ("",)
    hub = _HUB.fullmatch(last)
    prompt = Prompt(
        topic=None if lines.get("Topic", "") in _NONE else lines["Topic"],
        symbol=lines["Symbol"],
        module=lines.get("Module", ""),
        package=lines.get("Package", ""),
        signature=lines.get("Signature", ""),
        fields=_names(lines.get("Fields", "")),
        inputs=_names(lines.get("Inputs", "")),
        output=_names(lines.get("Output", "")),
        references=(*references, *([last] if last and not hub else [])),
        reference_count=int(hub[1]) if hub else 0,
    )
    return Example(prompt, _names(answer[1]))


def _names(listed: str) -> tuple[str, ...]:
    """The names of a group or an answer."""
    return () if listed in _NONE else tuple(filter(None, map(str.strip, listed.split(","))))
