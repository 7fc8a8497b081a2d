"""Each language against its annotated sources (tests/languages), and against sources that are broken."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from annotated import mistakes, read
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from symkin.graph.extract import extract, facts_in
from symkin.graph.facts import FileFacts, decode_facts, encode_facts
from symkin.graph.languages.language import Language
from symkin.graph.languages.registry import LANGUAGES, language_of
from symkin.graph.reparse import ParseTimeout, parse
from symkin.graph.source import Source

ROOT = Path(__file__).parent.parent / "languages"
SOURCES = sorted(path for path in ROOT.rglob("*") if path.is_file() and language_of(path.name))
IDS = [str(path.relative_to(ROOT)) for path in SOURCES]


@pytest.mark.parametrize("path", SOURCES, ids=IDS)
def test_every_annotation_holds(path: Path) -> None:
    assert mistakes(path) == []


@pytest.mark.parametrize("path", SOURCES, ids=IDS)
def test_a_source_lists_all_its_definitions(path: Path) -> None:
    source = read(path)
    assert "outline" in source.statements
    assert source.claims


@pytest.mark.parametrize("language", LANGUAGES.values(), ids=LANGUAGES)
def test_a_language_is_complete(language: Language) -> None:
    assert language.query.pattern_count > 0
    assert language.plumbing
    assert language.common_members
    assert (language.import_hook is None) == (language.level == "tags")
    assert sum(language_of(path.name) is language for path in SOURCES) >= 2


def test_each_suffix_belongs_to_one_language() -> None:
    suffixes = [suffix for language in LANGUAGES.values() for suffix in language.suffixes]
    assert len(suffixes) == len(set(suffixes))


@pytest.mark.parametrize("path", SOURCES, ids=IDS)
def test_a_stray_bracket_costs_what_stands_around_it(path: Path) -> None:
    lines = read(path).text.split("\n")
    tops = [number for number, line in enumerate(lines) if line[:1].isalpha()]
    middle = tops[len(tops) // 2]
    whole = _names(_extract(path, "\n".join(lines)))
    broken = _names(_extract(path, "\n".join([*lines[:middle], "foo = bar )", "", *lines[middle:]])))
    assert len(whole & broken) >= len(whole) / 2


def test_a_name_that_is_missing_defines_nothing() -> None:
    found = extract(b"class A:\n    def f(self):\n        self. = 1\n", LANGUAGES["python"])
    assert [definition.name for definition in found.facts.definitions] == ["A", "f"]


@pytest.mark.parametrize("path", SOURCES, ids=IDS)
def test_facts_survive_the_store(path: Path) -> None:
    facts = _extract(path, read(path).text).facts
    assert decode_facts(encode_facts(facts)) == facts


@settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_no_text_breaks_extraction(data: st.DataObject) -> None:
    """Sources with pieces cut out, doubled or swapped for pieces of other languages still give facts."""
    path = data.draw(st.sampled_from(SOURCES))
    text = read(path).text
    for _ in range(data.draw(st.integers(1, 4))):
        text = _mutated(text, data)
    found = _extract_in_time(path, text)
    if found is not None:
        _check_shape(found, text)


@settings(deadline=None, max_examples=100)
@given(st.sampled_from(list(LANGUAGES.values())), st.binary(max_size=200))
def test_no_bytes_break_extraction(language: Language, junk: bytes) -> None:
    extract(junk, language)


@pytest.mark.parametrize("language", LANGUAGES.values(), ids=LANGUAGES)
def test_depth_costs_no_recursion(language: Language) -> None:
    extract(b"(" * 20_000 + b"x" + b")" * 20_000, language)


def _mutated(text: str, data: st.DataObject) -> str:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(len(text), start + 80)))
    scrap = data.draw(st.sampled_from(["", "{", ")", "\n", "\0", "é", '"', "class ", "->", " ^ ", *_SCRAPS]))
    mutated: str = data.draw(st.sampled_from([text[:start] + scrap + text[end:], text[:end] + text[start:]]))
    return mutated


_SCRAPS = [scrap for path in SOURCES for scrap in re.findall(r"\S.{10,40}", path.read_text(encoding="utf-8"))[::25]]


def _extract(path: Path, text: str) -> FileFacts:
    language = language_of(path.name)
    assert language is not None
    return extract(text.encode("utf-8", "replace"), language)


def _extract_in_time(path: Path, text: str) -> FileFacts | None:
    """None where the parser does not come back: Kotlin's may not, and a worker process is killed for it."""
    language, data = language_of(path.name), text.encode("utf-8", "replace")
    assert language is not None
    try:
        return facts_in(Source(data, language, parse(data, language)))
    except ParseTimeout:
        assert language.name == "kotlin"
        return None


def _names(found: FileFacts) -> set[str]:
    return {definition.qualified_name for definition in found.facts.definitions}


def _check_shape(found: FileFacts, text: str) -> None:
    definitions = found.facts.definitions
    lines = text.count("\n") + 1
    for index, definition in enumerate(definitions):
        assert -1 <= definition.parent < len(definitions)
        assert definition.parent != index
        assert 0 <= definition.start_line <= definition.end_line <= lines
        assert definition.start_line <= definition.line <= lines
    for occurrences in found.occurrences.values():
        assert all(-1 <= found.scope < len(definitions) and found.line < lines for found in occurrences)
