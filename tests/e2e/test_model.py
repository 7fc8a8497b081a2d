"""The real model behind the server: streamed after the graph, cancelled, killed, broken."""

from __future__ import annotations

import asyncio
import os
import signal
import time
from pathlib import Path

import pytest
from lsprotocol import types
from pygls.exceptions import JsonRpcException

from editors import Editor, StartEditor

pytestmark = [pytest.mark.asyncio, pytest.mark.model]

CLASS = ("net/session.py", "class Sess|ion")


def children(editor: Editor) -> list[int]:
    """The server's child processes that run the model."""
    server = editor.client._server
    assert server is not None
    tasks = Path(f"/proc/{server.pid}/task").glob("*/children")
    found = [Path("/proc", pid) for task in tasks for pid in task.read_text().split()]
    return [int(process.name) for process in found if b"symkin.model" in (process / "cmdline").read_bytes()]


async def test_the_graph_comes_first_and_the_model_replaces_it(start_editor: StartEditor, model_dir: Path) -> None:
    editor = await start_editor(SYMKIN_MODEL_DIR=str(model_dir))
    answer = await editor.related(*CLASS, partialResultToken="p", workDoneToken="w", topic="reconnecting")
    assert answer is not None
    (partial,) = editor.progress["p"]
    assert (partial["ranker"], answer["ranker"]) == ("graph", "model")
    assert {item["qualified_name"] for item in partial["items"]} == {item["qualified_name"] for item in answer["items"]}
    scores = [item["score"] for item in answer["items"]]
    assert scores == sorted(scores, reverse=True)
    assert 0 < scores[0] <= 1
    assert [value["kind"] for value in editor.progress["w"]] == ["begin", "end"]


async def test_a_client_without_settings_gets_the_model_too(start_editor: StartEditor, model_dir: Path) -> None:
    editor = await start_editor(silent=True, SYMKIN_MODEL_DIR=str(model_dir))
    answer = await editor.related(*CLASS)
    assert answer is not None
    assert answer["ranker"] == "model"


async def test_the_graph_alone_streams_nothing(start_editor: StartEditor, model_dir: Path) -> None:
    editor = await start_editor(SYMKIN_MODEL_DIR=str(model_dir))
    answer = await editor.related(*CLASS, partialResultToken="p", ranker="graph")
    assert answer is not None
    assert answer["ranker"] == "graph"
    assert "p" not in editor.progress
    assert children(editor) == []


@pytest.mark.parametrize("by_command", [False, True], ids=["request", "command"])
async def test_a_cancelled_question_stops(start_editor: StartEditor, model_dir: Path, by_command: bool) -> None:
    """The first question also loads the model: it would take seconds, and the next one would wait for it."""
    editor = await start_editor(SYMKIN_MODEL_DIR=str(model_dir))
    question = editor.question(*CLASS, partialResultToken="p")
    command = types.ExecuteCommandParams("symkin.relatedSymbols", [question])
    asking = asyncio.ensure_future(
        editor.ask(command, types.WORKSPACE_EXECUTE_COMMAND, "first")
        if by_command
        else editor.ask(question, msg_id="first")
    )
    await editor.until(lambda: "p" in editor.progress)
    started = time.monotonic()
    editor.client.cancel_request(types.CancelParams("first"))
    with pytest.raises(JsonRpcException) as error:
        await asking
    assert error.value.code == -32800
    assert time.monotonic() - started < 1
    answer = await editor.related(*CLASS)
    assert answer is not None
    assert answer["ranker"] == "model"


async def test_questions_that_wait_are_cancelled_too(start_editor: StartEditor, model_dir: Path) -> None:
    """A user who moves on leaves a queue behind; none of it may be worked off."""
    editor = await start_editor(SYMKIN_MODEL_DIR=str(model_dir))
    await editor.related(*CLASS)
    topics = [f"topic number {number}" for number in range(20)]
    asked = [asyncio.ensure_future(editor.ask(editor.question(*CLASS, topic=topic), msg_id=topic)) for topic in topics]
    await asyncio.sleep(0.05)  # let them be sent, not answered
    for topic in topics[:-1]:
        editor.client.cancel_request(types.CancelParams(topic))
    started = time.monotonic()
    last = await asked[-1]
    assert last["ranker"] == "model"
    alone = last["elapsed_ms"] / 1000
    assert time.monotonic() - started < 3 * alone + 1
    results = await asyncio.gather(*asked[:-1], return_exceptions=True)
    assert sum(isinstance(one, JsonRpcException) and one.code == -32800 for one in results) >= 18


async def test_killing_the_models_process_does_no_harm(start_editor: StartEditor, model_dir: Path) -> None:
    editor = await start_editor(SYMKIN_MODEL_DIR=str(model_dir))
    await editor.related(*CLASS)
    (child,) = children(editor)
    os.kill(child, signal.SIGKILL)
    answer = await editor.related(*CLASS, topic="something else")
    assert answer is not None
    assert answer["ranker"] == "model"
    assert children(editor) != [child]


async def test_killing_it_in_the_middle_of_a_question(start_editor: StartEditor, model_dir: Path) -> None:
    editor = await start_editor(SYMKIN_MODEL_DIR=str(model_dir))
    asking = asyncio.ensure_future(editor.related(*CLASS, partialResultToken="p"))
    await editor.until(lambda: children(editor))
    os.kill(children(editor)[0], signal.SIGKILL)
    answer = await asking
    assert answer is not None
    assert answer["ranker"] == "model"


async def test_a_truncated_model_is_said_once(start_editor: StartEditor, prepared_model: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken.gguf"
    broken.write_bytes(prepared_model.read_bytes()[:1_000_000])
    editor = await start_editor(configuration={"modelPath": str(broken), "prepareModel": False})
    for _ in range(2):
        answer = await editor.related(*CLASS, ranker="model", partialResultToken="p")
        assert answer is not None
        assert answer["ranker"] == "graph"
        assert answer["items"]
    await editor.until(editor.messages)
    assert len([one for one in editor.messages() if "from the graph alone" in one]) == 1


async def test_too_slow_a_model_is_given_up(start_editor: StartEditor, model_dir: Path) -> None:
    settings = {"modelTimeout": 0.001, "prepareModel": False}
    editor = await start_editor(configuration=settings, SYMKIN_MODEL_DIR=str(model_dir))
    answer = await editor.related(*CLASS)
    assert answer is not None
    assert answer["ranker"] == "graph"
    await editor.until(lambda: any("took longer" in one for one in editor.messages()))


@pytest.mark.parametrize("killed", [False, True], ids=["the editor crashes", "the server is killed"])
async def test_no_process_stays_behind(start_editor: StartEditor, model_dir: Path, killed: bool) -> None:
    editor = await start_editor(SYMKIN_MODEL_DIR=str(model_dir))
    await editor.related(*CLASS)
    left = children(editor)
    server = editor.client._server
    assert left
    assert server is not None
    assert server.stdin is not None
    if killed:
        server.kill()
    server.stdin.close()
    assert await asyncio.wait_for(server.wait(), 20) == (-signal.SIGKILL if killed else 1)
    await editor.until(lambda: not any(Path(f"/proc/{pid}").exists() for pid in left))
    editor.crashed = True


async def test_the_server_makes_the_model_by_itself(start_editor: StartEditor) -> None:
    """On a fresh machine answers are the graph's for some seconds, and then the model's, with nothing to do."""
    editor = await start_editor(silent=True, wait=False)
    rankers: list[str] = []
    while rankers[-1:] != ["model"]:
        answer = await editor.related(*CLASS)
        assert answer is not None
        rankers.append(answer["ranker"])
        await asyncio.sleep(0.2)
    assert rankers[0] == "graph"
    titles = [value.get("title") for values in editor.progress.values() for value in values]
    assert "Preparing the local model" in titles
    assert not editor.messages()
