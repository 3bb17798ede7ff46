"""One run of a flow, as far as it neither sends nor waits: the same for threads and for asyncio."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, Optional, TypeVar

from tvpass.generated.tvpass import AuthFlow, Client, Input, Now, Reason, Step, TvpassError
from tvpass.redacted import SecretBytes
from tvpass.transport import Response

Saved = TypeVar("Saved")


class Cycle(Generic[Saved]):
    """Steps a flow, and remembers why the last request had no answer."""

    def __init__(self, client: Client, flow: AuthFlow, save: Callable[[SecretBytes], Saved]) -> None:
        self._client = client
        self._flow = flow
        self._save = save
        self._cause: Optional[OSError] = None

    def step(self, now: Now, happened: Input) -> tuple[Step, Optional[Saved]]:
        """The next step, and what saving gave, if something was to be saved."""
        step = self._flow.next(now, happened)
        changed = self._client.save_if_changed()
        return step, None if changed is None else self._save(changed)

    def answered(self, response: Response) -> Input:
        self._cause = None
        return Input.ANSWER(http_status=response.status, body=response.body)

    def not_answered(self, cause: OSError) -> Input:
        self._cause = cause
        return Input.NO_ANSWER()

    def stopped(self, error: TvpassError) -> TvpassError:
        """The error, with what the transport said if that is the reason."""
        if isinstance(error.reason, Reason.NO_ANSWER):
            error.__cause__ = self._cause
        return error
