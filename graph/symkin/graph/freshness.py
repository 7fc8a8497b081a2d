"""Whether what is known of a file is what is in it, and why nothing is known of some."""

from __future__ import annotations

from pathlib import Path

from symkin.graph.discover import look_at
from symkin.graph.languages.registry import Languages
from symkin.graph.reading import digest
from symkin.graph.store import Store
from symkin.graph.view import View


def outdated(root: Path, view: View, path: str) -> str:
    """What is wrong with what is known of a file, or ''; of a buffer nothing can be."""
    file = view.file(path)
    if file is None:
        return f"{path} is not in the index"
    if file.id < 0:
        return ""
    try:
        same = digest((root / path).read_bytes()) == file.hash
    except OSError:
        return f"{path} cannot be read any more"
    return "" if same else f"{path} has changed since it was indexed"


def why_left_out(root: Path, languages: Languages, store: Store, path: str) -> str:
    """Why a file that is there, and that the view does not have, is not read."""
    if languages.of(path) is None:
        return "no language that symkin reads"
    found = look_at(root, path)
    reasons = {name: reason for name, reason, *_ in store.skipped()}
    return (found.skip if found else "") or reasons.get(path, "ignored")
