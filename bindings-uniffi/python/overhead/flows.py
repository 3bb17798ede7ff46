"""Memory of many flows: prints the resident kilobytes after the first tenth of them, and after all."""

import re
from datetime import datetime, timezone

import tvpass

FLOWS = 100_000

ANSWERS = {
    "/o/client/register": (201, b'{"client_id": "id", "client_secret": "secret"}'),
    "/o/client/token": (201, b'{"access_token": "token", "created_at": 1, "expires_in": 4102444800}'),
}
PROFILE = b"""{"profiles": {"Cablevision": {"notBefore": 1, "notAfter": 4102444800000, "issuer": "Cablevision",
    "type": "regular", "attributes": {"userID": {"value": "viewer", "state": "plain"}}}}}"""


class Recorded:
    """A service at which the viewer is signed in."""

    def send(self, request):
        path = "/" + request.url.split("/", 3)[3]
        status, body = ANSWERS.get(path, (200, PROFILE))
        return tvpass.Response(status, tvpass.Redacted(body))

    def close(self):
        pass


class Passing:
    """Time that passes only when a flow waits for it."""

    millis = 0

    def now(self):
        return tvpass.Now(monotonic_millis=self.millis, unix=datetime(2026, 1, 1, tzinfo=timezone.utc), random=7)

    def sleep_until(self, monotonic_millis, wake):
        self.millis = max(self.millis, monotonic_millis)


def resident():
    with open("/proc/self/status") as status:
        return int(re.search(r"VmRSS:\s+(\d+)", status.read()).group(1))


headers = tvpass.Headers(
    sender=tvpass.Sender.STREAMING_DEVICE,
    ap_device_identifier=tvpass.device_identifier_header(tvpass.Redacted(b"cellar")),
    x_device_info=tvpass.Redacted("e30="),
)
settings = tvpass.Settings(
    base_url="http://127.0.0.1:1",
    service_provider="REF30",
    software_statement=tvpass.Redacted("statement"),
    headers=headers,
)
driver = tvpass.Driver(tvpass.Installation(settings), lambda saved: None, transport=Recorded(), clock=Passing())
for number in range(1, FLOWS + 1):
    flow = tvpass.AuthFlow.sign_in(driver.installation, tvpass.SignInOptions(mvpd="Cablevision"))
    outcome = driver.run(flow, lambda question: tvpass.Event.CANCEL())
    assert isinstance(outcome, tvpass.Outcome.SIGNED_IN)
    if number in (FLOWS // 10, FLOWS):
        print(f"{number}\t{resident()}")
