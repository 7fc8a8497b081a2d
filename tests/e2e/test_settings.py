"""Settings as editors send them."""

from __future__ import annotations

from typing import Any

import pytest
from lsprotocol import types
from pytest_lsp import client_capabilities

from editors import Editor, StartEditor

pytestmark = pytest.mark.asyncio


async def count(editor: Editor) -> int:
    answer = await editor.related("net/retry.py", "class Retry|Policy")
    assert answer is not None
    return len(answer["items"])


def without_pull() -> types.ClientCapabilities:
    capabilities = client_capabilities("neovim")
    assert capabilities.workspace is not None
    capabilities.workspace.configuration = False
    return capabilities


async def test_pulled_settings_apply_and_change(start_editor: StartEditor) -> None:
    editor = await start_editor(configuration={"limit": 1, "prepareModel": False})
    assert await count(editor) == 1
    editor.client.set_configuration({"limit": 2, "prepareModel": False}, section="symkin")
    editor.client.workspace_did_change_configuration(types.DidChangeConfigurationParams(None))
    answered = 0
    while answered != 2:
        answered = await count(editor)


async def test_bad_settings_are_said_once_and_the_rest_holds(start_editor: StartEditor) -> None:
    wrong: dict[str, Any] = {"limit": "many", "ranker": "best", "colour": 1, "prepareModel": False}
    editor = await start_editor(configuration=wrong)
    await editor.until(editor.messages)
    (message,) = [one for one in editor.messages() if "setting" in one]
    for part in ["symkin.limit: expected `int`", "symkin.ranker: invalid", "symkin.colour: no such setting"]:
        assert part in message
    assert await count(editor) >= 3


async def test_a_client_that_cannot_be_asked_sends_options(start_editor: StartEditor) -> None:
    editor = await start_editor(without_pull(), options={"limit": 1, "prepareModel": False})
    assert await count(editor) == 1
    settings = {"symkin": {"limit": 2, "prepareModel": False}}
    editor.client.workspace_did_change_configuration(types.DidChangeConfigurationParams(settings))
    answered = 0
    while answered != 2:
        answered = await count(editor)


@pytest.mark.parametrize("options", ["nonsense", 7, ["limit"]])
async def test_options_of_the_wrong_type(start_editor: StartEditor, options: object) -> None:
    editor = await start_editor(without_pull(), options=options, wait=False)
    await editor.until(lambda: any("expected an object" in one for one in editor.messages()))
    assert await editor.related("net/retry.py", "class Retry|Policy") is not None


async def test_without_a_model_the_user_is_told_once(start_editor: StartEditor) -> None:
    editor = await start_editor()
    for _ in range(2):
        answer = await editor.related("net/session.py", "class Sess|ion", ranker="model")
        assert answer is not None
        assert answer["ranker"] == "graph"
    await editor.until(editor.messages)
    assert len([one for one in editor.messages() if "symkin model prepare" in one]) == 1
