"""Documentation markup taken off: reST, Markdown, Javadoc, Doxygen, Epytext, Haddock, XML comments."""

from __future__ import annotations

import html
import re
from collections.abc import Callable

_Replacement = str | Callable[[re.Match[str]], str]


def _last(match: re.Match[str]) -> str:
    """The last component of a dotted name, without the marks around it."""
    name = match.group(1).strip("~!.:#`() ")
    return re.split(r"\.|::|#|/", name)[-1] or name


def _label(match: re.Match[str]) -> str:
    """What `{@link Target label}` is read as."""
    target, _, label = match.group(1).partition(" ")
    return label.strip() or re.split(r"[.#]", re.sub(r"\(.*", "", target))[-1]


_HTML_TAGS = (
    "a|abbr|acronym|b|big|blockquote|br|c|caption|center|cite|code|dd|dfn|div|dl|dt|em|example|exception|font|h[1-6]|hr"
    "|i|img|kbd|li|ol|p|para|pre|q|remarks|returns|samp|small|span|strong|sub|summary|sup|table|t[dhrt]|ul|u|value|var"
)
_STEPS: tuple[tuple[re.Pattern[str], _Replacement], ...] = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (r"\{@(?:code|literal|value|systemProperty)\s+([^{}]*)\}", r"\1"),
        (r"\{@(?:link|linkplain|see|ref)\s+([^{}]*)\}", _label),
        (r"^\{@return\s+([^{}]*)\}?", r"Returns \1"),
        (r"<(?:see|seealso)\s+(?:cref|langword)=\"(?:\w:)?([^\"]*)\"\s*/>", _last),
        (r"<(?:paramref|typeparamref)\s+name=\"([^\"]*)\"\s*/>", r"\1"),
        (rf"</?(?:{_HTML_TAGS})(?:\s[^<>]*)?/?>", " "),
        (r"!?\[`?([^\[\]]+?)`?\](?:\(`?[^()\s]*(?: \"[^\"]*\")?`?\)|\[[^\[\]]*\])", _last),
        (r"\[`([^`\[\]]+)`\]", _last),
        (r"`([^`<>]+?)\s*<[^<>`]+>`_{1,2}", r"\1"),
        (r":[\w:+-]+:`([^`<>]+?)\s*<[^<>`]+>`", r"\1"),
        (r":[\w:+-]+:`([^`]+)`", _last),
        (r"\b[LCMFBI]\{([\w.~: ]+)\}", _last),
        (r"\b[LCMFBIEU]\{([^{}]*)\}", r"\1"),
        (r"``([^`]+)``", r"\1"),
        (r"`([\w.:~#/]+)(?:\(\))?`_?", _last),
        (r"`([^`]+)`_*", r"\1"),
        (r"(?<![\w'])@'?([\w.]+)'?@(?!\w)", r"\1"),
        (r"(?<![\w'])'([A-Za-z_][\w.']*)'(?!\w)", r"\1"),
        (r"(?<!\w)[@\\](?:p|c|a|e|em|b|ref|code|link)\s+([\w.:]+)", _last),
        (r"(?<![\w*])\*\*?([^\s*][^*]*?)\*\*?(?![\w*])", r"\1"),
        (r"(?<!\w)__?([^\W_][^_]*?)__?(?!\w)", r"\1"),
        (r"(?<![\w/])/([A-Za-z][\w ]*)/(?![\w/])", r"\1"),
        (r"\|(\w+)\|_?", r"\1"),
        (r"\s*\[\d+\]_?|\s*\[#?\w*\]_", ""),
        (r"<?(?:https?|ftp)://[^\s>)]*[^\s>).,]>?|\bwww\.\S+", ""),
        (r"(?<=\w)\(\)", ""),
    )
)


def strip_markup(text: str) -> str:
    """A sentence as it would be read aloud, on one line; names keep their last component."""
    text = html.unescape(text) if "&" in text else text
    for pattern, replacement in _STEPS:
        text = pattern.sub(replacement, text)
    return " ".join(text.replace("`", "").split())
