# pyright: strict
"""A program that type checkers accept."""

import asyncio
import ssl
from typing import Optional

import tvpass
from tvpass import AuthFlow, Driver, Input, Outcome, Prompt, Secret, Transport


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


def ask(prompt: Prompt) -> Optional[Input]:
    if isinstance(prompt, Prompt.SHOW_CODE):
        print(prompt.code, prompt.authenticate_url or "", prompt.lapses_at.isoformat())
    elif isinstance(prompt, Prompt.CHOOSE_MVPD):
        return Input.CHOICE(prompt.configuration.mvpds[0].id)
    return None


async def ask_later(prompt: Prompt) -> Optional[Input]:
    await asyncio.sleep(0)
    return ask(prompt)


def end(outcome: Outcome) -> str:
    if isinstance(outcome, Outcome.SIGNED_IN):
        return outcome.profile.mvpd
    if isinstance(outcome, Outcome.DENIED) and outcome.decision.error:
        return outcome.decision.error.code or "denied"
    return repr(outcome)


def keep(saved: tvpass.SecretBytes) -> None:
    print(len(saved.reveal()))


def main() -> None:
    client = tvpass.Client(settings(tvpass.Redacted("statement")))
    transport: Transport = Recorded()
    with Driver(client, keep, transport=transport) as driver:
        try:
            print(end(driver.run(AuthFlow.sign_in(client, "Cablevision"), ask)))
        except tvpass.TvpassError.Network as error:
            print(error.reason, error.explanation)
        except tvpass.TvpassError as error:
            print(isinstance(error.reason, tvpass.Reason.THROTTLED), error)


async def main_later() -> None:
    client = tvpass.Client(settings(tvpass.Redacted("statement")))
    transport = tvpass.AsyncHttpTransport(timeout=5, context=ssl.create_default_context())
    driver = tvpass.AsyncDriver(client, keep, transport=transport)
    print(end(await driver.run(AuthFlow.sign_in(client), ask_later)))
    print(end(await driver.run(AuthFlow.logout(client), ask)))
