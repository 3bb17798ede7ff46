"""A television over the published Python package: `python television.py SERVICE STATEMENT`."""

import sys

import tvpass
from tvpass import AuthFlow, Driver, Installation, Outcome, Question, Redacted, SignInOptions

service, statement = sys.argv[1:]
info = tvpass.DeviceInfo(
    model="Recorder", version="1", os_name=tvpass.OsName.LINUX(), os_version="6.1", connection_type="LAN"
)
settings = tvpass.Settings(
    base_url=service,
    service_provider="REF30",
    software_statement=Redacted(statement),
    headers=tvpass.Headers(
        sender=tvpass.Sender.STREAMING_DEVICE,
        ap_device_identifier=tvpass.device_identifier_header(Redacted(b"a fresh Python project")),
        x_device_info=tvpass.device_info_header(info),
    ),
)


def ask(question):
    if isinstance(question, Question.SHOW_CODE):
        print(f"open {question.authenticate_url}", flush=True)


driver = Driver(Installation(settings), lambda saved: None)
options = SignInOptions(mvpd="Cablevision", domain_name="adobe.com", redirect_url="https://adobe.com")
driver.run(AuthFlow.sign_in(driver.installation, options), ask)
outcome = driver.run(AuthFlow.authorization(driver.installation, "REF30"), ask)
if not isinstance(outcome, Outcome.PERMITTED):
    sys.exit(f"no permit: {outcome}")
print(f"playing {outcome.decision.resource}")
