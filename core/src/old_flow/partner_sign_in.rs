//! Sign-in through a partner's framework, such as Apple's Video Subscriber Account (R94), with all ways back into the
//! basic flow (R100, R101).
//!
//! ```text
//! Idle --Begin--> StatusCheck
//! StatusCheck --Tick--> ProfilesCall
//! ProfilesCall --Profile--> Done
//! ProfilesCall --NoProfile--> ConfigurationCall
//! ConfigurationCall --Configuration--> PartnerPicker
//! PartnerPicker --Tick--> RequestCall
//! PartnerPicker --StatusInvalid--> Basic
//! PartnerPicker --Chosen--> Basic
//! PartnerPicker --Refused--> Basic
//! RequestCall --PartnerAsked--> PartnerAuthentication
//! RequestCall --Fallback--> Basic
//! PartnerAuthentication --SamlResponse--> ProfileCall
//! PartnerAuthentication --Refused--> Basic
//! PartnerAuthentication --Again--> RequestCall
//! ProfileCall --Profile--> Done
//! ProfileCall --NoProfile--> Basic
//! ProfileCall --Again--> RequestCall
//! ```
//!
//! Every state but `Done` and `Basic` goes to `Stopped` with `Failed`. `Basic` is a whole [`SignIn`](super::SignIn).

mod machine;

use super::table::states;

pub use machine::PartnerSignIn;

states! {
    /// Where a partner sign-in stands.
    #[derive(Default)]
    pub enum PartnerSignInState {
        /// Not begun.
        #[default]
        Idle,
        /// Asks the framework, without disturbing the viewer (R95).
        StatusCheck,
        /// Asks for the profiles that are there.
        ProfilesCall,
        /// Fetches the MVPDs for the framework's picker.
        ConfigurationCall,
        /// The framework asks the viewer (R95).
        PartnerPicker,
        /// Asks the service what to ask the framework.
        RequestCall,
        /// The framework asks the provider.
        PartnerAuthentication,
        /// Turns the provider's answer into a profile (R99).
        ProfileCall,
        /// The basic flow has taken over.
        Basic,
        /// Over: the viewer is signed in.
        Done,
        /// Over, with a reason.
        Stopped,
    }
}

states! {
    /// What moves a partner sign-in on.
    pub enum PartnerSignInEvent {
        /// The host begins.
        Begin,
        /// The framework has answered.
        Tick,
        /// The framework has answered, and single sign-on cannot rest on it (R96).
        StatusInvalid,
        /// The viewer chose an MVPD that the framework does not support (R101).
        Chosen,
        /// The viewer or the framework refuses (R101).
        Refused,
        /// There is a profile.
        Profile,
        /// There is no profile.
        NoProfile,
        /// The configuration is there.
        Configuration,
        /// The service says what to ask the framework.
        PartnerAsked,
        /// The service falls back to the basic flow (R100).
        Fallback,
        /// The framework gave the provider's answer.
        SamlResponse,
        /// The framework must be asked once more.
        Again,
        /// A call failed for good.
        Failed,
    }
}

impl PartnerSignInState {
    /// The landing state, `None` where the event changes nothing.
    #[must_use]
    pub const fn after(self, event: PartnerSignInEvent) -> Option<Self> {
        use PartnerSignInEvent as Event;
        Some(match (self, event) {
            (Self::Done | Self::Stopped | Self::Basic, _) => return None,
            (_, Event::Failed) => Self::Stopped,
            (Self::Idle, Event::Begin) => Self::StatusCheck,
            (Self::StatusCheck, Event::Tick) => Self::ProfilesCall,
            (Self::ProfilesCall, Event::NoProfile) => Self::ConfigurationCall,
            (Self::ConfigurationCall, Event::Configuration) => Self::PartnerPicker,
            (Self::PartnerPicker, Event::Tick) | (Self::PartnerAuthentication | Self::ProfileCall, Event::Again) => {
                Self::RequestCall
            }
            (Self::RequestCall, Event::PartnerAsked) => Self::PartnerAuthentication,
            (Self::PartnerAuthentication, Event::SamlResponse) => Self::ProfileCall,
            (Self::ProfilesCall | Self::ProfileCall, Event::Profile) => Self::Done,
            (Self::PartnerPicker, Event::StatusInvalid | Event::Chosen | Event::Refused)
            | (Self::RequestCall, Event::Fallback)
            | (Self::PartnerAuthentication, Event::Refused)
            | (Self::ProfileCall, Event::NoProfile) => Self::Basic,
            _ => return None,
        })
    }
}
