"""Whole ways of a viewer over HTTP, driven by the core's flows."""

import pytest
import tvpass
from service import driver, report, settings, sign_in_as_person, simulator, stand_in
from tvpass import AuthFlow, Input, Outcome, Prompt

STATEMENT = "stand.in.statement"


def show_code(prompt):
    assert isinstance(prompt, Prompt.SHOW_CODE)


def test_a_viewer_signs_in_and_watches():
    with stand_in("--no-faults") as base_url:
        television = driver(settings(base_url, STATEMENT))
        client = television.client
        signed_in = television.run(AuthFlow.sign_in(client, "Cablevision"), show_code)
        assert isinstance(signed_in, Outcome.SIGNED_IN)
        assert signed_in.profile.mvpd == "Cablevision"

        flow = AuthFlow.preauthorization(client, ["REF30", "premium"])
        permits = television.run(flow, show_code).permits
        assert [(permit.resource, permit.permitted) for permit in permits] == [("REF30", True), ("premium", False)]

        decision = television.run(AuthFlow.authorization(client, "REF30"), show_code).decision
        assert decision.token.serialized_token.reveal().startswith("PHNp")
        denied = television.run(AuthFlow.authorization(client, "premium"), show_code)
        assert isinstance(denied, Outcome.DENIED)
        assert denied.decision.error.known_code is tvpass.ErrorCode.AUTHORIZATION_DENIED_BY_MVPD
        assert report(base_url)["violations"] == []


def test_a_viewer_whose_token_is_refused_signs_in_all_the_same_and_out_again():
    with stand_in("--no-faults", "--unauthorized", "yes") as base_url:
        television = driver(settings(base_url, STATEMENT))
        television.run(AuthFlow.sign_in(television.client, "Cablevision"), show_code)
        opened = []
        out = television.run(AuthFlow.logout(television.client), lambda prompt: opened.extend(prompt.urls))
        assert out.was_signed_in
        assert opened == [f"{base_url}/logout-page"]
        seen = report(base_url)
        assert (seen["violations"], seen["registrations"], seen["tokens"]) == ([], 1, 2)


def test_what_was_saved_is_taken_up_and_registers_no_second_time():
    with stand_in("--no-faults") as base_url:
        kept = []
        first = driver(settings(base_url, STATEMENT), kept)
        first.run(AuthFlow.sign_in(first.client, "Cablevision"), show_code)
        second = driver(settings(base_url, STATEMENT), saved=kept[-1])
        assert second.client.mvpd() == "Cablevision"
        outcome = second.run(AuthFlow.sign_in(second.client), show_code)
        assert isinstance(outcome, Outcome.SIGNED_IN)
        seen = report(base_url)
        assert (seen["violations"], seen["registrations"], seen["sessions"]) == ([], 1, 1)


def test_a_person_signs_in_at_the_simulator_on_a_second_screen():
    with simulator() as base_url:
        television = driver(settings(base_url, "demo.software.statement"))
        codes = []

        def ask(prompt):
            assert isinstance(prompt, Prompt.SHOW_CODE)
            codes.append(prompt.code)
            sign_in_as_person(prompt.authenticate_url)

        outcome = television.run(AuthFlow.sign_in(television.client, "Cablevision"), ask)
        assert outcome.profile.mvpd == "Cablevision"
        assert len(codes) == 1
        assert any(attribute.name == "userID" for attribute in outcome.profile.attributes)


def test_a_viewer_chooses_among_the_simulators_mvpds():
    with simulator() as base_url:
        television = driver(settings(base_url, "demo.software.statement", picker=tvpass.Picker.HERE))

        def ask(prompt):
            if isinstance(prompt, Prompt.CHOOSE_MVPD):
                names = {mvpd.id: mvpd.display_name for mvpd in prompt.configuration.mvpds}
                assert names["Dish"] == "DISH"
                return Input.CHOICE("Dish")
            return sign_in_as_person(prompt.authenticate_url)

        outcome = television.run(AuthFlow.sign_in(television.client), ask)
        assert outcome.profile.mvpd == "Dish"


def test_a_refused_statement_stops_the_flow_and_the_programmer_must_act():
    with simulator() as base_url:
        television = driver(settings(base_url, "unapproved.software.statement"))
        with pytest.raises(tvpass.TvpassError.Programmer) as stopped:
            television.run(AuthFlow.registration(television.client), show_code)
        assert isinstance(stopped.value.reason.code, tvpass.DcrErrorCode.UNAPPROVED_SOFTWARE_STATEMENT)


def test_nobody_at_the_other_end_means_that_the_network_must_act():
    television = driver(settings("http://127.0.0.1:1", STATEMENT))
    with pytest.raises(tvpass.TvpassError.Network):
        television.run(AuthFlow.registration(television.client), show_code)


def test_a_code_that_lapses_is_told_and_a_new_one_shown():
    with simulator() as base_url:
        television = driver(settings(base_url, "demo.software.statement"))
        codes = []

        def ask(prompt):
            if isinstance(prompt, Prompt.CODE_LAPSED):
                return Input.NEW_CODE()
            codes.append(prompt.code)
            if len(codes) == 2:
                sign_in_as_person(prompt.authenticate_url)
            return None

        outcome = television.run(AuthFlow.sign_in(television.client, "Cablevision"), ask)
        assert isinstance(outcome, Outcome.SIGNED_IN)
        assert len(set(codes)) == 2
