# pyright: strict, reportUnnecessaryTypeIgnoreComment=true
"""Programs that type checkers refuse: each line that bears a mark is one, and a mark that is not needed is an error too."""

import tvpass
from tvpass import AuthFlow, Client, Driver, Input, Outcome, Prompt, Redacted


class Deaf:
    """A transport that cannot be closed, and gives the bare body."""

    def send(self, request: tvpass.Request) -> bytes:
        return request.body.reveal()


def wrong(client: Client, prompt: Prompt, outcome: Outcome, error: tvpass.TvpassError) -> None:
    Driver(client)  # type: ignore
    Driver(client, print, transport=Deaf())  # type: ignore
    Driver(client, print).run(AuthFlow.sign_in(client))  # type: ignore
    Driver(client, print).run(AuthFlow.sign_in(client), lambda prompt: "Cablevision")  # type: ignore
    AuthFlow.authorization(client)  # type: ignore
    AuthFlow.preauthorization(client, [1])  # type: ignore
    Client("settings")  # type: ignore
    Input.CHOICE(3)  # type: ignore
    Input.CHOICE()  # type: ignore
    print(prompt.code)  # type: ignore
    print(outcome.profile)  # type: ignore
    print(error.http_status)  # type: ignore
    tvpass.decode_profiles(200, b"{}")  # type: ignore
    tvpass.decode_profiles("200", Redacted(b"{}"))  # type: ignore
    tvpass.bearer_header("token")  # type: ignore
    tvpass.Header("Accept", Redacted("*/*"))  # type: ignore
    tvpass.Sender.TELEVISION  # type: ignore
    tvpass.decode_everything(200)  # type: ignore
