//! One file per endpoint: its definition, its request and its response, both directions.

mod answer;
mod any_request;
mod authenticate;
mod authorize;
mod call;
mod configuration;
mod create_session;
mod decision;
mod definition;
mod device_ids;
mod issued;
mod items;
mod logout;
mod parameter;
mod partner_profile;
mod partner_request;
mod path;
mod person;
mod preauthorize;
mod profile;
mod profile_code;
mod profile_mvpd;
mod profile_visitor;
mod profiles;
mod profiles_writer;
mod register;
mod resume_session;
mod route;
#[cfg(feature = "serde")]
mod serial;
mod session;
mod session_info;
mod sso_link;
mod sso_list;
mod sso_refresh;
mod sso_token;
mod sso_unlink;
mod stream;
mod table;
mod token;
mod whole;

pub use answer::Answer;
pub use any_request::{AnyRequest, RequestError};
pub use authenticate::Authenticate;
pub use authorize::Authorize;
pub use call::{AnyCall, Builder, Call, Parts};
pub use configuration::{
    BoardingStatus, Configuration, ConfigurationPiece, ConfigurationPieces, ConfigurationStream, Domain,
    GetConfiguration, Mvpd, encode_configuration,
};
pub use create_session::CreateSession;
pub use decision::{Decision, DecisionSource, DecisionStream, Decisions, MediaToken, Resources, encode_decisions};
pub use definition::{Body, Definition, Endpoint, Requirement};
pub use device_ids::DeviceIds;
pub use items::{Item, Items};
pub use logout::{Logout, LogoutAction, LogoutActionName, LogoutActionType, LogoutStream, Logouts, encode_logouts};
pub use parameter::{Parameter, ParameterDefinition, ParameterPlace};
pub use partner_profile::{CreatePartnerProfile, encode_saml_response};
pub use partner_request::{APPLE, APPLE_CHANNEL, CreatePartnerSession};
pub use path::segment;
pub use person::Person;
pub use preauthorize::Preauthorize;
pub use profile::{Attribute, AttributeState, Attributes, AttributesIter, Profile, ProfilePiece, ProfileType};
pub use profile_code::{GetProfileCode, ProfileCodePath};
pub use profile_mvpd::GetProfileMvpd;
pub use profile_visitor::{ProfileVisitor, visit_profiles};
pub use profiles::{GetProfiles, ProfileStream, Profiles, ProfilesIter};
pub use profiles_writer::encode_profiles;
pub use register::{ClientCredentials, Register, RegisterBody};
pub use resume_session::ResumeSession;
pub use route::{RouteError, route};
pub use session::{ActionName, ActionType, AuthenticationRequest, ReasonType, Session};
pub use session_info::{
    Browser, Connection, Display, GetSession, Hardware, OperatingSystem, SessionDetails, SessionDevice, Version,
};
pub use sso_link::{IssuedLinkCode, LinkCodeName, SsoLink};
pub use sso_list::{
    DeviceAttributes, DeviceAttributesIter, LinkType, LinkedDevice, LinkedDevices, SsoList, encode_linked_devices,
};
pub use sso_refresh::SsoRefresh;
pub use sso_token::{IssuedToken, SsoToken, TokenName};
pub use sso_unlink::{SsoUnlink, UnlinkedDevice, UnlinkedDevices, encode_unlinked_devices};
pub use stream::{HeldPart, Part, Stream, Streamed, Walker};
pub use token::{AccessToken, CLIENT_CREDENTIALS, Token};
pub use whole::Whole;

pub(crate) use call::fill;
