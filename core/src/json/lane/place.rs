//! Places between two tokens.

use super::Rest;

/// The greatest depth to which lists and objects may be nested.
pub const MAX_DEPTH: u32 = u32::BITS;

/// The lists and objects that are open.
#[derive(Clone, Copy)]
pub(in crate::json) struct Open {
    pub(in crate::json) depth: u32,
    /// One bit for each, the innermost lowest: 1 for an object.
    pub(in crate::json) objects: u32,
}

impl Open {
    #[inline]
    pub(in crate::json) const fn enter(self, is_object: bool) -> Self {
        Self { depth: self.depth + 1, objects: self.objects << 1 | is_object as u32 }
    }

    #[inline]
    pub(in crate::json) const fn leave(self) -> Self {
        Self { depth: self.depth - 1, objects: self.objects >> 1 }
    }
}

/// A place between two tokens, from which a reader can go on.
pub(crate) struct Paused<'a> {
    pub(in crate::json) rest: Rest<'a>,
    pub(in crate::json) open: Open,
    pub(in crate::json) stands: Stands,
}

/// The side of a token on which a walk stands.
#[derive(Clone, Copy)]
pub(in crate::json) enum Stands {
    BeforeValue,
    BehindOpening,
    BehindValue,
}
