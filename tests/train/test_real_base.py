"""The real base, trained for two steps: all that the toy cannot show, once."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from toy import write_toy_data

pytest.importorskip("torch")

from symkin.model.base import BASE_SHA256
from symkin.train import bases
from symkin.train.settings import Machine, Settings
from symkin.train.train import train

pytestmark = pytest.mark.model


@pytest.fixture
def copy(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The dequantised base of whoever runs this, or one that does not stay: it has 1.1 GB."""
    with TemporaryDirectory(prefix="symkin-bases-") as folder:
        if not (bases.cache_directory() / BASE_SHA256[:16]).is_dir():
            monkeypatch.setattr(bases, "cache_directory", lambda: Path(folder))
        yield


@pytest.mark.usefixtures("copy")
def test_the_loss_of_the_same_questions_falls(tmp_path: Path) -> None:
    data = write_toy_data(tmp_path / "data", 2)
    settings = Settings(data=(data,), layers=4, batch=4, epochs=2, learning_rate=2e-3, warmup=0.0)
    found = train(settings, Machine(precision="fp32", compile=False), tmp_path / "run")
    assert found.progress.step == 2
    records = map(json.loads, (tmp_path / "run" / "metrics.jsonl").read_text().splitlines())
    first, second = (record["loss"] for record in records if "loss" in record)
    assert second < 0.9 * first
