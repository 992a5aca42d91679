"""The one error of reading a file: its text is a sentence fit to show."""


class UnreadableError(Exception):
    """The file holds no text that can be read; `str()` says why and what to do."""
