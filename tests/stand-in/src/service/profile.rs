//! Profiles: all, of an MVPD, of a code.

use std::time::Duration;

use serde_json::{Map, Value, json};

use super::{Answer, Call, Service};

/// The life of a sign-in.
const LIFETIME: Duration = Duration::from_hours(30 * 24);

/// Bound to the client and the device (R47), and shared by all that come with a service token of the same person.
#[derive(Debug)]
pub(super) struct Profile {
    mvpd: String,
    client: usize,
    device: String,
    subject: Option<String>,
    not_before: Duration,
}

impl Profile {
    pub(super) fn is_of(&self, mvpd: &str) -> bool {
        self.mvpd == mvpd
    }

    fn is_own(&self, call: &Call) -> bool {
        self.client == call.client && self.device == call.device
    }

    fn is_seen_by(&self, call: &Call) -> bool {
        self.is_own(call) || call.subject.is_some() && self.subject == call.subject
    }
}

impl Service {
    pub(super) fn valid_profiles(&self, call: &Call) -> impl Iterator<Item = &Profile> {
        self.profiles.iter().filter(|profile| profile.is_seen_by(call) && call.now < profile.not_before + LIFETIME)
    }

    pub(super) fn all_profiles(&mut self, call: &Call) -> Answer {
        self.profiles_asked = true;
        self.profiles_answer(call, self.valid_profiles(call))
    }

    pub(super) fn profile_of_mvpd(&mut self, call: &mut Call, mvpd: &str) -> Option<Answer> {
        self.check_mvpd(call, mvpd)?;
        self.profiles_asked = true;
        let found = self.valid_profiles(call).filter(|profile| profile.is_of(mvpd));
        Some(self.profiles_answer(call, found))
    }

    /// A poll.
    pub(super) fn profile_of_code(&mut self, call: &mut Call, code: &str) -> Option<Answer> {
        self.live_session(call, code)?;
        let session = self.session.as_mut()?;
        if session.empty_polls < self.options.faults.polls_before_profile {
            session.empty_polls += 1;
            return Some(self.profiles_answer(call, []));
        }
        if session.found {
            call.findings.note("it polls though the profile was found (R43)");
        } else {
            session.found = true;
            self.profiles.push(Profile {
                mvpd: session.value("mvpd").unwrap_or(&self.options.mvpd).to_owned(),
                client: session.client,
                device: session.device.clone(),
                subject: session.subject.clone(),
                not_before: call.now,
            });
        }
        Some(self.profiles_answer(call, self.profiles.last()))
    }

    pub(super) fn remove_profiles(&mut self, call: &Call, mvpd: &str) -> bool {
        let before = self.profiles.len();
        self.profiles.retain(|profile| !(profile.is_of(mvpd) && profile.is_seen_by(call)));
        self.profiles.len() < before
    }

    fn profiles_answer<'p>(&self, call: &Call, profiles: impl IntoIterator<Item = &'p Profile>) -> Answer {
        let profiles = profiles.into_iter();
        let profiles: Map<_, _> = profiles.map(|profile| (profile.mvpd.clone(), self.profile(call, profile))).collect();
        Answer::json(200, json!({ "profiles": profiles }))
    }

    fn profile(&self, call: &Call, profile: &Profile) -> Value {
        let is_bound = profile.is_own(call) || call.subject.is_none();
        let plain = |value: Value| json!({ "value": value, "state": "plain" });
        let mut answer = json!({
            "notBefore": self.time(profile.not_before),
            "notAfter": self.time(profile.not_before + LIFETIME),
            "issuer": profile.mvpd,
            "type": if is_bound { "regular" } else { "serviceTokenSSO" },
            "sessionId": null,
            "attributes": {
                "userID": plain(json!("stand-in-viewer")),
                "upstreamUserID": plain(json!("Zo\u{eb} \u{1f4fa}")),
                "is_hoh": plain(json!(true)),
                "expiration_date": plain(json!(1_900_000_000_000_u64)),
                "zip": plain(json!(["10001", "10002"])),
                "maxRating": plain(json!({ "MPAA": "PG-13", "VCHIP": "TV-14" })),
                "householdID": { "value": "aG91c2Vob2xk", "state": "enc" },
            },
        });
        if self.options.faults.variants {
            // E3 and its like: sets are open.
            answer["attributes"]["language"] = json!({ "value": "en", "state": "sealed", "seal": [1, 2] });
            answer["newerField"] = json!({ "mvpd": null });
        }
        answer
    }
}
