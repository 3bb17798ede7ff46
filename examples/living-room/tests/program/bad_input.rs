//! Whatever is wrong is said in one line, with who has to do what.

use std::fs;
use std::net::TcpListener;

use tvpass_stand_in::{Faults, Options, StandIn};

use super::support::run;

#[test]
fn a_wrong_command_line_is_named_with_status_two() {
    let cases: [(&[&str], &str); 6] = [
        (&["--colour"], "'--colour'"),
        (&["tv"], "'tv'"),
        (&["--server"], "--server"),
        (&["--server", "sp.auth.adobe.com"], "sp.auth.adobe.com"),
        (&["--poll-interval", "1"], "--poll-interval"),
        (&["--mvpd", "Dish", "--pick"], "--pick"),
    ];
    for (arguments, part) in cases {
        run(arguments).assert_one_line(2, &[part]);
    }
}

#[test]
fn help_has_examples_and_every_option() {
    let help = run(&["--help"]);
    assert_eq!((help.status, help.stderr.as_str()), (0, ""));
    let options = ["--server", "--service-provider", "--software-statement", "--mvpd", "--pick", "--domain"];
    let more = ["--redirect-url", "--activation-url", "--state", "--json", "--auto", "--no-auto", "--poll-interval"];
    for option in options.into_iter().chain(more).chain(["Examples:", "Exit status:"]) {
        assert!(help.stdout.contains(option), "{option}");
    }
}

#[test]
fn a_file_that_cannot_be_used_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let (missing, notes, nowhere) = (path("missing"), path("notes"), path("none/state"));
    fs::write(&notes, "milk").unwrap();
    let who = "whoever started this program";
    run(&["--software-statement", &missing]).assert_one_line(1, &[&missing, "cannot be read", who]);
    let server = "http://127.0.0.1:1";
    run(&["--server", server, "--state", &notes]).assert_one_line(1, &[&notes, "is not one of this program", who]);
    run(&["--server", server, "--state", &nowhere]).assert_one_line(1, &[&nowhere, "cannot be written", who]);
    run(&["--state", &nowhere]).assert_one_line(1, &["simulator", &nowhere, who]);
}

#[test]
fn a_server_that_is_not_there_is_named() {
    let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let server = format!("http://127.0.0.1:{port}");
    run(&["--server", &server]).assert_one_line(1, &[&server, "does not answer", "network", "--server"]);
}

#[test]
fn a_software_statement_that_is_refused_is_the_programmers_to_replace() {
    let stand_in = StandIn::start(Options { faults: Faults::none(), ..Options::default() }).unwrap();
    let run = run(&["--json", "--server", &stand_in.base_url()]);
    run.assert_one_line(1, &["invalid_software_statement", "the programmer", "--software-statement"]);
    assert_eq!(run.events(), ["started", "stopped"]);
}

#[test]
fn pages_that_are_no_such_pages_stop_the_scripted_person() {
    let faults = Faults { polls_before_profile: 1000, ..Faults::none() };
    let options = Options { software_statement: "demo.software.statement".into(), faults, ..Options::default() };
    let stand_in = StandIn::start(options).unwrap();
    let run = run(&["--json", "--auto", "--server", &stand_in.base_url(), "--mvpd", "Cablevision"]);
    run.assert_one_line(1, &["the scripted person cannot sign in", "/activate", "404", "--no-auto"]);
}
