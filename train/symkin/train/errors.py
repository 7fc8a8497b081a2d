"""What users of training are told."""

from __future__ import annotations


class TrainError(Exception):
    """Training, export or evaluation cannot go on; `str()` is one line that says what to do."""
