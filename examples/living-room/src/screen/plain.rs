//! Steps as lines, for a pipe or a log.

use std::io::{self, Write};

use super::{Screen, words};
use crate::event::{Code, Event};
use crate::printable::printable;
use crate::profile::Profile;

/// Plain lines.
pub(crate) struct Plain<W> {
    output: W,
}

impl<W: Write> Plain<W> {
    /// Lines go to `output`.
    pub(crate) fn new(output: W) -> Self {
        Self { output }
    }

    fn code(&mut self, code: &Code) -> io::Result<()> {
        writeln!(self.output, "Code: {}", printable(&code.code))?;
        if let Some(url) = &code.activation_url {
            writeln!(self.output, "Type it at: {url}")?;
        }
        if let Some(url) = &code.authenticate_url {
            writeln!(self.output, "Or go straight to the login: {}", printable(url))?;
        }
        let minutes = code.expires_in_seconds.div_ceil(60);
        writeln!(self.output, "Waiting for the sign-in; the code is valid for {minutes} minutes.")
    }

    fn profile(&mut self, profile: &Profile) -> io::Result<()> {
        writeln!(self.output, "Signed in.")?;
        let facts = words::facts(profile).into_iter().map(|(name, value)| (name.to_owned(), value));
        for (name, value) in facts.chain(words::attributes(profile)) {
            writeln!(self.output, "  {name}: {value}")?;
        }
        Ok(())
    }
}

impl<W: Write> Screen for Plain<W> {
    fn show(&mut self, event: &Event) -> io::Result<()> {
        match event {
            Event::Started { server, service_provider, remembered_mvpd } => {
                writeln!(self.output, "Television of {service_provider}, service {server}")?;
                if let Some(mvpd) = remembered_mvpd {
                    writeln!(self.output, "Signed in at {} when it was on last.", printable(mvpd))?;
                }
            }
            Event::Registered => writeln!(self.output, "Registered with the service.")?,
            Event::Code(code) => self.code(code)?,
            Event::CodeExpired => writeln!(self.output, "The code has expired.")?,
            Event::Person { does } => writeln!(self.output, "The scripted person {}.", printable(does))?,
            Event::SignedIn { profile, .. } => self.profile(profile)?,
            Event::Granted { access, mvpd } => writeln!(self.output, "Access at {}: {access}.", printable(mvpd))?,
            Event::FrameworkStandIn { does } => writeln!(self.output, "{}", words::framework(does))?,
            Event::Preauthorized(catalogue) => writeln!(self.output, "{}", words::catalogue(catalogue))?,
            Event::Decision(decision) => {
                let (headline, details) = words::decision(decision);
                writeln!(self.output, "{headline}: {details}")?;
            }
            Event::LinkCode { code, .. } => writeln!(self.output, "{}", words::link_code(code))?,
            Event::Joined { mvpd } => writeln!(self.output, "{}", words::joined(mvpd))?,
            Event::LogoutPages { urls } => {
                for url in urls {
                    writeln!(self.output, "To sign out at the provider too, open: {}", printable(url))?;
                }
            }
            Event::PartnerSettings => writeln!(self.output, "{}", words::PARTNER_SETTINGS)?,
            Event::LoggedOut { mvpd, was_signed_in } => {
                writeln!(self.output, "{}", words::logged_out(mvpd, *was_signed_in))?;
            }
            // Too much for a log, or told on standard error.
            Event::Token
            | Event::Profiles
            | Event::Configuration
            | Event::Poll { .. }
            | Event::Pause { .. }
            | Event::Stopped(_) => {}
        }
        self.output.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_profile_is_told_with_its_attributes() {
        let profile: Profile = serde_json::from_value(json!({
            "mvpd": "Dish", "notBefore": 1, "notAfter": u64::MAX, "issuer": "Adobe", "type": "degraded",
            "attributes": {"zip": {"value": ["84001"], "state": "plain"}}
        }))
        .unwrap();
        let mut output = Vec::new();
        Plain::new(&mut output).show(&Event::SignedIn { mvpd: "Dish".into(), profile }).unwrap();
        let expected = "Signed in.\n  Provider: Dish\n  Profile: degraded\n  Issued by: Adobe\n  \
                        Valid until: further notice\n  zip: 84001\n";
        assert_eq!(String::from_utf8(output).unwrap(), expected);
    }
}
