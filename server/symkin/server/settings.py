"""What a user can set, once: editors, documentation and tests read the names and defaults from here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Annotated, Any, get_type_hints

import msgspec

from symkin.server.answer import Ranker

SECTION = "symkin"
"""The section of the client's configuration; `initializationOptions` holds the same object."""

CLIENT_ONLY = frozenset({"path", "trace"})
"""Settings of the editors' own clients, which send them along."""

Positive = Annotated[int, msgspec.Meta(ge=1)]


@dataclass(frozen=True, slots=True)
class Settings:
    """Every setting has a default, and none is needed."""

    limit: Annotated[int, msgspec.Meta(ge=1, le=200)] = 10
    """How many related symbols an answer holds where the request does not say."""
    ranker: Ranker = "auto"
    """Who ranks where the request does not say: `auto` is the model where there is one, else the graph."""
    model_path: str | None = None
    """A GGUF file to use instead of the one that `symkin model prepare` made."""
    model_threads: Positive | None = None
    """Threads of an inference; unset, the model room decides."""
    model_timeout: Annotated[float, msgspec.Meta(gt=0)] = 10.0
    """Seconds after which the model's answer is given up and the graph's stands."""
    prepare_model: bool = True
    """Whether the server makes the local model by itself (once, offline) where the extra is installed."""
    index_workers: Positive | None = None
    """Processes that index; unset, the graph room decides."""
    code_action: bool = True
    """Whether "Related symbols" is offered as a code action."""


def camel(name: str) -> str:
    """`model_path` as JSON spells it: `modelPath`."""
    head, *tail = name.split("_")
    return head + "".join(word.capitalize() for word in tail)


def parse(value: object) -> tuple[Settings, list[str]]:
    """The settings of a JSON value, and one sentence for each thing wrong with it.

    A wrong value leaves that setting at its default; nothing a user writes raises.
    """
    if value is None:
        return Settings(), []
    if not isinstance(value, Mapping):
        return Settings(), [f"{SECTION}: expected an object, got {type(value).__name__}"]
    known = {camel(field.name): field.name for field in fields(Settings)}
    unknown = [key for key in value if key not in known and key not in CLIENT_ONLY]
    problems = [f"{_spelt(key)}: no such setting" for key in unknown]
    good: dict[str, Any] = {}
    for key in known.keys() & value.keys():
        try:
            good[known[key]] = msgspec.convert(value[key], _TYPES[known[key]])
        except msgspec.ValidationError as error:
            problems.append(f"{SECTION}.{key}: {str(error)[0].lower()}{str(error)[1:]}")
    return Settings(**good), sorted(problems)


def _spelt(key: object) -> str:
    # A key may hold anything, line ends included; the message stays one line.
    return f"{SECTION}.{key}" if str(key).isidentifier() else f"{SECTION}.{key!r}"


_TYPES = get_type_hints(Settings, include_extras=True)
