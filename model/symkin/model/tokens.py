"""The control tokens of FunctionGemma, and texts turned into ids that are never read as such."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

Tokenize = Callable[[str], Sequence[int]]
"""Plain text to token ids: no BOS, and control-token names in the text are ordinary text."""

CONTROL_TOKENS: Mapping[str, int] = {
    "<start_function_declaration>": 46,
    "<end_function_declaration>": 47,
    "<start_function_call>": 48,
    "<end_function_call>": 49,
    "<start_function_response>": 50,
    "<end_function_response>": 51,
    "<escape>": 52,
    "<start_of_turn>": 105,
    "<end_of_turn>": 106,
}
"""The structural tokens of a prompt and their ids; 46 to 52 are slots that plain Gemma 3 leaves unnamed."""

FUNCTION_TOKENS: Mapping[str, int] = {name: token for name, token in CONTROL_TOKENS.items() if 46 <= token <= 52}
"""The tokens that `prepare` names in a base model that does not have them yet."""

BOS = 2

_CONTROL = re.compile("|".join(map(re.escape, CONTROL_TOKENS)))


@dataclass(frozen=True, slots=True)
class Control:
    """A control token, by its name (a key of `CONTROL_TOKENS`)."""

    name: str


Segment = Control | str
"""What a prompt is made of: control tokens, and texts that are each tokenised by themselves."""


def encode_segments(segments: Iterable[Segment], tokenize: Tokenize) -> list[int]:
    """Return the token ids of `segments`, each text tokenised alone, without BOS."""
    ids: list[int] = []
    for segment in segments:
        if isinstance(segment, Control):
            ids.append(CONTROL_TOKENS[segment.name])
        else:
            ids.extend(tokenize(segment))
    return ids


def split_control(text: str) -> list[Segment]:
    """Split trusted text at its control-token names; `join` of the result is `text`."""
    segments: list[Segment] = []
    end = 0
    for match in _CONTROL.finditer(text):
        segments += [text[end : match.start()]] * (match.start() > end)
        segments.append(Control(match.group()))
        end = match.end()
    return segments + [text[end:]] * (end < len(text))


def join(segments: Iterable[Segment]) -> str:
    """Return the text that `segments` spell."""
    return "".join(segment.name if isinstance(segment, Control) else segment for segment in segments)
