"""A neighbourhood as one HTML page: nothing is loaded from anywhere, so it works from `file://` and in an e-mail.

The page is put together from the files in `web/`. What comes from sources is data in it: JSON that cannot end its
element, shown as text only; the page's own policy lets the browser run no other script than ours.
"""

from __future__ import annotations

import json
import re
from base64 import b64encode
from collections.abc import Mapping
from hashlib import sha256
from html import escape
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from symkin.cli.errors import CliError, printable

if TYPE_CHECKING:
    from symkin.graph.neighbourhood import Link, Neighbourhood, Node
    from symkin.graph.types import Symbol

MARK = '<meta name="generator" content="symkin">'
"""Tells a page of ours from a file that must not be overwritten."""

SCRIPTS = ("graph.js", "layout.js", "shared.js", "picture.js", "beside.js", "finding.js", "acting.js")

_EDITOR_URL = re.compile(r"(?!(?:javascript|data|vbscript|https?):)[a-z][a-z0-9+.-]*://\S*\{path\}\S*", re.IGNORECASE)


def is_editor_url(text: str) -> bool:
    """Whether `text` is a link to an editor, with `{path}` in it."""
    return _EDITOR_URL.fullmatch(text) is not None


def is_page(file: Path) -> bool:
    """Whether `file` was written by `render`. Raises OSError."""
    with file.open("rb") as opened:
        return MARK.encode() in opened.read(1000)


def save(page: str, file: Path) -> None:
    """Write a page, over an older one at most: a source named by mistake must survive. Raises CliError."""
    try:
        if file.is_file() and not is_page(file):
            raise CliError(f"{file} is there and is no page of symkin; name another file")
        file.write_text(page, encoding="utf-8")
    except OSError as error:
        raise CliError(f"cannot write {file}: {error.strerror}; name another file") from error


def render(found: Neighbourhood, root: Path, editor: str = "") -> str:
    """The page; with `editor` its places are links to files under `root`, and it tells absolute paths."""
    data = {key: [*map(_shown, value)] if isinstance(value, list) else value for key, value in to_json(found).items()}
    if editor:
        for node, shown in zip(found.nodes, data["nodes"], strict=True):
            shown["href"] = _href(editor, root, node.symbol)
    script = "'use strict';\n(() => {\n" + "\n".join(map(_web, SCRIPTS)) + "})();\n"
    return _fill(
        _web("page.html"),
        {
            "TITLE": escape(f"{data['nodes'][0]['label']} · symkin"),
            "HASH": b64encode(sha256(script.encode()).digest()).decode(),
            "STYLE": _web("page.css"),
            "DATA": embedded(data),
            "SCRIPT": script,
        },
    )


def to_json(found: Neighbourhood) -> dict[str, Any]:
    """The JSON object of a neighbourhood: `source` and `target` are places in `nodes`, lines and columns 1-based."""
    return {
        "nodes": [_node(node) for node in found.nodes],
        "links": [_link(link) for link in found.links],
        "left_out": found.left_out,
    }


def embedded(data: object) -> str:
    """JSON that may stand in a `<script>` element, whatever it holds."""
    text = json.dumps(data, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _node(node: Node) -> dict[str, Any]:
    symbol = node.symbol
    return {
        "label": node.label,
        "name": symbol.name,
        "qualified_name": symbol.qualified_name,
        "kind": symbol.kind,
        "path": symbol.path,
        "line": symbol.line + 1,
        "column": symbol.column + 1,
        "module": symbol.module,
        "signature": symbol.signature,
        "doc": " ".join(symbol.doc.split()),
        "depth": node.depth,
        "left_out": node.left_out,
    }


def _link(link: Link) -> dict[str, Any]:
    return {
        "source": link.source,
        "target": link.target,
        "kinds": list(link.kinds),
        "confidence": link.confidence,
        "path": link.site.path,
        "line": link.site.line + 1,
        "column": link.site.column + 1,
    }


def _shown(row: Mapping[str, Any]) -> dict[str, Any]:
    """Without control characters: they could turn a name around, or add a command to a copied path."""
    return {key: printable(value) if isinstance(value, str) else value for key, value in row.items()}


def _href(editor: str, root: Path, symbol: Symbol) -> str:
    path = (root / symbol.path).as_posix()
    # A Windows path starts with a drive, and a URL's path with a slash.
    values = {
        "{path}": quote(path if path.startswith("/") else f"/{path}", safe="/:", errors="surrogateescape"),
        "{line}": str(symbol.line + 1),
        "{column}": str(symbol.column + 1),
    }
    return re.sub(r"\{(?:path|line|column)\}", lambda match: values[match[0]], editor)


def _fill(template: str, values: Mapping[str, str]) -> str:
    """Put each value in place of its `@NAME@`; what stands in the values is not looked at."""
    return re.sub("@([A-Z]+)@", lambda match: values[match[1]], template)


def _web(name: str) -> str:
    return (resources.files("symkin.cli") / "web" / name).read_text(encoding="utf-8")
