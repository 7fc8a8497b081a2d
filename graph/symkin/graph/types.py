"""The graph's vocabulary: plain frozen values, no behaviour, nothing imported but the standard library.

Lines and columns are 0-based here, columns count Unicode code points; the rims (JSON, LSP) convert.
Paths are relative to the workspace root, with forward slashes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

EdgeKind = Literal["field", "input", "output", "reference", "use", "base", "subtype"]
Relation = Literal[EdgeKind, "sibling", "test", "counterpart", "history"]
"""How an answer is related: by an edge of its own, or as near kin (see `kin` and `past`)."""
Confidence = Literal["exact", "likely"]


@dataclass(frozen=True, slots=True)
class Symbol:
    """A definition somewhere in the workspace; equal symbols are the same definition."""

    name: str
    qualified_name: str
    kind: str
    """LSP's word for it, lower case: class, function, method, field, variable, constant, interface..."""
    path: str
    line: int
    column: int
    """Where the name stands (not where the definition starts)."""
    end_line: int
    module: str = field(compare=False, default="")
    package: str = field(compare=False, default="")
    signature: str = field(compare=False, default="")
    doc: str = field(compare=False, default="")
    """The first sentence of its documentation, or ''."""
    language: str = field(compare=False, default="")


@dataclass(frozen=True, slots=True)
class Site:
    """A place in a file."""

    path: str
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Edge:
    """`source` is the enclosing definition, `target` what the site names, whatever the kind is."""

    kind: EdgeKind
    confidence: Confidence
    source: Symbol
    target: Symbol
    site: Site


@dataclass(frozen=True, slots=True)
class Groups:
    """The candidates of a symbol, in the four groups of the prompt, best first.

    `reference_count` counts all referencing definitions, also those beyond the 20 that are listed.
    """

    fields: tuple[Edge, ...] = ()
    inputs: tuple[Edge, ...] = ()
    output: tuple[Edge, ...] = ()
    references: tuple[Edge, ...] = ()
    reference_count: int = 0
    labels: Mapping[Symbol, str] = field(default_factory=dict)
    """What each candidate is called: its name, or its shortest unique qualification where names collide."""


@dataclass(frozen=True, slots=True)
class Related:
    """A symbol that may be an answer: how it is related, how sure that is, and why, in words."""

    symbol: Symbol
    relation: Relation
    confidence: Confidence
    place: float
    """In its group: 0 is the best, 1 the last."""
    label: str
    """The candidate's name in the prompt (see `Groups.labels`); '' for near kin, which no prompt holds."""
    why: str


@dataclass(frozen=True, slots=True)
class Freshness:
    """Whether an answer was computed from what is in the files now."""

    stale: bool
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an index run is: files done of files to do, and what it is doing."""

    done: int
    total: int
    message: str


@dataclass(frozen=True, slots=True)
class IndexReport:
    """What an index run saw."""

    files: int
    symbols: int
    occurrences: int
    indexed: int
    """Files parsed in this run; the rest were unchanged."""
    removed: int
    seconds: float
    peak_rss_mb: float
    languages: Mapping[str, int]
    skipped: Mapping[str, int]
    """Reason -> number of files: too large, binary, generated, minified, unreadable, parse time-out..."""
    skipped_files: tuple[tuple[str, str], ...] = ()
    """The files themselves (path, reason), the first 100."""
    notices: tuple[str, ...] = ()
    """What the user should be told once, e.g. that a corrupt store was rebuilt."""
