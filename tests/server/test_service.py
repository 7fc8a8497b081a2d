"""Answers of a real workspace; with the real model where it is installed."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from symkin.graph.types import Symbol
from symkin.graph.workspace import Workspace
from symkin.server.answer import Answer, to_json
from symkin.server.notices import Notices
from symkin.server.service import PATIENCE, RelatedService

HUB = "class Hub:\n    first: int\n    second: str\n\n" + "".join(
    f"def use_{number:02}(hub: Hub) -> None:\n    hub.first\n\n" for number in range(30)
)

GIT = ["git", "-c", "user.name=Ada", "-c", "user.email=t@example.org"]


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    root = tmp_path / "root"
    root.mkdir()
    (root / "hub.py").write_text(HUB)
    workspace = Workspace.open(root, cache_dir=tmp_path / "cache")
    workspace.index()
    yield workspace
    workspace.close()


@pytest.fixture
def hub(workspace: Workspace) -> Symbol:
    (symbol,) = workspace.find("Hub")
    return symbol


def _by_graph(service: RelatedService, symbol: Symbol, topic: str | None = None, limit: int = 10) -> Answer:
    return service.graph_answer(service.evidence(symbol), topic, limit)


def _by_model(
    service: RelatedService,
    symbol: Symbol,
    topic: str | None = None,
    limit: int = 10,
    cancelled: threading.Event | None = None,
) -> Answer:
    return service.model_answer(service.evidence(symbol), topic, limit, cancelled)


def test_the_graphs_answer(workspace: Workspace, hub: Symbol) -> None:
    answer = _by_graph(RelatedService(workspace), hub, "what is first", limit=5)
    assert (answer.ranker, answer.topic, len(answer.items)) == ("graph", "what is first", 5)
    assert not any(item.selected for item in answer.items)
    assert answer.items[0].symbol.qualified_name == "Hub.first"
    assert answer.items[0].why.startswith("field of Hub")
    scores = [item.score for item in answer.items]
    assert 1 > scores[0] > scores[1] >= scores[-1] > 0
    assert scores == sorted(scores, reverse=True)


def test_without_a_model_its_answer_is_the_graphs(workspace: Workspace, hub: Symbol) -> None:
    service = RelatedService(workspace)
    assert not service.has_model
    answer = _by_model(service, hub)
    assert answer.ranker == "graph"
    assert answer.items == _by_graph(service, hub).items


def test_the_json_counts_lines_from_one(workspace: Workspace, hub: Symbol) -> None:
    answer = _by_graph(RelatedService(workspace), hub, limit=3)
    written = json.loads(json.dumps(to_json(answer)))
    assert written["symbol"]["line"] == 1
    assert [item["line"] for item in written["items"]] == [item.symbol.line + 1 for item in answer.items]


def test_what_has_changed_on_disk_is_stale(workspace: Workspace, hub: Symbol) -> None:
    (workspace.root / "hub.py").write_text("# moved\n" + HUB)
    answer = _by_graph(RelatedService(workspace), hub)
    assert answer.freshness.stale
    assert to_json(answer)["stale"] is True


def test_an_answer_is_as_stale_as_what_it_shows(workspace: Workspace, hub: Symbol) -> None:
    other = workspace.root / "other.py"
    other.write_text("from hub import Hub\n\nclass Other(Hub): ...\n")
    workspace.refresh(["other.py"])
    service = RelatedService(workspace)
    assert not _by_graph(service, hub, limit=50).freshness.stale
    other.write_text("")
    assert _by_graph(service, hub, limit=50).freshness.reason == "other.py has changed since it was indexed"


def test_what_past_commits_changed_along_is_related(workspace: Workspace, hub: Symbol) -> None:
    root = workspace.root
    for number in range(3):
        (root / "hub.py").write_text(HUB.replace("class Hub:", f"class Hub:\n    {'third' * (number + 1)}: int"))
        (root / "far.py").write_text(f"def far():\n    return {number}\n")
        for command in (["init", "-q"], ["add", "-A"], ["commit", "-q", "-m", "Change"]):
            subprocess.run([*GIT, *command], cwd=root, check=True, capture_output=True)
    workspace.index()
    answers = RelatedService(workspace)
    before = _by_graph(answers, hub, limit=200).items
    workspace.past.read()
    after = _by_graph(answers, hub, limit=200).items
    assert [item.symbol.name for item in after if item.relation == "history"] == ["far"]
    assert "far" not in [item.symbol.name for item in before]
    (far,) = [item for item in after if item.relation == "history"]
    assert far.why == "changed with Hub in 2 past commits"


def test_a_notice_is_told_once_a_kind() -> None:
    notices = Notices()
    for kind, message in [("model", "one"), ("model", "two"), ("store", "three")]:
        notices.tell(kind, message)
    assert notices.drain() == ["one", "three"]
    assert notices.drain() == []
    notices.tell("model", "four")
    assert notices.drain() == []


@pytest.mark.model
def test_the_models_answer_holds_all_that_it_was_asked_about(
    workspace: Workspace, hub: Symbol, prepared_model: Path
) -> None:
    from symkin.model.scorer import Scorer

    with Scorer(prepared_model, timeout=60) as scorer:
        answer = _by_model(RelatedService(workspace, scorer), hub, "what is first", limit=100)
    assert answer.ranker == "model"
    assert {item.symbol for item in answer.items} >= workspace.groups(hub).labels.keys()
    assert [item.selected for item in answer.items] == [item.score >= 0.5 for item in answer.items]
    scores = [item.score for item in answer.items]
    assert scores == sorted(scores, reverse=True)
    assert 0 < scores[0] <= 1


@pytest.mark.model
def test_a_model_that_keeps_failing_is_left_alone(workspace: Workspace, hub: Symbol, tmp_path: Path) -> None:
    from symkin.model.scorer import Scorer

    with Scorer(tmp_path / "none.gguf") as scorer:
        service = RelatedService(workspace, scorer)
        for _ in range(PATIENCE):
            assert service.has_model
            assert _by_model(service, hub).ranker == "graph"
    assert not service.has_model
    (notice,) = service.notices.drain()
    assert "symkin model prepare" in notice


@pytest.mark.model
def test_a_question_that_was_called_off_is_not_answered(
    workspace: Workspace, hub: Symbol, prepared_model: Path
) -> None:
    from symkin.model.errors import ModelCancelled
    from symkin.model.scorer import Scorer

    cancelled = threading.Event()
    cancelled.set()
    with Scorer(prepared_model) as scorer, pytest.raises(ModelCancelled):
        _by_model(RelatedService(workspace, scorer), hub, cancelled=cancelled)


@pytest.mark.parametrize("module", ["service", "answer", "models", "settings", "main", "handshake"])
def test_what_the_command_line_shares_is_cheap_to_import(module: str) -> None:
    """Above all `main`: `initialize` is answered before pygls is imported."""
    heavy = ["pygls", "lsprotocol", "typer", "rich", "tree_sitter", "llama_cpp", "numpy"]
    program = f"import sys, symkin.server.{module}; print(*sys.modules.keys() & set({heavy}))"
    shown = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert shown.stdout.strip() == ""
