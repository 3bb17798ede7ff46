"""The kind of what a transport raises."""

from __future__ import annotations

import asyncio
import http.client
import socket
import ssl
from typing import Optional

from tvpass.exchange import ExchangeEnded, ResponseTooLarge
from tvpass.generated.tvpass import TransportFailure

#: In the order of their weight, since an error of TLS is one of the socket as well.
_KINDS: tuple[tuple[type[BaseException], TransportFailure], ...] = (
    (ExchangeEnded, TransportFailure.CANCELLED),
    (ResponseTooLarge, TransportFailure.TOO_LARGE),
    (socket.gaierror, TransportFailure.NAME_NOT_FOUND),
    (ssl.SSLError, TransportFailure.TLS),
    (socket.timeout, TransportFailure.TIMED_OUT),
    (TimeoutError, TransportFailure.TIMED_OUT),
    (asyncio.TimeoutError, TransportFailure.TIMED_OUT),
    # A deadline of asyncio cancels what it ends.
    (asyncio.CancelledError, TransportFailure.CANCELLED),
    (http.client.IncompleteRead, TransportFailure.TRUNCATED),
    (ConnectionResetError, TransportFailure.TRUNCATED),
    (BrokenPipeError, TransportFailure.TRUNCATED),
    (ConnectionError, TransportFailure.CONNECTION),
)


def failure_of(error: BaseException) -> TransportFailure:
    """The kind of what a transport raises, by its class and those of its causes."""
    causes: list[BaseException] = []
    cause: Optional[BaseException] = error
    while cause is not None and cause not in causes:
        causes.append(cause)
        cause = cause.__cause__
    found = (failure for kind, failure in _KINDS if any(isinstance(each, kind) for each in causes))
    return next(found, TransportFailure.OTHER)
