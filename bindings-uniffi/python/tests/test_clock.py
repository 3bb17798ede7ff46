"""The machine's clock, and times and texts that nothing on the wire can say."""

import asyncio
import threading
import time
from datetime import datetime, timezone

import pytest
import tvpass
from service import settings
from tvpass import AccessStatus, PartnerFrameworkStatus, clock, timestamp

HOUR = 3_600_000


class Machine:
    """The clock of a machine that sleeps for an hour while a flow waits."""

    def __init__(self, monkeypatch):
        self.millis = 5000
        self.waits = threading.Event()
        monkeypatch.setattr(clock, "_monotonic_nanos", self.nanos)

    def nanos(self):
        self.waits.set()
        return self.millis * 1_000_000

    def sleep(self):
        assert self.waits.wait(30)
        self.millis += HOUR


def test_a_flow_that_waits_while_the_machine_sleeps_goes_on_soon_after(monkeypatch):
    machine = Machine(monkeypatch)
    wait = threading.Thread(target=tvpass.SystemClock().sleep_until, args=(5000 + HOUR, threading.Event()))
    wait.start()
    machine.sleep()
    wait.join(30)
    assert not wait.is_alive()


def test_a_flow_on_asyncio_goes_on_soon_after_as_well(monkeypatch):
    machine = Machine(monkeypatch)
    asleep = threading.Thread(target=machine.sleep)
    asleep.start()
    asyncio.run(asyncio.wait_for(tvpass.AsyncSystemClock().sleep_until(5000 + HOUR), 30))
    asleep.join()


def test_a_flow_that_is_woken_waits_no_longer():
    wake = threading.Event()
    wake.set()
    machine = tvpass.SystemClock()
    before = machine.now().monotonic_millis
    machine.sleep_until(before + HOUR, wake)
    assert machine.now().monotonic_millis < before + HOUR


@pytest.mark.skipif(not hasattr(time, "CLOCK_BOOTTIME"), reason="only Linux has a clock of its own for machines that sleep")
def test_the_clock_counts_the_time_in_which_the_machine_slept(monkeypatch):
    times = {time.CLOCK_BOOTTIME: HOUR, time.CLOCK_MONOTONIC: 5}
    monkeypatch.setattr(time, "clock_gettime_ns", lambda kind: times[kind] * 1_000_000)
    assert tvpass.SystemClock().now().monotonic_millis == HOUR
    assert tvpass.AsyncSystemClock().now().monotonic_millis == HOUR


def test_a_time_that_python_cannot_say_is_the_last_or_the_first_that_it_has():
    last, first = timestamp.from_millis(2**63 - 1), timestamp.from_millis(-(2**63))
    assert (last.year, first.year) == (9999, 1)
    assert timestamp.from_millis(timestamp.to_millis(last)) == last


def test_a_time_without_a_zone_names_no_instant():
    status = PartnerFrameworkStatus(access_status=AccessStatus.GRANTED(), provider_id="Cablevision")
    assert status.is_valid(datetime(2026, 1, 1, tzinfo=timezone.utc))
    with pytest.raises(ValueError, match="no time zone"):
        status.is_valid(datetime(2026, 1, 1))


def test_half_of_a_character_is_no_text():
    with pytest.raises(UnicodeEncodeError):
        tvpass.Installation(settings("http://127.0.0.1:1", "\ud83d"))
