//! A service token as firmware keeps it, with its life, and its saved form.

use core::mem::MaybeUninit;

use tvpass::flow::{KeptToken, SavedToken, TOKEN_CAPACITY};
use tvpass::json::{Secret, Timestamp};

use crate::check::{Check, check};
use crate::memory::Out;
use crate::slot::{self, slot};
use crate::{
    Refusal, tvpass_app, tvpass_buffer, tvpass_bytes, tvpass_detail, tvpass_issued_token, tvpass_now, tvpass_result,
    tvpass_string,
};

/// 64-bit words of memory in a tvpass_kept_token.
pub const TVPASS_KEPT_TOKEN_WORDS: usize = 8;
/// Bytes of the longest service token that can be kept; some 600 have been seen.
pub const TVPASS_TOKEN_CAPACITY: u32 = 2048;

const _: () = assert!(TVPASS_TOKEN_CAPACITY as usize == TOKEN_CAPACITY);

/// A service token and its life, counted on the monotonic clock. Its text lies in the memory that it was made with, which
/// stays where it is. A flow takes what it needs of it, and points to the same text.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct tvpass_kept_token {
    opaque: [MaybeUninit<u64>; TVPASS_KEPT_TOKEN_WORDS],
}

slot!(tvpass_kept_token: KeptToken<&'static str>, 37);

/// Keeps a token that was issued just now, and copies its text into memory.
#[unsafe(no_mangle)]
pub extern "C" fn tvpass_kept_token_init(
    kept: Option<&mut MaybeUninit<tvpass_kept_token>>,
    issued: Option<&tvpass_issued_token>,
    memory: tvpass_buffer,
    now: Option<&tvpass_now>,
    detail: Option<&mut MaybeUninit<tvpass_detail>>,
) -> tvpass_result {
    check(detail, |check| {
        let issued = check.require(issued, "issued")?;
        let now = check.require(now, "now")?.into();
        let text = check.slot(Some(&issued.token))?;
        let memory = check.buffer(&memory);
        let token = check.accept(text.copy_to(memory).map_err(Refusal::too_small))?;
        let not_before = (issued.not_before != 0).then(|| Timestamp::from_millis(issued.not_before));
        let not_after = Timestamp::from_millis(issued.not_after);
        let made = check.accept(KeptToken::received(token, not_before, not_after, &now))?;
        check.hold(kept, made)
    })
}

/// Takes up what tvpass_kept_token_save wrote, and copies its texts into memory. The identifier is absent if none was saved.
/// After a failure go on without a token.
#[unsafe(no_mangle)]
pub extern "C" fn tvpass_kept_token_restore(
    kept: Option<&mut MaybeUninit<tvpass_kept_token>>,
    app: Option<&tvpass_app>,
    saved: tvpass_bytes,
    memory: tvpass_buffer,
    now: Option<&tvpass_now>,
    identifier: Option<&mut MaybeUninit<tvpass_string>>,
    detail: Option<&mut MaybeUninit<tvpass_detail>>,
) -> tvpass_result {
    check(detail, |check| {
        let now = check.require(now, "now")?.into();
        let app = check.require(app, "app")?.get(check);
        let (saved, memory) = (check.bytes(&saved), check.buffer(&memory));
        if check.is_refused() {
            return None;
        }
        let saved = check.accept(SavedToken::decode(&app, saved))?;
        let (token, name) = check.accept(copied(&saved, memory))?;
        let made = check.accept(KeptToken::restored(token, saved.not_before, saved.not_after, &now))?;
        put(check, kept, made, identifier, name)
    })
}

/// Both outputs or none.
fn put(
    check: &mut Check,
    kept: Out<'_, tvpass_kept_token>,
    made: KeptToken<&'static str>,
    identifier: Out<'_, tvpass_string>,
    name: Option<&'static str>,
) -> Option<()> {
    let identifier = check.require(identifier, "identifier")?;
    check.hold(kept, made)?;
    check.put(Some(identifier), name.into())
}

/// The token and the identifier, one behind the other in memory.
fn copied(
    saved: &SavedToken<'static>,
    memory: &'static mut [u8],
) -> Result<(&'static str, Option<&'static str>), Refusal> {
    let length = |secret: &Secret<'_>| secret.reveal().length();
    let of_token = length(&saved.token);
    let needed = of_token.saturating_add(saved.identifier.as_ref().map_or(0, length));
    let too_small = |_| Refusal::too_small(needed);
    let (first, rest) = memory.split_at_mut_checked(of_token).ok_or_else(|| too_small(0))?;
    let token = saved.token.reveal().copy_to(first).map_err(too_small)?;
    let identifier = saved.identifier.map(|identifier| identifier.reveal().copy_to(rest)).transpose();
    Ok((token, identifier.map_err(too_small)?))
}

/// The token where it lies, for AD-Service-Token as it is; absent if there is none. A secret.
#[unsafe(no_mangle)]
pub extern "C" fn tvpass_kept_token_text(kept: Option<&tvpass_kept_token>) -> tvpass_string {
    kept.and_then(slot::get).map(KeptToken::token).into()
}

/// 1 until the token expires: no call goes out with it then; 0 if there is none.
#[unsafe(no_mangle)]
pub extern "C" fn tvpass_kept_token_is_valid(kept: Option<&tvpass_kept_token>, now: Option<&tvpass_now>) -> u8 {
    kept.and_then(slot::get).zip(now).map_or(0, |(kept, now)| u8::from(kept.is_valid(&now.into())))
}

/// 1 once it is time to renew the token: when a tenth of its life is left, at least one and at most five minutes; 0 if there is
/// none.
#[unsafe(no_mangle)]
pub extern "C" fn tvpass_kept_token_is_due(kept: Option<&tvpass_kept_token>, now: Option<&tvpass_now>) -> u8 {
    kept.and_then(slot::get).zip(now).map_or(0, |(kept, now)| u8::from(kept.is_due(&now.into())))
}

/// Writes the token, its life and the common identifier, which may be absent; TVPASS_SAVED_TOKEN_BYTES of their lengths
/// always suffice. They are secrets: keep them where the platform keeps such.
#[unsafe(no_mangle)]
pub extern "C" fn tvpass_kept_token_save(
    kept: Option<&tvpass_kept_token>,
    app: Option<&tvpass_app>,
    identifier: tvpass_string,
    buffer: tvpass_buffer,
    saved: Option<&mut MaybeUninit<tvpass_bytes>>,
    detail: Option<&mut MaybeUninit<tvpass_detail>>,
) -> tvpass_result {
    check(detail, |check| {
        let kept = check.slot(kept)?;
        let app = check.require(app, "app")?.get(check);
        let (identifier, buffer) = (check.text(&identifier, "identifier"), check.buffer(&buffer));
        if check.is_refused() {
            return None;
        }
        let written = check.accept(kept.save(&app, identifier, buffer))?;
        check.put(saved, written.into())
    })
}
