//! The program: its state file, its end, and what it says when it cannot start.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tvpass_load::{Crowd, Program};

use crate::client::Television;

/// A folder of its own for a test, removed at the end.
struct Folder(PathBuf);

impl Folder {
    fn new(test: &str) -> Self {
        let path = std::env::temp_dir().join(format!("tvpass-simulator-{}-{test}", std::process::id()));
        std::fs::create_dir_all(&path).expect("a folder");
        Self(path)
    }

    fn file(&self) -> PathBuf {
        self.0.join("state.sqlite")
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // What is left behind in the folder for temporary files does no harm.
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

const PROGRAM: &str = env!("CARGO_BIN_EXE_tvpass-simulator");

fn start(folder: &Folder) -> Program {
    Program::start(Path::new(PROGRAM), &folder.file()).expect("the program")
}

#[test]
fn a_program_that_was_killed_knows_the_profile_when_it_starts_again() {
    let folder = Folder::new("killed");
    let program = start(&folder);
    let television = Television::new(program.base_url());
    let code = television.sign_in("Dish");
    program.kill().expect("a kill");
    let program = start(&folder);
    let television = television.at(program.base_url());
    assert_eq!(television.get("/profiles").json()["profiles"]["Dish"]["type"], "regular");
    assert_eq!(television.get(&format!("/profiles/code/{code}")).status, 200);
}

/// Ends the service amid a crowd's requests, and demands that the next start finds all that the crowd was told.
fn survives(test: &str, end: impl FnOnce(Program)) {
    const CROWD: usize = 8;
    let folder = Folder::new(test);
    let program = start(&folder);
    let base_url = program.base_url().to_owned();
    let mut crowd = Crowd::run(&base_url, CROWD, |progress| {
        progress.wait_for(CROWD, 40);
        progress.service_stops();
        end(program);
    });
    let again = start(&folder);
    let (found, lost) = crowd.find_again(again.base_url());
    assert_eq!((lost, crowd.troubles), (vec![], vec![]));
    // Credentials, token and profile; the code may just be asked for.
    assert!(found >= CROWD * 3, "{found}");
}

#[test]
fn a_kill_loses_nothing_that_was_answered() {
    survives("answered", |program| program.kill().expect("a kill"));
}

#[cfg(unix)]
#[test]
fn a_stop_in_the_midst_of_requests_loses_nothing_that_was_answered() {
    survives("stopped", |program| assert!(program.stop("TERM").expect("an end").success()));
}

#[cfg(unix)]
#[test]
fn it_ends_in_order_when_asked_to() {
    let folder = Folder::new("asked");
    for signal in ["INT", "TERM"] {
        let program = start(&folder);
        let television = Television::new(program.base_url());
        assert!(program.stop(signal).expect("an end").success());
        assert!(television.try_get("/profiles").is_none());
    }
}

#[cfg(unix)]
#[test]
fn only_the_owner_can_read_the_state_file() {
    use std::os::unix::fs::PermissionsExt;
    let folder = Folder::new("owner");
    let program = start(&folder);
    Television::new(program.base_url());
    for entry in std::fs::read_dir(&folder.0).expect("the folder") {
        let mode = entry.expect("a file").metadata().expect("its mode").permissions().mode();
        assert_eq!(mode & 0o077, 0);
    }
}

#[cfg(unix)]
#[test]
fn a_state_file_that_others_could_read_is_mended_at_the_start() {
    use std::os::unix::fs::PermissionsExt;
    let folder = Folder::new("mended");
    start(&folder).kill().expect("a kill");
    std::fs::set_permissions(folder.file(), PermissionsExt::from_mode(0o644)).expect("permissions");
    let _program = start(&folder);
    let mode = std::fs::metadata(folder.file()).expect("the file").permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
}

#[test]
fn a_second_program_does_not_start_on_the_same_state_file() {
    let folder = Folder::new("second");
    let program = start(&folder);
    let message = fails(&["--state", &folder.file().to_string_lossy()]);
    assert!(message.ends_with("state.sqlite: another simulator uses it\n"), "{message}");
    program.kill().expect("a kill");
    start(&folder);
}

fn fails(arguments: &[&str]) -> String {
    let output = Command::new(PROGRAM).args(["--port", "0"]).args(arguments).output();
    let Output { status, stderr, .. } = output.expect("the program");
    assert!(!status.success());
    String::from_utf8_lossy(&stderr).into_owned()
}

#[test]
fn it_says_in_one_line_why_it_cannot_start() {
    let folder = Folder::new("start");
    let other = folder.0.join("other.sqlite");
    std::fs::write(&other, "this is no database, but a text that is long enough to look like a file").expect("a file");
    let newer = folder.0.join("newer.sqlite");
    let connection = rusqlite::Connection::open(&newer).expect("a database");
    connection.execute_batch("PRAGMA user_version = 99; CREATE TABLE x (y)").expect("a table");
    let missing = folder.0.join("missing").join("state.sqlite");
    for (arguments, said) in [
        (["--state", &other.to_string_lossy()], "not a database"),
        (["--state", &newer.to_string_lossy()], "version 99"),
        (["--state", &missing.to_string_lossy()], "No such file"),
        (["--public-url", "nowhere"], "not an absolute URL"),
        (["--host", "192.0.2.1"], "cannot listen on 192.0.2.1"),
    ] {
        let message = fails(&arguments);
        assert!(message.starts_with("tvpass-simulator: ") && message.contains(said), "{message}");
        assert_eq!(message.trim_end().lines().count(), 1, "{message}");
    }
}

#[test]
fn it_refuses_arguments_that_it_does_not_know() {
    assert!(fails(&["--nothing"]).contains("--nothing"));
    assert!(fails(&["--scenario", "nothing"]).contains("nothing"));
    assert!(fails(&["--code-minutes", "0"]).contains("--code-minutes"));
    assert!(fails(&["--registrations", "0"]).contains("--registrations"));
}
