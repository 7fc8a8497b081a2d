"""The one exception that users see from this room."""


class GraphError(Exception):
    """Something the user can mend; `str()` is one line that says what to do."""
