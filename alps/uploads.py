"""How files that people upload are received: in memory up to a size, and beyond it not at all."""

from io import BytesIO
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler


class SmallFiles(FileUploadHandler):
    """Keeps what is within FILE_UPLOAD_MAX_MEMORY_SIZE; of a larger file only how large it was, for the form to say."""

    def new_file(self, *given: Any, **named: Any) -> None:
        super().new_file(*given, **named)
        self.kept = BytesIO()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        if start + len(raw_data) <= settings.FILE_UPLOAD_MAX_MEMORY_SIZE:
            self.kept.write(raw_data)
        else:
            self.kept = BytesIO()

    def file_complete(self, file_size: int) -> InMemoryUploadedFile:
        self.kept.seek(0)
        return InMemoryUploadedFile(
            self.kept, self.field_name, self.file_name, self.content_type, file_size, self.charset
        )
