"""Files that people upload stay in memory up to a size; of a larger one only the size is kept."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory

LIMIT = 2 * 1024 * 1024


def received(*contents):
    files = {f"file{n}": SimpleUploadedFile(f"{n}.xlsx", content) for n, content in enumerate(contents)}
    return list(RequestFactory().post("/", files).FILES.values())


def test_a_small_file_arrives_whole():
    (file,) = received(b"x" * LIMIT)
    assert (file.size, file.read()) == (LIMIT, b"x" * LIMIT)


def test_of_a_larger_file_nothing_is_kept_but_its_size():
    (file, other) = received(b"x" * (LIMIT + 1), b"small")
    assert file.size == LIMIT + 1
    assert len(file.read()) < LIMIT
    assert not hasattr(file, "temporary_file_path")
    assert (other.name, other.read()) == ("1.xlsx", b"small")
