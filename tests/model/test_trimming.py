"""The trimmed vocabulary cuts real code as the whole one does."""

from __future__ import annotations

import site
from collections.abc import Iterator
from pathlib import Path

import pytest

pytestmark = pytest.mark.model

SUFFIXES = {".py", ".pyi", ".js", ".c", ".h", ".scm", ".toml", ".md", ".txt", ".json", ".html", ".css"}
AMOUNT = 1_000_000


def real_sources() -> Iterator[str]:
    """The ASCII lines of what is installed here, a package's file at a time."""
    folders = [Path(folder) for folder in site.getsitepackages()]
    files = sorted(
        path for folder in folders for path in folder.rglob("*") if path.suffix in SUFFIXES and path.is_file()
    )
    for path in files[:: max(1, len(files) // 400)]:
        lines = path.read_text(encoding="utf-8", errors="replace")[:20_000].splitlines(keepends=True)
        yield "".join(line for line in lines if line.isascii())


def test_a_million_characters_of_real_code_keep_their_pieces(base_model: Path, prepared_model: Path) -> None:
    from symkin.model.llama import Llama

    whole, trimmed = Llama(base_model), Llama(prepared_model)
    seen = 0
    for text in real_sources():
        before, after = whole.tokenize(text), trimmed.tokenize(text)
        assert [whole.token_text(token) for token in before] == [trimmed.token_text(token) for token in after]
        seen += len(text)
    assert seen > AMOUNT


def spelled(pieces: list[str]) -> str:
    """The text that pieces stand for; `<0x..>` is one byte of it."""
    data = (bytes([int(piece[3:5], 16)]) if piece.startswith("<0x") else piece.encode() for piece in pieces)
    return b"".join(data).decode().replace("\N{LOWER ONE EIGHTH BLOCK}", " ")


def test_other_letters_fall_back_to_pieces_that_say_the_same(base_model: Path, prepared_model: Path) -> None:
    from symkin.model.llama import Llama

    whole, trimmed = Llama(base_model), Llama(prepared_model)
    text = "größe = 'naïve' # \N{CJK UNIFIED IDEOGRAPH-4E2D} \N{RIGHTWARDS ARROW}"
    pieces = [trimmed.token_text(token) for token in trimmed.tokenize(text)]
    assert len(pieces) > len(whole.tokenize(text))
    assert spelled(pieces) == text
