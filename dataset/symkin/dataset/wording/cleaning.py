"""What a doc sentence or a commit's subject says, without what surrounds it."""

from __future__ import annotations

import re

from symkin.dataset.wording.inflection import verbs
from symkin.dataset.wording.markup import strip_markup
from symkin.dataset.wording.stems import content_words, is_stop_word

LEAST_CONTENT = 3
"""Content words that a text must have to say anything."""
MOST_CODE = 0.4
"""The share of a text's words that may be code."""

_REFUSED_BEFORE = re.compile(
    r"(?i)\s*(?:\{@inheritdoc|[@\\:](?!brief|returns?\b|short)[a-z]+|\.\. |:param|>>>|#!|//|\$|(?:docs?|ci|chore|tests?|build|style|deps"
    r"|changelog|travis|examples?|benches|bench|release|readme|github|license|website)(?:\([^)]*\))?!?: )"
)
_PREFIXES = re.compile(
    r"(?i)(?:[@\\](?:brief|short)\s+|\(?(?:internal|private|experimental|optional|protected|readonly|async|abstract)\)?(?: method)?[:.)\]]+\s+"
    r"|\[[^\]]{1,30}\]:?\s*|\([^)]{1,30}\):?\s+|\d+[.)]\s+|[-*+]\s+|[A-Z]{2,8}-\d+:?\s+)+"
)
_RETURN_TAG = re.compile(r"(?i)(?:[@\\:]returns?:?|returns?:)\s+(?:(?:a|the)\s+[\w.]+:\s+)?")
_TOPIC_PREFIX = re.compile(r"[^\s:]{1,40}(?:\([^)]*\)|\[[^:]{1,40}\])?!?:\s+(?=\S+\s)")
_ISSUE = re.compile(
    r"(?i)\s*[(\[]?(?:(?:fix(?:es|ed)?|close[sd]?|ref(?:s|erences)?|see|resolve[sd]?|issue|ticket|pr)\s*:?\s*)?(?:#\d+|\bgh-\d+|\bbpo-\d+)(?:[, ]+#\d+)*[)\]]?"
)
_PARENTHESIS = re.compile(r"\s*(?<!\w)\([^()]*\)|\s*\((?:e\.g|i\.e)[^()]*$")
_ASIDE = re.compile(
    r"(?i),?\s*\b(?:e\.g\b|i\.e\b|for example\b|for instance\b|viz\.|such as:|as follows|the following:?$|see (?:also|the|also:)\b|note that\b"
    r"|which is (?:deprecated|useful)\b|default(?:s|ing) to\b|or (?:none|null|undefined|nil|nothing|raise[sd]?|throws?|-1|an? empty)\b"
    r"|if (?:any|possible|necessary|needed|applicable|present|so|given|set|there is one|available|required|it exists|found)\s*(?:$|[,.;])"
    r"|respectively\b|by default\s*$|as (?:needed|necessary|appropriate|well|such)\b(?=\s*$|,)).*$"
)
_DASH = re.compile(r"\s+(?:--+|-|\u2013|\u2014)\s+|\s*[;\u2014]\s*|:\s+|:$")
_SUBJECT = (
    r"(?:function|method|class|module|property|attribute|field|type|struct|structure|trait|interface|command|decorator|hook|helper|routine"
    r"|object|option|setting|constant|macro|enum|exception|error|constructor|operator|operation|variable|flag|parameter|utility|widget|view"
    r"|mixin|component|callback|handler|signal|event|test|factory|wrapper|utility function|helper function|utility method|helper method"
    r"|convenience method|convenience function|instance|call|implementation|base class|helper class|abstract class|package|file|member|code)"
)
_OPENINGS = re.compile(
    rf"(?i)(?:(?:this|the current|it)(?: {_SUBJECT})?|{_SUBJECT}|these|there)\s+"
    r"(?:(?:will|should|must|just|simply|basically|also|only|currently|then|that|which)\s+)*"
    r"(?:(?:can|could|may) be used (?:to|for)|(?:is|are) (?:used|useful|meant|intended|designed|responsible|needed|required|supposed) (?:to|for|when)"
    r"|allows? (?:you|us|users?|one|callers?) to|lets (?:you|us|users?)|provides? (?:a|the) (?:way|means|ability|mechanism) (?:to|of|for)"
    r"|(?:is|are|be|was)(?= (?:an?|the|just|simply|only|called|invoked|raised|thrown|used|where|what)\b)|(?=[a-z]+s\b)|(?<=will )|(?<=should )|(?<=must ))\s*"
)
_PURPOSE = re.compile(
    rf"(?i)(?:an?|the)?\s*(?:(?:simple|small|tiny|internal|private|public|convenience|utility|helper|static|abstract|generic|common|shared|basic"
    rf"|main|custom|special|little|quick|useful|handy|async|low-level|high-level|Python|template)\s+)*(?:{_SUBJECT}|way|tool|utilities|helpers|shortcut|context manager|mixin)"
    r"\s+(?:(?:that (?:is|are|can be) |which (?:is|can be) )?(?:used |useful |meant |intended |responsible )?(?:to|for)(?= (?:[a-z]+ing\b|[a-z]+ ))(?! use in)"
    r"|(?:that|which)(?= [a-z]+s ))\s+"
)
_FILLERS = re.compile(
    r"(?i)(?:simply|just|basically|please|here we|we|here|now|note that|also|then|used to|try to|tries to|attempts? to|trying to)\s+"
)
_BOILERPLATE = re.compile(
    r"(?i)(?:see\b|same as\b|like\b|alias\b|equivalent\b|inherit|overrid(?:e|es|den)\b|implement(?:s|ation)?\s+\S+$|implementation of\b|not (?:yet )?implemented"
    r"|todo\b|to do\b|fixme\b|xxx\b|hack\b|deprecated\b|placeholder\b|dummy\b|no-?op\b|internal(?: use)?(?: only)?\b|for internal\b|default constructor"
    r"|constructor\b|destructor\b|initiali[sz]e(?:s|r)?\s+(?:self|(?:the|this|a|an|new)\s+\S+)?\s*$|initiali[sz]ation$|getter\b|setter\b|accessor\b"
    r"|example|usage\b|note\b|warning\b|caution\b|tests?\b(?!\s+(?:that|if|whether)\b)|testing\b|testcase|unit tests?\b|regression\b|merge\b(?=.*\b(?:branch|pull|tag|remote|upstream|master|main)\b)"
    r"|bump|releas(?:e|ing)\b|prepare\b.*\b(?:releas|\d+\.\d+)|version\b|v?\d+(?:\.\d+)+|(?:update|fix|improve|add|tweak|clean ?up|more|minor|small|some|remove|edit|correct)s?\s+"
    r"(?:\S+\s+){0,2}?(?:docs?|documentation|changelog|dependenc(?:y|ies)|deps|readme|typos?|lint|build|ci|tests?|warnings?|formatting|comments?|indentation|whitespace|spelling"
    r"|grammar|links?|imports?|copyright|licen[cs]e|travis|haddocks?|bounds?|version|examples?|benchmarks?|docstrings?|changes?|fixes?|cleanups?|clippy|workflow)\b"
    r"|typos?\b|whitespace|clean ?ups?\b|minor\b|wip\b|revert|initial (?:commit|import|revision)|auto-?generated|generated (?:by|from)|do not (?:edit|modify|use)|copyright|licen[cs]e"
    r"|added tag|reformat|oops|squash|fixup|changelog|\w+ documentation$|allow\(|parameters?\b|args\b|arguments?\b|params?\b|returns?$|raises?:|see:|based on\b|adapted from\b|taken from\b|similar to\b"
    r"|replaced by|moved to|compatib|backward|part of\b|required (?:for|by)|this (?:is|should|method|class|function)?\s*$|mock\b|fake\b|stub\b|shortcut (?:for|to)\b|convenience\b"
    r"|assert\b|assertion\b|method\b|class\b|attributes?\b\s*:|subclass(?:es)? (?:must|should|may|can)|override)"
)
_SYMBOLS = re.compile(r"[=<>{}\[\]\\|$^~*#%@]|->|::|&&|(?<=\w)\(|\+\+|\"\"")
_CODE_WORD = re.compile(r"\w*_\w*|\w+[a-z][A-Z]\w*|[\w.]*\w\.\w[\w.]*|.*[()/\\\"'=]\w.*|\d[\d.]*\w*|[^\w\s]+")
_HOLLOW_END = re.compile(
    r"(?i)[\s,]+(?:and|or|of|the|a|an|to|for|with|in|on|at|by|from|as|that|which|is|are|if|when|into|using|via|see|but)$"
)
_CUT = re.compile(
    r"(?i)(?:,|\s(?:which|that|if|when|unless|because|so|while|where|for|with|using|by|and|or|but|as)\b)(?=[^,]*$)"
)


def clean(text: str) -> str | None:
    """What a doc comment's first sentence or a commit's subject says, in plain words on one line.

    Markup, issue numbers, conventional prefixes, asides and openings such as "This method" are taken off. None where
    nothing is left to say: fewer than three content words, boilerplate, another language than English, mostly code.
    """
    if _REFUSED_BEFORE.match(text):
        return None
    text = strip_markup(_PREFIXES.sub("", text, count=1) if _PREFIXES.match(text) else text)
    text = _plain(_RETURN_TAG.sub("Returns ", text, count=1))
    if text is None or _BOILERPLATE.match(text):
        return None
    text = _without_openings(text)
    return text if _says_something(text) else None


def _plain(text: str) -> str | None:
    """The sentence without prefix, asides and its end; None where a cut-off sentence cannot be mended."""
    text = _TOPIC_PREFIX.sub("", _ISSUE.sub("", text), count=1)
    cut_off = text.endswith(("...", "\u2026"))
    text = _PARENTHESIS.sub("", text.rstrip(".\u2026 "))
    text = _main_part(_ASIDE.sub("", text))
    if cut_off:
        cut = _CUT.search(text)
        if cut is None:
            return None
        text = text[: cut.start()]
    return _without_hollow_end(text.replace('"', "").strip(" .,:;!?"))


def _main_part(text: str) -> str:
    """What stands before a dash, semicolon or colon, or behind it where that is but a name."""
    before, *after = _DASH.split(text, maxsplit=1)
    return after[0] if after and " " not in before.strip() else before


def _without_hollow_end(text: str) -> str:
    while (shorter := _HOLLOW_END.sub("", text)) != text:
        text = shorter
    return text


def _without_openings(text: str) -> str:
    """The sentence without "This function is used to", "Helper class for", "Simply"."""
    for pattern in (_OPENINGS, _PURPOSE, _FILLERS, _FILLERS):
        found = pattern.match(text)
        if found and len(text) - found.end() > 12:
            text = text[found.end() :]
    return text


def _says_something(text: str) -> bool:
    words = text.split()
    if content_words(text) < LEAST_CONTENT or _SYMBOLS.search(text) or _BOILERPLATE.match(text):
        return False
    if sum(_CODE_WORD.fullmatch(word) is not None for word in words) > MOST_CODE * len(words):
        return False
    return _is_english(text, words)


def _is_english(text: str, words: list[str]) -> bool:
    """Whether the letters are mostly ASCII, and a longer text has an English function word or verb."""
    letters = sum(map(str.isalpha, text))
    if 2 * sum(letter.isalpha() and letter.isascii() for letter in text) <= letters:
        return False
    return len(words) < 6 or any(is_stop_word(word) or word.lower() in verbs() for word in words)
