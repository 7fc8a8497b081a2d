"""Finding the local model: the one place that turns settings into a scorer, or into a sentence why not."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from symkin.server.notices import Notices
from symkin.server.settings import Settings

if TYPE_CHECKING:
    from symkin.model.scorer import Scorer


def model_file(settings: Settings) -> Path | None:
    """The GGUF file to use, or None where no model has been prepared."""
    from symkin.model.store import prepared_path

    return Path(settings.model_path).expanduser() if settings.model_path else prepared_path()


def open_scorer(settings: Settings, notices: Notices) -> Scorer | None:
    """A scorer for the prepared (or set) model; without one, None and a notice. The model loads later."""
    from symkin.model.errors import ModelError
    from symkin.model.scorer import Scorer

    path = model_file(settings)
    if path is None:
        notices.tell("model", "symkin answers from the graph alone: no model here yet, run `symkin model prepare`")
        return None
    try:
        return Scorer(path, threads=settings.model_threads, timeout=settings.model_timeout)
    except ModelError as error:
        notices.tell("model", f"symkin answers from the graph alone: {error}")
        return None
