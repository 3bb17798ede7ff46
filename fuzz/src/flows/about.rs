//! The oracle that an outcome is about what was asked, and says what the service has said.

use tvpass::endpoint::{Decision, Profile, Profiles};
use tvpass::flow::{DecidedPart, Permits};

/// Resources to decide on; the first is named twice.
pub(super) const RESOURCES: [&str; 4] = ["news", "sport", "news", "film"];

/// Permits that a flow has told so far, by the place of their resource.
#[derive(Debug, Default)]
pub(super) struct Told {
    permitted: [bool; RESOURCES.len()],
}

impl Told {
    pub(super) fn hear(&mut self, part: &DecidedPart<'_>) {
        for (place, decision) in part.iter() {
            let asked = RESOURCES.get(place).expect("a decision is on one of the resources");
            let names_another = RESOURCES.iter().any(|other| other != asked && is_on(&decision, other));
            assert!(!names_another, "a decision on another resource was taken for one on {asked}");
            for (resource, permitted) in RESOURCES.iter().zip(&mut self.permitted) {
                *permitted |= decision.authorized && resource == asked;
            }
        }
    }

    /// A permit at the end is one that was told.
    pub(super) fn assert_gave(&self, permits: &Permits) {
        for (place, was_told) in self.permitted.iter().enumerate() {
            assert!(*was_told || !permits.is_permitted(place), "nobody permitted {}", RESOURCES[place]);
        }
    }
}

pub(super) fn is_on(decision: &Decision<'_>, resource: &str) -> bool {
    decision.resource.to_string().trim() == resource
}

/// A decision counts for the one resource of an authorization, and as what it is.
pub(super) fn assert_decided(decision: &Decision<'_>, is_permit: bool) {
    assert!(is_on(decision, RESOURCES[0]), "the outcome is about another resource");
    assert_eq!(decision.authorized, is_permit);
}

/// The profile of an outcome is one of the answer.
pub(super) fn assert_among(profile: &Profile<'_>, profiles: &Profiles<'_>) {
    assert!(profiles.iter().any(|each| each == *profile), "the outcome is about a profile that nobody gave");
}
