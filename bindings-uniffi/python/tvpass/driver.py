"""Runs a flow: keeps, sends, waits, and asks whoever is there to answer."""

from __future__ import annotations

import threading
from collections.abc import Callable, Generator, Sequence
from types import TracebackType
from typing import Optional

from tvpass.clock import Clock, SystemClock
from tvpass.configuration_cache import CONFIGURATION_LIFE, ConfigurationCache
from tvpass.cycle import Cycle
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
from tvpass.redacted import Secret, SecretBytes
from tvpass.transport import HttpTransport, Transport


class DriverClosed(Exception):
    """The driver was closed while a flow ran, or before."""


class Driver:
    """The needs of every flow of an application: the installation, a way to the service, the time, and a place for secrets.

    One driver runs all flows of an installation, from any number of threads: one of them registers and gets the token.

    ``save`` gets what must survive a restart, before anything is sent that rests on it; what it raises ends the flow.
    ``save_service_token`` gets the service token in the same way whenever it is another one, and nothing when it is forgotten.
    ``observe`` gets each exchange that is over, for a log or a metric: nothing in it is secret.
    ``configuration_life`` is the time in seconds for which a list of providers is kept in memory; ``Event.RELOAD`` fetches a
    fresh one, and zero keeps none.
    ``close``, from any thread, ends what runs; as a context manager the driver closes itself.
    """

    def __init__(
        self,
        installation: Installation,
        save: Callable[[SecretBytes], object],
        transport: Optional[Transport] = None,
        clock: Optional[Clock] = None,
        observe: Optional[Callable[[ObservedExchange], object]] = None,
        save_service_token: Optional[Callable[[Optional[SecretBytes]], object]] = None,
        configuration_life: float = CONFIGURATION_LIFE,
    ) -> None:
        self.installation = installation
        self._save = save
        self._save_service_token = save_service_token or (lambda saved: None)
        self._configurations = ConfigurationCache(configuration_life)
        self._transport: Transport = transport or HttpTransport()
        self._clock: Clock = clock or SystemClock()
        self._observe = observe
        self._is_closed = False
        # A later state must not be kept before an earlier one.
        self._turn_lock = threading.Lock()
        self._turned = threading.Condition()
        self._turns = 0
        self._wakes: set[threading.Event] = set()

    def questions(self, flow: AuthFlow) -> Generator[Question, Optional[Event], Outcome]:
        """Yields what the viewer is to be shown or asked; takes the reply by ``send``, nothing where it is enough to go on.

        Returns the outcome. Raises ``TvpassError`` if the flow cannot go on, ``DriverClosed`` if ``close`` was called.
        """
        cycle = Cycle(flow, self._clock.now, self._configurations, self._observe)
        wake = threading.Event()
        with self._turned:
            self._wakes.add(wake)
        has_ended = False
        try:
            event: Event = Event.START()
            while True:
                if self._is_closed:
                    raise DriverClosed("the driver is closed")
                step, turns = self._turn(cycle, event)
                if isinstance(step, Step.SEND):
                    event = self._send(cycle, step.request)
                elif isinstance(step, Step.SLEEP):
                    self._clock.sleep_until(step.until_millis, wake)
                    event = Event.ONLINE() if wake.is_set() else Event.TIMER()
                    wake.clear()
                elif isinstance(step, Step.AWAIT_OTHER):
                    self._await_other(step.until_millis, turns)
                    event = Event.TIMER()
                elif isinstance(step, Step.ASK):
                    event = (yield step.question) or step.usual_event
                elif isinstance(step, Step.DONE):
                    has_ended = True
                    return step.outcome
                elif isinstance(step, Step.STOP):
                    has_ended = True
                    raise cycle.stopped(step.error)
        finally:
            with self._turned:
                self._wakes.discard(wake)
            if not has_ended:
                # No other flow is to wait for this one.
                cycle.handle(Event.CANCEL())
                self._note_turn()

    def run(self, flow: AuthFlow, ask: Callable[[Question], Optional[Event]]) -> Outcome:
        """Runs the flow to its end; ``ask`` replies to its questions, with nothing where it is enough to go on.

        Raises ``TvpassError`` if the flow cannot go on, ``DriverClosed`` if ``close`` was called.
        """
        questions = self.questions(flow)
        reply: Optional[Event] = None
        try:
            while True:
                reply = ask(questions.send(reply))
        except StopIteration as end:
            outcome: Outcome = end.value
            return outcome
        finally:
            questions.close()

    def service_token(
        self, person: Optional[Person] = None, ask: Callable[[Question], Optional[Event]] = lambda question: None
    ) -> Outcome:
        """Gets a service token for a person, or renews the one that is kept where it is time; calls carry it from then on.

        ``ask`` is asked for another link code where one was refused. Ends in ``SERVICE_TOKEN_READY`` or
        ``WITHOUT_SINGLE_SIGN_ON``, and raises as ``run`` does.
        """
        return self.run(AuthFlow.service_token(self.installation, person), ask)

    def link_device(self, show: Callable[[Question], Optional[Event]]) -> Outcome:
        """Gets a link code; ``show`` returns when the viewer has typed it on the other device or gives up.

        A reply of ``Event.NEW_CODE`` gets another code. Ends in ``LINK_FINISHED`` or ``WITHOUT_SINGLE_SIGN_ON``.
        """
        return self.run(AuthFlow.link_device(self.installation), lambda question: show(question) or Event.FINISHED())

    def list_devices(self) -> Outcome:
        """Gets the devices of the sign-in, for a viewer who looks: ``DEVICES`` or ``WITHOUT_SINGLE_SIGN_ON``."""
        return self.run(AuthFlow.list_devices(self.installation), lambda question: None)

    def unlink_devices(self, devices: Sequence[Secret]) -> Outcome:
        """Takes devices out of the sign-in, by their ids in the list: ``UNLINKED`` or ``WITHOUT_SINGLE_SIGN_ON``."""
        return self.run(AuthFlow.unlink_devices(self.installation, list(devices)), lambda question: None)

    def restore_service_token(self, saved: SecretBytes) -> Optional[RestoreError]:
        """Takes up what ``save_service_token`` got in an earlier run. Gives the reason if the bytes were left behind."""
        return self.installation.restore_service_token(saved, self._clock.now())

    def forget_service_token(self) -> None:
        """Forgets the service token and the identifier, as when the person leaves the application's account."""
        with self._turn_lock:
            self.installation.forget_service_token()
            self._save_service_token(None)

    def save(self) -> None:
        """Keeps what the application itself has changed, such as the provider that it remembers."""
        with self._turn_lock:
            unsaved = self.installation.unsaved()
            if unsaved is not None:
                self._save(unsaved.bytes)
                self.installation.mark_saved(unsaved.revision)

    def online(self) -> None:
        """The network is back: flows try at once what they have put off. May be called from any thread."""
        with self._turned:
            for wake in self._wakes:
                wake.set()

    def close(self) -> None:
        """Ends every flow that runs, with ``DriverClosed``, and lets none begin; may be called from any thread."""
        self._is_closed = True
        self.online()
        with self._turned:
            self._turned.notify_all()
        self._transport.close()

    def __enter__(self) -> Driver:
        return self

    def __exit__(
        self, kind: Optional[type[BaseException]], error: Optional[BaseException], trace: Optional[TracebackType]
    ) -> None:
        self.close()

    def _turn(self, cycle: Cycle, event: Event) -> tuple[Step, int]:
        """Decides and saves. Gives the step, and the number of turns so far."""
        with self._turn_lock:
            step, turn = cycle.handle(event)
            if turn.saved is not None:
                self._save(turn.saved)
                self.installation.mark_saved(turn.revision)
            if turn.is_token_new:
                self._save_service_token(self.installation.saved_service_token())
            if isinstance(step, Step.AWAIT_OTHER):
                # A flow that waits changes nothing for others that wait: they would wake each other in turn.
                return step, self._turns
            return step, self._note_turn()

    def _note_turn(self) -> int:
        with self._turned:
            self._turns += 1
            self._turned.notify_all()
            return self._turns

    def _await_other(self, until_millis: int, turns: int) -> None:
        seconds = max(0, until_millis - self._clock.now().monotonic_millis) / 1000
        with self._turned:
            self._turned.wait_for(lambda: self._turns != turns or self._is_closed, seconds)

    def _send(self, cycle: Cycle, request: Request) -> Event:
        kept = cycle.kept(request)
        if kept is not None:
            return kept
        with cycle.exchange(request) as exchange:
            exchange.response = self._transport.send(request)
        return exchange.event()
