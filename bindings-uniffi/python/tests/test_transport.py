"""The contract of transports, over real sockets; both of them, the one for threads and the one for asyncio."""

import asyncio
import http.client
import ssl
import threading

import pytest
import tvpass
from service import exchange, program
from tvpass import Method, Redacted, TransportError

# No test waits so long: what is not ended in another way fails by it.
FOREVER = 3600.0

STATUSES = range(200, 600)
WITHOUT_BODY = (204, 205, 304)


class Blocking:
    def send(self, request, **options):
        return tvpass.HttpTransport(**options).send(request)


class Asyncio:
    def send(self, request, **options):
        return asyncio.run(tvpass.AsyncHttpTransport(**options).send(request))


@pytest.fixture(params=[Blocking, Asyncio], ids=["threads", "asyncio"])
def transport(request):
    return request.param()


@pytest.fixture(scope="module")
def wire():
    with program("TVPASS_WIRE") as base_url:
        yield base_url


def request(url, method=Method.GET, body=b""):
    header = tvpass.Header(name="Content-Type", value=Redacted("application/x-www-form-urlencoded"))
    return tvpass.Request(method=method, url=url, headers=[header], body=Redacted(body))


def wait_for(event, wire, name):
    """Returns when the request of this name has come so far."""
    assert exchange("GET", f"{wire}/{event}?{name}")[0] == 200


@pytest.mark.parametrize("method", list(Method))
def test_status_and_body_of_every_status_come_through(transport, wire, method):
    body = b"grant_type=client_credentials" if method is Method.POST else b""
    for status in STATUSES:
        answer = transport.send(request(f"{wire}/status/{status}", method, body))
        told = "" if status in WITHOUT_BODY else f"{method.wire()} {status} {len(body)}"
        assert (answer.status, answer.body.reveal().decode()) == (status, told)


@pytest.mark.parametrize("status", [401, 407])
def test_an_answer_that_asks_for_credentials_keeps_its_body(transport, wire, status):
    answer = transport.send(request(f"{wire}/challenge/{status}", Method.POST, b"a=b"))
    assert (answer.status, answer.body.reveal()) == (status, f"POST {status} 3".encode())


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_an_answer(transport, wire, status):
    answer = transport.send(request(f"{wire}/redirect/{status}", Method.POST, b"software_statement=secret"))
    assert (answer.status, answer.body.reveal()) == (status, f"POST {status} 25".encode())


@pytest.mark.parametrize("path", ["short", "short-chunk", "closed", "garbage"])
def test_an_answer_that_breaks_off_is_none(transport, wire, path):
    with pytest.raises(TransportError) as failed:
        transport.send(request(f"{wire}/{path}"))
    assert isinstance(failed.value.__cause__, (http.client.HTTPException, OSError))


@pytest.mark.parametrize("path", ["endless", "huge"])
def test_a_body_that_is_longer_than_the_limit_is_none(transport, wire, path):
    with pytest.raises(tvpass.ResponseTooLarge, match="longer than 100000 bytes"):
        transport.send(request(f"{wire}/{path}?{id(transport)}"), longest_body=100_000, timeout=FOREVER)
    wait_for("abandoned", wire, id(transport))


@pytest.mark.parametrize("path", ["drip", "drip-head", "silent"])
def test_one_deadline_holds_for_the_whole_exchange(transport, wire, path):
    with pytest.raises(TransportError, match=r"within 0\.2 s"):
        transport.send(request(f"{wire}/{path}"), timeout=0.2)


def test_a_refused_connection_is_told(transport):
    with pytest.raises(TransportError) as failed:
        transport.send(request("http://127.0.0.1:1/"))
    assert isinstance(failed.value.__cause__, ConnectionRefusedError)


def test_a_failure_of_tls_is_told(transport, wire):
    with pytest.raises(TransportError) as failed:
        transport.send(request(wire.replace("http:", "https:")))
    assert isinstance(failed.value.__cause__, ssl.SSLError)


@pytest.mark.parametrize("path", ["drip", "drip-head", "silent"])
def test_closing_ends_an_exchange_and_its_connection(wire, path):
    transport = tvpass.HttpTransport(timeout=FOREVER)

    def close():
        wait_for("begun", wire, f"closed-{path}")
        transport.close()

    threading.Thread(target=close).start()
    with pytest.raises(TransportError) as ended:
        transport.send(request(f"{wire}/{path}?closed-{path}"))
    assert tvpass.failure_of(ended.value) is tvpass.TransportFailure.CANCELLED
    wait_for("abandoned", wire, f"closed-{path}")
    with pytest.raises(TransportError, match="closed"):
        transport.send(request(f"{wire}/status/200"))


@pytest.mark.parametrize("path", ["drip", "drip-head", "silent"])
def test_cancelling_a_task_ends_its_exchange_and_the_connection(wire, path):
    async def cancel():
        transport = tvpass.AsyncHttpTransport(timeout=FOREVER)
        task = asyncio.create_task(transport.send(request(f"{wire}/{path}?cancelled-{path}")))
        await asyncio.get_running_loop().run_in_executor(None, wait_for, "begun", wire, f"cancelled-{path}")
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    asyncio.run(cancel())
    wait_for("abandoned", wire, f"cancelled-{path}")
