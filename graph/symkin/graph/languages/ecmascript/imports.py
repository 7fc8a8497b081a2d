"""The import and export statements of JavaScript and TypeScript.

A default import takes the name `default`, a namespace import (`* as ns`, `require`) the name ''. What a file offers
under another name than its own, or from another module, is an import with `exported`; where it is the file's own,
the module is ''.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from tree_sitter import Node

from symkin.graph.languages.hooks import ImportedName, text_of


def imports(node: Node, source: bytes) -> Iterator[ImportedName]:
    """The names that an import or export statement, or a `require`, binds or offers."""
    reader = _READERS.get(node.type)
    if reader is not None:
        yield from reader(node, source)


def _import_statement(node: Node, source: bytes) -> Iterator[ImportedName]:
    for child in node.named_children:
        if child.type == "import_clause":
            yield from _import_clause(child, _specifier(node, source), source)
        elif child.type == "import_require_clause":
            name = child.named_children[0]
            yield ImportedName(_specifier(child, source), "", text_of(name, source), name.start_byte)
        elif child.type == "string" and node.named_child_count == 1:
            yield ImportedName(_specifier(node, source), "", "", child.start_byte)


def _import_clause(clause: Node, module: str, source: bytes) -> Iterator[ImportedName]:
    for child in clause.named_children:
        if child.type == "identifier":
            yield ImportedName(module, "default", text_of(child, source), child.start_byte)
        elif child.type == "namespace_import":
            name = child.named_children[0]
            yield ImportedName(module, "", text_of(name, source), name.start_byte)
        elif child.type == "named_imports":
            yield from _specifiers(child, module, source, exported=False)


def _specifiers(node: Node, module: str, source: bytes, *, exported: bool) -> Iterator[ImportedName]:
    for child in node.named_children:
        name = child.child_by_field_name("name")
        if name is not None:
            alias = child.child_by_field_name("alias") or name
            yield ImportedName(
                module, text_of(name, source), text_of(alias, source), name.start_byte, exported=exported
            )


def _export_statement(node: Node, source: bytes) -> Iterator[ImportedName]:
    module = _specifier(node, source)
    value = node.child_by_field_name("value") or _last_identifier(node)
    if value is not None:
        yield ImportedName("", text_of(value, source), "default", value.start_byte, exported=True)
    for child in node.named_children:
        if child.type == "export_clause":
            yield from _specifiers(child, module, source, exported=True)
        elif child.type == "namespace_export":
            name = child.named_children[0]
            yield ImportedName(module, "", text_of(name, source), name.start_byte, exported=True)
    if any(child.type == "*" for child in node.children):
        yield ImportedName(module, "*", "", node.start_byte, exported=True)


def _last_identifier(node: Node) -> Node | None:
    last = node.named_children[-1] if node.named_children else None
    return last if last is not None and last.type == "identifier" else None


def _export_specifier(node: Node, source: bytes) -> Iterator[ImportedName]:
    """`export { own as other, own }`; one with a source is read with its statement."""
    statement = node.parent.parent if node.parent else None
    name = node.child_by_field_name("name")
    alias = node.child_by_field_name("alias") or name
    if name and alias and not (statement and statement.child_by_field_name("source")):
        yield ImportedName("", text_of(name, source), text_of(alias, source), name.start_byte, exported=True)


def _default(node: Node, source: bytes) -> Iterator[ImportedName]:
    """`export default class Name`: the keyword stands for the statement, whose body is no import."""
    declaration = node.parent.child_by_field_name("declaration") if node.parent else None
    name = declaration.child_by_field_name("name") if declaration else None
    if name is not None:
        yield ImportedName("", text_of(name, source), "default", name.start_byte, exported=True)


def _assignment(node: Node, source: bytes) -> Iterator[ImportedName]:
    """`module.exports = Name`."""
    value = node.child_by_field_name("right")
    if value is not None:
        yield ImportedName("", text_of(value, source), "default", value.start_byte, exported=True)


def _declarator(node: Node, source: bytes) -> Iterator[ImportedName]:
    """`const fs = require("fs")`, `const { a, b: c } = require("./m")`, `const K = require("k").K`."""
    name, value = node.child_by_field_name("name"), node.child_by_field_name("value")
    if name is None or value is None:
        return
    call = value.child_by_field_name("object") or (value.named_child(0) if value.type == "await_expression" else value)
    arguments = call.child_by_field_name("arguments") if call else None
    module = _string(arguments.named_child(0), source) if arguments and arguments.named_child_count else ""
    if name.type == "identifier":
        member = value.child_by_field_name("property")
        yield ImportedName(module, text_of(member, source) if member else "", text_of(name, source), name.start_byte)
    elif name.type == "object_pattern":
        yield from _destructured(name, module, source)


def _destructured(pattern: Node, module: str, source: bytes) -> Iterator[ImportedName]:
    for child in pattern.named_children:
        key = child.child_by_field_name("key") or child.child_by_field_name("left") or child
        alias = child.child_by_field_name("value") or key
        if alias.type in {"identifier", "shorthand_property_identifier_pattern"}:
            yield ImportedName(module, text_of(key, source), text_of(alias, source), key.start_byte)


def _import_alias(node: Node, source: bytes) -> Iterator[ImportedName]:
    """`import Alias = Name.Space`: a name of this file under another name."""
    if node.named_child_count == 2:
        alias, name = node.named_children
        yield ImportedName("", text_of(name, source), text_of(alias, source), name.start_byte)


def _specifier(node: Node, source: bytes) -> str:
    found = node.child_by_field_name("source")
    if found is None:
        found = next((child for child in node.named_children if child.type == "string"), None)
    return _string(found, source)


def _string(node: Node | None, source: bytes) -> str:
    return text_of(node, source)[1:-1] if node is not None and node.type == "string" else ""


_READERS: Mapping[str, Callable[[Node, bytes], Iterator[ImportedName]]] = {
    "import_statement": _import_statement,
    "export_statement": _export_statement,
    "export_specifier": _export_specifier,
    "default": _default,
    "variable_declarator": _declarator,
    "import_alias": _import_alias,
    "assignment_expression": _assignment,
}
