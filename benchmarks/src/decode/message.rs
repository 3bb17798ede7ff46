//! The types and functions that every answer of the service names, one for each peer.

use super::fold::Fold;
use super::shape::Shape;
use crate::peer::Prepare;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use std::ffi::c_void;

/// A decoder that works in memory of the caller's.
pub type InMemory = unsafe extern "C" fn(*const u8, usize, *mut c_void, usize, *mut u64) -> bool;

/// A decoder that allocates.
pub type Cjson = unsafe extern "C" fn(*const u8, usize, *mut u64) -> bool;

/// Scratch for serde-json-core to resolve escapes in.
pub const SCRATCH: usize = 256;

/// One of the service's answers, to each peer in its own terms.
pub trait Message: 'static {
    type Visitor: Shape;
    /// For a format that cannot tell what a value is.
    type NamedVisitor: Shape;
    type Owned: DeserializeOwned + Fold;
    type Borrowed: Deserialize<'static> + Fold;
    const YYJSON: InMemory;
    const JSMN: InMemory;
    const JSMN_LINKS: InMemory;
    const CJSON: Cjson;
    /// Only answers that firmware would hold in fixed memory.
    const FIXED: Option<Prepare> = None;
}
