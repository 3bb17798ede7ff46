"""A flow that is no longer wanted ends at once: while it sends, while it waits, and while somebody is asked."""

import asyncio
import threading

import pytest
import tvpass
from service import TestClock, driver, report, settings, sign_in, sign_in_as_person, simulator, stand_in
from tvpass import AuthFlow, Outcome

STATEMENT = "stand.in.statement"


class Unanswered:
    """A transport that nobody answers, until it is closed."""

    def __init__(self):
        self.is_sending = threading.Event()
        self._closed = threading.Event()

    def send(self, request):
        self.is_sending.set()
        self._closed.wait()
        raise tvpass.TransportError("closed")

    def close(self):
        self._closed.set()


def in_background(television, flow):
    """Runs the flow on another thread; gives what it ended with."""
    ended = []

    def run():
        try:
            ended.append(television.run(flow, lambda question: None))
        except Exception as error:
            ended.append(error)

    thread = threading.Thread(target=run)
    thread.start()
    return thread, ended


def test_closing_ends_a_flow_that_sends():
    transport = Unanswered()
    television = tvpass.Driver(tvpass.Installation(settings("http://127.0.0.1:1", STATEMENT)), print, transport=transport)
    thread, ended = in_background(television, AuthFlow.registration(television.installation))
    transport.is_sending.wait()
    television.close()
    thread.join()
    assert isinstance(ended[0], tvpass.DriverClosed)


def test_closing_ends_a_flow_that_waits():
    waits = threading.Event()

    class Clock(tvpass.SystemClock):
        def sleep_until(self, monotonic_millis, wake):
            waits.set()
            super().sleep_until(monotonic_millis + 3_600_000, wake)

    with simulator() as base_url:
        installation = tvpass.Installation(settings(base_url, "demo.software.statement"))
        television = tvpass.Driver(installation, lambda saved: None, clock=Clock())
        thread, ended = in_background(television, sign_in(television, "Cablevision"))
        waits.wait()
        television.close()
        thread.join()
    assert isinstance(ended[0], tvpass.DriverClosed)


def test_a_driver_that_is_left_lets_no_flow_begin():
    with driver(settings("http://127.0.0.1:1", STATEMENT)) as television:
        pass
    with pytest.raises(tvpass.DriverClosed):
        television.run(AuthFlow.registration(television.installation), print)


class AsyncTestClock:
    """Time that passes only when a flow waits for it."""

    def __init__(self):
        self._clock = TestClock()

    def now(self):
        return self._clock.now()

    async def sleep_until(self, monotonic_millis):
        self._clock.sleep_until(monotonic_millis)


def test_a_viewer_signs_in_on_asyncio():
    async def signed_in(base_url):
        kept = []

        async def keep(saved):
            kept.append(saved)

        installation = tvpass.Installation(settings(base_url, STATEMENT))
        television = tvpass.AsyncDriver(installation, keep, clock=AsyncTestClock())
        outcome = await television.run(sign_in(television, "Cablevision"), lambda question: None)
        return outcome, kept

    with stand_in("--no-faults") as base_url:
        outcome, kept = asyncio.run(signed_in(base_url))
        assert isinstance(outcome, Outcome.SIGNED_IN)
        assert outcome.profile.mvpd == "Cablevision"
        assert kept
        assert report(base_url)["violations"] == []


def test_a_question_may_be_answered_by_a_coroutine():
    async def signed_in(base_url):
        async def ask(question):
            await asyncio.to_thread(sign_in_as_person, question.authenticate_url)

        installation = tvpass.Installation(settings(base_url, "demo.software.statement"))
        television = tvpass.AsyncDriver(installation, lambda saved: None, clock=AsyncTestClock())
        return await television.run(sign_in(television, "Cablevision"), ask)

    with simulator() as base_url:
        assert isinstance(asyncio.run(signed_in(base_url)), Outcome.SIGNED_IN)


def test_cancelling_a_task_ends_its_flow():
    class Unanswered:
        def __init__(self):
            self.is_sending = asyncio.Event()

        async def send(self, request):
            self.is_sending.set()
            await asyncio.Event().wait()

    async def cancel():
        transport, exchanges = Unanswered(), []
        installation = tvpass.Installation(settings("http://127.0.0.1:1", STATEMENT))
        television = tvpass.AsyncDriver(installation, print, transport=transport, observe=exchanges.append)
        task = asyncio.create_task(television.run(AuthFlow.registration(installation), print))
        await transport.is_sending.wait()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert [each.failure for each in exchanges] == [tvpass.TransportFailure.CANCELLED]

    asyncio.run(cancel())


def test_why_nobody_answered_is_the_cause_of_the_error():
    television = driver(settings("http://127.0.0.1:1", STATEMENT))
    with pytest.raises(tvpass.TvpassError.Network) as stopped:
        television.run(AuthFlow.registration(television.installation), print)
    assert isinstance(stopped.value.__cause__, tvpass.TransportError)
    assert isinstance(stopped.value.__cause__.__cause__, ConnectionRefusedError)


def test_why_nobody_answered_is_the_cause_on_asyncio_as_well():
    async def register():
        installation = tvpass.Installation(settings("http://127.0.0.1:1", STATEMENT))
        television = tvpass.AsyncDriver(installation, print, clock=AsyncTestClock())
        await television.run(AuthFlow.registration(installation), print)

    with pytest.raises(tvpass.TvpassError.Network) as stopped:
        asyncio.run(register())
    assert isinstance(stopped.value.__cause__, tvpass.TransportError)
