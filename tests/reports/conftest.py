"""What tests of stored reports share: work in the background that is done when the request ends, and quick papers."""

import pytest


@pytest.fixture
def work(django_capture_on_commit_callbacks):
    """`with work():` what is put off until the transaction ends is done at its end."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


@pytest.fixture
def printed(monkeypatch):
    """Papers that are made in no time; the list tells whose were printed."""
    found = []

    def pdf_of(report):
        found.append((report.audience.kind, report.subject_name))
        return f"%PDF {len(found)} {report.audience.kind} {report.json}".encode()

    monkeypatch.setattr("reports.pdf.pdf_of", pdf_of)
    return found
