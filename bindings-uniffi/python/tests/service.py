"""The services that a sign-in is tested against, the person who signs in, and a clock that need not wait."""

from __future__ import annotations

import html
import http.client
import json
import os
import re
import subprocess
from contextlib import contextmanager
from datetime import datetime, timedelta, timezone
from urllib.parse import urlencode, urlsplit

import tvpass

_START = datetime(2026, 1, 1, tzinfo=timezone.utc)


@contextmanager
def program(variable, *arguments):
    """Runs the program that an environment variable names, and gives the base URL that it prints first."""
    path = os.environ.get(variable)
    assert path, f"{variable} does not name the program; `cargo xtask test python` sets it"
    process = subprocess.Popen([path, *arguments], stdout=subprocess.PIPE, text=True)
    try:
        line = process.stdout.readline()
        yield re.search(r"http://\S+", line).group()
    finally:
        process.terminate()
        process.wait()
        process.stdout.close()


def stand_in(*arguments):
    return program("TVPASS_STAND_IN", "--port", "0", *arguments)


def simulator(*arguments):
    return program("TVPASS_SIMULATOR", "--port", "0", "--no-throttle", *arguments)


class TestClock:
    """Time that passes only when a flow waits for it."""

    __test__ = False

    def __init__(self) -> None:
        self.millis = 5000

    def now(self) -> tvpass.Now:
        return tvpass.Now(monotonic_millis=self.millis, unix=_START + timedelta(milliseconds=self.millis), random=7)

    def sleep_until(self, monotonic_millis: int, wake: object = None) -> None:
        self.millis = max(self.millis, monotonic_millis)


def settings(base_url, software_statement, identifier=b"living room", **others):
    """A television, or another device by this identifier."""
    headers = tvpass.Headers(
        sender=tvpass.Sender.STREAMING_DEVICE,
        ap_device_identifier=tvpass.device_identifier_header(tvpass.Redacted(identifier)),
        x_device_info=tvpass.device_info_header(
            tvpass.DeviceInfo(
                model="TV 5th Gen", version="5", os_name=tvpass.OsName.TV_OS(), os_version="11.0", connection_type="WiFi"
            )
        ),
    )
    return tvpass.Settings(
        base_url=base_url,
        service_provider="REF30",
        software_statement=tvpass.Redacted(software_statement),
        headers=headers,
        **others,
    )


def sign_in(driver, mvpd=None, **others):
    """A sign-in as televisions do it."""
    options = tvpass.SignInOptions(mvpd=mvpd, domain_name="adobe.com", redirect_url="https://adobe.com", **others)
    return tvpass.AuthFlow.sign_in(driver.installation, options)


def driver(settings, kept=None, saved=None):
    """A driver that keeps in `kept` what it saves."""
    keep = [] if kept is None else kept
    return tvpass.Driver(tvpass.Installation(settings, saved), keep.append, clock=TestClock())


def report(base_url):
    """The requests that the stand-in saw."""
    return json.loads(exchange("GET", f"{base_url}/report")[2])


def exchange(method, url, form=None, cookie=None):
    """Status, headers and text of an answer."""
    parts = urlsplit(url)
    connection = http.client.HTTPConnection(parts.netloc, timeout=30)
    headers = {"Content-Type": "application/x-www-form-urlencoded"} if form else {}
    if cookie:
        headers["Cookie"] = cookie
    connection.request(method, f"{parts.path}?{parts.query}", urlencode(form) if form else None, headers)
    answer = connection.getresponse()
    text = answer.read().decode()
    connection.close()
    return answer.status, answer.headers, text


def sign_in_as_person(authenticate_url):
    """Opens the page in a browser, follows to the provider's login, and signs in."""
    status, headers, _ = exchange("GET", authenticate_url)
    assert status == 302
    cookie = headers["Set-Cookie"].split(";")[0]
    origin = authenticate_url.split("/api/")[0]
    _, _, page = exchange("GET", origin + headers["Location"], cookie=cookie)
    action = html.unescape(re.search(r'<form action="([^"]+)"', page).group(1))
    form = {"username": "viewer", "password": "password", "action": "login"}
    status, headers, _ = exchange("POST", origin + action, form, cookie)
    assert (status, headers["Location"]) == (302, "https://adobe.com")
