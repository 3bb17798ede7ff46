//! What a viewer does with the television: one flow of the core after the other.

use tvpass::old_flow::{Authorization, Context, Logout, PartnerSignIn, Preauthorization, SignIn};

use super::driven::Driven;
use super::{Shown, Television};
use crate::action::{Ending, defect};
use crate::decision::Catalogue;
use crate::event::Event;
use crate::options::FlowName;
use crate::profile::Profile;
use crate::trouble::{Trouble, Who};

/// Who watches.
enum Watching {
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
        let context = self.context;
        match flow {
            FlowName::SignIn => match self.sign_in(&mut SignIn::new())? {
                Watching::SignedIn(_) => Ok(()),
                Watching::Granted { access, mvpd } => {
                    let reason = format!("{mvpd} grants {access} access without a sign-in");
                    Err(Trouble::new(Who::Viewer, reason, "watch as you are, or sign in at another provider"))
                }
            },
            FlowName::Play | FlowName::Degraded => {
                let watching = self.sign_in(&mut SignIn::new())?;
                let context = Context { mvpd: Some(watching.mvpd()), ..context };
                self.browse(&context)?;
                self.play(&context)
            }
            FlowName::Logout => {
                let watching = self.sign_in(&mut SignIn::new())?;
                self.log_out(watching.mvpd())
            }
            // R85: no sign-in, no profile.
            FlowName::TempPass => self.play(&context),
            FlowName::Partner => {
                let watching = self.sign_in(&mut PartnerSignIn::new())?;
                self.play(&Context { mvpd: Some(watching.mvpd()), ..context })
            }
        }
    }

    fn sign_in(&mut self, flow: &mut dyn Driven) -> Result<Watching, Trouble> {
        let context = self.context;
        match self.drive(&context, flow)? {
            Ending::SignedIn(profile) => self.signed_in(profile),
            Ending::Granted { access, mvpd } => {
                self.show(&Event::Granted { access, mvpd: mvpd.clone() })?;
                Ok(Watching::Granted { access, mvpd })
            }
            _ => Err(unexpected()),
        }
    }

    fn signed_in(&mut self, profile: Profile) -> Result<Watching, Trouble> {
        for does in self.viewer.finish() {
            self.show(&Event::Person { does })?;
        }
        self.shown = Shown::default();
        self.storage.save_profile(profile.clone())?;
        let mvpd = profile.mvpd.clone();
        self.show(&Event::SignedIn { mvpd: mvpd.clone(), profile })?;
        Ok(Watching::SignedIn(mvpd))
    }

    /// R53: what the viewer probably may not watch is not shown.
    fn browse(&mut self, context: &Context<'_>) -> Result<(), Trouble> {
        let resources: Vec<_> = self.settings.catalogue.iter().map(String::as_str).collect();
        let context = Context { resources: &resources, ..*context };
        match self.drive(&context, &mut Preauthorization::new())? {
            Ending::Preauthorized(permits) => self.show(&Event::Preauthorized(Catalogue::new(&resources, &permits))),
            Ending::SignInNeeded => Err(sign_in_needed()),
            _ => Err(unexpected()),
        }
    }

    /// R54: asked before every playback, whatever the catalogue showed. R62: a denial signs nobody out.
    fn play(&mut self, context: &Context<'_>) -> Result<(), Trouble> {
        let resources = [self.settings.resource.as_str()];
        let context = Context { resources: &resources, ..*context };
        match self.drive(&context, &mut Authorization::new())? {
            Ending::Decided(decision) => self.show(&Event::Decision(decision)),
            Ending::SignInNeeded => Err(sign_in_needed()),
            _ => Err(unexpected()),
        }
    }

    fn log_out(&mut self, mvpd: &str) -> Result<(), Trouble> {
        let context = Context { mvpd: Some(mvpd), ..self.context };
        // Whoever wants to leave is forgotten here, whatever the service and the provider come to.
        self.storage.forget_profile()?;
        match self.drive(&context, &mut Logout::new())? {
            Ending::LoggedOut { was_signed_in } => {
                self.show(&Event::LoggedOut { mvpd: mvpd.to_owned(), was_signed_in })
            }
            _ => Err(unexpected()),
        }
    }
}

/// R50, and R89 where temporary access is used up.
fn sign_in_needed() -> Trouble {
    Trouble::new(Who::Viewer, "the provider wants a sign-in first", "start with --flow play, and sign in")
}

fn unexpected() -> Trouble {
    defect("the flow ended as another one does")
}
