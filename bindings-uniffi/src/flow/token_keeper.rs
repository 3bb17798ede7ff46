//! The service token that is kept, and the person it is for.

use tvpass::flow::{self, App, InvalidArgument, KeptToken, PersonSource, SavedToken};

use super::event::Now;
use crate::answer::IssuedToken;
use crate::buffer::with_buffer;
use crate::call::Person;
use crate::own::Own;
use crate::secret::{SecretBytes, Timestamp};

/// The token in use, and the person it is for.
#[derive(Default)]
pub(super) struct TokenKeeper {
    kept: Option<KeptToken<String>>,
    identifier: Option<String>,
}

/// The effect of a flow's step on the token that is kept.
pub(super) enum TokenChange {
    /// A new one takes its place.
    Issued(IssuedToken),
    /// A new one that came by a link code, which leads to whoever shows it.
    Joined(IssuedToken),
    /// It is refused, and no other could be got.
    Refused,
    /// This device has left the sign-in (R143).
    Left,
}

impl TokenKeeper {
    pub(super) fn kept(&self) -> Option<KeptToken<String>> {
        self.kept.clone()
    }

    /// The token for a flow of this person, unless it is known to be another's.
    pub(super) fn kept_for(&self, person: &PersonSource<String>) -> Option<KeptToken<String>> {
        match person {
            PersonSource::Identifier(identifier) if self.is_of_another(identifier) => None,
            _ => self.kept(),
        }
    }

    fn is_of_another(&self, identifier: &str) -> bool {
        self.identifier.as_ref().is_some_and(|known| known != identifier)
    }

    pub(super) fn identifier(&self) -> Option<String> {
        self.identifier.clone()
    }

    /// The person of a flow: the one that is given, else the one that is known.
    pub(super) fn person(&self, person: Option<Person>) -> PersonSource<String> {
        match person {
            Some(Person::Id { identifier }) => PersonSource::Identifier(identifier.0),
            Some(Person::LinkCode { code }) => PersonSource::LinkCode(code.0),
            None => self.identifier().map_or(PersonSource::Kept, PersonSource::Identifier),
        }
    }

    /// Names the person from here on. Nothing carries another person's token any more.
    pub(super) fn set_identifier(&mut self, identifier: String) {
        if self.is_of_another(&identifier) {
            self.kept = None;
        }
        self.identifier = Some(identifier);
    }

    /// The value of the header: no call goes out with an expired token (R131).
    pub(super) fn header(&self, now: Now) -> Option<&str> {
        self.kept.as_ref().filter(|kept| kept.is_valid(&now.into())).map(KeptToken::token)
    }

    /// Says whether the token is another one now, or gone.
    pub(super) fn change(&mut self, change: TokenChange, now: Now) -> Result<bool, InvalidArgument> {
        match change {
            TokenChange::Issued(IssuedToken { service_token, not_before, not_after, .. }) => {
                let not_before = not_before.map(Into::into);
                self.kept = Some(KeptToken::received(service_token.0, not_before, not_after.into(), &now.into())?);
            }
            TokenChange::Joined(issued) => {
                self.identifier = None;
                return self.change(TokenChange::Issued(issued), now);
            }
            TokenChange::Refused if self.header(now).is_none() => self.kept = None,
            TokenChange::Refused => return Ok(false),
            TokenChange::Left => *self = Self::default(),
        }
        Ok(true)
    }

    pub(super) fn save(&self, app: &App<'_>) -> Option<SecretBytes> {
        let kept = self.kept.as_ref()?;
        let identifier = self.identifier.as_deref();
        with_buffer(|buffer| kept.save(app, identifier, buffer).map(<[u8]>::to_vec)).ok().map(SecretBytes)
    }

    pub(super) fn restored(app: &App<'_>, saved: &[u8], now: Now) -> Result<Self, flow::RestoreError> {
        let SavedToken { token, not_before, not_after, identifier, .. } = SavedToken::decode(app, saved)?;
        let kept = KeptToken::restored(token.own().0, not_before, not_after, &now.into());
        let kept = kept.map_err(|_| flow::RestoreError::Damaged)?;
        Ok(Self { kept: Some(kept), identifier: identifier.map(|identifier| identifier.own().0) })
    }

    pub(super) fn until(&self) -> Option<Timestamp> {
        self.kept.as_ref().map(|kept| kept.not_after().own())
    }
}
