"""Whether the topic alone tells a positive from a negative: then nobody needs to read the code."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from symkin.dataset.audit.sample import Sample

if TYPE_CHECKING:
    from sklearn.pipeline import Pipeline

FOLDS = 5


def measured(samples: Sequence[Sample]) -> dict[str, float | None]:
    """The measures of this module. Below 0.5, always taking the opposite would do as well: so both ways are told."""
    by_pair = topic_auc(samples, [sample.pair for sample in samples])
    by_text = topic_auc(samples, [_topic(sample).casefold() for sample in samples])
    return {
        "topic_auc": by_pair,
        "topic_auc_either": _either(by_pair),
        "topic_auc_by_text": by_text,
        "topic_auc_by_text_either": _either(by_text),
    }


def topic_auc(samples: Sequence[Sample], groups: Sequence[str]) -> float | None:
    """Mean AUC over five folds of a bag-of-words logistic regression that sees the topic and nothing else.

    Samples of one group are in one fold. None for fewer than five groups, or where no fold has both sides.
    """
    import numpy as np
    from sklearn.metrics import roc_auc_score
    from sklearn.model_selection import GroupKFold

    if len(set(groups)) < FOLDS:
        return None
    topics = np.array([_topic(sample) for sample in samples], dtype=object)
    is_positive = np.array([sample.side == "positive" for sample in samples])
    found = []
    for train, test in GroupKFold(FOLDS, shuffle=True, random_state=0).split(topics, groups=groups):
        if all(len(set(is_positive[part])) == 2 for part in (train, test)):
            model = _classifier().fit(topics[train], is_positive[train])
            found.append(float(roc_auc_score(is_positive[test], model.decision_function(topics[test]))))
    return sum(found) / len(found) if found else None


def _classifier() -> Pipeline:
    from sklearn.feature_extraction.text import CountVectorizer
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_pipeline

    # Of the solvers that find the same optimum, liblinear alone needs no threads, which starve on a busy machine.
    return make_pipeline(CountVectorizer(token_pattern=r"\w+"), LogisticRegression(solver="liblinear", random_state=0))


def _topic(sample: Sample) -> str:
    return sample.topic or "(none)"


def _either(auc: float | None) -> float | None:
    return None if auc is None else max(auc, 1 - auc)
