//! Pages for a person: activation, login, success, control.

use tvpass_simulator::Request;

use crate::stage::{Answer, Browser, Stage, Television, fingerprint, heading};

const RIGHT: &str = "username=viewer&password=password&action=login";

fn page(answer: &Answer) -> String {
    String::from_utf8_lossy(&answer.response.body).into_owned()
}

fn pending(stage: &mut Stage) -> (Television, String) {
    let television = Television::new(stage);
    let code = television.post(stage, "/sessions", "").text("/code");
    (television, code)
}

#[test]
fn a_person_activates_a_television_that_knows_no_provider() {
    let mut stage = Stage::new();
    let (television, code) = pending(&mut stage);
    let mut browser = Browser::default();
    assert_eq!(heading(&browser.open(&mut stage, "/")), "Activate your TV");
    let providers = browser.open(&mut stage, &format!("/activate?code={}-{}", &code[..3].to_lowercase(), &code[3..]));
    assert_eq!(heading(&providers), "Choose your TV provider");
    assert!(page(&providers).contains("Acme Panel 55 (Linux)") && page(&providers).contains("Reference TV"));
    let login = browser.submit_to(&mut stage, "/activate", &format!("code={code}&mvpd=Harbor_Cable"));
    assert_eq!(heading(&login), "Sign in");
    assert!(browser.location.starts_with("/mvpd/Harbor_Cable/login?"));
    let end = browser.submit(&mut stage, RIGHT);
    assert_eq!((browser.location.as_str(), heading(&end).as_str()), ("/activated", "You are signed in"));
    let profiles = television.get(&mut stage, &format!("/profiles/code/{code}")).profiles();
    assert_eq!(profiles.into_keys().collect::<Vec<_>>(), ["Harbor_Cable"]);
}

#[test]
fn a_person_activates_a_television_that_chose_the_provider() {
    let mut stage = Stage::new();
    let television = Television::new(&mut stage);
    let code = television.open_session(&mut stage, "Dish");
    let mut browser = Browser::default();
    let device = browser.open(&mut stage, &format!("/activate?code={code}"));
    assert_eq!(heading(&device), "Is this your device?");
    assert!(page(&device).contains("Sign in at DISH"));
    let login = browser.submit_to(&mut stage, "/activate", &format!("code={code}"));
    assert_eq!(heading(&login), "Sign in");
    browser.submit(&mut stage, RIGHT);
    assert_eq!(browser.location, "https://adobe.com/done");
    assert_eq!(television.get(&mut stage, "/profiles").profiles().len(), 1);
}

#[test]
fn what_the_television_left_out_besides_the_provider_is_filled_in() {
    let mut stage = Stage::new();
    let television = Television::new(&mut stage);
    let code = television.post(&mut stage, "/sessions", "mvpd=Dish").text("/code");
    let mut browser = Browser::default();
    browser.open(&mut stage, &format!("/activate?code={code}"));
    browser.submit_to(&mut stage, "/activate", &format!("code={code}"));
    browser.submit(&mut stage, RIGHT);
    assert_eq!(browser.location, "/activated");
    assert_eq!(television.get(&mut stage, "/profiles").profiles().len(), 1);
}

#[test]
fn wrong_codes_are_explained() {
    let mut stage = Stage::new();
    let (_, code) = pending(&mut stage);
    let mut browser = Browser::default();
    let malformed = browser.open(&mut stage, "/activate?code=12");
    assert_eq!(malformed.status, 400);
    assert!(page(&malformed).contains("A code has 7 letters and digits") && page(&malformed).contains("value=\"12\""));
    let unknown = browser.open(&mut stage, "/activate?code=ABC1234");
    assert!(page(&unknown).contains("does not work"));
    stage.wait_minutes(30);
    let lapsed = browser.open(&mut stage, &format!("/activate?code={code}"));
    assert!(page(&lapsed).contains("ask your TV for a new one"));
    let lapsed = browser.submit_to(&mut stage, "/activate", &format!("code={code}&mvpd=Dish"));
    assert_eq!(lapsed.status, 400);
}

#[test]
fn a_used_code_is_explained() {
    let mut stage = Stage::new();
    let television = Television::new(&mut stage);
    let code = television.sign_in(&mut stage, "Dish");
    let mut browser = Browser::default();
    let used = browser.open(&mut stage, &format!("/activate?code={code}"));
    assert_eq!(heading(&used), "This code was used already");
    let used = browser.open(&mut stage, &format!("/api/v2/authenticate/REF30/{code}"));
    assert_eq!((used.status, heading(&used).as_str()), (400, "This code was used already"));
}

#[test]
fn r41_authenticate_answers_a_person_in_html() {
    let mut stage = Stage::new();
    let (_, incomplete) = pending(&mut stage);
    for path in ["REF30/abc", "REF30/ABC1234", "NOBODY/ABC1234", &format!("REF30/{incomplete}"), "%FF/ABC1234"] {
        let answer = Browser::default().open(&mut stage, &format!("/api/v2/authenticate/{path}"));
        assert_eq!(answer.status, 400, "{path}");
        assert!(page(&answer).starts_with("<!doctype html>"));
    }
}

#[test]
fn a_wrong_password_returns_to_the_login_page_with_a_message() {
    let mut stage = Stage::new();
    let television = Television::new(&mut stage);
    let code = television.open_session(&mut stage, "Dish");
    let mut browser = Browser::default();
    browser.open(&mut stage, &format!("/api/v2/authenticate/REF30/{code}"));
    for wrong in ["username=viewer&password=wrong", "username=nobody&password=password", ""] {
        let answer = browser.submit(&mut stage, wrong);
        assert_eq!((answer.status, heading(&answer).as_str()), (200, "Sign in"));
        assert!(page(&answer).contains("role=\"alert\""), "{wrong}");
    }
    assert!(television.get(&mut stage, "/profiles").profiles().is_empty());
    browser.submit(&mut stage, RIGHT);
    assert_eq!(television.get(&mut stage, "/profiles").profiles().len(), 1);
}

#[test]
fn cancelling_returns_without_a_profile_and_can_be_taken_back() {
    let mut stage = Stage::new();
    let (television, code) = pending(&mut stage);
    let mut browser = Browser::default();
    browser.submit_to(&mut stage, "/activate", &format!("code={code}&mvpd=Dish"));
    let end = browser.submit(&mut stage, "username=viewer&password=password&action=cancel");
    assert_eq!((browser.location.as_str(), heading(&end).as_str()), ("/activated", "You are not signed in"));
    assert!(television.get(&mut stage, "/profiles").profiles().is_empty());
    assert!(page(&end).contains(&format!("/activate?code={code}")));
    browser.submit_to(&mut stage, "/activate", &format!("code={code}"));
    browser.submit(&mut stage, RIGHT);
    assert_eq!(television.get(&mut stage, "/profiles").profiles().len(), 1);
}

#[test]
fn the_login_page_needs_the_cookie_of_authenticate() {
    let mut stage = Stage::new();
    let television = Television::new(&mut stage);
    let code = television.open_session(&mut stage, "Dish");
    let mut browser = Browser::default();
    let authenticate = format!("/api/v2/authenticate/REF30/{code}");
    browser.open(&mut stage, &authenticate);
    browser.forget_cookies();
    let answer = browser.submit(&mut stage, RIGHT);
    assert_eq!((answer.status, heading(&answer).as_str()), (400, "Cookies are needed"));
    assert!(television.get(&mut stage, "/profiles").profiles().is_empty());
}

#[test]
fn two_tabs_sign_in_two_televisions() {
    let mut stage = Stage::new();
    let one = Television::new(&mut stage);
    let two = one.with("AP-Device-Identifier", &fingerprint("bedroom"));
    let (first, second) = (one.open_session(&mut stage, "Dish"), two.open_session(&mut stage, "Dish"));
    let mut browser = Browser::default();
    browser.open(&mut stage, &format!("/api/v2/authenticate/REF30/{first}"));
    let first_tab = browser.location.clone();
    browser.open(&mut stage, &format!("/api/v2/authenticate/REF30/{second}"));
    browser.submit(&mut stage, RIGHT);
    browser.submit_to(&mut stage, &first_tab, RIGHT);
    for television in [one, two] {
        assert_eq!(television.get(&mut stage, "/profiles").profiles().len(), 1);
    }
}

#[test]
fn going_back_after_the_sign_in_says_that_it_is_done() {
    let mut stage = Stage::new();
    let television = Television::new(&mut stage);
    let code = television.open_session(&mut stage, "Dish");
    let mut browser = Browser::default();
    browser.open(&mut stage, &format!("/api/v2/authenticate/REF30/{code}"));
    let login = browser.location.clone();
    browser.submit(&mut stage, RIGHT);
    for again in [browser.open(&mut stage, &login), browser.submit_to(&mut stage, &login, RIGHT)] {
        assert_eq!(heading(&again), "You are signed in already");
    }
}

#[test]
fn a_login_that_took_too_long_is_explained() {
    let mut stage = Stage::new();
    let television = Television::new(&mut stage);
    let code = television.open_session(&mut stage, "Dish");
    let mut browser = Browser::default();
    browser.open(&mut stage, &format!("/api/v2/authenticate/REF30/{code}"));
    stage.wait_minutes(30);
    let late = browser.submit(&mut stage, RIGHT);
    assert_eq!((late.status, heading(&late).as_str()), (400, "This sign-in has expired"));
    assert!(television.get(&mut stage, "/profiles").profiles().is_empty());
}

#[test]
fn the_login_page_of_another_provider_is_none_of_the_sessions() {
    let mut stage = Stage::new();
    let television = Television::new(&mut stage);
    let code = television.open_session(&mut stage, "Dish");
    let mut browser = Browser::default();
    browser.open(&mut stage, &format!("/api/v2/authenticate/REF30/{code}"));
    let other = browser.location.replace("/Dish/", "/Spectrum/");
    assert_eq!(browser.open(&mut stage, &other).status, 400);
}

#[test]
fn providers_are_found_by_words_without_a_script() {
    let mut stage = Stage::new();
    let (_, code) = pending(&mut stage);
    let found = Browser::default().open(&mut stage, &format!("/activate?code={code}&q=CABLE+harb"));
    assert!(page(&found).contains("1 of 304 providers") && page(&found).contains("Harbor Cable"));
    let all = page(&Browser::default().open(&mut stage, &format!("/activate?code={code}")));
    assert!(!all.contains("TempPass") && !all.contains("Switched_Off"));
    let position = |name: &str| all.find(name).expect("listed");
    assert!(position(">Xfinity<") < position(">Aspen Broadband<"));
}

#[test]
fn ids_may_hold_any_character() {
    let mut stage = Stage::new();
    let scenario = r#"
        [[service_provider]]
        id = "A/B ç"
        name = "A, B & C"
        domains = ["a.example"]
        [[software_statement]]
        statement = "abc"
        service_providers = ["A/B ç"]
        [[mvpd]]
        id = "Käse? & <Co>/%2F"
        display_name = "Käse & <Co>"
        has_logout = true
    "#;
    stage.service.apply(&tvpass_simulator::Scenario::parse(scenario).expect("a scenario"));
    let television = Television::of(&mut stage, "A%2FB%20%C3%A7", "abc", "living-room");
    let session = television.post(&mut stage, "/sessions", "");
    assert!(session.text("/url").starts_with("/api/v2/A%2FB%20%C3%A7/sessions/"));
    let code = session.text("/code");
    let mut browser = Browser::default();
    let providers = browser.open(&mut stage, &format!("/activate?code={code}&q=co"));
    assert!(!page(&providers).contains("<Co>"));
    let mvpd = "K%C3%A4se%3F%20%26%20%3CCo%3E%2F%252F";
    assert!(page(&providers).contains(&format!("/logo/{mvpd}.svg")));
    assert_eq!(browser.open(&mut stage, &format!("/logo/{mvpd}.svg")).status, 200);
    let login = browser.submit_to(&mut stage, "/activate", &format!("code={code}&mvpd={mvpd}"));
    assert_eq!(heading(&login), "Sign in");
    let end = browser.submit(&mut stage, RIGHT);
    assert_eq!(heading(&end), "You are signed in");
    let profiles = television.get(&mut stage, &format!("/profiles/{mvpd}")).profiles();
    assert_eq!(profiles.into_keys().collect::<Vec<_>>(), ["Käse? & <Co>/%2F"]);
    let url = television.get(&mut stage, &format!("/logout/{mvpd}?redirectUrl=https%3A%2F%2Fadobe.com")).body["logouts"]["Käse? & <Co>/%2F"]["url"].clone();
    browser.open(&mut stage, url.as_str().expect("a page to open"));
    assert_eq!(browser.location, "https://adobe.com");
}

#[test]
fn an_unknown_provider_is_refused_by_the_page() {
    let mut stage = Stage::new();
    let (_, code) = pending(&mut stage);
    let answer = Browser::default().submit_to(&mut stage, "/activate", &format!("code={code}&mvpd=Nobody"));
    assert!(page(&answer).contains("role=\"alert\""));
}

#[test]
fn what_a_person_types_is_shown_as_text() {
    let mut stage = Stage::new();
    let (_, code) = pending(&mut stage);
    for target in
        ["/activate?code=%22%3E%3Cscript%3E".to_owned(), format!("/activate?code={code}&q=%22%3E%3Cscript%3E")]
    {
        let answer = Browser::default().open(&mut stage, &target);
        assert!(!page(&answer).to_lowercase().contains("\"><script>"), "{target}");
    }
}

#[test]
fn pages_load_nothing_from_elsewhere() {
    let mut stage = Stage::new();
    let (_, code) = pending(&mut stage);
    for target in ["/activate".to_owned(), format!("/activate?code={code}"), "/activated".into(), "/control".into()] {
        let answer = Browser::default().open(&mut stage, &target);
        let policy = answer.response.header("content-security-policy").expect("a policy").to_owned();
        assert!(policy.contains("default-src 'self'"));
        assert!(!page(&answer).contains("src=\"http") && !page(&answer).contains("<script>"));
    }
    for asset in ["/assets/style.css", "/assets/icon.svg", "/assets/providers.js", "/logo/Dish.svg"] {
        assert_eq!(Browser::default().open(&mut stage, asset).status, 200, "{asset}");
    }
}

#[test]
fn unknown_pages_and_methods_are_refused() {
    let mut stage = Stage::new();
    for target in ["/nothing", "/logo/Nobody.svg", "/mvpd/Dish", "/api/v3/REF30/profiles"] {
        assert_eq!(stage.send(&Request::new("GET", target)).status, 404, "{target}");
    }
    let answer = stage.send(&Request::new("DELETE", "/activate"));
    assert_eq!((answer.status, answer.response.header("allow")), (405, Some("GET, HEAD, POST")));
}
