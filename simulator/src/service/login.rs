//! What a login at the provider comes to: the profile of the device that opened the session.

use serde_json::{Value, json};
use tvpass::json::Timestamp;

use super::Service;
use crate::state::{Attribute, Fingerprint, Origin, Profile, Progress};

impl Service {
    /// Stores the profile of `viewer` for the streaming device that opened the session of `code`.
    pub(crate) fn finish_login(&mut self, now: Timestamp, code: &str, viewer: &str) {
        let Some(session) = self.state.sessions.get_mut(code) else { return };
        let Some(mvpd) = session.parameters.mvpd.clone() else { return };
        session.progress = Progress::Done;
        let profile = Profile {
            owner: session.application.clone(),
            origin: Origin::Regular,
            issuer: mvpd.clone(),
            session_id: session.id.clone(),
            not_before: now,
            not_after: now.plus_millis(self.settings.profile_millis),
            attributes: metadata(viewer, &mvpd),
            mvpd,
        };
        self.state.profiles.put(profile);
    }
}

/// What an MVPD tells about its viewer: each type of value that the protocol has.
fn metadata(viewer: &str, mvpd: &str) -> Vec<Attribute> {
    let opaque = |what: &str| Fingerprint::of(format!("{what}/{viewer}/{mvpd}").as_bytes());
    let plain = |name: &str, value: Value| Attribute { name: name.into(), value, encrypted: false };
    vec![
        plain("userID", json!(opaque("userID"))),
        plain("upstreamUserID", json!(opaque("upstreamUserID"))),
        plain("householdID", json!(opaque("householdID"))),
        plain("is_hoh", json!("1")),
        plain("hba_status", json!(false)),
        plain("language", json!("en")),
        plain("zip", json!(["84001", "84002"])),
        plain("channelID", json!(["REF30", "news", "sports"])),
        plain("maxRating", json!({"MPAA": "PG-13", "VCHIP": "TV-14"})),
        plain("mvpd", json!(mvpd)),
        Attribute { encrypted: true, ..plain("encryptedZip", json!(base64_like(&opaque("zip")))) },
    ]
}

/// Text that looks encrypted; nobody holds the key.
fn base64_like(opaque: &Fingerprint) -> String {
    let mut buffer = [0; 128];
    let mut output = tvpass::Output::new(&mut buffer);
    tvpass::message::base64::push(&mut output, opaque.as_str().as_bytes());
    output.finish().map(|bytes| String::from_utf8_lossy(bytes).into_owned()).unwrap_or_default()
}
