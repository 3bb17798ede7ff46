//! The command line.

use std::io::{self, IsTerminal as _};
use std::path::PathBuf;

use clap::{Parser, ValueEnum};
use tvpass::message::BaseUrl;
use url::Url;

const EXAMPLES: &str = "\
Examples:
  living-room                                   everything on this machine: you play the viewer in a browser
  living-room --auto                            the same without you
  living-room --json --auto                     for programs: one JSON line a step, the last one \"signed_in\"
  living-room --auto --flow play                sign in, show what can be watched, play a title
  living-room --auto --flow play --resource premium
                                                a title that is denied, with the provider's reason
  living-room --auto --flow temp-pass           play without any sign-in
  living-room --auto --flow link                a phone signs in and links a television by a code
  living-room --pick --state tv.json            choose the provider here, and stay signed in
  living-room --server http://127.0.0.1:8787 --mvpd Cablevision --state tv.json
  living-room --server https://sp.auth-staging.adobe.com --service-provider ID --software-statement FILE \\
              --domain example.com --redirect-url https://example.com --activation-url https://example.com/activate

Exit status: 0 the flow came to its end (signed in, decided, signed out; a denial is a decision), 1 it did not,
2 wrong command line.";

/// A television in a terminal: it shows a code, waits until somebody has signed in with it on a phone or a laptop, tells
/// who is watching, and plays a title if the provider permits it.
///
/// Without --server it brings its own simulator of the service along.
#[derive(Debug, Parser)]
#[command(name = "living-room", version, after_help = EXAMPLES, max_term_width = 100)]
// Each is a switch of the command line.
#[allow(clippy::struct_excessive_bools)]
pub(crate) struct Options {
    /// The action to take with the television
    #[arg(long, value_enum, value_name = "NAME", default_value_t = FlowName::SignIn)]
    pub(crate) flow: FlowName,

    /// The title to play
    #[arg(long, value_name = "ID", value_parser = not_empty, default_value = "REF30")]
    pub(crate) resource: String,

    /// The service: a host of Adobe's, a proxy, a simulator [default: a simulator inside this program]
    #[arg(long, value_name = "URL", value_parser = server)]
    pub(crate) server: Option<String>,

    /// The programmer's id [default: REF30, the simulator's]
    #[arg(long, value_name = "ID", value_parser = not_empty)]
    pub(crate) service_provider: Option<String>,

    /// The software statement that the application registers with [default: the simulator's]
    #[arg(long, value_name = "FILE")]
    pub(crate) software_statement: Option<PathBuf>,

    /// The viewer's provider, where it is known [default: chosen on the second screen]
    #[arg(long, value_name = "ID", value_parser = not_empty, conflicts_with = "pick")]
    pub(crate) mvpd: Option<String>,

    /// Choose the provider here, from the service's list
    #[arg(long)]
    pub(crate) pick: bool,

    /// The application's domain [default: the second screen supplies it]
    #[arg(long, value_name = "NAME", value_parser = not_empty)]
    pub(crate) domain: Option<String>,

    /// The address to which the provider's login page returns [default: the second screen supplies it]
    #[arg(long, value_name = "URL", value_parser = page)]
    pub(crate) redirect_url: Option<String>,

    /// The page where codes are typed [default: /activate on the server, where simulators have it]
    #[arg(long, value_name = "URL", value_parser = page)]
    pub(crate) activation_url: Option<String>,

    /// Keep registration, device id, provider and profile in this file, so that the next start is signed in at once
    #[arg(long, value_name = "FILE")]
    pub(crate) state: Option<PathBuf>,

    /// Print each step as one JSON line
    #[arg(long)]
    pub(crate) json: bool,

    /// Play the person at the second screen too [default where standard input is no terminal]
    #[arg(long, overrides_with = "no_auto")]
    auto: bool,

    /// Wait for a real person in any case
    #[arg(long, overrides_with = "auto")]
    no_auto: bool,

    /// Seconds between two questions whether somebody has signed in
    #[arg(long, value_name = "SECONDS", default_value_t = 4, value_parser = clap::value_parser!(u32).range(3..=60))]
    pub(crate) poll_interval: u32,
}

/// Actions of a viewer with the television.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum FlowName {
    /// Sign in with a code
    SignIn,
    /// Sign in, show the catalogue, play a title
    Play,
    /// Sign in, then sign out
    Logout,
    /// Play a title by temporary access, without any sign-in [--mvpd: TempPass_TEST40]
    TempPass,
    /// Play a title while the provider is out of reach; the simulator inside plays that [--mvpd: Cablevision]
    Degraded,
    /// Sign in through Apple's framework, of which this program plays a stand-in, and play a title
    Partner,
    /// Sign in on a phone, and link a television to it: this program plays both
    Link,
}

impl Options {
    /// True if the scripted person signs in.
    pub(crate) fn plays_the_person(&self) -> bool {
        self.auto || !self.no_auto && !io::stdin().is_terminal()
    }
}

/// The fault of a command line, in one line.
pub(crate) fn one_line(error: &clap::Error) -> String {
    let text = error.to_string();
    let parts =
        text.lines().map(str::trim).take_while(|line| !line.starts_with("Usage:") && !line.starts_with("For more"));
    let parts: Vec<_> = parts.filter(|line| !line.is_empty()).collect();
    format!("{} (--help tells what there is)", parts.join("; ").trim_start_matches("error: "))
}

fn server(text: &str) -> Result<String, String> {
    match BaseUrl::new(text) {
        Ok(base) if Url::parse(base.as_str()).is_ok() => Ok(base.as_str().to_owned()),
        _ => Err("it must be an address such as https://sp.auth.adobe.com".into()),
    }
}

fn page(text: &str) -> Result<String, String> {
    match Url::parse(text) {
        Ok(url) if matches!(url.scheme(), "http" | "https") => Ok(text.to_owned()),
        _ => Err("it must be an address that begins with https:// or http://".into()),
    }
}

fn not_empty(text: &str) -> Result<String, String> {
    if text.trim().is_empty() { Err("it must not be empty".into()) } else { Ok(text.to_owned()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(arguments: &[&str]) -> String {
        one_line(&Options::try_parse_from(arguments).unwrap_err())
    }

    #[test]
    fn the_command_line_is_consistent() {
        use clap::CommandFactory as _;
        Options::command().debug_assert();
    }

    #[test]
    fn an_unknown_flag_is_named_in_one_line() {
        let line = refused(&["living-room", "--jsn"]);
        assert!(line.contains("'--jsn'") && line.contains("'--json'") && !line.contains('\n'), "{line}");
    }

    #[test]
    fn a_server_that_is_no_address_is_refused() {
        for server in ["ftp://host", "host", "http://", "http://host/?query", "http://ho st"] {
            let line = refused(&["living-room", "--server", server]);
            assert!(line.contains("--server") && !line.contains('\n'), "{line}");
        }
    }

    #[test]
    fn polls_closer_than_three_seconds_are_refused() {
        assert!(refused(&["living-room", "--poll-interval", "2"]).contains("3..=60"));
    }

    #[test]
    fn of_auto_and_no_auto_the_last_one_counts() {
        let plays = |arguments| Options::try_parse_from::<_, &str>(arguments).unwrap().plays_the_person();
        assert!(plays(["living-room", "--no-auto", "--auto"]));
        assert!(!plays(["living-room", "--auto", "--no-auto"]));
    }

    #[test]
    fn a_provider_is_either_given_or_picked() {
        assert!(refused(&["living-room", "--mvpd", "Dish", "--pick"]).contains("cannot be used with"));
    }
}
