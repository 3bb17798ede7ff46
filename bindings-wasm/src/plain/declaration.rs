//! The declarations of records and enumerations, for the types of TypeScript.

use alloc::vec::Vec;

/// A record of the core.
pub(crate) struct Interface {
    pub(crate) name: &'static str,
    pub(crate) doc: &'static [&'static str],
    pub(crate) members: Vec<Member>,
}

pub(crate) struct Member {
    pub(crate) name: &'static str,
    pub(crate) is_optional: bool,
    pub(crate) type_name: &'static str,
    pub(crate) doc: &'static [&'static str],
}

/// An open enumeration of the wire.
pub(crate) struct Enumeration {
    pub(crate) name: &'static str,
    pub(crate) wire: &'static str,
    pub(crate) doc: &'static [&'static str],
    pub(crate) values: &'static [&'static str],
}
