"""Declared types as the text has them, bare: what tells overloads apart, plumbing and primitives included."""

from __future__ import annotations

import re

TYPE = ":"
"""Before an argument whose type the text states: what follows is a type, not an expression."""
NULL, LAMBDA = ":null", ":->"
"""Arguments that fit many types."""
VARIADIC = "..."

_GENERIC = re.compile(r"<[^<>]*>")
_MARKS = re.compile(
    r"@\w[\w.]*(?:\([^()]*\))?|\[\[.*?\]\]|/\*.*?\*/"
    r"|\b(?:final|const|constexpr|static|public|private|protected|abstract|default|synchronized|native|volatile|mutable"
    r"|inline|virtual|explicit|friend|extern|register|transient|typename|struct|class|enum|template)\b",
    re.DOTALL,
)
_OPENING = re.compile(r"^.*(?:[({;]|\binstanceof\b)", re.DOTALL)
_SPACE = re.compile(r"\s+")
_CONST = re.compile(r"^[^*&]*\bconst\b")
CONST = "const "
"""Before the bare type of an object that nobody may change (C++), or of what a pointer to such a one points at."""
_TYPE = re.compile(r"[^\W\d][\w:.$]*(?: [^\W\d]\w*)*\**(?:\[\])*(?:\.\.\.)?")
_UNTOLD = frozenset({"auto", "var", "void"})
_MAX_NESTING = 6
_MAX_TEXT = 400


def declared_type(text: str, behind: str = "") -> str:
    """The type in the text before a name, as `String`, `int[]`, `char*`, `T...`; '' where that says none.

    Generic arguments, references and modifiers are left out, but `const` (C++) where it is the object's; `behind` is
    what follows the name (`[]`).
    """
    text = text[-_MAX_TEXT:]
    for _ in range(_MAX_NESTING):
        erased = _GENERIC.sub("", text)
        if erased == text:
            break
        text = erased
    opened = _OPENING.sub("", text)
    const = CONST if _CONST.search(opened) else ""
    text = _OPENING.sub("", _MARKS.sub(" ", text)).replace("&", " ")
    text = _SPACE.sub(" ", text).strip().replace(" *", "*").replace("* ", "*").replace(" ...", "...")
    text = text.replace(" [", "[").replace("[ ]", "[]")
    if behind.startswith("["):
        text += "[]"
    return const + text if _TYPE.fullmatch(text) and text not in _UNTOLD else ""
