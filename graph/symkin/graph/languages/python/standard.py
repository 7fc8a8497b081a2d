"""What Python's standard functions and methods make of values, as `compounds` reads it.

`each` is an element, `item` one that is asked for, `same` the value itself, `listed` a list of its elements.
"""

from __future__ import annotations

from collections.abc import Mapping

CALLS: Mapping[str, str] = {
    **dict.fromkeys(("sorted", "list", "tuple", "set", "frozenset", "reversed", "iter", "deque"), "listed"),
    **dict.fromkeys(("next", "max", "min"), "each"),
    **dict.fromkeys(("copy", "deepcopy", "partial", "cast"), "same"),
    "enumerate": "numbered",
    "type": "class",
}
"""By function: what it makes of its first argument."""

METHODS: Mapping[tuple[str, str], str] = {
    **dict.fromkeys((("dict", "get"), ("dict", "pop"), ("dict", "setdefault")), "item"),
    **dict.fromkeys((("list", "pop"), ("list", "popleft"), ("list", "__next__"), ("list", "__anext__")), "item"),
    ("list", "__enter__"): "item",
    ("list", "__aenter__"): "item",
    **dict.fromkeys((("dict", "copy"), ("list", "copy"), ("list", "union"), ("list", "difference")), "same"),
    ("dict", "keys"): "keys",
    ("dict", "values"): "values",
    ("dict", "items"): "items",
}
"""By type and method. A function that yields what `with` enters is a list of one."""

CONTAINERS = (
    "list", "List", "set", "Set", "frozenset", "FrozenSet", "deque", "Deque", "Sequence", "MutableSequence",
    "Iterable", "Iterator", "Collection", "Container", "AbstractSet", "MutableSet", "Generator", "AsyncGenerator",
    "AsyncIterable", "AsyncIterator", "Reversible", "WeakSet", "KeysView", "ValuesView",
    "ContextManager", "AsyncContextManager", "AbstractContextManager", "AbstractAsyncContextManager",
)  # fmt: skip
KEYED = (
    "dict", "Dict", "Mapping", "MutableMapping", "defaultdict", "DefaultDict", "OrderedDict", "ChainMap",
    "WeakValueDictionary", "WeakKeyDictionary",
)  # fmt: skip
TRANSPARENT = ("Optional", "Annotated", "ClassVar", "Final", "Required", "NotRequired", "ReadOnly", "Awaitable")
