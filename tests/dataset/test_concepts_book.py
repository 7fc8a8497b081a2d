"""The book that is shipped is sound, and the linter says what is wrong with one that is not."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import msgspec
import pytest

from symkin.dataset.concepts.book import Book, Concept, Side, load, opposite, read
from symkin.dataset.concepts.lint import SPREAD, Described, lint, spread
from symkin.dataset.errors import DatasetError
from symkin.graph.workspace import Workspace

WAITS = Side(
    means="blocks until a message is there",
    phrasings=(
        "how does a receiver wait until something arrives",
        "block the caller until the next message",
        "sleep on an empty queue",
        "which call parks the thread",
        "where do we sit and wait for messages",
    ),
    names=("await message",),
    types=("BlockingQueue",),
    docs=("blocks until",),
)
POLLS = Side(
    means="looks once and returns at once",
    phrasings=(
        "check for mail and carry on right away",
        "peek at the channel",
        "poll for input between two frames",
        "what hands back nothing rather than stall",
        "is there anything in the inbox",
    ),
    names=("^poll",),
    docs=("returns immediately",),
)
GOOD = Concept("messaging", "waiting", "whether a receiver waits", WAITS, POLLS)


def with_left(**changes: object) -> Concept:
    return msgspec.structs.replace(GOOD, left=msgspec.structs.replace(WAITS, **changes))


def phrased(*phrasings: str) -> Concept:
    return with_left(phrasings=(*phrasings, *WAITS.phrasings))


def test_the_shipped_book_is_sound() -> None:
    assert lint(load()) == []


def test_the_shipped_book_is_large_enough() -> None:
    concepts = load().concepts
    assert len(concepts) >= 200
    assert len({concept.domain for concept in concepts}) >= 20


def test_a_small_sound_book_has_no_findings() -> None:
    assert lint(Book((GOOD,))) == []


@pytest.mark.parametrize(
    ("concept", "finding"),
    [
        (with_left(phrasings=WAITS.phrasings[:4]), "4 phrasings"),
        (phrased("wait here"), "has 2 words"),
        (phrased("poll for input between two frames"), "rephrase one"),
        (phrased("never peek at the channel"), "only deny each other"),
        (phrased("peek at nothing but the channel", "do not peek at the channel"), "only deny each other"),
        (with_left(means="does not look once and does not return"), "only deny each other"),
        (with_left(names=(), types=(), docs=()), "no cue"),
        (with_left(names=("polling", "^poll")), "both sides"),
        (with_left(docs=("returned immediately",)), "both sides"),
        (with_left(names=("--",)), "no word"),
        (with_left(names=("awaitMessage",)), "capitals"),
        (with_left(types=("std::mutex",)), "no identifier"),
        (with_left(phrasings=tuple(f"{one} and so on and so forth" for one in WAITS.phrasings)), "words longer"),
        (phrased("how does a thread wait", "how does a task wait"), "open with 'how does a'"),
    ],
)
def test_the_linter_refuses(concept: Concept, finding: str) -> None:
    findings = lint(Book((concept,)))
    assert any(finding in one for one in findings), findings


def test_the_linter_refuses_a_cue_of_two_concepts() -> None:
    other = with_left(names=("inbox",), types=(), docs=("^blocks until",), phrasings=())
    findings = lint(Book((GOOD, msgspec.structs.replace(other, domain="files", right=Side("", (), ("outbox",))))))
    assert "files.waiting: the doc cue '^blocks until' is in messaging.waiting too; keep it in one" in findings


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("concept = 3", "Expected `array`"),
        ('[[concept]]\ndomain = "a"', "missing required field"),
        ("[[", "no concept book"),
        ("", "missing required field"),
    ],
)
def test_what_is_no_book_is_refused(text: str, complaint: str) -> None:
    with pytest.raises(DatasetError, match=complaint):
        read(text.encode(), "opposites.toml")


WRITTEN = """
[[concept]]
domain = "messaging"
name = "waiting"
about = "whether a receiver waits"
left = { means = "blocks", phrasings = ["block until then"] }
right = { means = "polls", phrasings = ["look and go on"] }
"""


def test_a_book_is_read_as_it_is_written() -> None:
    sides = Side("blocks", ("block until then",)), Side("polls", ("look and go on",))
    assert read(WRITTEN.encode(), "") == Book((Concept("messaging", "waiting", "whether a receiver waits", *sides),))


def test_unknown_keys_are_refused() -> None:
    with pytest.raises(DatasetError, match="unknown field `means_`"):
        read(WRITTEN.replace("{ means", "{ means_ = 1, means").encode(), "opposites.toml")


def test_two_concepts_of_one_name_are_refused() -> None:
    with pytest.raises(DatasetError, match=r"two concepts called messaging\.waiting"):
        read((WRITTEN + WRITTEN).encode(), "opposites.toml")


def test_sides_have_opposites() -> None:
    assert GOOD.side(opposite("left")) is POLLS
    assert GOOD.side(opposite("right")) is WAITS


def test_spread_counts_the_symbols_that_a_cue_fires_on() -> None:
    symbols = [Described("poll", (), ""), Described("pollOnce", (), "Returns immediately."), Described("run", (), "")]
    shares = spread(Book((GOOD,)), [*symbols, Described("take", ("BlockingQueue",), "")])
    assert shares == {
        "messaging.waiting.right name ^poll": 0.5,
        "messaging.waiting.right doc returns immediately": 0.25,
        "messaging.waiting.left type BlockingQueue": 0.25,
    }


@pytest.fixture(scope="module")
def real_symbols(tmp_path_factory: pytest.TempPathFactory) -> list[Described]:
    """Those of this project's own sources and of packages that its tests have beside them."""
    root = tmp_path_factory.mktemp("packages")
    for package in packages("symkin.graph", "symkin.dataset", "symkin.model", "pygls", "rich", "typer"):
        # Where they are installed, git may ignore them.
        shutil.copytree(package, root / package.name, ignore=shutil.ignore_patterns("__pycache__", "*.so"))
    workspace = Workspace.open(root, cache_dir=tmp_path_factory.mktemp("cache"))
    workspace.index(workers=1)
    symbols = [Described(symbol.name, (symbol.signature,), symbol.doc) for symbol in workspace.symbols()]
    workspace.close()
    return symbols


def packages(*names: str) -> Iterator[Path]:
    for name in names:
        spec = find_spec(name)
        assert spec is not None
        assert spec.submodule_search_locations
        yield Path(spec.submodule_search_locations[0])


def test_no_cue_fires_on_too_many_symbols_of_real_code(real_symbols: list[Described]) -> None:
    shares = spread(load(), real_symbols)
    assert len(real_symbols) > 3000
    assert {cue: share for cue, share in shares.items() if share > SPREAD} == {}
