//! The stand-in as a program, for tests that start processes.

use std::error::Error;
use std::process::ExitCode;
use std::time::Duration;

use lexopt::prelude::*;
use tvpass_stand_in::{Endpoint, Faults, Options, StandIn};

const HELP: &str = "\
A strict stand-in for the real service, on 127.0.0.1. GET /report answers what it saw, as JSON.

  --port N                  port; 0, the default, takes a free one
  --service-provider ID     the service provider (REF30)
  --software-statement TEXT the software statement (stand.in.statement)
  --mvpd ID                 the MVPD at which the person signs in (Cablevision)
  --domain NAME             the service provider's domain (adobe.com)
  --mvpd-is-not-given       the television has to choose, so it may fetch the configuration
  --secondary-application   a second screen calls as well, without device headers
  --second-device           a second device joins the sign-in of the first by a link code
  --token-lifetime SECONDS  life of an access token (86400)
  --code-lifetime SECONDS   life of an authentication code (1800)
  --no-faults               no fault, plain answers, the profile at the first poll
  --unauthorized yes|no     401 on the first profiles call (yes)
  --throttled ENDPOINT      429 on the first call of this endpoint (create_session)
  --bad-gateway ENDPOINT    502 on the first call of this endpoint (profile_code)
  --no-answer ENDPOINT      no answer to the first call of this endpoint (none)
  --polls-before-profile N  polls answered with an empty map (3)
  --help

ENDPOINT may be 'none'. Order matters: --no-faults undoes the faults named before it.";

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("tvpass-stand-in: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<(), Box<dyn Error>> {
    let Some(options) = options(lexopt::Parser::from_env())? else {
        println!("{HELP}");
        return Ok(());
    };
    let stand_in = StandIn::start(options)?;
    println!("{}", stand_in.base_url());
    stand_in.wait();
    Ok(())
}

/// `None` when help is wanted.
fn options(mut parser: lexopt::Parser) -> Result<Option<Options>, lexopt::Error> {
    let mut options = Options::default();
    while let Some(argument) = parser.next()? {
        match argument {
            Long("port") => options.port = parser.value()?.parse()?,
            Long("service-provider") => options.service_provider = parser.value()?.string()?,
            Long("software-statement") => options.software_statement = parser.value()?.string()?,
            Long("mvpd") => options.mvpd = parser.value()?.string()?,
            Long("domain") => options.domain_name = parser.value()?.string()?,
            Long("mvpd-is-not-given") => options.mvpd_is_given = false,
            Long("secondary-application") => options.secondary_application = true,
            Long("second-device") => options.second_device = true,
            Long("token-lifetime") => {
                options.token_lifetime = Duration::from_secs(parser.value()?.parse()?);
            }
            Long("code-lifetime") => {
                options.code_lifetime = Duration::from_secs(parser.value()?.parse()?);
            }
            Long("no-faults") => options.faults = Faults::none(),
            Long("unauthorized") => {
                options.faults.unauthorized = parser.value()?.parse_with(yes_or_no)?;
            }
            Long("throttled") => options.faults.throttled = parser.value()?.parse_with(endpoint)?,
            Long("bad-gateway") => {
                options.faults.bad_gateway = parser.value()?.parse_with(endpoint)?;
            }
            Long("no-answer") => options.faults.no_answer = parser.value()?.parse_with(endpoint)?,
            Long("polls-before-profile") => {
                options.faults.polls_before_profile = parser.value()?.parse()?;
            }
            Long("help") => return Ok(None),
            _ => return Err(argument.unexpected()),
        }
    }
    Ok(Some(options))
}

fn yes_or_no(text: &str) -> Result<bool, String> {
    match text {
        "yes" => Ok(true),
        "no" => Ok(false),
        _ => Err("it is neither yes nor no".into()),
    }
}

fn endpoint(text: &str) -> Result<Option<Endpoint>, String> {
    if text == "none" {
        return Ok(None);
    }
    text.parse().map(Some)
}
