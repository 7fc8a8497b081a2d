"""The request, from a real editor's side."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest
from lsprotocol import types
from pygls.exceptions import JsonRpcException

from editors import Editor, StartEditor
from symkin.server.features.files import QUIET

pytestmark = pytest.mark.asyncio


def names(answer: dict[str, Any] | None) -> set[str]:
    assert answer is not None
    return {item["qualified_name"] for item in answer["items"]}


async def test_the_symbols_around_a_class(start_editor: StartEditor) -> None:
    editor = await start_editor()
    answer = await editor.related("net/session.py", "class Sess|ion")
    assert answer is not None
    assert answer["symbol"]["qualified_name"] == "Session"
    assert answer["symbol"]["location"]["uri"] == editor.uri("net/session.py")
    assert (answer["ranker"], answer["stale"], answer["topic"]) == ("graph", False, None)
    assert {"Transport", "Session.policy", "open_session"} <= names(answer)
    assert not any(item["selected"] for item in answer["items"])


async def test_a_use_in_another_file_means_its_definition(start_editor: StartEditor) -> None:
    editor = await start_editor()
    answer = await editor.related("net/session.py", "return del|ay(", limit=2, topic="waiting")
    assert answer is not None
    assert answer["symbol"]["path"] == "net/retry.py"
    assert answer["topic"] == "waiting"
    assert 1 <= len(answer["items"]) <= 2


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-32"])
async def test_positions_after_astral_characters(start_editor: StartEditor, encoding: str) -> None:
    editor = await start_editor(encoding=encoding)
    assert editor.encoding == encoding
    for marked in ['é", Sess|ion())', 'é", |Session())', "FERN: S|ession"]:
        answer = await editor.related("net/größe.py", marked)
        assert answer is not None
        assert answer["symbol"]["path"] == "net/session.py", marked
    answer = await editor.related("net/größe.py", "class Grö|ße")
    assert answer is not None
    assert editor.text_at(answer["symbol"]["location"]) == "Größe"
    fields = {item["name"]: item for item in answer["items"] if item["relation"] == "field"}
    assert editor.text_at(fields["länge"]["location"]) == "länge"


async def test_every_location_holds_the_name(start_editor: StartEditor) -> None:
    editor = await start_editor()
    for path, marked in [("net/retry.py", "class Retry|Policy"), ("net/session.py", "def recon|nect")]:
        answer = await editor.related(path, marked)
        assert answer is not None
        assert answer["items"]
        for one in [answer["symbol"], *answer["items"]]:
            assert editor.text_at(one["location"]) == one["name"]
            assert one["line"] == one["location"]["range"]["start"]["line"] + 1


async def test_the_command_answers_like_the_request(start_editor: StartEditor) -> None:
    editor = await start_editor()
    question = editor.question("net/session.py", "class Sess|ion", limit=3)
    result = await editor.client.workspace_execute_command_async(
        types.ExecuteCommandParams("symkin.relatedSymbols", [question])
    )
    asked = await editor.ask(question)
    assert result is not None
    assert {**result, "elapsed_ms": 0} == {**asked, "elapsed_ms": 0}


async def test_unsaved_text_counts(start_editor: StartEditor) -> None:
    editor = await start_editor()
    editor.open("net/session.py")
    editor.replace("net/session.py", "    policy: RetryPolicy\n", "    policy: RetryPolicy\n    größe: int\n")
    editor.replace("net/session.py", "def open_session", "def 開く_session")
    known = names(await editor.related("net/session.py", "class Sess|ion"))
    assert {"Session.größe", "開く_session"} <= known
    assert "open_session" not in known
    editor.close("net/session.py")
    known = names(await editor.related("net/session.py", "class Sess|ion"))
    assert "open_session" in known
    assert "Session.größe" not in known


async def test_a_document_that_is_only_in_the_editor(start_editor: StartEditor) -> None:
    editor = await start_editor()
    editor.open("net/new.py", "from net.session import Session\n\n\ndef fresh(one: Session) -> None: ...\n")
    assert "fresh" in names(await editor.related("net/session.py", "class Sess|ion"))


async def test_a_file_that_changes_on_disk(start_editor: StartEditor) -> None:
    editor = await start_editor()
    late = editor.root / "net" / "late.py"
    late.write_text("from net.session import Session\n\n\ndef late(one: Session) -> None: ...\n")
    for kind, expected in [(types.FileChangeType.Created, True), (types.FileChangeType.Deleted, False)]:
        if kind is types.FileChangeType.Deleted:
            late.unlink()
        changes = [types.FileEvent(editor.uri("net/late.py"), kind)]
        editor.client.workspace_did_change_watched_files(types.DidChangeWatchedFilesParams(changes))
        answer = await editor.related("net/session.py", "class Sess|ion")
        assert ("late" in names(answer)) is expected


async def test_a_file_that_changes_on_disk_where_nobody_watches(start_editor: StartEditor) -> None:
    bars = types.WindowClientCapabilities(work_done_progress=True)
    editor = await start_editor(types.ClientCapabilities(window=bars), options={"prepareModel": False})
    for wanted in ("late", "still_later"):
        late = f"from net.session import Session\n\n\ndef {wanted}(one: Session) -> None: ...\n"
        (editor.root / "net" / "late.py").write_text(late)
        while wanted not in names(await editor.related("net/session.py", "class Sess|ion")):
            await asyncio.sleep(2 * QUIET)
    session = editor.root / "net" / "session.py"
    session.write_text("import os\n\n\n" + session.read_text())
    answer = await editor.related("net/session.py", "class Sess|ion")
    assert answer is not None
    assert (answer["symbol"]["name"], answer["symbol"]["line"], answer["stale"]) == ("Session", 10, False)


async def test_the_document_under_the_cursor_is_answered_while_indexing(start_editor: StartEditor) -> None:
    editor = await start_editor(wait=False)
    editor.open("net/retry.py")
    assert "RetryPolicy.backoff" in names(await editor.related("net/retry.py", "class Retry|Policy"))


async def test_folders_come_and_go(start_editor: StartEditor, workspace: Path) -> None:
    editor = await start_editor(folders=[], wait=False)
    folder = types.WorkspaceFolder(workspace.as_uri(), "net")
    event = types.WorkspaceFoldersChangeEvent(added=[folder], removed=[])
    editor.client.workspace_did_change_workspace_folders(types.DidChangeWorkspaceFoldersParams(event))
    await editor.indexed()
    assert "open_session" in names(await editor.related("net/retry.py", "class Retry|Policy"))
    event = types.WorkspaceFoldersChangeEvent(added=[], removed=[folder])
    editor.client.workspace_did_change_workspace_folders(types.DidChangeWorkspaceFoldersParams(event))
    assert "open_session" not in names(await editor.related("net/retry.py", "class Retry|Policy"))


async def test_two_folders(start_editor: StartEditor, workspace: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "alone.py").write_text("class Alone:\n    field: int\n")
    editor = await start_editor(folders=[workspace, other])
    uri = (other / "alone.py").as_uri()
    params = {"textDocument": {"uri": uri}, "position": {"line": 0, "character": 7}}
    assert names(await editor.ask(params)) == {"Alone.field"}
    assert "open_session" in names(await editor.related("net/session.py", "class Sess|ion"))


async def test_nothing_under_the_cursor(start_editor: StartEditor) -> None:
    editor = await start_editor()
    question = editor.question("pyproject.toml", "|[project]")
    assert await editor.ask(question) is None
    past = {**editor.question("net/session.py", "|class"), "position": {"line": 999, "character": 0}}
    assert await editor.ask(past) is None


async def test_a_character_past_the_end_of_its_line_is_the_end(start_editor: StartEditor) -> None:
    editor = await start_editor()
    question = editor.question("net/session.py", "|class Session")
    question["position"]["character"] = 10_000
    answer = await editor.ask(question)
    assert answer["symbol"]["qualified_name"] in ("Session", "Transport")


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"textDocument": {"uri": "file:///nowhere/at/all.py"}}, "neither open nor on disk"),
        ({"textDocument": {"uri": "untitled:Untitled-1"}}, "is not a file on disk"),
        ({"position": {"line": -1, "character": 0}}, "$.position.line"),
        ({"position": None}, "$.position"),
        ({"limit": 0}, "$.limit"),
        ({"ranker": "best"}, "$.ranker"),
        ({"topic": 7}, "$.topic"),
    ],
)
async def test_what_cannot_be_asked(start_editor: StartEditor, change: dict[str, Any], message: str) -> None:
    editor = await start_editor(wait=False)
    question = {**editor.question("net/session.py", "class Sess|ion"), **change}
    with pytest.raises(JsonRpcException, match="relatedSymbols: ") as error:
        await editor.ask(question)
    assert error.value.code == -32602
    assert message in error.value.message


@pytest.mark.parametrize("method", ["symkin/relatedSymbols", "textDocument/codeAction"])
async def test_a_request_without_parameters(start_editor: StartEditor, method: str) -> None:
    """pygls alone would never answer the second one."""
    editor = await start_editor(wait=False)
    with pytest.raises(JsonRpcException) as error:
        await _ask_raw(editor, method)
    assert error.value.code == -32602
    assert await editor.related("net/session.py", "class Sess|ion") is not None


async def _ask_raw(editor: Editor, method: str) -> None:
    import asyncio

    future: Any = asyncio.get_running_loop().create_future()
    editor.client.protocol._request_futures["raw"] = future
    editor.client.protocol._send_data({"jsonrpc": "2.0", "id": "raw", "method": method, "params": {}})
    await asyncio.wait_for(future, 20)


async def test_an_edit_of_a_document_that_was_never_opened(start_editor: StartEditor) -> None:
    editor = await start_editor()
    change = types.TextDocumentContentChangeWholeDocument("nonsense")
    document = types.VersionedTextDocumentIdentifier(2, editor.uri("net/session.py"))
    editor.client.text_document_did_change(types.DidChangeTextDocumentParams(document, [change]))
    assert "open_session" in names(await editor.related("net/session.py", "class Sess|ion"))
