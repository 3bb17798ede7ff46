//! The service token of an installation: kept beside it, and carried in the header of every call that lists it.

use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;

use tvpass::endpoint::IssuedToken;
use tvpass::flow::{App, KeptToken, Now, PersonSource, SavedToken, saved_token_size};
use tvpass::json::Secret;

use crate::codec::text_of;

/// The meaning of a step for the token.
pub(super) enum TokenNews<'a> {
    /// The service issued a new one.
    Issued(IssuedToken<'a>),
    /// A flow for a person has ended: a token that has expired is of no use any more (R131).
    Ended,
    /// This device has left the sign-in (R143).
    Left,
}

/// The token in use, and the person it is for.
#[derive(Default)]
pub(super) struct TokenKeeper {
    kept: Option<KeptToken<String>>,
    identifier: Option<String>,
    /// Saved text that is taken up at the next turn, whose clock tells the rest of its life.
    saved: Option<Vec<u8>>,
    /// The token was valid at the last turn.
    is_valid: bool,
    /// A link code was typed: whoever it leads to, it is not the person of the identifier.
    is_joining: bool,
}

impl TokenKeeper {
    pub(super) fn kept(&self) -> Option<KeptToken<String>> {
        self.kept.clone()
    }

    pub(super) fn identifier(&self) -> Option<String> {
        self.identifier.clone()
    }

    /// The value of the header, if the token was valid at the last turn.
    pub(super) fn header(&self) -> Option<&str> {
        self.kept.as_ref().filter(|_| self.is_valid).map(KeptToken::token)
    }

    /// Takes up what was saved, at the next turn; nothing forgets the token.
    pub(super) fn restore(&mut self, saved: Vec<u8>) {
        *self = Self { saved: Some(saved), ..Self::default() };
    }

    /// Looks at the clock: no call goes out with an expired token (R131). Saved text that is damaged, or another
    /// application's, is left behind.
    pub(super) fn look(&mut self, app: &App<'_>, now: &Now) {
        if let Some(saved) = self.saved.take()
            && let Ok(SavedToken { token, not_before, not_after, identifier }) = SavedToken::decode(app, &saved)
        {
            self.kept = KeptToken::restored(owned(token), not_before, not_after, now).ok();
            self.identifier = identifier.map(owned);
        }
        self.is_valid = self.kept.as_ref().is_some_and(|kept| kept.is_valid(now));
    }

    /// The person for whom a token is wanted: of a link code, of the application's name, or the one that is known. A token
    /// of another name is not theirs.
    pub(super) fn person(&mut self, link_code: Option<String>, named: Option<String>) -> PersonSource<String> {
        self.is_joining = link_code.is_some();
        if let Some(code) = link_code {
            return PersonSource::LinkCode(code);
        }
        if named.is_some() {
            if self.identifier.is_some() && self.identifier != named {
                self.kept = None;
            }
            self.identifier = named;
        }
        self.identifier().map_or(PersonSource::Kept, PersonSource::Identifier)
    }

    /// Takes up the news; gives the text to save, empty where the token is forgotten.
    #[inline(never)]
    pub(super) fn note(&mut self, app: &App<'_>, now: &Now, news: &TokenNews<'_>) -> String {
        match *news {
            TokenNews::Issued(IssuedToken { token, not_before, not_after, .. }) => {
                self.kept = KeptToken::received(owned(token), not_before, not_after, now).ok();
                if self.is_joining {
                    self.identifier = None;
                }
            }
            TokenNews::Ended if self.is_valid => {}
            TokenNews::Ended => self.kept = None,
            TokenNews::Left => *self = Self::default(),
        }
        let Some(kept) = &self.kept else { return String::new() };
        let identifier = self.identifier.as_deref();
        let mut buffer = vec![0; saved_token_size(kept.token().len(), identifier.unwrap_or_default().len())];
        let saved = kept.save(app, identifier, &mut buffer).unwrap_or_default();
        text_of(saved).into()
    }
}

fn owned(secret: Secret<'_>) -> String {
    secret.reveal().chars().collect()
}
