"""What a doc sentence or a commit's subject says, without what surrounds it."""

from __future__ import annotations

import re

from symkin.dataset.wording.inflection import verbs
from symkin.dataset.wording.markup import strip_markup
from symkin.dataset.wording.stems import content_words, is_stop_word
from symkin.dataset.wording.tables import sections

LEAST_CONTENT = 3
"""Content words that a text must have to say anything."""
MOST_CODE = 0.4
"""The share of a text's words that may be code."""
LEAST_KEPT = 8
"""Characters that must follow an opening for it to be taken off."""
SHORT_TEXT = 6
"""Words below which a text need not prove that it is English."""

_HOUSEKEEPING = re.compile(
    r"""(?ix) \s* (?:
      \{@inheritdoc | [@\\:] (?! brief | short | returns?\b ) [a-z]+ | \.\.\  | >>> | \#! | // | \$
      | (?: docs? | ci | chore | tests? | build | style | deps | changelog | travis | examples? | bench (?:es)?
          | release | readme | github | license | website ) (?: \([^)]*\) )? !? :[ ]
    )"""
)
"""Tags that tell of a part only, and commits' prefixes for what is not code."""
_MARKS_BEFORE = re.compile(
    r"""(?ix) (?:
      [@\\] (?: brief | short ) \s+
      | \(? (?: internal | private | experimental | optional | protected | readonly | async | abstract ) \)?
        (?: \ method )? [:.)\]]+ \s+
      | \[ [^\]]{1,30} \] :? \s+ | \( [^)]{1,30} \) :? \s+ | \d+ [.)] \s+ | [-*+] \s+ | [A-Z]{2,8} - \d+ :? \s+
    )+"""
)
_RETURN_TAG = re.compile(r"(?i)(?:[@\\:]returns?:?|returns?:)\s+(?:(?:a|the)\s+[\w.]+:\s+)?|Returns -{3,}\s+")
_LABEL = re.compile(r"[^\s:]{1,40}(?:\([^)]*\)|\[[^:]{1,40}\])?!?:\s+(?=\S+\s)")
"""`net: ...`, `feat(core)!: ...`, `Optional[float]: ...`."""
_ISSUE = re.compile(
    r"(?i)\s*[(\[]?(?:(?:fix(?:es|ed)?|close[sd]?|ref(?:s|erences)?|see|resolve[sd]?|issue|ticket|pr)\s*:?\s*)?"
    r"(?:#\d+|\bgh-\d+|\bbpo-\d+)(?:[, ]+#\d+)*[)\]]?"
)
_PARENTHESIS = re.compile(r"\s*(?<!\w)\([^()]*\)|\s*\((?:e\.g|i\.e)[^()]*$")
_ASIDE = re.compile(
    r"""(?ix) ,? \s* \b (?:
      e\.g\b | i\.e\b | for\ example\b | for\ instance\b | viz\. | such\ as: | as\ follows | the\ following:?$
      | note\ that\b | see\ (?: also | the | also: )\b | which\ is\ (?: deprecated | useful )\b
      | default (?: s | ing )\ to\b
      | or\ (?: none | null | undefined | nil | nothing | raise[sd]? | throws? | -1 | an?\ empty )\b
      | if\ (?: any | possible | necessary | needed | applicable | present | so | given | set | there\ is\ one
          | available | required | it\ exists | found ) \s* (?: $ | [,.;] )
      | (?: and | or )\ (?: false | true ) (?: \ otherwise )? \s* $ | (?: false | true )\ otherwise\b
      | (?<=,\ ) (?: and\  | or\  )? (?: false | true | none | null )\b
      | respectively\b | by\ default\s*$ | as\ (?: needed | necessary | appropriate | well | such )\b (?= \s*$ | , )
    ) .* $"""
)
_DASH = re.compile(r"\s+(?:--+|-|\u2013|\u2014)\s+|\s*[;\u2014]\s*|:\s+|:$")
_HOLLOW_END = re.compile(
    r"""(?ix) (?: [\s,]+ (?:
      and | or | of | the | a | an | to | for | with | in | on | at | by | from | as | that | which | is | are | if
      | when | into | using | via | see | but | where | while | because | then | be | like | how | many | much | than
    ) )+ $"""
)
_LAST_CLAUSE = re.compile(
    r"(?i)(?:,|\s(?:which|that|if|when|unless|because|so|while|where|for|with|using|by|and|or|but|as)\b)(?=[^,]*$)"
)
_SYMBOLS = re.compile(
    r"[=<>{}\[\]\\|$^~*#%@]|->|::|&&|(?<=\w)\(|\+\+|\"\""
    r"|\b(?:the|an?) (?:and|or|of|to|in|for|is|are|with|from|by|that|which|rather)\b"
)
"""Code, or a gap where code was."""
_CODE = re.compile(r"\w*_\w*|\w+[a-z][A-Z]\w*|[\w.]*\w\.\w[\w.]*|.*[()/\\\"'=]\w.*|\d[\d.]*\w*|[^\w\s]+")


def _beginnings() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """What begins a sentence without worth; an announcement; a helper's purpose."""
    openings = dict(sections("openings.txt"))
    subject = f"(?:{'|'.join(openings['subject'])})"
    refused = "|".join(row for _, rows in sections("boilerplate.txt") for row in rows)
    announced, purpose = (
        "|".join(f"(?:{row})" for row in openings[name]).replace("{subject}", subject)
        for name in ("announcement", "purpose")
    )
    return (
        re.compile(f"(?i)(?:{refused})"),
        re.compile(rf"(?i)(?:{announced})(?:\s+|(?<=\s))"),
        re.compile(rf"(?i)(?:{purpose})\s+"),
    )


_BOILERPLATE, _ANNOUNCEMENT, _PURPOSE = _beginnings()


def clean(text: str) -> str | None:
    """What a doc comment's first sentence or a commit's subject says, in plain words on one line.

    Markup, issue numbers, conventional prefixes, asides and openings such as "This method" are taken off. None where
    nothing is left to say: fewer than three content words, boilerplate, another language than English, mostly code.
    """
    if _HOUSEKEEPING.match(text):
        return None
    marks = _MARKS_BEFORE.match(text)
    text = _RETURN_TAG.sub("Returns ", strip_markup(text[marks.end() :] if marks else text), count=1)
    plain = _without_asides(text)
    if plain is None:
        return None
    plain = _without_openings(plain)
    return plain if _says_something(plain) else None


def _without_asides(text: str) -> str | None:
    """The sentence proper; None where a sentence that was cut off cannot be mended."""
    text = _LABEL.sub("", _ISSUE.sub("", text), count=1) if _LABEL.match(text) else _ISSUE.sub("", text)
    cut_off = text.endswith(("...", "\u2026"))
    text = _main_part(_ASIDE.sub("", _PARENTHESIS.sub("", text.rstrip(".\u2026 "))))
    if cut_off:
        last = _LAST_CLAUSE.search(text)
        if last is None:
            return None
        text = text[: last.start()]
    return _HOLLOW_END.sub("", text.replace('"', "").strip(" .,:;!?-'"))


def _main_part(text: str) -> str:
    """What stands before a dash, semicolon or colon, or behind it where that is but a name."""
    before, *after = _DASH.split(text, maxsplit=1)
    return after[0] if after and " " not in before.strip() else before


def _without_openings(text: str) -> str:
    """The sentence without "This function is used to", "Helper class for", "Simply"."""
    for pattern in (_ANNOUNCEMENT, _PURPOSE, _ANNOUNCEMENT):
        found = pattern.match(text)
        if found and len(text) - found.end() > LEAST_KEPT:
            text = text[found.end() :]
    return text


def _says_something(text: str) -> bool:
    words = text.split()
    if content_words(text) < LEAST_CONTENT or _SYMBOLS.search(text) or _BOILERPLATE.match(text):
        return False
    if sum(_CODE.fullmatch(word) is not None for word in words) > MOST_CODE * len(words):
        return False
    return _is_english(text, words)


def _is_english(text: str, words: list[str]) -> bool:
    """Whether the letters are mostly ASCII, and a longer text has an English function word or verb."""
    letters = sum(map(str.isalpha, text))
    if 2 * sum(letter.isalpha() and letter.isascii() for letter in text) <= letters:
        return False
    return len(words) < SHORT_TEXT or any(is_stop_word(word) or word.lower() in verbs() for word in words)
