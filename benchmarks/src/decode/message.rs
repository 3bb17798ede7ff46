//! Which types and functions read which of the service's answers.

use super::c::{CJSON, Cjson, InMemory, JSMN, JSMN_LINKS, YYJSON};
use super::fold::{Borrowed, Fold};
use super::shape::Shape;
use super::{fixed, rust, typed, visitor};
use crate::peer::Prepare;
use serde::Deserialize;
use serde::de::DeserializeOwned;

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

macro_rules! message {
    ($name:ident, $visitor:ident, $named:ident, $c:ident $(, $fixed:ident)?) => {
        pub struct $name;

        impl Message for $name {
            type Visitor = visitor::$visitor;
            type NamedVisitor = visitor::$named;
            type Owned = typed::$name<String>;
            type Borrowed = typed::$name<Borrowed<'static>>;
            const YYJSON: InMemory = YYJSON.$c;
            const JSMN: InMemory = JSMN.$c;
            const JSMN_LINKS: InMemory = JSMN_LINKS.$c;
            const CJSON: Cjson = CJSON.$c;
            $(const FIXED: Option<Prepare> =
                Some(rust::fixed::<fixed::$fixed>);)?
        }
    };
}

message!(Profiles, AnyProfiles, NamedProfiles, profiles, Profiles);
message!(Session, Session, Session, session, Session);
message!(Configuration, Configuration, Configuration, configuration);
message!(Decisions, Decisions, Decisions, decisions);
message!(Logouts, Logouts, Logouts, logouts);
message!(SessionInformation, SessionInformation, SessionInformation, session_information);
