"""A registration as far as its first request, from the installed package."""

from datetime import datetime, timezone

import tvpass

headers = tvpass.Headers(
    sender=tvpass.Sender.STREAMING_DEVICE,
    ap_device_identifier=tvpass.device_identifier_header(tvpass.Redacted(b"cellar")),
    x_device_info=tvpass.device_info_header(
        tvpass.DeviceInfo(
            model="Recorder", version="1", os_name=tvpass.OsName.LINUX(), os_version="6.1", connection_type="Ethernet"
        )
    ),
)
settings = tvpass.Settings(
    base_url="http://127.0.0.1:1",
    service_provider="REF30",
    software_statement=tvpass.Redacted("statement"),
    headers=headers,
)
flow = tvpass.AuthFlow.registration(tvpass.Installation(settings))
turn = flow.handle(tvpass.Now(monotonic_millis=0, unix=datetime.now(timezone.utc), random=7), tvpass.Event.START())
print(turn.step.request.line())
