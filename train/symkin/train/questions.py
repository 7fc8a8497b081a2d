"""The training data as token ids: exactly those that the scorer sees."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from symkin.dataset.errors import DatasetError
from symkin.dataset.records import NEGATIVES, POSITIVES, Line, read_jsonl
from symkin.model.prompt import SEPARATOR, Example, Prompt, encode, encode_name, parse, segments
from symkin.model.tokens import BOS, Tokenize, encode_segments
from symkin.train.errors import TrainError
from symkin.train.schedule import spread

Name = tuple[int, ...]
"""A candidate's token ids, as it stands in an answer."""


@dataclass(frozen=True, slots=True)
class Question:
    """A prompt up to where the answer's first name begins, BOS included, and what the answer should be.

    `candidates` are the names' ids, each once; `selected` are places in them. The model's turn begins at `turn` of
    `prompt`.
    """

    prompt: tuple[int, ...]
    turn: int
    candidates: tuple[Name, ...]
    selected: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Signs:
    """The ids between names and after the last one; `ending` begins with the token that ends the list of names."""

    separator: int
    ending: tuple[int, ...]

    @property
    def terminator(self) -> int:
        """The token that ends the list of names."""
        return self.ending[0]


@dataclass(frozen=True, slots=True)
class Questions:
    """What was read: the questions in the files' order, and how many were left out for being too long."""

    items: tuple[Question, ...]
    too_long: int


def data_files(paths: Sequence[Path]) -> list[Path]:
    """The files of data sets (directories) and of files that were named. Raises TrainError."""
    files = [file for path in paths for file in _files(path)]
    for file in files:
        if not file.is_file():
            raise TrainError(f"no file {file}; give a data set's directory or a file of JSON lines")
    return files


def read_questions(files: Iterable[Path], tokenize: Tokenize, max_tokens: int) -> Questions:
    """Read, check and encode every line. Raises TrainError, naming the line, for what is no training text."""
    items: list[Question] = []
    too_long = 0
    for file in files:
        for example in _examples(file):
            question = to_question(example, tokenize)
            if len(question.prompt) > max_tokens:
                too_long += 1
            else:
                items.append(question)
    return Questions(tuple(items), too_long)


def thin(items: Sequence[Question], share: float) -> tuple[Question, ...]:
    """All questions that have an answer, and that share of the others, evenly spread; the order stays."""
    empty = [place for place, question in enumerate(items) if not question.selected]
    dropped = set(empty) - set(spread(empty, round(share * len(empty))))
    return tuple(question for place, question in enumerate(items) if place not in dropped)


def to_question(example: Example, tokenize: Tokenize) -> Question:
    """The token ids of an example; names that have the same ids are one candidate."""
    prompt = example.prompt
    opening = 1 + len(encode_segments(segments(prompt), tokenize))
    places: dict[Name, int] = {}
    for name in prompt.candidates:
        places.setdefault(encode_name(name, tokenize), len(places))
    selected = dict.fromkeys(places[encode_name(name, tokenize)] for name in example.selected or ())
    return Question((BOS, *encode(prompt, tokenize)), opening, tuple(places), tuple(selected))


def read_signs(tokenize: Tokenize) -> Signs:
    """The ids around names, which are the same in every answer. Raises TrainError for a vocabulary without a comma."""
    separator, *more = tokenize(SEPARATOR)
    if more:
        raise TrainError("the base's vocabulary cannot be used: a comma is not one token in it; choose a Gemma 3 model")
    nothing = Prompt(None, "", "", "", "", (), (), (), ())
    asked, answered = encode(nothing, tokenize), encode(nothing, tokenize, ())
    return Signs(separator, tuple(answered[len(asked) :]))


def common_prefix(questions: Sequence[Question]) -> int:
    """How many tokens all prompts begin with; at least one of each prompt is not among them."""
    first = min((question.prompt for question in questions), default=())
    last = max((question.prompt for question in questions), default=())
    shortest = min((len(question.prompt) for question in questions), default=1)
    shared = next(
        (place for place, pair in enumerate(zip(first, last, strict=False)) if pair[0] != pair[1]), len(first)
    )
    return min(shared, shortest - 1)


def _files(path: Path) -> list[Path]:
    return [path / POSITIVES, path / NEGATIVES] if path.is_dir() else [path]


def _examples(file: Path) -> Iterator[Example]:
    try:
        for number, line in enumerate(read_jsonl(file, Line), 1):
            try:
                yield _checked(parse(line.text))
            except ValueError as error:
                raise TrainError(f"{file}:{number}: {error}") from error
    except DatasetError as error:
        raise TrainError(str(error)) from error


def _checked(example: Example) -> Example:
    if example.selected is None:
        raise ValueError("the text has no answer")
    if not example.prompt.candidates:
        raise ValueError("the prompt has no candidates")
    if strangers := set(example.selected) - set(example.prompt.candidates):
        raise ValueError(f"{min(strangers)!r} is selected and no candidate")
    return example
