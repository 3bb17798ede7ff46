"""Adobe Pass Authentication REST API V2 for Python: what to send, what answers mean, and what to do next.

``Driver`` runs the flows over HTTP, ``AsyncDriver`` does so on asyncio. The parts below them can be used alone:
``encode_request`` and the ``decode_…`` functions, the headers' values, and ``AuthFlow.handle``.
"""

from tvpass.generated.tvpass import *
from tvpass.generated.tvpass import __all__ as _generated
from tvpass import border as _border
from tvpass import values as _values
from tvpass.async_driver import AsyncDriver, AsyncHttpTransport, AsyncTransport
from tvpass.clock import AsyncClock, AsyncSystemClock, Clock, SystemClock
from tvpass.driver import Driver, DriverClosed
from tvpass.exchange import ExchangeEnded, ResponseTooLarge, TransportError
from tvpass.failure import failure_of
from tvpass.redacted import Redacted, Secret, SecretBytes
from tvpass.transport import HttpTransport, Response, Transport

__all__ = [
    *_generated,
    "AsyncClock",
    "AsyncDriver",
    "AsyncHttpTransport",
    "AsyncSystemClock",
    "AsyncTransport",
    "Clock",
    "Driver",
    "DriverClosed",
    "ExchangeEnded",
    "HttpTransport",
    "Redacted",
    "Response",
    "ResponseTooLarge",
    "Secret",
    "SecretBytes",
    "SystemClock",
    "Transport",
    "TransportError",
    "failure_of",
]
