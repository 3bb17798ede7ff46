//! The service's answers, each with the types and functions that read it.

use super::c::{CJSON, JSMN, JSMN_LINKS, YYJSON};
use super::fold::Borrowed;
use super::message::{Cjson, InMemory, Message};
use super::{fixed, rust, typed, visitor};
use crate::peer::Prepare;

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
message!(SessionDetails, SessionDetails, SessionDetails, session_details);
