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

from symkin.model.errors import ModelError
from symkin.model.fit import fit
from symkin.model.llama import CONTEXT_TOKENS, Cancelled, Llama, LlamaError
from symkin.model.prompt import SEPARATOR, TERMINATOR, Prompt, encode, encode_name, parse
from symkin.model.scoring import Ask, Ranking, rank
from symkin.model.tokens import BOS, CONTROL_TOKENS
from symkin.model.wire import Cancel, Failure, Question, Ready, Reply, receive_request, send

ANSWER_ROOM = 512
"""Tokens of the context that are kept for answers."""

MOST_SELECTED = 6
"""Every name that is selected costs one more step of the model."""


class Judge:
    """An opened model that answers rendered prompts."""

    def __init__(self, llama: Llama) -> None:
        self.llama = llama
        self.separator, *more = llama.tokenize(SEPARATOR)
        if more:
            raise LlamaError("the model's vocabulary has no comma")
        self._warm_up()

    def answer(self, question: Question) -> Reply:
        """Score a question's candidates. Raises ModelError, LlamaError, Cancelled, ValueError."""
        prompt = parse(question.text).prompt
        kept = fit(prompt, lambda shorter: len(self._encode(shorter)), CONTEXT_TOKENS - ANSWER_ROOM)
        names, ids = kept.candidates, self._encode(kept)
        evaluated, steps = self.llama.evaluated_tokens, self.llama.steps
        ranking = self._rank(ids, names) if names else Ranking((), 1.0, ())
        found = dict(zip(names, ranking.probabilities, strict=True))
        places = {name: place for place, name in enumerate(prompt.candidates)}
        return Reply(
            id=question.id,
            probabilities=[found.get(name, 0.0) for name in prompt.candidates],
            none_probability=ranking.none_probability,
            selected=[places[names[place]] for place in ranking.selected],
            tokens=len(ids),
            evaluated=self.llama.evaluated_tokens - evaluated,
            steps=self.llama.steps - steps,
        )

    def _encode(self, prompt: Prompt) -> list[int]:
        return [BOS, *encode(prompt, self.llama.tokenize)]

    def _rank(self, ids: Sequence[int], names: Sequence[str]) -> Ranking:
        return rank(
            self.llama,
            ids,
            [encode_name(name, self.llama.tokenize) for name in names],
            separator=self.separator,
            terminator=CONTROL_TOKENS[TERMINATOR.name],
            limit=MOST_SELECTED,
        )

    def _warm_up(self) -> None:
        """Evaluate what all prompts begin with, so that not even the first question pays for it."""
        ids = self._encode(Prompt(None, "", "", "", "", (), (), (), ()))
        self.llama.logits(ids, [Ask((), (self.separator,))])


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
        judge = Judge(Llama(Path(path), threads=int(threads) or None, stop=inbox.is_cancelled))
    except LlamaError as error:
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
