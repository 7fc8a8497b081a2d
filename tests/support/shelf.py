"""Sources made for the tests of harvesting: small libraries with documentation, every one a repository of its own."""

from __future__ import annotations

from pathlib import Path

_TRADES = {
    "mail": ("Mailbox", "letter", "postmaster", "stamp", "courier"),
    "bakery": ("Oven", "loaf", "baker", "recipe", "tray"),
    "harbour": ("Quay", "vessel", "pilot", "berth", "tide"),
    "library": ("Shelf", "volume", "reader", "loan", "index"),
    "railway": ("Station", "train", "guard", "platform", "signal"),
    "garden": ("Bed", "seedling", "gardener", "spade", "fence"),
}
"""For each repository: what its central type is called, and what the other names are made of."""

_TEXT = '''\
"""The {thing}s of a {name}."""


class {label}Error(Exception):
    """Raised when a {thing} is refused."""


class Clock:
    """Tells the hour of the day."""

    hour: int = 0
    minute: int = 0


class {kind}:
    """Keeps every {thing} that a {person} brings in."""

    def __init__(self, clock: Clock, {tool}: str) -> None:
        self.clock = clock
        self.{tool} = {tool}
        self.waiting = []
        self.limit = 10
        self.opened_at = clock.hour
        self.owner = None

    def accept(self, {thing}: str) -> None:
        """Put something new at the end of the queue, up to the allowed number."""
        if len(self.waiting) >= self.limit:
            raise {label}Error({thing})
        self.waiting.append({thing})
        announce(self, {thing})

    def next_one(self) -> str:
        """Block until somebody brings work, then hand out the oldest piece."""
        while not self.waiting:
            wait_for_{person}(self.clock)
        return self.waiting.pop(0)

    def poll(self) -> str | None:
        """Look for work at once and come back with empty hands when there is nothing to do."""
        return self.waiting[0] if self.waiting else None

    def close_down(self) -> None:
        """Write the remaining work to disk so that it survives the night."""
        save_{thing}s(self.waiting, self.{tool})
        self.owner = None
        self.opened_at = 0

    def open_up(self) -> None:
        """Read yesterday's leftovers back from disk in the morning."""
        self.waiting = load_{thing}s(self.{tool})
        self.opened_at = self.clock.hour


def announce(where: {kind}, {thing}: str) -> None:
    """Tell everybody in earshot about a new arrival."""
    print(where.owner, {thing}, encode_{thing}({thing}))


def wait_for_{person}(clock: Clock) -> None:
    """Sleep until the next full hour strikes."""
    clock.minute = 0
    clock.hour += 1


def encode_{thing}({thing}: str) -> bytes:
    """Turn the text into bytes that travel over any wire."""
    return {thing}.encode()


def decode_{thing}(data: bytes) -> str:
    """Turn bytes from the wire back into text."""
    return data.decode()


def save_{thing}s(waiting: list[str], {tool}: str) -> None:
    """Persist a list of entries, one a line."""
    with open({tool}, "wb") as file:
        file.writelines(map(encode_{thing}, waiting))


def load_{thing}s({tool}: str) -> list[str]:
    """Restore the entries that an earlier run has left behind."""
    with open({tool}, "rb") as file:
        return [decode_{thing}(line) for line in file]


def run_day(where: {kind}) -> None:
    """Serve from dawn to dusk and tidy up afterwards."""
    where.open_up()
    where.accept("{thing}")
    where.next_one()
    where.poll()
    where.close_down()
'''


def write_shelf(directory: Path) -> list[Path]:
    """Write all repositories below a directory, and return where they are."""
    for name, (kind, thing, person, tool, _) in _TRADES.items():
        root = directory / name
        root.mkdir(parents=True)
        text = _TEXT.format(name=name, kind=kind, thing=thing, person=person, tool=tool, label=thing.capitalize())
        (root / f"{name}.py").write_text(text, encoding="utf-8")
        (root / "LICENSE").write_text("Permission is hereby granted, free of charge, to nobody in particular.\n")
    return [directory / name for name in _TRADES]
