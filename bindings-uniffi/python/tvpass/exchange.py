"""One exchange of HTTP on a thread of its own, so that a slow name server, handshake or peer can be given up."""

from __future__ import annotations

import contextlib
import http.client
import socket
import ssl
import threading
import time
from collections.abc import Callable
from email.utils import parsedate_to_datetime
from typing import Optional
from urllib.parse import urlsplit

from tvpass.generated.tvpass import Request

_PIECE = 64 * 1024
#: Status, body, and the seconds of ``Retry-After``.
Answer = tuple[int, bytes, Optional[float]]


class TransportError(OSError):
    """There is no whole answer; the cause says why."""


class ExchangeEnded(TransportError):
    """The application closed the transport or cancelled the task."""


class ResponseTooLarge(TransportError):
    """The answer is longer than the limit."""


class Exchange:
    """Begins with ``start``; when that has called back, ``result`` tells what came of it. ``abort`` ends it early."""

    def __init__(self, request: Request, timeout: float, longest_body: int, context: Optional[ssl.SSLContext]) -> None:
        self._request = request
        self._timeout = timeout
        self._longest_body = longest_body
        self._context = context
        self._lock = threading.Lock()
        self._socket: Optional[socket.socket] = None
        self._done: Optional[Callable[[], None]] = None
        self._outcome: Optional[Answer] = None
        self._error: Optional[BaseException] = None

    def start(self, done: Callable[[], None]) -> None:
        """Returns at once; ``done`` is called once, from any thread."""
        self._done = done
        threading.Thread(target=self._work, name="tvpass exchange", daemon=True).start()

    def abort(self) -> None:
        """Closes the connection, and calls back if that has not happened yet; may be called from any thread."""
        self._finish(None, ExchangeEnded("the exchange was ended"))
        with self._lock:
            connected = self._socket
        if connected is not None:
            # TLS has a farewell of its own, which would wait for the thread that reads.
            with contextlib.suppress(OSError):
                socket.socket.shutdown(connected, socket.SHUT_RDWR)

    def result(self) -> Answer:
        """Status, body, and the seconds of ``Retry-After``. Raises ``TransportError`` if there is no whole answer."""
        if self._outcome is not None:
            return self._outcome
        if isinstance(self._error, socket.timeout):
            # The socket noticed before the caller did.
            raise TransportError(f"no whole answer within {self._timeout:g} s") from self._error
        # A name that no label can hold is an error of its encoding.
        known = (OSError, http.client.HTTPException, ValueError)
        if isinstance(self._error, known) and not isinstance(self._error, TransportError):
            raise TransportError(f"there is no whole answer: {self._error}") from self._error
        raise self._error or TransportError("the exchange has not ended")

    def _work(self) -> None:
        try:
            outcome = self._exchange()
        except BaseException as error:  # The caller's thread raises it.
            self._finish(None, error)
        else:
            self._finish(outcome, None)

    def _finish(self, outcome: Optional[Answer], error: Optional[BaseException]) -> None:
        with self._lock:
            done, self._done = self._done, None
            if done is None:
                return
            self._outcome, self._error = outcome, error
        done()

    def _exchange(self) -> Answer:
        url = urlsplit(self._request.url)
        is_tls = url.scheme == "https"
        host, port = url.hostname or "", url.port or (443 if is_tls else 80)
        connection = http.client.HTTPConnection(host, port)
        # The ports that the header Host leaves out.
        connection.default_port = 443 if is_tls else 80
        try:
            connection.sock = self._connect(host, port, is_tls)
            headers = {header.name: header.value.reveal() for header in self._request.headers}
            target = url.path + (f"?{url.query}" if url.query else "")
            body = self._request.body.reveal() or None
            connection.request(self._request.method.wire(), target, body=body, headers=headers)
            response = connection.getresponse()
            return response.status, self._read(response), _seconds(response.getheader("Retry-After"))
        finally:
            with self._lock:
                self._socket = None
            connection.close()

    def _connect(self, host: str, port: int, is_tls: bool) -> socket.socket:
        connected = socket.create_connection((host, port), self._timeout)
        try:
            connected.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            if is_tls:
                context = self._context or ssl.create_default_context()
                connected = context.wrap_socket(connected, server_hostname=host, do_handshake_on_connect=False)
            with self._lock:
                # From here on an abort closes it.
                if self._done is None:
                    raise ExchangeEnded("the exchange was ended")
                self._socket = connected
            if isinstance(connected, ssl.SSLSocket):
                connected.do_handshake()
        except BaseException:
            connected.close()
            raise
        return connected

    def _read(self, response: http.client.HTTPResponse) -> bytes:
        body = bytearray()
        while piece := response.read(_PIECE):
            body += piece
            if len(body) > self._longest_body:
                raise ResponseTooLarge(f"the answer is longer than {self._longest_body} bytes")
        if response.length:
            raise http.client.IncompleteRead(bytes(), response.length)
        return bytes(body)


def _seconds(retry_after: Optional[str]) -> Optional[float]:
    """The delay of the header, in either of its forms."""
    if retry_after is None:
        return None
    if retry_after.strip().isdecimal():
        return float(retry_after)
    with contextlib.suppress(ValueError, TypeError):
        return max(0.0, parsedate_to_datetime(retry_after).timestamp() - time.time())
    return None
