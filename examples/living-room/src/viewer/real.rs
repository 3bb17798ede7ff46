//! A person whom this program only sees through the service.

use std::thread;
use std::time::Duration;

use super::Viewer;
use crate::action::Provider;
use crate::event::Code;
use crate::trouble::Trouble;

/// A real person.
pub(crate) struct Real;

impl Viewer for Real {
    fn see(&mut self, _code: &Code) {}

    fn choose(&mut self, providers: &[Provider]) -> Result<String, Trouble> {
        Ok(providers[0].id.clone())
    }

    fn pass(&mut self, time: Duration) -> Result<Option<String>, Trouble> {
        thread::sleep(time);
        Ok(None)
    }

    fn finish(&mut self) -> Vec<String> {
        Vec::new()
    }
}
