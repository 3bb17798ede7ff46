//! Answers that outlive their response: the text of each, read again at each look.

use std::fmt;

use tvpass::TooSmall;
use tvpass::endpoint::{
    AuthenticationRequest, Configuration, Decision, LinkedDevices, Profile, Profiles, SessionDetails,
};
use tvpass::message::{EnhancedError, PartnerFrameworkStatus};

/// Declares a value that keeps JSON, and gives the core's view of it.
macro_rules! owned {
    ($( $(#[$meta:meta])* $name:ident: $view:ident, )*) => { $(
        $(#[$meta])*
        #[derive(Clone, PartialEq, Eq)]
        pub struct $name {
            json: Box<[u8]>,
        }

        impl $name {
            /// The core's view.
            #[must_use]
            pub fn get(&self) -> $view<'_> {
                $view::decode(&self.json).expect("the core has read or written this text before")
            }

            /// The JSON text.
            #[must_use]
            pub fn json(&self) -> &[u8] {
                &self.json
            }
        }

        // The view redacts what is secret.
        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.get().fmt(f)
            }
        }
    )* };
}

owned! {
    /// The request that a partner's framework answers.
    OwnedAuthenticationRequest: AuthenticationRequest,
    /// The status of a partner's framework.
    OwnedFrameworkStatus: PartnerFrameworkStatus,
    /// The list of providers.
    OwnedConfiguration: Configuration,
    /// The decision on one resource.
    OwnedDecision: Decision,
    /// An error of the service.
    OwnedError: EnhancedError,
    /// All profiles of an answer.
    OwnedProfiles: Profiles,
    /// The devices of a sign-in by a service token.
    OwnedLinkedDevices: LinkedDevices,
    /// The device that a code stands for.
    OwnedSessionDetails: SessionDetails,
}

/// Values that are taken over as the body of a response.
macro_rules! of_body {
    ($($name:ident),*) => { $(
        impl $name {
            pub(crate) fn new(body: &[u8]) -> Self {
                Self { json: body.into() }
            }
        }
    )* };
}

/// Values that are a part of a body, written anew.
macro_rules! of_record {
    ($($name:ident: $view:ident),*) => { $(
        impl $name {
            /// Keeps a copy of `view`.
            #[must_use]
            pub fn new(view: &$view<'_>) -> Self {
                Self { json: written(|buffer| view.encode(buffer).map(<[u8]>::len)) }
            }
        }
    )* };
}

of_body!(OwnedConfiguration, OwnedLinkedDevices, OwnedProfiles, OwnedSessionDetails);
of_record!(
    OwnedAuthenticationRequest: AuthenticationRequest,
    OwnedFrameworkStatus: PartnerFrameworkStatus,
    OwnedDecision: Decision,
    OwnedError: EnhancedError
);

impl OwnedFrameworkStatus {
    /// The header that tells the service of it.
    pub(crate) fn header(&self) -> String {
        let value = written(|buffer| self.get().encode_header(buffer).map(|value| value.as_str().len()));
        String::from_utf8(value.into()).expect("a header is ASCII")
    }
}

impl OwnedProfiles {
    /// The profile of this provider.
    #[must_use]
    pub fn of(&self, mvpd: &str) -> Option<Profile<'_>> {
        self.get().iter().find(|profile| profile.mvpd == *mvpd)
    }
}

impl fmt::Display for OwnedError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let error = self.get();
        let texts = [error.code, error.message.map(|message| message.0), error.details];
        for (index, text) in texts.into_iter().flatten().enumerate() {
            let separator = if index == 0 { "" } else { ": " };
            write!(f, "{separator}{}", text.printable())?;
        }
        Ok(())
    }
}

/// Writes into as much memory as it takes.
pub(crate) fn written(write: impl Fn(&mut [u8]) -> Result<usize, TooSmall>) -> Box<[u8]> {
    let mut buffer = Vec::new();
    loop {
        match write(&mut buffer) {
            Ok(length) => {
                buffer.truncate(length);
                return buffer.into();
            }
            Err(TooSmall { needed }) => buffer.resize(needed, 0),
        }
    }
}

#[cfg(test)]
mod tests {
    use tvpass::message::{EnhancedError, TextOrHost};

    use super::OwnedError;

    #[test]
    fn an_error_of_the_wire_forges_no_line_of_a_log() {
        let mut error = EnhancedError::default();
        error.code = Some("a\r\nb".into());
        error.message = Some(TextOrHost("\u{1b}[2J\u{202e}".into()));
        assert_eq!(OwnedError::new(&error).to_string(), r"a\r\nb: \u{1b}[2J\u{202e}");
    }
}
