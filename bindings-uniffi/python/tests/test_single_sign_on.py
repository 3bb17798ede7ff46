"""A phone and a television in one sign-in, by the Single Sign-On Service."""

import asyncio

import pytest
import tvpass
from service import TestClock, settings, sign_in, sign_in_as_person, simulator
from tvpass import AuthFlow, Event, NoSingleSignOn, Outcome, Person, Question, Redacted

HOUSEHOLD = Person.ID(Redacted("household-19"))
HOUR = 60 * 60 * 1000


class Listening(tvpass.HttpTransport):
    """Notes the path and the service token of each request."""

    def __init__(self):
        super().__init__()
        self.paths, self.tokens = [], []

    def send(self, request):
        tokens = [header.value for header in request.headers if header.name == "AD-Service-Token"]
        self.paths.append(f"{request.method.wire()} /{request.url.split('/', 3)[-1]}")
        self.tokens.append(tokens[0] if tokens else None)
        return super().send(request)


class Device:
    """A driver for the device of this name, and what passes through it."""

    def __init__(self, base_url, name):
        self.transport, self.clock, self.saved = Listening(), TestClock(), []
        installation = tvpass.Installation(settings(base_url, "demo.software.statement", name.encode()))
        self.driver = tvpass.Driver(
            installation, lambda saved: None, self.transport, self.clock, save_service_token=self.saved.append
        )
        self.installation = installation


def phone(base_url):
    """A phone that is signed in with a service token."""
    device = Device(base_url, "phone")
    assert isinstance(device.driver.service_token(HOUSEHOLD), Outcome.SERVICE_TOKEN_READY)
    flow = sign_in(device.driver, "Cablevision")
    outcome = device.driver.run(flow, lambda question: sign_in_as_person(question.authenticate_url))
    assert isinstance(outcome, Outcome.SIGNED_IN)
    return device


def link_code(device):
    """The code that the device shows."""
    codes = []
    linked = device.driver.link_device(lambda question: codes.append(question.code))
    assert isinstance(linked, Outcome.LINK_FINISHED)
    return codes[0]


def joined(base_url, giving):
    """A television that joined by the code of the other device, and found its sign-in."""
    television = Device(base_url, "television")
    outcome = television.driver.service_token(Person.LINK_CODE(link_code(giving)))
    assert isinstance(outcome, Outcome.SERVICE_TOKEN_READY)
    outcome = television.driver.run(AuthFlow.check_sign_in(television.installation), pytest.fail)
    assert isinstance(outcome, Outcome.SIGNED_IN)
    return television


def test_a_television_without_a_keyboard_joins_by_the_phones_code_and_is_in_the_same_sign_in():
    with simulator() as base_url:
        giving = phone(base_url)
        television = joined(base_url, giving)
        assert not [path for path in television.transport.paths if "sessions" in path]
        seen = [device.driver.list_devices() for device in (giving, television)]
        ids = [{device.id for device in outcome.devices} for outcome in seen]
        assert ids[0] == ids[1] == {outcome.own for outcome in seen}
        assert len(ids[0]) == 2
        assert {device.model for device in seen[0].devices} == {"TV 5th Gen"}


def test_a_code_that_is_refused_is_told_in_the_services_words_and_another_one_taken():
    with simulator() as base_url:
        code, told = link_code(phone(base_url)), []

        def ask(question):
            assert isinstance(question, Question.LINK_CODE_REFUSED)
            told.append(question.error)
            return Event.LINK_CODE(code)

        television = Device(base_url, "television").driver
        wrong = Person.LINK_CODE(Redacted("000000"))
        assert isinstance(television.service_token(wrong, ask), Outcome.SERVICE_TOKEN_READY)
        assert [error.known_code for error in told] == [tvpass.ErrorCode.TOKEN_INVALID]
        assert told[0].message


def test_a_viewer_without_another_code_goes_on_without_single_sign_on():
    with simulator() as base_url:
        outcome = Device(base_url, "television").driver.service_token(Person.LINK_CODE(Redacted("000000")))
        assert isinstance(outcome, Outcome.WITHOUT_SINGLE_SIGN_ON)
        assert isinstance(outcome.reason, NoSingleSignOn.NO_CODE)
        assert outcome.party is tvpass.Party.VIEWER


def test_a_television_that_was_unlinked_on_the_phone_needs_a_sign_in():
    with simulator() as base_url:
        giving = phone(base_url)
        television = joined(base_url, giving)
        listed = giving.driver.list_devices()
        others = [device.id for device in listed.devices if device.id != listed.own]
        unlinked = giving.driver.unlink_devices(others)
        assert (unlinked.devices, unlinked.is_own) == (others, False)
        outcome = television.driver.run(AuthFlow.authorization(television.installation, "REF30"), pytest.fail)
        assert isinstance(outcome, Outcome.SIGN_IN_NEEDED)
        assert outcome.error.message


def test_a_token_that_is_due_is_renewed_stored_and_carried():
    with simulator() as base_url:
        device = phone(base_url)
        old = device.transport.tokens[-1]
        device.clock.millis += HOUR - 60_000
        assert isinstance(device.driver.list_devices(), Outcome.DEVICES)
        assert device.transport.paths[-2:] == ["GET /api/REF30/serviceToken", "GET /api/REF30/list"]
        new = device.transport.tokens[-1]
        assert old != new
        assert len(device.saved) == 2
        device.driver.run(AuthFlow.authorization(device.installation, "REF30"), pytest.fail)
        assert device.transport.tokens[-1] == new


def test_an_expired_token_goes_out_with_no_call_of_the_api():
    with simulator() as base_url:
        device = phone(base_url)
        device.clock.millis += HOUR
        device.driver.run(AuthFlow.authorization(device.installation, "REF30"), pytest.fail)
        assert device.transport.tokens[-1] is None


def test_a_token_outlives_a_restart_and_asks_for_nothing():
    with simulator() as base_url:
        saved = phone(base_url).saved[-1]
        again = Device(base_url, "phone")
        assert again.driver.restore_service_token(saved) is None
        assert isinstance(again.driver.service_token(), Outcome.SERVICE_TOKEN_READY)
        assert again.transport.paths == []
        outcome = again.driver.run(AuthFlow.check_sign_in(again.installation), pytest.fail)
        assert isinstance(outcome, Outcome.SIGNED_IN)
        again.driver.forget_service_token()
        assert again.saved == [None]
        damaged = Redacted(saved.reveal()[1:])
        assert isinstance(again.driver.restore_service_token(damaged), tvpass.RestoreError.DAMAGED)


def test_a_device_that_unlinks_itself_has_no_token_any_more():
    with simulator() as base_url:
        television = joined(base_url, phone(base_url))
        own = television.driver.list_devices().own
        assert television.driver.unlink_devices([own]).is_own
        assert television.saved[-1] is None
        outcome = television.driver.list_devices()
        assert isinstance(outcome.reason, NoSingleSignOn.NOBODY_KNOWN)


def test_a_service_that_is_not_licensed_leaves_the_application_at_work():
    with simulator("--scenario", "single-sign-on-not-licensed") as base_url:
        device = Device(base_url, "phone")
        outcome = device.driver.service_token(HOUSEHOLD)
        assert outcome.reason == NoSingleSignOn.NOT_LICENSED(403)
        assert outcome.party is tvpass.Party.CONFIGURATION
        flow = sign_in(device.driver, "Cablevision")
        outcome = device.driver.run(flow, lambda question: sign_in_as_person(question.authenticate_url))
        assert isinstance(outcome, Outcome.SIGNED_IN)


def test_no_device_to_unlink_is_refused_at_once():
    with simulator() as base_url:
        device = phone(base_url)
        with pytest.raises(tvpass.TvpassError.Integrator) as refused:
            device.driver.unlink_devices([])
        assert refused.value.reason == tvpass.Reason.MISSING_PARAMETER("devices")


def test_tasks_link_as_threads_do():
    with simulator() as base_url:
        asyncio.run(tasks_link(base_url))


async def tasks_link(base_url):
    def device(name):
        saved = []

        async def save_service_token(token):
            saved.append(token)

        installation = tvpass.Installation(settings(base_url, "demo.software.statement", name))
        return tvpass.AsyncDriver(installation, lambda saved: None, save_service_token=save_service_token), saved

    (giving, kept), (television, taken) = device(b"phone"), device(b"television")
    assert isinstance(await giving.service_token(HOUSEHOLD), Outcome.SERVICE_TOKEN_READY)
    codes = []

    async def show(question):
        codes.append(question.code)
        return Event.NEW_CODE() if len(codes) == 1 else None

    assert isinstance(await giving.link_device(show), Outcome.LINK_FINISHED)
    assert len(codes) == 2
    outcome = await television.service_token(Person.LINK_CODE(codes[1]))
    assert isinstance(outcome, Outcome.SERVICE_TOKEN_READY)
    assert isinstance(await television.list_devices(), Outcome.DEVICES)
    assert isinstance(await television.unlink_devices([Redacted("nobody")]), Outcome.UNLINKED)
    assert giving.restore_service_token(kept[0]) is None
    await television.forget_service_token()
    assert taken[-1] is None
