"""Names that no human wrote."""

from __future__ import annotations

import re

_INTERNAL = re.compile(r"(?-i:^\$[dfw][A-Z])|\$\d|^_{0,2}generated|^[a-z]?\d+$", re.IGNORECASE)


def is_internal(name: str) -> bool:
    """Whether a compiler or a generator made up the name (`$fShowA`, `Outer$1`, `c1`, but not `$el` or `click$`)."""
    return bool(_INTERNAL.search(name))
