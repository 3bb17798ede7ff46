"""Runs a flow: sends, waits, and asks whoever is there to answer."""

from __future__ import annotations

import threading
from collections.abc import Callable, Generator
from types import TracebackType
from typing import Optional

from tvpass.clock import Clock, SystemClock
from tvpass.cycle import Cycle
from tvpass.generated.tvpass import AuthFlow, Client, Input, Outcome, Prompt, Request, Step
from tvpass.redacted import SecretBytes
from tvpass.transport import HttpTransport, Transport


class DriverClosed(Exception):
    """The driver was closed while a flow ran, or before."""


class Driver:
    """What every flow of an application needs: the client, a way to the service, the time, and a place for secrets.

    ``save`` gets what must survive a restart, whenever it changed. ``close``, from any thread, ends what runs; as a context
    manager the driver closes itself.
    """

    def __init__(
        self,
        client: Client,
        save: Callable[[SecretBytes], object],
        transport: Optional[Transport] = None,
        clock: Optional[Clock] = None,
    ) -> None:
        self.client = client
        self._save = save
        self._transport: Transport = transport or HttpTransport()
        self._clock: Clock = clock or SystemClock()
        self._closed = threading.Event()

    def prompts(self, flow: AuthFlow) -> Generator[Prompt, Optional[Input], Outcome]:
        """Yields what the viewer is to be shown or asked; takes the answer by ``send``, ``Input.TICK`` if there is none.

        Returns the outcome. Raises ``TvpassError`` if the flow cannot go on, ``DriverClosed`` if ``close`` was called.
        """
        cycle: Cycle[object] = Cycle(self.client, flow, self._save)
        happened: Input = Input.BEGIN()
        while True:
            if self._closed.is_set():
                raise DriverClosed("the driver is closed")
            step, _ = cycle.step(self._clock.now(), happened)
            if isinstance(step, Step.SEND):
                happened = self._send(cycle, step.request)
            elif isinstance(step, Step.WAIT):
                self._clock.sleep_until(step.until_millis, self._closed)
                happened = Input.TICK()
            elif isinstance(step, Step.ASK):
                happened = (yield step.prompt) or Input.TICK()
            elif isinstance(step, Step.DONE):
                return step.outcome
            elif isinstance(step, Step.STOP):
                raise cycle.stopped(step.error)

    def run(self, flow: AuthFlow, ask: Callable[[Prompt], Optional[Input]]) -> Outcome:
        """Runs the flow to its end; ``ask`` answers its prompts.

        Raises ``TvpassError`` if the flow cannot go on, ``DriverClosed`` if ``close`` was called.
        """
        prompts = self.prompts(flow)
        answer: Optional[Input] = None
        while True:
            try:
                prompt = prompts.send(answer)
            except StopIteration as end:
                outcome: Outcome = end.value
                return outcome
            answer = ask(prompt)

    def close(self) -> None:
        """Ends every flow that runs, with ``DriverClosed``, and lets none begin; may be called from any thread."""
        self._closed.set()
        self._transport.close()

    def __enter__(self) -> Driver:
        return self

    def __exit__(
        self, kind: Optional[type[BaseException]], error: Optional[BaseException], trace: Optional[TracebackType]
    ) -> None:
        self.close()

    def _send(self, cycle: Cycle[object], request: Request) -> Input:
        try:
            return cycle.answered(self._transport.send(request))
        except OSError as error:
            return cycle.not_answered(error)
