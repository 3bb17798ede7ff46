//! Events of a run: a JSON line each, or something on the screen.

use serde::Serialize;

use crate::decision::{Catalogue, Decision};
use crate::profile::Profile;
use crate::trouble::Trouble;

/// One step.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "event", rename_all = "snake_case")]
pub(crate) enum Event {
    /// The television is on.
    Started {
        server: String,
        service_provider: String,
        /// The MVPD of the last sign-in; the person is shown only when the service has named them again.
        #[serde(skip_serializing_if = "Option::is_none")]
        remembered_mvpd: Option<String>,
    },
    /// The service gave this installation its credentials.
    Registered,
    /// The service gave an access token.
    Token,
    /// The television asks who is signed in.
    Profiles,
    /// The television asks which providers there are.
    Configuration,
    /// This code is to be typed on the second screen.
    Code(Code),
    /// The television asks whether somebody has signed in with the code.
    Poll {
        /// The number of requests so far.
        number: u32,
    },
    /// The service is busy or out of reach: the request is repeated later.
    Pause { milliseconds: u64 },
    /// The code is void; another follows.
    // Readers of `--json` know it by this name.
    #[serde(rename = "code_lapsed")]
    CodeExpired,
    /// The scripted person did something.
    Person { does: String },
    /// The viewer may watch.
    SignedIn { mvpd: String, profile: Profile },
    /// The viewer may watch without signing in.
    Granted { access: &'static str, mvpd: String },
    /// The stand-in of Apple's framework did something; a real framework asks viewer and provider.
    FrameworkStandIn { does: String },
    /// The titles of the catalogue that the viewer may probably watch.
    Preauthorized(Catalogue),
    /// The decision on a title, now.
    Decision(Decision),
    /// The phone shows this code; typed on a television, it brings the television into the sign-in.
    LinkCode { code: String, expires_in_seconds: u64 },
    /// The television joined with the code, and found the phone's sign-in.
    Joined { mvpd: String },
    /// These pages end the sign-in at the providers.
    LogoutPages { urls: Vec<String> },
    /// The viewer must sign out in the settings of the device as well.
    PartnerSettings,
    /// Nobody is signed in any more.
    LoggedOut {
        mvpd: String,
        /// True if the service knew of the sign-in.
        was_signed_in: bool,
    },
    /// The flow did not come to its end.
    Stopped(Trouble),
}

/// A code, and where it leads.
// The wire calls it `code`.
#[allow(clippy::struct_field_names)]
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Code {
    pub(crate) code: String,
    /// The page where the code is typed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) activation_url: Option<String>,
    /// The page that leads straight to the login of the provider.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) authenticate_url: Option<String>,
    pub(crate) expires_in_seconds: u64,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(event: &Event) -> String {
        serde_json::to_string(event).unwrap()
    }

    #[test]
    fn each_step_is_one_line_that_says_what_it_is() {
        assert_eq!(line(&Event::Registered), r#"{"event":"registered"}"#);
        assert_eq!(line(&Event::Poll { number: 2 }), r#"{"event":"poll","number":2}"#);
        let code =
            Code { code: "8ADF2".into(), activation_url: None, authenticate_url: None, expires_in_seconds: 1800 };
        assert_eq!(line(&Event::Code(code)), r#"{"event":"code","code":"8ADF2","expires_in_seconds":1800}"#);
    }

    #[test]
    fn a_sign_in_tells_mvpd_and_profile() {
        let profile = Profile {
            mvpd: "Dish".into(),
            not_before: 1,
            not_after: 2,
            issuer: "Dish".into(),
            profile_type: "regular".into(),
            attributes: serde_json::Map::new(),
        };
        assert_eq!(
            line(&Event::SignedIn { mvpd: profile.mvpd.clone(), profile }),
            concat!(
                r#"{"event":"signed_in","mvpd":"Dish","profile":{"mvpd":"Dish","notBefore":1,"notAfter":2,"#,
                r#""issuer":"Dish","type":"regular","attributes":{}}}"#
            )
        );
    }
}
