"""Values that no log may show."""

from __future__ import annotations

import hmac
from typing import Generic, TypeVar, Union

T = TypeVar("T")


class Redacted(Generic[T]):
    """A value that prints ``[redacted]`` and gives itself only when asked by name."""

    __slots__ = ("_value",)

    def __init__(self, value: T) -> None:
        self._value = value

    def reveal(self) -> T:
        """The value itself, for the wire or for storage."""
        return self._value

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Redacted):
            return NotImplemented
        if isinstance(self._value, (str, bytes)) and isinstance(other._value, type(self._value)):
            return hmac.compare_digest(_octets(self._value), _octets(other._value))
        return bool(self._value == other._value)

    def __hash__(self) -> int:
        return hash(self._value)

    def __repr__(self) -> str:
        return "[redacted]"

    def __copy__(self) -> Redacted[T]:
        return self

    def __deepcopy__(self, memo: object) -> Redacted[T]:
        return self

    def __reduce__(self) -> Union[str, tuple[object, ...]]:
        raise TypeError("a secret is not pickled; store what reveal() gives where secrets are kept")


def _octets(value: Union[str, bytes]) -> bytes:
    return value.encode() if isinstance(value, str) else value


Secret = Redacted[str]
SecretBytes = Redacted[bytes]
