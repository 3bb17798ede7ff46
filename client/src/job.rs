//! The jobs of a client: one method each, for threads and for tasks.

mod decision;
mod logout;
mod partner;
mod second_screen;
mod sign_in;
mod single_sign_on;

pub use decision::{AuthorizeOutcome, PreauthorizeOutcome};
pub use logout::{LogoutOutcome, LogoutQuestion};
pub use partner::{PartnerOutcome, PartnerQuestion};
pub use second_screen::SecondScreenQuestion;
pub use sign_in::{CodeVoid, Page, ShownCode, SignInOptions, SignInOutcome, SignInPlace, SignInQuestion, StillMvpd};
pub use single_sign_on::{
    LinkCodeRefused, NoService, ServicePerson, ShownLinkCode, SignInCheck, SsoOutcome, UnlinkOutcome,
};

pub(crate) use decision::{AuthorizeJob, DecidedPart, PreauthorizeJob, authorization, preauthorization};
pub(crate) use logout::LogoutJob;
pub(crate) use partner::{CompletionJob, PartnerJob};
pub(crate) use second_screen::SecondScreenJob;
pub(crate) use sign_in::{RegistrationJob, SignInJob};
pub(crate) use single_sign_on::{
    CheckJob, DeviceQuestion, LinkJob, ListJob, ServiceTokenJob, UnlinkJob, link, list, obtained, service_token,
    unknown, unlink, unlinked,
};

/// A method that asks the viewer, and one that does not, in both worlds.
macro_rules! method {
    (blocking, $(#[$meta:meta])* $name:ident($($arg:ident: $type:ty),*) -> $output:ty, asks $question:ty, $job:ty, $flow:expr) => {
        $(#[$meta])*
        pub fn $name(
            &self,
            $($arg: $type,)*
            ask: impl FnMut($question) -> $crate::viewer::Reply,
        ) -> Result<$output, $crate::error::Error> {
            self.run::<$job>($flow, ask)
        }
    };
    (asynchronous, $(#[$meta:meta])* $name:ident($($arg:ident: $type:ty),*) -> $output:ty, asks $question:ty, $job:ty, $flow:expr) => {
        $(#[$meta])*
        pub async fn $name<A: Future<Output = $crate::viewer::Reply>>(
            &self,
            $($arg: $type,)*
            ask: impl FnMut($question) -> A,
        ) -> Result<$output, $crate::error::Error> {
            self.run::<$job, A>($flow, ask).await
        }
    };
    (blocking, $(#[$meta:meta])* $name:ident($($arg:ident: $type:ty),*) -> $output:ty, $job:ty, $flow:expr) => {
        $(#[$meta])*
        pub fn $name(
            &self,
            $($arg: $type,)*
        ) -> Result<$output, $crate::error::Error> {
            self.run::<$job>($flow, |never| match never {})
        }
    };
    (asynchronous, $(#[$meta:meta])* $name:ident($($arg:ident: $type:ty),*) -> $output:ty, $job:ty, $flow:expr) => {
        $(#[$meta])*
        pub async fn $name(
            &self,
            $($arg: $type,)*
        ) -> Result<$output, $crate::error::Error> {
            let never = |never: std::convert::Infallible| -> std::future::Ready<$crate::viewer::Reply> { match never {} };
            self.run::<$job, _>($flow, never).await
        }
    };
}

/// All methods of a client.
macro_rules! front {
    (Client $(<$t:ident: $bound:path>)?, $world:ident) => {
        impl $(<$t: $bound>)? Client $(<$t>)? {
            /// The provider of the last sign-in.
            #[must_use]
            pub fn mvpd(&self) -> Option<String> {
                self.shared.look(|installation| installation.mvpd().map(str::to_owned))
            }

            /// The end of the profile that was seen last, in milliseconds since the Unix epoch; `None` while nobody is known
            /// to be signed in. It is no request: a decision tells whether the profile still holds.
            #[must_use]
            pub fn profile_until_millis(&self) -> Option<u64> {
                self.shared.look(|installation| installation.profile_until().map(|until| until.millis()))
            }

            /// Why the store's bytes were left behind, if they were: the client then began as a new installation.
            #[must_use]
            pub fn restore_error(&self) -> Option<tvpass::flow::RestoreError> {
                self.shared.restore_error()
            }

            /// Remembers a provider with its name and logo, for the question "still with this provider?".
            ///
            /// # Errors
            /// The store cannot be written.
            pub fn remember_provider(&self, mvpd: &str, name: &str, logo: &str) -> Result<(), $crate::error::Error> {
                // Without room for the logo the rest is remembered all the same.
                self.shared.change(|installation| installation.remember_provider(mvpd, name, logo)).map(drop)
            }

            /// A new value of a header, or none; the next request has it.
            ///
            /// # Errors
            /// `value` has bytes that no header can hold.
            pub fn set_header(&self, name: HeaderName, value: Option<String>) -> Result<(), SettingsError> {
                self.shared.set_header(name, value)
            }

            /// The service token, its life and the identifier, to be kept where the platform keeps secrets; `None` without a
            /// token. The bytes are overwritten when they are dropped.
            #[must_use]
            pub fn saved_service_token(&self) -> Option<zeroize::Zeroizing<Vec<u8>>> {
                self.shared.saved_service_token()
            }

            /// Takes up what [`saved_service_token`](Self::saved_service_token) gave to an earlier run.
            ///
            /// # Errors
            /// The bytes are damaged, or another application's: go on without a token.
            pub fn restore_service_token(&self, saved: &[u8]) -> Result<(), tvpass::flow::RestoreError> {
                self.shared.restore_service_token(saved)
            }

            /// Forgets the service token and the identifier, as when the person leaves the application's account.
            pub fn forget_service_token(&self) {
                self.shared.forget_service_token();
            }

            $crate::job::method!($world,
                /// Says whether somebody is signed in, from what is kept or by one request.
                ///
                /// # Errors
                /// See [`Error`].
                check_sign_in() -> $crate::job::SignInCheck, $crate::job::CheckJob, tvpass::flow::CheckSignIn::new());

            $crate::job::method!($world,
                /// Registers and gets a token, where that is still to be done.
                ///
                /// # Errors
                /// See [`Error`].
                register() -> (), $crate::job::RegistrationJob, tvpass::flow::Registration::new());

            $crate::job::method!($world,
                /// Signs a viewer in. `ask` shows codes and pages, and asks for a provider.
                ///
                /// # Errors
                /// See [`Error`].
                sign_in(options: $crate::job::SignInOptions) -> $crate::job::SignInOutcome, asks $crate::job::SignInQuestion,
                $crate::job::SignInJob, options.flow());

            $crate::job::method!($world,
                /// Asks whether the viewer may watch `resource` now; without `mvpd` at the provider of the last sign-in.
                ///
                /// # Errors
                /// See [`Error`].
                authorize(resource: &str, mvpd: Option<&str>) -> $crate::job::AuthorizeOutcome,
                $crate::job::AuthorizeJob, $crate::job::authorization(resource, mvpd)?);

            $crate::job::method!($world,
                /// Signs in the device that shows `code`.
                ///
                /// # Errors
                /// See [`Error`].
                second_screen(code: &str, domain_name: Option<&str>, redirect_url: Option<&str>) -> $crate::job::SignInOutcome,
                asks $crate::job::SecondScreenQuestion, $crate::job::SecondScreenJob,
                tvpass::flow::SecondScreen::new(
                    code.to_owned(), domain_name.map(str::to_owned), redirect_url.map(str::to_owned),
                )?);

            $crate::job::method!($world,
                /// Signs the viewer out; without `mvpd` at the provider of the last sign-in.
                ///
                /// # Errors
                /// See [`Error`].
                logout(mvpd: Option<&str>, redirect_url: &str) -> $crate::job::LogoutOutcome, asks $crate::job::LogoutQuestion,
                $crate::job::LogoutJob,
                tvpass::flow::Logout::new(mvpd.map(str::to_owned), redirect_url.to_owned())?);

            $crate::job::method!($world,
                /// Turns the SAML response of a partner's framework into a profile.
                ///
                /// # Errors
                /// See [`Error`].
                complete_partner_sign_in(partner: &str, saml: &str) -> $crate::job::PartnerOutcome, $crate::job::CompletionJob,
                tvpass::flow::PartnerCompletion::new(partner.to_owned(), saml.to_owned())?);
        }
    };
}

pub(crate) use {front, method};
