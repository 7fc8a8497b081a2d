"""Samples to review as one HTML page: it works from `file://`, and saves what was decided as a `reviews.jsonl`."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from importlib import resources

from symkin.dataset.audit.sample import Sample
from symkin.dataset.records import REVIEWS
from symkin.dataset.report.rendering import environment
from symkin.dataset.review.choosing import key_of
from symkin.dataset.review.excerpts import Excerpt, Find


@dataclass(frozen=True, slots=True)
class Shown:
    """A sample on the page."""

    id: str
    side: str
    sample: Sample
    excerpts: Sequence[Excerpt]


def page(title: str, samples: Sequence[Sample], find: Find) -> str:
    """The page of some samples. Raises DatasetError where jinja2 is not installed."""
    script = (resources.files("symkin.dataset.report") / "templates" / "review.js").read_text(encoding="utf-8")
    return (
        environment()
        .get_template("review.html")
        .render(
            title=title,
            shown=[Shown(*key_of(sample), sample, find(sample)) for sample in samples],
            script=script,
            hash=b64encode(sha256(script.encode()).digest()).decode(),
            file=REVIEWS,
        )
    )
