"""requests/*.json and sso/requests/*.json: fields to the exact request, or to the reason why nothing is sent."""

import inspect

import pytest
import tvpass
from vectors import cases, refusal, snake

BASE = "https://sp.auth.adobe.com"

CALLS = {
    "register": tvpass.Call.REGISTER,
    "token": tvpass.Call.TOKEN,
    "configuration": tvpass.Call.GET_CONFIGURATION,
    "create_session": tvpass.Call.CREATE_SESSION,
    "resume_session": tvpass.Call.RESUME_SESSION,
    "session_info": tvpass.Call.GET_SESSION,
    "profiles": tvpass.Call.GET_PROFILES,
    "profile_mvpd": tvpass.Call.GET_PROFILE_MVPD,
    "profile_code": tvpass.Call.GET_PROFILE_CODE,
    "partner_request": tvpass.Call.CREATE_PARTNER_SESSION,
    "partner_profile": tvpass.Call.CREATE_PARTNER_PROFILE,
    "preauthorize": tvpass.Call.PREAUTHORIZE,
    "authorize": tvpass.Call.AUTHORIZE,
    "logout": tvpass.Call.LOGOUT,
    "sso_token": tvpass.Call.SSO_TOKEN,
    "sso_refresh": tvpass.Call.SSO_REFRESH,
    "sso_link": tvpass.Call.SSO_LINK,
    "sso_unlink": tvpass.Call.SSO_UNLINK,
    "sso_list": tvpass.Call.SSO_LIST,
}
REQUESTS = cases("requests/*.json") + cases("sso/requests/*.json")


def person(fields):
    """The person by the one of two names that the fields have."""
    code = fields.pop("link_code", None)
    return tvpass.Person.LINK_CODE(tvpass.Redacted(code)) if code else tvpass.Person.ID(tvpass.Redacted(fields.pop("id")))


def call(case):
    variant = CALLS[case["endpoint"]]
    fields = {snake(name): value for name, value in case["fields"].items()}
    if variant is tvpass.Call.GET_PROFILE_CODE:
        fields["early_path"] = fields.pop("path", "current") == "early"
    if variant is tvpass.Call.SSO_TOKEN:
        fields["person"] = person(fields)
    parameters = inspect.signature(variant.__init__).parameters
    given = {name: None for name in parameters if name != "self"} | fields
    secret = {name for name, parameter in parameters.items() if "Secret" in str(parameter.annotation)}
    return variant(**{name: tvpass.Redacted(value) if name in secret else value for name, value in given.items()})


def headers(case):
    sender = tvpass.Sender[case["sender"].upper()]
    values = {snake(name): tvpass.Redacted(value) for name, value in case["headers"].items()}
    return tvpass.Headers(sender=sender, **values)


@pytest.mark.parametrize("case", [case for case in REQUESTS if case.values[0]["endpoint"] != "authenticate"])
def test_every_request_is_written_as_its_vector_says(case):
    try:
        request = tvpass.encode_request(BASE, headers(case), call(case))
    except tvpass.TvpassError as error:
        assert refusal(error) == case["error"]
        return
    assert request.url == BASE + case["request"]["target"]
    assert request.method.wire() == case["request"]["method"]
    assert {header.name: header.value.reveal() for header in request.headers} == case["request"]["headers"]
    assert request.body.reveal().decode() == case["request"]["body"]


@pytest.mark.parametrize("case", cases("requests/authenticate.json"))
def test_the_page_of_a_code_is_addressed_as_its_vector_says(case):
    fields = case["fields"]
    try:
        url = tvpass.authenticate_url(case["base"], fields["serviceProvider"], fields["code"])
    except tvpass.TvpassError as error:
        assert refusal(error) == case["error"]
        return
    assert url == case["url"]


def test_a_base_url_that_is_none_is_refused():
    with pytest.raises(tvpass.TvpassError.Integrator) as refused:
        tvpass.encode_request("adobe.com", tvpass.Headers(sender=tvpass.Sender.BROWSER), tvpass.Call.GET_PROFILES("REF30"))
    assert isinstance(refused.value.reason, tvpass.Reason.INVALID_URL)
