# pyright: strict, reportUnnecessaryTypeIgnoreComment=true
"""Programs that type checkers refuse: each line that bears a mark is one, and a mark that is not needed is an error too."""

import tvpass
from tvpass import AuthFlow, Driver, Event, Installation, Outcome, Question, Redacted, SignInOptions


class Deaf:
    """A transport that cannot be closed, and gives the bare body."""

    def send(self, request: tvpass.Request) -> bytes:
        return request.body.reveal()


def wrong(installation: Installation, question: Question, outcome: Outcome, error: tvpass.TvpassError) -> None:
    Driver(installation)  # type: ignore
    Driver(installation, print, transport=Deaf())  # type: ignore
    Driver(installation, print).run(AuthFlow.sign_in(installation, SignInOptions()))  # type: ignore
    Driver(installation, print).run(AuthFlow.sign_in(installation, SignInOptions()), lambda question: "Cablevision")  # type: ignore
    AuthFlow.authorization(installation)  # type: ignore
    AuthFlow.preauthorization(installation, [1])  # type: ignore
    Installation("settings")  # type: ignore
    Event.CHOSEN(3)  # type: ignore
    Event.CHOSEN()  # type: ignore
    print(question.code)  # type: ignore
    print(outcome.profile)  # type: ignore
    print(error.http_status)  # type: ignore
    tvpass.decode_profiles(200, b"{}")  # type: ignore
    tvpass.decode_profiles("200", Redacted(b"{}"))  # type: ignore
    tvpass.bearer_header("token")  # type: ignore
    tvpass.Header("Accept", Redacted("*/*"))  # type: ignore
    tvpass.Sender.TELEVISION  # type: ignore
    tvpass.decode_everything(200)  # type: ignore
