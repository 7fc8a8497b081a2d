"""Go's import declarations."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tree_sitter import Node

from symkin.graph.languages.hooks import ImportedName, text_of

_VERSION = re.compile(r"^v\d+$")
_AFFIX = re.compile(r"^go-|[.-]go$|\.v\d+$")


def imports(node: Node, source: bytes) -> Iterator[ImportedName]:
    """One import for each path: under its alias, as '*' for a dot, without alias for a blank."""
    specs = [child for found in node.named_children for child in (found, *found.named_children)]
    for spec in specs:
        path = spec.child_by_field_name("path") if spec.type == "import_spec" else None
        if path is None:
            continue
        module = text_of(path, source)[1:-1]
        name = spec.child_by_field_name("name")
        if name is None:
            yield ImportedName(module, "", package_name(module), path.start_byte)
        elif name.type == "dot":
            yield ImportedName(module, "*", "", path.start_byte)
        else:
            alias = "" if name.type == "blank_identifier" else text_of(name, source)
            yield ImportedName(module, "", alias, path.start_byte)


def package_name(path: str) -> str:
    """What the package at an import path calls itself, by custom: `example.com/go-yaml/v3` is `yaml`."""
    parts = path.split("/")
    last = parts[-2] if len(parts) > 1 and _VERSION.match(parts[-1]) else parts[-1]
    return _AFFIX.sub("", last)
