"""A sign-in and a playback over the client that openapi-python-client makes of the contract.

    python play.py SERVER STATEMENT
"""

import base64
import json
import sys
import time
from urllib.parse import urljoin

from contract import AuthenticatedClient, Client
from contract.api.configuration import configuration
from contract.api.decisions import authorize, preauthorize
from contract.api.logout import logout
from contract.api.profiles import profile_code, profile_mvpd
from contract.api.registration import register, token
from contract.api.sessions import create_session, session_info
from contract.models import CreateSessionBody, RegisterBody, Resources, TokenBody

SERVICE_PROVIDER = "REF30"
MVPD = "Cablevision"
REDIRECT_URL = "https://adobe.com"


def encoded(text):
    return base64.b64encode(text.encode()).decode()


INFO = {"model": "Recorder", "version": "1", "osName": "Linux", "osVersion": "6", "connectionType": "LAN"}
DEVICE_INFO = {"x_device_info": encoded(json.dumps(INFO))}
DEVICE = {"ap_device_identifier": f"fingerprint {encoded('recorder in the cellar')}", **DEVICE_INFO}


def registered(server, statement):
    """A client with an access token."""
    plain = Client(base_url=server)
    body = RegisterBody(software_statement=statement)
    credentials = register.sync(client=plain, body=body, **DEVICE_INFO)
    body = TokenBody(
        client_id=credentials.client_id, client_secret=credentials.client_secret, grant_type="client_credentials"
    )
    made = token.sync(client=plain, body=body, **DEVICE_INFO)
    return AuthenticatedClient(base_url=server, token=made.access_token)


def sign_in(client, server):
    chosen = configuration.sync(SERVICE_PROVIDER, client=client, **DEVICE).requestor.mvpds
    assert MVPD in [mvpd.id for mvpd in chosen]
    body = CreateSessionBody(mvpd=MVPD, domain_name="adobe.com", redirect_url=REDIRECT_URL)
    session = create_session.sync(SERVICE_PROVIDER, client=client, body=body, **DEVICE)
    assert session.action_name == "authenticate"
    known = session_info.sync(SERVICE_PROVIDER, session.code, client=client, **DEVICE)
    assert (known.not_before, known.not_after) == (session.not_before, session.not_after)
    print("open", urljoin(server, session.url), flush=True)
    for _ in range(20):
        time.sleep(4)
        profiles = profile_code.sync(SERVICE_PROVIDER, session.code, client=client, **DEVICE).profiles
        if MVPD in profiles:
            return profiles[MVPD]
    raise TimeoutError("nobody signed in")


def play(client):
    """The decisions on what may be watched and what may not."""
    body = Resources(resources=["REF30", "premium"])
    probable = preauthorize.sync(SERVICE_PROVIDER, MVPD, client=client, body=body, **DEVICE).decisions
    assert [decision.authorized for decision in probable] == [True, False]
    [permit] = authorize.sync(SERVICE_PROVIDER, MVPD, client=client, body=Resources(["REF30"]), **DEVICE).decisions
    [denial] = authorize.sync(SERVICE_PROVIDER, MVPD, client=client, body=Resources(["premium"]), **DEVICE).decisions
    assert permit.authorized and not denial.authorized
    assert denial.error.code == "authorization_denied_by_mvpd"
    return permit.token.serialized_token


def main(server, statement):
    client = registered(server, statement)
    profile = sign_in(client, server)
    assert profile.attributes["userID"].value
    assert MVPD in profile_mvpd.sync(SERVICE_PROVIDER, MVPD, client=client, **DEVICE).profiles
    print("playing with a token of", len(play(client)), "letters")
    out = logout.sync(SERVICE_PROVIDER, MVPD, client=client, redirect_url=REDIRECT_URL, **DEVICE).logouts
    assert out[MVPD].action_name == "logout"
    [denial] = authorize.sync(SERVICE_PROVIDER, MVPD, client=client, body=Resources(["REF30"]), **DEVICE).decisions
    assert denial.error.code == "authenticated_profile_missing"


if __name__ == "__main__":
    main(*sys.argv[1:])
