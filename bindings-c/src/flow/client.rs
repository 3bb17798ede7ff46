//! What an installation of the application keeps.

use core::mem::MaybeUninit;

use tvpass::old_flow::{Client, RegistrationState, SAVED_CAPACITY};

use crate::check::check;
use crate::slot::{self, slot};
use crate::{tvpass_buffer, tvpass_bytes, tvpass_detail, tvpass_result, tvpass_string};

/// 64-bit words of memory in a tvpass_client.
pub const TVPASS_CLIENT_WORDS: usize = 212;
/// Bytes that always suffice for tvpass_client_save.
pub const TVPASS_SAVED_CAPACITY: u32 = 9792;

const _: () = assert!(TVPASS_SAVED_CAPACITY as usize == SAVED_CAPACITY);

/// One installation of the application: its credentials, its token, the chosen MVPD.
#[repr(C)]
pub struct tvpass_client {
    opaque: [MaybeUninit<u64>; TVPASS_CLIENT_WORDS],
}

slot!(tvpass_client: Client, 18);

/// How far the registration is.
#[repr(u32)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum tvpass_registration_state {
    /// There are no credentials.
    Unregistered = 0,
    /// There is no valid token.
    Registered = 1,
    /// Calls can go out.
    Authorized = 2,
}

/// An installation that has not registered yet.
#[unsafe(no_mangle)]
pub extern "C" fn tvpass_client_init(client: Option<&mut MaybeUninit<tvpass_client>>) -> tvpass_result {
    check(None, |check| check.hold(client, Client::new()))
}

/// How far the registration is: tvpass_registration_state.
#[unsafe(no_mangle)]
pub extern "C" fn tvpass_client_registration(
    client: Option<&tvpass_client>,
    state: Option<&mut MaybeUninit<u32>>,
) -> tvpass_result {
    check(None, |check| {
        let registration = match check.slot(client)?.registration() {
            RegistrationState::Unregistered => tvpass_registration_state::Unregistered,
            RegistrationState::Registered => tvpass_registration_state::Registered,
            RegistrationState::Authorized => tvpass_registration_state::Authorized,
        };
        check.put(state, registration as u32)
    })
}

/// The MVPD that the viewer chose last, absent if there is none. It lies in the client.
#[unsafe(no_mangle)]
pub extern "C" fn tvpass_client_mvpd(
    client: Option<&tvpass_client>,
    mvpd: Option<&mut MaybeUninit<tvpass_string>>,
) -> tvpass_result {
    check(None, |check| {
        let remembered = check.slot(client)?.mvpd();
        check.put(mvpd, remembered.into())
    })
}

/// Remembers the MVPD that the viewer chose.
#[unsafe(no_mangle)]
pub extern "C" fn tvpass_client_remember_mvpd(
    client: Option<&mut tvpass_client>,
    mvpd: tvpass_string,
    detail: Option<&mut MaybeUninit<tvpass_detail>>,
) -> tvpass_result {
    check(detail, |check| {
        let (client, mvpd) = (check.slot_mut(client)?, check.required(&mvpd, "mvpd"));
        if check.is_refused() {
            return None;
        }
        check.accept(client.remember_mvpd(mvpd))
    })
}

/// Forgets the MVPD.
#[unsafe(no_mangle)]
pub extern "C" fn tvpass_client_forget_mvpd(client: Option<&mut tvpass_client>) -> tvpass_result {
    check(None, |check| {
        check.slot_mut(client)?.forget_mvpd();
        Some(())
    })
}

/// 1 if something is there to save since this was asked last, 0 if not.
#[unsafe(no_mangle)]
pub extern "C" fn tvpass_client_changed(client: Option<&mut tvpass_client>) -> u8 {
    client.and_then(slot::get_mut).map_or(0, |client| u8::from(client.changed()))
}

/// Writes all that must survive a restart. It holds secrets: keep it where the platform keeps such.
#[unsafe(no_mangle)]
pub extern "C" fn tvpass_client_save(
    client: Option<&tvpass_client>,
    buffer: tvpass_buffer,
    saved: Option<&mut MaybeUninit<tvpass_bytes>>,
    detail: Option<&mut MaybeUninit<tvpass_detail>>,
) -> tvpass_result {
    check(detail, |check| {
        let written = check.slot(client)?.save(check.buffer(&buffer));
        let written = check.accept(written)?;
        check.put(saved, written.into())
    })
}

/// Takes up what tvpass_client_save wrote, into a client that was initialised. After a failure it is one that has not
/// registered yet.
#[unsafe(no_mangle)]
pub extern "C" fn tvpass_client_restore(
    client: Option<&mut tvpass_client>,
    saved: tvpass_bytes,
    detail: Option<&mut MaybeUninit<tvpass_detail>>,
) -> tvpass_result {
    check(detail, |check| {
        let (client, saved) = (check.slot_mut(client)?, check.bytes(&saved));
        if check.is_refused() {
            return None;
        }
        check.accept(client.take_up(saved))
    })
}
