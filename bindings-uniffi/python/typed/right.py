# pyright: strict
"""A program that type checkers accept."""

import asyncio
import ssl
from typing import Optional

import tvpass
from tvpass import AuthFlow, Driver, Event, Outcome, Person, Question, Secret, SignInOptions, Transport


class Recorded:
    """A transport of the application's own."""

    def send(self, request: tvpass.Request) -> tvpass.Response:
        if request.method is tvpass.Method.GET:
            return tvpass.Response(200, tvpass.Redacted(b'{"profiles": {}}'))
        raise tvpass.TransportError("nobody answers")

    def close(self) -> None:
        pass


def settings(statement: Secret) -> tvpass.Settings:
    device = tvpass.DeviceInfo(
        model="Recorder", version="1", os_name=tvpass.OsName.LINUX(), os_version="6.1", connection_type="Ethernet"
    )
    headers = tvpass.Headers(
        sender=tvpass.Sender.STREAMING_DEVICE,
        ap_device_identifier=tvpass.device_identifier_header(tvpass.Redacted(b"cellar")),
        x_device_info=tvpass.device_info_header(device),
    )
    return tvpass.Settings(
        base_url="http://127.0.0.1:8787", service_provider="REF30", software_statement=statement, headers=headers
    )


def ask(question: Question) -> Optional[Event]:
    if isinstance(question, Question.SHOW_CODE):
        print(question.code, question.authenticate_url or "", question.expires_at.isoformat())
    elif isinstance(question, Question.CHOOSE_MVPD):
        return Event.CHOSEN(question.configuration.mvpds[0].id)
    return None


async def ask_later(question: Question) -> Optional[Event]:
    await asyncio.sleep(0)
    return ask(question)


def end(outcome: Outcome) -> str:
    if isinstance(outcome, Outcome.SIGNED_IN):
        return outcome.profile.mvpd
    if isinstance(outcome, Outcome.DENIED) and outcome.decision.error:
        return outcome.decision.error.code or "denied"
    return repr(outcome)


def keep(saved: tvpass.SecretBytes) -> None:
    print(len(saved.reveal()))


def keep_token(saved: Optional[tvpass.SecretBytes]) -> None:
    print("forgotten" if saved is None else len(saved.reveal()))


def link(driver: Driver) -> list[Secret]:
    person = Person.ID(tvpass.Redacted("household-19"))
    if isinstance(driver.service_token(person), Outcome.WITHOUT_SINGLE_SIGN_ON):
        return []
    driver.link_device(ask)
    listed = driver.list_devices()
    ids = [device.id for device in listed.devices] if isinstance(listed, Outcome.DEVICES) else []
    driver.unlink_devices(ids)
    return ids


def main() -> None:
    installation = tvpass.Installation(settings(tvpass.Redacted("statement")))
    transport: Transport = Recorded()
    with Driver(installation, keep, transport=transport, save_service_token=keep_token, configuration_life=60) as driver:
        try:
            print(len(link(driver)))
            print(end(driver.run(AuthFlow.sign_in(installation, SignInOptions(mvpd="Cablevision")), ask)))
        except tvpass.TvpassError.Network as error:
            print(error.reason, error.explanation)
        except tvpass.TvpassError as error:
            print(isinstance(error.reason, tvpass.Reason.THROTTLED), error)


async def main_later() -> None:
    installation = tvpass.Installation(settings(tvpass.Redacted("statement")))
    transport = tvpass.AsyncHttpTransport(timeout=5, context=ssl.create_default_context())
    driver = tvpass.AsyncDriver(installation, keep, transport=transport)
    print(end(await driver.run(AuthFlow.sign_in(installation, SignInOptions()), ask_later)))
    print(end(await driver.run(AuthFlow.logout(installation, "https://example.com"), ask)))
