"""Several flows share one installation, and an installation outlives its process at every moment."""

import asyncio
import threading

import pytest
import tvpass
from service import TestClock, driver, report, settings, sign_in, stand_in
from tvpass import AuthFlow, Outcome

STATEMENT = "stand.in.statement"
FLOWS = 8


def seen(base_url):
    report_ = report(base_url)
    return report_["violations"], report_["registrations"], report_["tokens"]


def test_threads_that_share_an_installation_register_once():
    with stand_in("--no-faults") as base_url:
        # Real time: none of them may wait for ever, nor take over what another is doing.
        television = tvpass.Driver(tvpass.Installation(settings(base_url, STATEMENT)), lambda saved: None)
        outcomes = []

        def run():
            outcomes.append(television.run(AuthFlow.registration(television.installation), lambda question: None))

        threads = [threading.Thread(target=run) for _ in range(FLOWS)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert outcomes == [Outcome.REGISTERED()] * FLOWS
        assert seen(base_url) == ([], 1, 1)


def test_tasks_that_share_an_installation_register_once():
    async def run(base_url):
        async def keep(saved):
            await asyncio.sleep(0)

        television = tvpass.AsyncDriver(tvpass.Installation(settings(base_url, STATEMENT)), keep)
        flows = [AuthFlow.registration(television.installation) for _ in range(FLOWS)]
        return await asyncio.gather(*(television.run(flow, lambda question: None) for flow in flows))

    with stand_in("--no-faults") as base_url:
        assert asyncio.run(run(base_url)) == [Outcome.REGISTERED()] * FLOWS
        assert seen(base_url) == ([], 1, 1)


class Killed(Exception):
    """The process ends here."""


class Mortal:
    """The transport of a process that ends when its request number `last` is about to be sent; never, if that is 0."""

    def __init__(self, last):
        self._last = last
        self._number = 0
        self._transport = tvpass.HttpTransport()

    def send(self, request):
        self._number += 1
        if self._number == self._last:
            raise Killed
        return self._transport.send(request)

    def close(self):
        self._transport.close()


def killed_sign_in(base_url, kept, last, codes=None):
    """Signs in, in a process that ends when request number `last` is about to be sent; tells whether it came to the end."""
    codes = [] if codes is None else codes
    saved = kept[-1] if kept else None
    installation = tvpass.Installation(settings(base_url, STATEMENT), saved)
    assert installation.restore_error() is None
    television = tvpass.Driver(installation, kept.append, transport=Mortal(last), clock=TestClock())
    try:
        outcome = television.run(sign_in(television, "Cablevision"), lambda question: codes.append(question.code))
    except Killed:
        return False
    assert isinstance(outcome, Outcome.SIGNED_IN)
    return True


def test_a_process_that_ends_before_any_request_never_registers_twice():
    last, has_ended = 1, False
    while not has_ended:
        with stand_in("--no-faults") as base_url:
            kept = []
            has_ended = killed_sign_in(base_url, kept, last)
            assert killed_sign_in(base_url, kept, 0)
            violations, registrations, _ = seen(base_url)
            assert (violations, registrations) == ([], 1), f"killed before request {last}"
        last += 1
    # Registration, token, profiles, session, and at least one poll.
    assert last > 5


def test_a_process_that_ends_while_the_code_is_on_the_screen_shows_the_same_code_again():
    with stand_in("--no-faults", "--polls-before-profile", "3") as base_url:
        kept, codes = [], []
        # Registration, token, profiles, session, a poll; the process ends before the second.
        assert not killed_sign_in(base_url, kept, 6, codes)
        assert killed_sign_in(base_url, kept, 0, codes)
        assert len(codes) == 2
        assert len(set(codes)) == 1
        assert report(base_url)["sessions"] == 1


def test_a_store_that_fails_ends_the_flow_before_anything_rests_on_it():
    class Full(Exception):
        """The disk is full."""

    def fail(saved):
        raise Full

    with stand_in("--no-faults") as base_url:
        television = tvpass.Driver(tvpass.Installation(settings(base_url, STATEMENT)), fail, clock=TestClock())
        with pytest.raises(Full):
            television.run(AuthFlow.registration(television.installation), lambda question: None)
        violations, registrations, tokens = seen(base_url)
        assert (violations, registrations, tokens) == ([], 1, 0)


def test_bytes_of_another_application_are_left_behind_and_told():
    kept = []
    with stand_in("--no-faults") as base_url:
        first = driver(settings(base_url, STATEMENT), kept)
        first.run(AuthFlow.registration(first.installation), lambda question: None)
        other = tvpass.Installation(settings(base_url, "another.statement"), kept[-1])
        assert isinstance(other.restore_error(), tvpass.RestoreError.FOREIGN)
        assert other.registration() is tvpass.RegistrationState.UNREGISTERED
        cut = tvpass.Installation(settings(base_url, STATEMENT), tvpass.Redacted(kept[-1].reveal()[:-1]))
        assert isinstance(cut.restore_error(), tvpass.RestoreError.DAMAGED)


def test_headers_change_between_requests():
    class Recorded:
        def __init__(self):
            self.devices = []

        def send(self, request):
            self.devices += [header.value.reveal() for header in request.headers if header.name == "User-Agent"]
            installation.set_headers(headers("second"))
            raise tvpass.TransportError("nobody answers")

        def close(self):
            pass

    def headers(agent):
        made = settings("http://127.0.0.1:1", STATEMENT).headers
        made.user_agent = tvpass.Redacted(agent)
        return made

    transport = Recorded()
    installation = tvpass.Installation(settings("http://127.0.0.1:1", STATEMENT))
    installation.set_headers(headers("first"))
    television = tvpass.Driver(installation, print, transport=transport, clock=TestClock())
    with pytest.raises(tvpass.TvpassError.Network):
        television.run(AuthFlow.registration(installation), lambda question: None)
    assert transport.devices == ["first", "second", "second"]
