"""What value a type annotation promises, as a receiver expression."""

from __future__ import annotations

import re

from symkin.graph.languages.language import Language
from symkin.graph.receivers import HELD, MANY, MAX_ALTERNATIVES, UNKNOWN

TYPED = "@type:"
"""Before a type that only other files can tell more of, as it is written (see `hints`)."""

_TRANSPARENT = re.compile(
    r"^(?:\w+\.)?(Optional|Annotated|ClassVar|Final|Required|NotRequired|ReadOnly|Awaitable|Promise|Readonly)"
    r"\s*[\[<](.*)[\]>]$",
    re.DOTALL,
)
_CLASS_OBJECT = re.compile(r"^(?:(?:type|Type)\[\s*([\w.]+)\s*\]|typeof\s+([\w.$]+))$")
_UNION = re.compile(r"^(?:\w+\.)?Union\[(.*)\]$", re.DOTALL)
_POINTER = re.compile(r"^(?:[&*]\s*(?:'\w+\s+)?(?:mut\s+|const\s+)?|(?:dyn|impl|const|struct)\s+)+|[\s*&]+$")
_NAME = re.compile(r"^((?:[^\W\d]|\$)[\w$]*(?:\.[\w$]+)*)\s*(?:[\[<].*[\]>])?$", re.DOTALL)
_ARRAY = re.compile(r"^(?:\[[^\]\[;]*\]|map\[[^\]]*\])(.+)$|^\[(.+?)(?:;[^;\]]*)?\]$|^(.+)\[\]$", re.DOTALL)
"""Go's `[]T` and `map[K]T`, Rust's `[T]` and `[T; 3]`, Java's `T[]`."""
_MAX_NESTING = 8
_GENERIC = re.compile(r"^([\w.$]+)\s*<(.*)>$", re.DOTALL)
_WORD = re.compile(r"[^\W\d]\w*")
_MAX_HINT = 200
"""Longer types are not kept."""
_NOTHING = frozenset({"None", "null", "undefined"})
_SELF = frozenset({"Self", "typing.Self", "this"})


def value_of_annotation(annotation: str, language: Language) -> str:
    """`Session()` for what is a `Session`, `Session` for its class object, '?' for all that says no single type.

    `Optional` and `| None` are looked through, since the member access that asks implies that a value is there.
    What may fail and what must be unwrapped first (Rust's `Option`, `Result`) is `Session().@held`, an array of them
    `Session().@many`.
    """
    text = _POINTER.sub("", annotation.strip().strip("\"'").strip()).replace("::", ".")
    if language.elements:
        return _unwrapped(text, language)
    holder = text.partition("[")[0].rpartition(".")[2] if text.endswith("]") else ""
    value = UNKNOWN if holder in language.containers or holder in language.keyed else _plain_value(text, language)
    return hint(text, language) if value == UNKNOWN and language.compounds else value


def hint(text: str, language: Language) -> str:
    """A type as it is written, where it holds or unites types that are worth looking for; else '?'."""
    if ("[" not in text and "|" not in text) or len(text) > _MAX_HINT:
        return UNKNOWN
    return UNKNOWN if language.plumbing.issuperset(_WORD.findall(text)) else TYPED + " ".join(text.split())


def without_quotes(text: str) -> str:
    """A type without the quotes around what is defined later."""
    return text.replace('"', "").replace("'", "").strip()


def _unwrapped(text: str, language: Language) -> str:
    suffix = ""
    for _ in range(_MAX_NESTING):
        text = _without_nothing(text)
        taken = _taken_apart(text, language)
        if taken is None or (taken[0] and suffix):
            break
        suffix, text = taken[0] or suffix, _POINTER.sub("", taken[1])
    if language.unions and "|" in text and not suffix:
        parts = [_plain_value(part, language) for part in split(text, "|")]
        return UNKNOWN if UNKNOWN in parts or len(parts) > MAX_ALTERNATIVES else "|".join(parts)
    value = _plain_value(text, language)
    return value + suffix if value != UNKNOWN else UNKNOWN


def _taken_apart(text: str, language: Language) -> tuple[str, str] | None:
    """How a type keeps the one inside it ('' as such, `.@held`, `.@many`), and that one; None for a plain type."""
    if array := _ARRAY.match(text):
        return MANY, array.group(1) or array.group(2) or array.group(3)
    generic = _GENERIC.match(text)
    if generic is None:
        return None
    name, inner = generic.group(1).rpartition(".")[2], split(generic.group(2), ",")[0]
    if name in language.transparent:
        return "", inner
    if name in language.containers:
        return MANY, inner
    if name in language.keyed:
        return MANY, split(generic.group(2), ",")[-1]
    return (HELD, inner) if name in language.wrappers else None


def _without_nothing(text: str) -> str:
    """A type without the parts of a union that stand for no value, and without what changes nothing around it."""
    if "|" in text:
        text = " | ".join(part for part in split(text, "|") if part not in _NOTHING)
    text = text.removeprefix("readonly ").strip()
    return text[1:-1] if text.startswith("(") and text.endswith(")") and "=>" not in text else text


def split(text: str, separator: str) -> list[str]:
    """The parts of a text between separators that stand in no brackets."""
    parts: list[str] = []
    depth = start = 0
    for at, sign in enumerate(text):
        depth += (sign in "<([{") - (sign in ">)]}" and text[at - 1 : at + 1] not in {"=>", "->"})
        if sign == separator and not depth:
            parts.append(text[start:at].strip())
            start = at + 1
    return [*parts, text[start:].strip()]


def _plain_value(text: str, language: Language) -> str:
    while transparent := _TRANSPARENT.match(text):
        text = (
            transparent.group(2).partition(",")[0].strip()
            if transparent.group(1) == "Annotated"
            else transparent.group(2)
        ).strip(" \"'")
    if union := _UNION.match(text):
        text = " | ".join(split(union.group(1), ","))
    if "|" in text:
        parts = [part.strip() for part in text.split("|") if part.strip() not in _NOTHING]
        if len(parts) != 1:
            return UNKNOWN
        text = parts[0]
    if text in _SELF:
        return "self"
    if class_object := _CLASS_OBJECT.match(text):
        return class_object.group(1) or class_object.group(2)
    name = _NAME.match(text)
    if name is None or text.endswith("[]"):
        return UNKNOWN
    last = name.group(1).rpartition(".")[2]
    if last in language.plumbing and last not in language.homonyms:
        return UNKNOWN
    return f"{name.group(1)}()"
