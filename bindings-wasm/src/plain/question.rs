//! The questions of flows.

use core::convert::Infallible;

use tvpass::endpoint::Configuration;
use tvpass::flow::{
    AnyPlace, CodeExpired, DecidedPart, LogoutQuestion, OpenUrl, PartnerQuestion, PreauthorizationQuestion, QuestionAt,
    SecondScreenQuestion, SignInQuestion,
};

use super::{Misuse, Plain, Sheet, key};

/// Questions, by what writes each of them.
macro_rules! questions {
    ($( $type:ty: |$question:ident, $sheet:ident| $write:expr; )*) => { $(
        impl Plain for $type {
            fn type_name() -> &'static str {
                "Question"
            }

            fn write(&self, $sheet: &mut Sheet<'_, '_>) {
                let $question = self;
                $write
            }
        }
    )* };
}

#[cfg(feature = "single-sign-on")]
pub(super) use questions;

questions! {
    Infallible: |never, _sheet| match *never {};
    QuestionAt<'_, AnyPlace>: |question, sheet| match question {
        SignInQuestion::ShowCode(shown) => sheet.variant("show_code", |sheet| {
            sheet.member(key!("code"), &shown.code);
            sheet.member(key!("authenticateUrl"), &shown.authenticate_url);
            sheet.member(key!("expiresAt"), &shown.expires_at_millis);
        }),
        SignInQuestion::OpenUrl(page) => open_url(sheet, page),
        SignInQuestion::ChooseMvpd(configuration) => choose_mvpd(sheet, configuration),
        SignInQuestion::ConfirmMvpd(remembered) => sheet.variant("confirm_mvpd", |sheet| {
            sheet.member(key!("mvpd"), &remembered.mvpd);
            sheet.member(key!("name"), &remembered.name);
            sheet.member(key!("logo"), &remembered.logo);
        }),
        SignInQuestion::CodeExpired(why) => code_expired(sheet, why),
        SignInQuestion::CodeReplaced(error) => {
            sheet.variant("code_replaced", |sheet| sheet.member(key!("error"), error));
        }
    };
    SecondScreenQuestion<'_>: |question, sheet| match question {
        SecondScreenQuestion::ConfirmDevice(information) => {
            sheet.variant("confirm_device", |sheet| sheet.member(key!("session"), information));
        }
        SecondScreenQuestion::ChooseMvpd(configuration) => choose_mvpd(sheet, configuration),
        SecondScreenQuestion::OpenUrl(page) => open_url(sheet, page),
        _ => Misuse("question").write(sheet),
    };
    PartnerQuestion<'_>: |question, sheet| match question {
        PartnerQuestion::Status { interruption_allowed, configuration, .. } => sheet.variant("partner_status", |sheet| {
            sheet.member(key!("interruptionAllowed"), interruption_allowed);
            sheet.member(key!("configuration"), configuration);
        }),
        _ => Misuse("question").write(sheet),
    };
    PreauthorizationQuestion<'_>: |question, sheet| match question {
        PreauthorizationQuestion::Decided(part) => sheet.variant("decided", |sheet| {
            sheet.member(key!("decisions"), part);
        }),
        _ => Misuse("question").write(sheet),
    };
    LogoutQuestion<'_>: |question, sheet| match question {
        LogoutQuestion::OpenUrls(urls) => sheet.variant("open_urls", |sheet| {
            sheet.key(key!("urls"));
            sheet.list(urls.iter());
            sheet.member(key!("rejected"), &urls.rejected());
        }),
        LogoutQuestion::SignOutAtPartner => sheet.variant("sign_out_at_partner", |_| {}),
        _ => Misuse("question").write(sheet),
    };
}

#[inline(never)]
fn choose_mvpd(sheet: &mut Sheet<'_, '_>, configuration: &Configuration<'_>) {
    sheet.variant("choose_mvpd", |sheet| sheet.member(key!("configuration"), configuration));
}

#[inline(never)]
fn open_url(sheet: &mut Sheet<'_, '_>, page: &OpenUrl<'_>) {
    sheet.variant("open_url", |sheet| sheet.member(key!("url"), &page.url));
}

#[inline(never)]
pub(super) fn code_expired(sheet: &mut Sheet<'_, '_>, why: &CodeExpired<'_>) {
    sheet.variant("code_expired", |sheet| {
        sheet.member(key!("actor"), &why.actor());
        let reason = match why {
            CodeExpired::TimePassed(failure) => {
                sheet.member(key!("lastFailure"), failure);
                "time_passed"
            }
            CodeExpired::Refused(error) => {
                sheet.member(key!("error"), error);
                "refused"
            }
            CodeExpired::RegistrationLost => "registration_lost",
        };
        sheet.member(key!("reason"), &reason);
    });
}

impl Plain for DecidedPart<'_> {
    fn type_name() -> &'static str {
        "PlacedDecision[]"
    }

    fn write(&self, sheet: &mut Sheet<'_, '_>) {
        sheet.list(self.iter().map(|(place, decision)| Placed { place, decision }));
    }
}

/// A decision with the place of its resource.
struct Placed<'a> {
    place: usize,
    decision: tvpass::endpoint::Decision<'a>,
}

impl Plain for Placed<'_> {
    fn type_name() -> &'static str {
        "PlacedDecision"
    }

    fn write(&self, sheet: &mut Sheet<'_, '_>) {
        sheet.object(|sheet| {
            sheet.member(key!("place"), &self.place);
            sheet.member(key!("decision"), &self.decision);
        });
    }
}
