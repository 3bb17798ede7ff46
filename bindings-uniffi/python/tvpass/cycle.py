"""One run of a flow, as far as it neither sends nor waits: the same for threads and for asyncio."""

from __future__ import annotations

from collections.abc import Callable
from types import TracebackType
from typing import Optional

from tvpass.configuration_cache import ConfigurationCache, is_for_configuration
from tvpass.failure import failure_of
from tvpass.generated.tvpass import AuthFlow, Event, Now, ObservedExchange, Reason, Request, Step, Turn, TvpassError
from tvpass.transport import Response, ResponseTooLarge

#: Statuses whose ``Retry-After`` says when to ask again.
_WITH_DELAY = (429, 503)


class Cycle:
    """Hands events to a flow, and remembers why the last request had no response."""

    def __init__(
        self,
        flow: AuthFlow,
        now: Callable[[], Now],
        configurations: ConfigurationCache,
        observe: Optional[Callable[[ObservedExchange], object]] = None,
    ) -> None:
        self._flow = flow
        self._now = now
        self._configurations = configurations
        self._observe = observe
        self._has_list = False
        self._standing: Optional[Step] = None
        self._cause: Optional[OSError] = None

    def handle(self, event: Event) -> tuple[Step, Turn]:
        """The step to do, and the turn that says what to keep before.

        An event that changes nothing leaves the step before it standing.
        """
        # Who has seen the list and asks for it wants a fresh one.
        if self._has_list and isinstance(event, Event.RELOAD):
            self._configurations.forget()
        turn = self._flow.handle(self._now(), event)
        if self._standing is None or not isinstance(turn.step, Step.AWAIT):
            self._standing = turn.step
        return self._standing, turn

    def kept(self, request: Request) -> Optional[Event]:
        """The event of a response that is kept, if there is one."""
        self._has_list = self._has_list or is_for_configuration(request)
        response = self._configurations.find(request, self._now().monotonic_millis)
        return None if response is None else self.event(response)

    def exchange(self, request: Request) -> Sent:
        """A context in which the request is sent."""
        return Sent(self, request, self._now().monotonic_millis)

    def ended(self, sent: Sent, error: Optional[BaseException]) -> None:
        """The exchange is over; tells whoever observes."""
        self._cause = error if isinstance(error, OSError) else None
        if sent.response is not None:
            self._configurations.keep(sent.request, sent.response, self._now().monotonic_millis)
        if self._observe is not None:
            status = sent.response.status if sent.response else None
            millis = self._now().monotonic_millis - sent.start
            failure = None if error is None else failure_of(error)
            self._observe(self._flow.observed(sent.request, status, failure, millis))

    def event(self, response: Optional[Response]) -> Event:
        """The event that tells the flow of the response, or that none came."""
        if response is None:
            return Event.RESPONSE_TOO_LARGE() if isinstance(self._cause, ResponseTooLarge) else Event.NO_RESPONSE()
        if response.retry_after is not None and response.status in _WITH_DELAY:
            return Event.RETRY_AFTER(http_status=response.status, delay_millis=int(response.retry_after * 1000))
        return Event.RESPONSE(http_status=response.status, body=response.body)

    def stopped(self, error: TvpassError) -> TvpassError:
        """The error, with what the transport said if that is the reason."""
        if isinstance(error.reason, (Reason.NO_RESPONSE, Reason.RESPONSE_TOO_LARGE)):
            error.__cause__ = self._cause
        return error


class Sent:
    """A request that is being sent. A transport's ``OSError`` ends with the context, any other error goes on."""

    def __init__(self, cycle: Cycle, request: Request, start: int) -> None:
        self._cycle = cycle
        self.request = request
        self.start = start
        self.response: Optional[Response] = None

    def event(self) -> Event:
        return self._cycle.event(self.response)

    def __enter__(self) -> Sent:
        return self

    def __exit__(
        self, kind: Optional[type[BaseException]], error: Optional[BaseException], trace: Optional[TracebackType]
    ) -> bool:
        self._cycle.ended(self, error)
        return isinstance(error, OSError)
