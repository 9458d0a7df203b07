"""Frozen trees of values to JSON documents and back, without loss."""

from collections.abc import Mapping
from typing import Any, Generic, TypeVar

from pydantic import TypeAdapter

Value = TypeVar("Value")


class Codec(Generic[Value]):
    """Writes and reads one kind of value."""

    def __init__(self, kind: type[Value]) -> None:
        self._adapter: TypeAdapter[Value] = TypeAdapter(kind)

    def dump(self, value: Value) -> dict[str, Any]:
        """Turn a value into what a JSON column keeps."""
        document: dict[str, Any] = self._adapter.dump_python(value, mode="json")
        return document

    def load(self, document: Mapping[str, Any]) -> Value:
        """Read the value back."""
        return self._adapter.validate_python(document, strict=False)
