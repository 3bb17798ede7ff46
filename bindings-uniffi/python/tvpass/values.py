"""Gives the generated types what Python's own have: a `repr` that shows every field, equality with anything, errors that are
pickled and copied."""

from __future__ import annotations

import enum
from collections.abc import Callable
from typing import Any

from tvpass.generated import tvpass as generated


def _fields(value: Any) -> str:
    return ", ".join(f"{name}={field!r}" for name, field in vars(value).items() if not name.startswith("_"))


def _represent(self: Any) -> str:
    return f"{type(self).__qualname__}({_fields(self)})"


def _equals(self: Any, other: object) -> Any:
    if type(self) is not type(other):
        return NotImplemented
    return vars(self) == vars(other)


def _represent_error(self: Any) -> str:
    return f"{type(self).__qualname__}(reason={self.reason!r}, explanation={self.explanation!r})"


def _explain(self: Any) -> str:
    return str(self.explanation)


def _reduce(self: Any) -> tuple[Any, ...]:
    return type(self), (self.reason, self.explanation)


def _represent_object(self: Any) -> str:
    return f"<tvpass.{type(self).__qualname__}>"


def _variants(kind: type) -> list[type]:
    return [variant for variant in vars(kind).values() if isinstance(variant, type) and issubclass(variant, kind)]


def _dress(kind: type) -> None:
    methods: dict[str, Callable[..., object]]
    if issubclass(kind, enum.Enum):
        return
    if issubclass(kind, Exception):
        methods = {"__repr__": _represent_error, "__str__": _explain, "__reduce__": _reduce}
    elif hasattr(kind, "_uniffi_make_instance"):
        methods = {"__repr__": _represent_object}
    else:
        methods = {"__repr__": _represent, "__str__": _represent, "__eq__": _equals}
    for each in _variants(kind) or [kind]:
        for name, method in methods.items():
            setattr(each, name, method)


for _name in generated.__all__:
    _kind = getattr(generated, _name)
    if isinstance(_kind, type) and _kind is not generated.InternalError:
        _dress(_kind)
