"""How well what is given fits what is taken: by the names of the standard types, whose sources nobody indexes.

After the Java Language Specification, sections 5.1-5.3 (conversions) and 15.12.2 (choosing a method); of C++ as much as
holds without knowing its constructors and conversion operators.
"""

from __future__ import annotations

from enum import IntEnum

from symkin.graph.declared import LAMBDA, NULL, TYPE

_NULL, _LAMBDA = NULL.removeprefix(TYPE), LAMBDA.removeprefix(TYPE)
_WIDER = {
    "byte": ("short", "int", "long", "float", "double"),
    "short": ("int", "long", "float", "double"),
    "char": ("int", "long", "float", "double"),
    "int": ("long", "float", "double"),
    "long": ("float", "double"),
    "float": ("double",),
    "double": (),
    "boolean": (),
}
_BOXES = {
    "byte": "Byte", "short": "Short", "char": "Character", "int": "Integer", "long": "Long",
    "float": "Float", "double": "Double", "boolean": "Boolean",
}  # fmt: skip
_NUMBERS = ("Number", "Comparable", "Serializable")
_SUPERTYPES: dict[str, tuple[str, ...]] = {
    "String": ("CharSequence", "Comparable", "Serializable"),
    "StringBuilder": ("CharSequence", "Appendable", "Serializable"),
    "StringBuffer": ("CharSequence", "Appendable", "Serializable"),
    "Boolean": ("Comparable", "Serializable"),
    "Character": ("Comparable", "Serializable"),
    "Class": ("Type", "Serializable"),
    **dict.fromkeys(("Byte", "Short", "Integer", "Long", "Float", "Double", "BigDecimal", "BigInteger"), _NUMBERS),
}
"""All the supertypes (but `Object`) of types that have no subtypes."""
_KNOWN_SUPERTYPES: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("ArrayList", "LinkedList", "Vector"), ("List", "Collection", "Iterable")),
    **dict.fromkeys(("HashSet", "LinkedHashSet", "TreeSet"), ("Set", "Collection", "Iterable")),
    **dict.fromkeys(("List", "Set", "Queue", "Deque"), ("Collection", "Iterable")),
    **dict.fromkeys(("HashMap", "LinkedHashMap", "TreeMap", "ConcurrentHashMap"), ("Map",)),
    "Collection": ("Iterable",),
    **dict.fromkeys(("StringReader", "InputStreamReader", "FileReader", "BufferedReader"), ("Reader",)),
    **dict.fromkeys(("StringWriter", "PrintWriter", "FileWriter", "OutputStreamWriter"), ("Writer", "Appendable")),
    **dict.fromkeys(("ByteArrayInputStream", "FileInputStream", "BufferedInputStream"), ("InputStream",)),
    **dict.fromkeys(("ByteArrayOutputStream", "FileOutputStream", "PrintStream"), ("OutputStream",)),
    "Writer": ("Appendable",),
}
"""The supertypes that parameters name, of types that have a few more (`_FURTHER`)."""
_FURTHER = frozenset({
    "Closeable", "AutoCloseable", "Flushable", "Readable", "Cloneable", "Serializable", "RandomAccess", "AbstractList",
    "AbstractSet", "AbstractMap", "AbstractCollection", "AbstractSequentialList", "SortedSet", "NavigableSet",
    "SortedMap", "NavigableMap", "ConcurrentMap", "HashMap", "HashSet", "FilterInputStream", "FilterOutputStream",
    "Queue", "Deque",
})  # fmt: skip
_ARITHMETIC = frozenset({
    "bool", "char", "short", "int", "unsigned", "unsigned int", "long", "unsigned long", "long long", "float", "double",
    "unsigned long long", "unsigned char", "signed char", "wchar_t", "size_t", "std::size_t", "int64_t", "uint64_t",
    "int32_t", "uint32_t", "uint8_t", "int8_t", "uint16_t", "int16_t",
})  # fmt: skip


class Fit(IntEnum):
    """How well, best first."""

    SAME = 0
    NEAR = 1
    """A supertype or a wider number."""
    FAR = 2
    """By boxing."""
    ANY = 3
    """`Object` or a type variable: takes everything."""
    UNKNOWN = 4
    NEVER = 5


def fit_java(given: str, taken: str) -> Fit:
    """How an argument of one standard type fits a parameter of another."""
    if given == taken:
        return Fit.SAME
    if taken == "Object":
        return Fit.ANY
    if given == _NULL:
        return Fit.NEVER if taken in _WIDER else Fit.NEAR
    if given == _LAMBDA:
        return Fit.NEVER if is_final(taken) else Fit.UNKNOWN
    if given.endswith("[]") or taken.endswith("[]"):
        return _fit_arrays(given, taken)
    return _fit_primitive(given, taken) if given in _WIDER else _fit_object(given, taken)


def _fit_object(given: str, taken: str) -> Fit:
    if taken in _WIDER:
        boxed = next((one for one, box in _BOXES.items() if box == given), "")
        return Fit.FAR if boxed and (taken == boxed or taken in _WIDER[boxed]) else _unless_variable(given)
    if taken in _SUPERTYPES.get(given, ()) or taken in _KNOWN_SUPERTYPES.get(given, ()):
        return Fit.NEAR
    known = given in _SUPERTYPES or taken in _SUPERTYPES or (given in _KNOWN_SUPERTYPES and taken not in _FURTHER)
    return Fit.NEVER if known else Fit.UNKNOWN


def is_final(name: str) -> bool:
    """Whether nothing but itself is of a standard type: what has no subtypes, numbers and arrays."""
    return name in _SUPERTYPES or name in _WIDER or name.endswith("[]")


def _unless_variable(given: str) -> Fit:
    """Only boxes become primitives; of a name that may be a type variable nobody knows."""
    return Fit.UNKNOWN if is_variable(given) else Fit.NEVER


def _fit_arrays(given: str, taken: str) -> Fit:
    if given.endswith("[]") and taken.endswith("[]"):
        inner = given[:-2], taken[:-2]
        return Fit.NEVER if {*inner} & _WIDER.keys() else fit_java(*inner) if not is_variable(inner[1]) else Fit.ANY
    if taken.endswith("[]"):
        return _unless_variable(given) if given != "Object" else Fit.NEVER
    return Fit.NEAR if taken in {"Cloneable", "Serializable"} else Fit.NEVER


def _fit_primitive(given: str, taken: str) -> Fit:
    if taken in _WIDER:
        return Fit.NEAR if taken in _WIDER[given] else Fit.NEVER
    box = _BOXES[given]
    return Fit.FAR if taken == box or taken in _SUPERTYPES[box] else Fit.NEVER


def fit_cpp(given: str, taken: str) -> Fit:
    """How an argument fits a parameter of C++, where classes may convert to and from anything."""
    if given == taken:
        return Fit.SAME
    if given in _ARITHMETIC and taken in _ARITHMETIC:
        return Fit.NEAR
    if given == _NULL:
        return Fit.NEVER if taken in _ARITHMETIC else Fit.UNKNOWN
    if given in _ARITHMETIC and taken.endswith("*"):
        return Fit.UNKNOWN if given == "int" else Fit.NEVER  # `0` is a null pointer too
    if given.endswith("*") and taken in _ARITHMETIC:
        return Fit.NEAR if taken == "bool" else Fit.NEVER
    return Fit.UNKNOWN


def is_variable(name: str) -> bool:
    """Whether a name is, by what everybody calls them, a type variable's."""
    return len(name) <= 2 and name[:1].isupper() and name[1:].upper() == name[1:]
