"""What comes back from one repository, packed: each subject once, however many drafts ask of it."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from symkin.dataset.records import Evidence, Reject, Source, Topic
from symkin.dataset.samples import Draft, Subject


class Outcome(msgspec.Struct, frozen=True):
    """What one repository gave: its drafts, what the recipe refused, and how much was read."""

    drafts: tuple[Draft, ...]
    rejects: tuple[Reject, ...]
    files: int
    symbols: int


class _Slip(msgspec.Struct, frozen=True, array_like=True):
    subject: int
    source: Source
    topic: Topic
    selected: tuple[str, ...]
    evidence: tuple[Evidence, ...]
    sides: tuple[str, ...]
    spoken: tuple[str, ...]


class _Parcel(msgspec.Struct, frozen=True):
    subjects: tuple[Subject, ...]
    slips: tuple[_Slip, ...]
    rejects: tuple[Reject, ...]
    files: int
    symbols: int


def pack(outcome: Outcome) -> bytes:
    """The outcome as MessagePack."""
    places: dict[int, int] = {}
    subjects: list[Subject] = []
    for draft in outcome.drafts:
        if places.setdefault(id(draft.subject), len(subjects)) == len(subjects):
            subjects.append(draft.subject)
    slips = tuple(_slips(outcome.drafts, places))
    parcel = _Parcel(tuple(subjects), slips, outcome.rejects, outcome.files, outcome.symbols)
    return msgspec.msgpack.encode(parcel)


def unpack(data: bytes) -> Outcome:
    """The inverse of `pack`. Raises `msgspec.DecodeError` on foreign bytes."""
    parcel = msgspec.msgpack.decode(data, type=_Parcel)
    drafts = tuple(
        Draft(parcel.subjects[one.subject], one.source, one.topic, one.selected, one.evidence, one.sides, one.spoken)
        for one in parcel.slips
    )
    return Outcome(drafts, parcel.rejects, parcel.files, parcel.symbols)


def _slips(drafts: Iterable[Draft], places: dict[int, int]) -> Iterable[_Slip]:
    for one in drafts:
        place = places[id(one.subject)]
        yield _Slip(place, one.source, one.topic, one.selected, one.evidence, one.sides, one.spoken)
