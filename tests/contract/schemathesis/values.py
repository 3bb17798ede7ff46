"""Values that get past the service's first checks, so that generated requests reach every answer.

Half of the cases keep what was generated. Answers are counted in the file that CONTRACT_COUNTS names.
"""

import atexit
import base64
import html
import json
import os
import re
import time
from collections import Counter
from pathlib import Path

import requests
import schemathesis
from hypothesis import strategies as st

SERVER = os.environ["CONTRACT_SERVER"]
SERVICE = f"{SERVER}/api/v2/REF30"
MVPDS = ["Cablevision", "Dish", "TempPass_TEST40", "flexibleTempPass", "Switched_Off", "nobody"]
RESOURCES = [["REF30"], ["premium"], ["REF30", "premium"], ["network_received_error"], []]


def encoded(value):
    text = value if isinstance(value, str) else json.dumps(value)
    return base64.b64encode(text.encode()).decode()


INFO = {"model": "m", "version": "1", "osName": "tvOS", "osVersion": "6", "connectionType": "LAN"}
STATUS = {
    "frameworkPermissionInfo": {"accessStatus": "granted"},
    "frameworkProviderInfo": {"id": "Cablevision", "expirationDate": str(int(time.time() * 1000) + 10**9)},
}
DEVICE = {"AP-Device-Identifier": f"fingerprint {encoded('a device')}", "X-Device-Info": encoded(INFO)}
PERSON = {"X-SSO-ID": "0123456789abcdef"}
HEADERS = {
    **DEVICE,
    **PERSON,
    "AP-Partner-Framework-Status": encoded(STATUS),
    "AP-TempPass-Identity": encoded({"email": "0123456789abcdef"}),
}
SAML = encoded("<Response><NameID>viewer</NameID></Response>")
FORM = {"mvpd": "Cablevision", "domainName": "adobe.com", "redirectUrl": "https://adobe.com"}


def registered():
    statement = {"software_statement": "demo.software.statement"}
    credentials = requests.post(f"{SERVER}/o/client/register", json=statement, headers=DEVICE, timeout=30).json()
    form = {name: credentials[name] for name in ("client_id", "client_secret")}
    form["grant_type"] = "client_credentials"
    token = requests.post(f"{SERVER}/o/client/token", data=form, headers=DEVICE, timeout=30).json()
    return form, {"Authorization": f"Bearer {token['access_token']}"}


CREDENTIALS, AUTHORIZATION = registered()


def service_token():
    """The token of a person, by the name that the service is set to give it."""
    url = f"{SERVER}/api/REF30/serviceToken"
    made = requests.post(url, headers={**DEVICE, **PERSON, **AUTHORIZATION}, timeout=30).json()
    return made.get("serviceToken") or made["jws"]


HEADERS["AD-Service-Token"] = service_token()


def session(form, device):
    headers = {**DEVICE, **AUTHORIZATION, "AP-Device-Identifier": f"fingerprint {encoded(device)}"}
    return requests.post(f"{SERVICE}/sessions", data=form, headers=headers, timeout=30).json()


def sign_in(mvpd):
    """The viewer signs the device in at the provider's login page."""
    made = session({**FORM, "mvpd": mvpd}, "a device")
    if made["actionName"] != "authenticate":
        return
    browser = requests.Session()
    page = browser.get(f"{SERVER}{made['url']}", timeout=30)
    action = html.unescape(re.search(r'<form action="([^"]+)"', page.text).group(1))
    login = {"username": "viewer", "password": "password", "action": "login"}
    browser.post(f"{SERVER}{action}", data=login, allow_redirects=False, timeout=30)


# Sessions that wait for their viewer: one of them lacks nothing, another lacks the provider; and a code of nobody's.
CODES = [session(FORM, "whole")["code"], session({"redirectUrl": "https://adobe.com"}, "lacking")["code"], "ABCDEFG"]
SIGNED_IN = ["Cablevision", "Dish"]
for signed_in in SIGNED_IN:
    sign_in(signed_in)

BODIES = {
    "register": [{"software_statement": statement} for statement in ("demo.software.statement", "no statement")],
    "token": [CREDENTIALS, {**CREDENTIALS, "client_secret": "wrong"}],
    "create_session": [FORM, {"redirectUrl": "https://adobe.com"}],
    "resume_session": [FORM, {"mvpd": "Cablevision"}],
    "partner_request": [FORM, {}],
    "partner_profile": [{"SAMLResponse": SAML}],
    "preauthorize": [{"resources": resources} for resources in RESOURCES],
    "authorize": [{"resources": resources} for resources in RESOURCES],
    "sso_unlink": [{"devices": devices} for devices in (["a device"], [])],
}

COUNTS = Counter()


@schemathesis.auth()
class Token:
    def get(self, case, context):
        return AUTHORIZATION

    def set(self, case, data, context):
        case.headers = {**(case.headers or {}), **data}


def known(generated, choices):
    """Either what was generated, or that with these values of its parameters."""
    chosen = st.fixed_dictionaries({name: st.sampled_from(values) for name, values in choices.items()})
    return st.one_of(chosen.map(lambda values: {**generated, **values}), st.just(generated))


@schemathesis.hook
def flatmap_path_parameters(context, path_parameters):
    choices = {"serviceProvider": ["REF30"], "mvpd": MVPDS, "code": CODES, "partner": ["Apple"]}
    if path_parameters is None:
        return st.none()
    return known(path_parameters, {name: choices[name] for name in path_parameters if name in choices})


@schemathesis.hook
def flatmap_headers(context, headers):
    listed = {parameter.name for parameter in context.operation.headers}
    return known(headers or {}, {name: [value] for name, value in HEADERS.items() if name in listed})


@schemathesis.hook
def flatmap_query(context, query):
    return known(query, {"redirectUrl": ["https://adobe.com"]}) if query else st.just(query)


@schemathesis.hook
def flatmap_body(context, body):
    bodies = BODIES.get(context.operation.definition.raw["operationId"])
    return st.one_of(st.sampled_from(bodies), st.just(body)) if bodies else st.just(body)


@schemathesis.hook
def after_call(context, case, response):
    operation = case.operation.definition.raw["operationId"]
    COUNTS[f"{operation} {response.status_code}"] += 1
    if operation == "logout" and response.status_code == 200 and case.path_parameters.get("mvpd") in SIGNED_IN:
        sign_in(case.path_parameters["mvpd"])


@atexit.register
def tell():
    Path(os.environ["CONTRACT_COUNTS"]).write_text(json.dumps(COUNTS, indent=1, sort_keys=True))
