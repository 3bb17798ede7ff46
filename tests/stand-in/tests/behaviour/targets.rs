//! Paths, methods and queries.

use tvpass_stand_in::{Faults, Options};

use crate::world::{COMPLETE, Call, FORM, PROFILES, World, percent};

#[test]
fn a_trailing_slash_is_noted() {
    let world = World::with_token();
    world.breaks(&world.get(format!("{PROFILES}/")), 200, "ends with a slash");
}

#[test]
fn an_unencoded_segment_is_noted() {
    let mut world = World::new(Options { faults: Faults::none(), mvpd: "a:b".into(), ..Options::default() });
    world.register();
    world.fetch_token();
    world.breaks(&world.get(format!("{PROFILES}/a:b")), 200, "must be percent-encoded");
}

#[test]
fn an_encoded_segment_is_decoded_once() {
    let world = World::with_token();
    let mvpd = percent("Kabel & S\u{f6}hne/West");
    assert_eq!(world.send(&world.get(format!("{PROFILES}/{mvpd}"))).status, 200);
    world.assert_no_violations();
    let twice = world.get(format!("{PROFILES}/{}", percent(&mvpd)));
    world.refuses(&twice, 400, "invalid_parameter_mvpd", "is unknown");
}

#[test]
fn a_query_is_noted_except_on_logout() {
    let world = World::with_token();
    world.breaks(&world.get(format!("{PROFILES}?a=b")), 200, "there is a query");
    world.breaks(&world.get(format!("{PROFILES}?")), 200, "there is a query");
}

#[test]
fn a_secret_in_a_url_is_noted() {
    let world = World::with_token();
    let query = format!("{PROFILES}?{}", percent(&world.access_token));
    assert_eq!(world.send(&world.get(query)).status, 200);
    let violations = world.report().violations;
    assert!(violations.iter().any(|sentence| sentence.contains("tells a secret")), "{violations:#?}");
}

#[test]
fn an_unknown_path_or_method_is_refused() {
    let world = World::with_token();
    for path in ["/", "/api/v2", "/api/v2/REF30", "/api/v2//profiles", "/api/v2/REF30/decision/authorize/Dish"] {
        world.breaks(&world.get(path), 404, "no such endpoint");
    }
    // The early forms of P1.
    world.breaks(&world.get(format!("{PROFILES}/Dish/ABC1234")), 404, "no such endpoint");
    let answer = world.breaks(&world.post(PROFILES, FORM, COMPLETE), 405, "does not have this method");
    assert!(answer.head.contains("Allow: GET\r\n"));
    let both = world.breaks(&Call::new("PUT", "/api/v2/REF30/sessions/A"), 405, "does not have this method");
    assert!(both.head.contains("Allow: POST, GET\r\n"));
}

#[test]
fn another_service_provider_is_refused() {
    let world = World::with_token();
    let call = world.get("/api/v2/ELSE/profiles");
    world.refuses(&call, 400, "invalid_parameter_service_provider", "'ELSE' is unknown");
}

#[test]
fn logout_without_a_right_redirect_url_is_refused() {
    let world = World::with_profile();
    let logout = |query: &str| world.get(format!("/api/v2/REF30/logout/Cablevision{query}"));
    let code = "invalid_parameter_redirect_url";
    world.refuses(&logout(""), 400, code, "redirectUrl is missing");
    world.refuses(&logout("?redirectUrl=done"), 400, code, "not an absolute URL");
    let twice = format!("?redirectUrl={}", percent(&percent("https://adobe.com/")));
    world.refuses(&logout(&twice), 400, code, "redirectUrl is encoded twice");
    let more = "?redirectUrl=https%3A%2F%2Fadobe.com&more=1";
    world.breaks(&logout(more), 200, "'more' is unknown");
    let unknown = logout("?redirectUrl=a%3A%2F%2Fb").to("/api/v2/REF30/logout/Nobody?redirectUrl=a%3A%2F%2Fb");
    world.refuses(&unknown, 400, "invalid_parameter_mvpd", "'Nobody' is unknown");
}

#[test]
fn a_browser_with_a_wrong_code_gets_a_page() {
    let world = World::with_session(Options { faults: Faults::none(), ..Options::default() });
    let wrong = world.page().to("/api/v2/authenticate/REF30/ABC1234");
    let answer = world.breaks(&wrong, 400, "not that of the latest session");
    assert!(answer.head.contains("text/html"));
    let elsewhere = world.page().to(format!("/api/v2/authenticate/ELSE/{}", world.code));
    assert!(world.breaks(&elsewhere, 400, "'ELSE' is unknown").head.contains("text/html"));
}
