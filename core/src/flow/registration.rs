//! Registration alone, for a host that wants to have it done before the viewer waits.

use core::convert::Infallible;

use super::app::{App, Now};
use super::cycle::{Received, RequestCycle};
use super::installation::Installation;
use super::refused::Halt;
use super::step::{Decision, Event, Flow, Step, StepOf, Written};

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum State {
    #[default]
    Start,
    Running,
    Over,
}

/// Gets credentials and a token, and nothing more. It asks nothing.
///
/// ```
/// # use tvpass::flow::{App, Now};
/// # use tvpass::json::Timestamp;
/// # use tvpass::message::{BaseUrl, HeaderName, Headers, Sender};
/// # let mut headers = Headers::new(Sender::StreamingDevice);
/// # headers.set(HeaderName::XDeviceInfo, "e30=").unwrap();
/// # let app = App::new(BaseUrl::new("http://127.0.0.1:8787").unwrap(), "REF30", "statement".into(), headers);
/// # let now = Now { monotonic_millis: 0, unix: Timestamp::from_millis(1_733_735_289_035), random: 7 };
/// use tvpass::flow::{Event, Flow, Registration, SmallInstallation, Step};
///
/// let (mut installation, mut flow, mut buffer) = (SmallInstallation::new(), Registration::new(), [0; 512]);
/// let turn = flow.handle(&app, &mut installation, now, Event::Start);
/// let Ok(Step::Send(request)) = turn.step(&app, &installation, &mut buffer) else { panic!() };
/// assert_eq!(request.target, "/o/client/register");
/// ```
#[derive(Clone, Debug, Default)]
pub struct Registration {
    cycle: RequestCycle,
    state: State,
}

impl Registration {
    /// A flow that has not begun.
    #[must_use]
    pub const fn new() -> Self {
        Self { cycle: RequestCycle::new(), state: State::Start }
    }
}

impl Flow for Registration {
    type Question<'b>
        = Infallible
    where
        Self: 'b;
    type Reply<'e> = Infallible;
    type Outcome<'b>
        = ()
    where
        Self: 'b;
    type Ask<'e> = Infallible;
    type End<'e> = ();

    fn decide<'e>(
        &mut self,
        _: &App<'_>,
        installation: &mut Installation,
        now: &Now,
        event: Event<'e, ()>,
        _: Option<Infallible>,
    ) -> Decision<'e, Infallible, ()> {
        let decision = match (self.cycle.receive(installation, now, event), self.state) {
            (Received::Stop(reason), _) => Decision::Stop(reason),
            (Received::Start, State::Start) | (Received::Ready, State::Running) => {
                self.state = State::Running;
                if installation.is_authorized(now) { Decision::Done(()) } else { self.cycle.launch(installation, now) }
            }
            (Received::Ready | Received::Start, State::Over) => Decision::Stop(Halt::NotRunning),
            _ => Decision::Await,
        };
        if decision.ends() {
            self.state = State::Over;
        }
        decision
    }

    fn request<'b>(&'b self, app: &App<'b>, installation: &'b Installation, buffer: &'b mut [u8]) -> Written<'b, Self> {
        self.cycle.write(app, installation, None, buffer)
    }

    fn question<'b, 'e: 'b>(
        &'b self,
        never: &Infallible,
        _: &App<'b>,
        _: &'b Installation,
        _: &'b mut [u8],
    ) -> Written<'b, Self> {
        match *never {}
    }

    fn outcome<'b, 'e: 'b>(&'b self, (): &(), _: &'b Installation) -> StepOf<'b, Self> {
        Step::Done(())
    }
}
