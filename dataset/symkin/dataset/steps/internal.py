"""Names that no human wrote."""

from __future__ import annotations

import re

_INTERNAL = re.compile(r"\$|^_{0,2}generated|^[a-z]?\d+$", re.IGNORECASE)


def is_internal(name: str) -> bool:
    """Whether a compiler or a generator made up the name (`$fShowA`, `c1`)."""
    return bool(_INTERNAL.search(name))
