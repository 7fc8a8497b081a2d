"""The workspace folders of an editor, each with its graph.

Used from one thread only (the server's graph thread), so it needs no lock and questions see every edit
that came before them.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from symkin.graph.errors import GraphError
from symkin.graph.types import Symbol
from symkin.server.notices import Notices
from symkin.server.service import RelatedService

if TYPE_CHECKING:
    from symkin.graph.workspace import Workspace
    from symkin.model.scorer import Scorer


@dataclass(frozen=True, slots=True)
class Root:
    """A folder with its answers. A loose one holds files outside every folder and is never indexed."""

    path: Path
    service: RelatedService
    loose: bool = False
    closed: threading.Event = field(default_factory=threading.Event)
    """Set when the client closes the folder: indexing it may stop."""

    @property
    def workspace(self) -> Workspace:
        """The folder's graph."""
        return self.service.workspace


@dataclass(frozen=True, slots=True)
class Place:
    """A file in its root."""

    root: Root
    path: str


class Roots:
    """Folders by path; a file belongs to the deepest folder that holds it."""

    def __init__(self, notices: Notices) -> None:
        self._notices = notices
        self._roots: dict[Path, Root] = {}
        self._scorer: Scorer | None = None

    def add(self, path: Path, *, loose: bool = False) -> Root | None:
        """Open a folder; one that cannot be opened is None and a notice."""
        from symkin.graph.workspace import Workspace

        if path in self._roots and (loose or not self._roots[path].loose):
            return self._roots[path]
        try:
            workspace = Workspace.open(path)
        except (OSError, GraphError) as error:
            self._notices.tell(f"open {path}", f"symkin cannot read the folder {path}: {error}")
            return None
        root = Root(path, RelatedService(workspace, self._scorer, self._notices), loose)
        self.tell_notices(root)
        self._roots[path] = root
        return root

    def remove(self, path: Path) -> None:
        """Close a folder; one that is not open is no matter."""
        root = self._roots.pop(path, None)
        if root is not None:
            root.closed.set()
            root.workspace.close()

    def set_scorer(self, scorer: Scorer | None) -> None:
        """Let every folder, also later ones, ask this model."""
        self._scorer = scorer
        for root in self._roots.values():
            root.service.scorer = scorer

    def place(self, path: Path) -> Place | None:
        """The file in its root; for a file outside of all, its directory is opened as a loose one."""
        return self._inside(path) or self._inside(path.resolve()) or self._loose(path)

    def set_buffer(self, path: Path, text: str | None) -> None:
        """Overlay the file with unsaved text, or drop the overlay."""
        place = self.place(path)
        if place is not None:
            place.root.workspace.set_buffer(place.path, text)

    def refresh(self, paths: Iterable[Path]) -> None:
        """These files changed on disk."""
        changed: dict[Path, list[str]] = {}
        for path in paths:
            place = self._inside(path) or self._inside(path.resolve())
            if place is not None:
                changed.setdefault(place.root.path, []).append(place.path)
        for root, relative in changed.items():
            self._roots[root].workspace.refresh(relative)

    def symbol_at(self, path: Path, line: int, column: int) -> tuple[Root, Symbol] | None:
        """What the name at a place means (0-based, code points)."""
        place = self.place(path)
        if place is None:
            return None
        # An index run may be far from this file, or nobody has said that it changed; the user is in it now.
        place.root.workspace.catch_up(place.path)
        symbol = place.root.workspace.symbol_at(place.path, line, column)
        self.tell_notices(place.root)
        return (place.root, symbol) if symbol else None

    def tell_notices(self, root: Root) -> None:
        """Pass on what the graph has to say."""
        for message in root.workspace.notices:
            self._notices.tell(message, message)

    def close(self) -> None:
        """Close every folder."""
        for path in list(self._roots):
            self.remove(path)

    def _inside(self, path: Path) -> Place | None:
        holding = [root for root in self._roots if root == path.parent or root in path.parents]
        if not holding:
            return None
        deepest = self._roots[max(holding, key=lambda root: len(root.parts))]
        if deepest.loose and deepest.path != path.parent:
            return None
        return Place(deepest, path.relative_to(deepest.path).as_posix())

    def _loose(self, path: Path) -> Place | None:
        if not path.parent.is_dir():
            return None
        root = self.add(path.parent, loose=True)
        return Place(root, path.name) if root else None
