"""No secret is printed, whatever prints it."""

import enum
import io
import logging
import pickle
import pprint
import traceback
import typing
from datetime import datetime, timezone

import pytest
import tvpass
from service import settings
from tvpass.generated import tvpass as generated

SENTINEL = "sentinel-7f83b165"


def example(hint):
    """A value of the type, with the sentinel in every place for a secret."""
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if hint is tvpass.Redacted or origin is tvpass.Redacted:
        return tvpass.Redacted(SENTINEL.encode() if arguments == (bytes,) else SENTINEL)
    if origin is typing.Union:
        return example(arguments[0])
    if origin is list:
        return [example(arguments[0])]
    if hint in (str, int, float, bool):
        return hint(1)
    if hint is datetime:
        return datetime(2026, 1, 1, tzinfo=timezone.utc)
    if hint is tvpass.Value:
        # A value that is no secret by itself, as in the settings of a configuration.
        return tvpass.Value.BOOL(True)
    return next(iter(examples(hint)))


def examples(kind):
    """A value of each variant of an enumeration, or the one value of a record."""
    if issubclass(kind, enum.Enum):
        return list(kind)
    if issubclass(kind, tvpass.TvpassError) or "RuntimeError" in str(kind.__init__.__code__.co_names):
        return [filled(variant) for name, variant in vars(kind).items() if isinstance(variant, type)]
    return [filled(kind)]


def filled(kind):
    hints = typing.get_type_hints(kind.__init__, vars(generated))
    if issubclass(kind, tvpass.TvpassError):
        hints = {"reason": tvpass.Reason, "explanation": str}
    return kind(**{name: example(hint) for name, hint in hints.items() if name != "return"})


OBJECTS = {"AuthFlow", "AuthFlowProtocol", "Installation", "InstallationProtocol"}
TYPES = [
    kind
    for name in generated.__all__
    if isinstance(kind := getattr(generated, name), type) and name not in OBJECTS | {"InternalError"}
]


def formatted(value):
    """The value as everything prints it that a program commonly prints with."""
    log = io.StringIO()
    handler = logging.StreamHandler(log)
    logger = logging.Logger("sentinel")
    logger.addHandler(handler)
    logger.warning("%s %r", value, value)
    texts = [str(value), repr(value), f"{value}", pprint.pformat(value), log.getvalue(), str([value]), str({"a": value})]
    if isinstance(value, BaseException):
        texts += traceback.format_exception(type(value), value, value.__traceback__)
    return "\n".join(texts)


def is_filled(value):
    """True if a secret lies in it somewhere."""
    if isinstance(value, tvpass.Redacted):
        return True
    if isinstance(value, list):
        return any(is_filled(item) for item in value)
    is_record = hasattr(value, "__dict__") and not isinstance(value, enum.Enum)
    return is_record and any(is_filled(item) for item in vars(value).values())


@pytest.mark.parametrize("kind", TYPES, ids=lambda kind: kind.__name__)
def test_no_public_type_prints_a_secret(kind):
    for value in examples(kind):
        assert SENTINEL not in formatted(value)


def test_the_sentinel_lies_in_every_type_that_holds_a_secret():
    holders = {kind.__name__ for kind in TYPES if any(is_filled(value) for value in examples(kind))}
    assert holders >= {
        "AccessToken", "Attribute", "AuthenticationRequest", "Call", "ClientCredentials", "Decision", "Header", "Headers",
        "Event", "IssuedLinkCode", "IssuedToken", "LinkedDevice", "MediaToken", "Person", "Question", "Outcome", "Profile", "Request", "SavedInstallation", "Session", "Settings", "Step",
        "TempPassKey", "Turn",
    }  # fmt: skip


ANSWERS = {
    tvpass.decode_client_credentials: '{"client_id": "S", "client_secret": "S"}',
    tvpass.decode_access_token: '{"access_token": "S", "refresh_token": "S", "expires_in": 1}',
    tvpass.decode_session: """{"actionName": "partner_profile", "actionType": "direct", "reasonType": "none",
        "sessionId": "1", "serviceProvider": "REF30", "authenticationRequest": {"type": "SAML", "request": "S"}}""",
    tvpass.decode_profiles: """{"profiles": {"A": {"notBefore": 1, "notAfter": 2, "issuer": "A", "type": "regular",
        "attributes": {"userID": {"value": "S", "error": "S"}, "zip": {"value": ["S", {"S": 1}]}}}}}""",
    tvpass.decode_decisions: """{"decisions": [{"resource": "news", "serviceProvider": "REF30", "mvpd": "A",
        "authorized": true, "source": "mvpd", "token": {"serializedToken": "S"}}]}""",
}


@pytest.mark.parametrize("decode", ANSWERS, ids=lambda decode: decode.__name__)
def test_no_answer_prints_what_is_secret_in_it(decode):
    answer = decode(200, tvpass.Redacted(ANSWERS[decode].replace('"S"', f'"{SENTINEL}"').encode()))
    assert is_filled(answer)
    assert SENTINEL not in formatted(answer)


def test_no_object_of_a_flow_prints_the_secrets_it_keeps():
    installation = tvpass.Installation(settings("https://sp.auth.adobe.com", SENTINEL))
    flow = tvpass.AuthFlow.registration(installation)
    now = tvpass.Now(monotonic_millis=0, unix=datetime.now(timezone.utc), random=1)
    step = flow.handle(now, tvpass.Event.START()).step
    assert SENTINEL in step.request.body.reveal().decode()
    for value in (installation, flow, step, tvpass.Driver(installation, print)):
        assert SENTINEL not in formatted(value)


def test_a_secret_is_not_pickled():
    with pytest.raises(TypeError):
        pickle.dumps(tvpass.Redacted(SENTINEL))


def test_secrets_are_compared_by_what_they_are():
    assert tvpass.Redacted("a") == tvpass.Redacted("a") != tvpass.Redacted("b")
    assert tvpass.Redacted(b"a") != tvpass.Redacted("a")
    assert len({tvpass.Redacted("a"), tvpass.Redacted("a")}) == 1
