"""What a file holds before it is an edition: objects, each with the places in the file that its columns come from."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Located:
    """model: such as "question". fields: column -> value. where: column -> its place in the file, "" for the whole."""

    model: str
    fields: Mapping[str, Any]
    where: Callable[[str], str]

    @property
    def as_object(self) -> dict[str, Any]:
        return {"model": f"framework_data.{self.model}", "fields": dict(self.fields)}
