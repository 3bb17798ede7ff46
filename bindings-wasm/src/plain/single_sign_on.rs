//! Answers, questions and outcomes of the Single Sign-On Service.

use tvpass::endpoint::{IssuedLinkCode, IssuedToken, LinkedDevice, LinkedDevices, UnlinkedDevice};
use tvpass::flow::{
    AskLinkCode, CodeExpired, LinkQuestion, NoSingleSignOn, ObtainedToken, Served, TokenRenewed, Unlinked,
};

use super::outcome::outcomes;
use super::question::{code_expired, questions};
use super::{Plain, Sheet, key, record};

record! {
    /// A service token of the Single Sign-On Service, and its life.
    IssuedToken {
        /// A secret.
        required token = "serviceToken",
        /// Milliseconds since the Unix epoch.
        optional not_before = "notBefore",
        /// Milliseconds since the Unix epoch.
        required not_after = "notAfter",
        optional status = "status",
    }
    /// A code that brings another device into the sign-in, and its life.
    IssuedLinkCode {
        /// A secret.
        required code = "code",
        /// Milliseconds since the Unix epoch.
        optional not_before = "notBefore",
        /// Milliseconds since the Unix epoch.
        required not_after = "notAfter",
        optional status = "status",
    }
}

/// The id alone: the list is one of texts.
impl Plain for UnlinkedDevice<'_> {
    fn type_name() -> &'static str {
        "string"
    }

    fn write(&self, sheet: &mut Sheet<'_, '_>) {
        self.id.write(sheet);
    }
}

/// The id beside the attributes, whose names are open.
impl Plain for LinkedDevice<'_> {
    fn type_name() -> &'static str {
        "LinkedDevice"
    }

    fn write(&self, sheet: &mut Sheet<'_, '_>) {
        sheet.object(|sheet| {
            sheet.member(key!("id"), &self.id);
            sheet.key(key!("attributes"));
            sheet.object(|sheet| {
                for (name, value) in self.iter() {
                    sheet.name(&name);
                    value.write(sheet);
                }
            });
        });
    }
}

questions! {
    AskLinkCode<'_>: |question, sheet| sheet.variant("ask_link_code", |sheet| {
        sheet.member(key!("error"), &question.error);
    });
    LinkQuestion<'_>: |question, sheet| match question {
        LinkQuestion::ShowCode(shown) => sheet.variant("show_code", |sheet| {
            sheet.member(key!("code"), &shown.code);
            sheet.member(key!("expiresAt"), &shown.expires_at_millis);
        }),
        LinkQuestion::TokenRenewed(renewed) => renewed.write(sheet),
        _ => code_expired(sheet, &CodeExpired::TimePassed(None)),
    };
    TokenRenewed<'_>: |_renewed, sheet| sheet.variant("token_renewed", |_| {});
}

outcomes! {
    ObtainedToken<'_>: |outcome, sheet| match outcome {
        ObtainedToken::WithoutSingleSignOn(reason) => without_single_sign_on(sheet, reason),
        _ => sheet.variant("token_kept", |_| {}),
    };
    Served<'_, ()>: |outcome, sheet| match outcome {
        Served::Done(()) => sheet.variant("linked", |_| {}),
        Served::WithoutSingleSignOn(reason) => without_single_sign_on(sheet, reason),
    };
    Served<'_, LinkedDevices<'_>>: |outcome, sheet| match outcome {
        Served::Done(devices) => sheet.variant("devices", |sheet| {
            sheet.key(key!("devices"));
            sheet.list(devices.iter());
        }),
        Served::WithoutSingleSignOn(reason) => without_single_sign_on(sheet, reason),
    };
    Served<'_, Unlinked<'_>>: |outcome, sheet| match outcome {
        Served::Done(Unlinked { devices, is_own, .. }) => sheet.variant("unlinked", |sheet| {
            sheet.key(key!("unlinkedDevices"));
            sheet.list(devices.iter());
            sheet.member(key!("isOwn"), is_own);
        }),
        Served::WithoutSingleSignOn(reason) => without_single_sign_on(sheet, reason),
    };
}

#[inline(never)]
fn without_single_sign_on(sheet: &mut Sheet<'_, '_>, why: &NoSingleSignOn<'_>) {
    sheet.variant("without_single_sign_on", |sheet| {
        sheet.member(key!("actor"), &why.actor());
        let reason = match why {
            NoSingleSignOn::NobodyKnown => "nobody_known",
            NoSingleSignOn::TokenRefused(error) => {
                sheet.member(key!("error"), error);
                "token_refused"
            }
            NoSingleSignOn::NoCode => "no_code",
            NoSingleSignOn::NotLicensed { http_status } => {
                sheet.member(key!("httpStatus"), http_status);
                "not_licensed"
            }
            NoSingleSignOn::Unreachable(failure) => {
                sheet.member(key!("lastFailure"), failure);
                "unreachable"
            }
            NoSingleSignOn::Unusable(stop) => {
                sheet.member(key!("stop"), stop);
                "unusable"
            }
            _ => "other",
        };
        sheet.member(key!("reason"), &reason);
    });
}
