"""What a user of the data set's tools can mend."""


class DatasetError(Exception):
    """One line that says what is wrong and what to do."""
