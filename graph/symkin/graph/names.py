"""The names that a file uses, each with its role, its place, its enclosing definition and its receiver."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence, Set
from typing import TYPE_CHECKING

from symkin.graph.arguments import arguments_of
from symkin.graph.drafts import Outline
from symkin.graph.facts import MODULE, Import, Occurrence, Occurrences, Role
from symkin.graph.languages.language import Language
from symkin.graph.locals import known_root, scopes_of
from symkin.graph.receivers import UNKNOWN, qualifier, receiver_expression, root_of
from symkin.graph.regions import Regions
from symkin.graph.source import Source

if TYPE_CHECKING:
    from tree_sitter import Node

Use = tuple[str, Occurrence]
"""A name and where it is used."""

_ROLES = {"call": Role.CALL, "type": Role.TYPE, "class": Role.TYPE, "implementation": Role.BASE}
_WORD = re.compile(rb"[^\W\d]\w*")
_DOT, _SPACES = ord("."), frozenset(b" \t\n\r\x0b\x0c")
_LINKS = frozenset({b"", b".", b"?.", b"->", b"::", b"!.", b".?", b"!!.", b"?->", b"&.", b":", b"#"})


def collect_occurrences(source: Source, outline: Outline) -> Occurrences:
    """All names that may mean a definition of this or another file; locals of functions are left out."""
    return arrange(uses_in(source, outline, visible_names(outline)), outline.imports)


def arrange(uses: Iterable[Use], imports: Iterable[Import]) -> Occurrences:
    """Uses by name, and behind them what is imported."""
    occurrences: Occurrences = {}
    for name, occurrence in uses:
        occurrences.setdefault(name, []).append(occurrence)
    for found in imports:
        if found.name and not found.name.endswith("*"):
            occurrence = Occurrence(Role.IMPORT, found.line, found.column, found.scope, "")
            occurrences.setdefault(found.name, []).append(occurrence)
    return occurrences


def uses_in(source: Source, outline: Outline, visible: Set[str] | None) -> Iterator[Use]:
    """The names that are used, in the order of the text; of bare ones only those that are visible, if that is said."""
    names = _Names(source, outline)
    spans, sigils = names.used(visible), source.language.sigils
    starts = [start for start, _ in spans]
    lists = source.captures.get("arguments", ()) if source.language.overloads else ()
    given = {_called_until(node.start_byte, source.text): node for node in lists}
    receivers, roles, text = names.receivers, names.roles(spans), source.text
    places, scopes = source.positions(starts), scopes_of(starts, outline)
    inner, in_sight, apart = MODULE, outline.locals_in_sight(MODULE), _apart(source.language)
    for (start, end), scope, (line, column) in zip(spans, scopes, places, strict=True):
        name = text[start:end].decode("utf-8", "replace")
        if sigils:
            name = name.strip(sigils)
        if scope != inner:
            inner, in_sight = scope, outline.locals_in_sight(scope)
        receiver = names.receiver(receivers[start], scope) if start in receivers else ""
        role = roles.get(start, Role.READ)
        if not receiver and name in in_sight and (role not in apart or in_sight[name] in outline.stand_ins):
            continue
        arguments = arguments_of(given[end], scope, source, outline) if end in given else None
        yield name, Occurrence(role, line, column, scope, receiver, arguments)


def _apart(language: Language) -> frozenset[Role]:
    """What names do that no local of theirs could."""
    apart = {Role.CALL: not language.local_calls, Role.TYPE: language.types_apart}
    return frozenset(role for role, is_apart in apart.items() if is_apart)


class _Names:
    """The captures of one file, arranged for questions by byte."""

    def __init__(self, source: Source, outline: Outline) -> None:
        captures = source.captures
        self.source, self.outline = source, outline
        self.tags = dict(outline.tagged)
        self.calls = {node.start_byte for node in captures.get("call", ())}
        self.roles_by_end = dict.fromkeys((node.end_byte for node in captures.get("base", ())), Role.BASE)
        self.roles_by_end |= dict.fromkeys((node.end_byte for node in captures.get("decorator", ())), Role.DECORATOR)
        self.annotations = Regions((n.start_byte, n.end_byte) for n in captures.get("annotation", ()))
        self.receivers = self._pair_receivers()
        self._nests = source.language.separator == "::"
        self._expressions: dict[tuple[bytes, int], str] = {}
        self._renamed = {name for _, name in outline.shadowed}

    def used(self, visible_names: Set[str] | None) -> list[tuple[int, int]]:
        """Where the names stand that are used rather than defined and may mean more than a local or a built-in.

        Most of a file's names fall here, so this looks at each as little as can be.
        """
        captures, text = self.source.captures, self.source.text
        ignored = {node.start_byte for name in ("local", "ignore", "global") for node in captures.get(name, ())}
        ignored |= self.outline.defining
        visible = None if visible_names is None else {name.encode() for name in visible_names}
        receivers = self.receivers
        spans = {node.start_byte: node.end_byte for node in captures.get("name", ()) if node.start_byte in self.tags}
        for node in captures.get("reference", ()):
            start, end = node.start_byte, node.end_byte
            if (visible is None or start in receivers or text[start:end] in visible) and start not in ignored:
                spans[start] = end
        spans.update(self._quoted(visible))
        silent = captures.get("import", []) + captures.get("opaque", [])
        imports = Regions((n.start_byte, n.end_byte) for n in silent)
        used = imports.without(sorted(spans.items()))
        if "loose" in captures:
            loose = Regions((n.start_byte, n.end_byte) for n in captures["loose"])
            used = [span for span in used if not loose.contain(span[0]) or _stands_alone(text, *span)]
        return used

    def _quoted(self, visible: set[bytes] | None) -> dict[int, int]:
        """The names in annotations that are written as strings, since what they name is defined later."""
        spans: dict[int, int] = {}
        for node in self.source.captures.get("quoted", ()):
            for word in _WORD.finditer(self.source.text, node.start_byte, node.end_byte):
                behind_dot = self.source.text[word.start() - 1 : word.start()] == b"."
                if not behind_dot and (visible is None or word.group() in visible):
                    spans[word.start()] = word.end()
        return spans

    def roles(self, spans: Sequence[tuple[int, int]]) -> dict[int, Role]:
        """What those names do that are not just read, by where they stand."""
        roles = dict.fromkeys((start for start, _ in self.annotations.within(spans)), Role.TYPE)
        roles |= dict.fromkeys(self.calls, Role.CALL)
        by_end = self.roles_by_end
        roles |= {start: by_end[end] for start, end in (spans if by_end else ()) if end in by_end}
        return roles | {start: _ROLES.get(role, Role.READ) for start, role in self.tags.items()}

    def receiver(self, node: Node, scope: int) -> str:
        """The expression of an object whose member a name is, '?' where it starts at an untyped local."""
        start, text = node.start_byte, self.source.text
        nested = self._nests and text[max(0, start - 2) : start] == b"::"
        key = (text[start : node.end_byte], start if nested else ~scope)
        known = self._expressions.get(key)
        if known is None:
            expression = (nested and qualifier(node, self.source)) or receiver_expression(node, self.source)
            renamed = bool(self._renamed) and root_of(expression) in self._renamed
            meant = self.outline.at(expression, scope, start) if renamed else expression
            known = meant if known_root(meant, scope, self.outline) else UNKNOWN
            if not renamed:
                self._expressions[key] = known
        return known

    def _pair_receivers(self) -> dict[int, Node]:
        """The objects by the byte at which their members' names start: behind a dot, as a rule."""
        pairs: dict[int, Node] = {}
        text, last = self.source.text, len(self.source.text) - 1
        unusual: list[Node] = []
        for node in self.source.captures.get("receiver", ()):
            end = node.end_byte
            if end < last and text[end] == _DOT and text[end + 1] not in _SPACES:
                pairs[end + 1] = node
            else:
                unusual.append(node)
        if unusual:
            self._pair_unusual(unusual, pairs)
        return pairs

    def _pair_unusual(self, nodes: list[Node], pairs: dict[int, Node]) -> None:
        text = self.source.text
        captures = self.source.captures
        starts = sorted(n.start_byte for name in ("reference", "name") for n in captures.get(name, ()))
        for node in nodes:
            end = node.end_byte
            at = bisect_left(starts, end)
            if at < len(starts) and b"".join(text[end : starts[at]].split()) in _LINKS:
                pairs[starts[at]] = node


def _called_until(start: int, text: bytes) -> int:
    """Where the name ends that an argument list stands behind: `send (request)` is a call too."""
    while text[start - 1] in b" \t\r\n":
        start -= 1
    return start


def visible_names(outline: Outline) -> set[str] | None:
    """Every bare name that the file binds, or None where names may come from elsewhere unnamed."""
    stars = any(found.name == "*" and not found.exported for found in outline.imports)
    if stars or not outline.source.language.closed:
        return None
    return {draft.name for draft in outline.drafts}.union(found.alias for found in outline.imports)


def _stands_alone(text: bytes, start: int, end: int) -> bool:
    """Whether a name among loose tokens (a macro's arguments) is called, or begins a path, as no other's member."""
    return text[start - 1 : start] not in {b".", b":", b"$"} and text[end : end + 2].startswith((b"(", b"::"))
