"""Which candidates a model prefers, by decoding that can spell nothing but candidates.

The candidates' token ids form a trie. The model is asked only where the trie branches; between branchings the
tokens are forced. Every probability is relative to what the trie allows at that place, so all candidates'
probabilities and that of the empty answer add up to one. Nothing here knows llama.cpp: an `Evaluator` answers
for the model.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

Path = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Ask:
    """A question to the model: the logits of the tokens `among`, right after the prefix and `path`."""

    path: Path
    among: tuple[int, ...]


class Evaluator(Protocol):
    """A language model, as far as scoring needs one."""

    def logits(self, prefix: Sequence[int], asks: Sequence[Ask]) -> list[list[float]]:
        """Return for each ask the logits of its tokens, in their order, after `prefix` and the ask's path."""
        ...


@dataclass(frozen=True, slots=True)
class Ranking:
    """The answer: a probability for each candidate, in their order, that of choosing none, and who was
    selected.

    `selected` holds indices of candidates, in the order in which they were chosen.
    """

    probabilities: tuple[float, ...]
    none_probability: float
    selected: tuple[int, ...]


@dataclass(slots=True)
class _Node:
    path: Path = ()
    children: dict[int, "_Node"] = field(default_factory=dict)
    is_end: bool = False


@dataclass(frozen=True, slots=True)
class _Ends:
    """The two tokens that may follow a name: one goes on to the next name, one ends the answer."""

    separator: int
    terminator: int


def rank(
    model: Evaluator,
    prompt: Sequence[int],
    candidates: Sequence[Path],
    *,
    separator: int,
    terminator: int,
    limit: int | None = None,
) -> Ranking:
    """Score `candidates` (token ids each, not empty) as answers to `prompt`, and select some of them.

    A candidate's probability is that of the answer's first name. The selection is the most probable answer,
    token by token; it holds no candidate twice and `limit` at most. Equal candidates share one place.
    """
    ends = _Ends(separator, terminator)
    trie = _trie(candidates)
    asks = [Ask(node.path, _options(node, ends)) for node in _walk(trie) if _is_branching(node)]
    rows = dict(zip((ask.path for ask in asks), model.logits(prompt, asks), strict=True))
    weights = {ask.path: dict(zip(ask.among, _softmax(rows[ask.path]), strict=True)) for ask in asks}
    probabilities = _spread(trie, weights, ends)
    chosen = _select(_Decoder(model, prompt, ends), set(candidates), trie, weights, limit)
    places = {path: place for place, path in reversed(list(enumerate(candidates)))}
    return Ranking(
        tuple(probabilities[path] for path in candidates),
        weights[()][terminator],
        tuple(places[path] for path in chosen),
    )


Weights = Mapping[Path, Mapping[int, float]]


def _trie(paths: Sequence[Path] | set[Path]) -> _Node:
    root = _Node()
    for path in paths:
        node = root
        for depth, token in enumerate(path, 1):
            node = node.children.setdefault(token, _Node(path[:depth]))
        node.is_end = True
    return root


def _walk(node: _Node) -> Iterator[_Node]:
    yield node
    for child in node.children.values():
        yield from _walk(child)


def _is_branching(node: _Node) -> bool:
    """Whether there is a choice at `node`: the root always has one, to answer nothing at all."""
    return not node.path or len(node.children) + node.is_end > 1


def _options(node: _Node, ends: _Ends) -> tuple[int, ...]:
    """Return the tokens that may follow; a name that is the beginning of another competes through its end."""
    if not node.path:
        return (*node.children, ends.terminator)
    return (*node.children, ends.separator, ends.terminator) if node.is_end else tuple(node.children)


def _softmax(logits: Sequence[float]) -> list[float]:
    top = max(logits)
    weights = [math.exp(logit - top) for logit in logits]
    total = sum(weights)
    return [weight / total for weight in weights]


def _spread(trie: _Node, weights: Weights, ends: _Ends) -> dict[Path, float]:
    """Return the probability of each path that ends a name."""
    reached: dict[Path, float] = {(): 1.0}
    found: dict[Path, float] = {}
    for node in _walk(trie):
        row = weights.get(node.path)
        for token, child in node.children.items():
            reached[child.path] = reached[node.path] * (row[token] if row else 1.0)
        if node.is_end:
            end = row[ends.separator] + row[ends.terminator] if row else 1.0
            found[node.path] = reached[node.path] * end
    return found


@dataclass(slots=True)
class _Decoder:
    """Where the answer has got to, and the questions that take it further."""

    model: Evaluator
    prefix: Sequence[int]
    ends: _Ends

    def first_or_end(self, name: Path, rest: _Node) -> tuple[bool, dict[int, float]]:
        """Append `name`; return whether the answer goes on, and how the next name may begin."""
        self.prefix = [*self.prefix, *name]
        firsts = tuple(rest.children)
        both = [Ask((), (self.ends.separator, self.ends.terminator)), Ask((self.ends.separator,), firsts)]
        (more, stop), row = self.model.logits(self.prefix, both)
        self.prefix = [*self.prefix, self.ends.separator]
        return more > stop, dict(zip(firsts, row, strict=True))

    def weights_at(self, node: _Node) -> dict[int, float]:
        """Return the weights of what may follow at a branching node below the root."""
        options = _options(node, self.ends)
        (row,) = self.model.logits(self.prefix, [Ask(node.path, options)])
        return dict(zip(options, _softmax(row), strict=True))


def _select(decoder: _Decoder, remaining: set[Path], trie: _Node, weights: Weights, limit: int | None) -> list[Path]:
    if weights[()][decoder.ends.terminator] >= max(weights[()][token] for token in trie.children):
        return []
    chosen = [_spell(trie, {token: weights[()][token] for token in trie.children}, weights, decoder)]
    remaining = remaining - set(chosen)
    while remaining and (limit is None or len(chosen) < limit):
        rest = _trie(remaining)
        goes_on, firsts = decoder.first_or_end(chosen[-1], rest)
        if not goes_on:
            break
        chosen.append(_spell(rest, firsts, {}, decoder))
        remaining.discard(chosen[-1])
    return chosen


def _spell(trie: _Node, firsts: Mapping[int, float], known: Weights, decoder: _Decoder) -> Path:
    """Return the name that greedy decoding spells, given the weights of its first tokens."""
    node = trie.children[max(firsts, key=firsts.__getitem__)]
    while node.children:
        if not _is_branching(node):
            (node,) = node.children.values()
            continue
        row = known.get(node.path) or decoder.weights_at(node)
        token = max(node.children, key=row.__getitem__)
        ends = decoder.ends
        if node.is_end and row[ends.separator] + row[ends.terminator] >= row[token]:
            break
        node = node.children[token]
    return node.path


def common_prefix(one: Sequence[int], other: Sequence[int]) -> int:
    """How many tokens both begin with: what an evaluator need not compute again."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((place for place, (left, right) in pairs if left != right), min(len(one), len(other)))
