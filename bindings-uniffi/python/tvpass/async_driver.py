"""Runs a flow on asyncio."""

from __future__ import annotations

import asyncio
import contextlib
import inspect
import ssl
from collections.abc import Awaitable, Callable
from typing import Optional, Protocol, TypeVar, Union

from tvpass.clock import AsyncClock, AsyncSystemClock
from tvpass.cycle import Cycle
from tvpass.exchange import Exchange, TransportError
from tvpass.generated.tvpass import AuthFlow, Client, Input, Outcome, Prompt, Request, Step
from tvpass.redacted import Redacted, SecretBytes
from tvpass.transport import LONGEST_BODY, Response

Result = TypeVar("Result")


class AsyncTransport(Protocol):
    """Sends requests; an application with an HTTP library of its own brings another.

    Every status is an answer, redirects included; a body that breaks off is none.
    """

    async def send(self, request: Request) -> Response:
        """Raises an ``OSError``, such as ``TransportError``, if there is no whole answer."""
        ...


class AsyncHttpTransport:
    """As ``HttpTransport``; an exchange whose task is cancelled ends at once."""

    def __init__(
        self, timeout: float = 30.0, longest_body: int = LONGEST_BODY, context: Optional[ssl.SSLContext] = None
    ) -> None:
        self._timeout = timeout
        self._longest_body = longest_body
        self._context = context

    async def send(self, request: Request) -> Response:
        exchange = Exchange(request, self._timeout, self._longest_body, self._context)
        loop = asyncio.get_running_loop()
        finished = asyncio.Event()

        def done() -> None:
            # The loop may have ended before the thread.
            with contextlib.suppress(RuntimeError):
                loop.call_soon_threadsafe(finished.set)

        try:
            exchange.start(done)
            await asyncio.wait_for(finished.wait(), self._timeout)
            status, body = exchange.result()
        except asyncio.TimeoutError as error:
            raise TransportError(f"no whole answer within {self._timeout:g} s") from error
        finally:
            exchange.abort()
        return Response(status, Redacted(body))


class AsyncDriver:
    """As ``Driver``, for asyncio: cancelling the task ends the flow, and what was saved stays good.

    ``save`` may be a coroutine function, as may what answers prompts.
    """

    def __init__(
        self,
        client: Client,
        save: Callable[[SecretBytes], Union[Awaitable[object], object]],
        transport: Optional[AsyncTransport] = None,
        clock: Optional[AsyncClock] = None,
    ) -> None:
        self.client = client
        self._save = save
        self._transport: AsyncTransport = transport or AsyncHttpTransport()
        self._clock: AsyncClock = clock or AsyncSystemClock()

    async def run(
        self, flow: AuthFlow, ask: Callable[[Prompt], Union[Awaitable[Optional[Input]], Optional[Input]]]
    ) -> Outcome:
        """Runs the flow to its end; ``ask`` answers its prompts.

        Raises ``TvpassError`` if the flow cannot go on.
        """
        cycle = Cycle(self.client, flow, self._save)
        happened: Input = Input.BEGIN()
        while True:
            step, saving = cycle.step(self._clock.now(), happened)
            await _settled(saving)
            if isinstance(step, Step.SEND):
                happened = await self._send(cycle, step.request)
            elif isinstance(step, Step.WAIT):
                await self._clock.sleep_until(step.until_millis)
                happened = Input.TICK()
            elif isinstance(step, Step.ASK):
                answer: Optional[Input] = await _settled(ask(step.prompt))
                happened = answer or Input.TICK()
            elif isinstance(step, Step.DONE):
                return step.outcome
            elif isinstance(step, Step.STOP):
                raise cycle.stopped(step.error)

    async def _send(self, cycle: Cycle[Union[Awaitable[object], object]], request: Request) -> Input:
        try:
            return cycle.answered(await self._transport.send(request))
        except OSError as error:
            return cycle.not_answered(error)


async def _settled(value: Union[Awaitable[Result], Result]) -> Result:
    """The value, whether it is there or has to be awaited."""
    if inspect.isawaitable(value):
        settled: Result = await value
        return settled
    return value
