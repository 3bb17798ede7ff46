//! A reader of profiles that leaves nothing out.

use core::hint::black_box;

use tvpass::endpoint::{AttributeState, ProfileType, ProfileVisitor};
use tvpass::json::{Text, Timestamp, Token, Value};

/// Takes every field and every piece of every attribute.
pub struct Everything;

impl<'a> ProfileVisitor<'a> for Everything {
    fn begin(&mut self, mvpd: Text<'a>) {
        keep(mvpd);
    }

    fn not_before(&mut self, time: Timestamp) {
        keep(time);
    }

    fn not_after(&mut self, time: Timestamp) {
        keep(time);
    }

    fn issuer(&mut self, issuer: Text<'a>) {
        keep(issuer);
    }

    fn profile_type(&mut self, profile_type: ProfileType<'a>) {
        keep(profile_type);
    }

    fn session_id(&mut self, session_id: Text<'a>) {
        keep(session_id);
    }

    fn attribute(&mut self, name: Text<'a>) {
        keep(name);
    }

    fn value(&mut self, token: Token<'a>) {
        keep(token);
    }

    fn state(&mut self, state: AttributeState<'a>) {
        keep(state);
    }

    fn error(&mut self, error: Value<'a>) {
        keep(error);
    }
}

fn keep<T>(value: T) {
    let _ = black_box(value);
}
