"""transformers without its progress bars and remarks: ours are the only words that a user sees."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr
from io import StringIO


@contextmanager
def quiet() -> Iterator[None]:
    """No bars and no warnings of transformers and peft inside `with`."""
    # Their bars and their logger write to what `sys.stderr` is at that moment.
    with warnings.catch_warnings(), redirect_stderr(StringIO()):
        warnings.simplefilter("ignore")
        yield
