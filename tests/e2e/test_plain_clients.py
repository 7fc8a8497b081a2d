"""What clients get that know nothing of symkin's request."""

from __future__ import annotations

import pytest
from lsprotocol import types
from pytest_lsp import client_capabilities

from editors import Editor, StartEditor

pytestmark = pytest.mark.asyncio


def offer(editor: Editor, only: list[str] | None = None) -> types.CodeActionParams:
    at = editor.position("net/session.py", "class Sess|ion")
    return types.CodeActionParams(
        text_document=types.TextDocumentIdentifier(editor.uri("net/session.py")),
        range=types.Range(at, at),
        context=types.CodeActionContext(diagnostics=[], only=only),
    )


def choose(editor: Editor, name: str | None) -> list[types.ShowMessageRequestParams]:
    """Let the user answer the next question with the first title that starts with `name`."""
    questions: list[types.ShowMessageRequestParams] = []

    def answer(params: types.ShowMessageRequestParams) -> types.MessageActionItem | None:
        questions.append(params)
        return next((one for one in params.actions or () if name and one.title.startswith(name)), None)

    editor.client.feature(types.WINDOW_SHOW_MESSAGE_REQUEST)(answer)
    return questions


async def run_the_action(editor: Editor) -> None:
    actions = await editor.client.text_document_code_action_async(offer(editor))
    assert actions
    action = actions[0]
    command = action.command if isinstance(action, types.CodeAction) else action
    assert isinstance(command, types.Command)
    assert command.title == "Related symbols of Session"
    params = types.ExecuteCommandParams(command.command, command.arguments)
    assert await editor.client.workspace_execute_command_async(params) is None


@pytest.mark.parametrize("client", ["neovim", "visual-studio-code"])
async def test_the_code_action_asks_and_opens_the_document(start_editor: StartEditor, client: str) -> None:
    editor = await start_editor(client)
    questions = choose(editor, "open_session")
    await run_the_action(editor)
    await editor.until(lambda: editor.client.shown_documents)
    assert questions[0].message == "Related to Session"
    shown = editor.client.shown_documents[0]
    assert (shown.uri, shown.take_focus) == (editor.uri("net/session.py"), True)
    assert shown.selection is not None
    assert shown.selection.start == editor.position("net/session.py", "def |open_session")


async def test_a_client_that_cannot_open_documents_is_told_the_place(start_editor: StartEditor) -> None:
    capabilities = client_capabilities("neovim")
    assert capabilities.window is not None
    capabilities.window.show_document = None
    editor = await start_editor(capabilities)
    choose(editor, "open_session")
    await run_the_action(editor)
    await editor.until(lambda: "open_session: net/session.py:17" in editor.messages())


async def test_a_client_without_any_capability(start_editor: StartEditor) -> None:
    """It gets a bare command, as LSP 3.7 had it, and no progress bars."""
    editor = await start_editor(types.ClientCapabilities(), wait=False)
    editor.open("net/session.py")
    actions = await editor.client.text_document_code_action_async(offer(editor))
    assert actions
    assert isinstance(actions[0], types.Command)


async def test_the_user_chooses_nothing(start_editor: StartEditor) -> None:
    editor = await start_editor()
    questions = choose(editor, None)
    await run_the_action(editor)
    await editor.until(lambda: questions)
    assert await editor.related("net/session.py", "class Sess|ion") is not None
    assert not editor.client.shown_documents


@pytest.mark.parametrize("only", ["quickfix", "refactor.extract", "source.organizeImports"])
async def test_a_client_that_wants_fixes_gets_none(start_editor: StartEditor, only: str) -> None:
    editor = await start_editor()
    assert not await editor.client.text_document_code_action_async(offer(editor, only=[only]))


async def test_the_action_can_be_turned_off(start_editor: StartEditor) -> None:
    editor = await start_editor(configuration={"codeAction": False, "prepareModel": False})
    assert not await editor.client.text_document_code_action_async(offer(editor))


async def test_a_wrong_argument_is_said(start_editor: StartEditor) -> None:
    editor = await start_editor()
    params = types.ExecuteCommandParams("symkin.showRelatedSymbols", ["nonsense"])
    await editor.client.workspace_execute_command_async(params)
    await editor.until(lambda: any("Expected `object`" in message for message in editor.messages()))
