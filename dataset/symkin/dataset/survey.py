"""One repository's graph as the sources of topics see it: its symbols, what each touches, and what each is offered."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Literal

from symkin.dataset.concepts.match import Matcher
from symkin.dataset.records import Candidate, Place, Reject
from symkin.dataset.samples import Repository, Subject
from symkin.dataset.steps import degenerate
from symkin.dataset.steps.internal import is_internal
from symkin.dataset.steps.step import sift
from symkin.graph.groups import LIMIT, candidate_of, is_test, names_in
from symkin.graph.types import Edge, EdgeKind, Groups, Symbol
from symkin.graph.workspace import Workspace

HubStyle = Literal["cap", "marker"]
"""What a prompt shows of over 20 references: the best 20 and the hub marker, or the marker alone."""

USES: tuple[EdgeKind, ...] = ("use",)
PLUMBING = 0.01
"""What more than this share of a repository's definitions touches is plumbing, if at least so many do."""

FEWEST_USERS = 16

FUNCTIONS = frozenset({"function", "method", "constructor", "property"})
TYPES = frozenset({"class", "interface", "struct", "enum", "trait", "object", "record"})

_IDENTIFIER = re.compile(r"[A-Za-z_]\w+")


@dataclass(frozen=True, slots=True)
class Offer:
    """A symbol as a subject, and the symbols behind its candidates' names."""

    symbol: Symbol
    subject: Subject
    names: Mapping[Symbol, str]
    edges: Mapping[Symbol, Edge]


@dataclass
class Survey:
    """One repository. What it works out is remembered, and goes with it."""

    repository: Repository
    workspace: Workspace
    matcher: Matcher
    hub_style: HubStyle = "cap"
    symbols: tuple[Symbol, ...] = ()
    uses: Mapping[Symbol, tuple[Edge, ...]] = field(default_factory=dict)
    """What each definition's own body touches, by the innermost definition; plain mentions in imports are no uses."""
    users: Mapping[Symbol, tuple[Symbol, ...]] = field(default_factory=dict)
    """The definitions whose own bodies touch each."""
    rejects: list[Reject] = field(default_factory=list)
    _offers: dict[Symbol, Offer | None] = field(default_factory=dict)
    _sides: dict[Symbol, tuple[str, ...]] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        repository: Repository,
        workspace: Workspace,
        matcher: Matcher,
        hub_style: HubStyle,
        languages: Collection[str],
    ) -> Survey:
        """Read an indexed workspace; of some languages only, if any are named."""
        uses: defaultdict[Symbol, list[Edge]] = defaultdict(list)
        users: defaultdict[Symbol, dict[Symbol, None]] = defaultdict(dict)
        for edge in workspace.edges(USES):
            uses[edge.source].append(edge)
            users[edge.target][edge.source] = None
        symbols = tuple(one for one in workspace.symbols() if not languages or one.language in languages)
        touched = {one: tuple(edges) for one, edges in uses.items()}
        touching = {one: tuple(sources) for one, sources in users.items()}
        return cls(repository, workspace, matcher, hub_style, symbols, touched, touching)

    @cached_property
    def plumbing(self) -> frozenset[Symbol]:
        """What so many definitions touch that it says nothing of any of them: validators, loggers, common types."""
        most = max(FEWEST_USERS, PLUMBING * len(self.uses))
        return frozenset(one for one, users in self.users.items() if len(users) > most)

    def subjects(self) -> Iterator[Symbol]:
        """The symbols that may be asked about: all but what tests define."""
        return (symbol for symbol in self.symbols if not is_test(symbol.path))

    def offer(self, symbol: Symbol) -> Offer | None:
        """What a symbol's prompt offers; None, and a record in `rejects`, where that is degenerate."""
        if symbol not in self._offers:
            made = self._make_offer(symbol)
            refusal = sift(degenerate.STEPS, made.subject, self.repository.name)
            self.rejects += [refusal] if refusal else []
            self._offers[symbol] = None if refusal else made
        return self._offers[symbol]

    def touched(self, symbol: Symbol) -> Counter[Symbol]:
        """What a definition's own body touches, and how often."""
        return Counter(edge.target for edge in self.uses.get(symbol, ()) if edge.target != symbol)

    def sides(self, symbol: Symbol) -> tuple[str, ...]:
        """The sides of concepts that a symbol is."""
        known = self._sides.get(symbol)
        if known is None:
            types = _IDENTIFIER.findall(symbol.signature)
            matches = self.matcher.match(symbol.name, types, symbol.doc)
            known = self._sides[symbol] = tuple(sorted({match.id for match in matches}))
        return known

    def firm_sides(self, symbol: Symbol) -> tuple[str, ...]:
        """Those of its sides that its documentation speaks of, or two cues: one word of a name may mean many things."""
        types = _IDENTIFIER.findall(symbol.signature)
        found: defaultdict[str, set[tuple[str, str]]] = defaultdict(set)
        for match in self.matcher.cues(symbol.name, types, symbol.doc):
            found[match.id].add((match.where, match.cue))
        firm = {side for side, cues in found.items() if len(cues) > 1 or any(where == "doc" for where, _ in cues)}
        return tuple(side for side in self.sides(symbol) if side in firm)

    def _make_offer(self, symbol: Symbol) -> Offer:
        groups = self._shown(self.workspace.groups(symbol))
        edges: dict[Symbol, Edge] = {}
        for group in (groups.fields, groups.inputs, groups.output, groups.references):
            for edge in group:
                edges.setdefault(candidate_of(edge), edge)
        names = {one: groups.labels[one] for one in edges}
        return Offer(symbol, self._subject(symbol, groups, edges, names), names, edges)

    def _shown(self, groups: Groups) -> Groups:
        """The groups without what no human wrote, and a hub's references in the style that was asked for."""
        hides = self.hub_style == "marker" and groups.reference_count > LIMIT
        return replace(
            groups,
            fields=_written(groups.fields),
            inputs=_written(groups.inputs),
            output=_written(groups.output),
            references=() if hides else _written(groups.references),
        )

    def _subject(
        self, symbol: Symbol, groups: Groups, edges: Mapping[Symbol, Edge], names: Mapping[Symbol, str]
    ) -> Subject:
        fields, inputs, output, references = names_in(groups)
        candidates = {
            names[one]: Candidate(names[one], edge.kind, place_of(one), is_test(one.path), one.signature)
            for one, edge in edges.items()
        }
        return Subject(
            place=place_of(symbol),
            language=symbol.language,
            module=symbol.module,
            package=symbol.package,
            signature=symbol.signature,
            fields=fields,
            inputs=inputs,
            output=output,
            references=references,
            reference_count=groups.reference_count,
            candidates=tuple(candidates.values()),
            sides=self.sides(symbol),
            near_sides=tuple(sorted({side for one in edges for side in self.sides(one)})),
        )


def place_of(symbol: Symbol) -> Place:
    """Where a symbol stands, as records say it."""
    return Place(symbol.qualified_name, symbol.kind, symbol.path, symbol.line + 1)


def _written(edges: tuple[Edge, ...]) -> tuple[Edge, ...]:
    return tuple(edge for edge in edges if not is_internal(candidate_of(edge).name))
