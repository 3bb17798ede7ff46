"""responses/*.json and sso/responses/*.json: status and body to values, or to who must act instead."""

import base64

import pytest
import tvpass
from vectors import cases, failure, neutral

SESSIONS = dict.fromkeys(["create_session", "resume_session", "partner_request"], tvpass.decode_session)
PROFILES = dict.fromkeys(["profiles", "profile_mvpd", "profile_code", "partner_profile"], tvpass.decode_profiles)
DECISIONS = dict.fromkeys(["preauthorize", "authorize"], tvpass.decode_decisions)
DECODERS = {
    "register": tvpass.decode_client_credentials,
    "token": tvpass.decode_access_token,
    "configuration": tvpass.decode_configuration,
    "session_info": tvpass.decode_session_details,
    "logout": tvpass.decode_logouts,
    "sso_token": tvpass.decode_service_token,
    "sso_refresh": tvpass.decode_service_token,
    "sso_link": tvpass.decode_link_code,
    "sso_unlink": tvpass.decode_unlinked_devices,
    "sso_list": tvpass.decode_linked_devices,
    **SESSIONS,
    **PROFILES,
    **DECISIONS,
}
LISTS = {
    **dict.fromkeys(PROFILES, "profiles"),
    **dict.fromkeys(DECISIONS, "decisions"),
    "logout": "logouts",
    "sso_unlink": "unlinkedDevices",
    "sso_list": "devices",
}


def body(case):
    return base64.b64decode(case["bodyBase64"]) if "bodyBase64" in case else case["body"].encode()


@pytest.mark.parametrize("case", cases("responses/*.json") + cases("sso/responses/*.json"))
def test_every_response_means_what_its_vector_says(case):
    try:
        answer = neutral(DECODERS[case["endpoint"]](case["status"], tvpass.Redacted(body(case))))
    except tvpass.TvpassError as error:
        assert failure(error) == case["failure"]
        return
    name = LISTS.get(case["endpoint"])
    assert ({name: answer} if name else answer) == case["answer"]


def who(status, body):
    with pytest.raises(tvpass.TvpassError) as stopped:
        tvpass.decode_profiles(status, tvpass.Redacted(body))
    return type(stopped.value)


def test_an_error_says_by_its_type_who_must_act():
    assert who(403, b'{"action": "authentication", "code": "authenticated_profile_expired"}') is tvpass.TvpassError.Viewer
    assert who(502, b"<html>") is tvpass.TvpassError.Network
    assert who(429, b"<html>") is tvpass.TvpassError.Service
    assert who(400, b'{"action": "none", "code": "invalid_parameter_mvpd"}') is tvpass.TvpassError.ServiceProvider
    assert who(403, b'{"action": "configuration", "code": "too_many_resources"}') is tvpass.TvpassError.Configuration


def test_an_error_tells_a_log_what_happened():
    with pytest.raises(tvpass.TvpassError) as stopped:
        tvpass.decode_profiles(502, tvpass.Redacted(b"<html>"))
    assert "the response is not from the API (HTTP 502)" in str(stopped.value)
