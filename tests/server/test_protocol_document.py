"""docs/protocol.md says what the code does."""

from __future__ import annotations

import json
import re
from dataclasses import asdict
from pathlib import Path

import msgspec
import pytest

from symkin.graph.types import Freshness, Symbol
from symkin.server.answer import Answer, Item
from symkin.server.convert import Locations
from symkin.server.params import RelatedParams
from symkin.server.protocol import COMMANDS, RELATED_SYMBOLS, server_capabilities
from symkin.server.settings import Settings, camel

DOCUMENT = (Path(__file__).parents[2] / "docs" / "protocol.md").read_text(encoding="utf-8")
SYMBOL = Symbol("Session", "Session", "class", "net/session.py", 7, 6, 20)


def table(heading: str) -> list[list[str]]:
    """The rows of the first table after a heading, cells stripped of their backquotes."""
    part = DOCUMENT.split(f"## {heading}", 1)[1]
    rows = re.findall(r"^\|(.+)\|$", part.split("\n## ")[0], flags=re.M)
    return [[cell.strip().strip("`") for cell in re.split(r"(?<!\\)\|", row)] for row in rows[2:]]


def shape(value: object) -> object:
    """Keys and types, the order of the keys included."""
    if isinstance(value, dict):
        return [(key, shape(inner)) for key, inner in value.items()]
    if isinstance(value, list):
        return [shape(inner) for inner in value]
    return type(value).__name__


def test_the_request_and_its_parameters() -> None:
    rows = table(f"The request `{RELATED_SYMBOLS}`")
    fields = msgspec.structs.fields(RelatedParams)
    assert [row[0] for row in rows] == [field.encode_name for field in fields]
    assert [row[1].endswith("?") for row in rows] == [not field.required for field in fields]


def test_the_commands() -> None:
    assert [row[0] for row in table("Commands")] == list(COMMANDS)
    assert server_capabilities("utf-8")["executeCommandProvider"]["commands"] == list(COMMANDS)


def test_the_settings_and_their_defaults() -> None:
    written = {row[0]: json.loads(row[1]) for row in table("Settings")}
    assert written == {camel(name): default for name, default in asdict(Settings()).items()}


def test_the_example_has_the_shape_of_an_answer(tmp_path: Path) -> None:
    example = json.loads(re.findall(r"```json\n(.+?)```", DOCUMENT, flags=re.S)[0])
    item = Item(SYMBOL, "input", "exact", 0.91, True, "type of a parameter")
    answer = Answer(SYMBOL, "lost connections", "model", 212.4, Freshness(False), (item,))
    assert shape(example) == shape(Locations(tmp_path, "utf-16", {}).answer(answer))


@pytest.mark.parametrize("code", ["-32602", "-32800"])
def test_the_error_codes_are_those_of_pygls(code: str) -> None:
    from pygls.exceptions import JsonRpcInvalidParams, JsonRpcRequestCancelled

    assert code in DOCUMENT
    assert int(code) in (JsonRpcInvalidParams.CODE, JsonRpcRequestCancelled.CODE)
