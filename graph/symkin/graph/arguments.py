"""What calls are given, as far as the text of the call tells: a type, or an expression that has one."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from symkin.graph.declared import CONST, TYPE, VARIADIC, declared_type
from symkin.graph.locals import known_root
from symkin.graph.receivers import UNKNOWN, receiver_expression

if TYPE_CHECKING:
    from tree_sitter import Node

    from symkin.graph.drafts import Outline
    from symkin.graph.source import Source

MAX_NESTING = 6
MAX_TEXT = 200
_WORD = re.compile(r"[^\W\d]\w*")
_CAST = re.compile(r"(?:static|const|dynamic|reinterpret)_cast\s*<(.*)>", re.DOTALL)
_COMPARING = frozenset({"==", "!=", "<", ">", "<=", ">=", "&&", "||"})
_TRANSPARENT = frozenset({"parenthesized_expression"})
_NUMBERS = frozenset({"decimal_integer_literal", "hex_integer_literal", "decimal_floating_point_literal"})
_SUFFIXES = {"l": "long", "L": "long", "f": "float", "F": "float"}


def arguments_of(node: Node, scope: int, source: Source, outline: Outline) -> tuple[str, ...]:
    """An argument list's arguments: `:String` a type, `this.reader` an expression, `?` what says nothing."""
    given = (child for child in node.named_children if not child.is_extra)
    return tuple(_argument(child, scope, source, outline) for child in given)


def _argument(node: Node, scope: int, source: Source, outline: Outline) -> str:
    for _ in range(MAX_NESTING):
        if node.type not in _TRANSPARENT or not node.named_child_count:
            break
        node = node.named_children[0]
    stated = _stated(node, source, MAX_NESTING)
    if stated:
        return stated
    if node.type == "pointer_expression":
        return _pointed(node, scope, source, outline)
    if node.type == "this" and source.language.open_blocks:
        return UNKNOWN  # a pointer, unlike what it stands for as a receiver
    local = _local(node, scope, source, outline)
    if local is not None:
        return TYPE + local if local else UNKNOWN
    expression = outline.at(receiver_expression(node, source), scope, node.start_byte)
    return expression if known_root(expression, scope, outline) else UNKNOWN


def _pointed(node: Node, scope: int, source: Source, outline: Outline) -> str:
    """The type of `&local` or `*local` (C++); `*this` is the object."""
    operand = node.child_by_field_name("argument")
    if operand is not None and operand.type == "this":
        return "this"
    local = _local(operand, scope, source, outline) if operand is not None else None
    if not local or local.endswith("]"):
        return UNKNOWN
    if source.text[node.start_byte] == ord("&"):
        return f"{TYPE}{local}*"
    return TYPE + local[:-1] if local.endswith("*") else UNKNOWN


def _local(node: Node, scope: int, source: Source, outline: Outline) -> str | None:
    """The declared type of a local or of its elements (`lines[0]`), '' where nobody knows it; None for all else."""
    shape = source.language.expressions.get(node.type, ("",))
    inner = node.child_by_field_name(shape[1]) if shape[0] == "index" and len(shape) > 1 else None
    text = _short(node if inner is None else inner, source)
    if not _WORD.fullmatch(text):
        return None
    text = outline.at(text, scope, node.start_byte)
    if text == UNKNOWN:
        return ""
    for around in outline.parents(scope):
        if (around, text) in outline.declared:
            declared = outline.declared[around, text]
            if declared.endswith(VARIADIC):
                declared = declared.removesuffix(VARIADIC) + "[]"
            return declared if inner is None else declared[:-2] if declared.endswith("[]") else ""
    return None


def _short(node: Node, source: Source) -> str:
    """A node's text, or '' where it is long: arguments nest, and must not cost more than their text."""
    return source.of(node) if node.end_byte - node.start_byte <= MAX_TEXT else ""


def _stated(node: Node, source: Source, depth: int) -> str:
    """The type that a literal, a cast, a construction or an operator states, or ''."""
    if node.type == "number_literal":
        return TYPE + _number(_short(node, source))
    literal = source.language.literals.get(node.type)
    if literal is not None:
        return TYPE + _SUFFIXES[source.of(node)[-1:]] if _is_marked(node, source) else literal
    state = _STATING.get(node.type)
    return state(node, source, depth) if state is not None and depth else ""


def _is_marked(node: Node, source: Source) -> bool:
    """Whether a number's last letter says of which type it is: `1L`, `2f`."""
    suffix = _short(node, source)[-1:] if node.type in _NUMBERS else ""
    return suffix in _SUFFIXES and not (suffix in "fF" and node.type == "hex_integer_literal")


def _number(text: str) -> str:
    """The type of a number (C++), by its last letters; hexadecimal ones end in digits that look like them."""
    lowered = text.lower().replace("'", "")
    if not lowered.startswith("0x") and (set(lowered) & set(".ef")):
        return {"f": "float", "l": "long double"}.get(lowered[-1:], "double")
    suffix = lowered[len(lowered.rstrip("ulz")) :]
    sign, length = "unsigned " if "u" in suffix else "", suffix.count("l")
    return f"{sign}{('int', 'long', 'long long')[min(length, 2)]}" if "z" not in suffix else ""


def _made(node: Node, source: Source, _depth: int) -> str:
    """The type of what is constructed, or cast to; of an anonymous class the one that it extends."""
    kind = node.child_by_field_name("type")
    declared = declared_type(_short(kind, source)).removeprefix(CONST) if kind is not None else ""
    if not declared:
        return ""
    return TYPE + declared + "[]" * sum(_brackets(child, source) for child in node.children_by_field_name("dimensions"))


def _new(node: Node, source: Source, depth: int) -> str:
    """What `new Wire(1)` gives: a pointer (C++)."""
    made = _made(node, source, depth)
    return f"{made}*" if made else ""


def _converted(node: Node, source: Source, _depth: int) -> str:
    """The type that a call names instead of a function: `int(1)`, `static_cast<int>(x)` (C++)."""
    function = node.child_by_field_name("function")
    if function is None:
        return ""
    text = _short(function, source)
    if function.type == "primitive_type":
        return TYPE + text
    cast = _CAST.fullmatch(text) if function.type == "template_function" else None
    declared = declared_type(cast[1]).removeprefix(CONST) if cast else ""
    return TYPE + declared if declared else ""


def _brackets(node: Node, source: Source) -> int:
    """How many dimensions a part of `new int[2][]` adds."""
    return 1 if node.type == "dimensions_expr" else _short(node, source).count("[")


def _chosen(node: Node, source: Source, depth: int) -> str:
    """The type of both ways of `a ? b : c`."""
    ways = [node.child_by_field_name(name) for name in ("consequence", "alternative")]
    types = {_stated(way, source, depth - 1) for way in ways if way is not None}
    return types.pop() if len(types) == 1 else ""


def _negated(node: Node, source: Source, depth: int) -> str:
    if source.text[node.start_byte] == ord("!"):
        return source.language.literals.get("true", "")
    operand = node.child_by_field_name("operand") or node.child_by_field_name("argument")
    return _stated(operand, source, depth - 1) if operand is not None else ""


def _operated(node: Node, source: Source, depth: int) -> str:
    """The type of an operator's result: of a comparison, of a string that is added to, of two numbers of one type."""
    operator = node.child_by_field_name("operator")
    if operator is not None and operator.type in _COMPARING:
        return source.language.literals.get("true", "")
    sides = [node.child_by_field_name(name) for name in ("left", "right")]
    types = [_stated(side, source, depth - 1) for side in sides if side is not None]
    text = source.language.literals.get("string_literal", "")
    if operator is not None and operator.type == "+" and text in types and source.language.adds_texts:
        return text
    return types[0] if len(types) == 2 and types[0] == types[1] else ""


def _well_known(node: Node, source: Source, _depth: int) -> str:
    """The type of what `toString()` and its like give, whatever they are called on."""
    name, owner = node.child_by_field_name("name"), node.child_by_field_name("object")
    if name is None or owner is None:
        return ""
    known, method = source.language.well_known, source.of(name)
    found = known.get(f"{_short(owner, source)}.{method}") or known.get(method)
    return TYPE + found if found else ""


_STATING: Mapping[str, Callable[[Node, Source, int], str]] = {
    "object_creation_expression": _made,
    "array_creation_expression": _made,
    "cast_expression": _made,
    "binary_expression": _operated,
    "ternary_expression": _chosen,
    "conditional_expression": _chosen,
    "call_expression": _converted,
    "new_expression": _new,
    "unary_expression": _negated,
    "method_invocation": _well_known,
}
