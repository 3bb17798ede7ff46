//! Decoding only: a profiles answer with every attribute, and a session.
#![no_std]
#![no_main]

use core::hint::black_box;

use tvpass::endpoint::{AttributeState, ProfileType, ProfileVisitor, Session, visit_profiles};
use tvpass::json::{Text, Timestamp, Token, Value};

// The same documents as in the benchmarks, so that the figures can be compared.
tvpass_firmware_image::input!(PROFILES, include_bytes!("../../../../benchmarks/data/profiles.json"));
tvpass_firmware_image::input!(SESSION, include_bytes!("../../../../benchmarks/data/session.json"));

tvpass_firmware_image::image!(|| {
    let _ = black_box(visit_profiles(black_box(&PROFILES), &mut Everything));
    let _ = black_box(Session::decode(black_box(&SESSION)));
});

/// Takes every field and every piece of every attribute.
struct Everything;

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
