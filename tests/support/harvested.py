"""A small data set with its provenance, as a harvest leaves it."""

from __future__ import annotations

from pathlib import Path

from symkin.dataset.records import (
    NEGATIVES,
    POSITIVES,
    PROVENANCE,
    Candidate,
    Evidence,
    Line,
    Place,
    Provenance,
    Topic,
    write_jsonl,
)
from symkin.model.prompt import Prompt, render

LANGUAGES = ("python", "rust")
SOURCE = "\n".join(f"line {number}" for number in range(1, 41)) + "\n"
"""The text of `session.py`, the one file of the repository `net`."""


def write_dataset(directory: Path, pairs: int = 6) -> Path:
    """Pairs about classes `Session0`, `Session1`, ..., each at a line of `session.py` in the repository `net`."""
    directory.mkdir(parents=True, exist_ok=True)
    numbers = range(pairs)
    prompts = [prompt(number, f"what waits before attempt {number}") for number in numbers]
    opposed = [prompt(number, f"who asks again and again, {number}") for number in numbers]
    write_jsonl(directory / POSITIVES, [Line(render(one, ["backoff"])) for one in prompts])
    write_jsonl(directory / NEGATIVES, [Line(render(one, [])) for one in opposed])
    write_jsonl(directory / PROVENANCE, map(provenance, numbers))
    return directory


def prompt(number: int, topic: str) -> Prompt:
    return Prompt(
        topic=topic,
        symbol=f"Session{number}",
        module="session",
        package="net",
        signature=f"class Session{number}(Transport)",
        fields=("backoff", "attempts"),
        inputs=("Transport",),
        output=(),
        references=(f"open_pool_{number}",),
        reference_count=36,
    )


def provenance(number: int) -> Provenance:
    place = Place(f"session.Session{number}", "class", "session.py", 10 + number)
    names = {"backoff": "field", "attempts": "field", "Transport": "base", f"open_pool_{number}": "reference"}
    return Provenance(
        id=f"{number:04x}",
        repository="net",
        revision="",
        licence="MIT",
        language=LANGUAGES[number % 2],
        split="train",
        source="usage" if number % 3 else "history",
        symbol=place,
        concept="messaging.waiting.left",
        positive=Topic(f"what waits before attempt {number}"),
        negative=Topic(f"who asks again and again, {number}"),
        candidates=tuple(Candidate(name, relation, place) for name, relation in names.items()),  # type: ignore[arg-type]
        evidence=(Evidence("backoff", "is read in the body", "session.py", 20),),
    )
