"""Sources made for the tests of harvesting: small libraries with documentation, every one a repository of its own."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

_TRADES = {
    "bakery": "Oven loaf flour crumb tray yeast dough apron sugar butter",
    "garden": "Orchard tulip spade hedge gravel trellis mulch lawn petal barrow",
    "harbour": "Quay vessel anchor pilot berth tide buoy rope gull crane",
    "mill": "Wheel barley sluice hopper millstone sieve chaff sack rafter cart",
    "observatory": "Dome comet lens mirror tripod almanac shutter zenith crater orbit",
    "railway": "Depot wagon signal rail bogie lantern whistle ballast tunnel ticket",
    "theatre": "Playhouse curtain actor costume puppet ladder chorus balcony wig trapdoor",
    "vineyard": "Cellar barrel grape cork bottle terrace cask press vintage decanter",
}
"""For each repository: what its central type is called, and what the names of its members are made of."""

_CHOICES = (
    ("Load what is needed lazily, on demand.", "Load all that may be needed eagerly, at start-up."),
    ("Encrypt the message for whoever travels with it.", "Decrypt the message that has arrived here."),
    ("Serialize every entry before the night falls.", "Deserialize every entry after the night is over."),
    ("Acquire a place in the row before anybody else.", "Releases the place in the row to whoever comes next."),
    ("Wait for a guest to arrive at last.", "Wakes up everybody who sleeps on the bench."),
    ("Commit the changes of the whole day.", "Roll back the changes of the whole day."),
    ("Sort the guests in ascending order of age.", "Sort the guests in descending order of age."),
    ("Compress the pile so that it takes less room.", "Decompress the pile once there is room again."),
    ("Allocate memory for a hundred guests.", "Free the memory that a hundred guests have taken."),
    ("Pause the work until it stops raining.", "Resume the work when the sun is out."),
)
"""Doc comments of methods, each with its opposite."""

_VERBS = ("ask", "bring", "carry", "dust", "eat", "fetch", "greet", "hum")


def write_shelf(directory: Path) -> list[Path]:
    """Write all repositories below a directory, and return where they are."""
    for place, (name, words) in enumerate(_TRADES.items()):
        root = directory / name
        root.mkdir(parents=True)
        docs = [doc for turn in range(4) for doc in _CHOICES[(3 * place + turn) % len(_CHOICES)]]
        (root / f"{name}.py").write_text(_source(*words.split(), docs=docs), encoding="utf-8")
        (root / "LICENSE").write_text("Permission is hereby granted, free of charge, to nobody in particular.\n")
    return [directory / name for name in _TRADES]


def _source(kind: str, *things: str, docs: Sequence[str]) -> str:
    """A type with a field for each thing and a documented method for each doc, its helpers, and a user of it all."""
    fields = "".join(f"    {thing}: int\n" for thing in things)
    methods = "".join(_method(number, things, doc) for number, doc in enumerate(docs))
    matters = dict(zip((*things[2:], *things[:2]), map(_matter, docs), strict=False))
    helpers = "".join(
        f'\n\ndef polish_{thing}(amount: int) -> int:\n    """Shine for {matters.get(thing, "nobody")}."""\n'
        "    return amount + 1\n"
        for thing in things
    )
    calls = "".join(f"    place.{verb}_{thing}()\n" for verb, thing in zip(_VERBS, things, strict=False))
    user = f'\n\ndef spend_a_day(place: {kind}) -> None:\n    """Try everything that there is once."""\n{calls}'
    return f'class {kind}:\n    """Where people of the trade meet."""\n\n{fields}{methods}{helpers}{user}'


def _matter(doc: str) -> str:
    """A word of a doc comment that its helper's has too."""
    *_, last = [word for word in doc.rstrip(".").split()[1:] if len(word) > 4] or ["work"]
    return last


def _method(number: int, things: Sequence[str], doc: str) -> str:
    """A method that touches two fields and a helper."""
    thing, other = things[number], things[(number + 2) % len(things)]
    return (
        f'\n    def {_VERBS[number]}_{thing}(self) -> int:\n        """{doc}"""\n'
        f"        self.{thing} = polish_{other}(self.{other})\n        return self.{thing}\n"
    )
