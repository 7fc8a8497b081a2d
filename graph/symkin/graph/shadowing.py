"""Locals of one name that blocks of a function declare anew, told apart by where they are in sight.

The first such local keeps its name; one that is declared otherwise gets an alias, `name'2`, by which it is bound and
expressions call it. A name means the local that was declared last, of those whose innermost block is around it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set

from symkin.graph.declared import CONST
from symkin.graph.drafts import STATED, UNBOUND, Local, Outline, Sight
from symkin.graph.facts import Binding
from symkin.graph.receivers import ALIAS, UNKNOWN, root_of
from symkin.graph.regions import innermost
from symkin.graph.source import Source

Key = tuple[int, str]
"""A function and a local's name."""


def tell_apart(source: Source, outline: Outline) -> None:
    """Note where each of several locals of one name is in sight, and bind it under a name of its own."""
    often = {key: sorted(found) for key, found in outline.declarations.items() if len(found) > 1}
    differing = _differing(often)
    if not differing:
        return
    ends = _ends(source, [local.seen_from for key in differing for local in often[key]])
    for scope, name in sorted(differing):
        sights = list(_sights(name, often[scope, name], ends))
        outline.shadowed[scope, name] = sights
        outline.locals[scope] |= {sight.alias for sight in sights}
        for sight, local in zip(sights, often[scope, name], strict=True):
            outline.declared[scope, sight.alias] = local.declared.removeprefix(CONST)
    names = {name for _, name in differing}
    for key, found in outline.declarations.items():
        for local in found:
            reads = local.read_at != STATED and root_of(local.value) in names
            if local.binding != UNBOUND and (reads or key in differing):
                outline.bindings[local.binding] = _rebound(outline, key, local)


def _differing(often: Mapping[Key, Sequence[Local]]) -> Set[Key]:
    """The locals whose declarations say different things, if only since they are worth what differs itself."""
    found = {key for key, locals_ in often.items() if len({(one.value, one.declared) for one in locals_}) > 1}
    while more := {
        key
        for key, locals_ in often.items()
        if key not in found and any(one.read_at != STATED and (key[0], root_of(one.value)) in found for one in locals_)
    }:
        found |= more
    return found


def _ends(source: Source, starts: Sequence[int]) -> Mapping[int, int]:
    """For each byte the end of the innermost block around it."""
    blocks = [(node.start_byte, node.end_byte, node.end_byte) for node in source.captures.get("local.scope", ())]
    blocks.sort(key=lambda block: (block[0], -block[1]))
    ordered = sorted(set(starts))
    return dict(zip(ordered, innermost(ordered, blocks, len(source.text)), strict=True))


def _sights(name: str, locals_: Sequence[Local], ends: Mapping[int, int]) -> Iterator[Sight]:
    """Where each of a name's locals is in sight, under which alias: equal ones have the same."""
    aliases: dict[object, str] = {}
    for number, local in enumerate(locals_):
        same = local.value, local.declared, -1 if local.read_at == STATED or local.value == UNKNOWN else number
        alias = aliases.setdefault(same, f"{name}{ALIAS}{len(aliases) + 1}" if aliases else name)
        yield Sight(local.seen_from, ends[local.seen_from], alias)


def _rebound(outline: Outline, key: Key, local: Local) -> Binding:
    """A local's binding, under its alias and to what its value means where that is read."""
    scope, name = key
    was = outline.bindings[local.binding]
    sights = outline.shadowed.get(key, ())
    alias = next((sight.alias for sight in sights if sight.start == local.seen_from), name)
    value = was.value if local.read_at == STATED else outline.at(was.value, scope, local.read_at)
    return Binding(scope, alias, value, was.declared)
