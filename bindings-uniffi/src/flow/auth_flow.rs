//! The flow as an object.

use std::sync::{Arc, Mutex};

use tvpass::message::{EncodeError, UrlError};
use tvpass::old_flow::{self as flow, StopReason};

use super::client::Client;
use super::input::{Input, Now};
use super::lock;
use super::step::Step;
use crate::buffer::USUAL;
use crate::error::TvpassError;

/// A flow: step it with `Begin`, do what the step says, and step it with what came of that, until `Done` or `Stop`.
///
/// An input that does not fit changes nothing: the flow says once more what it waits for.
#[derive(uniffi::Object)]
pub struct AuthFlow {
    client: Arc<Client>,
    /// The MVPD, where it is known before the flow begins.
    mvpd: Option<String>,
    /// What is to be decided on.
    resources: Vec<String>,
    machine: Mutex<Machine>,
}

/// Declares the machine of any flow.
macro_rules! machine {
    ($($flow:ident,)*) => {
        // It is made once and stays where it is.
        #[allow(clippy::large_enum_variant)]
        #[derive(Clone)]
        enum Machine { $( $flow(flow::$flow), )* }

        impl Machine {
            fn step<'b>(
                &'b mut self,
                context: &flow::Context<'b>,
                client: &'b mut flow::Client,
                now: flow::Now,
                input: flow::Input<'b>,
                buffer: &'b mut [u8],
            ) -> flow::Step<'b> {
                match self { $( Self::$flow(flow) => flow.step(context, client, now, input, buffer), )* }
            }
        }
    };
}

machine! {
    Registration,
    SignIn,
    SecondScreen,
    PartnerSignIn,
    Preauthorization,
    Authorization,
    Logout,
}

#[uniffi::export]
impl AuthFlow {
    /// Gets credentials and a token, and nothing more; the other flows do it by themselves where it is needed.
    #[uniffi::constructor]
    pub fn registration(client: Arc<Client>) -> Arc<Self> {
        Self::new(client, None, Vec::new(), Machine::Registration(flow::Registration::new()))
    }

    /// Signs the viewer in, at this MVPD or at one to be chosen.
    #[uniffi::constructor(default(mvpd = None))]
    pub fn sign_in(client: Arc<Client>, mvpd: Option<String>) -> Arc<Self> {
        Self::new(client, mvpd, Vec::new(), Machine::SignIn(flow::SignIn::new()))
    }

    /// Signs a viewer in for the device that shows this code.
    #[uniffi::constructor]
    pub fn second_screen(client: Arc<Client>, code: &str) -> Result<Arc<Self>, TvpassError> {
        Ok(Self::new(client, None, Vec::new(), Machine::SecondScreen(flow::SecondScreen::new(code)?)))
    }

    /// Signs the viewer in through a partner's framework, or as `sign_in` where that cannot be.
    #[uniffi::constructor]
    pub fn partner_sign_in(client: Arc<Client>) -> Arc<Self> {
        Self::new(client, None, Vec::new(), Machine::PartnerSignIn(flow::PartnerSignIn::new()))
    }

    /// Asks which of these resources the viewer may probably watch; at the MVPD remembered if none is given.
    #[uniffi::constructor(default(mvpd = None))]
    pub fn preauthorization(client: Arc<Client>, resources: Vec<String>, mvpd: Option<String>) -> Arc<Self> {
        Self::new(client, mvpd, resources, Machine::Preauthorization(flow::Preauthorization::new()))
    }

    /// Asks whether the viewer may watch this resource now; at the MVPD remembered if none is given.
    #[uniffi::constructor(default(mvpd = None))]
    pub fn authorization(client: Arc<Client>, resource: String, mvpd: Option<String>) -> Arc<Self> {
        Self::new(client, mvpd, vec![resource], Machine::Authorization(flow::Authorization::new()))
    }

    /// Signs the viewer out of this MVPD, or of the one remembered.
    #[uniffi::constructor(default(mvpd = None))]
    pub fn logout(client: Arc<Client>, mvpd: Option<String>) -> Arc<Self> {
        Self::new(client, mvpd, Vec::new(), Machine::Logout(flow::Logout::new()))
    }

    /// Takes what happened, and says what to do.
    pub fn next(&self, now: Now, input: Input) -> Step {
        let mut machine = lock(&self.machine);
        let mut state = self.client.state();
        if let Input::PartnerStatus { status } = &input
            && let Err(error) = state.set_partner_framework_status(status.as_ref())
        {
            return Step::Stop { error };
        }
        let mut size = USUAL;
        loop {
            // The core steps a copy, so that a step that needs a larger buffer has changed nothing.
            let (mut stepped, mut client) = (machine.clone(), state.client.clone());
            let mut context = match state.context() {
                Ok(context) => context,
                Err(error) => return Step::Stop { error },
            };
            let resources: Vec<&str> = self.resources.iter().map(String::as_str).collect();
            context.resources = &resources;
            context.mvpd = self.mvpd.as_deref();
            let mut buffer = vec![0; size];
            let step = stepped.step(&context, &mut client, now.into(), input.view(), &mut buffer);
            if let Some(needed) = needed(&step) {
                size = needed.max(2 * size);
                continue;
            }
            let step = Step::new(&context.base, &resources, now, step);
            *machine = stepped;
            state.client = client;
            return step;
        }
    }
}

impl AuthFlow {
    fn new(client: Arc<Client>, mvpd: Option<String>, resources: Vec<String>, machine: Machine) -> Arc<Self> {
        Arc::new(Self { client, mvpd, resources, machine: Mutex::new(machine) })
    }
}

/// The bytes that the buffer should have had.
fn needed(step: &flow::Step<'_>) -> Option<usize> {
    match step {
        flow::Step::Stop(stop) => match stop.reason {
            StopReason::Encode(EncodeError::TooSmall { needed }) | StopReason::Url(UrlError::TooSmall { needed }) => {
                Some(needed)
            }
            _ => None,
        },
        _ => None,
    }
}
