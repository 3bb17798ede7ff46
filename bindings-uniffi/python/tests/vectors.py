"""The shared vectors, and answers in their neutral form."""

from __future__ import annotations

import json
import re
from datetime import datetime
from enum import Enum
from pathlib import Path
from typing import Any

import tvpass
from tvpass.timestamp import to_millis

FOLDER = Path(__file__).resolve().parents[3] / "tests" / "vectors"


def cases(pattern: str) -> list[Any]:
    """The cases of all files that match, as parameters of a test."""
    import pytest

    files = sorted(FOLDER.glob(pattern))
    assert files, f"no vectors in {pattern}"
    found = []
    for file in files:
        for case in json.loads(file.read_text())["cases"]:
            found.append(pytest.param(case, id=f"{file.stem}: {case['name']}"))
    return found


def snake(name: str) -> str:
    """A name of the wire as Python writes it."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "_", name).replace("-", "_").lower()


def camel(name: str) -> str:
    """A name of Python as the wire writes it."""
    head, *rest = name.split("_")
    return head + "".join(word.capitalize() for word in rest)


def neutral(value: Any) -> Any:
    """Text without escapes, times in milliseconds, lists always there, what is missing left out."""
    if isinstance(value, tvpass.Redacted):
        return neutral(value.reveal())
    if isinstance(value, datetime):
        return to_millis(value)
    if isinstance(value, tvpass.Value):
        return json_value(value)
    if isinstance(value, list):
        if value and isinstance(value[0], tvpass.Member) or value == []:
            return members(value) if value else value
        return [neutral(item) for item in value]
    if isinstance(value, tvpass.Configuration):
        return configuration(value)
    if isinstance(value, tvpass.LinkedDevice):
        return {"id": value.id.reveal(), "attributes": members(value.attributes)}
    if isinstance(value, Enum) or hasattr(value, "wire"):
        return value.wire()
    if hasattr(value, "__dict__"):
        return record(value)
    return value


# Python, Swift and Kotlin have a word for what the wire calls `type`.
_TYPES = {"profile_type", "connection_type", "request_type", "device_type"}
# These endpoints write their names with underscores.
_UNDERSCORES = (tvpass.ClientCredentials, tvpass.AccessToken)


def record(value: Any) -> dict[str, Any]:
    found = {}
    for name, field in vars(value).items():
        if name == "known_code" or field is None or isinstance(field, tvpass.Value.NULL):
            continue
        wire = name if isinstance(value, _UNDERSCORES) else "type" if name in _TYPES else camel(name)
        if name == "existing_parameters":
            found[wire] = members(field)
        elif name == "client_id_issued_at":
            # The only time that the wire has in seconds.
            found[wire] = to_millis(field) // 1000
        else:
            found[wire] = neutral(field)
    return found


def members(value: list[tvpass.Member]) -> dict[str, Any]:
    return {member.name: json_value(member.value) for member in value}


def configuration(value: tvpass.Configuration) -> dict[str, Any]:
    requestor = {"id": value.id} | ({} if value.name is None else {"name": value.name})
    return {
        "settings": members(value.settings),
        "requestor": requestor,
        "domains": neutral(value.domains),
        "mvpds": neutral(value.mvpds),
    }


def json_value(value: tvpass.Value) -> Any:
    if isinstance(value, tvpass.Value.NULL):
        return None
    if isinstance(value, tvpass.Value.ARRAY):
        return [json_value(item) for item in value.items]
    if isinstance(value, tvpass.Value.OBJECT):
        return members(value.members)
    if isinstance(value, tvpass.Value.NUMBER):
        assert value.value == float(value.text)
        return json.loads(value.text)
    return value.value


def json_error(error: tvpass.JsonError) -> dict[str, Any]:
    return {"kind": error.kind.name.lower(), "field": error.field, "offset": error.offset}


def failure(error: tvpass.TvpassError) -> dict[str, Any]:
    """The actor, in the vectors' words."""
    reason = error.reason
    status = {"httpStatus": reason.http_status} if hasattr(reason, "http_status") else {}
    if isinstance(reason, tvpass.Reason.SERVICE):
        return {"kind": "service", **status, "error": neutral(reason.error)}
    if isinstance(reason, tvpass.Reason.REGISTRATION):
        return {"kind": "registration", **status, "error": reason.code.wire()}
    if isinstance(reason, tvpass.Reason.MALFORMED):
        return {"kind": "malformed", **status, "error": json_error(reason.error)}
    if isinstance(reason, tvpass.Reason.NOT_API):
        return {"kind": "not_api", **status}
    assert isinstance(reason, tvpass.Reason.THROTTLED)
    return {"kind": "throttled"}


def refusal(error: tvpass.TvpassError) -> dict[str, Any]:
    """Why nothing was sent or read, in the vectors' words."""
    reason = error.reason
    if isinstance(reason, tvpass.Reason.JSON):
        return json_error(reason.error)
    kinds = {
        tvpass.Reason.MISSING_HEADER: "missing_header",
        tvpass.Reason.MISSING_PARAMETER: "missing_parameter",
        tvpass.Reason.INVALID_PARAMETER: "invalid_parameter",
        tvpass.Reason.INVALID_HEADER: "invalid_header",
        tvpass.Reason.NOT_BASE64: "base64",
        tvpass.Reason.NOT_THIS_HEADER: "invalid",
        tvpass.Reason.DOWNGRADE: "downgrade",
        tvpass.Reason.INVALID_URL: "invalid",
    }
    kind = next(kind for variant, kind in kinds.items() if isinstance(reason, variant))
    return {"kind": kind, **vars(reason)}
