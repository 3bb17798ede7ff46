"""Runs a flow: sends, waits, and asks whoever is there to answer."""

from __future__ import annotations

from collections.abc import Callable, Generator
from typing import Optional

from tvpass.clock import Clock, SystemClock
from tvpass.generated.tvpass import AuthFlow, Client, Input, Outcome, Prompt, Step
from tvpass.redacted import SecretBytes
from tvpass.transport import HttpTransport, Transport


class Driver:
    """What every flow of an application needs: the client, a way to the service, the time, and a place for secrets.

    ``save`` gets what must survive a restart, whenever it changed.
    """

    def __init__(
        self,
        client: Client,
        save: Callable[[SecretBytes], None],
        transport: Optional[Transport] = None,
        clock: Optional[Clock] = None,
    ) -> None:
        self.client = client
        self._save = save
        self._transport = transport or HttpTransport()
        self._clock = clock or SystemClock()

    def prompts(self, flow: AuthFlow) -> Generator[Prompt, Optional[Input], Outcome]:
        """Yields what the viewer is to be shown or asked; takes the answer by ``send``, ``Input.TICK`` if there is none.

        Returns the outcome. Raises ``TvpassError`` if the flow cannot go on.
        """
        happened = Input.BEGIN()
        while True:
            step = flow.next(self._clock.now(), happened)
            changed = self.client.save_if_changed()
            if changed is not None:
                self._save(changed)
            if isinstance(step, Step.SEND):
                happened = self._transport.send(step.request)
            elif isinstance(step, Step.WAIT):
                self._clock.sleep_until(step.until_millis)
                happened = Input.TICK()
            elif isinstance(step, Step.ASK):
                happened = (yield step.prompt) or Input.TICK()
            elif isinstance(step, Step.DONE):
                return step.outcome
            elif isinstance(step, Step.STOP):
                raise step.error

    def run(self, flow: AuthFlow, ask: Callable[[Prompt], Optional[Input]]) -> Outcome:
        """Runs the flow to its end; ``ask`` answers its prompts.

        Raises ``TvpassError`` if the flow cannot go on.
        """
        prompts = self.prompts(flow)
        answer = None
        while True:
            try:
                prompt = prompts.send(answer)
            except StopIteration as end:
                return end.value
            answer = ask(prompt)
