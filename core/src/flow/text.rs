//! Short texts that a flow keeps.

use heapless::string::StringView;
use heapless::{LenType, String};

use crate::json::Text;

/// Bytes that a code may have; six or seven have been seen.
pub(super) const CODE_CAPACITY: usize = 32;
/// Bytes that the id of a provider may have.
pub(super) const MVPD_CAPACITY: usize = 64;

/// Copies the characters of `text`; `false`, and an empty `target`, if it is too small.
pub(super) fn store<const N: usize, L: LenType>(target: &mut String<N, L>, text: &Text<'_>) -> bool {
    fill(target.as_mut_view(), text)
}

/// One function for all capacities.
fn fill<L: LenType>(target: &mut StringView<L>, text: &Text<'_>) -> bool {
    target.clear();
    let fits = text.pieces().all(|piece| target.push_str(piece.as_str(&mut [0; 4])).is_ok());
    if !fits {
        target.clear();
    }
    fits
}
