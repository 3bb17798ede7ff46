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
from tvpass.generated.tvpass import AuthFlow, Event, Installation, ObservedExchange, Outcome, Question, Request, Step
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
            status, body, retry_after = exchange.result()
        except asyncio.TimeoutError as error:
            raise TransportError(f"no whole answer within {self._timeout:g} s") from error
        finally:
            exchange.abort()
        return Response(status, Redacted(body), retry_after)


class AsyncDriver:
    """As ``Driver``, for asyncio: cancelling the task ends the flow, and what was saved stays good.

    ``save`` may be a coroutine function, as may what replies to questions. One driver runs all flows of an installation, in
    any number of tasks of one event loop.
    """

    def __init__(
        self,
        installation: Installation,
        save: Callable[[SecretBytes], Union[Awaitable[object], object]],
        transport: Optional[AsyncTransport] = None,
        clock: Optional[AsyncClock] = None,
        observe: Optional[Callable[[ObservedExchange], object]] = None,
    ) -> None:
        self.installation = installation
        self._save = save
        self._transport: AsyncTransport = transport or AsyncHttpTransport()
        self._clock: AsyncClock = clock or AsyncSystemClock()
        self._observe = observe
        # Made where a loop runs, to which Python 3.9 ties them.
        self._turn_lock: Optional[asyncio.Lock] = None
        self._turned: Optional[asyncio.Event] = None
        self._online: Optional[asyncio.Event] = None

    async def run(
        self, flow: AuthFlow, ask: Callable[[Question], Union[Awaitable[Optional[Event]], Optional[Event]]]
    ) -> Outcome:
        """Runs the flow to its end; ``ask`` replies to its questions, with nothing where it is enough to go on.

        Raises ``TvpassError`` if the flow cannot go on.
        """
        cycle = Cycle(flow, self._clock.now, self._observe)
        has_ended = False
        try:
            event: Event = Event.START()
            while True:
                step, turned = await self._turn(cycle, event)
                if isinstance(step, Step.SEND):
                    event = await self._send(cycle, step.request)
                elif isinstance(step, Step.SLEEP):
                    event = await self._sleep(step.until_millis)
                elif isinstance(step, Step.AWAIT_OTHER):
                    await self._await_other(step.until_millis, turned)
                    event = Event.TIMER()
                elif isinstance(step, Step.ASK):
                    reply: Optional[Event] = await _settled(ask(step.question))
                    event = reply or step.usual_event
                elif isinstance(step, Step.DONE):
                    has_ended = True
                    return step.outcome
                elif isinstance(step, Step.STOP):
                    has_ended = True
                    raise cycle.stopped(step.error)
        finally:
            if not has_ended:
                # No other flow is to wait for this one.
                cycle.handle(Event.CANCEL())
                self._turned = _renewed(self._turned)

    async def save(self) -> None:
        """Keeps what the application itself has changed, such as the provider that it remembers."""
        async with self._lock():
            unsaved = self.installation.unsaved()
            if unsaved is not None:
                await _settled(self._save(unsaved.bytes))
                self.installation.mark_saved(unsaved.revision)

    def online(self) -> None:
        """The network is back: flows try at once what they have put off."""
        self._online = _renewed(self._online)

    def _lock(self) -> asyncio.Lock:
        # A later state must not be kept before an earlier one.
        self._turn_lock = self._turn_lock or asyncio.Lock()
        return self._turn_lock

    async def _turn(self, cycle: Cycle, event: Event) -> tuple[Step, asyncio.Event]:
        """Decides and saves. Gives the step, and the event of the next turn."""
        async with self._lock():
            step, saved, revision = cycle.handle(event)
            if saved is not None:
                await _settled(self._save(saved))
                self.installation.mark_saved(revision)
            # A flow that waits changes nothing for others that wait: they would wake each other in turn.
            if self._turned is None or not isinstance(step, Step.AWAIT_OTHER):
                self._turned = _renewed(self._turned)
            return step, self._turned

    async def _await_other(self, until_millis: int, turned: asyncio.Event) -> None:
        seconds = max(0, until_millis - self._clock.now().monotonic_millis) / 1000
        with contextlib.suppress(asyncio.TimeoutError):
            await asyncio.wait_for(turned.wait(), seconds)

    async def _sleep(self, until_millis: int) -> Event:
        self._online = self._online or asyncio.Event()
        online = asyncio.ensure_future(self._online.wait())
        timer = asyncio.ensure_future(self._clock.sleep_until(until_millis))
        try:
            await asyncio.wait({online, timer}, return_when=asyncio.FIRST_COMPLETED)
            return Event.TIMER() if timer.done() else Event.ONLINE()
        finally:
            online.cancel()
            timer.cancel()

    async def _send(self, cycle: Cycle, request: Request) -> Event:
        with cycle.exchange(request) as exchange:
            exchange.response = await self._transport.send(request)
        return exchange.event()


def _renewed(past: Optional[asyncio.Event]) -> asyncio.Event:
    """Wakes who waits for the event, and gives the next one."""
    if past is not None:
        past.set()
    return asyncio.Event()


async def _settled(value: Union[Awaitable[Result], Result]) -> Result:
    """The value, whether it is there or has to be awaited."""
    if inspect.isawaitable(value):
        settled: Result = await value
        return settled
    return value
