"""Which licences let their text be learnt from and passed on with no more than a notice."""

from __future__ import annotations

import re

PERMISSIVE = frozenset(
    """
    0BSD Apache-2.0 BlueOak-1.0.0 BSD-1-Clause BSD-2-Clause BSD-3-Clause BSL-1.0 CC0-1.0 curl ISC libpng-2.0 MIT MIT-0
    NCSA PostgreSQL PSF-2.0 Python-2.0 Unlicense X11 Zlib
    """.split()
)
"""SPDX identifiers."""


def is_permissive(expression: str) -> bool:
    """Whether an SPDX expression lets one choose permissive licences only; `AND` binds tighter than `OR`.

    An exception (`WITH`) only ever adds permissions, so that its licence decides. Parentheses are not understood.
    """
    return any(
        all(re.split(r"\s+WITH\s+", one.strip())[0] in PERMISSIVE for one in re.split(r"\s+AND\s+", choice))
        for choice in re.split(r"\s+OR\s+", expression.strip())
    )
