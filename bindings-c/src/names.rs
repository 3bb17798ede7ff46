//! Values of the wire's enumerations: a number where this version knows them, and always the text.

use tvpass::endpoint::{
    ActionName, ActionType, AttributeState, BoardingStatus, DecisionSource, LinkType, LogoutActionName,
    LogoutActionType, ProfileType, ReasonType,
};
use tvpass::json::Text;
use tvpass::message::{AccessStatus, Action, DcrErrorCode};

use crate::memory::length;
use crate::to_c::ToC;
use crate::tvpass_text;

/// A value of an enumeration that the service may extend.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct tvpass_enum_value {
    /// The number by the enumeration that the field names; 0 if the value is absent or not known to this version.
    pub number: u32,
    /// The value as the wire writes it; absent if there is none.
    pub text: tvpass_text,
}

/// A value of the core that has a number in the header.
pub(crate) trait Named {
    /// Its number, 0 for a value that has none.
    fn number(&self) -> u32;

    /// The value as the wire writes it.
    fn text(&self) -> Text<'static>;
}

impl<N: Named> ToC<tvpass_enum_value> for N {
    fn to_c(&self, place: &mut tvpass_enum_value) {
        place.number = self.number();
        self.text().to_c(&mut place.text);
    }
}

/// The number of the value at `index` of `count`; 0 for one behind them.
fn number(index: usize, count: usize) -> u32 {
    if index < count { length(index) + 1 } else { 0 }
}

/// Yes, no, or neither.
#[repr(u32)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum tvpass_tristate {
    /// Not told.
    Unknown = 0,
    /// No.
    No = 1,
    /// Yes.
    Yes = 2,
}

impl tvpass_tristate {
    pub(crate) fn number(value: Option<bool>) -> u32 {
        value.map_or(Self::Unknown, |value| if value { Self::Yes } else { Self::No }) as u32
    }
}

/// actionName of a session: what to do next.
#[repr(u32)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum tvpass_action_name {
    /// Open url in a user agent.
    Authenticate = 1,
    /// Parameters are missing.
    Resume = 2,
    /// Parameters are still missing.
    Retry = 3,
    /// Nothing to do: go on with decisions.
    Authorize = 4,
    /// Go on with the partner's framework.
    PartnerProfile = 5,
}

/// actionType of a session: who acts.
#[repr(u32)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum tvpass_action_type {
    /// The viewer.
    Interactive = 1,
    /// The application.
    Direct = 2,
}

/// reasonType of a session.
#[repr(u32)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum tvpass_reason_type {
    /// No special reason.
    None = 1,
    /// There is a profile already.
    Authenticated = 2,
    /// Temporary access.
    Temporary = 3,
    /// Degraded access.
    Degraded = 4,
    /// There is a single sign-on profile already.
    AuthenticatedSso = 5,
    /// The framework's status does not allow partner sign-in.
    PfsFallback = 6,
    /// The configuration does not allow partner sign-in.
    ConfigurationFallback = 7,
    /// Partner sign-in lacks parameters.
    MissingParametersFallback = 8,
}

/// type of a profile: how it came to be.
#[repr(u32)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum tvpass_profile_type {
    /// Signed in at the MVPD.
    Regular = 1,
    /// The MVPD is unreachable, and access is granted meanwhile.
    Degraded = 2,
    /// Temporary access.
    Temporary = 3,
    /// Apple's single sign-on.
    AppleSso = 4,
    /// A platform's single sign-on.
    PlatformSso = 5,
    /// A service token's single sign-on.
    ServiceTokenSso = 6,
}

/// state of an attribute.
#[repr(u32)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum tvpass_attribute_state {
    /// Readable.
    Plain = 1,
    /// Encrypted for the programmer's private key.
    Encrypted = 2,
}

/// source of a decision: who decided.
#[repr(u32)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum tvpass_decision_source {
    /// The MVPD.
    Mvpd = 1,
    /// A degradation rule.
    Degradation = 2,
    /// Temporary access.
    TempPass = 3,
    /// A dummy.
    Dummy = 4,
}

/// actionName of a logout: what to do next.
#[repr(u32)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum tvpass_logout_action_name {
    /// Open url in a user agent.
    Logout = 1,
    /// The viewer signs out in the partner's settings.
    PartnerLogout = 2,
    /// Nothing more to do.
    Complete = 3,
    /// There was no profile.
    Invalid = 4,
}

/// actionType of a logout: who acts.
#[repr(u32)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum tvpass_logout_action_type {
    /// A user agent.
    Interactive = 1,
    /// The viewer, in the partner's settings.
    PartnerInteractive = 2,
    /// Nobody.
    None = 3,
}

/// boardingStatus of an MVPD on the platform.
#[repr(u32)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum tvpass_boarding_status {
    /// Partner sign-in works.
    Supported = 1,
    /// In the platform's picker, signed in by the basic flow.
    Picker = 2,
}

/// type of a linked device: how it came into the sign-in.
#[repr(u32)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum tvpass_link_type {
    /// The person signed in on it.
    Regular = 1,
    /// It came in by a service token.
    Sso = 2,
}

/// action of an enhanced error: what it asks for.
#[repr(u32)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum tvpass_error_action {
    /// The programmer must change the request.
    None = 1,
    /// Adobe's configuration of the programmer must change.
    Configuration = 2,
    /// The application must register again.
    ApplicationRegistration = 3,
    /// The viewer must sign in again.
    Authentication = 4,
    /// The resource must be authorized again.
    Authorization = 5,
    /// The same request may succeed later.
    Retry = 6,
}

/// error of the registration endpoints.
#[repr(u32)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum tvpass_registration_error {
    /// The request is malformed.
    InvalidRequest = 1,
    /// The redirect URI is not allowed.
    InvalidRedirectUri = 2,
    /// The software statement is not valid.
    InvalidSoftwareStatement = 3,
    /// The software statement is not approved.
    UnapprovedSoftwareStatement = 4,
    /// The client credentials are not known (any more).
    InvalidClient = 5,
    /// The client may not do this.
    UnauthorizedClient = 6,
    /// The grant type is not supported.
    UnsupportedGrantType = 7,
}

/// accessStatus of a partner's framework: whether the viewer lets the application see the subscription.
#[repr(u32)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum tvpass_access_status {
    /// Allowed.
    Granted = 1,
    /// Refused.
    Denied = 2,
    /// Not the viewer's to allow.
    Restricted = 3,
    /// Not asked yet.
    NotDetermined = 4,
}

/// Declares that the header numbers the core's values in the core's order, from 1: then a number is a place in a table and
/// not a branch for each value. A value that the core gains fails to compile here.
macro_rules! numbers {
    ($($core:ident => $header:ident { $($value:ident),* $(,)? })*) => { $(
        const _: () = {
            $( assert!($core::$value.index() + 1 == $header::$value as usize); )*
            assert!($core::NAMES.len() == [$($header::$value),*].len());
        };

        impl Named for $core<'static> {
            fn number(&self) -> u32 {
                number(self.index(), const { Self::NAMES.len() })
            }

            fn text(&self) -> Text<'static> {
                self.as_text()
            }
        }
    )* };
}

numbers! {
    ActionName => tvpass_action_name { Authenticate, Resume, Retry, Authorize, PartnerProfile }
    ActionType => tvpass_action_type { Interactive, Direct }
    ReasonType => tvpass_reason_type {
        None, Authenticated, Temporary, Degraded, AuthenticatedSso, PfsFallback, ConfigurationFallback,
        MissingParametersFallback,
    }
    ProfileType => tvpass_profile_type { Regular, Degraded, Temporary, AppleSso, PlatformSso, ServiceTokenSso }
    AttributeState => tvpass_attribute_state { Plain, Encrypted }
    DecisionSource => tvpass_decision_source { Mvpd, Degradation, TempPass, Dummy }
    LogoutActionName => tvpass_logout_action_name { Logout, PartnerLogout, Complete, Invalid }
    LogoutActionType => tvpass_logout_action_type { Interactive, PartnerInteractive, None }
    BoardingStatus => tvpass_boarding_status { Supported, Picker }
    LinkType => tvpass_link_type { Regular, Sso }
    Action => tvpass_error_action {
        None, Configuration, ApplicationRegistration, Authentication, Authorization, Retry,
    }
    DcrErrorCode => tvpass_registration_error {
        InvalidRequest, InvalidRedirectUri, InvalidSoftwareStatement, UnapprovedSoftwareStatement, InvalidClient,
        UnauthorizedClient, UnsupportedGrantType,
    }
    AccessStatus => tvpass_access_status { Granted, Denied, Restricted, NotDetermined }
}
