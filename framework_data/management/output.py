"""Files of commands: read and written, or an error in words."""

from pathlib import Path

from django.core.management.base import CommandError, OutputWrapper


def write(content: str, path: str | None, stdout: OutputWrapper) -> None:
    """To the file that is named, else to standard output, in UTF-8."""
    if path is not None:
        write_bytes(content.encode(), path)
        return
    if hasattr(stdout, "reconfigure"):  # a terminal's own encoding may not know every character
        stdout.reconfigure(encoding="utf-8")
    stdout.write(content, ending="")


def write_bytes(content: bytes, path: str) -> None:
    try:
        Path(path).write_bytes(content)
    except OSError as error:
        raise CommandError(f"{path} cannot be written: {error.strerror}.") from None


def read(path: str, most: int) -> bytes:
    """As much of the file as shows that it is larger than `most` bytes, and no more."""
    try:
        with Path(path).open("rb") as file:
            return file.read(most + 1)
    except OSError as error:
        raise CommandError(f"{path} cannot be read: {error.strerror}.") from None
