"""Python's import statements."""

from __future__ import annotations

from collections.abc import Iterator

from tree_sitter import Node

from symkin.graph.languages.hooks import ImportedName, text_of


def imports(node: Node, source: bytes) -> Iterator[ImportedName]:
    """The names that an `import` or `from` statement binds.

    `import a.b` binds `a`; the submodule is kept as an import of its own without alias, since it is loaded too.
    """
    if node.type == "import_statement":
        yield from _modules(node, source)
        return
    origin = node.child_by_field_name("module_name")
    module = "".join(text_of(origin, source).split()) if origin else ""
    names = node.children_by_field_name("name")
    for child in names or node.children:
        if child.type == "wildcard_import":
            yield ImportedName(module, "*", "", child.start_byte)
    for child in names:
        name, alias = _name_and_alias(child, source)
        yield ImportedName(module, name, alias or name, child.start_byte)


def _modules(node: Node, source: bytes) -> Iterator[ImportedName]:
    for child in node.children_by_field_name("name"):
        module, alias = _name_and_alias(child, source)
        if alias:
            yield ImportedName(module, "", alias, child.start_byte)
        else:
            yield ImportedName(module.partition(".")[0], "", module.partition(".")[0], child.start_byte)
            if "." in module:
                yield ImportedName(module, "", "", child.start_byte)


def _name_and_alias(node: Node, source: bytes) -> tuple[str, str]:
    if node.type != "aliased_import":
        return "".join(text_of(node, source).split()), ""
    name, alias = node.child_by_field_name("name"), node.child_by_field_name("alias")
    return "".join(text_of(name, source).split()) if name else "", text_of(alias, source) if alias else ""
