"""Whole ways of a viewer over HTTP, driven by the core's flows."""

import pytest
import tvpass
from service import driver, report, settings, sign_in, sign_in_as_person, simulator, stand_in
from tvpass import AuthFlow, Event, Outcome, Question

STATEMENT = "stand.in.statement"


def show_code(question):
    assert isinstance(question, Question.SHOW_CODE)


def test_a_viewer_signs_in_and_watches():
    with stand_in("--no-faults") as base_url:
        television = driver(settings(base_url, STATEMENT))
        installation = television.installation
        signed_in = television.run(sign_in(television, "Cablevision"), show_code)
        assert isinstance(signed_in, Outcome.SIGNED_IN)
        assert signed_in.profile.mvpd == "Cablevision"

        flow = AuthFlow.preauthorization(installation, ["REF30", "premium"])
        permits = television.run(flow, show_code).permits
        assert [(permit.resource, permit.permitted) for permit in permits] == [("REF30", True), ("premium", False)]
        assert permits[1].decision.error.known_code is not None

        decision = television.run(AuthFlow.authorization(installation, "REF30"), show_code).decision
        assert decision.token.serialized_token.reveal().startswith("PHNp")
        denied = television.run(AuthFlow.authorization(installation, "premium"), show_code)
        assert isinstance(denied, Outcome.DENIED)
        assert denied.decision.error.known_code is tvpass.ErrorCode.AUTHORIZATION_DENIED_BY_MVPD
        assert report(base_url)["violations"] == []


def test_whether_anybody_is_signed_in_is_asked_without_a_prompt():
    with simulator() as base_url:
        television = driver(settings(base_url, "demo.software.statement"))
        installation = television.installation
        nobody = television.run(AuthFlow.check_sign_in(installation), show_code)
        assert isinstance(nobody, Outcome.SIGN_IN_NEEDED)
        television.run(sign_in(television, "Cablevision"), lambda asked: sign_in_as_person(asked.authenticate_url))
        known = television.run(AuthFlow.check_sign_in(installation), show_code)
        assert isinstance(known, Outcome.REMEMBERED)
        assert known.mvpd == "Cablevision"


def test_a_viewer_whose_token_is_refused_signs_in_all_the_same_and_out_again():
    with stand_in("--no-faults", "--unauthorized", "yes") as base_url:
        television = driver(settings(base_url, STATEMENT))
        television.run(sign_in(television, "Cablevision"), show_code)
        opened = []
        out = television.run(AuthFlow.logout(television.installation, "https://adobe.com"), lambda asked: opened.extend(asked.urls))
        assert out.was_signed_in
        assert opened == [f"{base_url}/logout-page"]
        seen = report(base_url)
        assert (seen["violations"], seen["registrations"], seen["tokens"]) == ([], 1, 2)


def test_what_was_saved_is_taken_up_and_registers_no_second_time():
    with stand_in("--no-faults") as base_url:
        kept = []
        first = driver(settings(base_url, STATEMENT), kept)
        first.run(sign_in(first, "Cablevision"), show_code)
        second = driver(settings(base_url, STATEMENT), saved=kept[-1])
        assert second.installation.mvpd() == "Cablevision"
        outcome = second.run(sign_in(second), show_code)
        assert isinstance(outcome, Outcome.SIGNED_IN)
        seen = report(base_url)
        assert (seen["violations"], seen["registrations"], seen["sessions"]) == ([], 1, 1)


def test_a_person_signs_in_at_the_simulator_on_a_second_screen():
    with simulator() as base_url:
        television = driver(settings(base_url, "demo.software.statement"))
        codes = []

        def ask(question):
            assert isinstance(question, Question.SHOW_CODE)
            codes.append(question.code)
            sign_in_as_person(question.authenticate_url)

        outcome = television.run(sign_in(television, "Cablevision"), ask)
        assert outcome.profile.mvpd == "Cablevision"
        assert len(codes) == 1
        assert any(attribute.name == "userID" for attribute in outcome.profile.attributes)


def test_a_viewer_chooses_among_the_simulators_mvpds():
    with simulator() as base_url:
        television = driver(settings(base_url, "demo.software.statement"))

        def ask(question):
            if isinstance(question, Question.CHOOSE_MVPD):
                names = {mvpd.id: mvpd.display_name for mvpd in question.configuration.mvpds}
                assert names["Dish"] == "DISH"
                return Event.CHOSEN("Dish")
            return sign_in_as_person(question.authenticate_url)

        outcome = television.run(sign_in(television, place=tvpass.SignInPlace.OTHER_DEVICE_WITH_PICKER), ask)
        assert outcome.profile.mvpd == "Dish"


def test_a_refused_statement_stops_the_flow_and_the_service_provider_must_act():
    with simulator() as base_url:
        television = driver(settings(base_url, "unapproved.software.statement"))
        with pytest.raises(tvpass.TvpassError.ServiceProvider) as stopped:
            television.run(AuthFlow.registration(television.installation), show_code)
        assert isinstance(stopped.value.reason.code, tvpass.DcrErrorCode.UNAPPROVED_SOFTWARE_STATEMENT)


def test_nobody_at_the_other_end_means_that_the_network_must_act():
    television = driver(settings("http://127.0.0.1:1", STATEMENT))
    with pytest.raises(tvpass.TvpassError.Network):
        television.run(AuthFlow.registration(television.installation), show_code)


def test_a_code_that_expires_is_told_and_a_new_one_shown():
    with simulator() as base_url:
        television = driver(settings(base_url, "demo.software.statement"))
        codes = []

        def ask(question):
            if isinstance(question, Question.CODE_EXPIRED):
                return Event.NEW_CODE()
            codes.append(question.code)
            if len(codes) == 2:
                sign_in_as_person(question.authenticate_url)
            return None

        outcome = television.run(sign_in(television, "Cablevision"), ask)
        assert isinstance(outcome, Outcome.SIGNED_IN)
        assert len(set(codes)) == 2


def test_a_code_that_another_program_of_the_device_replaced_is_told_and_the_viewer_goes_on_here():
    with simulator() as base_url:
        here, other = (driver(settings(base_url, "demo.software.statement")) for _ in range(2))
        codes, told = [], []

        def ask(question):
            if isinstance(question, Question.CODE_REPLACED):
                told.append(question.error.code)
                return Event.NEW_CODE()
            codes.append(question.code)
            if len(codes) == 1:
                with pytest.raises(tvpass.TvpassError):
                    other.run(sign_in(other, "Cablevision"), lambda question: Event.CANCEL())
            else:
                sign_in_as_person(question.authenticate_url)
            return None

        outcome = here.run(sign_in(here, "Cablevision"), ask)
        assert isinstance(outcome, Outcome.SIGNED_IN)
        assert len(told) == 1
        assert len(set(codes)) == 2


@pytest.mark.parametrize(
    "flow",
    [
        lambda installation: AuthFlow.authorization(installation, "REF30"),
        lambda installation: AuthFlow.preauthorization(installation, ["REF30"]),
    ],
)
def test_without_anybody_signed_in_a_decision_needs_a_sign_in_and_nothing_is_sent(flow):
    television = driver(settings("http://127.0.0.1:1", STATEMENT))
    outcome = television.run(flow(television.installation), show_code)
    assert isinstance(outcome, Outcome.SIGN_IN_NEEDED)
    assert outcome.error is None


def test_without_anybody_signed_in_a_logout_says_so():
    television = driver(settings("http://127.0.0.1:1", STATEMENT))
    outcome = television.run(AuthFlow.logout(television.installation, "https://adobe.com"), show_code)
    assert not outcome.was_signed_in


def test_an_argument_that_no_flow_can_work_with_is_refused_at_once():
    installation = driver(settings("http://127.0.0.1:1", STATEMENT)).installation
    with pytest.raises(tvpass.TvpassError.Integrator) as refused:
        AuthFlow.authorization(installation, "")
    assert refused.value.reason == tvpass.Reason.MISSING_PARAMETER("resource")


def test_the_provider_of_the_last_time_is_confirmed():
    with simulator() as base_url:
        television = driver(settings(base_url, "demo.software.statement"))
        television.installation.remember_provider("Dish", "DISH", "https://example.com/dish.png")
        confirmed = []

        def ask(question):
            if isinstance(question, Question.CONFIRM_MVPD):
                confirmed.append((question.mvpd, question.name, question.logo))
            elif isinstance(question, Question.SHOW_CODE):
                sign_in_as_person(question.authenticate_url)

        place = tvpass.SignInPlace.OTHER_DEVICE_WITH_PICKER
        outcome = television.run(sign_in(television, place=place), ask)
        assert outcome.profile.mvpd == "Dish"
        assert confirmed == [("Dish", "DISH", "https://example.com/dish.png")]


def test_a_flow_that_the_viewer_gives_up_says_so():
    with simulator() as base_url:
        television = driver(settings(base_url, "demo.software.statement"))
        with pytest.raises(tvpass.TvpassError) as stopped:
            television.run(sign_in(television, "Cablevision"), lambda question: Event.CANCEL())
        assert isinstance(stopped.value.reason, tvpass.Reason.CANCELLED)
