"""One run of a flow, as far as it neither sends nor waits: the same for threads and for asyncio."""

from __future__ import annotations

from typing import Optional

from tvpass.generated.tvpass import AuthFlow, Event, Installation, Now, Reason, Step, TvpassError
from tvpass.redacted import SecretBytes
from tvpass.transport import Response, ResponseTooLarge

#: Statuses whose ``Retry-After`` says when to ask again.
_WITH_DELAY = (429, 503)


class Cycle:
    """Hands events to a flow, and remembers why the last request had no response."""

    def __init__(self, flow: AuthFlow) -> None:
        self._flow = flow
        self._standing: Optional[Step] = None
        self._cause: Optional[OSError] = None

    def handle(self, now: Now, event: Event) -> tuple[Step, Optional[SecretBytes], int]:
        """The step to do, and before that the bytes to keep with their revision.

        An event that changes nothing leaves the step before it standing.
        """
        turn = self._flow.handle(now, event)
        if self._standing is None or not isinstance(turn.step, Step.AWAIT):
            self._standing = turn.step
        return self._standing, turn.saved, turn.revision

    def response(self, response: Response) -> Event:
        self._cause = None
        if response.retry_after is not None and response.status in _WITH_DELAY:
            return Event.RETRY_AFTER(http_status=response.status, delay_millis=int(response.retry_after * 1000))
        return Event.RESPONSE(http_status=response.status, body=response.body)

    def no_response(self, cause: OSError) -> Event:
        self._cause = cause
        return Event.RESPONSE_TOO_LARGE() if isinstance(cause, ResponseTooLarge) else Event.NO_RESPONSE()

    def stopped(self, error: TvpassError) -> TvpassError:
        """The error, with what the transport said if that is the reason."""
        if isinstance(error.reason, (Reason.NO_RESPONSE, Reason.RESPONSE_TOO_LARGE)):
            error.__cause__ = self._cause
        return error
