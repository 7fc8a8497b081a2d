"""The only module that imports llama_cpp: a model file opened for scoring, and quantisation.

It works on token ids alone: llama.cpp would add a second BOS to texts and drop control tokens from them. Not
safe for threads; one context serves one caller.
"""

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

# Threads that spin while they wait for one another starve on a busy machine: there a step took a second, not 20 ms.
# A short spin keeps what spinning gains on an idle one.
os.environ.setdefault("OMP_WAIT_POLICY", "passive")
os.environ.setdefault("GOMP_SPINCOUNT", "2000")

import llama_cpp as lib

from symkin.model.quants import QUANTS
from symkin.model.scoring import Ask, common_prefix

_Pointer: TypeAlias = object  # llama_cpp hands out untyped addresses

CONTEXT_TOKENS = 2048
_SEQUENCES = 32  # how many ways a tree of asks may fork in one batch, plus one for the prefix
_MOST_LOGITS = 64  # the rows of logits that a batch may ask for; llama.cpp reserves memory for them


class LlamaError(Exception):
    """llama.cpp refused: the text says what."""


class Cancelled(Exception):  # noqa: N818  # not a fault
    """The caller's `stop` said so."""


@dataclass(slots=True)
class _Fork:
    """A token of the tree that a batch of asks makes, below the prefix."""

    token: int
    position: int
    sequences: list[int] = field(default_factory=list)
    row: int = -1


def quantise(source: Path, target: Path, quant: str, threads: int) -> None:
    """Write the model `source` to `target`, its matrices as a key of `QUANTS` says. Raises LlamaError."""
    _be_silent()
    wanted = QUANTS[quant]
    params = lib.llama_model_quantize_default_params()
    params.nthread = threads
    params.ftype = wanted.kind
    params.allow_requantize = True
    if wanted.embeddings is not None:
        params.token_embedding_type = params.output_tensor_type = wanted.embeddings
    others = [(pattern.encode(), kind) for pattern, kind in wanted.tensors.items()]
    params.tt_overrides = (lib.llama_model_tensor_override * (len(others) + 1))(*others)  # one more, empty, ends it
    if code := lib.llama_model_quantize(str(source).encode(), str(target).encode(), params):
        raise LlamaError(f"llama.cpp cannot quantise {source} ({code})")


class Llama:
    """A model file opened for scoring. Implements `symkin.model.scoring.Evaluator`."""

    def __init__(self, path: Path, *, threads: int | None = None, stop: Callable[[], bool] | None = None) -> None:
        _be_silent()
        lib.llama_backend_init()
        self._model = _open(path, vocab_only=False)
        self._vocab = lib.llama_model_get_vocab(self._model)
        self._stop = stop or (lambda: False)
        self._context = self._new_context(threads or min(os.cpu_count() or 1, 4))
        self._memory = lib.llama_get_memory(self._context)
        self._batch = lib.llama_batch_init(CONTEXT_TOKENS, 0, _SEQUENCES)
        self._cached: list[int] = []
        self.evaluated_tokens = self.steps = 0

    def _new_context(self, threads: int) -> _Pointer:
        params = lib.llama_context_default_params()
        params.n_ctx = params.n_batch = CONTEXT_TOKENS
        params.n_seq_max = _SEQUENCES
        params.n_threads = params.n_threads_batch = threads
        # The prefix is cut back again and again; a cache of the sliding window alone could not be.
        params.swa_full = True
        params.kv_unified = True
        # As fast without, on a processor, and ten times nearer to the same numbers for the same prompt.
        params.flash_attn_type = lib.LLAMA_FLASH_ATTN_TYPE_DISABLED
        context = lib.llama_init_from_model(self._model, params)
        if not context:
            raise LlamaError("llama.cpp has no memory for the model's context")
        self._abort = lib.ggml_abort_callback(lambda _: self._stop())
        lib.llama_set_abort_callback(context, self._abort, None)
        return context

    def tokenize(self, text: str) -> list[int]:
        """Return the ids of plain text, without BOS; control tokens' names are plain text too."""
        return _tokenize(self._vocab, text)

    def token_text(self, token: int) -> str:
        """Return a token as the vocabulary spells it."""
        return str(lib.llama_vocab_get_text(self._vocab, token).decode())

    def logits(self, prefix: Sequence[int], asks: Sequence[Ask]) -> list[list[float]]:
        """Implement `Evaluator.logits`. Raises Cancelled, or LlamaError when llama.cpp fails."""
        at_prefix = [ask for ask in asks if not ask.path]
        rows: dict[Ask, list[float]] = {}
        pending = [ask for ask in asks if ask.path]
        if len(pending) <= 1 or _is_chain(pending):
            rows.update(self._along(prefix, at_prefix, pending))
        else:
            rows.update(self._along(prefix, at_prefix, []))
            for group in _groups(pending):
                rows.update(self._across(len(prefix), group))
        return [rows[ask] for ask in asks]

    def close(self) -> None:
        """Give the memory back."""
        lib.llama_batch_free(self._batch)
        lib.llama_free(self._context)
        lib.llama_model_free(self._model)

    def _along(self, prefix: Sequence[int], at_prefix: list[Ask], chain: list[Ask]) -> dict[Ask, list[float]]:
        """Evaluate the prefix and one path after it, both in sequence 0."""
        longest = max((ask.path for ask in chain), key=len, default=())
        tokens = [*prefix, *longest]
        known = common_prefix(tokens, self._cached)
        known = min([known] + [len(prefix) + len(ask.path) - 1 for ask in (*at_prefix, *chain)])
        forks = [_Fork(token, known + place, [0]) for place, token in enumerate(tokens[known:])]
        wanted = {ask: len(prefix) + len(ask.path) - 1 - known for ask in (*at_prefix, *chain)}
        lib.llama_memory_seq_rm(self._memory, 0, known, -1)
        del self._cached[known:]
        if not forks:
            return {}
        found = self._decode(forks, wanted)
        self._cached = tokens
        return found

    def _across(self, start: int, asks: list[Ask]) -> dict[Ask, list[float]]:
        """Evaluate a tree of paths after the cached prefix, each leaf in a sequence of its own."""
        leaves = _leaves([ask.path for ask in asks])
        nodes: dict[tuple[int, ...], _Fork] = {}
        for sequence, leaf in enumerate(leaves, 1):
            lib.llama_memory_seq_cp(self._memory, 0, sequence, 0, start)
            for depth in range(1, len(leaf) + 1):
                fork = nodes.setdefault(leaf[:depth], _Fork(leaf[depth - 1], start + depth - 1))
                fork.sequences.append(sequence)
        order = {path: place for place, path in enumerate(nodes)}
        try:
            return self._decode(list(nodes.values()), {ask: order[ask.path] for ask in asks})
        finally:
            for sequence in range(1, len(leaves) + 1):
                lib.llama_memory_seq_rm(self._memory, sequence, -1, -1)

    def _decode(self, forks: list[_Fork], wanted: dict[Ask, int]) -> dict[Ask, list[float]]:
        if self._stop():
            raise Cancelled
        batch = self._batch
        places = set(wanted.values())
        batch.n_tokens = len(forks)
        for place, fork in enumerate(forks):
            batch.token[place] = fork.token
            batch.pos[place] = fork.position
            batch.n_seq_id[place] = len(fork.sequences)
            for slot, sequence in enumerate(fork.sequences):
                batch.seq_id[place][slot] = sequence
            batch.logits[place] = place in places
        code = lib.llama_decode(self._context, batch)
        if code:
            self._forget()
            raise Cancelled if code == 2 else LlamaError(f"llama.cpp cannot evaluate the prompt ({code})")
        self.evaluated_tokens += len(forks)
        self.steps += 1
        return {ask: self._row(place, ask.among) for ask, place in wanted.items()}

    def _row(self, place: int, among: tuple[int, ...]) -> list[float]:
        row = lib.llama_get_logits_ith(self._context, place)
        return [row[token] for token in among]

    def _forget(self) -> None:
        lib.llama_memory_clear(self._memory, False)
        self._cached = []


_silent_log = lib.llama_log_callback(lambda *_: None)


def _be_silent() -> None:
    lib.llama_log_set(_silent_log, None)


def _open(path: Path, *, vocab_only: bool) -> _Pointer:
    params = lib.llama_model_default_params()
    params.vocab_only = vocab_only
    # Built by gcc 12 for a processor with AMX, ggml's tile code dies at once (llama.cpp #20824).
    params.use_extra_bufts = b"AMX_INT8 = 1" not in lib.llama_print_system_info()
    model = lib.llama_model_load_from_file(str(path).encode(), params)
    if not model:
        raise LlamaError(f"llama.cpp cannot read {path}")
    return model


def _tokenize(vocab: _Pointer, text: str) -> list[int]:
    data = text.encode()
    room = len(data) + 8
    buffer = (lib.llama_token * room)()
    count = lib.llama_tokenize(vocab, data, len(data), buffer, room, False, False)
    return list(buffer[:count])


def _is_chain(asks: Sequence[Ask]) -> bool:
    return len(_leaves([ask.path for ask in asks])) <= 1


def _leaves(paths: Sequence[tuple[int, ...]]) -> list[tuple[int, ...]]:
    """Return the paths that no other path continues."""
    ordered = sorted(set(paths))
    return [path for path, after in zip(ordered, [*ordered[1:], ()], strict=True) if after[: len(path)] != path]


def _groups(asks: Sequence[Ask]) -> Iterator[list[Ask]]:
    """Split the asks so that each part fits a batch; neighbours share paths, so they stay together."""
    ordered = sorted(asks, key=lambda ask: ask.path)
    size = _SEQUENCES - 1
    yield from (ordered[start : start + size] for start in range(0, len(ordered), size))
