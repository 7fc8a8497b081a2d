"""Prompts made to fit the model's context."""

from collections.abc import Callable
from dataclasses import replace

from symkin.model.errors import ModelError
from symkin.model.prompt import Prompt

_LONGEST_NAME = 120
_LONGEST_LINE = 400
_FIRST_TO_GO = ("references", "inputs", "fields", "output")


def fit(prompt: Prompt, count: Callable[[Prompt], int], room: int) -> Prompt:
    """Return `prompt`, shortened until `count` says that it has at most `room` tokens.

    Names of over 120 characters are never offered: nobody wrote them by hand. Then long lines are cut, then
    references go from the end of their list, then the other groups. Raises ModelError when even that is not
    enough.
    """
    prompt = _without_monsters(prompt)
    if count(prompt) <= room:
        return prompt
    prompt = _with_short_lines(prompt)
    for group in _FIRST_TO_GO:
        while count(prompt) > room and (names := getattr(prompt, group)):
            prompt = replace(prompt, **{group: names[: len(names) * 3 // 4]})
    if count(prompt) > room:
        raise ModelError("the symbol's names are too long for the model; the graph's ranking still answers")
    return prompt


def _without_monsters(prompt: Prompt) -> Prompt:
    return replace(
        prompt,
        fields=_usual(prompt.fields),
        inputs=_usual(prompt.inputs),
        output=_usual(prompt.output),
        references=_usual(prompt.references),
    )


def _usual(names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(name for name in names if len(name) <= _LONGEST_NAME)


def _with_short_lines(prompt: Prompt) -> Prompt:
    return replace(
        prompt,
        topic=None if prompt.topic is None else _cut(prompt.topic),
        symbol=_cut(prompt.symbol),
        module=_cut(prompt.module),
        package=_cut(prompt.package),
        signature=_cut(prompt.signature),
    )


def _cut(line: str) -> str:
    return line if len(line) <= _LONGEST_LINE else line[: _LONGEST_LINE - 1] + "…"
