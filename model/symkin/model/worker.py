"""The model's process: `python -m symkin.model.worker MODEL THREADS`, spoken to over its standard input and
output.

It lives as long as its parent: when the pipe from the parent ends, or the parent is gone, so is it, at once
and whatever it is computing.
"""

import os
import queue
import signal
import sys
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from typing import BinaryIO

from symkin.model.architecture import require_sound
from symkin.model.errors import ModelError
from symkin.model.gguf import GgufError
from symkin.model.judge import judge, prompt_ids
from symkin.model.llama import Cancelled, Llama, LlamaError
from symkin.model.prompt import SEPARATOR, Prompt, parse
from symkin.model.scoring import Ask
from symkin.model.vocabulary import VocabularyError
from symkin.model.wire import Cancel, Failure, Question, Ready, Reply, receive_request, send


class Judge:
    """An opened model that answers rendered prompts."""

    def __init__(self, llama: Llama) -> None:
        self.llama = llama
        if len(llama.tokenize(SEPARATOR)) != 1:
            raise LlamaError("the model's vocabulary has no comma")
        self._warm_up()

    def answer(self, question: Question) -> Reply:
        """Score a question's candidates. Raises ModelError, LlamaError, Cancelled, ValueError."""
        evaluated, steps = self.llama.evaluated_tokens, self.llama.steps
        verdict = judge(self.llama, parse(question.text).prompt)
        return Reply(
            id=question.id,
            probabilities=list(verdict.probabilities),
            none_probability=verdict.none_probability,
            selected=list(verdict.selected),
            tokens=verdict.tokens,
            evaluated=self.llama.evaluated_tokens - evaluated,
            steps=self.llama.steps - steps,
        )

    def _warm_up(self) -> None:
        """Evaluate what all prompts begin with, so that not even the first question pays for it."""
        ids = prompt_ids(self.llama, Prompt(None, "", "", "", "", (), (), (), ()))
        (separator,) = self.llama.tokenize(SEPARATOR)
        self.llama.logits(ids, [Ask((), (separator,))])


class _Inbox:
    """What the parent sends, read by a thread so that a cancellation is seen while llama.cpp computes."""

    def __init__(self, source: BinaryIO) -> None:
        self.questions: queue.SimpleQueue[Question] = queue.SimpleQueue()
        self.cancelled: set[int] = set()
        self.current = 0
        threading.Thread(target=self._read, args=[source], daemon=True).start()

    def is_cancelled(self) -> bool:
        """Whether the question in hand has been called off."""
        return self.current in self.cancelled

    def _read(self, source: BinaryIO) -> None:
        while message := receive_request(source):
            if isinstance(message, Cancel):
                self.cancelled.add(message.id)
            else:
                self.questions.put(message)
        os._exit(0)


def main(arguments: Sequence[str]) -> None:
    """Serve questions until the parent goes away."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the terminal's Ctrl-C is the parent's to handle
    source, target = _private_pipes()
    _die_with_parent()
    inbox = _Inbox(source)
    path, threads = arguments
    try:
        require_sound(Path(path))
        judge = Judge(Llama(Path(path), threads=int(threads) or None, stop=inbox.is_cancelled))
    except (LlamaError, GgufError, VocabularyError, OSError) as error:
        send(target, Failure(0, f"{error}; make a new one with: symkin model prepare"))
        os._exit(1)  # the inbox's thread holds a lock that the interpreter would trip over on its way out
    send(target, Ready())
    while True:
        question = inbox.questions.get()
        inbox.current = question.id
        send(target, _reply(judge, question))
        inbox.cancelled.discard(question.id)


def _reply(judge: Judge, question: Question) -> Reply | Failure:
    try:
        return judge.answer(question)
    except Cancelled:
        return Failure(question.id, "cancelled", cancelled=True)
    except (LlamaError, ModelError, ValueError) as error:
        return Failure(question.id, str(error))


def _private_pipes() -> tuple[BinaryIO, BinaryIO]:
    """Take the parent's pipes away from standard input and output, where native code might read or print."""
    source, target = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    return source, target


def _die_with_parent() -> None:
    """Watch for the parent's death where the pipe does not tell: another child may hold its other end."""
    parent = os.getppid()

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(1)
        os._exit(0)

    threading.Thread(target=watch, daemon=True).start()


if __name__ == "__main__":
    main(sys.argv[1:])
