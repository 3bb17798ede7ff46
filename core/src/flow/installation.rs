//! One installation of the application: credentials, token, provider, pending code.

mod members;
mod pending;
mod renewal;
mod saved;
#[cfg(test)]
mod tests;

use core::fmt;
use core::ops::{Deref, DerefMut};

use super::app::Now;
use super::pace::Pace;
use super::storage::{Lengths, Slot, TooLong, wipe};
use crate::endpoint::{AccessToken, ClientCredentials, Profile};
use crate::json::{Secret, Text, Timestamp};

pub(super) use pending::PendingCode;
use renewal::Renewal;
pub use saved::{RestoreError, saved_size};

/// Bytes of storage that suffice where memory is scarce: credentials, a provider and a token of some 1,300 bytes.
pub const SMALL_STORAGE: usize = 1536;
/// Bytes of storage that suffice for a token of 16 KB, and for name and logo of the provider.
pub const LARGE_STORAGE: usize = 20 * 1024;
/// A token is used at least this long before another is asked for.
const SHORTEST_LIFE_MILLIS: u32 = 10_000;
/// A token that lives longer is renewed after this time all the same: seven weeks, which 32 bits tell in milliseconds.
const LONGEST_LIFE_SECONDS: u32 = u32::MAX / 1000;

/// An installation in little memory, for firmware.
pub type SmallInstallation = Installation<[u8; SMALL_STORAGE]>;
/// An installation where memory is plenty.
pub type LargeInstallation = Installation<[u8; LARGE_STORAGE]>;

/// Progress of the registration.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RegistrationState {
    /// There are no credentials: register (R1).
    Unregistered,
    /// There is no valid token: get one (R5).
    Registered,
    /// Calls can go out (R9).
    Authorized,
}

/// Memory for the texts of an installation.
pub trait Storage: AsRef<[u8]> + AsMut<[u8]> {}

impl<S: AsRef<[u8]> + AsMut<[u8]> + ?Sized> Storage for S {}

/// One installation of the application on one device.
///
/// The host saves it between [`handle`](super::Flow::handle) and [`step`](super::Turn::step) whenever
/// [`is_unsaved`](Self::is_unsaved) says so, and restores it at the next start: registering again would end every sign-in
/// (R4). The owner chooses its memory by `S`; flows take `&mut Installation`, which is an installation of any size.
/// The memory is overwritten when the installation is dropped.
///
/// ```
/// # use tvpass::flow::App;
/// # use tvpass::message::{BaseUrl, Headers, Sender};
/// # let base = BaseUrl::new("http://127.0.0.1:8787").unwrap();
/// # let app = App::new(base, "REF30", "demo.software.statement".into(), Headers::new(Sender::StreamingDevice));
/// use tvpass::flow::{SmallInstallation, saved_size};
///
/// let mut installation = SmallInstallation::new();
/// installation.remember_mvpd("Cablevision").unwrap();
/// let mut buffer = [0; saved_size(1536)];
/// let saved = installation.save(&app, &mut buffer).unwrap();
///
/// let mut restored = SmallInstallation::new();
/// restored.restore_in_place(&app, saved).unwrap();
/// assert_eq!(restored.mvpd(), Some("Cablevision"));
/// ```
#[derive(Clone)]
pub struct Installation<S: Storage + ?Sized = [u8]> {
    pub(super) pace: Pace,
    refresh_at: Timestamp,
    token_created_at: Timestamp,
    profile_until: Timestamp,
    code_until: Timestamp,
    code_arguments: u32,
    code_is_complete: bool,
    revision: u16,
    saved: u16,
    /// Counts tokens, so that a refusal of an old one does not cost the new one.
    pub(super) generation: u16,
    last_ticket: u16,
    renewal: Renewal,
    lengths: Lengths,
    storage: S,
}

impl<const N: usize> Installation<[u8; N]> {
    /// An installation that has not registered yet, with `N` bytes for its texts.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            pace: Pace::new(),
            refresh_at: Timestamp::from_millis(0),
            token_created_at: Timestamp::from_millis(0),
            profile_until: Timestamp::from_millis(0),
            code_until: Timestamp::from_millis(0),
            code_arguments: 0,
            code_is_complete: false,
            revision: 0,
            saved: 0,
            generation: 0,
            last_ticket: 0,
            renewal: Renewal { ticket: 0, until: 0 },
            lengths: Lengths::new(),
            storage: [0; N],
        }
    }
}

impl<const N: usize> Default for Installation<[u8; N]> {
    fn default() -> Self {
        Self::new()
    }
}

impl<const N: usize> Deref for Installation<[u8; N]> {
    type Target = Installation;

    fn deref(&self) -> &Installation {
        self
    }
}

impl<const N: usize> DerefMut for Installation<[u8; N]> {
    fn deref_mut(&mut self) -> &mut Installation {
        self
    }
}

impl<S: Storage + ?Sized> Drop for Installation<S> {
    fn drop(&mut self) {
        wipe(self.storage.as_mut());
    }
}

// For any storage: through a `Deref`, `installation.mark_saved(installation.revision())` would not compile.
impl<S: Storage + ?Sized> Installation<S> {
    /// `true` if a change is not saved yet: save between `handle` and `step`.
    #[must_use]
    pub fn is_unsaved(&self) -> bool {
        self.revision != self.saved
    }

    /// Counts changes: note it with the bytes of [`save`](Self::save).
    #[must_use]
    pub fn revision(&self) -> u16 {
        self.revision
    }

    /// The state of that revision is on the disk. A change of another flow since then stays unsaved.
    pub fn mark_saved(&mut self, revision: u16) {
        self.saved = revision;
    }
}

/// The host's side.
impl Installation {
    /// Progress of the registration.
    #[must_use]
    pub fn registration(&self) -> RegistrationState {
        if self.text(Slot::ClientId).is_empty() {
            RegistrationState::Unregistered
        } else if self.text(Slot::Authorization).is_empty() {
            RegistrationState::Registered
        } else {
            RegistrationState::Authorized
        }
    }

    /// The provider that the viewer chose last (R25).
    #[must_use]
    pub fn mvpd(&self) -> Option<&str> {
        present(self.text(Slot::Mvpd))
    }

    /// The name of that provider, if the host gave it to [`remember_provider`](Self::remember_provider).
    #[must_use]
    pub fn mvpd_name(&self) -> Option<&str> {
        present(self.text(Slot::MvpdName))
    }

    /// The address of that provider's logo, if the host gave it.
    #[must_use]
    pub fn mvpd_logo(&self) -> Option<&str> {
        present(self.text(Slot::MvpdLogo))
    }

    /// End of the profile that was seen last, by the service's clock; `None` while nobody is known to be signed in. A
    /// profile may end earlier, which the next decision tells.
    #[must_use]
    pub fn profile_until(&self) -> Option<Timestamp> {
        (self.profile_until.millis() != 0).then_some(self.profile_until)
    }

    /// Remembers the provider that the viewer chose, for example one of several profiles (R49).
    ///
    /// # Errors
    /// The storage has no room for the id.
    pub fn remember_mvpd(&mut self, mvpd: &str) -> Result<(), TooLong> {
        self.change_mvpd(&mvpd.into())
    }

    /// Remembers the provider with its name and the address of its logo, to ask "still with this provider?" (R25).
    ///
    /// # Errors
    /// The storage has no room. The id stays, the name and the logo may be gone.
    pub fn remember_provider(&mut self, mvpd: &str, name: &str, logo: &str) -> Result<(), TooLong> {
        self.change_mvpd(&mvpd.into())?;
        self.change();
        self.set(Slot::MvpdName, "", &name.into())?;
        self.set(Slot::MvpdLogo, "", &logo.into())
    }

    /// Forgets the provider and its profile, as after a logout.
    pub fn forget_mvpd(&mut self) {
        if self.mvpd().is_some() || self.profile_until().is_some() {
            self.change();
        }
        self.profile_until = Timestamp::default();
        self.clear(&[Slot::Mvpd, Slot::MvpdName, Slot::MvpdLogo]);
    }

    /// Overwrites everything, as for a device that changes hands. The empty state is unsaved.
    pub fn reset(&mut self) {
        self.drop_credentials();
        self.forget_mvpd();
        wipe(&mut self.storage);
    }
}

/// The flows' side.
impl Installation {
    fn text(&self, slot: Slot) -> &str {
        self.lengths.get(slot, &self.storage)
    }

    fn set(&mut self, slot: Slot, prefix: &str, text: &Text<'_>) -> Result<(), TooLong> {
        self.lengths.set(slot, &mut self.storage, prefix, text)
    }

    fn clear(&mut self, slots: &[Slot]) {
        for slot in slots {
            self.lengths.clear(*slot, &mut self.storage);
        }
    }

    fn change(&mut self) {
        self.revision = self.revision.wrapping_add(1);
    }

    pub(super) fn client_id(&self) -> Secret<'_> {
        self.text(Slot::ClientId).into()
    }

    pub(super) fn client_secret(&self) -> Secret<'_> {
        self.text(Slot::ClientSecret).into()
    }

    /// The value of `Authorization`.
    pub(super) fn authorization(&self) -> &str {
        self.text(Slot::Authorization)
    }

    /// `true` if calls can go out; a token about to expire is given up here (R6).
    pub(super) fn is_authorized(&mut self, now: &Now) -> bool {
        let is_authorized = self.registration() == RegistrationState::Authorized;
        // Behind the last moment that a clock can tell nothing ends.
        if is_authorized && now.unix >= self.refresh_at && self.refresh_at.millis() != u64::MAX {
            self.drop_token();
            return false;
        }
        is_authorized
    }

    /// Notes whose profile the viewer has, and until when (R25, R48).
    pub(super) fn remember_profile(&mut self, profile: &Profile<'_>) {
        // Without room for the id the profile counts all the same; only the next start does not know it.
        let _ = self.change_mvpd(&profile.mvpd);
        if self.profile_until != profile.not_after {
            self.profile_until = profile.not_after;
            self.change();
        }
    }

    /// The service knows no profile (any more).
    pub(super) fn forget_profile(&mut self) {
        if self.profile_until().is_some() {
            self.profile_until = Timestamp::default();
            self.change();
        }
    }

    fn change_mvpd(&mut self, mvpd: &Text<'_>) -> Result<(), TooLong> {
        if *mvpd == *self.text(Slot::Mvpd) {
            return Ok(());
        }
        self.change();
        self.clear(&[Slot::MvpdName, Slot::MvpdLogo]);
        self.set(Slot::Mvpd, "", mvpd)
    }

    /// `true` for a profile that is as good as absent, whatever this device's clock says: it ended before the service made the
    /// token in use, or not after its own beginning (N6).
    pub(super) fn is_over(&self, profile: &Profile<'_>) -> bool {
        profile.not_after <= profile.not_before || profile.not_after <= self.token_created_at
    }

    pub(super) fn set_credentials(&mut self, credentials: &ClientCredentials<'_>) -> Result<(), TooLong> {
        self.drop_credentials();
        let id = self.set(Slot::ClientId, "", &credentials.client_id.reveal());
        let stored = id.and_then(|()| self.set(Slot::ClientSecret, "", &credentials.client_secret.reveal()));
        if stored.is_err() {
            // An id without its secret would count as a registration.
            self.clear(&[Slot::ClientId]);
        }
        stored
    }

    pub(super) fn set_token(&mut self, token: &AccessToken<'_>, now: &Now) -> Result<(), TooLong> {
        self.drop_token();
        let seconds = u32::try_from(token.expires_in).unwrap_or(u32::MAX).min(LONGEST_LIFE_SECONDS);
        let life = seconds * 1000;
        let tolerance = (life >> 4).min(60_000);
        // Its life began when the service says, unless that is further off than a request takes: then this device's clock is
        // wrong, which would find every token expired, or none, and the time of receipt counts.
        let age = token.created_at.map_or(0, |created_at| now.unix.millis_since(created_at));
        let age = u32::try_from(age).ok().filter(|age| *age <= tolerance).unwrap_or_default();
        // R6: refreshed before it expires, yet only in the last sixteenth of its life. One that expires at once is used
        // all the same, or nothing but tokens would ever be asked for; the service refuses it if it must.
        let left = life.saturating_sub(tolerance + age).max(SHORTEST_LIFE_MILLIS);
        self.refresh_at = now.unix.plus_millis(left.into());
        self.token_created_at = token.created_at.unwrap_or_default();
        self.generation = self.generation.wrapping_add(1);
        self.set(Slot::Authorization, "Bearer ", &token.access_token.reveal())
    }

    /// The service refuses the token (R7).
    pub(super) fn drop_token(&mut self) {
        self.change();
        self.refresh_at = Timestamp::default();
        self.clear(&[Slot::Authorization]);
    }

    /// The service refuses the client (R8); the viewer will have to sign in again, and a code is void (R47).
    pub(super) fn drop_credentials(&mut self) {
        self.drop_token();
        self.profile_until = Timestamp::default();
        self.token_created_at = Timestamp::default();
        self.clear(&[Slot::ClientId, Slot::ClientSecret, Slot::Code]);
    }
}

fn present(text: &str) -> Option<&str> {
    (!text.is_empty()).then_some(text)
}

impl<S: Storage + ?Sized> fmt::Debug for Installation<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = |slot| self.lengths.get(slot, self.storage.as_ref());
        f.debug_struct("Installation")
            .field("is_registered", &!text(Slot::ClientId).is_empty())
            .field("has_token", &!text(Slot::Authorization).is_empty())
            .field("mvpd", &Text::from(text(Slot::Mvpd)))
            .finish_non_exhaustive()
    }
}
