//! The profile of an answer that a flow goes on with.

use super::installation::Installation;
use crate::endpoint::{Profile, Profiles};

/// The profile that stays valid the longest, the first of equals (R49), leaving out those that are over (N6).
pub(super) fn best_profile<'e>(profiles: &Profiles<'e>, installation: &Installation) -> Option<Profile<'e>> {
    let mut best: Option<Profile<'e>> = None;
    for profile in profiles.iter() {
        let is_better = best.as_ref().is_none_or(|best| profile.not_after > best.not_after);
        if is_better && !installation.is_over(&profile) {
            best = Some(profile);
        }
    }
    best
}
