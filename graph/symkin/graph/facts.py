"""What one file says, and nothing that needs another file to be known.

Facts are keyed by the file's content hash and live in the store as MessagePack; `Structs` without the
garbage collector's bookkeeping keep decoding a file's facts in the tens of microseconds.
"""

from __future__ import annotations

import enum

import msgspec

FACTS_VERSION = 15
"""Raise it whenever extraction or these shapes change: it is part of the store's file name."""

MODULE = -1
"""The scope index of the file itself."""


class Role(enum.IntEnum):
    """What a name does where it occurs."""

    READ = 0
    CALL = 1
    TYPE = 2
    IMPORT = 3
    BASE = 4
    DECORATOR = 5


class Parameter(msgspec.Struct, array_like=True, frozen=True, gc=False):
    """A parameter and the type names that its annotation mentions, plumbing left out."""

    name: str
    types: tuple[str, ...] = ()
    declared: str = ""
    """Its bare type, plumbing included, where overloads are told apart by that (see `declared`)."""
    optional: bool = False


class Definition(msgspec.Struct, array_like=True, frozen=True, gc=False):
    """A definition; `parent` is the index of the enclosing one in `Facts.definitions`, or `MODULE`."""

    name: str
    kind: str
    qualified_name: str
    parent: int
    line: int
    column: int
    start_line: int
    end_line: int
    signature: str = ""
    doc: str = ""
    visible: bool = True
    parameters: tuple[Parameter, ...] = ()
    types: tuple[str, ...] = ()
    """Type names of the result (functions) or of the value (fields, variables)."""
    value: str = ""
    """What a field or variable is initialised with, as a receiver expression (see `extract`), or ''."""
    bases: tuple[str, ...] = ()
    decorators: tuple[str, ...] = ()
    method: int = -1
    """For a field that a method sets: the index of that method, in whose scope `value` is to be read."""
    declared: str = ""
    """The bare type of the result or the value, plumbing included, where overloads are told apart by that."""


class Import(msgspec.Struct, array_like=True, frozen=True, gc=False):
    """A name that the file takes from elsewhere.

    `module` is the specifier as written; `name` what is taken from it ('' the module itself, '*' all);
    `alias` the local name; `scope` the definition in which the import stands.
    """

    module: str
    name: str
    alias: str
    scope: int
    line: int
    column: int
    qualified_only: bool = False
    """Names come into sight through the alias only (Haskell's `qualified`)."""
    hidden: tuple[str, ...] = ()
    """Names that a `*` leaves out (Haskell's `hiding`)."""
    exported: bool = False
    """The file offers the name again to its importers (TypeScript's `export from`)."""


class Binding(msgspec.Struct, array_like=True, frozen=True, gc=False):
    """A local name of a function and the expression that tells its type ('?' where nothing does)."""

    scope: int
    name: str
    value: str
    declared: str = ""
    """Its bare type, where overloads are told apart by who may change an object (C++)."""


class Extension(msgspec.Struct, array_like=True, frozen=True, gc=False):
    """A base that a type gets outside of its own definition (Rust's `impl Base for owner`), named in a scope."""

    owner: str
    base: str
    scope: int


class Facts(msgspec.Struct, array_like=True, frozen=True, gc=False):
    """Everything but the occurrences."""

    definitions: tuple[Definition, ...] = ()
    imports: tuple[Import, ...] = ()
    bindings: tuple[Binding, ...] = ()
    module: str = ""
    """The module's name where the source states it (Haskell), else ''."""
    doc: str = ""
    errors: int = 0
    """How many definitions overlap a syntax error; the facts hold all the same."""
    exports: tuple[str, ...] | None = None
    """The names that the file offers, where it lists them (`__all__`, Haskell's export list)."""
    extensions: tuple[Extension, ...] = ()


class Occurrence(msgspec.Struct, array_like=True, frozen=True, gc=False):
    """A name used at a place: by which definition (`scope`) and on what `receiver` ('' is none, '?' unknown)."""

    role: Role
    line: int
    column: int
    scope: int
    receiver: str
    arguments: tuple[str, ...] | None = None
    """What a call is given, where overloads are told apart by that (see `arguments_of`); else None."""


Occurrences = dict[str, list[Occurrence]]
"""By name; within a name in the order of the source."""


class FileFacts(msgspec.Struct, frozen=True, gc=False):
    """What extraction gives for one file, ready for the store."""

    facts: Facts
    occurrences: Occurrences


_encoder = msgspec.msgpack.Encoder()
_facts_decoder = msgspec.msgpack.Decoder(Facts)
_raw_decoder = msgspec.msgpack.Decoder(dict[str, msgspec.Raw])
_occurrence_decoder = msgspec.msgpack.Decoder(list[Occurrence])


def encode_facts(facts: Facts) -> bytes:
    """MessagePack of the facts."""
    return _encoder.encode(facts)


def decode_facts(data: bytes) -> Facts:
    """The inverse of `encode_facts`; raises `msgspec.DecodeError` on foreign bytes."""
    return _facts_decoder.decode(data)


def encode_occurrences(occurrences: Occurrences) -> bytes:
    """MessagePack of a file's occurrences by name."""
    return _encoder.encode(occurrences)


def decode_occurrences(data: bytes) -> dict[str, msgspec.Raw]:
    """Names with their occurrences still packed: a question about one name decodes that name only."""
    return _raw_decoder.decode(data)


def unpack(raw: msgspec.Raw) -> list[Occurrence]:
    """The occurrences of one name."""
    return _occurrence_decoder.decode(raw)
