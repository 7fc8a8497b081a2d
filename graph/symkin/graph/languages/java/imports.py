"""Java's import declarations."""

from __future__ import annotations

from collections.abc import Iterator

from tree_sitter import Node

from symkin.graph.languages.hooks import ImportedName, text_of


def imports(node: Node, source: bytes) -> Iterator[ImportedName]:
    """`import a.b.C` takes `C` of `a.b`, a static import a member of a type; '*' takes all.

    The package's own declaration, which comes here too, so that its name is no use of anything, imports nothing.
    """
    if node.type != "import_declaration":
        return
    path = next((child for child in node.named_children if child.type in {"scoped_identifier", "identifier"}), None)
    if path is None:
        return
    written = "".join(text_of(path, source).split())
    if any(child.type == "asterisk" for child in node.children):
        yield ImportedName(written, "*", "", path.start_byte)
        return
    module, _, name = written.rpartition(".")
    last = path.child_by_field_name("name") or path
    yield ImportedName(module, name, name, last.start_byte)
