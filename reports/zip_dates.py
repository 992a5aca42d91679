"""A zip file with a fixed date on each of its parts, so that the same parts make the same bytes."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

FIRST_DAY = (1980, 1, 1, 0, 0, 0)
"""The earliest that a zip file can say."""


def with_fixed_dates(data: bytes) -> bytes:
    """The same parts in the same order."""
    made = BytesIO()
    with ZipFile(BytesIO(data)) as given, ZipFile(made, "w") as written:
        for name in given.namelist():
            part = ZipInfo(name, FIRST_DAY)
            part.compress_type = ZIP_DEFLATED
            written.writestr(part, given.read(name))
    return made.getvalue()
