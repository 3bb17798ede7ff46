"""The list of providers, kept for a few minutes: it changes seldom, is long, and is asked for by each picker (R23)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Optional

from tvpass.generated.tvpass import Header, Method, Request
from tvpass.transport import Response

#: In seconds (N1).
CONFIGURATION_LIFE = 180.0


@dataclass
class _Kept:
    request: Request
    response: Response
    at_millis: int


class ConfigurationCache:
    """The last list, in memory, for so many seconds; times are those of ``Now.monotonic_millis``."""

    def __init__(self, life: float) -> None:
        self._life_millis = life * 1000
        self._kept: Optional[_Kept] = None

    def find(self, request: Request, now_millis: int) -> Optional[Response]:
        """The answer to the same question, if it is young enough."""
        kept = self._kept
        if kept is None or now_millis - kept.at_millis >= self._life_millis or not _is_same(kept.request, request):
            return None
        return kept.response

    def keep(self, request: Request, response: Response, now_millis: int) -> None:
        """Keeps the answer, if it is a list of providers."""
        if is_for_configuration(request) and response.status == 200:
            self._kept = _Kept(request, response, now_millis)

    def forget(self) -> None:
        self._kept = None


def is_for_configuration(request: Request) -> bool:
    """The address ends as the endpoint's: ``/api/v2/{serviceProvider}/configuration``."""
    version, _, endpoint = request.url.rsplit("/", 3)[-3:]
    return (request.method, version, endpoint) == (Method.GET, "v2", "configuration")


def _is_same(one: Request, other: Request) -> bool:
    # The list may depend on the device and its platform, but not on the access token.
    return one.url == other.url and _without_token(one) == _without_token(other)


def _without_token(request: Request) -> list[Header]:
    return [header for header in request.headers if header.name != "Authorization"]
