"""The model's part of the command, with the real model."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from commands import Symkin

RELATED = ("related", "net.session.Session", "--topic", "how is a lost connection retried", "--json")


@pytest.mark.model
def test_the_models_first_use_prepares_it_by_itself(symkin: Symkin) -> None:
    first = symkin(*RELATED)
    assert first.returncode == 0, first.stderr
    assert first.stderr == "symkin: preparing the local model, once\n"
    answer = json.loads(first.stdout)
    assert answer["ranker"] == "model"
    scores = [item["score"] for item in answer["items"]]
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 1 for score in scores)
    assert scores[0] > scores[-1]

    again = symkin(*RELATED)
    assert again.stderr == ""
    assert json.loads(again.stdout)["ranker"] == "model"

    status = symkin("model", "status")
    assert (status.returncode, status.stderr) == (0, "")
    assert "ready" in status.stdout

    removed = symkin("model", "remove")
    assert (removed.returncode, removed.stderr) == (0, "")
    assert "freed" in removed.stdout
    assert not list(Path(symkin.env["SYMKIN_MODEL_DIR"]).glob("*.gguf"))
    assert "there was no model" in symkin("model", "remove").stdout


@pytest.mark.model
def test_a_prepared_model_answers_people(symkin: Symkin, model_dir: Path) -> None:
    symkin.env["SYMKIN_MODEL_DIR"] = str(model_dir)
    done = symkin("related", "net.session.Session", "--ranker", "model")
    assert (done.returncode, done.stderr) == (0, "")
    assert "ranked by the model" in done.stdout


@pytest.mark.model
def test_preparing_shows_a_bar_to_people(symkin: Symkin, model_dir: Path) -> None:
    symkin.env["SYMKIN_MODEL_DIR"] = str(model_dir)
    assert "ready: " in symkin.on_terminal("model", "prepare")


def test_without_the_extra_the_graph_answers_and_says_so(symkin: Symkin, tmp_path: Path) -> None:
    lacking = {"PYTHONPATH": str(hidden(tmp_path, "llama_cpp"))}
    done = symkin(*RELATED, env=lacking)
    assert done.returncode == 0
    assert json.loads(done.stdout)["ranker"] == "graph"
    assert len(done.stderr.splitlines()) == 1
    assert "pip install" in done.stderr
    assert "pip install" in symkin.fails(1, *RELATED, "--ranker", "model", env=lacking)
    assert symkin(*RELATED, "--ranker", "graph", env=lacking).stderr == ""
    assert "pip install" in symkin.fails(1, "model", "prepare", env=lacking).partition("symkin: ")[2]
    status = symkin("model", "status", env=lacking)
    assert (status.returncode, status.stderr) == (1, "")


def test_a_base_that_is_none_is_said(symkin: Symkin, tmp_path: Path) -> None:
    assert "no file" in symkin.fails(2, "model", "prepare", "--base", "gone.gguf")
    assert "--quant" in symkin.fails(2, "model", "prepare", "--quant", "q2")


def hidden(tmp_path: Path, module: str) -> Path:
    """A folder for PYTHONPATH that makes a module look as if it were not installed."""
    folder = tmp_path / "hiding"
    folder.mkdir()
    (folder / "sitecustomize.py").write_text(
        "import importlib.util\n"
        "real = importlib.util.find_spec\n"
        f"importlib.util.find_spec = lambda name, *rest: None if name == {module!r} else real(name, *rest)\n"
    )
    return folder
