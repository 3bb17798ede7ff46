//! `logout`: GET /api/v2/{serviceProvider}/logout/{mvpd}.

use super::call::call;
use super::definition::definition;
use super::items::items;
use crate::json::{Field, Text, Writer, open_enum, record};
use crate::output::{Output, TooSmall};

definition! {
    id: "logout",
    request: Get "/api/v2/{serviceProvider}/logout/{mvpd}",
    body: None,
    success: [200],
    required: [Authorization, ApDeviceIdentifier, XDeviceInfo],
    optional: [
        XForwardedFor, AdobeSubjectToken, XRokuReservedRokuConnectToken, AdServiceToken, ApVisitorIdentifier, Accept,
        UserAgent,
    ],
}

call! {
    /// Ends the viewer's sign-in; only when the viewer asks for it (R77).
    ///
    /// ```
    /// use tvpass::endpoint::{Call, Logout};
    /// use tvpass::message::{HeaderName, Headers, Sender};
    ///
    /// let mut headers = Headers::new(Sender::StreamingDevice);
    /// headers.set(HeaderName::Authorization, "Bearer eyJhbGciOi").unwrap();
    /// headers.set(HeaderName::ApDeviceIdentifier, "fingerprint dHY=").unwrap();
    /// headers.set(HeaderName::XDeviceInfo, "e30=").unwrap();
    /// let call = Logout::new("REF30", "Dish", "https://adobe.com");
    /// let mut buffer = [0; 96];
    /// assert_eq!(
    ///     call.encode(&headers, &mut buffer).unwrap().target,
    ///     "/api/v2/REF30/logout/Dish?redirectUrl=https%3A%2F%2Fadobe.com",
    /// );
    /// ```
    pub struct Logout<'a>: Logout => Logouts {
        /// The programmer's id.
        path service_provider: &'a str = "serviceProvider",
        /// The MVPD.
        path mvpd: &'a str = "mvpd",
        /// The address that the MVPD's logout page returns to (R79). Every page of the documentation requires it, so that
        /// nothing is sent without (P9); a server reads such a request, to say what is missing.
        wanted redirect_url: Option<&'a str> = "redirectUrl",
    }
}

open_enum! {
    /// `actionName` of a logout.
    pub enum LogoutActionName<'a> {
        /// Open `url` in a user agent (R74).
        Logout = "logout",
        /// The viewer signs out in the partner's settings (R76).
        PartnerLogout = "partner_logout",
        /// Nothing more to do (R75).
        Complete = "complete",
        /// There was no profile (R75).
        Invalid = "invalid",
    }
}

open_enum! {
    /// `actionType` of a logout.
    pub enum LogoutActionType<'a> {
        /// With a user agent.
        Interactive = "interactive",
        /// In the partner's settings.
        PartnerInteractive = "partner_interactive",
        /// Nothing.
        None = "none",
    }
}

record! {
    /// The step that is left at one MVPD.
    pub struct LogoutAction<'a> {
        /// The action to take.
        required action_name: LogoutActionName<'a> = "actionName",
        /// The place of the action: a user agent, the partner's settings, or none.
        stated action_type: LogoutActionType<'a> = "actionType",
        /// The MVPD.
        key mvpd: Text<'a> = "mvpd",
        /// The address that the user agent opens.
        optional url: Text<'a> = "url",
    }
}

items! {
    /// The answer: one action for each MVPD, checked as a whole.
    ///
    /// ```
    /// use tvpass::endpoint::{LogoutActionName, Logouts};
    ///
    /// let logouts = Logouts::decode(br#"{"logouts": {"Dish": {
    ///     "actionName": "complete", "actionType": "none", "mvpd": "Dish"}}}"#).unwrap();
    /// assert_eq!(logouts.iter().next().unwrap().action_name, LogoutActionName::Complete);
    /// ```
    pub struct Logouts, LogoutStream: LogoutAction, "logouts", in map true, written by encode_logouts
}

/// Writes the answer.
///
/// # Errors
/// `buffer` is too small.
///
/// ```
/// let mut buffer = [0; 32];
/// assert_eq!(tvpass::endpoint::encode_logouts([], &mut buffer), Ok(&br#"{"logouts":{}}"#[..]));
/// ```
pub fn encode_logouts<'e, 'b>(
    actions: impl IntoIterator<Item = LogoutAction<'e>>,
    buffer: &'b mut [u8],
) -> Result<&'b [u8], TooSmall> {
    let mut output = Output::new(buffer);
    let mut writer = Writer::new(&mut output);
    writer.begin_object();
    writer.key("logouts");
    writer.begin_object();
    for action in actions {
        writer.text_key(&action.mvpd);
        action.write(&mut writer);
    }
    writer.end_object();
    writer.end_object();
    output.finish()
}
