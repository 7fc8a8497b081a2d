"""A review on a terminal: one sample at a time beside its source, and one key for each decision."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from symkin.cli.errors import printable
from symkin.cli.render import RELATION_STYLES

if TYPE_CHECKING:
    from rich.console import Console, RenderableType
    from rich.table import Table
    from rich.text import Text

    from symkin.dataset.audit.sample import Sample
    from symkin.dataset.records import Review, Verdict
    from symkin.dataset.review.excerpts import Excerpt, Find

VERDICTS: dict[str, Verdict] = {"a": "accept", "r": "reject", "s": "skip"}
HELP = "a accept   r reject   s skip   b back   q quit"
SIDE_BY_SIDE = 120
"""Columns from which the source stands beside the sample, not below."""
FEWEST_LINES = 8
GROUPS = {"field": "Fields", "input": "Inputs", "output": "Output", "reference": "References"}


def review_all(samples: Sequence[Sample], find: Find, keep: Callable[[Review], None]) -> Counter[Verdict]:
    """Show one sample after the other until all are seen or the user quits; how many got which verdict.

    `keep` is called with each decision at once. A sample that is gone back to may be decided anew.
    """
    from rich.console import Console

    console = Console(highlight=False, markup=False, emoji=False)
    decided: dict[int, Review] = {}
    place = 0
    while place < len(samples):
        _show(console, samples[place], find(samples[place]), _heading(place, len(samples), decided.get(place)))
        key = _key(console)
        if key == "q":
            break
        if key == "b":
            place = max(0, place - 1)
        elif review := _review(console, samples[place], VERDICTS[key]):
            keep(review)
            decided[place] = review
            place += 1
    return Counter(review.verdict for review in decided.values())


def _key(console: Console) -> str:
    """The next key that means something."""
    from readchar import readkey

    console.print(HELP, style="reverse", end=" ")
    while True:
        key = readkey().lower()
        if key in {*VERDICTS, "b", "q"}:
            console.print()
            return key


def _review(console: Console, sample: Sample, verdict: Verdict) -> Review | None:
    """The decision, or None where a rejection is not explained."""
    from symkin.dataset.records import Review
    from symkin.dataset.review.choosing import key_of

    reason = console.input("why? (Enter alone takes it back) ").strip() if verdict == "reject" else ""
    return Review(*key_of(sample), verdict, reason) if reason or verdict != "reject" else None


def _heading(place: int, whole: int, before: Review | None) -> str:
    told = f", was: {before.verdict} {before.reason}".rstrip() if before else ""
    return f"{place + 1} of {whole}{told}"


# -- what is shown


def _show(console: Console, sample: Sample, excerpts: Sequence[Excerpt], heading: str) -> None:
    """Clear the terminal and fill it with a sample and as many source lines as there is room for."""
    console.clear()
    console.rule(printable(heading), style="dim")
    room = console.height - 3
    is_wide = console.width >= SIDE_BY_SIDE
    shown = _beside(sample, excerpts, room) if is_wide else _below(console, sample, excerpts, room)
    console.print(shown)
    if len(console.render_lines(shown)) > room:
        # It has gone off the top.
        console.print(_topic(sample))


def _beside(sample: Sample, excerpts: Sequence[Excerpt], room: int) -> RenderableType:
    from rich.console import Group
    from rich.table import Table

    beside = Table.grid(padding=(0, 3), expand=True)
    beside.add_column(ratio=1)
    beside.add_column(ratio=1)
    beside.add_row(Group(*_sample(sample)), Group(*_sources(excerpts, room)))
    return beside


def _below(console: Console, sample: Sample, excerpts: Sequence[Excerpt], room: int) -> RenderableType:
    from rich.console import Group

    taken = len(console.render_lines(Group(*_sample(sample))))
    return Group(*_sample(sample), *_sources(excerpts, max(FEWEST_LINES, room - taken)))


def _topic(sample: Sample) -> Text:
    from rich.text import Text

    style = "bold green" if sample.side == "positive" else "bold red"
    asked = sample.topic or "no topic: what to read next"
    return Text.assemble((sample.side, style), "  ", (printable(asked), "bold"))


def _sample(sample: Sample) -> Iterator[RenderableType]:
    from rich.text import Text

    from symkin.dataset.review.choosing import origin_of

    origin = origin_of(sample)
    topic = origin.positive if sample.side == "positive" else origin.negative
    yield _topic(sample)
    if topic.original and topic.original != sample.topic:
        yield Text(f"from: {printable(topic.original)}", style="dim")
    yield Text()
    yield Text.assemble((printable(sample.symbol), "bold"), (f"  {origin.symbol.kind}", "dim"))
    if sample.signature:
        yield Text(printable(sample.signature), style="italic")
    about = (origin.source, origin.language, origin.repository)
    yield Text(printable(" · ".join(about)), style="dim")
    yield Text()
    yield _groups(sample)
    yield Text()
    if sample.side == "positive":
        yield from (Text(printable(f"{one.name} {one.because}"), style="dim") for one in origin.evidence)


def _groups(sample: Sample) -> Table:
    from rich.table import Table

    table = Table.grid(padding=(0, 2))
    for relation, names in sample.groups.items():
        hidden = sample.reference_count > len(names) and relation == "reference"
        if names or hidden:
            table.add_row(GROUPS[relation], _names(sample, relation, names, hidden=hidden))
    return table


def _names(sample: Sample, relation: str, names: Sequence[str], *, hidden: bool) -> Text:
    """The names of a group, the selected ones marked so that it shows without colours, too."""
    from rich.text import Text

    selected = f"bold {RELATION_STYLES[relation]}"
    shown = [
        Text(f"[{printable(name)}]", selected) if name in sample.selected else Text(printable(name)) for name in names
    ]
    return Text("  ").join([*shown, *([Text(f"({sample.reference_count} in all)", "dim")] if hidden else [])])


def _sources(excerpts: Sequence[Excerpt], room: int) -> Iterator[RenderableType]:
    """The excerpts, cut to so many lines in all."""
    from rich.text import Text

    for excerpt in excerpts:
        room -= 1
        if room <= 0:
            return
        yield Text(
            printable(f"{excerpt.title}  {excerpt.path}:{excerpt.marked}"), "dim", no_wrap=True, overflow="ellipsis"
        )
        if excerpt.missing:
            yield Text(printable(excerpt.missing), "yellow")
        else:
            yield _code(excerpt, excerpt.lines[:room])
        room -= max(1, len(excerpt.lines))


def _code(excerpt: Excerpt, lines: Sequence[str]) -> RenderableType:
    from rich.syntax import Syntax

    return Syntax(
        "\n".join(map(printable, lines)),
        Syntax.guess_lexer(excerpt.path),
        theme="ansi_dark",
        background_color="default",
        line_numbers=True,
        start_line=excerpt.first,
        highlight_lines={excerpt.marked},
    )
