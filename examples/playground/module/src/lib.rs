//! The simulator as a function of a page: the page sends a request as text and gets the response as text.
//!
//! All texts are JSON. Nothing here reaches a network, a clock or a file, so that all that happens stays in the page.

#![forbid(unsafe_code)]
#![warn(missing_docs)]

mod text;

use std::net::{IpAddr, Ipv4Addr};

use tvpass::json::Timestamp;
use tvpass_simulator::{Fault, Scenario, Service, Settings};
use wasm_bindgen::prelude::wasm_bindgen;

/// The address that all requests of the page come from.
const PEER: IpAddr = IpAddr::V4(Ipv4Addr::LOCALHOST);

/// A service that remembers what the page did, until the page is closed.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Simulator {
    service: Service,
}

#[wasm_bindgen]
impl Simulator {
    /// A service that is reached at `base_url`. `high` and `low` are the halves of a random number, of which all codes and
    /// tokens are made.
    #[must_use]
    #[wasm_bindgen(constructor)]
    pub fn new(base_url: &str, high: u32, low: u32) -> Self {
        let seed = (u64::from(high) << 32) | u64::from(low);
        let settings = Settings { base_url: base_url.to_owned(), seed: Some(seed), ..Settings::default() };
        Self { service: Service::new(settings) }
    }

    /// Answers a request, `{method, target, headers, body}`, at so many milliseconds since the Unix epoch. The answer has `status`,
    /// `headers`, `body` and `delivery`, and as `entry` the request as a person can read it, if it was one to the API.
    ///
    /// # Errors
    /// The text is no request.
    pub fn answer(&mut self, now: f64, request: &str) -> Result<String, String> {
        let request = text::request(request).map_err(|error| error.to_string())?;
        let before = self.newest();
        let response = self.service.handle(timestamp(now), PEER, &request);
        let entry = self.service.requests().next().filter(|entry| Some(entry.number) != before);
        text::answer(&response, entry).map_err(|error| error.to_string())
    }

    /// Makes requests fail: `{kind, times}`, and `endpoint` if it is only one that fails.
    ///
    /// # Errors
    /// The text is no such wish.
    #[wasm_bindgen(js_name = makeFail)]
    pub fn make_fail(&mut self, fault: &str) -> Result<(), String> {
        let fault: Fault = serde_json::from_str(fault).map_err(|error| error.to_string())?;
        self.service.inject(fault);
        Ok(())
    }

    /// Takes back the failures still to come.
    #[wasm_bindgen(js_name = clearFaults)]
    pub fn clear_faults(&mut self) {
        self.service.clear_faults();
    }

    /// Begins the ready scenario of that name, or the normal course where the name is empty; gives its description.
    ///
    /// # Errors
    /// There is no such scenario.
    pub fn begin(&mut self, name: &str) -> Result<String, String> {
        let scenario = if name.is_empty() { Ok(Scenario::default()) } else { Scenario::ready(name) };
        let scenario = scenario.map_err(|error| error.to_string())?;
        self.service.apply(&scenario);
        Ok(scenario.description)
    }

    fn newest(&self) -> Option<u64> {
        self.service.requests().next().map(|entry| entry.number)
    }
}

/// The choices of the page: names of endpoints and of ready scenarios.
#[must_use]
#[wasm_bindgen]
pub fn choices() -> String {
    text::choices()
}

/// Whole milliseconds; a time before 1970 is 1970.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // Such a cast ends at the limits of the type.
fn timestamp(milliseconds: f64) -> Timestamp {
    Timestamp::from_millis(milliseconds as u64)
}

#[cfg(test)]
mod tests;
