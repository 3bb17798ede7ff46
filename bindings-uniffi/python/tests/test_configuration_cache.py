"""The list of providers is fetched once for several pickers."""

import asyncio

import pytest
import tvpass
from service import TestClock, settings, sign_in, simulator
from tvpass import Event, Question, SignInPlace

CONFIGURATION = "GET /api/v2/{serviceProvider}/configuration"
MINUTES = 60 * 1000


class Pickers:
    """A driver whose viewer looks at lists, and the number of lists that were fetched."""

    def __init__(self, base_url, kind=tvpass.Driver, clock=None, **options):
        self.clock, self.lines = clock or TestClock(), []
        installation = tvpass.Installation(settings(base_url, "demo.software.statement"))
        observe = lambda exchange: self.lines.append(exchange.line)  # noqa: E731
        self.driver = kind(installation, lambda saved: None, clock=self.clock, observe=observe, **options)

    @property
    def count(self):
        return self.lines.count(CONFIGURATION)

    def look(self, times=1):
        """Asks for the list as often as this, then gives up."""
        flow, ask = self.job(times)
        with pytest.raises(tvpass.TvpassError):
            self.driver.run(flow, ask)

    def job(self, times):
        seen = []

        def ask(question):
            assert isinstance(question, Question.CHOOSE_MVPD)
            assert len(question.configuration.mvpds) > 300
            seen.append(question)
            return Event.CANCEL() if len(seen) == times else Event.RELOAD()

        return sign_in(self.driver, place=SignInPlace.OTHER_DEVICE_WITH_PICKER), ask


def test_r23_a_second_picker_needs_no_second_list_and_a_viewer_gets_a_fresh_one():
    with simulator() as base_url:
        pickers = Pickers(base_url)
        pickers.look()
        pickers.look()
        assert pickers.count == 1
        pickers.look(times=2)
        assert pickers.count == 2


def test_a_list_is_kept_for_three_minutes():
    with simulator() as base_url:
        pickers = Pickers(base_url)
        pickers.look()
        fetched = pickers.clock.millis
        pickers.clock.millis = fetched + 3 * MINUTES - 1
        pickers.look()
        assert pickers.count == 1
        pickers.clock.millis = fetched + 3 * MINUTES
        pickers.look()
        assert pickers.count == 2


def test_a_life_of_nothing_keeps_no_list():
    with simulator() as base_url:
        pickers = Pickers(base_url, configuration_life=0)
        pickers.look()
        pickers.look()
        assert pickers.count == 2


def test_another_device_gets_a_list_of_its_own():
    with simulator() as base_url:
        pickers = Pickers(base_url)
        pickers.look()
        other = settings(base_url, "demo.software.statement", b"bedroom").headers
        pickers.driver.installation.set_headers(other)
        pickers.look()
        assert pickers.count == 2


def test_on_asyncio_a_second_picker_needs_no_second_list():
    async def look(pickers):
        for _ in range(2):
            flow, ask = pickers.job(1)
            with pytest.raises(tvpass.TvpassError):
                await pickers.driver.run(flow, ask)

    with simulator() as base_url:
        pickers = Pickers(base_url, tvpass.AsyncDriver, tvpass.AsyncSystemClock())
        asyncio.run(look(pickers))
        assert pickers.count == 1
