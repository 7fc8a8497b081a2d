"""Where a workspace's store and its user's settings lie, and opening the store whatever state it is in."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

from symkin.graph.errors import GraphError
from symkin.graph.store import Store, remove

REBUILT = "the index of this workspace was damaged and is being rebuilt"


def default_cache_dir() -> Path:
    """`$SYMKIN_CACHE_DIR`, or the user's cache directory."""
    import platformdirs

    chosen = os.environ.get("SYMKIN_CACHE_DIR")
    return Path(chosen) if chosen else platformdirs.user_cache_path("symkin")


def default_config_dir() -> Path:
    """`$SYMKIN_CONFIG_DIR`, or the user's configuration directory."""
    import platformdirs

    chosen = os.environ.get("SYMKIN_CONFIG_DIR")
    return Path(chosen) if chosen else platformdirs.user_config_path("symkin")


def open_store(path: Path) -> tuple[Store, str]:
    """The store at a path, and what the user should be told; raises GraphError where there can be none."""
    try:
        return Store(path), ""
    except sqlite3.OperationalError as error:
        raise unwritable(path, error) from error
    except sqlite3.DatabaseError:
        remove(path)
        return Store(path), REBUILT
    except OSError as error:
        raise unwritable(path, error) from error


def unwritable(path: Path, error: Exception) -> GraphError:
    """What to say of a store that cannot be opened or written."""
    return GraphError(
        f"cannot use the index at {path} ({error}): free some space there or set SYMKIN_CACHE_DIR elsewhere"
    )
