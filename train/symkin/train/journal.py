"""A run's figures, a line of JSON for each step and each validation."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import msgspec

Record = dict[str, float]


class Journal:
    """Appends to a file; what was written after `step`, by a run that was killed later, is taken out first.

    A journal without a path keeps nothing. Raises OSError.
    """

    def __init__(self, path: Path | None, step: int) -> None:
        self._path = path
        if path is not None:
            lines = [msgspec.json.encode(record) for record in read(path) if record["step"] <= step]
            draft = path.with_name(f".{path.name}.new")
            draft.write_bytes(b"".join(line + b"\n" for line in lines))
            draft.replace(path)

    def write(self, record: Mapping[str, float]) -> None:
        """Append a record, which has a "step"."""
        if self._path is not None:
            with self._path.open("ab") as file:
                file.write(msgspec.json.encode(record) + b"\n")


def read(path: Path) -> list[Record]:
    """The records of a journal, none where there is none; a line that a kill cut short is left out."""
    records = []
    for line in path.read_bytes().splitlines() if path.exists() else []:
        try:
            records.append(msgspec.json.decode(line, type=Record))
        except msgspec.DecodeError:
            break
    return records
