"""Short texts for people and for the prompt: signatures, doc summaries, the type names in an annotation."""

from __future__ import annotations

import re

SIGNATURE_LIMIT = 300
SUMMARY_LIMIT = 200
READ_LIMIT = 1000
"""More of a comment is never looked at, however long it is."""

_HASH_COMMENT = re.compile(r"(?m)(?:^|(?<=\s))#[^\n]*$")
_SLASH_COMMENT = re.compile(r"(?m)(?:^|(?<=\s))//[^\n]*$|/\*.*?\*/", re.DOTALL)
_DASH_COMMENT = re.compile(r"(?m)(?:^|(?<=\s))--+(?:\s[^\n]*)?$|\{-.*?-\}", re.DOTALL)
_ML_COMMENT = re.compile(r"\(\*(?!\)).*?\*\)", re.DOTALL)
_DOC_MARKS = re.compile(
    r"(?m)^[ \t]*(?:///?!?<?|/\*\*?!?<?|\*/|\*\)|\(\*\*?|\*|--+ ?[|^]?|\{- ?[|^]?|#+|;+)[ \t]?(?:</?summary>)?"
    r"|[ \t]*(?:</summary>[ \t]*)?(?:\*/|\*\)|-\})[ \t]*$|</summary>[ \t]*$"
)
_DOC_TAGS = re.compile(r"(?m)^[ \t]*@[a-z]")
_COMPLEXITY = re.compile(r"^/?O\(.{1,40}?\)[^.]{0,40}\. (?=\S)")
"""`/O(n)/. Find...`: the cost stands before the sentence."""
_QUOTE = re.compile(r"[rRbBuUfF]*(\"\"\"|'''|\"|')")
_SENTENCE = re.compile(r"(.+?[.!?])(?:\s|$)", re.DOTALL)
_TYPE_NAME = re.compile(r"[^\W\d][\w'$]*(?:(?:\.|::)[^\W\d][\w'$]*)*(?![\w'$]|\s*\??:(?!:)|\s*=(?![=>])|\s+is\b)")
"""A name that a colon, `=` or `is` follows is a member's or a parameter's in an inline type, not a type's."""
_QUOTED = {"literal": re.compile(r"\"[^\"]*\"|'[^']*'|`[^`]*`"), "lifetime": re.compile(r"'\w+")}
_LITERAL = re.compile(r"\bLiteral\[[^\]]*\]")


_DEFAULT = re.compile(
    r"(?P<head>= ?(?:(?:async )?(?:\([^()]*\)|\w+) => )?)"
    r"(?P<body>\{(?! ?\})(?:[^{}]|\{[^{}]*\})*\}|\[(?! ?\])(?:[^\[\]]|\[[^\[\]]*\])*\])"
    r"|(?P<lambda>= ?lambda)\b(?:[^,()]|\([^()]*\))*"
)
"""`= {"a": 1}`, `= [1, 2]`, `= () => { ... }`, `= lambda x: x`."""

_COMMENTS = {"#": _HASH_COMMENT, "//": _SLASH_COMMENT, "--": _DASH_COMMENT, "(*": _ML_COMMENT}


def clean_signature(text: str, comment: str) -> str:
    """A definition's head on one line, without comments and trailing punctuation, at most 300 characters."""
    if comment in text:
        text = _COMMENTS[comment].sub("", text)
    text = " ".join(text.split()).rstrip(":{=;,").rstrip()
    if comment == "--":
        text = text.removesuffix(" where")
    if "=" in text:
        text = _DEFAULT.sub(_shortened, text[:READ_LIMIT])
    text = text.replace("( ", "(").replace(", )", ")").replace(" )", ")")
    return text if len(text) <= SIGNATURE_LIMIT else text[: SIGNATURE_LIMIT - 3].rstrip() + "..."


def _shortened(default: re.Match[str]) -> str:
    """A default that is a function, or holds a list or more, without what is in it; any other text as it was."""
    before = default.string[: default.start()]
    if before.count("(") <= before.count(")"):
        return default.group()
    body = default.group("body")
    return f"{default.group('lambda')} ..." if body is None else f"{default.group('head')}{body[0]}...{body[-1]}"


def summary(text: str) -> str:
    """The first sentence of a doc comment or docstring, at most 200 characters."""
    text = text[:READ_LIMIT].strip()
    quote = _QUOTE.match(text)
    if quote:
        text = text[quote.end() :].removesuffix(quote.group(1))
    else:
        text = _DOC_TAGS.split(_DOC_MARKS.sub("", text), maxsplit=1)[0]
    paragraph = text.strip().split("\n\n", 1)[0]
    line = _COMPLEXITY.sub("", " ".join(paragraph.split()))
    sentence = _SENTENCE.match(line)
    line = sentence.group(1) if sentence else line
    return line if len(line) <= SUMMARY_LIMIT else line[: SUMMARY_LIMIT - 3].rstrip() + "..."


def type_names(annotation: str, plumbing: frozenset[str], quoted: str = "") -> tuple[str, ...]:
    """The names that a type expression mentions, in order, once each, plumbing left out.

    Names inside generics, unions and quoted forward references count: `dict[str, "Session | None"]` gives `Session`.
    What is `quoted` may be a `literal` or a `lifetime` instead.
    """
    if quoted:
        annotation = _QUOTED[quoted].sub("", annotation)
    if "Literal[" in annotation:
        annotation = _LITERAL.sub("", annotation)
    names = dict.fromkeys(_TYPE_NAME.findall(annotation))
    return tuple(name for name in names if name not in plumbing and _last(name) not in plumbing)


def _last(name: str) -> str:
    return name.rpartition("." if "." in name else "::")[2]
