"""Learning word vectors: list-wise, in small batches, from where the base model's token embeddings begin.

Of each question the softmax over its names is held against the related ones, evenly spread (ListNet, Cao et al. 2007).
A name's score is its nearness to the topic, and a number for how early it stands. After each epoch the vectors are
weighed by what they are worth on validation questions; the best are kept.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from random import Random

import torch
from torch import Tensor, nn
from torch.nn.functional import embedding_bag, normalize

from symkin.model.fuse import words
from symkin.train.evaluate.measures import average_precision, mean, ranking
from symkin.train.words.questions import Question

_RATES = {"vectors": 3e-3, "counts": 1e-2, "scales": 3e-2}
_STEEP = 4.0
"""How much nearness counts at the beginning, beside the softmax."""


@dataclass(frozen=True, slots=True)
class Settings:
    """How to learn; `patience` is how many epochs may bring nothing before it ends."""

    batch: int = 1024
    epochs: int = 12
    patience: int = 2
    seed: int = 0


DEFAULTS = Settings()


@dataclass(frozen=True, slots=True)
class Epoch:
    """What an epoch came to: the mean loss on what was learned from, and mean average precision on validation."""

    number: int
    loss: float
    precision: float


@dataclass(frozen=True, slots=True)
class Learned:
    """Vectors [words, size], and how much each word counts in a topic and in a name [words]."""

    vectors: Tensor
    topic: Tensor
    name: Tensor


class _Scorer(nn.Module):
    def __init__(self, vectors: Tensor, counts: Tensor) -> None:
        super().__init__()
        self.vectors = nn.Parameter(vectors.clone())
        self.topic, self.name = nn.Parameter(counts.clone()), nn.Parameter(counts.clone())
        self.nearness, self.place = nn.Parameter(torch.tensor(_STEEP)), nn.Parameter(torch.tensor(0.0))

    def forward(self, batch: _Batch) -> Tensor:
        """Scores [questions, names]; minus infinity where a question has no name."""
        topics = _directions(self.vectors, self.topic, batch.topics)
        names = _directions(self.vectors, self.name, batch.names)
        near = (topics[batch.rows] * names).sum(1)
        scores = torch.full(batch.right.shape, -torch.inf)
        return scores.index_put((batch.rows, batch.columns), self.nearness * near + self.place * batch.places)


@dataclass(frozen=True, slots=True)
class _Asked:
    """A question in places of the vocabulary: of the topic's words, and of each name's with its context's."""

    topic: Sequence[int]
    names: Sequence[Sequence[int]]
    right: Sequence[bool]


@dataclass(frozen=True, slots=True)
class _Bags:
    """Several texts' words, one after the other, and where each text begins."""

    words: Tensor
    starts: Tensor


@dataclass(frozen=True, slots=True)
class _Batch:
    """B questions of at most M names: the bags of topics [B] and of all names [N], each name's question and place there
    [N], how late it stands from 0 to 1 [N], and the share that it should have [B, M].
    """

    topics: _Bags
    names: _Bags
    rows: Tensor
    columns: Tensor
    places: Tensor
    right: Tensor


def learn(
    questions: Sequence[Question],
    valid: Sequence[Question],
    vocabulary: Sequence[str],
    start: Tensor,
    settings: Settings = DEFAULTS,
    say: Callable[[Epoch], None] = lambda _: None,
) -> Learned:
    """The vectors, from `start` [words, size], that are best on `valid` at the end of an epoch."""
    places = {word: place for place, word in enumerate(vocabulary)}
    asked, held = ([_asked(question, places) for question in some] for some in (questions, valid))
    scorer = _Scorer(start, _rarity(questions, vocabulary))
    optimiser = _optimiser(scorer)
    best, worse, dice = (_precision(scorer, valid, held, settings.batch), _learned(scorer)), 0, Random(settings.seed)
    for number in range(1, settings.epochs + 1):
        order = dice.sample(asked, len(asked))
        losses = [_step(scorer, optimiser, batch) for batch in _batches(order, settings.batch)]
        precision = _precision(scorer, valid, held, settings.batch)
        say(Epoch(number, mean(losses) or 0.0, precision))
        worse = 0 if precision > best[0] else worse + 1
        best = (precision, _learned(scorer)) if precision > best[0] else best
        if worse >= settings.patience:
            break
    return best[1]


def _rarity(questions: Sequence[Question], vocabulary: Sequence[str]) -> Tensor:
    """What each word counts at the beginning: the commoner, the less (smooth inverse frequency, Arora et al. 2017)."""
    counts = Counter(
        word
        for question in questions
        for text in (question.topic, *question.names, *question.contexts)
        for word in words(text)
    )
    shares = torch.tensor([counts[word] for word in vocabulary]) / max(1, counts.total())
    return 1e-3 / (1e-3 + shares)


def _optimiser(scorer: _Scorer) -> torch.optim.Optimizer:
    groups = {
        "vectors": [scorer.vectors],
        "counts": [scorer.topic, scorer.name],
        "scales": [scorer.nearness, scorer.place],
    }
    return torch.optim.Adam([{"params": groups[name], "lr": rate} for name, rate in _RATES.items()])


def _step(scorer: _Scorer, optimiser: torch.optim.Optimizer, batch: _Batch) -> float:
    optimiser.zero_grad()
    logs = scorer(batch).log_softmax(1).masked_fill(batch.right == 0, 0.0)
    loss = -(logs * batch.right).sum(1).mean()
    loss.backward()
    optimiser.step()
    return float(loss.detach())


@torch.no_grad()
def _precision(scorer: _Scorer, questions: Sequence[Question], asked: Sequence[_Asked], size: int) -> float:
    """Mean average precision."""
    scores = (row for batch in _batches(asked, size) for row in scorer(batch).tolist())
    return mean(map(_ranked, scores, questions)) or 0.0


def _ranked(scores: Sequence[float], question: Question) -> float:
    truth = {name for name, is_right in zip(question.names, question.right, strict=True) if is_right}
    return average_precision(ranking(scores[: len(question.names)], question.names, truth))


def _learned(scorer: _Scorer) -> Learned:
    return Learned(*(one.detach().clone() for one in (scorer.vectors, scorer.topic, scorer.name)))


def _directions(vectors: Tensor, counts: Tensor, bags: _Bags) -> Tensor:
    sums = embedding_bag(bags.words, vectors, bags.starts, mode="sum", per_sample_weights=counts[bags.words])
    return normalize(sums, dim=1)


def _asked(question: Question, places: Mapping[str, int]) -> _Asked:
    topic, *names = (
        sorted(places[word] for text in texts for word in words(text) if word in places)
        for texts in ((question.topic,), *zip_longest(question.names, question.contexts, fillvalue=""))
    )
    return _Asked(topic, names, question.right)


def _batches(asked: Sequence[_Asked], size: int) -> Iterator[_Batch]:
    for start in range(0, len(asked), size):
        yield _batch(asked[start : start + size])


def _batch(asked: Sequence[_Asked]) -> _Batch:
    sizes = torch.tensor([len(one.names) for one in asked])
    rows = torch.arange(len(asked)).repeat_interleave(sizes)
    columns = torch.cat([torch.arange(len(one.names)) for one in asked])
    right = torch.zeros(len(asked), int(sizes.max()))
    right[rows, columns] = torch.tensor([float(is_right) for one in asked for is_right in one.right])
    return _Batch(
        topics=_bags([one.topic for one in asked]),
        names=_bags([name for one in asked for name in one.names]),
        rows=rows,
        columns=columns,
        places=columns / (sizes[rows] - 1).clamp(min=1),
        right=right / right.sum(1, keepdim=True),
    )


def _bags(texts: Sequence[Sequence[int]]) -> _Bags:
    lengths = torch.tensor([0, *map(len, texts[:-1])])
    return _Bags(torch.tensor([place for text in texts for place in text], dtype=torch.long), lengths.cumsum(0))
