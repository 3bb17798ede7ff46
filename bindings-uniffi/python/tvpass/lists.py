"""Lists that the library gave as bytes: each item is made when it is first looked at."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from typing import Any

#: Made at a time by whoever goes through a list: a few, so that who stops early pays for few.
_AT_A_TIME = 16

#: Held for that long by one thread, so that no item is made twice.
_making = threading.Lock()


class Items(list):  # type: ignore[type-arg]
    """A list like any other, once all of its items are made."""

    __slots__ = ("_count", "_make")
    _count: int
    _make: Callable[[], object]

    def __reduce_ex__(self, protocol: Any) -> Any:
        return list, ([*self],)


class Unread(Items):
    """The same before that: its own storage holds the items that were looked at, from the first on."""

    __slots__ = ()

    def __init__(self, count: int, make: Callable[[], object]) -> None:
        self._count = count
        self._make = make

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[Any]:
        at = 0
        while True:
            made = list.__len__(self)
            while at < made:
                yield list.__getitem__(self, at)
                at += 1
            if not _make_up_to(self, at + _AT_A_TIME) and at >= list.__len__(self):
                return

    def __getitem__(self, index: Any) -> Any:
        if isinstance(index, int) and 0 <= index < self._count:
            _make_up_to(self, index + 1)
        else:
            _make_up_to(self, self._count)
        return list.__getitem__(self, index)


def _make_up_to(items: Items, count: int) -> bool:
    """Makes items until there are so many, or all. False if all were there before."""
    with _making:
        if type(items) is Items:
            return False
        count = min(count, items._count)
        make = items._make
        while list.__len__(items) < count:
            list.append(items, make())
        if count == items._count:
            # From here on nothing stands between the caller and the list.
            items.__class__ = Items
            del items._make
        return True


def unread(count: int, make: Callable[[], object]) -> list[Any]:
    """The list of ``count`` items, of which ``make`` gives the next at each call."""
    return Unread(count, make) if count else []


def _after_all(name: str) -> Callable[..., Any]:
    method = getattr(list, name)

    def do(self: Unread, *arguments: Any, **options: Any) -> Any:
        _make_up_to(self, self._count)
        return method(self, *arguments, **options)

    do.__name__ = do.__qualname__ = name
    return do


def _plus(self: Unread, other: Any) -> Any:
    return other + [*self] if isinstance(other, list) else NotImplemented


for _name in (
    "__add__", "__contains__", "__delitem__", "__eq__", "__ge__", "__gt__", "__iadd__", "__imul__", "__le__", "__lt__", "__mul__",
    "__ne__", "__repr__", "__reversed__", "__rmul__", "__setitem__", "append", "clear", "copy", "count", "extend", "index",
    "insert", "pop", "remove", "reverse", "sort",
):
    setattr(Unread, _name, _after_all(_name))
Unread.__radd__ = _plus  # type: ignore[attr-defined]
