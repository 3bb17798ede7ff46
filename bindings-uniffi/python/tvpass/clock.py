"""The clock of the flows."""

from __future__ import annotations

import asyncio
import random
import sys
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
        while (seconds := _seconds_until(monotonic_millis)) > 0:
            if wake.wait(min(seconds, _LONGEST_TIMER)):
                return


class AsyncSystemClock:
    """The clock of the machine, for asyncio."""

    def now(self) -> Now:
        return _now()

    async def sleep_until(self, monotonic_millis: int) -> None:
        while (seconds := _seconds_until(monotonic_millis)) > 0:
            await asyncio.sleep(min(seconds, _LONGEST_TIMER))


# A timer stands still while the machine sleeps: after a short one the clock is asked again.
_LONGEST_TIMER = 1.0

# The clock that goes on while the machine sleeps: Linux has one of its own, on macOS it is the raw one.
_CLOCK = getattr(time, "CLOCK_BOOTTIME", None if sys.platform != "darwin" else getattr(time, "CLOCK_MONOTONIC_RAW", None))


def _now() -> Now:
    return Now(
        monotonic_millis=_monotonic_nanos() // 1_000_000,
        unix=datetime.now(timezone.utc),
        random=random.getrandbits(32),
    )


def _monotonic_nanos() -> int:
    return time.monotonic_ns() if _CLOCK is None else time.clock_gettime_ns(_CLOCK)


def _seconds_until(monotonic_millis: int) -> float:
    return monotonic_millis / 1000 - _monotonic_nanos() / 1_000_000_000
