from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from symkin.cli.errors import BadUseError, CliError, printable
from symkin.cli.serve import Address, parse_address
from symkin.cli.target import InFile, Named, Position, Target, parse

FILES = {"net/session.py", "a:3.py", "odd name.py", "C:/x.py"}
TEXT = st.text(alphabet=st.sampled_from("ab:/.0193 \n\x1bé\udcff") | st.characters(), max_size=30)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("net/session.py:12", Position("net/session.py", 12)),
        ("net/session.py:12:3", Position("net/session.py", 12, 3)),
        ("a:3.py:4", Position("a:3.py", 4)),
        ("a:3.py:4:5", Position("a:3.py", 4, 5)),
        ("C:/x.py:7", Position("C:/x.py", 7)),
        ("odd name.py::Session.send", InFile("odd name.py", "Session.send")),
        ("net/session.py::a::b", InFile("net/session.py", "a.b")),
        ("gone.py::Session", InFile("gone.py", "Session")),
        ("src/Gone::Session", InFile("src/Gone", "Session")),
        ("Session.send", Named("Session.send")),
        ("net::Session", Named("net.Session")),
        (" Session ", Named("Session")),
        ("::", Named("::")),
        (">>=", Named(">>=")),
        ("größe", Named("größe")),
    ],
)
def test_a_target_is_read_as_it_is_meant(text: str, expected: object) -> None:
    assert parse(text, FILES.__contains__) == expected


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("", "FILE:LINE"),
        ("  ", "FILE:LINE"),
        ("net/session.py", "net/session.py:LINE"),
        ("net/session.py:", "is a number"),
        ("net/session.py:abc", "is a number"),
        ("net/session.py:0", "from 1"),
        ("net/session.py:1:0", "from 1"),
        ("net/session.py::", "lacks the name"),
        ("caf\udce9", "not text"),
        ("net/session.py::caf\udce9", "not text"),
    ],
)
def test_a_target_that_means_nothing_says_how_to_write_one(text: str, hint: str) -> None:
    with pytest.raises(BadUseError, match=hint):
        parse(text, FILES.__contains__)


@given(TEXT, st.booleans())
def test_any_text_is_a_target_or_bad_use(text: str, is_file: bool) -> None:
    target = outcome(text, is_file)
    if isinstance(target, CliError):
        assert target.status == 2
        assert printable(str(target)).isprintable()
        return
    if isinstance(target, Position):
        assert 1 <= target.line < 10**9
        assert 1 <= target.column < 10**9
        assert text.startswith(target.file + ":")
    else:
        assert target.name
        assert target.name == target.name.strip()
        assert target.name.encode()


def outcome(text: str, is_file: bool) -> Target | CliError:
    try:
        return parse(text, lambda _: is_file)
    except CliError as error:
        return error


@given(st.text(min_size=1).filter(str.strip), st.integers(1, 10**9 - 1), st.integers(1, 10**9 - 1))
def test_a_position_survives_being_written(file: str, line: int, column: int) -> None:
    assert parse(f"{file}:{line}:{column}", lambda _: False) == Position(file, line, column)


@given(TEXT)
def test_what_is_printed_cannot_steer_a_terminal(text: str) -> None:
    assert printable(text).isprintable()
    assert printable(printable(text)) == printable(text)


@given(st.text(max_size=20) | st.from_regex(r"[a-z\[\]:]{0,6}:[0-9]{1,7}", fullmatch=True))
def test_an_address_is_a_host_and_a_possible_port_or_bad_use(text: str) -> None:
    try:
        address = parse_address(text)
    except BadUseError:
        return
    assert address.host
    assert 0 < address.port < 65536


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("localhost:2087", Address("localhost", 2087)),
        ("[::1]:2087", Address("::1", 2087)),
        ("2087", Address("127.0.0.1", 2087)),
        (":2087", Address("127.0.0.1", 2087)),
    ],
)
def test_an_address_is_read(text: str, expected: Address) -> None:
    assert parse_address(text) == expected
