//! What an installation of the application keeps: its credentials, its token, the chosen MVPD.

use core::fmt;

use heapless::String;
use heapless::string::StringView;

use super::context::Now;
use super::pace::Pace;
use super::registration::RegistrationState;
use super::step::StopReason;
use crate::endpoint::{AccessToken, ClientCredentials};
use crate::json::{self, Secret, Text, Timestamp, record};
use crate::message::HeaderValue;
use crate::output::TooSmall;

/// Bytes that a client id, and a client secret, may have.
pub const ID_CAPACITY: usize = 128;
/// Bytes that `Bearer ` and an access token may have; tokens of about 560 bytes have been seen.
pub const AUTHORIZATION_CAPACITY: usize = 1280;
/// Bytes that the id of an MVPD may have.
pub const MVPD_CAPACITY: usize = 64;
/// Bytes that always suffice for [`Client::save`], whatever has to be escaped.
pub const SAVED_CAPACITY: usize = 6 * (2 * ID_CAPACITY + AUTHORIZATION_CAPACITY + MVPD_CAPACITY) + 192;
/// A token is used at least this long before another is asked for.
const SHORTEST_LIFE_MILLIS: u64 = 10_000;

record! {
    /// What is saved.
    struct Saved<'a> {
        optional client_id: Secret<'a> = "client_id",
        optional client_secret: Secret<'a> = "client_secret",
        optional authorization: Secret<'a> = "authorization",
        optional refresh_at: u64 = "refresh_at",
        optional mvpd: Text<'a> = "mvpd",
    }
}

/// One installation of the application. The host saves it whenever [`changed`](Self::changed) says so, and restores it at
/// the next start: registering again would end every sign-in (R4).
///
/// ```
/// use tvpass::old_flow::{Client, SAVED_CAPACITY};
///
/// let mut client = Client::new();
/// client.remember_mvpd("Cablevision").unwrap();
/// let mut buffer = [0; SAVED_CAPACITY];
/// let restored = Client::restore(client.save(&mut buffer).unwrap()).unwrap();
/// assert_eq!(restored.mvpd(), Some("Cablevision"));
/// ```
#[derive(Clone, Default)]
// The wire calls them `client_id` and `client_secret`.
#[allow(clippy::struct_field_names)]
pub struct Client {
    client_id: String<ID_CAPACITY>,
    client_secret: String<ID_CAPACITY>,
    authorization: String<AUTHORIZATION_CAPACITY>,
    refresh_at: Timestamp,
    mvpd: String<MVPD_CAPACITY>,
    pub(super) pace: Pace,
    changed: bool,
}

impl Client {
    /// An installation that has not registered yet.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            client_id: String::new(),
            client_secret: String::new(),
            authorization: String::new(),
            refresh_at: Timestamp::from_millis(0),
            mvpd: String::new(),
            pace: Pace::new(),
            changed: false,
        }
    }

    /// How far the registration is.
    #[must_use]
    pub fn registration(&self) -> RegistrationState {
        if self.client_id.is_empty() {
            RegistrationState::Unregistered
        } else if self.authorization.is_empty() {
            RegistrationState::Registered
        } else {
            RegistrationState::Authorized
        }
    }

    /// The MVPD that the viewer chose last.
    #[must_use]
    pub fn mvpd(&self) -> Option<&str> {
        (!self.mvpd.is_empty()).then_some(self.mvpd.as_str())
    }

    /// Remembers the MVPD that the viewer chose (R25), for example one of several profiles (R49).
    ///
    /// # Errors
    /// The id has more than [`MVPD_CAPACITY`] bytes.
    pub fn remember_mvpd(&mut self, mvpd: &str) -> Result<(), StopReason<'static>> {
        store(&mut self.mvpd, "", &mvpd.into(), "mvpd")?;
        self.changed = true;
        Ok(())
    }

    /// Forgets the MVPD, as after a logout.
    pub fn forget_mvpd(&mut self) {
        self.changed |= !self.mvpd.is_empty();
        self.mvpd.clear();
    }

    /// Whether something is there to save since this was asked last.
    ///
    /// Ask after every step. A [`Step::Send`](super::Step::Send) borrows this until its request is gone: a host that copies
    /// the request first can save before it sends, and loses no registration if it is ended while it waits.
    pub fn changed(&mut self) -> bool {
        core::mem::take(&mut self.changed)
    }

    /// Writes all that must survive a restart into `buffer`. It holds secrets: keep it where the platform keeps such.
    ///
    /// # Errors
    /// `buffer` is too small; [`SAVED_CAPACITY`] bytes always suffice.
    pub fn save<'b>(&self, buffer: &'b mut [u8]) -> Result<&'b [u8], TooSmall> {
        let present = |text: &'_ str| !text.is_empty();
        Saved {
            client_id: present(&self.client_id).then(|| self.client_id.as_str().into()),
            client_secret: present(&self.client_secret).then(|| self.client_secret.as_str().into()),
            authorization: present(&self.authorization).then(|| self.authorization.as_str().into()),
            refresh_at: present(&self.authorization).then_some(self.refresh_at.millis()),
            mvpd: self.mvpd().map(Text::from),
        }
        .encode(buffer)
    }

    /// Takes up what [`save`](Self::save) wrote.
    ///
    /// # Errors
    /// `saved` is not that, has a value longer than its capacity, or a token that no header can hold.
    pub fn restore(saved: &[u8]) -> Result<Self, json::Error> {
        let mut client = Self::new();
        client.take_up(saved)?;
        Ok(client)
    }

    /// The same in place, since a client is large for the stack of a small device.
    ///
    /// # Errors
    /// As for [`restore`](Self::restore); this is then an installation that has not registered yet.
    pub fn take_up(&mut self, saved: &[u8]) -> Result<(), json::Error> {
        let taken = self.fill_from(saved);
        if taken.is_err() {
            self.drop_credentials();
            self.mvpd.clear();
        }
        self.changed = false;
        taken
    }

    fn fill_from(&mut self, saved: &[u8]) -> Result<(), json::Error> {
        let Saved { client_id, client_secret, authorization, refresh_at, mvpd } = Saved::decode(saved)?;
        let too_long = |field| json::Error::new(json::ErrorKind::Range, field, saved.len());
        store(&mut self.client_id, "", &revealed(client_id), "").map_err(|_| too_long(&"client_id"))?;
        store(&mut self.client_secret, "", &revealed(client_secret), "").map_err(|_| too_long(&"client_secret"))?;
        store(&mut self.authorization, "", &revealed(authorization), "").map_err(|_| too_long(&"authorization"))?;
        store(&mut self.mvpd, "", &mvpd.unwrap_or_default(), "").map_err(|_| too_long(&"mvpd"))?;
        if HeaderValue::new(&self.authorization).is_err() {
            return Err(json::Error::new(json::ErrorKind::Range, &"authorization", saved.len()));
        }
        self.refresh_at = Timestamp::from_millis(refresh_at.unwrap_or_default());
        Ok(())
    }

    pub(super) fn client_id(&self) -> Secret<'_> {
        self.client_id.as_str().into()
    }

    pub(super) fn client_secret(&self) -> Secret<'_> {
        self.client_secret.as_str().into()
    }

    /// The value of `Authorization`, and the budget that a request with it is paid from.
    pub(super) fn authorization_and_pace(&mut self) -> (&str, &mut Pace) {
        (&self.authorization, &mut self.pace)
    }

    pub(super) fn token_expires_soon(&self, now: &Now) -> bool {
        now.unix >= self.refresh_at
    }

    pub(super) fn set_credentials(&mut self, credentials: &ClientCredentials<'_>) -> Result<(), StopReason<'static>> {
        self.changed = true;
        self.drop_token();
        store(&mut self.client_id, "", &credentials.client_id.reveal(), "client_id")?;
        store(&mut self.client_secret, "", &credentials.client_secret.reveal(), "client_secret")
    }

    pub(super) fn set_token(&mut self, token: &AccessToken<'_>, now: &Now) -> Result<(), StopReason<'static>> {
        self.changed = true;
        let life = token.expires_in.saturating_mul(1000);
        // A device whose clock is off would find every token expired, or none: then the time of receipt counts.
        let stated = token.expires_at(now.unix);
        let received = now.unix.plus_millis(life);
        let tolerance = (life >> 4).min(60_000);
        let expires = if received.millis_since(stated) > tolerance { received } else { stated.min(received) };
        // R6: refreshed before it expires, yet only in the last sixteenth of its life. One that expires at once is used
        // all the same, or nothing but tokens would ever be asked for; the service refuses it if it must.
        let refresh_at = Timestamp::from_millis(expires.millis().saturating_sub(tolerance));
        self.refresh_at = refresh_at.max(now.unix.plus_millis(SHORTEST_LIFE_MILLIS));
        store(&mut self.authorization, "Bearer ", &token.access_token.reveal(), "access_token")
    }

    /// The service refuses the token (R7).
    pub(super) fn drop_token(&mut self) {
        self.changed = true;
        self.authorization.clear();
    }

    /// The service refuses the client (R8); the viewer will have to sign in again.
    pub(super) fn drop_credentials(&mut self) {
        self.drop_token();
        self.client_id.clear();
        self.client_secret.clear();
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client")
            .field("registration", &self.registration())
            .field("mvpd", &self.mvpd())
            .finish_non_exhaustive()
    }
}

/// The text of a secret, empty where there is none.
// Once, not at each of its three calls.
#[inline(never)]
fn revealed(secret: Option<Secret<'_>>) -> Text<'_> {
    secret.unwrap_or_default().reveal()
}

/// Copies `prefix` and the characters of `text`.
pub(super) fn store<const N: usize>(
    target: &mut String<N>,
    prefix: &str,
    text: &Text<'_>,
    name: &'static str,
) -> Result<(), StopReason<'static>> {
    if fill(target.as_mut_view(), prefix, text) { Ok(()) } else { Err(StopReason::Capacity(name)) }
}

/// One function for all capacities; `false`, and an empty `target`, if it is too small.
fn fill(target: &mut StringView, prefix: &str, text: &Text<'_>) -> bool {
    target.clear();
    let fits = target.push_str(prefix).is_ok()
        && text.pieces().all(|piece| target.push_str(piece.as_str(&mut [0; 4])).is_ok());
    if !fits {
        target.clear();
    }
    fits
}
