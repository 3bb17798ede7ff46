"""Requests over HTTP, with the standard library."""

from __future__ import annotations

import ssl
import threading
from dataclasses import dataclass
from typing import Optional, Protocol

from tvpass.exchange import Exchange, ExchangeEnded, ResponseTooLarge, TransportError
from tvpass.generated.tvpass import Request
from tvpass.redacted import Redacted, SecretBytes

__all__ = ["LONGEST_BODY", "HttpTransport", "Response", "ResponseTooLarge", "Transport"]

#: Longer than any answer of the service.
LONGEST_BODY = 16 * 1024 * 1024


@dataclass(frozen=True)
class Response:
    """Status and whole body of an answer, and the seconds of its ``Retry-After`` header, if it has one."""

    status: int
    body: SecretBytes
    retry_after: Optional[float] = None


class Transport(Protocol):
    """Sends requests; an application with an HTTP library of its own brings another.

    Every status is an answer, redirects included; a body that breaks off is none.
    """

    def send(self, request: Request) -> Response:
        """Raises an ``OSError``, such as ``TransportError``, if there is no whole answer; ``ResponseTooLarge`` if it is
        longer than the limit."""
        ...

    def close(self) -> None:
        """Ends what is under way; may be called from any thread."""
        ...


class HttpTransport:
    """One connection for each request, and one deadline for the whole exchange: name, connection, TLS, answer.

    ``timeout`` is in seconds.
    """

    def __init__(
        self, timeout: float = 30.0, longest_body: int = LONGEST_BODY, context: Optional[ssl.SSLContext] = None
    ) -> None:
        self._timeout = timeout
        self._longest_body = longest_body
        self._context = context
        self._lock = threading.Lock()
        self._under_way: set[Exchange] = set()
        self._is_closed = False

    def send(self, request: Request) -> Response:
        exchange = Exchange(request, self._timeout, self._longest_body, self._context)
        finished = threading.Event()
        with self._lock:
            if self._is_closed:
                raise ExchangeEnded("the transport is closed")
            self._under_way.add(exchange)
        try:
            exchange.start(finished.set)
            if not finished.wait(self._timeout):
                raise TransportError(f"no whole answer within {self._timeout:g} s") from TimeoutError()
            status, body, retry_after = exchange.result()
            return Response(status, Redacted(body), retry_after)
        finally:
            exchange.abort()
            with self._lock:
                self._under_way.discard(exchange)

    def close(self) -> None:
        with self._lock:
            self._is_closed = True
            under_way = list(self._under_way)
        for exchange in under_way:
            exchange.abort()
