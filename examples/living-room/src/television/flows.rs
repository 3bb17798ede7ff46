//! The flows of a viewer with the television: one job of the client after the other.

use tvpass::endpoint::APPLE;
use tvpass::flow::Access;
use tvpass_client::{AuthorizeOutcome, PartnerOutcome, PreauthorizeOutcome, SignInOptions, SignInOutcome, SignInPlace};

use super::{Shown, Television};
use crate::decision::{Catalogue, Decision};
use crate::event::Event;
use crate::framework::Framework;
use crate::options::FlowName;
use crate::profile::Profile;
use crate::storage::Storage;
use crate::trouble::{Trouble, Who, defect};
use crate::work::Question;

/// A viewer who may watch.
pub(super) enum Watching {
    /// Somebody who is signed in at this MVPD.
    SignedIn(String),
    /// Anybody, by this access of this MVPD (R35).
    Granted { access: &'static str, mvpd: String },
}

impl Watching {
    /// The MVPD to ask for decisions.
    fn mvpd(&self) -> &str {
        match self {
            Self::SignedIn(mvpd) | Self::Granted { mvpd, .. } => mvpd,
        }
    }
}

impl Television<'_> {
    /// Goes through `flow` from its beginning to its end.
    ///
    /// # Errors
    /// It did not come to its end, and somebody has to act.
    pub(crate) fn run(mut self, flow: FlowName) -> Result<(), Trouble> {
        self.turn_on()?;
        match flow {
            FlowName::SignIn => match self.sign_in(self.options())? {
                Watching::SignedIn(_) => Ok(()),
                Watching::Granted { access, mvpd } => {
                    let reason = format!("{mvpd} grants {access} access without a sign-in");
                    Err(Trouble::new(Who::Viewer, reason, "watch as you are, or sign in at another provider"))
                }
            },
            FlowName::Play | FlowName::Degraded => {
                let watching = self.sign_in(self.options())?;
                self.browse(watching.mvpd())?;
                self.play(Some(watching.mvpd()))
            }
            FlowName::Logout => {
                let watching = self.sign_in(self.options())?;
                self.log_out(watching.mvpd())
            }
            // R85: no sign-in, no profile.
            FlowName::TempPass => self.play(self.settings.mvpd.as_deref()),
            FlowName::Link => self.link(),
            FlowName::Partner => {
                let watching = self.partner_sign_in()?;
                self.play(Some(watching.mvpd()))
            }
        }
    }

    /// A sign-in on another device's screen, as the settings have it.
    pub(super) fn options(&self) -> SignInOptions {
        let place = if self.settings.pick { SignInPlace::OtherDeviceWithPicker } else { SignInPlace::OtherDevice };
        let options = SignInOptions::new(place);
        let options = match &self.settings.mvpd {
            Some(mvpd) => options.mvpd(mvpd),
            None => options,
        };
        options.return_to(self.settings.domain.clone(), self.settings.redirect_url.clone())
    }

    pub(super) fn sign_in(&mut self, options: SignInOptions) -> Result<Watching, Trouble> {
        let outcome =
            self.job(|client, asker| client.sign_in(options, |question| asker.ask(Question::SignIn(question))))?;
        match outcome {
            SignInOutcome::SignedIn { mvpd, profiles } => {
                let profile = profiles.of(&mvpd).map(|profile| Profile::from(&profile));
                self.signed_in(profile.ok_or_else(unexpected)?)
            }
            SignInOutcome::Granted { access, mvpd } => {
                let access = match access {
                    Access::Temporary => "temporary",
                    Access::Degraded => "degraded",
                };
                self.show(&Event::Granted { access, mvpd: mvpd.clone() })?;
                Ok(Watching::Granted { access, mvpd })
            }
            _ => Err(unexpected()),
        }
    }

    /// Through Apple's framework, or by the basic flow where that cannot be (R94).
    fn partner_sign_in(&mut self) -> Result<Watching, Trouble> {
        let (domain, redirect_url) = (self.settings.domain.clone(), self.settings.redirect_url.clone());
        let (domain, redirect_url) = (domain.unwrap_or_default(), redirect_url.unwrap_or_default());
        let mut outcome = self.job(|client, asker| {
            let ask = |question| asker.ask(Question::Partner(question));
            client.partner_sign_in(APPLE, &domain, &redirect_url, ask)
        })?;
        if let PartnerOutcome::AskFramework(_) = outcome {
            let (does, saml) = Framework::authenticate();
            self.show(&Event::FrameworkStandIn { does })?;
            outcome = self.job(|client, _| client.complete_partner_sign_in(APPLE, saml))?;
        }
        match outcome {
            PartnerOutcome::SignedIn { mvpd, profiles } => {
                let profile = profiles.of(&mvpd).map(|profile| Profile::from(&profile));
                self.signed_in(profile.ok_or_else(unexpected)?)
            }
            PartnerOutcome::Basic { mvpd, refusal, .. } => {
                if let Some(refusal) = refusal {
                    self.show(&Event::FrameworkStandIn { does: format!("brought no sign-in: {}", refusal.reason) })?;
                }
                let options = self.options().without_lookup();
                self.sign_in(match mvpd {
                    Some(mvpd) => options.mvpd(mvpd),
                    None => options,
                })
            }
            _ => Err(unexpected()),
        }
    }

    fn signed_in(&mut self, profile: Profile) -> Result<Watching, Trouble> {
        for does in self.viewer.finish() {
            self.show(&Event::Person { does })?;
        }
        self.shown = Shown::default();
        self.storage.with(|storage| storage.save_profile(profile.clone()))?;
        let mvpd = profile.mvpd.clone();
        self.show(&Event::SignedIn { mvpd: mvpd.clone(), profile })?;
        Ok(Watching::SignedIn(mvpd))
    }

    /// R53: what the viewer probably may not watch is not shown.
    fn browse(&mut self, mvpd: &str) -> Result<(), Trouble> {
        let resources: Vec<_> = self.settings.catalogue.iter().map(String::as_str).collect();
        match self.job(|client, _| client.preauthorize(&resources, Some(mvpd)))? {
            PreauthorizeOutcome::Decided { permits, .. } => {
                self.show(&Event::Preauthorized(Catalogue::new(&resources, &permits)))
            }
            _ => Err(sign_in_needed()),
        }
    }

    /// R54: asked before every playback, whatever the catalogue showed. R62: a denial signs nobody out.
    fn play(&mut self, mvpd: Option<&str>) -> Result<(), Trouble> {
        let resource = self.settings.resource.as_str();
        match self.job(|client, _| client.authorize(resource, mvpd))? {
            AuthorizeOutcome::Permitted(decision) | AuthorizeOutcome::Denied(decision) => {
                self.show(&Event::Decision(Decision::from(&decision.get())))
            }
            _ => Err(sign_in_needed()),
        }
    }

    fn log_out(&mut self, mvpd: &str) -> Result<(), Trouble> {
        // Whoever wants to leave is forgotten here, whatever the service and the provider come to.
        self.storage.with(Storage::forget_profile)?;
        let redirect_url = self.settings.logout_url();
        let outcome = self.job(|client, asker| {
            client.logout(Some(mvpd), &redirect_url, |question| asker.ask(Question::Logout(question)))
        })?;
        self.show(&Event::LoggedOut { mvpd: mvpd.to_owned(), was_signed_in: outcome.was_signed_in })
    }
}

/// R50, and R89 where temporary access is used up.
fn sign_in_needed() -> Trouble {
    Trouble::new(Who::Viewer, "the provider wants a sign-in first", "start with --flow play, and sign in")
}

fn unexpected() -> Trouble {
    defect("the flow ended as another one does")
}
