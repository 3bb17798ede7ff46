"""The requests of the journeys that people wait for, beside the ledger."""

from pathlib import Path

import pytest
import tvpass
from service import TestClock, settings, sign_in, sign_in_as_person, simulator
from tvpass import AuthFlow, Event, Outcome

LEDGER = Path(__file__).parents[3] / "ledger" / "journeys.tsv"


class Device:
    """A television that keeps what it saves, and counts what it asks."""

    def __init__(self, base_url):
        self.base_url, self.saved, self.lines = base_url, None, []
        self.start()

    def start(self):
        """The program begins, with what it has saved."""
        installation = tvpass.Installation(settings(self.base_url, "demo.software.statement"), self.saved)
        observe = lambda exchange: self.lines.append(exchange.line)  # noqa: E731
        self.driver = tvpass.Driver(installation, self.keep, clock=TestClock(), observe=observe)

    def keep(self, saved):
        self.saved = saved

    def run(self, flow, ask=pytest.fail):
        """The outcome, and the number of requests that it took."""
        self.lines.clear()
        outcome = self.driver.run(flow, ask)
        return outcome, len(self.lines)

    def play(self):
        outcome, requests = self.run(AuthFlow.authorization(self.driver.installation, "REF30"))
        assert isinstance(outcome, Outcome.PERMITTED)
        return requests

    def sign_in(self):
        flow = sign_in(self.driver, "Cablevision")
        outcome, requests = self.run(flow, lambda question: sign_in_as_person(question.authenticate_url))
        assert isinstance(outcome, Outcome.SIGNED_IN)
        return requests


def ledger():
    rows = (line.split("\t") for line in LEDGER.read_text().splitlines()[1:])
    return {journey: int(requests) for journey, requests, *_ in rows}


def test_each_journey_takes_the_requests_of_the_ledger():
    with simulator() as base_url:
        device = Device(base_url)
        taken = {"first sign-in": device.sign_in(), "play after it": device.play()}
        device.start()
        taken["start with saved state, play"] = device.play()
        device.start()
        _, requests = device.run(AuthFlow.check_sign_in(device.driver.installation))
        taken["start with saved state, ask who is signed in"] = requests
        logout = AuthFlow.logout(device.driver.installation, "https://adobe.com")
        outcome, taken["logout"] = device.run(logout, lambda question: Event.USER_AGENT_RETURNED())
        assert isinstance(outcome, Outcome.SIGNED_OUT)
    expected = ledger()
    assert taken == {journey: expected[journey] for journey in taken}
