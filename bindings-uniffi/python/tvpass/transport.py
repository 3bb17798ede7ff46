"""Requests over HTTP, with the standard library."""

from __future__ import annotations

import http.client
from typing import Protocol
from urllib.parse import urlsplit

from tvpass.generated.tvpass import Input, Request
from tvpass.redacted import Redacted

_LONGEST_ANSWER = 16 * 1024 * 1024


class Transport(Protocol):
    """Sends a request, and says what came of it."""

    def send(self, request: Request) -> Input:
        """``Input.ANSWER``, or ``Input.NO_ANSWER`` if there is none."""


class HttpTransport:
    """One connection for each request; redirects are answers, and are not followed."""

    def __init__(self, timeout: float = 30.0) -> None:
        self._timeout = timeout

    def send(self, request: Request) -> Input:
        try:
            status, body = self._exchange(request)
        except (OSError, http.client.HTTPException):
            return Input.NO_ANSWER()
        return Input.ANSWER(http_status=status, body=Redacted(body))

    def _exchange(self, request: Request) -> tuple[int, bytes]:
        url = urlsplit(request.url)
        kind = http.client.HTTPSConnection if url.scheme == "https" else http.client.HTTPConnection
        connection = kind(url.netloc, timeout=self._timeout)
        try:
            headers = {header.name: header.value.reveal() for header in request.headers}
            target = url.path + (f"?{url.query}" if url.query else "")
            connection.request(request.method.wire(), target, body=request.body.reveal() or None, headers=headers)
            response = connection.getresponse()
            body = response.read(_LONGEST_ANSWER + 1)
        finally:
            connection.close()
        if len(body) > _LONGEST_ANSWER:
            raise http.client.HTTPException("the answer is longer than any of the service")
        return response.status, body
