"""The time from the wish to end a flow to its end, while a server holds its answer.

``cancel.py SERVER`` prints a line for each way to end one: the nanoseconds of the middle round, and of the slowest.
"""

import asyncio
import itertools
import sys
import threading
import time
import urllib.request

import tvpass

_ROUNDS = 100
_server = sys.argv[1]
_numbers = itertools.count()


def held(request, name):
    """The same request to the path that gives no answer."""
    return tvpass.Request(
        method=request.method, url=f"{_server}/silent?{name}", headers=request.headers, body=request.body
    )


def wait_until_held(name):
    """The server replies as soon as it has the request of this name."""
    urllib.request.urlopen(f"{_server}/begun?{name}").read()


def installation():
    headers = tvpass.Headers(
        sender=tvpass.Sender.STREAMING_DEVICE,
        ap_device_identifier=tvpass.device_identifier_header(tvpass.Redacted(b"cellar")),
        x_device_info=tvpass.Redacted("e30="),
    )
    settings = tvpass.Settings(
        base_url=_server,
        service_provider="REF30",
        software_statement=tvpass.Redacted("statement"),
        headers=headers,
    )
    return tvpass.Installation(settings)


class Held(tvpass.HttpTransport):
    def __init__(self, name):
        super().__init__()
        self._name = name

    def send(self, request):
        return super().send(held(request, self._name))


class AsyncHeld(tvpass.AsyncHttpTransport):
    def __init__(self, name):
        super().__init__()
        self._name = name

    async def send(self, request):
        return await super().send(held(request, self._name))


def close():
    name = f"python-{next(_numbers)}"
    driver = tvpass.Driver(installation(), lambda saved: None, transport=Held(name))
    ended = []

    def run():
        try:
            driver.run(tvpass.AuthFlow.registration(driver.installation), lambda question: None)
        except tvpass.DriverClosed as error:
            ended.append(error)

    thread = threading.Thread(target=run)
    thread.start()
    wait_until_held(name)
    start = time.perf_counter_ns()
    driver.close()
    thread.join()
    took = time.perf_counter_ns() - start
    assert ended
    return took


async def cancel():
    name = f"asyncio-{next(_numbers)}"
    driver = tvpass.AsyncDriver(installation(), lambda saved: None, transport=AsyncHeld(name))
    flow = tvpass.AuthFlow.registration(driver.installation)
    task = asyncio.create_task(driver.run(flow, lambda question: None))
    await asyncio.get_running_loop().run_in_executor(None, wait_until_held, name)
    start = time.perf_counter_ns()
    task.cancel()
    await asyncio.wait({task})
    took = time.perf_counter_ns() - start
    assert task.cancelled()
    return took


def measure(what, work):
    rounds = sorted(work() for _ in range(_ROUNDS))
    print(f"python\t{what}\t{rounds[_ROUNDS // 2]}\t{rounds[-1]}")


measure("Driver.close", close)
measure("asyncio, Task.cancel", lambda: asyncio.run(cancel()))
