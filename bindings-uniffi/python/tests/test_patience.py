"""A flow waits as long as it is asked to, and no longer than the network is away."""

import asyncio
import threading

import pytest
import tvpass
from service import TestClock, driver, settings, stand_in
from tvpass import AuthFlow, Event, Outcome

STATEMENT = "stand.in.statement"


class Flaky:
    """A transport whose first request nobody answers."""

    def __init__(self, transport):
        self._transport = transport
        self._has_failed = False

    def send(self, request):
        if self._has_failed:
            return self._transport.send(request)
        self._has_failed = True
        raise tvpass.TransportError("no network")

    def close(self):
        pass


def test_a_flow_goes_on_as_soon_as_the_network_is_back():
    sleeps = threading.Event()

    class Clock(tvpass.SystemClock):
        def sleep_until(self, monotonic_millis, wake):
            sleeps.set()
            wake.wait()

    outcomes = []
    with stand_in("--no-faults") as base_url:
        installation = tvpass.Installation(settings(base_url, STATEMENT))
        transport = Flaky(tvpass.HttpTransport())
        television = tvpass.Driver(installation, lambda saved: None, transport=transport, clock=Clock())
        flow = AuthFlow.registration(installation)
        thread = threading.Thread(target=lambda: outcomes.append(television.run(flow, print)))
        thread.start()
        sleeps.wait()
        television.online()
        thread.join()
    assert outcomes == [Outcome.REGISTERED()]


def test_a_flow_on_asyncio_goes_on_as_soon_as_the_network_is_back():
    async def register(base_url):
        sleeps = asyncio.Event()

        class Clock(tvpass.AsyncSystemClock):
            async def sleep_until(self, monotonic_millis):
                sleeps.set()
                await asyncio.Event().wait()

        class AsyncFlaky(Flaky):
            async def send(self, request):
                return await super().send(request)

        installation = tvpass.Installation(settings(base_url, STATEMENT))
        transport = AsyncFlaky(tvpass.AsyncHttpTransport())
        television = tvpass.AsyncDriver(installation, lambda saved: None, transport=transport, clock=Clock())
        task = asyncio.create_task(television.run(AuthFlow.registration(installation), print))
        await sleeps.wait()
        television.online()
        return await task

    with stand_in("--no-faults") as base_url:
        assert asyncio.run(register(base_url)) == Outcome.REGISTERED()


class Scripted:
    """A transport that answers every request alike, and notes when."""

    def __init__(self, clock, answer):
        self._clock = clock
        self._answer = answer
        self.times = []

    def send(self, request):
        self.times.append(self._clock.millis)
        if isinstance(self._answer, Exception):
            raise self._answer
        return self._answer

    def close(self):
        pass


def stopped(answer):
    clock = TestClock()
    transport = Scripted(clock, answer)
    installation = tvpass.Installation(settings("http://127.0.0.1:1", STATEMENT))
    television = tvpass.Driver(installation, print, transport=transport, clock=clock)
    with pytest.raises(tvpass.TvpassError) as ended:
        television.run(AuthFlow.registration(installation), print)
    return ended.value, transport.times


def test_the_delay_that_a_service_asks_for_is_kept():
    _, times = stopped(tvpass.Response(503, tvpass.Redacted(b""), retry_after=60.0))
    assert len(times) > 1
    assert all(later - earlier >= 60_000 for earlier, later in zip(times, times[1:]))


def test_a_response_that_is_too_large_is_told_with_its_cause():
    cause = tvpass.ResponseTooLarge("the answer is longer than 3 bytes")
    error, _ = stopped(cause)
    assert isinstance(error.reason, tvpass.Reason.RESPONSE_TOO_LARGE)
    assert error.__cause__ is cause


def test_a_reply_that_fits_nothing_leaves_the_question_standing():
    with stand_in("--no-faults") as base_url:
        television = driver(settings(base_url, STATEMENT))
        options = tvpass.SignInOptions(mvpd="Cablevision", domain_name="adobe.com", redirect_url="https://adobe.com")
        replies = iter([Event.CONFIRMED(), None])
        asked = []

        def ask(question):
            asked.append(question)
            return next(replies)

        outcome = television.run(AuthFlow.sign_in(television.installation, options), ask)
        assert isinstance(outcome, Outcome.SIGNED_IN)
        assert len(asked) == 2
        assert asked[0] is asked[1]
