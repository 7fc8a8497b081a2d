from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest
from commands import SOURCES, Symkin, write


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """A git repository with a small package in it."""
    root = tmp_path / "work"
    write(root, SOURCES)
    subprocess.run(["git", "init", "-q", str(root)], check=True)
    return root


@pytest.fixture
def symkin(workspace: Path, tmp_path: Path) -> Symkin:
    own = {
        "SYMKIN_CACHE_DIR": str(tmp_path / "cache"),
        "SYMKIN_MODEL_DIR": str(tmp_path / "models"),
        "PYTHONWARNINGS": "error",
        "NO_COLOR": "",
    }
    return Symkin(workspace, {**os.environ, **own})
