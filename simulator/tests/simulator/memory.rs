//! State that survives a restart, and state that a long run forgets.

use tvpass_simulator::{Change, Service, Settings};

use crate::stage::{ALL_PARAMETERS, Stage, Television, encode};

#[test]
fn what_was_stored_is_all_that_a_restart_needs() {
    let mut stage = Stage::new();
    let television = Television::new(&mut stage).with("Adobe-Subject-Token", "opaque");
    television.sign_in(&mut stage, "Dish");
    let code = television.open_session(&mut stage, "Spectrum");
    let token = television.authorize(&mut stage, "Dish", "news").text("/decisions/0/token/serializedToken");
    television.authorize(&mut stage, "TempPass_TEST40", "news");
    let changes = stage.service.take_changes();
    let mut stage = stage.restart(&changes);
    assert_eq!(television.get(&mut stage, "/profiles").profiles().len(), 1);
    assert_eq!(television.get(&mut stage, &format!("/sessions/{code}")).status, 200);
    let other = Television::of(&mut stage, "NEWS24", "news24.software.statement", "phone");
    assert_eq!(other.with("Adobe-Subject-Token", "opaque").get(&mut stage, "/profiles").profiles().len(), 1);
    let now = stage.now;
    assert_eq!(stage.service.verify_media_token(now, &token, None), tvpass_simulator::Verification::Valid);
    let replaced = television.post(&mut stage, "/sessions", ALL_PARAMETERS).text("/code");
    assert_eq!(television.get(&mut stage, &format!("/sessions/{code}")).status, 400);
    assert_eq!(television.get(&mut stage, &format!("/sessions/{replaced}")).status, 200);
    stage.wait_minutes(40);
    let lapsed = television.authorize(&mut stage, "TempPass_TEST40", "news");
    assert_eq!(lapsed.decisions(), ["temporary_access_duration_limit_exceeded"]);
}

#[test]
fn a_change_is_given_out_once() {
    let mut stage = Stage::new();
    let television = Television::new(&mut stage);
    let kinds = |changes: &[Change]| changes.iter().map(|change| change.kind).collect::<Vec<_>>();
    assert_eq!(kinds(&stage.service.take_changes()), ["client", "access_token"]);
    television.get(&mut stage, "/profiles");
    assert!(stage.service.take_changes().is_empty());
    television.open_session(&mut stage, "Dish");
    assert_eq!(kinds(&stage.service.take_changes()), ["session"]);
}

#[test]
fn what_is_stored_holds_no_secret() {
    let mut stage = Stage::new();
    let television = Television::new(&mut stage)
        .with("Adobe-Subject-Token", "sentinel-platform")
        .with("AP-TempPass-Identity", &encode(r#"{"email": "sentinel-person"}"#));
    let authorization = television.request("GET", "").header("authorization").expect("a token").to_owned();
    television.sign_in(&mut stage, "Dish");
    television.authorize(&mut stage, "flexibleTempPass", "news");
    let token = television.authorize(&mut stage, "Dish", "news").text("/decisions/0/token/serializedToken");
    let stored = format!("{:?}", stage.service.take_changes());
    let bearer = authorization.trim_start_matches("Bearer ");
    for secret in ["sentinel-", bearer, &token, "living-room", &encode("living-room")] {
        assert!(!stored.contains(secret), "{secret}");
    }
}

#[test]
fn a_long_run_forgets_what_has_lapsed() {
    let mut stage = Stage::new();
    let television = Television::new(&mut stage);
    television.sign_in(&mut stage, "Dish");
    television.authorize(&mut stage, "Dish", "news");
    assert!(!stage.service.take_changes().is_empty());
    stage.wait_minutes(61 * 24 * 60);
    television.get(&mut stage, "/profiles");
    let changes = stage.service.take_changes();
    let mut forgotten: Vec<_> =
        changes.iter().filter(|change| change.body.is_none()).map(|change| change.kind).collect();
    forgotten.sort_unstable();
    assert_eq!(forgotten, ["access_token", "media_token", "profile", "session"]);
}

#[test]
fn a_row_of_another_version_is_refused() {
    let mut service = Service::new(Settings::default());
    assert!(service.load("nothing", "{}").is_err());
    let error = service.load("client", "{}").expect_err("no client");
    assert!(error.to_string().contains("client"));
}
