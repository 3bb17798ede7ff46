//! One file per endpoint: its request and its response, both directions, over one table of facts.

mod authenticate;
mod call;
mod configuration;
mod create_session;
mod profile;
mod profile_code;
mod profile_mvpd;
mod profiles;
mod register;
mod resume_session;
mod route;
mod session;
mod session_info;
mod table;
mod token;

pub use authenticate::Authenticate;
pub use call::{Answer, Builder, Call, Parameter, Parts};
pub use configuration::{
    BoardingStatus, Configuration, ConfigurationEvent, ConfigurationEvents, Domain, GetConfiguration, Mvpd,
    encode_configuration,
};
pub use create_session::CreateSession;
pub use profile::{Attribute, AttributeState, Attributes, AttributesIter, Profile, ProfileType};
pub use profile_code::{GetProfileCode, ProfileCodePath};
pub use profile_mvpd::GetProfileMvpd;
pub use profiles::{GetProfiles, ProfileEvent, ProfileEvents, Profiles, ProfilesIter, encode_profiles};
pub use register::{ClientCredentials, Register, RegisterBody};
pub use resume_session::ResumeSession;
pub use route::{RouteError, route, segment};
pub use session::{ActionName, ActionType, AuthenticationRequest, ReasonType, Session};
pub use session_info::{
    Browser, Connection, Display, Hardware, OperatingSystem, SessionDevice, SessionInfo, SessionInformation, Version,
};
pub use table::{Body, Definition, Endpoint, Requirement};
pub use token::{AccessToken, CLIENT_CREDENTIALS, Token};
