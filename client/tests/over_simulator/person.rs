//! A person with a browser, who signs in on the page that leads to the provider.

use ureq::Agent;

/// Opens the page and signs in.
pub(crate) fn sign_in(authenticate_url: &str) {
    let config = Agent::config_builder().max_redirects(0).http_status_as_error(false);
    let browser: Agent = config.build().into();
    let origin = authenticate_url.split("/api/").next().unwrap().to_owned();
    let response = browser.get(authenticate_url).call().unwrap();
    let login = format!("{origin}{}", response.headers()["location"].to_str().unwrap());
    // The form of the page leads back to the page.
    assert!(browser.get(&login).call().unwrap().body_mut().read_to_string().unwrap().contains("<form"));
    let form = [("username", "viewer"), ("password", "password"), ("action", "login")];
    let end = browser.post(&login).send_form(form).unwrap();
    assert_eq!((end.status().as_u16(), &end.headers()["location"]), (302, &"https://adobe.com".parse().unwrap()));
}
