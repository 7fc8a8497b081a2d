"""Facts of an edited text out of those of the functions that the edit left alone.

The text without its functions is swept as ever; where a function stands, what was found in it before is put in, its
lines and numbers moved. Where functions depend on each other (overloads that are one, two declarations of a name) that
is not tried: see `Entangled`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

import msgspec

from symkin.graph.drafts import Draft, Outline
from symkin.graph.extract import facts_in
from symkin.graph.facts import MODULE, Binding, Definition, FileFacts, Import, Occurrence
from symkin.graph.finish import facts_of, finish, qualified_name
from symkin.graph.frames import Frame
from symkin.graph.locals import settle_locals
from symkin.graph.names import Use, arrange, uses_in, visible_names
from symkin.graph.outline import Builder, sweep
from symkin.graph.regions import Regions
from symkin.graph.source import Source
from symkin.graph.units import Unit, gaps_between, units_of

if TYPE_CHECKING:
    from tree_sitter import Node

WORTHWHILE = 8_192
"""Bytes of a text that is not extracted as a whole after each edit."""

OWNER = MODULE
"""In a piece, the index of the class that its function is in, or of the module."""

_Standing = TypeVar("_Standing", Import, Occurrence)

Key = tuple[bytes, str, str]
"""A function's text from the beginning of its line, and its class's kind and name."""


class Entangled(Exception):  # noqa: N818 - not an error, only a way out
    """The functions of a text depend on each other: it must be extracted as a whole."""


@dataclass(frozen=True, slots=True)
class Piece:
    """What a function gives: lines count from its first one, scopes from its first definition."""

    drafts: Sequence[Draft]
    definitions: Sequence[Definition]
    settled: Sequence[bool]
    """Of each draft whether it had a type or a value, before values that say nothing were dropped."""
    bindings: Sequence[Binding]
    imports: Sequence[Import]
    uses: Sequence[Use]


def extract_again(source: Source, known: Mapping[Key, Piece]) -> tuple[FileFacts, dict[Key, Piece]]:
    """The facts of a text, and its pieces for the next time, given those of a former state."""
    if source.language.units and not source.places and len(source.text) >= WORTHWHILE:
        with suppress(Entangled):
            return facts_by_pieces(source, known)
    return facts_in(source), dict(known)


def facts_by_pieces(source: Source, known: Mapping[Key, Piece]) -> tuple[FileFacts, dict[Key, Piece]]:
    """What `extract_again` gives for any text; raises `Entangled` as well."""
    units = units_of(source.tree.root_node, source.language)
    builder = _Composer(source.seen(_around(source, units)), known)
    outline = sweep(builder, [(unit.start, -unit.end, 0, -1 - i, _open, unit) for i, unit in enumerate(units)])
    settle_locals(outline.source, outline)
    placed = builder.placed
    visible = visible_names(outline)
    own = iter([*uses_in(outline.source, outline, visible)])  # before the facts, which keep the locals asked for
    for each in placed:
        outline.placed += each.bindings()
    uses = _in_order(own, placed, visible)
    facts = facts_of(outline, builder.finished)
    return FileFacts(facts, arrange(uses, outline.imports)), {each.key: each.piece for each in placed}


def _around(source: Source, units: Sequence[Unit]) -> dict[str, list[Node]]:
    """The captures that are in no unit."""
    inside = Regions((unit.start, unit.end) for unit in units)
    found = source.captures_within(gaps_between(units, source.text))
    return {name: [node for node in nodes if not inside.contain(node.start_byte)] for name, nodes in found.items()}


def _in_order(own: Iterator[Use], placed: Sequence[_Placed], visible: Set[str] | None) -> Iterator[Use]:
    """The uses around the functions and those in them, in the order of the text."""
    following = next(own, None)
    for each in placed:
        while following is not None and following[1].line < each.line:
            yield following
            following = next(own, None)
        yield from each.uses(visible)
    if following is not None:
        yield following
    yield from own


@dataclass(slots=True)
class _Placed:
    """A piece at its place: its first line, and what its definitions' numbers are in the file.

    Not frozen, since that would treble what making one takes, and an edit makes one for each function.
    """

    key: Key
    piece: Piece
    line: int
    owner: int
    indices: Sequence[int]

    def index(self, scope: int) -> int:
        return self.owner if scope == OWNER else self.indices[scope]

    def moved(self, definition: Definition, around: str) -> Definition:
        """One of the piece's definitions as the file's; `around` stands before its name."""
        return msgspec.structs.replace(
            definition,
            parent=self.index(definition.parent),
            qualified_name=around + definition.qualified_name,
            line=definition.line + self.line,
            start_line=definition.start_line + self.line,
            end_line=definition.end_line + self.line,
            method=MODULE if definition.method == MODULE else self.indices[definition.method],
        )

    def bindings(self) -> Iterator[Binding]:
        return (Binding(self.index(one.scope), one.name, one.value) for one in self.piece.bindings)

    def imports(self) -> Iterator[Import]:
        for one in self.piece.imports:
            yield msgspec.structs.replace(one, scope=self.index(one.scope), line=one.line + self.line)

    def uses(self, visible: Set[str] | None) -> Iterator[Use]:
        scopes, line = [*self.indices, self.owner], self.line  # the last one is also number -1
        for name, one in self.piece.uses:
            receiver = one.receiver
            if receiver or visible is None or name in visible:
                yield (
                    name,
                    Occurrence(one.role, one.line + line, one.column, scopes[one.scope], receiver, one.arguments),
                )


class _Composer(Builder):
    """A sweep over what is around the functions, which puts them in."""

    def __init__(self, source: Source, known: Mapping[Key, Piece]) -> None:
        super().__init__(source)
        self._known = known
        self.placed: list[_Placed] = []
        self.finished: dict[int, Definition] = {}
        self._settled: dict[int, bool] = {}

    def open_unit(self, unit: Unit) -> None:
        """Put in what a function gives."""
        top = self.stack[-1] if self.stack else None
        if self.decorators or (top is not None and top.index < 0):
            raise Entangled
        owner = self.outline.drafts[top.index] if top is not None else None
        begin = self.source.text.rfind(b"\n", 0, unit.start) + 1
        key = (self.source.text[begin : unit.end], owner.kind if owner else "", owner.name if owner else "")
        piece = self._known.get(key) or piece_of(self.source, unit, owner)
        self.comments.clear()
        self._place(key, piece, self.source.line(unit.start), top.index if top is not None else MODULE)

    def _place(self, key: Key, piece: Piece, line: int, owner: int) -> None:
        indices = self._numbered(piece, owner)
        placed = _Placed(key, piece, line, owner, indices)
        around = f"{qualified_name(self.outline, self.outline.drafts[owner])}." if owner != MODULE else ""
        every = zip(indices, piece.drafts, piece.definitions, piece.settled, strict=True)
        for index, draft, definition, settled in every:
            moved = placed.moved(definition, around)
            if index < len(self.outline.drafts):
                self._fill(index, draft, moved, settled=settled)
                continue
            self.finished[index] = moved
            self.outline.drafts.append(_stand_in(draft, moved.parent))
            self._settled[index] = settled
            if _is_field(definition):
                self.members[owner, draft.prefix + draft.name] = index
        for draft, index in zip(piece.drafts, indices, strict=True):
            if self.finished.get(index) and self.finished[index].parent == owner:
                self.members.setdefault((owner, draft.prefix + draft.name), index)
        self.outline.imports += placed.imports()
        self.placed.append(placed)

    def _numbered(self, piece: Piece, owner: int) -> list[int]:
        """What a piece's definitions will be numbered: a field that is known already keeps its own."""
        indices: list[int] = []
        following = len(self.outline.drafts)
        for draft, definition in zip(piece.drafts, piece.definitions, strict=True):
            known = self.members.get((owner, draft.prefix + draft.name)) if definition.parent == OWNER else None
            if known is not None and self.source.language.merged:
                raise Entangled
            if known is not None and _is_field(definition):
                indices.append(known)
            else:
                indices.append(following)
                following += 1
        return indices

    def _fill(self, known: int, draft: Draft, given: Definition, *, settled: bool) -> None:
        """Give a field that has neither type nor value yet those that a further function gives it."""
        mine = self.outline.drafts[known]
        if self._settled.get(known) or mine.annotation or mine.value or mine.kind != draft.kind:
            return
        self._settled[known] = settled
        if known not in self.finished:
            mine.annotation, mine.value, mine.method = draft.annotation, given.value, given.method
            return
        was = self.finished[known]
        signature = given.signature if draft.annotation else was.signature
        self.finished[known] = msgspec.structs.replace(
            was, types=given.types, value=given.value, method=given.method, signature=signature
        )

    def _add_value(self, known: int, kind: str, annotation: str, value: str, method: int) -> None:
        if known in self.finished:
            raise Entangled
        super()._add_value(known, kind, annotation, value, method)

    def _doc_after(self, node: Node, kinds: frozenset[str] | None) -> None:
        if len(self.outline.drafts) - 1 in self.finished:
            raise Entangled
        super()._doc_after(node, kinds)

    def _merge(self, frame: Frame, draft: Draft) -> None:
        if self.members.get((draft.parent, draft.prefix + draft.name), -1) in self.finished:
            raise Entangled
        super()._merge(frame, draft)


def _is_field(definition: Definition) -> bool:
    """Whether a function gives its own class a field."""
    return definition.parent == OWNER and definition.method != MODULE


def _stand_in(draft: Draft, parent: int) -> Draft:
    """What is still asked of a definition that is finished."""
    return Draft(draft.kind, draft.start, draft.end, parent, draft.start, draft.name, -1, draft.prefix)


def _open(builder: Builder, unit: object) -> None:
    assert isinstance(builder, _Composer)
    assert isinstance(unit, Unit)
    builder.open_unit(unit)


def piece_of(source: Source, unit: Unit, owner: Draft | None) -> Piece:
    """What a function gives. Raises `Entangled` for one that says something of its whole file."""
    part = source.seen(_inside(source, unit))
    builder = Builder(part)
    if owner is not None:
        builder.outline.drafts.append(Draft(owner.kind, unit.start, unit.end, MODULE, unit.start, name=owner.name))
        builder.stack.append(Frame("definition", unit.end + 1, unit.start, 0))
    outline = sweep(builder)
    if outline.exports is not None or outline.doc or outline.module or outline.extensions:
        raise Entangled
    settled = [bool(draft.annotation or draft.value) for draft in outline.drafts]
    settle_locals(part, outline)
    uses = [*uses_in(outline.source, outline, None)]
    finished = [finish(outline, index, draft) for index, draft in enumerate(outline.drafts)]
    return _relative(outline, finished, settled, uses, source.line(unit.start), first=0 if owner is None else 1)


def _inside(source: Source, unit: Unit) -> dict[str, list[Node]]:
    found = source.captures_within([(unit.start, unit.end)])
    return {
        name: [node for node in nodes if unit.start <= node.start_byte and node.end_byte <= unit.end]
        for name, nodes in found.items()
    }


def _relative(
    outline: Outline,
    definitions: Sequence[Definition],
    settled: Sequence[bool],
    uses: Sequence[Use],
    line: int,
    first: int,
) -> Piece:
    """The piece of an outline; its first drafts are not the piece's own, but stand for what is around it."""
    around = f"{definitions[0].qualified_name}." if first else ""
    own = [
        msgspec.structs.replace(
            one,
            parent=one.parent - first if one.parent >= first else OWNER,
            qualified_name=one.qualified_name.removeprefix(around),
            line=one.line - line,
            start_line=one.start_line - line,
            end_line=one.end_line - line,
            method=one.method - first if one.method >= 0 else MODULE,
        )
        for one in definitions[first:]
    ]
    return Piece(
        outline.drafts[first:],
        own,
        settled[first:],
        [Binding(max(one.scope - first, OWNER), one.name, one.value) for one in outline.worth.bindings()],
        [
            msgspec.structs.replace(one, scope=max(one.scope - first, OWNER), line=one.line - line)
            for one in outline.imports
        ],
        [
            (name, msgspec.structs.replace(one, scope=max(one.scope - first, OWNER), line=one.line - line))
            for name, one in uses
        ],
    )
