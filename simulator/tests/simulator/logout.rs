//! Signing out.

use crate::stage::{Browser, Stage, Television};

fn action(stage: &mut Stage, television: &Television, path: &str, mvpd: &str) -> (String, String, Option<String>) {
    let answer = television.get(stage, path);
    let logout = &answer.body["logouts"][mvpd];
    let text = |name: &str| logout[name].as_str().map(str::to_owned);
    assert_eq!(text("mvpd").as_deref(), Some(mvpd));
    (text("actionName").unwrap_or_default(), text("actionType").unwrap_or_default(), text("url"))
}

#[test]
fn a_provider_with_a_logout_page_is_left_in_a_browser() {
    let mut stage = Stage::new();
    let television = Television::new(&mut stage);
    television.sign_in(&mut stage, "Spectrum");
    let path = "/logout/Spectrum?redirectUrl=https%3A%2F%2Fadobe.com%2Fbye%3Fa%3D1";
    let (name, kind, url) = action(&mut stage, &television, path, "Spectrum");
    assert_eq!((name.as_str(), kind.as_str()), ("logout", "interactive"));
    assert!(television.get(&mut stage, "/profiles").profiles().is_empty());
    let mut browser = Browser::default();
    let url = url.expect("a page to open");
    for _ in 0..2 {
        browser.open(&mut stage, &url);
        assert_eq!(browser.location, "https://adobe.com/bye?a=1");
    }
    stage.wait_minutes(31);
    assert_eq!(browser.open(&mut stage, &url).status, 400);
}

#[test]
fn p9_a_logout_without_a_redirect_url_is_refused_by_name() {
    let mut stage = Stage::new();
    let television = Television::new(&mut stage);
    television.sign_in(&mut stage, "Spectrum");
    for path in ["/logout/Spectrum", "/logout/Spectrum?redirectUrl=", "/logout/Spectrum?redirecturl=https%3A%2F%2Fa.b"]
    {
        let answer = television.get(&mut stage, path);
        assert_eq!(answer.error(), (400, "invalid_parameter_redirect_url"), "{path}");
        assert_eq!(answer.text("/message"), "The parameter redirectUrl is missing.");
    }
    assert_eq!(television.get(&mut stage, "/profiles").profiles().len(), 1, "nobody is signed out by a refusal");
}

#[test]
fn the_logout_page_redirects_only_where_the_api_was_told() {
    let mut stage = Stage::new();
    let page = Browser::default().open(&mut stage, "/mvpd/Spectrum/logout?relay=x&redirectUrl=https%3A%2F%2Fevil.test");
    assert_eq!(page.status, 400);
}

#[test]
fn a_provider_without_a_logout_page_is_complete_at_once() {
    let mut stage = Stage::new();
    let television = Television::new(&mut stage);
    television.sign_in(&mut stage, "Dish");
    let left = action(&mut stage, &television, "/logout/Dish?redirectUrl=https%3A%2F%2Fadobe.com", "Dish");
    assert_eq!(left, ("complete".into(), "none".into(), None));
    assert!(television.get(&mut stage, "/profiles").profiles().is_empty());
}

#[test]
fn a_viewer_who_is_not_signed_in_cannot_sign_out() {
    let mut stage = Stage::scenario("basic-profiles-primary-application");
    let television = Television::new(&mut stage);
    let invalid = ("invalid".into(), "none".into(), None);
    assert_eq!(
        action(&mut stage, &television, "/logout/Spectrum?redirectUrl=https%3A%2F%2Fadobe.com", "Spectrum"),
        invalid
    );
    television.sign_in(&mut stage, "Spectrum");
    stage.wait_minutes(15);
    assert_eq!(
        action(&mut stage, &television, "/logout/Spectrum?redirectUrl=https%3A%2F%2Fadobe.com", "Spectrum"),
        invalid
    );
}

#[test]
fn signing_out_leaves_other_mvpds_and_devices_alone() {
    let mut stage = Stage::new();
    let television = Television::new(&mut stage);
    let neighbour = Television::of(&mut stage, "REF30", "demo.software.statement", "bedroom");
    television.sign_in(&mut stage, "Dish");
    television.sign_in(&mut stage, "Spectrum");
    neighbour.sign_in(&mut stage, "Dish");
    television.get(&mut stage, "/logout/Dish?redirectUrl=https%3A%2F%2Fadobe.com");
    assert_eq!(television.get(&mut stage, "/profiles").profiles().into_keys().collect::<Vec<_>>(), ["Spectrum"]);
    assert_eq!(neighbour.get(&mut stage, "/profiles").profiles().len(), 1);
}

#[test]
fn a_code_whose_profile_was_signed_out_gives_no_profile() {
    let mut stage = Stage::new();
    let television = Television::new(&mut stage);
    let code = television.sign_in(&mut stage, "Dish");
    television.get(&mut stage, "/logout/Dish?redirectUrl=https%3A%2F%2Fadobe.com");
    assert!(television.get(&mut stage, &format!("/profiles/code/{code}")).profiles().is_empty());
}
