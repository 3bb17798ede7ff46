//! The program: its state file, its end, and what it says when it cannot start.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};

use crate::client::{Television, agent, register, token};

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

/// The program at work; killed when dropped.
struct Program {
    child: Child,
    base_url: String,
}

fn command(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tvpass-simulator"));
    command.args(["--port", "0", "--no-throttle"]).args(arguments);
    command
}

impl Program {
    fn start(state: &Path) -> Self {
        let mut command = command(&["--state", &state.to_string_lossy()]);
        let mut child = command.stdout(Stdio::piped()).spawn().expect("the program");
        let lines = BufReader::new(child.stdout.take().expect("its output")).lines();
        let service = lines.map_while(Result::ok).find_map(|line| line.strip_prefix("Service ").map(str::to_owned));
        Self { child, base_url: service.expect("its address").trim().to_owned() }
    }

    /// Ends it as a power cut would.
    fn kill(mut self) {
        self.child.kill().expect("a kill");
        self.child.wait().expect("an end");
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn a_program_that_was_killed_knows_the_profile_when_it_starts_again() {
    let folder = Folder::new("killed");
    let program = Program::start(&folder.file());
    let television = Television::new(&program.base_url);
    let code = television.sign_in("Dish");
    program.kill();
    let program = Program::start(&folder.file());
    let television = television.at(&program.base_url);
    assert_eq!(television.get("/profiles").json()["profiles"]["Dish"]["type"], "regular");
    assert_eq!(television.get(&format!("/profiles/code/{code}")).status, 200);
}

#[test]
fn a_kill_loses_nothing_that_was_answered() {
    let folder = Folder::new("answered");
    let program = Program::start(&folder.file());
    let is_over = AtomicBool::new(false);
    let base_url = program.base_url.clone();
    let register_until_over = || {
        let agent = agent();
        let mut answered = Vec::new();
        while let Some(answer) = register(&agent, &base_url).filter(|_| !is_over.load(Ordering::Relaxed)) {
            answered.push((answer.text("client_id"), answer.text("client_secret")));
        }
        answered
    };
    let answered: Vec<_> = std::thread::scope(|scope| {
        let clients: Vec<_> = (0..8).map(|_| scope.spawn(register_until_over)).collect();
        let observer = agent();
        for _ in 0..10 {
            register(&observer, &base_url);
        }
        program.kill();
        is_over.store(true, Ordering::Relaxed);
        clients.into_iter().flat_map(|client| client.join().expect("a client")).collect()
    });
    assert!(!answered.is_empty());
    let program = Program::start(&folder.file());
    for (client_id, client_secret) in answered {
        assert_eq!(token(&agent(), &program.base_url, &client_id, &client_secret).status, 201);
    }
}

#[cfg(unix)]
#[test]
fn it_ends_in_order_when_asked_to() {
    let folder = Folder::new("asked");
    for signal in ["-INT", "-TERM"] {
        let mut program = Program::start(&folder.file());
        let television = Television::new(&program.base_url);
        let id = program.child.id().to_string();
        assert!(Command::new("kill").args([signal, &id]).status().expect("kill").success());
        assert!(program.child.wait().expect("an end").success());
        assert!(television.try_get("/profiles").is_none());
    }
}

#[cfg(unix)]
#[test]
fn only_the_owner_can_read_the_state_file() {
    use std::os::unix::fs::PermissionsExt;
    let folder = Folder::new("owner");
    let program = Program::start(&folder.file());
    Television::new(&program.base_url);
    for entry in std::fs::read_dir(&folder.0).expect("the folder") {
        let mode = entry.expect("a file").metadata().expect("its mode").permissions().mode();
        assert_eq!(mode & 0o077, 0);
    }
}

fn fails(arguments: &[&str]) -> String {
    let Output { status, stderr, .. } = command(arguments).output().expect("the program");
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
}
