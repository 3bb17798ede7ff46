//! The profile of an answer that a flow goes on with.

use super::installation::Installation;
use crate::endpoint::{Profile, Profiles};

/// The profile that stays valid the longest, the first of equals (R49), leaving out those that are over (N6).
pub(super) fn best_profile<'e>(profiles: &Profiles<'e>, installation: &Installation) -> Option<Profile<'e>> {
    // Where the one that ends last is over, all are.
    profiles.longest_valid().filter(|profile| !installation.is_over(profile))
}
