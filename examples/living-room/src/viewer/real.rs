//! A person in front of the television, whom this program only knows through keyboard and service.

use std::io::{self, BufRead, Write};
use std::thread;
use std::time::Duration;

use super::Viewer;
use super::picker::pick;
use crate::event::Code;
use crate::provider::Provider;
use crate::trouble::{Trouble, Who};

/// A real person.
pub(crate) struct Real;

impl Viewer for Real {
    fn see(&mut self, _code: &Code) {}

    fn choose(&mut self, providers: &[Provider]) -> Result<String, Trouble> {
        // Standard output is for steps alone.
        choose(providers, &mut io::stdin().lock(), &mut io::stderr())
    }

    fn pass(&mut self, time: Duration) -> Result<Option<String>, Trouble> {
        thread::sleep(time);
        Ok(None)
    }

    /// R74: the address is on the screen, and a terminal has no browser to wait for.
    fn sign_out(&mut self, _url: &str) -> Result<Vec<String>, Trouble> {
        Ok(Vec::new())
    }

    fn finish(&mut self) -> Vec<String> {
        Vec::new()
    }
}

fn choose(providers: &[Provider], input: &mut dyn BufRead, output: &mut dyn Write) -> Result<String, Trouble> {
    match pick(providers, input, output) {
        Ok(Some(provider)) => Ok(provider.id.clone()),
        Ok(None) => Err(Trouble::new(Who::Viewer, "no provider was chosen", "start again, or name it with --mvpd ID")),
        Err(error) => {
            let reason = format!("the choice cannot be read: {error}");
            Err(Trouble::new(Who::User, reason, "keep standard input open, or name the provider with --mvpd ID"))
        }
    }
}
