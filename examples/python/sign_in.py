"""A device without a screen of its own signs in: prints a code and an address, and waits until somebody has used them.

    python sign_in.py http://127.0.0.1:8787 [FILE]

FILE keeps registration and token for the next time; it holds secrets.
"""

import os
import sys
from pathlib import Path

import tvpass
from tvpass import AuthFlow, Driver, Installation, Outcome, Question, Redacted, SignInOptions


def settings(server):
    device = tvpass.DeviceInfo(
        model="Recorder", version="1", os_name=tvpass.OsName.LINUX(), os_version="6.1", connection_type="Ethernet"
    )
    return tvpass.Settings(
        base_url=server,
        service_provider="REF30",
        software_statement=Redacted("demo.software.statement"),
        headers=tvpass.Headers(
            sender=tvpass.Sender.STREAMING_DEVICE,
            ap_device_identifier=tvpass.device_identifier_header(Redacted(b"recorder in the cellar")),
            x_device_info=tvpass.device_info_header(device),
        ),
    )


def ask(question):
    """Tells what there is to do; the flow asks by itself whether it was done."""
    if isinstance(question, Question.SHOW_CODE):
        print(f"code {question.code}")
        print(f"open {question.authenticate_url}", flush=True)


def keep(file):
    def save(installation):
        if file:
            descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            with os.fdopen(descriptor, "wb") as opened:
                opened.write(installation.reveal())

    return save


def main(server, file=None):
    saved = Redacted(Path(file).read_bytes()) if file and Path(file).exists() else None
    driver = Driver(Installation(settings(server), saved), keep(file))
    options = SignInOptions(mvpd="Cablevision", domain_name="adobe.com", redirect_url="https://adobe.com")
    try:
        outcome = driver.run(AuthFlow.sign_in(driver.installation, options), ask)
    except tvpass.TvpassError as error:
        return f"no sign-in: {error}"
    if not isinstance(outcome, Outcome.SIGNED_IN):
        return f"no sign-in: {outcome}"
    print(f"signed in at {outcome.profile.mvpd} until {outcome.profile.not_after:%Y-%m-%d}")
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
