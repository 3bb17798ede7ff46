"""Adobe Pass Authentication REST API V2 for Python: what to send, what answers mean, and what to do next.

``Driver`` runs the flows over HTTP. What is below it can be used alone: ``encode_request`` and the ``decode_…`` functions,
the headers' values, and ``AuthFlow.next``.
"""

from tvpass.generated.tvpass import *  # noqa: F403
from tvpass.generated.tvpass import __all__ as _generated
from tvpass.clock import Clock, SystemClock
from tvpass.driver import Driver
from tvpass.redacted import Redacted, Secret, SecretBytes
from tvpass.transport import HttpTransport, Transport

__all__ = [
    *_generated,
    "Clock",
    "Driver",
    "HttpTransport",
    "Redacted",
    "Secret",
    "SecretBytes",
    "SystemClock",
    "Transport",
]
