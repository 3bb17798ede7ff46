"""headers/*.json, saml.json and urls.json: what the caller has, what is sent, and back."""

import base64

import pytest
import tvpass
from vectors import cases, refusal, snake
from tvpass.timestamp import from_millis

REFUSED = tvpass.TvpassError

CLOSED = {
    "primary_hardware_type": tvpass.HardwareType,
    "os_name": tvpass.OsName,
    "os_family": tvpass.OsFamily,
    "os_vendor": tvpass.OsVendor,
    "browser_name": tvpass.BrowserName,
    "browser_vendor": tvpass.BrowserVendor,
}


def variant(enumeration, text):
    """The variant that the wire writes so: found by asking each, since names on the wire are the core's alone."""
    for name in vars(enumeration):
        if name.isupper() and name != "OTHER":
            value = getattr(enumeration, name)()
            if value.wire() == text:
                return value
    return enumeration.OTHER(text)


def device_info(fields):
    named = {snake(name): value for name, value in fields.items()}
    return tvpass.DeviceInfo(**{k: variant(CLOSED[k], v) if k in CLOSED else v for k, v in named.items()})


def status(fields):
    def error(name):
        given = fields.get(name)
        return given and tvpass.FrameworkError(code=given.get("code"), message=given.get("message"))

    date = fields.get("expirationDate")
    return tvpass.PartnerFrameworkStatus(
        access_status=variant(tvpass.AccessStatus, fields["accessStatus"]),
        permission_error=error("permissionError"),
        provider_id=fields.get("providerId"),
        expiration_date=None if date is None else from_millis(date),
        provider_error=error("providerError"),
    )


def identifier(case):
    return base64.b64decode(case["idBase64"]) if "idBase64" in case else case["id"].encode()


def keys(case):
    return [tvpass.TempPassKey(name=name, value=tvpass.Redacted(value)) for name, value in case["keys"]]


HEADERS = {
    "device_info": (lambda case: device_info(case["fields"]), tvpass.device_info_header, tvpass.read_device_info),
    "partner_framework_status": (
        lambda case: status(case["fields"]),
        tvpass.partner_framework_status_header,
        tvpass.read_partner_framework_status,
    ),
    "device_identifier": (
        lambda case: tvpass.Redacted(identifier(case)),
        tvpass.device_identifier_header,
        tvpass.read_device_identifier,
    ),
    "temp_pass_identity": (keys, tvpass.temp_pass_identity_header, tvpass.read_temp_pass_identity),
}


def judge(case, own, write, read):
    if "error" in case:
        with pytest.raises(REFUSED) as refused:
            read(tvpass.Redacted(case["value"])) if "value" in case else write(own(case))
        assert refusal(refused.value) == case["error"]
        return
    assert read(tvpass.Redacted(case["value"])) == own(case)
    if not case.get("decodeOnly"):
        assert write(own(case)).reveal() == case["value"]
    if "valid" in case:
        assert own(case).is_valid(from_millis(case["now"])) == case["valid"]


@pytest.mark.parametrize("header", HEADERS)
def test_every_header_is_written_and_read_as_its_vectors_say(header):
    for case in cases(f"headers/{header}.json"):
        judge(case.values[0], *HEADERS[header])


@pytest.mark.parametrize("case", cases("headers/authorization.json"))
def test_a_token_becomes_the_header_that_its_vector_says(case):
    assert tvpass.bearer_header(tvpass.Redacted(case["token"])).reveal() == case["value"]


@pytest.mark.parametrize("case", cases("platform_ids.json"))
def test_the_id_of_a_platform_is_hashed_as_its_vector_says(case):
    identifier = tvpass.device_identifier_of_platform(case["platformId"])
    if "error" in case:
        assert identifier is None
    else:
        assert identifier.reveal().decode() == case["id"]


@pytest.mark.parametrize("case", cases("saml.json"))
def test_a_saml_answer_is_prepared_as_its_vector_says(case):
    assert tvpass.encode_saml_response(tvpass.Redacted(case["saml"])).reveal() == case["value"]


@pytest.mark.parametrize("case", cases("urls.json"))
def test_a_url_of_the_service_leads_where_its_vector_says(case):
    if "error" in case:
        with pytest.raises(REFUSED) as refused:
            tvpass.resolve_url(case["base"], case["url"])
        assert refusal(refused.value)["kind"] == case["error"]
    else:
        assert tvpass.resolve_url(case["base"], case["url"]) == case["resolved"]


def test_a_size_that_json_cannot_write_is_refused():
    with pytest.raises(REFUSED) as refused:
        tvpass.device_info_header(tvpass.DeviceInfo(diagonal_screen_size=float("inf")))
    assert refusal(refused.value) == {"kind": "invalid_parameter", "name": "diagonalScreenSize"}

