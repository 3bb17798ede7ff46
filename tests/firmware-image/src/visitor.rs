//! A reader of profiles that leaves nothing out.

use core::hint::black_box;

use tvpass::endpoint::{AttributeState, ProfileType, ProfileVisitor};
use tvpass::json::{Private, Text, Timestamp, Token, Value};

macro_rules! keep {
    ($( $method:ident: $told:ty, )*) => {
        $(
            fn $method(&mut self, told: $told) {
                let _ = black_box(told);
            }
        )*
    };
}

/// Takes every field and every piece of every attribute.
pub struct Everything;

impl<'a> ProfileVisitor<'a> for Everything {
    keep! {
        begin: Text<'a>,
        not_before: Timestamp,
        not_after: Timestamp,
        issuer: Text<'a>,
        profile_type: ProfileType<'a>,
        session_id: Option<Text<'a>>,
        attribute: Text<'a>,
        value: Private<Token<'a>>,
        state: AttributeState<'a>,
        error: Private<Value<'a>>,
    }
}
