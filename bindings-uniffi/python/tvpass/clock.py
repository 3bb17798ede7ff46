"""Where flows get their time from."""

from __future__ import annotations

import asyncio
import random
import threading
import time
from datetime import datetime, timezone
from typing import Protocol

from tvpass.generated.tvpass import Now


class Clock(Protocol):
    """The time, and waiting for it to pass; a test brings its own."""

    def now(self) -> Now:
        """The time by two clocks, and a random number."""
        ...

    def sleep_until(self, monotonic_millis: int, wake: threading.Event) -> None:
        """Returns when ``Now.monotonic_millis`` has come to this, or when ``wake`` is set."""
        ...


class AsyncClock(Protocol):
    """The same for asyncio."""

    def now(self) -> Now:
        """The time by two clocks, and a random number."""
        ...

    async def sleep_until(self, monotonic_millis: int) -> None:
        """Returns when ``Now.monotonic_millis`` has come to this."""
        ...


class SystemClock:
    """The clock of the machine."""

    def now(self) -> Now:
        return _now()

    def sleep_until(self, monotonic_millis: int, wake: threading.Event) -> None:
        wake.wait(_seconds_until(monotonic_millis))


class AsyncSystemClock:
    """The clock of the machine, for asyncio."""

    def now(self) -> Now:
        return _now()

    async def sleep_until(self, monotonic_millis: int) -> None:
        await asyncio.sleep(_seconds_until(monotonic_millis))


def _now() -> Now:
    return Now(
        monotonic_millis=time.monotonic_ns() // 1_000_000,
        unix=datetime.now(timezone.utc),
        random=random.getrandbits(32),
    )


def _seconds_until(monotonic_millis: int) -> float:
    return max(0.0, monotonic_millis / 1000 - time.monotonic())
