//! The result of a login at the provider: the profile of the device that opened the session.

use serde_json::json;
use tvpass::json::Timestamp;

use super::Service;
use super::answer::encoded_base64;
use crate::state::{Attribute, Fingerprint, Origin, Owner, Profile, Progress};

impl Service {
    /// Stores the profile of `viewer` for the streaming device that opened the session of `code`, and for whoever its
    /// single sign-on headers spoke of.
    pub(crate) fn finish_login(&mut self, now: Timestamp, code: &str, viewer: &str) {
        let Some(session) = self.state.sessions.get_mut(code) else { return };
        let Some(mvpd) = session.parameters.mvpd.clone() else { return };
        session.progress = Progress::Done;
        let own = (Owner::Application(session.application.clone()), Origin::Regular);
        let shared = session.identities.iter().map(|identity| (Owner::Identity(identity.clone()), identity.into()));
        for (owner, origin) in std::iter::once(own).chain(shared) {
            self.state.profiles.put(Profile {
                owner,
                mvpd: mvpd.clone(),
                origin,
                issuer: mvpd.clone(),
                not_before: now,
                not_after: now.plus_millis(self.settings.profile_millis),
                attributes: metadata(viewer, &mvpd),
            });
        }
    }
}

/// The MVPD's attributes of its viewer: one for each type of value that the protocol has.
pub(super) fn metadata(viewer: &str, mvpd: &str) -> Vec<Attribute> {
    let opaque = |what: &str| Fingerprint::of(format!("{what}/{viewer}/{mvpd}").as_bytes());
    vec![
        Attribute::plain("userID", json!(opaque("userID"))),
        Attribute::plain("upstreamUserID", json!(opaque("upstreamUserID"))),
        Attribute::plain("householdID", json!(opaque("householdID"))),
        Attribute::plain("is_hoh", json!("1")),
        Attribute::plain("hba_status", json!(false)),
        Attribute::plain("language", json!("en")),
        Attribute::plain("zip", json!(["84001", "84002"])),
        Attribute::plain("channelID", json!(["REF30", "news", "sports"])),
        Attribute::plain("maxRating", json!({"MPAA": "PG-13", "VCHIP": "TV-14"})),
        Attribute::plain("mvpd", json!(mvpd)),
        // It looks encrypted; nobody holds the key.
        Attribute {
            encrypted: true,
            ..Attribute::plain("encryptedZip", json!(encoded_base64(opaque("zip").as_str().as_bytes())))
        },
    ]
}
