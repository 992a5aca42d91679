"""A file as an answer of the site: taken away under a name of its own, and kept by no cache on the way.

The next person at the same address, or at the same computer, may read another edition of it or none.
"""

from django.http import HttpResponse
from django.utils.cache import patch_cache_control


def download(content: bytes | str, *, name: str, content_type: str) -> HttpResponse:
    """name: of the file, in letters, digits, dots and hyphens."""
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    patch_cache_control(response, private=True, no_store=True)
    return response
