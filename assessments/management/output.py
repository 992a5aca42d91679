"""Where a command's text goes: a file that is named, or standard output."""

from pathlib import Path

from django.core.management.base import CommandError, OutputWrapper

from assessments.models import Assessment


def write(text: str, path: str | None, stdout: OutputWrapper) -> None:
    if path is None:
        if hasattr(stdout, "reconfigure"):  # a terminal's own encoding may not know every character
            stdout.reconfigure(encoding="utf-8")
        stdout.write(text, ending="")
        return
    write_bytes(text.encode(), path)


def write_bytes(data: bytes, path: str) -> None:
    try:
        Path(path).write_bytes(data)
    except OSError as error:
        raise CommandError(f"{path} cannot be written: {error.strerror}.") from None


def assessment_or_error(slug: str) -> Assessment:
    try:
        return Assessment.objects.select_related("partnership", "edition").get(slug=slug)
    except Assessment.DoesNotExist:
        raise CommandError(f"There is no assessment {slug}.") from None
