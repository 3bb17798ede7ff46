//! Questions, written into a step.

use core::convert::Infallible;

use tvpass::endpoint::Configuration;
use tvpass::flow::{OpenUrl, RememberedMvpd, ShowCode, ShowLinkCode, TokenRenewed};

use crate::slot::hold;
use crate::to_c::ToC;
use crate::{tvpass_step_content, tvpass_step_kind};

/// A question that is written into a step.
pub(crate) trait Asked {
    fn ask(&self, content: &mut tvpass_step_content) -> tvpass_step_kind;
}

impl Asked for Infallible {
    fn ask(&self, _: &mut tvpass_step_content) -> tvpass_step_kind {
        match *self {}
    }
}

impl Asked for ShowCode<'static> {
    fn ask(&self, content: &mut tvpass_step_content) -> tvpass_step_kind {
        let place = content.code();
        place.code = self.code.into();
        place.authenticate_url = self.authenticate_url.into();
        place.expires_at_millis = self.expires_at_millis;
        tvpass_step_kind::ShowCode
    }
}

impl Asked for OpenUrl<'static> {
    fn ask(&self, content: &mut tvpass_step_content) -> tvpass_step_kind {
        let place = content.page();
        place.url = self.url.into();
        place.expires_at_millis = self.expires_at_millis;
        tvpass_step_kind::OpenUrl
    }
}

impl Asked for Configuration<'static> {
    fn ask(&self, content: &mut tvpass_step_content) -> tvpass_step_kind {
        hold(content.configuration(), *self);
        tvpass_step_kind::ChooseMvpd
    }
}

impl Asked for RememberedMvpd<'static> {
    fn ask(&self, content: &mut tvpass_step_content) -> tvpass_step_kind {
        self.to_c(content.remembered());
        tvpass_step_kind::ConfirmMvpd
    }
}

impl Asked for ShowLinkCode<'static> {
    fn ask(&self, content: &mut tvpass_step_content) -> tvpass_step_kind {
        let place = content.link_code();
        self.code.to_c(&mut place.code);
        place.expires_at_millis = self.expires_at_millis;
        tvpass_step_kind::ShowLinkCode
    }
}

impl Asked for TokenRenewed<'static> {
    fn ask(&self, content: &mut tvpass_step_content) -> tvpass_step_kind {
        self.0.to_c(content.issued_token());
        tvpass_step_kind::TokenRenewed
    }
}
