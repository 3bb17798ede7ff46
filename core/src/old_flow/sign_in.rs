//! Sign-in on the device where the viewer watches, here or through a second screen.
//!
//! ```text
//! Idle --Begin--> ProfilesCall
//! ProfilesCall --Profile--> Done
//! ProfilesCall --NoProfile--> SessionCall
//! ProfilesCall --NoMvpd--> ConfigurationCall
//! ConfigurationCall --Configuration--> Choice
//! Choice --Tick--> ConfigurationCall
//! Choice --Chosen--> SessionCall
//! SessionCall --NoMvpd--> ConfigurationCall
//! SessionCall --CodeToShow--> Code
//! SessionCall --UrlToOpen--> UserAgent
//! SessionCall --ParametersMissing--> ResumeCall
//! SessionCall --AlreadySignedIn--> ProfileCall
//! SessionCall --AccessGranted--> Done
//! ResumeCall --CodeToShow--> Code
//! ResumeCall --UrlToOpen--> UserAgent
//! ResumeCall --AlreadySignedIn--> ProfileCall
//! ResumeCall --AccessGranted--> Done
//! ResumeCall --Lapsed--> CodeLapsed
//! UserAgent --Tick--> PollCall
//! UserAgent --NewCode--> SessionCall
//! UserAgent --Lapsed--> CodeLapsed
//! Code --Tick--> PollCall
//! Code --NewCode--> SessionCall
//! Code --Lapsed--> CodeLapsed
//! PollCall --Profile--> Done
//! PollCall --NoProfile--> PollPause
//! PollCall --NewCode--> SessionCall
//! PollCall --Lapsed--> CodeLapsed
//! PollPause --Tick--> PollCall
//! PollPause --NewCode--> SessionCall
//! PollPause --Lapsed--> CodeLapsed
//! CodeLapsed --Tick--> SessionCall
//! CodeLapsed --NewCode--> SessionCall
//! ProfileCall --Profile--> Done
//! ```
//!
//! Every state but `Done` goes to `Stopped` with `Failed`. A state called after a call sends it again with every other
//! input; `PollPause` waits on.

mod machine;

use super::table::states;

pub use machine::SignIn;

states! {
    /// Where a sign-in stands.
    #[derive(Default)]
    pub enum SignInState {
        /// Not begun.
        #[default]
        Idle,
        /// Asks for the profiles that are there (R32).
        ProfilesCall,
        /// Fetches the MVPDs to choose from (R23).
        ConfigurationCall,
        /// Waits for the viewer's choice.
        Choice,
        /// Opens a session (R33).
        SessionCall,
        /// Adds what the session lacks.
        ResumeCall,
        /// Waits for the user agent to come back (R42).
        UserAgent,
        /// Shows the code.
        Code,
        /// Asks whether the viewer has signed in (R42).
        PollCall,
        /// Waits for the next poll.
        PollPause,
        /// Tells that the code is void (R43).
        CodeLapsed,
        /// Fetches the profile that the service says is there.
        ProfileCall,
        /// Over: the viewer may watch.
        Done,
        /// Over, with a reason.
        Stopped,
    }
}

states! {
    /// What moves a sign-in on.
    pub enum SignInEvent {
        /// The host begins.
        Begin,
        /// The time or the viewer's part has passed.
        Tick,
        /// The viewer chose an MVPD.
        Chosen,
        /// The viewer wants a new code (R45).
        NewCode,
        /// There is a profile.
        Profile,
        /// There is no profile (R44).
        NoProfile,
        /// There is no profile, and no MVPD chosen where it must be chosen here.
        NoMvpd,
        /// The configuration is there.
        Configuration,
        /// The session's code goes to the second screen.
        CodeToShow,
        /// The session's address is to be opened here.
        UrlToOpen,
        /// The session lacks what is known here.
        ParametersMissing,
        /// The service has a profile already (R35).
        AlreadySignedIn,
        /// Temporary or degraded access (R35).
        AccessGranted,
        /// The code's time has passed, or the service does not know it any more.
        Lapsed,
        /// A call failed for good.
        Failed,
    }
}

impl SignInState {
    /// The landing state, `None` where the event changes nothing.
    #[must_use]
    // The table reads edge by edge.
    #[allow(clippy::match_same_arms)]
    pub const fn after(self, event: SignInEvent) -> Option<Self> {
        use SignInEvent as Event;
        Some(match (self, event) {
            (Self::Done | Self::Stopped, _) => return None,
            (_, Event::Failed) => Self::Stopped,
            (Self::Idle, Event::Begin) => Self::ProfilesCall,
            (Self::ProfilesCall | Self::ProfileCall | Self::PollCall, Event::Profile) => Self::Done,
            (Self::ProfilesCall, Event::NoProfile) | (Self::Choice, Event::Chosen) => Self::SessionCall,
            (Self::ProfilesCall | Self::SessionCall, Event::NoMvpd) | (Self::Choice, Event::Tick) => {
                Self::ConfigurationCall
            }
            (Self::ConfigurationCall, Event::Configuration) => Self::Choice,
            (Self::SessionCall | Self::ResumeCall, Event::CodeToShow) => Self::Code,
            (Self::SessionCall | Self::ResumeCall, Event::UrlToOpen) => Self::UserAgent,
            (Self::SessionCall, Event::ParametersMissing) => Self::ResumeCall,
            (Self::SessionCall | Self::ResumeCall, Event::AlreadySignedIn) => Self::ProfileCall,
            (Self::SessionCall | Self::ResumeCall, Event::AccessGranted) => Self::Done,
            (Self::UserAgent | Self::Code | Self::PollPause, Event::Tick) => Self::PollCall,
            (Self::PollCall, Event::NoProfile) => Self::PollPause,
            (Self::UserAgent | Self::Code | Self::PollCall | Self::PollPause, Event::NewCode)
            | (Self::CodeLapsed, Event::Tick | Event::NewCode) => Self::SessionCall,
            (Self::ResumeCall | Self::UserAgent | Self::Code | Self::PollCall | Self::PollPause, Event::Lapsed) => {
                Self::CodeLapsed
            }
            _ => return None,
        })
    }
}
