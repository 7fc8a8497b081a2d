from __future__ import annotations

from pathlib import Path

from symkin.train.journal import Journal, read


def test_a_journal_goes_on_from_a_step(tmp_path: Path) -> None:
    path = tmp_path / "metrics.jsonl"
    first = Journal(path, 0)
    for step in (1, 2, 3):
        first.write({"step": step, "loss": 1.0})
    with path.open("ab") as file:
        file.write(b'{"step": 4, "lo')
    Journal(path, 2).write({"step": 3, "loss": 0.5})
    assert read(path) == [{"step": 1, "loss": 1.0}, {"step": 2, "loss": 1.0}, {"step": 3, "loss": 0.5}]


def test_other_processes_write_nothing(tmp_path: Path) -> None:
    Journal(None, 0).write({"step": 1})
    assert read(tmp_path / "metrics.jsonl") == []
