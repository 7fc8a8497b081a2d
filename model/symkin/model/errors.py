"""What users of the model are told."""


class ModelError(Exception):
    """The model cannot answer; `str()` is one line that says what to do."""


class ModelCancelled(ModelError):  # noqa: N818  # not a fault
    """The caller called the question off."""
