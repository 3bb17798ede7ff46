"""Values are shown, compared, copied and pickled as Python's own are."""

import copy
import pickle

import pytest
import tvpass

DECISIONS = b"""{"decisions": [{"resource": "news", "serviceProvider": "REF30", "mvpd": "A", "authorized": true,
    "source": "mvpd", "token": {"serializedToken": "sentinel"}}]}"""


def error():
    with pytest.raises(tvpass.TvpassError.Service) as refused:
        tvpass.decode_profiles(429, tvpass.Redacted(b""))
    return refused.value


def test_a_record_shows_its_fields():
    member = tvpass.Member(name="zip", value=tvpass.Value.TEXT("84001"))
    assert repr(member) == "Member(name='zip', value=Value.TEXT(value='84001'))"
    assert str([member]) == f"[{member!r}]"


def test_an_answer_shows_all_but_its_secrets():
    shown = repr(tvpass.decode_decisions(200, tvpass.Redacted(DECISIONS)))
    assert "resource='news'" in shown
    assert "serialized_token=[redacted]" in shown
    assert "sentinel" not in shown


def test_a_flow_and_its_client_say_what_they_are():
    assert repr(tvpass.Redacted("a")) == "[redacted]"
    assert "tvpass.AuthFlow" in repr(tvpass.AuthFlow.__new__(tvpass.AuthFlow))


def test_a_value_is_equal_to_its_like_and_to_nothing_else():
    one, same = (tvpass.Member(name="a", value=tvpass.Value.NULL()) for _ in range(2))
    assert one == same
    assert one != tvpass.Member(name="b", value=tvpass.Value.NULL())
    assert one != 1
    assert tvpass.Value.NULL() != tvpass.Value.TEXT("")
    assert tvpass.Value.NULL() != None  # noqa: E711


@pytest.mark.parametrize("again", [copy.copy, copy.deepcopy, lambda one: pickle.loads(pickle.dumps(one))])
def test_an_error_is_copied_and_pickled(again):
    refused = error()
    other = again(refused)
    assert type(other) is tvpass.TvpassError.Service
    assert (other.reason, other.explanation) == (refused.reason, refused.explanation)
    assert repr(other) == repr(refused)


def test_an_error_explains_itself_in_words():
    refused = error()
    assert str(refused) == refused.explanation
    assert repr(refused) == (
        f"TvpassError.Service(reason=Reason.THROTTLED(), explanation={refused.explanation!r})"
    )


def test_what_holds_secrets_is_copied_with_them():
    header = tvpass.Header(name="Authorization", value=tvpass.Redacted("secret"))
    assert copy.deepcopy(header) == header
