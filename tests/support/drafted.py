"""Drafts and entries made up for a test, without any code behind them."""

from __future__ import annotations

from symkin.dataset.entries import Entry
from symkin.dataset.records import Candidate, Evidence, Place, Source, Split, Topic
from symkin.dataset.samples import Draft, Repository, Subject

NET = Repository("net", "/nowhere/net", "1.0", "MIT")
NAMES = ("backoff", "Endpoint", "dial", "Socket", "reconnect")


def subject(name: str = "Session", names: tuple[str, ...] = NAMES, **fields: object) -> Subject:
    """A class of that name which offers those names as its fields."""
    return Subject(
        **{  # type: ignore[arg-type]
            "place": Place(name, "class", "net.py", 3),
            "language": "python",
            "module": "net",
            "package": "net",
            "signature": f"class {name}",
            "fields": names,
            "inputs": (),
            "output": (),
            "references": (),
            "reference_count": 0,
            "candidates": tuple(Candidate(one, "field", Place(one, "field", "net.py", 4)) for one in names),
        }
        | fields
    )


def draft(
    topic: str | None = "how long until it tries again",
    *sides: str,
    about: Subject | None = None,
    source: Source = "usage",
    selected: tuple[str, ...] = (),
) -> Draft:
    """A draft that asks with a topic which speaks of some sides, and selects the first candidate unless told."""
    about = about or subject()
    chosen = selected or about.fields[:1]
    evidence = tuple(Evidence(name, "is touched", "net.py", 9) for name in chosen)
    return Draft(about, source, Topic(topic, topic or ""), chosen, evidence, sides, sides)


def entry(id_: str, made: Draft, split: Split = "train", repository: Repository = NET) -> Entry:
    return Entry(id_, repository, split, made)
