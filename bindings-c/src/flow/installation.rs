//! One installation of the application, in memory whose size the caller chooses.

use core::ffi::c_void;
use core::mem::MaybeUninit;

use tvpass::flow::{Installation, LARGE_STORAGE, RegistrationState, RememberedMvpd, SMALL_STORAGE};

use crate::check::{Check, check};
use crate::installed::Installed;
use crate::slot::{self, slot};
use crate::{
    Refusal, tvpass_app, tvpass_buffer, tvpass_bytes, tvpass_detail, tvpass_remembered_mvpd, tvpass_result,
    tvpass_string,
};

/// Pointers' worth of memory in a tvpass_installation.
pub const TVPASS_INSTALLATION_POINTERS: usize = 3;
/// Bytes of memory that an installation takes beside its texts, at most.
pub const TVPASS_INSTALLATION_OVERHEAD: u32 = 128;
/// Bytes for texts that suffice where memory is scarce: credentials, an MVPD and a token of some 1,300 bytes.
pub const TVPASS_SMALL_STORAGE: u32 = 1536;
/// Bytes for texts that suffice for a token of 16 KB, and for name and logo of the MVPD.
pub const TVPASS_LARGE_STORAGE: u32 = 20480;

const _: () = assert!(Installed::OVERHEAD <= TVPASS_INSTALLATION_OVERHEAD as usize);
const _: () = assert!(TVPASS_SMALL_STORAGE as usize == SMALL_STORAGE && TVPASS_LARGE_STORAGE as usize == LARGE_STORAGE);

/// One installation of the application: its credentials, its token, the chosen MVPD, a pending code. It lives in the memory
/// that it was made with, which stays where it is.
#[repr(C)]
pub struct tvpass_installation {
    opaque: [MaybeUninit<*const c_void>; TVPASS_INSTALLATION_POINTERS],
}

slot!(tvpass_installation: Installed, 28);

/// The state of the registration.
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

impl Check {
    #[inline]
    pub(crate) fn installation(&mut self, installation: Option<&tvpass_installation>) -> Option<&'static Installation> {
        self.slot(installation).map(Installed::get)
    }

    #[inline]
    pub(crate) fn installation_mut(
        &mut self,
        installation: Option<&mut tvpass_installation>,
    ) -> Option<&'static mut Installation> {
        self.slot_mut(installation).map(Installed::get_mut)
    }
}

/// An installation that has not registered yet. Its memory is TVPASS_INSTALLATION_BYTES of the bytes for its texts.
#[unsafe(no_mangle)]
pub extern "C" fn tvpass_installation_init(
    installation: Option<&mut MaybeUninit<tvpass_installation>>,
    memory: tvpass_buffer,
    detail: Option<&mut MaybeUninit<tvpass_detail>>,
) -> tvpass_result {
    check(detail, |check| {
        let installation = check.require(installation, "tvpass_installation")?;
        let memory = check.buffer(&memory);
        let made = Installed::new(memory).ok_or_else(|| Refusal::too_small(TVPASS_INSTALLATION_OVERHEAD as usize));
        let made = check.accept(made)?;
        check.hold(Some(installation), made)
    })
}

/// 1 if something is there that is not saved: save it between the decision and the step; 0 if not.
#[unsafe(no_mangle)]
pub extern "C" fn tvpass_installation_is_unsaved(installation: Option<&tvpass_installation>) -> u8 {
    installation.and_then(slot::get).map_or(0, |installation| u8::from(installation.get().is_unsaved()))
}

/// Counts changes: note it with the bytes of tvpass_installation_save.
#[unsafe(no_mangle)]
pub extern "C" fn tvpass_installation_revision(installation: Option<&tvpass_installation>) -> u32 {
    installation.and_then(slot::get).map_or(0, |installation| u32::from(installation.get().revision()))
}

/// The state of that revision is where it survives. Later changes stay unsaved.
#[unsafe(no_mangle)]
pub extern "C" fn tvpass_installation_mark_saved(
    installation: Option<&mut tvpass_installation>,
    revision: u32,
) -> tvpass_result {
    check(None, |check| {
        let installation = check.installation_mut(installation)?;
        let known = u16::try_from(revision).map_err(|_| Refusal::named(tvpass_result::UnknownNumber, "revision"));
        installation.mark_saved(check.accept(known)?);
        Some(())
    })
}

/// Writes all that must survive a restart; TVPASS_SAVED_BYTES of the bytes for texts always suffice. It holds secrets: keep
/// it where the platform keeps such.
#[unsafe(no_mangle)]
pub extern "C" fn tvpass_installation_save(
    installation: Option<&tvpass_installation>,
    app: Option<&tvpass_app>,
    buffer: tvpass_buffer,
    saved: Option<&mut MaybeUninit<tvpass_bytes>>,
    detail: Option<&mut MaybeUninit<tvpass_detail>>,
) -> tvpass_result {
    check(detail, |check| {
        let installation = check.installation(installation)?;
        let (app, buffer) = (check.require(app, "app")?.get(check), check.buffer(&buffer));
        if check.is_refused() {
            return None;
        }
        let written = check.accept(installation.save(&app, buffer))?;
        check.put(saved, written.into())
    })
}

/// Takes up what tvpass_installation_save wrote. After a failure the installation is one that has not registered yet, and
/// every flow works with it: tell it, and go on.
#[unsafe(no_mangle)]
pub extern "C" fn tvpass_installation_restore(
    installation: Option<&mut tvpass_installation>,
    app: Option<&tvpass_app>,
    saved: tvpass_bytes,
    detail: Option<&mut MaybeUninit<tvpass_detail>>,
) -> tvpass_result {
    check(detail, |check| {
        let installation = check.installation_mut(installation)?;
        let (app, saved) = (check.require(app, "app")?.get(check), check.bytes(&saved));
        if check.is_refused() {
            return None;
        }
        check.accept(installation.restore_in_place(&app, saved))
    })
}

/// The state of the registration: tvpass_registration_state.
#[unsafe(no_mangle)]
pub extern "C" fn tvpass_installation_registration(
    installation: Option<&tvpass_installation>,
    state: Option<&mut MaybeUninit<u32>>,
) -> tvpass_result {
    check(None, |check| {
        let registration = match check.installation(installation)?.registration() {
            RegistrationState::Unregistered => tvpass_registration_state::Unregistered,
            RegistrationState::Registered => tvpass_registration_state::Registered,
            RegistrationState::Authorized => tvpass_registration_state::Authorized,
        };
        check.put(state, registration as u32)
    })
}

/// The MVPD that the viewer chose last, all absent if there is none. It lies in the installation.
#[unsafe(no_mangle)]
pub extern "C" fn tvpass_installation_mvpd(
    installation: Option<&tvpass_installation>,
    mvpd: Option<&mut MaybeUninit<tvpass_remembered_mvpd>>,
) -> tvpass_result {
    check(None, |check| {
        let installation = check.installation(installation)?;
        let remembered = installation.mvpd().map(|mvpd| {
            let mut remembered = RememberedMvpd::new(mvpd);
            remembered.name = installation.mvpd_name();
            remembered.logo = installation.mvpd_logo();
            remembered
        });
        check.put_converted(mvpd, &remembered)
    })
}

/// The end of the profile that was seen last, in milliseconds since the Unix epoch; 0 while nobody is known to be signed in.
#[unsafe(no_mangle)]
pub extern "C" fn tvpass_installation_profile_until(
    installation: Option<&tvpass_installation>,
    unix_millis: Option<&mut MaybeUninit<u64>>,
) -> tvpass_result {
    check(None, |check| {
        let until = check.installation(installation)?.profile_until().unwrap_or_default();
        check.put(unix_millis, until.millis())
    })
}

/// Remembers the MVPD that the viewer chose, for example one of several profiles. Its name and the address of its logo
/// may be absent.
#[unsafe(no_mangle)]
pub extern "C" fn tvpass_installation_remember_mvpd(
    installation: Option<&mut tvpass_installation>,
    mvpd: tvpass_string,
    name: tvpass_string,
    logo: tvpass_string,
    detail: Option<&mut MaybeUninit<tvpass_detail>>,
) -> tvpass_result {
    check(detail, |check| {
        let installation = check.installation_mut(installation)?;
        let mvpd = check.required(&mvpd, "mvpd");
        let (name, logo) = (check.text(&name, "name"), check.text(&logo, "logo"));
        if check.is_refused() {
            return None;
        }
        check.accept(match (name, logo) {
            (None, None) => installation.remember_mvpd(mvpd),
            _ => installation.remember_provider(mvpd, name.unwrap_or_default(), logo.unwrap_or_default()),
        })
    })
}

/// Forgets the MVPD and its profile.
#[unsafe(no_mangle)]
pub extern "C" fn tvpass_installation_forget_mvpd(installation: Option<&mut tvpass_installation>) -> tvpass_result {
    check(None, |check| {
        check.installation_mut(installation)?.forget_mvpd();
        Some(())
    })
}

/// Overwrites everything, as for a device that changes hands. The empty state is unsaved.
#[unsafe(no_mangle)]
pub extern "C" fn tvpass_installation_reset(installation: Option<&mut tvpass_installation>) -> tvpass_result {
    check(None, |check| {
        check.installation_mut(installation)?.reset();
        Some(())
    })
}
