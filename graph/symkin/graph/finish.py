"""Drafts -> facts: qualified names, signatures, the types that an annotation mentions."""

from __future__ import annotations

from collections.abc import Mapping

from symkin.graph import phrases
from symkin.graph.annotations import value_of_annotation
from symkin.graph.declared import declared_type
from symkin.graph.drafts import FUNCTION_LIKE, Draft, Outline
from symkin.graph.facts import Definition, Facts
from symkin.graph.languages.language import Language
from symkin.graph.locals import known_root
from symkin.graph.receivers import GIVEN, UNKNOWN, root_of
from symkin.graph.source import Source

_NOTHING: Mapping[int, Definition] = {}


def facts_of(outline: Outline, finished: Mapping[int, Definition] = _NOTHING) -> Facts:
    """The facts of an outline, of whose definitions some may be finished already."""
    definitions = tuple(
        finished.get(index) or finish(outline, index, draft) for index, draft in enumerate(outline.drafts)
    )
    bindings = [*outline.worth.bindings(), *outline.placed]  # of what anybody has asked for by now
    return Facts(
        definitions=definitions,
        imports=tuple(outline.imports),
        bindings=tuple(sorted(bindings, key=lambda binding: binding.scope)),
        module=outline.module,
        doc=outline.doc,
        extensions=tuple(outline.extensions),
        exports=None if outline.exports is None else tuple(outline.exports),
    )


def type_names(annotation: str, language: Language) -> tuple[str, ...]:
    """The types that an annotation mentions, plumbing and type variables left out."""
    names = phrases.type_names(annotation, language.plumbing, language.quoted)
    if language.capital_types:
        return tuple(name for name in names if name.rpartition(".")[2][:1].isupper())
    return names


def finish(outline: Outline, index: int, draft: Draft) -> Definition:
    """The definition that a draft has become."""
    source, language = outline.source, outline.source.language
    line, column = source.position(draft.name_at if draft.name_at >= 0 else draft.start)
    value = draft.value
    if draft.annotation:
        first = draft.annotation.partition("; ")[0] if language.result_lists else draft.annotation
        value = value_of_annotation(first, language)
        if language.new_node and root_of(value) in outline.locals_in_sight(index) and _gives_back(draft, value):
            value = GIVEN
        elif not value.startswith("self") and not known_root(value, index, outline):
            value = ""
        value = "" if language.capital_types and not value.rpartition(".")[2][:1].isupper() else value
    return Definition(
        name=draft.name,
        kind=draft.kind,
        qualified_name=qualified_name(outline, draft),
        parent=draft.parent,
        line=line,
        column=column,
        start_line=source.line(draft.scope_start),
        end_line=source.line(max(draft.start, draft.end - 1)),
        signature=_signature(source, draft),
        doc=draft.doc,
        visible=draft.visible if draft.visible is not None else _is_public(draft.name, language),
        parameters=tuple(draft.parameters),
        types=type_names(draft.annotation, language) if draft.annotation else (),
        value="" if value == UNKNOWN else value,
        bases=tuple(draft.bases),
        decorators=tuple(draft.decorators),
        method=draft.method,
        declared=draft.declared or _declared_result(source, draft),
    )


def _declared_result(source: Source, draft: Draft) -> str:
    """The bare type that a function's name stands behind, where overloads are told apart by types."""
    if not source.language.overloads or draft.kind not in FUNCTION_LIKE or draft.name_at < draft.start:
        return ""
    return declared_type(source.slice(draft.start, draft.name_at))


def _gives_back(draft: Draft, value: str) -> bool:
    """Whether a function's result is of the type variable that its first parameter is of."""
    return bool(draft.parameters) and draft.parameters[0].types == (value.removesuffix("()"),)


def _is_public(name: str, language: Language) -> bool:
    private_prefix = language.private_prefix
    if language.capital_public:
        return name[:1].isupper()
    return not private_prefix or not name.startswith(private_prefix) or name.endswith("__")


def qualified_name(outline: Outline, draft: Draft) -> str:
    """A definition's name behind those of what it is in."""
    names = [draft.name]
    if draft.prefix:
        names.append(draft.prefix)
    for scope in outline.parents(draft.parent):
        parent = outline.drafts[scope]
        names += [parent.name, parent.prefix] if parent.prefix else [parent.name]
    return ".".join(reversed(names))


def _signature(source: Source, draft: Draft) -> str:
    if draft.head is not None:
        return phrases.clean_signature(source.slice(*draft.head), source.language.comment)
    if draft.kind in {"field", "variable", "constant"}:
        return _value_signature(source, draft)
    end = draft.body_at if draft.body_at >= 0 else _line_end(source, draft)
    behind = f" {draft.name}" if 0 <= draft.body_at < draft.name_at else ""  # `typedef struct {} Name`
    return phrases.clean_signature(source.slice(draft.start, end) + behind, source.language.comment)


def _value_signature(source: Source, draft: Draft) -> str:
    if draft.annotation:
        return phrases.clean_signature(f"{draft.name}: {draft.annotation}", source.language.comment)
    text = source.slice(draft.start, _line_end(source, draft))
    return phrases.clean_signature(text, source.language.comment) if len(text) <= 80 else draft.name


def _line_end(source: Source, draft: Draft) -> int:
    at = source.text.find(b"\n", draft.start, draft.end)
    return at if at >= 0 else draft.end
