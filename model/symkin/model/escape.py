r"""Text of strangers (names, signatures, topics) made safe to stand in a prompt, and back.

A backslash is the only escape character, so that ordinary names stay as they are:

- ``\n``: a newline; ``\uXXXX``: any other control character, line separator or lone surrogate;
- ``\\``: a backslash; ``\,``: a comma in a name (names are listed with commas between them);
- ``<start_of_turn\>``: what would have been a control token is one no more;
- ``\(none)``, ``\[many references (3) - hub symbol]``: a text that looks like the prompt's own marks;
- ``\e``: the empty text.
"""

import re

NONE = "(none)"
"""Stands for an absent text and for an empty group."""

HUB_MARKER = re.compile(r"\[many references \((\d+)\) - hub symbol\]")

# What Gemma's tokenizer knows as structure: control tokens, and user-defined ones that mark other media.
_CONTROL_TOKEN = re.compile(
    r"(<(?:pad|eos|bos|unk|mask|unused\d+|(?:start|end)_of_(?:turn|image)|image_soft_token|escape"
    r"|(?:start|end)_function_(?:declaration|call|response))|\[multimodal)([>\]])"
)
_UNSAFE = re.compile("[\\\\\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_ESCAPED = re.compile(r"\\(?:u([0-9a-f]{4})|(.?))")
_LETTERS = {"n": "\n", "e": ""}
_NAME = re.compile(r"(?:[^\\,]|\\.)*")


def escape_line(text: str) -> str:
    """Return `text` as one line without control tokens; `unescape` gives `text` back."""
    if not text:
        return r"\e"
    line = _CONTROL_TOKEN.sub(r"\1\\\2", _UNSAFE.sub(_escape_character, text))
    return f"\\{line}" if line == NONE or HUB_MARKER.fullmatch(line) else line


def escape_name(name: str) -> str:
    """Return `name` as one item of a list that is joined with commas."""
    return escape_line(name).replace(",", r"\,")


def unescape(text: str) -> str:
    """Return the text that `escape_line` or `escape_name` was given."""
    return _ESCAPED.sub(_unescape_match, text)


def split_names(text: str, separator: str) -> list[str]:
    """Return the names, still escaped, that were joined with `separator`, which begins with a comma.

    Raises ValueError where a comma is not followed by the rest of the separator, or a backslash by nothing.
    """
    names: list[str] = []
    start = 0
    while match := _NAME.match(text, start):
        names.append(match.group())
        if match.end() == len(text):
            break
        if not text.startswith(separator, match.end()):
            raise ValueError(f"not a list of names: {text!r}")
        start = match.end() + len(separator)
    return names


def _escape_character(match: re.Match[str]) -> str:
    character = match.group()
    if character == "\\":
        return r"\\"
    return r"\n" if character == "\n" else f"\\u{ord(character):04x}"


def _unescape_match(match: re.Match[str]) -> str:
    code, letter = match.groups()
    return chr(int(code, 16)) if code else _LETTERS.get(letter, letter)
