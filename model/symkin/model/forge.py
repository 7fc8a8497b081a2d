"""The steps of `prepare` that need llama.cpp, run in a process of their own.

A fault in native code, or a kill, costs that process and not the caller's.
"""

import os
import sys
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path

from symkin.model.llama import Llama, LlamaError, quantise
from symkin.model.prompt import TERMINATOR, Prompt, encode, encode_name
from symkin.model.scoring import Ranking, rank
from symkin.model.tokens import BOS, CONTROL_TOKENS

_MOST_SHIFT = {"f16": 0.25, "q8_0": 0.25, "mixed": 0.7}
"""How much probability, of 1, may move between candidates. A file cut or mixed up moves most of it. What the untuned
base says is so undecided that coarse steps move much of it too: `mixed` 0.47, where of the tuned one it moves 0.09, and
q4_0, for which `symkin export --check` is the judge, 0.77."""

_SAMPLES = (
    Prompt(
        topic="how is a lost connection retried",
        symbol="Session",
        module="net.session",
        package="net",
        signature="class Session(Transport)",
        fields=("backoff", "attempts", "socket"),
        inputs=("Endpoint", "RetryPolicy"),
        output=(),
        references=("reconnect", "open_pool"),
        reference_count=36,
    ),
    Prompt(
        topic="reading a file line by line",
        symbol="read_lines",
        module="files.reader",
        package="files",
        signature="def read_lines(path: Path, *, encoding: str = 'utf-8') -> Iterator[str]",
        fields=(),
        inputs=("Path", "open_text", "open_binary", "detect_encoding"),
        output=("Line", "LineError"),
        references=("count_words", "load_config", "main"),
    ),
)


class CheckError(Exception):
    """The prepared model differs from the one it was made of."""


def main(arguments: Sequence[str]) -> None:
    """Run one step; on failure, one line on standard error and exit status 1."""
    threading.Thread(target=_die_with_parent, daemon=True).start()
    step, source, target, quant = arguments
    try:
        if step == "check":
            check(Path(source), Path(target), _MOST_SHIFT.get(quant, 1.0))
        else:
            quantise(Path(source), Path(target), quant, threads=min(os.cpu_count() or 1, 8))
    except (LlamaError, CheckError) as error:
        sys.exit(str(error))


def check(original: Path, prepared: Path, most_shift: float = _MOST_SHIFT["q8_0"]) -> None:
    """Raise CheckError unless `prepared` cuts text as `original` does and ranks the samples much alike."""
    before, after = Llama(original), Llama(prepared)
    for name, token in CONTROL_TOKENS.items():
        if after.token_text(token) != name:
            raise CheckError(f"token {token} of the prepared model is not {name}")
    for prompt in _SAMPLES:
        if _pieces(before, prompt) != _pieces(after, prompt):
            raise CheckError("the prepared model's vocabulary cuts text differently")
        shift = _shift(_rank(before, prompt), _rank(after, prompt))
        if not shift <= most_shift:
            raise CheckError(f"the prepared model ranks differently ({shift:.2f} of the probability moved)")


def _die_with_parent() -> None:
    """End with the pipe that the parent holds open: what a killed `prepare` began must not go on writing."""
    os.read(0, 1)  # not `sys.stdin`: its lock, held here, would abort the interpreter on its way out
    os._exit(1)


def _pieces(llama: Llama, prompt: Prompt) -> list[str]:
    """Return the pieces of the prompt's texts; the original may not name its control tokens yet."""
    tokens = encode(prompt, llama.tokenize)
    return [llama.token_text(token) for token in tokens if token not in CONTROL_TOKENS.values()]


def _rank(llama: Llama, prompt: Prompt) -> Ranking:
    return rank(
        llama,
        [BOS, *encode(prompt, llama.tokenize)],
        [encode_name(name, llama.tokenize) for name in prompt.candidates],
        separator=llama.tokenize(",")[0],
        terminator=CONTROL_TOKENS[TERMINATOR.name],
        limit=1,
    )


def _shift(one: Ranking, other: Ranking) -> float:
    """Return the total variation between two rankings' probabilities; NaN when either has one."""

    def weights(ranking: Ranking) -> Iterator[float]:
        yield from ranking.probabilities
        yield ranking.none_probability

    return sum(abs(a - b) for a, b in zip(weights(one), weights(other), strict=True)) / 2
