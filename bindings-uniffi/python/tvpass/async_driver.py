"""Runs a flow on asyncio."""

from __future__ import annotations

import asyncio
import contextlib
import inspect
import ssl
from collections.abc import Awaitable, Callable, Sequence
from typing import Optional, Protocol, TypeVar, Union

from tvpass.clock import AsyncClock, AsyncSystemClock
from tvpass.configuration_cache import CONFIGURATION_LIFE, ConfigurationCache
from tvpass.cycle import Cycle
from tvpass.exchange import Exchange, TransportError
from tvpass.generated.tvpass import (
    AuthFlow,
    Event,
    Installation,
    ObservedExchange,
    Outcome,
    Person,
    Question,
    Request,
    RestoreError,
    Step,
)
from tvpass.redacted import Redacted, Secret, SecretBytes
from tvpass.transport import LONGEST_BODY, Response

Result = TypeVar("Result")
#: Replies to questions, at once or later.
Ask = Callable[[Question], Union[Awaitable[Optional[Event]], Optional[Event]]]


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

    ``save`` and ``save_service_token`` may be coroutine functions, as may what replies to questions. One driver runs all flows
    of an installation, in any number of tasks of one event loop.
    """

    def __init__(
        self,
        installation: Installation,
        save: Callable[[SecretBytes], Union[Awaitable[object], object]],
        transport: Optional[AsyncTransport] = None,
        clock: Optional[AsyncClock] = None,
        observe: Optional[Callable[[ObservedExchange], object]] = None,
        save_service_token: Optional[Callable[[Optional[SecretBytes]], Union[Awaitable[object], object]]] = None,
        configuration_life: float = CONFIGURATION_LIFE,
    ) -> None:
        self.installation = installation
        self._save = save
        self._save_service_token = save_service_token or (lambda saved: None)
        self._configurations = ConfigurationCache(configuration_life)
        self._transport: AsyncTransport = transport or AsyncHttpTransport()
        self._clock: AsyncClock = clock or AsyncSystemClock()
        self._observe = observe
        # Made where a loop runs, to which Python 3.9 ties them.
        self._turn_lock: Optional[asyncio.Lock] = None
        self._turned: Optional[asyncio.Event] = None
        self._online: Optional[asyncio.Event] = None

    async def run(self, flow: AuthFlow, ask: Ask) -> Outcome:
        """Runs the flow to its end; ``ask`` replies to its questions, with nothing where it is enough to go on.

        Raises ``TvpassError`` if the flow cannot go on.
        """
        cycle = Cycle(flow, self._clock.now, self._configurations, self._observe)
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

    async def service_token(self, person: Optional[Person] = None, ask: Ask = lambda question: None) -> Outcome:
        """As ``Driver.service_token``."""
        return await self.run(AuthFlow.service_token(self.installation, person), ask)

    async def link_device(self, show: Ask) -> Outcome:
        """As ``Driver.link_device``; the viewer is done when ``show`` is."""

        async def shown(question: Question) -> Event:
            reply: Optional[Event] = await _settled(show(question))
            return reply or Event.FINISHED()

        return await self.run(AuthFlow.link_device(self.installation), shown)

    async def list_devices(self) -> Outcome:
        """As ``Driver.list_devices``."""
        return await self.run(AuthFlow.list_devices(self.installation), lambda question: None)

    async def unlink_devices(self, devices: Sequence[Secret]) -> Outcome:
        """As ``Driver.unlink_devices``."""
        return await self.run(AuthFlow.unlink_devices(self.installation, list(devices)), lambda question: None)

    def restore_service_token(self, saved: SecretBytes) -> Optional[RestoreError]:
        """As ``Driver.restore_service_token``."""
        return self.installation.restore_service_token(saved, self._clock.now())

    async def forget_service_token(self) -> None:
        """As ``Driver.forget_service_token``."""
        async with self._lock():
            self.installation.forget_service_token()
            await _settled(self._save_service_token(None))

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
            step, turn = cycle.handle(event)
            if turn.saved is not None:
                await _settled(self._save(turn.saved))
                self.installation.mark_saved(turn.revision)
            if turn.is_token_new:
                await _settled(self._save_service_token(self.installation.saved_service_token()))
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
        kept = cycle.kept(request)
        if kept is not None:
            return kept
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
