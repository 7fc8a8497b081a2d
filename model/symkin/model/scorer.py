"""Candidate scores from the local model, whose process is started when needed and again when it has died."""

import threading
import time
from dataclasses import dataclass
from pathlib import Path

from symkin.model.child import Child, ChildDiedError
from symkin.model.errors import ModelCancelled, ModelError
from symkin.model.prompt import Prompt, render
from symkin.model.wire import Reply

__all__ = ["Answer", "ModelCancelled", "ModelError", "Score", "Scorer"]

_TRIES = 2


@dataclass(frozen=True, slots=True)
class Score:
    """A candidate's probability of being the best answer, and whether the model's own answer names it."""

    name: str
    probability: float
    selected: bool


@dataclass(frozen=True, slots=True)
class Answer:
    """Scores in the order of the prompt's candidates; with `none_probability` they add up to one.

    `prompt_tokens` counts the prompt's tokens, `evaluated_tokens` those that were computed for this answer
    (the rest was remembered), in `steps` calls of llama.cpp; `elapsed_ms` is wall time, the process's start
    included.
    """

    scores: tuple[Score, ...]
    none_probability: float
    prompt_tokens: int
    evaluated_tokens: int
    steps: int
    elapsed_ms: float


class Scorer:
    """Owns the model's process. Safe for threads: questions wait for one another."""

    def __init__(self, model_path: Path, *, threads: int | None = None, timeout: float = 10.0) -> None:
        self._model_path = model_path
        self._threads = threads or 0
        self._timeout = timeout
        self._child: Child | None = None
        self._lock = threading.Lock()
        self._is_closed = False

    def score(self, prompt: Prompt, *, cancelled: threading.Event | None = None) -> Answer:
        """Return the model's scores of the prompt's candidates.

        Raises ModelCancelled once `cancelled` is set, and ModelError when the model cannot answer, or not
        within `timeout` seconds (loading it and waiting for other questions do not count).
        """
        start = time.perf_counter()
        _wait_for(self._lock, cancelled)
        try:
            reply = self._ask(render(prompt), cancelled)
        finally:
            self._lock.release()
        return _answer(prompt, reply, (time.perf_counter() - start) * 1000)

    def close(self) -> None:
        """End the model's process; later questions raise ModelError."""
        self._is_closed = True
        child = self._child
        if child is not None:
            child.process.kill()  # a question in hand ends at once, so that the lock comes free
        with self._lock:
            self._drop_child()

    def __enter__(self) -> "Scorer":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _ask(self, text: str, cancelled: threading.Event | None) -> Reply:
        for _ in range(_TRIES):
            if self._is_closed:
                raise ModelError("the model has been shut down")
            child = self._running_child()
            try:
                return child.ask(text, self._timeout, cancelled)
            except ChildDiedError as error:
                reason = str(error)
        raise ModelError(f"the model's process keeps dying ({reason}); see what is wrong with: symkin doctor")

    def _running_child(self) -> Child:
        if self._child is None or not self._child.is_alive():
            self._drop_child()
            self._child = Child(self._model_path, self._threads)
        return self._child

    def _drop_child(self) -> None:
        if self._child is not None:
            self._child.close()
            self._child = None


def _wait_for(lock: threading.Lock, cancelled: threading.Event | None) -> None:
    while not lock.acquire(timeout=-1 if cancelled is None else 0.02):
        if cancelled is not None and cancelled.is_set():
            raise ModelCancelled("cancelled")
    if cancelled is not None and cancelled.is_set():
        lock.release()
        raise ModelCancelled("cancelled")


def _answer(prompt: Prompt, reply: Reply, elapsed_ms: float) -> Answer:
    selected = set(reply.selected)
    pairs = zip(prompt.candidates, reply.probabilities, strict=True)
    return Answer(
        scores=tuple(Score(name, chance, place in selected) for place, (name, chance) in enumerate(pairs)),
        none_probability=reply.none_probability,
        prompt_tokens=reply.tokens,
        evaluated_tokens=reply.evaluated,
        steps=reply.steps,
        elapsed_ms=elapsed_ms,
    )
