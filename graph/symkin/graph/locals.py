"""Which names are local to a function, and what of the outline that makes worthless."""

from __future__ import annotations

from symkin.graph.drafts import CLASS_LIKE, FUNCTION_LIKE, STATED, UNBOUND, Local, Outline
from symkin.graph.facts import MODULE
from symkin.graph.receivers import UNKNOWN
from symkin.graph.regions import Regions, innermost
from symkin.graph.shadowing import tell_apart
from symkin.graph.source import Source
from symkin.graph.worth import Worth, needed_by

_VALUES = frozenset({"variable", "constant", "field"})


def settle_locals(source: Source, outline: Outline) -> None:
    """Enter all local names; then drop every value that starts at a local whose own value nobody knows."""
    _add_locals(source, outline)
    tell_apart(source, outline)
    shared = sorted(source.captures.get("shared", ()), key=lambda node: node.start_byte)
    outline.worth = Worth(outline, zip(shared, scopes_of([node.start_byte for node in shared], outline), strict=True))
    if not source.language.compounds:
        outline.worth.settle_all(outline)
    for index, draft in enumerate(outline.drafts):
        scope = index if draft.kind in FUNCTION_LIKE else draft.method if draft.method >= 0 else draft.parent
        if draft.value and not draft.annotation and not known_root(draft.value, scope, outline):
            draft.value = ""
    if source.language.compounds:
        _ask_further(outline)


def _ask_further(outline: Outline) -> None:
    """Have it found out what locals are worth of which no draft's value speaks."""
    for value, scope in outline.asked:
        known_root(value, scope, outline)
    for draft in outline.drafts:
        for base in draft.bases if draft.parent != MODULE else ():
            known_root(base, draft.parent, outline)


def known_root(expression: str, scope: int, outline: Outline) -> bool:
    """Whether an expression starts at something that can be looked up: no local, or one with a known value."""
    needed = needed_by(expression, scope, outline)
    return needed is not None and all(outline.worth.is_known(local, outline) for local in needed)


def scopes_of(starts: list[int], outline: Outline) -> list[int]:
    """For each byte (ascending) the innermost definition around it."""
    return innermost(starts, outline.scopes, MODULE)


def _bind_patterns(source: Source) -> None:
    """Make locals of the names that patterns bind, for languages whose patterns look like expressions (Haskell)."""
    patterns = source.captures.get("pattern")
    if patterns:
        regions = Regions((node.start_byte, node.end_byte) for node in patterns)
        bound = [node for node in source.captures.get("bindable", ()) if regions.contain(node.start_byte)]
        source.captures.setdefault("local", []).extend(bound)


def _add_locals(source: Source, outline: Outline) -> None:
    _bind_patterns(source)
    captures = source.captures
    stand_ins = {node.start_byte for node in captures.get("stand_in", ())}
    for capture, add in (("local", True), ("global", False)):
        nodes = sorted(captures.get(capture, ()), key=lambda node: node.start_byte)
        for node, scope in zip(nodes, scopes_of([n.start_byte for n in nodes], outline), strict=True):
            function = _function_around(outline, scope)
            if function == MODULE and scope != MODULE and outline.drafts[scope].kind in _VALUES:
                function = scope
            if function == MODULE:
                continue
            name, names = source.of(node), outline.locals.setdefault(function, set())
            (names.add if add else names.discard)(name)
            if node.start_byte in stand_ins:
                outline.stand_ins.add((function, name))
            declarations = outline.declarations.get((function, name))
            if declarations is not None and all(one.seen_from != node.end_byte for one in declarations):
                declarations.append(Local(node.end_byte, STATED, UNKNOWN, "", UNBOUND))


def _function_around(outline: Outline, scope: int) -> int:
    for around in outline.parents(scope):
        kind = outline.drafts[around].kind
        if kind in FUNCTION_LIKE:
            return around
        if kind in CLASS_LIKE:
            return MODULE
    return MODULE
