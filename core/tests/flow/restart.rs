//! A process that is killed between any two steps, and the next one that goes on from what was saved.

use tvpass::flow::{Event, OtherDevice, RestoreError, SignIn, SignInReply, SmallInstallation, ThisDevice};
use tvpass::json::Timestamp;

use super::answers::{CREDENTIALS, NO_PROFILES, profile, refused_token, session, token};
use super::describe::Described;
use super::stage::{DOMAIN, MINUTES, RETURN, START, Stage, app, restored, saved, television, this_device};

/// A service that remembers what it gave.
#[derive(Default)]
struct Service {
    registrations: usize,
    tokens: usize,
    sessions: usize,
    polls: usize,
}

impl Service {
    /// The viewer signs in while the third poll is on its way.
    fn profiles(&self) -> String {
        if self.polls < 3 { NO_PROFILES.into() } else { profile("Dish") }
    }

    fn answer(&mut self, said: &str) -> (u16, String) {
        match said {
            "POST /o/client/register" => {
                self.registrations += 1;
                (201, CREDENTIALS.into())
            }
            "POST /o/client/token" => {
                self.tokens += 1;
                (201, token(START.millis(), 21_600))
            }
            "POST /api/v2/REF30/sessions" => {
                self.sessions += 1;
                (200, session("8ADF2K7", &[]))
            }
            "GET /api/v2/REF30/profiles/code/8ADF2K7" => {
                self.polls += 1;
                (200, self.profiles())
            }
            said if said.starts_with("GET /api/v2/REF30/profiles") => (200, self.profiles()),
            said => panic!("{said}"),
        }
    }
}

/// The host's loop: decide, save, and only then do the step. It ends after `turns`, as if the process were killed between
/// the save and the step, or at the end of the flow.
fn run<F>(flow: F, disk: &mut Vec<u8>, service: &mut Service, turns: usize) -> Option<String>
where
    F: Described + for<'r> tvpass::flow::Flow<Reply<'r> = SignInReply<'r>>,
{
    let mut stage = Stage::unregistered(flow);
    if !disk.is_empty() {
        stage.installation.restore_in_place(&app(), disk).unwrap();
    }
    let mut said = stage.begin();
    for turn in 0.. {
        if stage.installation.is_unsaved() {
            let revision = stage.installation.revision();
            *disk = saved(&stage.installation);
            stage.installation.mark_saved(revision);
        }
        if turn == turns {
            return None;
        }
        said = if said.starts_with("GET ") || said.starts_with("POST ") {
            let (status, body) = service.answer(&said);
            stage.answer(status, body)
        } else if said.starts_with("sleep until ") {
            stage.waited(said)
        } else if said.starts_with("show ") {
            stage.reply(SignInReply::Shown)
        } else if said.starts_with("open ") {
            stage.returned()
        } else {
            return Some(said);
        };
    }
    None
}

fn a_process_that_is_killed_loses_nothing<F>(flow: impl Fn() -> F)
where
    F: Described + for<'r> tvpass::flow::Flow<Reply<'r> = SignInReply<'r>>,
{
    let mut whole = 0;
    for turns in 0..100 {
        let (mut disk, mut service) = (Vec::new(), Service::default());
        let ended = run(flow(), &mut disk, &mut service, turns);
        if ended.is_some() {
            assert_eq!(ended.as_deref(), Some("signed in at Dish"));
            whole = turns;
            break;
        }
        let said = run(flow(), &mut disk, &mut service, usize::MAX);
        assert_eq!(said.as_deref(), Some("signed in at Dish"), "killed after {turns} turns");
        let Service { registrations, tokens, sessions, .. } = service;
        assert_eq!((registrations, tokens, sessions), (1, 1, 1), "killed after {turns} turns");
    }
    assert!(whole > 8, "the sign-in has that many steps");
}

#[test]
fn a_process_that_is_killed_before_any_step_registers_once_and_opens_one_session() {
    a_process_that_is_killed_loses_nothing(|| SignIn::<OtherDevice>::on_other_device(Some("Dish"), DOMAIN, RETURN));
    a_process_that_is_killed_loses_nothing(|| SignIn::<ThisDevice>::on_this_device(Some("Dish"), DOMAIN, RETURN));
}

#[test]
fn a_process_that_is_killed_before_every_step_comes_to_the_end_all_the_same() {
    let (mut disk, mut service) = (Vec::new(), Service::default());
    let mut ended = None;
    // Each process does a few steps, so that each of them is the last of some process.
    for turns in 1..60 {
        let flow = SignIn::<OtherDevice>::on_other_device(Some("Dish"), DOMAIN, RETURN);
        ended = run(flow, &mut disk, &mut service, turns);
        if ended.is_some() {
            break;
        }
    }
    assert_eq!(ended.as_deref(), Some("signed in at Dish"));
    assert!(service.registrations <= 2 && service.sessions == 1, "the first process got no answer");
}

/// A television that shows a code and is switched off.
fn switched_off() -> SmallInstallation {
    let mut stage = television();
    stage.begin();
    stage.answer(200, NO_PROFILES);
    assert_eq!(stage.answer(200, session("8ADF2K7", &["mvpd"])), "show 8ADF2K7");
    stage.installation
}

/// The first step of the next process, `millis` after the code was made.
fn next_start(flow: SignIn<OtherDevice>, millis: u64) -> (String, Stage<SignIn<OtherDevice>>) {
    let mut stage = Stage::new(flow);
    stage.installation = restored(&switched_off());
    stage.now.unix = START.plus_millis(millis);
    // The monotonic clock begins anew.
    stage.now.monotonic_millis = 7;
    (stage.begin(), stage)
}

fn same_sign_in() -> SignIn<OtherDevice> {
    SignIn::on_other_device(None, DOMAIN, RETURN)
}

#[test]
fn a_code_is_shown_again_after_a_restart_for_the_rest_of_its_life() {
    let (said, mut stage) = next_start(same_sign_in(), 10 * MINUTES);
    assert_eq!(said, "show 8ADF2K7");
    assert_eq!(stage.reply(SignInReply::Shown), "GET /api/v2/REF30/profiles/code/8ADF2K7");
    let said = stage.answer(200, NO_PROFILES);
    stage.pass(20 * MINUTES - 1);
    assert_eq!(said, "sleep until 4007");
    assert_eq!(stage.timer(), "GET /api/v2/REF30/profiles/code/8ADF2K7");
    stage.pass(1);
    assert_eq!(stage.answer(200, NO_PROFILES), "code expired");
}

#[test]
fn a_code_that_has_expired_or_that_no_clock_explains_is_not_resumed() {
    for millis in [30 * MINUTES, 31 * MINUTES] {
        let (said, stage) = next_start(same_sign_in(), millis);
        assert_eq!(said, "GET /api/v2/REF30/profiles");
        assert!(!String::from_utf8(saved(&stage.installation)).unwrap().contains("8ADF2K7"));
    }
    let mut stage = Stage::new(same_sign_in());
    stage.installation = restored(&switched_off());
    stage.now.unix = Timestamp::from_millis(0);
    assert_eq!(stage.begin(), "GET /api/v2/REF30/profiles");
}

#[test]
fn a_code_of_a_sign_in_with_other_arguments_is_not_resumed() {
    let others = [
        SignIn::on_other_device(Some("Dish"), DOMAIN, RETURN),
        SignIn::on_other_device(None, Some("example.com"), RETURN),
        SignIn::on_other_device(None, DOMAIN, None),
    ];
    for flow in others {
        let (said, stage) = next_start(flow, MINUTES);
        assert!(said.starts_with("GET /api/v2/REF30/profiles"), "{said}");
        assert!(!String::from_utf8(saved(&stage.installation)).unwrap().contains("8ADF2K7"));
    }
}

#[test]
fn a_code_whose_sign_in_has_ended_is_not_resumed() {
    let contains =
        |installation: &SmallInstallation| String::from_utf8(saved(installation)).unwrap().contains("8ADF2K7");
    let (_, mut stage) = next_start(same_sign_in(), MINUTES);
    assert!(contains(&stage.installation));
    stage.reply(SignInReply::Shown);
    assert_eq!(stage.answer(200, profile("Dish")), "signed in at Dish");
    assert!(!contains(&stage.installation));
    let (_, mut stage) = next_start(same_sign_in(), MINUTES);
    stage.reply(SignInReply::Shown);
    let void = super::answers::error("invalid_authentication_session", "none");
    assert!(stage.answer(400, void).starts_with("code replaced"));
    assert!(!contains(&stage.installation));
    let (_, mut stage) = next_start(same_sign_in(), MINUTES);
    stage.pass(29 * MINUTES);
    assert_eq!(stage.timer(), "code expired");
    assert!(!contains(&stage.installation));
}

#[test]
fn r47_a_code_does_not_survive_its_registration() {
    let (_, mut stage) = next_start(same_sign_in(), MINUTES);
    stage.reply(SignInReply::Shown);
    let said = stage.answer(401, refused_token());
    stage.waited(said);
    stage.answer(201, token(START.millis(), 21_600));
    assert_eq!(stage.answer(401, refused_token()), "code expired with its registration");
    assert!(!String::from_utf8(saved(&stage.installation)).unwrap().contains("8ADF2K7"));
}

/// A device that goes on, after a restart, with a session that lacked something.
fn with_half_a_session() -> Stage<SignIn<ThisDevice>> {
    let mut stage = this_device();
    stage.begin();
    stage.answer(200, NO_PROFILES);
    stage.answer(200, super::answers::CONFIGURATION);
    stage.reply(SignInReply::Chosen("Dish"));
    let said = stage.answer(200, session("8ADF2K7", &["redirectUrl"]));
    assert_eq!(said, "POST /api/v2/REF30/sessions/8ADF2K7");
    let mut next = this_device();
    next.installation = restored(&stage.installation);
    assert_eq!(next.begin(), "POST /api/v2/REF30/sessions/8ADF2K7");
    next
}

#[test]
fn a_session_that_was_never_completed_is_resumed_after_a_restart() {
    let mut stage = with_half_a_session();
    assert!(stage.answer(200, session("8ADF2K7", &[])).starts_with("open "));
    // And once more with the page open.
    let mut next = this_device();
    next.installation = restored(&stage.installation);
    let page = "open https://sp.auth-staging.adobe.com/api/v2/authenticate/REF30/8ADF2K7";
    assert_eq!(next.begin(), page);
    assert_eq!(next.says(Event::UserAgentReturned), "GET /api/v2/REF30/profiles/code/8ADF2K7");
}

#[test]
fn a_session_that_lacks_the_provider_after_a_restart_leads_to_the_viewers_choice() {
    let mut stage = with_half_a_session();
    assert_eq!(stage.answer(200, session("8ADF2K7", &["mvpd"])), "GET /api/v2/REF30/configuration");
    stage.answer(200, super::answers::CONFIGURATION);
    assert_eq!(stage.reply(SignInReply::Chosen("Dish")), "POST /api/v2/REF30/sessions");
}

#[test]
fn a_profile_is_known_after_a_restart_without_a_request() {
    let mut stage = television();
    stage.begin();
    stage.answer(200, profile("Dish"));
    let installation = restored(&stage.installation);
    assert_eq!(
        (installation.mvpd(), installation.profile_until()),
        (Some("Dish"), Some(Timestamp::from_millis(1_765_366_800_000)))
    );
}

#[test]
fn a_saved_state_that_was_cut_by_the_kill_is_refused_and_the_next_process_begins_anew() {
    let whole = saved(&switched_off());
    let mut stage = Stage::unregistered(same_sign_in());
    let cut = stage.installation.restore_in_place(&app(), &whole[..whole.len() / 2]);
    assert_eq!(cut, Err(RestoreError::Damaged));
    assert_eq!(stage.begin(), "POST /o/client/register");
}
