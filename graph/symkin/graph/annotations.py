"""What value a type annotation promises, as a receiver expression."""

from __future__ import annotations

import re

from symkin.graph.receivers import UNKNOWN

_TRANSPARENT = re.compile(
    r"^(?:typing\.)?(Optional|Annotated|ClassVar|Final|Required|NotRequired|ReadOnly|Awaitable|Promise|Readonly)"
    r"\s*[\[<](.*)[\]>]$",
    re.DOTALL,
)
_CLASS_OBJECT = re.compile(r"^(?:type|Type)\[\s*([\w.]+)\s*\]$")
_POINTER = re.compile(r"^(?:[&*]\s*(?:'\w+\s+)?(?:mut\s+|const\s+)?|(?:dyn|impl)\s+)+")
_NAME = re.compile(r"^([^\W\d]\w*(?:\.[^\W\d]\w*)*)\s*(?:[\[<].*[\]>])?$", re.DOTALL)
_NOTHING = frozenset({"None", "null", "undefined"})
_SELF = frozenset({"Self", "typing.Self", "this"})


def value_of_annotation(annotation: str, plumbing: frozenset[str]) -> str:
    """`Session()` for what is a `Session`, `Session` for its class object, '?' for all that says no single type.

    `Optional` and `| None` are looked through, since the member access that asks implies that a value is there.
    """
    text = _POINTER.sub("", annotation.strip().strip("\"'").strip()).replace("::", ".")
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
    if name is None or text.endswith("[]") or name.group(1).rpartition(".")[2] in plumbing:
        return UNKNOWN
    return f"{name.group(1)}()"
