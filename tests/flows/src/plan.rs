//! The plan for a television: its job and its settings.

use tvpass::message::{HeaderName, Sender};

/// A job of a television.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Job {
    /// Sign a viewer in.
    SignIn,
    /// The same after a partner's framework could not do it, with the provider that the viewer picked there.
    SignInAfterPartner(Option<String>),
    /// Sign in the device that shows this code.
    SecondScreen(String),
    /// Sign in through the partner's framework.
    PartnerSignIn,
    /// Hand in the framework's SAML response.
    PartnerCompletion(String),
    /// Ask what of the resources may be watched.
    Preauthorization,
    /// Ask whether the first resource may be watched.
    Authorization,
    /// Sign the viewer out.
    Logout,
}

/// Settings of a television.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The MVPD, where it is known.
    pub mvpd: Option<String>,
    /// The login page opens here.
    pub opens_page: bool,
    /// The viewer chooses an MVPD here.
    pub picks: bool,
    /// The resources to decide on.
    pub resources: Vec<String>,
    /// The sender of the requests.
    pub sender: Sender,
    /// Header values beyond those that every television has.
    pub headers: Vec<(HeaderName, String)>,
    /// The address that the login page returns to.
    pub redirect_url: Option<String>,
}
