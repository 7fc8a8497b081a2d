from collections.abc import Iterator
from pathlib import Path

import pytest

from symkin.model.scorer import Scorer


@pytest.fixture(scope="session")
def base_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The packaged base model's file, as it is: with the whole vocabulary and nothing named."""
    from symkin.model.base import assemble

    path = tmp_path_factory.mktemp("base") / "base.gguf"
    assemble(path, lambda _fraction, _what: None)
    return path


@pytest.fixture(scope="module")
def scorer(prepared_model: Path) -> Iterator[Scorer]:
    with Scorer(prepared_model, timeout=60) as scorer:
        yield scorer
