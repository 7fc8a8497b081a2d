"""The prompt's text: the one place that writes it and reads it back.

Its shape is fixed byte for byte; data sets, training and scoring all come here for it.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from symkin.model.escape import HUB_MARKER, NONE, escape_line, escape_name, split_names, unescape
from symkin.model.tokens import Control, Segment, Tokenize, encode_segments, join, split_control

GROUP_LIMIT = 20
"""The most names that a group of candidates should hold."""

_DECLARATION = (
    "declaration:select_symbols{"
    "description:<escape>Select the candidates related to the symbol for the topic<escape>,"
    "parameters:{properties:{selected:{"
    "description:<escape>Candidate names, best first, comma separated<escape>,type:<escape>STRING<escape>}},"
    "required:[<escape>selected<escape>],type:<escape>OBJECT<escape>}}"
)
_HEAD = (
    "<start_of_turn>developer\n"
    "You are a model that can do function calling with the following functions"
    f"<start_function_declaration>{_DECLARATION}<end_function_declaration><end_of_turn>\n"
    "<start_of_turn>user\n"
)
_TURN = "<end_of_turn>\n<start_of_turn>model\n"
_CALL = "<start_function_call>\ncall:select_symbols{selected:<escape>"
_CALL_END = "<escape>}\n<end_function_call>\n<end_of_turn>\n"

SEPARATOR = ","
"""Stands between two names of the answer."""
TERMINATOR = Control("<escape>")
"""Ends the answer's names."""


@dataclass(frozen=True, slots=True)
class Prompt:
    """What is asked about one symbol: a topic or None, the symbol, and its candidates in four groups.

    `reference_count` is how many references there are in all: never less than the references given, and more
    when the list was cut (the symbol is a hub).
    """

    topic: str | None
    symbol: str
    module: str
    package: str
    signature: str
    fields: tuple[str, ...]
    inputs: tuple[str, ...]
    output: tuple[str, ...]
    references: tuple[str, ...]
    reference_count: int = 0

    def __post_init__(self) -> None:
        object.__setattr__(self, "reference_count", max(self.reference_count, len(self.references)))

    @property
    def candidates(self) -> tuple[str, ...]:
        """The names of all four groups in the prompt's order, each once."""
        return tuple(dict.fromkeys(self.fields + self.inputs + self.output + self.references))


@dataclass(frozen=True, slots=True)
class Example:
    """A prompt and its answer: the selected names, or None for a prompt that has none yet."""

    prompt: Prompt
    selected: tuple[str, ...] | None


def render(prompt: Prompt, selected: Sequence[str] | None = None) -> str:
    """Return the text of `prompt` up to the model's turn, and its answer if `selected` is given."""
    return join(segments(prompt) if selected is None else _with_answer(prompt, selected))


def encode(prompt: Prompt, tokenize: Tokenize, selected: Sequence[str] | None = None) -> list[int]:
    """Return the token ids (no BOS) of the prompt and its answer, names and separators tokenised one by one.

    Without `selected` the ids end where the answer's first name would begin: there scoring asks the model.
    """
    if selected is None:
        return encode_segments([*segments(prompt), *split_control(_CALL)], tokenize)
    return encode_segments(_with_answer(prompt, selected), tokenize)


def encode_name(name: str, tokenize: Tokenize) -> tuple[int, ...]:
    """Return the token ids of a candidate as it stands in an answer."""
    return tuple(tokenize(escape_name(name)))


def parse(text: str) -> Example:
    """Return the prompt and answer that `render` wrote as `text`.

    Raises ValueError for any other text.
    """
    match = _TEXT.fullmatch(text)
    if not match:
        raise ValueError("not a symkin prompt: its lines differ from what `render` writes")
    example = Example(_parse_prompt(match), _parse_answer(match["selected"]))
    # Reading is more lenient than writing (a needless escape, too low a count): writing decides.
    if render(example.prompt, example.selected) != text:
        raise ValueError("not a symkin prompt: it is not what `render` writes for what it says")
    return example


def segments(prompt: Prompt) -> Iterator[Segment]:
    """Yield the pieces of the prompt up to the opening of the model's turn; each text is tokenised alone."""
    yield from split_control(_HEAD)
    yield f"Topic: {NONE if prompt.topic is None else escape_line(prompt.topic)}\n"
    for label, text in zip(_LABELS, (prompt.symbol, prompt.module, prompt.package, prompt.signature), strict=True):
        yield f"{label}: {escape_line(text) if text else NONE}\n"
    yield "\nCandidates:\n"
    hidden = prompt.reference_count > len(prompt.references)
    hub = [f"[many references ({prompt.reference_count}) - hub symbol]"] if hidden else []
    names = [[escape_name(name) for name in group] for group in _groups(prompt)]
    for label, group, mark in zip(_GROUPS, names, ([], [], [], hub), strict=True):
        yield from _group(label, [*group, *mark])
    yield from split_control(_TURN)


_LABELS = ("Symbol", "Module", "Package", "Signature")
_GROUPS = ("Fields", "Inputs", "Output", "References")
_TEXT = re.compile(
    re.escape(_HEAD)
    + "".join(f"{label}: (?P<{label}>.*)\n" for label in ("Topic", *_LABELS))
    + "\nCandidates:\n"
    + "".join(f"  {label}: (?P<{label}>.*)\n" for label in _GROUPS)
    + re.escape(_TURN)
    + f"(?:{re.escape(_CALL)}(?P<selected>.*){re.escape(_CALL_END)})?"
)


def _groups(prompt: Prompt) -> tuple[tuple[str, ...], ...]:
    return prompt.fields, prompt.inputs, prompt.output, prompt.references


def _group(label: str, items: list[str]) -> Iterator[Segment]:
    yield f"  {label}:"
    for place, item in enumerate(items or [NONE]):
        # A name keeps the space before it, as in prose: that is how the base model knows words best.
        yield from [SEPARATOR] * (place > 0)
        yield f" {item}"
    yield "\n"


def _with_answer(prompt: Prompt, selected: Sequence[str]) -> Iterator[Segment]:
    yield from segments(prompt)
    yield from split_control(_CALL)
    for place, name in enumerate(selected):
        yield from [SEPARATOR] * (place > 0)
        yield escape_name(name)
    yield from split_control(_CALL_END)


def _parse_prompt(match: re.Match[str]) -> Prompt:
    *groups, references = (_parse_group(match[label]) for label in _GROUPS)
    hub = HUB_MARKER.fullmatch(references[-1]) if references else None
    shown = references[:-1] if hub else references
    fields, inputs, output, cut = (tuple(map(unescape, group)) for group in (*groups, shown))
    symbol, module, package, signature = (_parse_line(match[label]) or "" for label in _LABELS)
    return Prompt(
        topic=_parse_line(match["Topic"]),
        symbol=symbol,
        module=module,
        package=package,
        signature=signature,
        fields=fields,
        inputs=inputs,
        output=output,
        references=cut,
        reference_count=int(hub[1]) if hub else 0,
    )


def _parse_line(text: str) -> str | None:
    return None if text == NONE else unescape(text)


def _parse_group(text: str) -> list[str]:
    return [] if text == NONE else split_names(text, ", ")


def _parse_answer(text: str | None) -> tuple[str, ...] | None:
    if text is None:
        return None
    return tuple(map(unescape, split_names(text, SEPARATOR))) if text else ()
