"""Every exchange can be watched: its request line, its status or why there is none, its time and its attempt, and no secret."""

import asyncio

import pytest
import tvpass
from service import TestClock, settings, sign_in, stand_in
from test_transport import request, wire  # noqa: F401 (a fixture)
from tvpass import AuthFlow, TransportFailure

STATEMENT = "stand.in.statement"

#: No name server is asked for a name that is longer than any can be.
LONG_NAME = ".".join(["a" * 63] * 5)


class Scripted:
    """A transport that does one thing after the other, each of which takes a quarter of a second of the clock."""

    def __init__(self, clock, *answers):
        self._clock = clock
        self._answers = iter(answers)

    def send(self, request):
        self._clock.millis += 250
        answer = next(self._answers)
        if isinstance(answer, BaseException):
            raise answer
        return answer

    def close(self):
        pass


def seen(error):
    """The observations of a registration whose first request has no response, and whose second one is refused."""
    clock, exchanges = TestClock(), []
    answers = (error, tvpass.Response(400, tvpass.Redacted(b'{"error": "invalid_request"}')))
    installation = tvpass.Installation(settings("http://127.0.0.1:1", STATEMENT))
    television = tvpass.Driver(
        installation, print, transport=Scripted(clock, *answers), clock=clock, observe=exchanges.append
    )
    with pytest.raises(tvpass.TvpassError):
        television.run(AuthFlow.registration(installation), print)
    return exchanges


def test_a_request_without_a_response_and_its_repeat_are_seen():
    lost, answered = seen(tvpass.TransportError("lost"))
    line = "POST /o/client/register"
    expected = tvpass.ObservedExchange(
        line=line, http_status=None, failure=TransportFailure.OTHER, millis=250, attempt=1
    )
    assert lost == expected
    assert answered == tvpass.ObservedExchange(line=line, http_status=400, failure=None, millis=250, attempt=2)


def test_a_sign_in_is_seen_without_its_secrets():
    exchanges = []
    with stand_in("--no-faults") as base_url:
        installation = tvpass.Installation(settings(base_url, STATEMENT))
        television = tvpass.Driver(installation, lambda saved: None, clock=TestClock(), observe=exchanges.append)
        television.run(sign_in(television, "Cablevision"), lambda question: None)
    assert [(each.line, each.http_status, each.attempt) for each in exchanges] == [
        ("POST /o/client/register", 201, 1),
        ("POST /o/client/token", 201, 1),
        ("GET /api/v2/{serviceProvider}/profiles/{mvpd}", 200, 1),
        ("POST /api/v2/{serviceProvider}/sessions", 200, 1),
        ("GET /api/v2/{serviceProvider}/profiles/code/{code}", 200, 1),
    ]


@pytest.fixture(params=[tvpass.HttpTransport, tvpass.AsyncHttpTransport], ids=["blocking", "asyncio"])
def failure(request):
    """Tells the kind of failure of a GET."""

    def kind(url, **options):
        transport = request.param(**options)
        made = tvpass.Request(method=tvpass.Method.GET, url=url, headers=[], body=tvpass.Redacted(b""))
        with pytest.raises(tvpass.TransportError) as failed:
            sent = transport.send(made)
            if asyncio.iscoroutine(sent):
                asyncio.run(sent)
        return tvpass.failure_of(failed.value)

    return kind


def test_causes_are_told_apart(failure, wire):  # noqa: F811
    assert failure(f"http://{LONG_NAME}/") is TransportFailure.NAME_NOT_FOUND
    assert failure("http://127.0.0.1:1/") is TransportFailure.CONNECTION
    assert failure(wire.replace("http:", "https:")) is TransportFailure.TLS
    assert failure(f"{wire}/silent", timeout=0.2) is TransportFailure.TIMED_OUT
    for path in ("short", "short-chunk", "closed"):
        assert failure(f"{wire}/{path}") is TransportFailure.TRUNCATED
    assert failure(f"{wire}/huge?observed", longest_body=100_000) is TransportFailure.TOO_LARGE
    assert failure(f"{wire}/garbage") is TransportFailure.OTHER


def test_a_name_that_cannot_be_written_is_a_failure_of_the_transport():
    with pytest.raises(tvpass.TransportError):
        tvpass.HttpTransport().send(request(f"http://{'a' * 64}.example/"))

