"""What each step learns from, made before it is needed: a GPU would wait for Python as long as it computes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from torch.utils.data import DataLoader, Dataset

from symkin.train import schedule
from symkin.train.batches import Batch, collate, plan
from symkin.train.questions import Question, Signs
from symkin.train.settings import Settings
from symkin.train.trees import Tree, token_tree, trie_tree


@dataclass(frozen=True, slots=True)
class Material:
    """What steps are made of. All prompts begin with the same `prefix` tokens; of a step's batches every
    `processes`-th is taken, from that at `process` on.
    """

    settings: Settings
    questions: Sequence[Question]
    signs: Signs
    prefix: int
    token_budget: int
    process: int = 0
    processes: int = 1

    @property
    def steps(self) -> int:
        """How many steps there are at most."""
        settings = self.settings
        return schedule.total_steps(len(self.questions), settings.batch, settings.epochs, settings.max_steps)


@dataclass(frozen=True, slots=True)
class Portion:
    """One step: this process's batches, and how many examples and tokens all processes have."""

    batches: tuple[Batch, ...]
    examples: int
    tokens: int


def portions(material: Material, first: int, workers: int = 0) -> Iterator[Portion]:
    """The steps from `first` on, in order; made ahead by so many `workers`, processes, which changes nothing else."""
    steps = range(first, material.steps)
    return iter(DataLoader(_Portions(material), batch_size=None, sampler=steps, num_workers=workers))


class _Portions(Dataset[Portion]):
    def __init__(self, material: Material) -> None:
        self._material = material

    def __getitem__(self, step: int) -> Portion:
        return _portion(self._material, step)


def _portion(material: Material, step: int) -> Portion:
    settings = material.settings
    places = schedule.examples_of(step, len(material.questions), settings.batch, settings.seed)
    trees = [_tree(material, step, place) for place in places]
    lengths = [len(tree.tokens) for tree in trees]
    mine = plan(lengths, material.prefix, material.token_budget)[material.process :: material.processes]
    batches = tuple(collate([trees[place] for place in batch], material.prefix) for batch in mine)
    return Portion(batches, len(trees), sum(lengths))


def _tree(material: Material, step: int, place: int) -> Tree:
    """The tree of a question for a step; its selected names come in another order each epoch."""
    settings, question = material.settings, material.questions[place]
    make = trie_tree if settings.loss == "trie" else token_tree
    epoch = step // schedule.epoch_steps(len(material.questions), settings.batch)
    order = schedule.answer_order(question, settings.most_selected, settings.seed, epoch, place)
    return make(question, material.signs, order)
