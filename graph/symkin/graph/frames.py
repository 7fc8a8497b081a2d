"""The open ranges of a sweep, and what can be asked of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from symkin.graph.comments import Comments
from symkin.graph.drafts import Draft, Outline
from symkin.graph.facts import MODULE
from symkin.graph.source import Source

if TYPE_CHECKING:
    from tree_sitter import Node


class Frame(msgspec.Struct, gc=False):
    """An open range; `index` is the definition's for definition frames, and -1 for the others."""

    kind: str
    end: int
    start: int
    index: int = -1
    name: Node | None = None
    others: tuple[Node, ...] = ()
    """Further names that share the frame's type (`a, b int`)."""
    bases: tuple[str, ...] = ()
    annotation: str = ""
    value: Node | None = None
    suffix: str = ""
    variadic: bool = False
    owner: str = ""
    doc: str = ""
    visible: bool | None = None
    promoted: bool = False
    takes: int = 0
    """How many parameters the function type of a parameter, or of a type's definition, has so far."""


class Frames:
    """The stack of a sweep over one file, innermost range last."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.outline = Outline(source)
        self.stack: list[Frame] = []
        self.members: dict[tuple[int, str], int] = {}
        self.decorated: tuple[int, int] | None = None
        self.decorators: list[str] = []
        self.comments = Comments(source)
        self.blocks = "block" in source.captures
        self.local_scopes = "local.scope" in source.captures
        self.latest: dict[int, int] = {}
        """The definition that was closed last, by parent."""

    def scope(self, kinds: frozenset[str] | None = None) -> int:
        """The innermost open definition, of these kinds if any are given, or MODULE."""
        for frame in reversed(self.stack):
            if frame.index >= 0 and (kinds is None or self.outline.drafts[frame.index].kind in kinds):
                return frame.index
        return MODULE

    def container(self) -> str:
        """The name of the container (an `impl`, an instance) that the sweep is directly in, or ''.

        One whose type has no name (`impl Visit for (A, B)`) is called `_`: nothing in it is a name of the module.
        """
        frame = self.stack[-1] if self.stack else None
        if frame is None or frame.kind != "container":
            return ""
        return self.source.of(frame.name) if frame.name else "_"

    def definition(self) -> Draft | None:
        """The innermost open definition, or None."""
        for frame in reversed(self.stack):
            if frame.index >= 0:
                return self.outline.drafts[frame.index]
        return None

    def in_block(self) -> bool:
        """Whether code without a name of its own stands between here and the definition around."""
        if not self.blocks:
            return False
        for frame in reversed(self.stack):
            if frame.index >= 0 or frame.kind == "block":
                return frame.index < 0
        return False
