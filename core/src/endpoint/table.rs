//! The endpoints and their definitions: the one place that knows all of them. The server half, the simulator's router, the
//! tests and the reference page read it.

use super::definition::{Definition, Endpoint};
use super::{
    authenticate, authorize, configuration, create_session, logout, partner_profile, partner_request, preauthorize,
    profile_code, profile_mvpd, profiles, register, resume_session, session_info, sso_link, sso_list, sso_refresh,
    sso_token, sso_unlink, token,
};

impl Endpoint {
    /// The facts about it.
    #[must_use]
    pub const fn definition(self) -> &'static Definition {
        match self {
            Self::Register => &register::DEFINITION,
            Self::Token => &token::DEFINITION,
            Self::Configuration => &configuration::DEFINITION,
            Self::CreateSession => &create_session::DEFINITION,
            Self::ResumeSession => &resume_session::DEFINITION,
            Self::SessionInfo => &session_info::DEFINITION,
            Self::Authenticate => &authenticate::DEFINITION,
            Self::Profiles => &profiles::DEFINITION,
            Self::ProfileMvpd => &profile_mvpd::DEFINITION,
            Self::ProfileCode => &profile_code::DEFINITION,
            Self::PartnerRequest => &partner_request::DEFINITION,
            Self::PartnerProfile => &partner_profile::DEFINITION,
            Self::Preauthorize => &preauthorize::DEFINITION,
            Self::Authorize => &authorize::DEFINITION,
            Self::Logout => &logout::DEFINITION,
            Self::SsoToken => &sso_token::DEFINITION,
            Self::SsoRefresh => &sso_refresh::DEFINITION,
            Self::SsoLink => &sso_link::DEFINITION,
            Self::SsoUnlink => &sso_unlink::DEFINITION,
            Self::SsoList => &sso_list::DEFINITION,
        }
    }
}
