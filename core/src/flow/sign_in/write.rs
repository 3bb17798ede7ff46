//! The requests, questions and outcomes of a sign-in, written from its state. Nothing changes here.

use super::machine::{Ask, Code, End, Machine, Provider, State};
use super::{Arguments, CodeExpired, OpenUrl, Place, QuestionAt, RememberedMvpd, ShowCode, SignInQuestion, SignedIn};
use crate::endpoint::{
    CreateSession, GetConfiguration, GetProfileCode, GetProfileMvpd, GetProfiles, ProfileCodePath, ResumeSession,
};
use crate::flow::app::App;
use crate::flow::installation::Installation;
use crate::flow::profiles::best_profile;
use crate::flow::step::Step;
use crate::flow::stop::StopReason;
use crate::flow::url::login_page;
use crate::json::Text;
use crate::output::TooSmall;

type SignInStep<'b, P> = Step<'b, QuestionAt<'b, P>, SignedIn<'b>>;
type Written<'b, P> = Result<SignInStep<'b, P>, TooSmall>;

impl Machine {
    /// The provider, as far as it is known.
    fn mvpd<'b>(&'b self, arguments: &Arguments<&'b str>, installation: &'b Installation) -> Option<&'b str> {
        match self.provider {
            Provider::Unknown => None,
            Provider::Given => arguments.mvpd,
            Provider::Remembered => installation.mvpd(),
            Provider::Chosen => Some(self.mvpd.as_str()),
        }
    }

    pub(super) fn request<'b, P: Place>(
        &'b self,
        place: P,
        arguments: &Arguments<&'b str>,
        app: &App<'b>,
        installation: &'b Installation,
        buffer: &'b mut [u8],
    ) -> Written<'b, P> {
        let service_provider = app.service_provider;
        let Arguments { domain_name, redirect_url, .. } = *arguments;
        let mvpd = self.mvpd(arguments, installation);
        let cycle = &self.cycle;
        let code = self.code.text.as_str();
        match (self.state, mvpd) {
            (State::Lookup | State::FetchingProfile, None) => {
                cycle.write(app, installation, Some(&GetProfiles { service_provider }), buffer)
            }
            (State::Lookup | State::FetchingProfile, Some(mvpd)) => {
                cycle.write(app, installation, Some(&GetProfileMvpd { service_provider, mvpd }), buffer)
            }
            (State::LoadingProviders, _) if place.picks() => {
                cycle.write(app, installation, Some(&GetConfiguration { service_provider }), buffer)
            }
            (State::CreatingSession, mvpd) => {
                let call = CreateSession { service_provider, mvpd, domain_name, redirect_url };
                cycle.write(app, installation, Some(&call), buffer)
            }
            (State::ResumingSession, mvpd) if place.opens_page() => {
                let call = ResumeSession { service_provider, code, mvpd, domain_name, redirect_url };
                cycle.write(app, installation, Some(&call), buffer)
            }
            (State::Polling, _) => {
                let call = GetProfileCode { service_provider, code, path: ProfileCodePath::Current };
                cycle.write(app, installation, Some(&call), buffer)
            }
            _ => Ok(Step::Stop(StopReason::NotRunning)),
        }
    }

    pub(super) fn question<'b, 'e: 'b, P: Place>(
        &'b self,
        place: P,
        ask: &Ask<'e, P::Picker<'e>>,
        app: &App<'b>,
        installation: &'b Installation,
        buffer: &'b mut [u8],
    ) -> Written<'b, P> {
        let question: Option<QuestionAt<'b, P>> = match (ask, self.state) {
            (Ask::Expired(failure), _) => Some(SignInQuestion::CodeExpired(CodeExpired::TimePassed(*failure))),
            (Ask::RegistrationLost, _) => Some(SignInQuestion::CodeExpired(CodeExpired::RegistrationLost)),
            (Ask::Refused(refused), _) => Some(SignInQuestion::CodeExpired(CodeExpired::Refused(refused.error()))),
            (Ask::Replaced(refused), _) => Some(SignInQuestion::CodeReplaced(refused.error())),
            (Ask::Mvpd(picker), _) => Some(SignInQuestion::ChooseMvpd(P::lend(*picker))),
            (Ask::Remembered, _) if place.picks() => {
                let mvpd = installation.mvpd().unwrap_or_default();
                let remembered =
                    RememberedMvpd { mvpd, name: installation.mvpd_name(), logo: installation.mvpd_logo() };
                P::remembered(remembered).map(SignInQuestion::ConfirmMvpd)
            }
            (Ask::Page(url), State::Presenting) if place.opens_page() => {
                return page::<P>(&self.code, *url, app, buffer);
            }
            (Ask::Code | Ask::Page(_), State::Presenting) => return show_code::<P>(&self.code, app, buffer),
            _ => None,
        };
        Ok(asked::<P>(question))
    }

    #[inline(never)]
    pub(super) fn outcome<'b, 'e: 'b, P: Place>(
        &'b self,
        arguments: &Arguments<&'b str>,
        end: &End<'e>,
        installation: &Installation,
    ) -> SignInStep<'b, P> {
        match end {
            End::Profiles(profiles) => match best_profile(profiles, installation) {
                Some(profile) => Step::Done(SignedIn::Profile { profile, profiles: *profiles }),
                None => Step::Stop(StopReason::NotSignedIn),
            },
            End::Granted(access) => {
                // A remembered provider is given up before a session is opened.
                let mvpd = if self.provider == Provider::Chosen { Some(self.mvpd.as_str()) } else { arguments.mvpd };
                Step::Done(SignedIn::Granted { access: *access, mvpd: mvpd.unwrap_or_default() })
            }
        }
    }
}

fn asked<P: Place>(question: Option<QuestionAt<'_, P>>) -> SignInStep<'_, P> {
    question.map_or(Step::Stop(StopReason::NotRunning), Step::Ask)
}

fn page<'b, P: Place>(code: &Code, url: Option<Text<'_>>, app: &App<'b>, buffer: &'b mut [u8]) -> Written<'b, P> {
    Ok(match login_page(app, &code.text, url, buffer)? {
        Ok(url) => {
            let page = P::page(OpenUrl { url, expires_at_millis: code.expires_at });
            asked::<P>(page.map(SignInQuestion::OpenUrl))
        }
        Err(reason) => Step::Stop(reason),
    })
}

fn show_code<'b, P: Place>(code: &'b Code, app: &App<'b>, buffer: &'b mut [u8]) -> Written<'b, P> {
    let authenticate_url = if code.is_complete {
        match login_page(app, &code.text, None, buffer)? {
            Ok(url) => Some(url),
            Err(reason) => return Ok(Step::Stop(reason)),
        }
    } else {
        None
    };
    let shown = ShowCode { code: &code.text, authenticate_url, expires_at_millis: code.expires_at };
    Ok(asked::<P>(P::code(shown).map(SignInQuestion::ShowCode)))
}
