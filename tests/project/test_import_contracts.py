"""The import contracts of pyproject.toml hold, and each is broken by an import that it forbids."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[2]
ROOMS = ("graph", "model", "dataset", "train", "server")

PLANTED = [
    ("graph/symkin/graph/planted.py", "import symkin.model.prompt", "Rooms import one way"),
    ("model/symkin/model/planted.py", "import symkin.graph.types", "Rooms import one way"),
    ("model/symkin/model/planted.py", "import symkin.server.answer", "Rooms import one way"),
    ("server/symkin/server/planted.py", "import symkin.cli.target", "Rooms import one way"),
    ("dataset/symkin/dataset/planted.py", "import symkin.server.answer", "Rooms import one way"),
    ("extra/symkin/extra/planted.py", "import json", "Rooms import one way"),
    ("dataset/symkin/dataset/planted.py", "import symkin.model.scorer", "the prompt, not the"),
    ("graph/symkin/graph/planted.py", "import pygls", "Only symkin.server speaks LSP"),
    ("server/symkin/cli/planted.py", "from lsprotocol import types", "Only symkin.server speaks LSP"),
    ("model/symkin/model/planted.py", "def f(): import llama_cpp", "One module knows llama.cpp"),
    ("server/symkin/server/planted.py", "import llama_cpp", "One module knows llama.cpp"),
    ("server/symkin/server/planted.py", "import rich", "only the command line draws"),
    ("model/symkin/model/planted.py", "import tree_sitter", "Only the graph parses"),
    ("server/symkin/cli/planted.py", "import torch", "Only symkin.train may import torch"),
    ("dataset/symkin/dataset/planted.py", "import transformers", "Only symkin.train may import torch"),
]

ALLOWED = [
    ("dataset/symkin/dataset/planted.py", "import symkin.graph.types"),
    ("dataset/symkin/dataset/planted.py", "import symkin.model.prompt"),
    ("train/symkin/train/planted.py", "import torch"),
    ("server/symkin/cli/planted.py", "import symkin.server.service"),
]


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A copy of the sources, to plant imports in."""
    for room in ROOMS:
        if (REPOSITORY / room / "symkin").is_dir():
            ignore = shutil.ignore_patterns("__pycache__")
            shutil.copytree(REPOSITORY / room / "symkin", tmp_path / room / "symkin", ignore=ignore)
    shutil.copy(REPOSITORY / "pyproject.toml", tmp_path)
    return tmp_path


def lint(checkout: Path) -> tuple[int, str]:
    """The exit status of import-linter and what it wrote, on one line."""
    roots = [str(path.parent) for path in checkout.glob("*/symkin")]
    done = subprocess.run(
        [sys.executable, "-c", "from importlinter.cli import lint_imports_command as run; run()", "--no-cache"],
        cwd=checkout,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(roots), "COLUMNS": "200"},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, " ".join((done.stdout + done.stderr).split())


def plant(checkout: Path, path: str, code: str) -> None:
    file = checkout / path
    file.parent.mkdir(parents=True, exist_ok=True)
    if not (file.parent / "__init__.py").exists():
        (file.parent / "__init__.py").write_text('"""A new room."""\n')
    file.write_text(code + "\n")


def test_the_sources_keep_every_contract(checkout: Path) -> None:
    status, told = lint(checkout)
    assert (status, "0 broken" in told) == (0, True), told


@pytest.mark.parametrize(("path", "code", "contract"), PLANTED)
def test_a_forbidden_import_breaks_its_contract(checkout: Path, path: str, code: str, contract: str) -> None:
    plant(checkout, path, code)
    status, told = lint(checkout)
    assert status == 1, told
    assert contract in told.split("Broken contracts", 1)[1], told


def test_what_the_contracts_allow_passes(checkout: Path) -> None:
    for number, (path, code) in enumerate(ALLOWED):
        plant(checkout, path.replace("planted", f"planted{number}"), code)
    status, told = lint(checkout)
    assert status == 0, told
