"""A viewer whom the framework of a partner signs in, and one whom it does not know."""

import base64
from datetime import datetime, timedelta, timezone

import tvpass
from service import driver, settings, sign_in, sign_in_as_person, simulator
from tvpass import AuthFlow, Event, Outcome, Question

DEMO = "demo.software.statement"
APPLE = tvpass.Partner.APPLE.wire()


def run_partner(television, status):
    """The partner sign-in, at a framework of this status."""

    def ask(question):
        assert isinstance(question, Question.PARTNER_STATUS)
        return Event.PARTNER_STATUS(status)

    flow = AuthFlow.partner_sign_in(
        television.installation, APPLE, domain_name="adobe.com", redirect_url="https://adobe.com"
    )
    return television.run(flow, ask)


def test_a_viewer_whom_the_framework_knows_is_signed_in_by_its_saml_response():
    status = tvpass.PartnerFrameworkStatus(
        access_status=tvpass.AccessStatus.GRANTED(),
        provider_id="Cablevision",
        expiration_date=datetime.now(timezone.utc) + timedelta(hours=1),
    )
    with simulator() as base_url:
        television = driver(settings(base_url, DEMO))
        asked = run_partner(television, status)
        assert isinstance(asked, Outcome.ASK_FRAMEWORK)
        assert b"AuthnRequest" in base64.b64decode(asked.request.request.reveal())
        completion = AuthFlow.partner_completion(television.installation, APPLE, tvpass.Redacted("<Response/>"))
        signed_in = television.run(completion, lambda question: None)
        assert isinstance(signed_in.profile.profile_type, tvpass.ProfileType.APPLE_SSO)
        permitted = television.run(AuthFlow.authorization(television.installation, "REF30"), lambda question: None)
        assert isinstance(permitted, Outcome.PERMITTED)


def test_a_viewer_who_lets_the_framework_tell_nothing_signs_in_as_elsewhere():
    status = tvpass.PartnerFrameworkStatus(access_status=tvpass.AccessStatus.DENIED())
    with simulator() as base_url:
        television = driver(settings(base_url, DEMO))
        assert isinstance(run_partner(television, status), Outcome.BASIC_SIGN_IN)
        flow = sign_in(television, "Spectrum", skips_lookup=True)
        signed_in = television.run(flow, lambda question: sign_in_as_person(question.authenticate_url))
        assert isinstance(signed_in.profile.profile_type, tvpass.ProfileType.REGULAR)
