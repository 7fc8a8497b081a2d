"""What value a type annotation promises, as a receiver expression."""

from __future__ import annotations

import re

from symkin.graph.languages.registry import Language
from symkin.graph.receivers import HELD, UNKNOWN

_TRANSPARENT = re.compile(
    r"^(?:typing\.)?(Optional|Annotated|ClassVar|Final|Required|NotRequired|ReadOnly|Awaitable|Promise|Readonly)"
    r"\s*[\[<](.*)[\]>]$",
    re.DOTALL,
)
_CLASS_OBJECT = re.compile(r"^(?:type|Type)\[\s*([\w.]+)\s*\]$")
_POINTER = re.compile(r"^(?:[&*]\s*(?:'\w+\s+)?(?:mut\s+|const\s+)?|(?:dyn|impl)\s+)+")
_NAME = re.compile(r"^([^\W\d]\w*(?:\.[^\W\d]\w*)*)\s*(?:[\[<].*[\]>])?$", re.DOTALL)
_GENERIC = re.compile(r"^([\w.]+)\s*<(.*)>$", re.DOTALL)
_NOTHING = frozenset({"None", "null", "undefined"})
_SELF = frozenset({"Self", "typing.Self", "this"})


def value_of_annotation(annotation: str, language: Language) -> str:
    """`Session()` for what is a `Session`, `Session` for its class object, '?' for all that says no single type.

    `Optional` and `| None` are looked through, since the member access that asks implies that a value is there.
    What may fail and what must be unwrapped first (Rust's `Option`, `Result`) is `Session().@held`.
    """
    text = _POINTER.sub("", annotation.strip().strip("\"'").strip()).replace("::", ".")
    if language.wrappers or language.transparent:
        return _unwrapped(text, language)
    return _plain_value(text, language)


def _unwrapped(text: str, language: Language) -> str:
    suffix = ""
    while generic := _GENERIC.match(text):
        name = generic.group(1).rpartition(".")[2]
        if name in language.wrappers and not suffix:
            suffix = HELD
        elif name not in language.transparent:
            break
        text = _POINTER.sub("", _first_argument(generic.group(2)))
    value = _plain_value(text, language)
    return value + suffix if value != UNKNOWN else UNKNOWN


def _first_argument(arguments: str) -> str:
    depth = 0
    for at, sign in enumerate(arguments):
        depth += (sign in "<([") - (sign in ">)]")
        if sign == "," and not depth:
            return arguments[:at].strip()
    return arguments.strip()


def _plain_value(text: str, language: Language) -> str:
    while transparent := _TRANSPARENT.match(text):
        text = (
            transparent.group(2).partition(",")[0].strip()
            if transparent.group(1) == "Annotated"
            else transparent.group(2).strip()
        )
    if "|" in text:
        parts = [part.strip() for part in text.split("|") if part.strip() not in _NOTHING]
        if len(parts) != 1:
            return UNKNOWN
        text = parts[0]
    if text in _SELF:
        return "self"
    if class_object := _CLASS_OBJECT.match(text):
        return class_object.group(1)
    name = _NAME.match(text)
    if name is None or text.endswith("[]") or name.group(1).rpartition(".")[2] in language.plumbing:
        return UNKNOWN
    return f"{name.group(1)}()"
