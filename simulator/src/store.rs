//! The state file: SQLite, one row for each record of the state.
//!
//! A single thread writes. Changes that arrive while it writes are stored together, so that many clients share one
//! synchronous commit, and every answer still waits for the commit that holds what it rests on.

use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc;
use std::thread::JoinHandle;

use rusqlite::{Connection, params};
use tokio::sync::watch;

use crate::service::Service;
use crate::state::{Change, LoadError};

const VERSION: i32 = 1;

/// Why a state file cannot be used.
#[derive(Debug)]
pub enum StoreError {
    /// It cannot be opened, read or written.
    Sqlite(rusqlite::Error),
    /// It cannot be made.
    File(std::io::Error),
    /// It is of another version, or another program's.
    Version(i32),
    /// It holds a row that this version cannot read.
    Row(LoadError),
}

impl std::fmt::Display for StoreError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Sqlite(error) => write!(f, "{error}"),
            Self::File(error) => write!(f, "{error}"),
            Self::Version(version) => write!(f, "it has version {version}, this program writes version {VERSION}"),
            Self::Row(error) => write!(f, "{error}"),
        }
    }
}

impl std::error::Error for StoreError {}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        Self::Sqlite(error)
    }
}

/// Opens `path`, making it if it is not there, and gives `service` what it holds.
fn open(path: &Path, service: &mut Service) -> Result<Connection, StoreError> {
    restrict(path).map_err(StoreError::File)?;
    let connection = Connection::open(path)?;
    connection.execute_batch("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;")?;
    let version: i32 = connection.query_row("PRAGMA user_version", [], |row| row.get(0))?;
    let tables: i32 = connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
    match (version, tables) {
        (VERSION, _) => {}
        (0, 0) => connection.execute_batch(&format!(
            "BEGIN;
             CREATE TABLE record (kind TEXT NOT NULL, key TEXT NOT NULL, body TEXT NOT NULL, PRIMARY KEY (kind, key))
                 WITHOUT ROWID;
             PRAGMA user_version = {VERSION};
             COMMIT;"
        ))?,
        (other, _) => return Err(StoreError::Version(other)),
    }
    load(&connection, service)?;
    Ok(connection)
}

/// The file tells who watches what: only its owner may read it.
fn restrict(path: &Path) -> std::io::Result<()> {
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create(true).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path).map(drop)
}

fn load(connection: &Connection, service: &mut Service) -> Result<(), StoreError> {
    let mut statement = connection.prepare("SELECT kind, body FROM record")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let (kind, body): (String, String) = (row.get(0)?, row.get(1)?);
        service.load(&kind, &body).map_err(StoreError::Row)?;
    }
    Ok(())
}

fn write(connection: &mut Connection, changes: &[Change]) -> rusqlite::Result<()> {
    let transaction = connection.transaction()?;
    {
        let mut put =
            transaction.prepare_cached("INSERT OR REPLACE INTO record (kind, key, body) VALUES (?1, ?2, ?3)")?;
        let mut delete = transaction.prepare_cached("DELETE FROM record WHERE kind = ?1 AND key = ?2")?;
        for Change { kind, key, body } in changes {
            match body {
                Some(body) => put.execute(params![kind, key, body])?,
                None => delete.execute(params![kind, key])?,
            };
        }
    }
    transaction.commit()
}

/// Changes, and the number of their turn.
struct Job {
    turn: u64,
    changes: Vec<Change>,
}

/// The thread that writes. Dropping it waits until all that was given is stored.
#[derive(Debug)]
pub(crate) struct Store {
    jobs: Option<mpsc::Sender<Job>>,
    /// The turn that was given out last.
    turn: AtomicU64,
    /// The turn up to which all is stored; its sender is gone once the file cannot be written.
    stored: watch::Receiver<u64>,
    writer: Option<JoinHandle<()>>,
}

/// A claim to be told when all is stored that an answer may rest on.
pub(crate) struct Ticket {
    turn: u64,
    stored: watch::Receiver<u64>,
}

impl Ticket {
    /// Waits until it is stored; `false` if it never will be.
    pub(crate) async fn wait(mut self) -> bool {
        self.stored.wait_for(|stored| *stored >= self.turn).await.is_ok()
    }
}

impl Store {
    /// Opens `path` and gives `service` what it holds.
    pub(crate) fn open(path: &Path, service: &mut Service) -> Result<Self, StoreError> {
        let mut connection = open(path, service)?;
        let (jobs, queue) = mpsc::channel();
        let (progress, stored) = watch::channel(0);
        let writer = std::thread::spawn(move || {
            while let Ok(first) = queue.recv() {
                match write_together(&mut connection, first, &queue) {
                    Ok(turn) => progress.send_replace(turn),
                    Err(error) => {
                        // What follows would rest on what is missing, so that nothing more is promised.
                        eprintln!("The state file cannot be written: {error}");
                        return;
                    }
                };
            }
        });
        Ok(Self { jobs: Some(jobs), turn: AtomicU64::new(0), stored, writer: Some(writer) })
    }

    /// Queues `changes`; to be called in their order. An answer without changes of its own may tell of those of others,
    /// so that it waits for them as well.
    pub(crate) fn put(&self, changes: Vec<Change>) -> Ticket {
        let turn = if changes.is_empty() {
            self.turn.load(Ordering::Relaxed)
        } else {
            let turn = self.turn.fetch_add(1, Ordering::Relaxed) + 1;
            if let Some(jobs) = &self.jobs {
                // If the writer is gone, the ticket will tell.
                let _ = jobs.send(Job { turn, changes });
            }
            turn
        };
        Ticket { turn, stored: self.stored.clone() }
    }
}

/// Stores `first` and all that waits behind it in one transaction; gives the last turn among them.
fn write_together(connection: &mut Connection, first: Job, queue: &mpsc::Receiver<Job>) -> rusqlite::Result<u64> {
    let mut turn = first.turn;
    let mut changes = first.changes;
    for job in queue.try_iter() {
        turn = job.turn;
        changes.extend(job.changes);
    }
    write(connection, &changes).map(|()| turn)
}

impl Drop for Store {
    fn drop(&mut self) {
        self.jobs = None;
        if let Some(writer) = self.writer.take() {
            // A writer that panicked has nothing left to store.
            let _ = writer.join();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::options::Settings;

    const CLIENT: &str = r#"{"id": "one", "secret": "2f", "software_statement": "x", "issued_at": 7}"#;

    fn client() -> Change {
        Change { kind: "client", key: "\"one\"".into(), body: Some(CLIENT.into()) }
    }

    fn wait(ticket: Ticket) -> bool {
        let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
        runtime.block_on(ticket.wait())
    }

    /// A file of its own for a test, removed at the end.
    struct File(std::path::PathBuf);

    impl File {
        fn new(test: &str) -> Self {
            Self(std::env::temp_dir().join(format!("tvpass-store-{}-{test}.sqlite", std::process::id())))
        }
    }

    impl Drop for File {
        fn drop(&mut self) {
            for suffix in ["", "-wal", "-shm"] {
                // A file that is not there needs no removing.
                let _ = std::fs::remove_file(format!("{}{suffix}", self.0.display()));
            }
        }
    }

    #[test]
    fn what_was_stored_is_there_when_the_file_is_opened_again() {
        let file = File::new("again");
        let store = Store::open(&file.0, &mut Service::new(Settings::default())).expect("a new file");
        assert!(wait(store.put(vec![client()])));
        drop(store);
        let mut service = Service::new(Settings::default());
        let store = Store::open(&file.0, &mut service).expect("the file");
        assert!(service.state.clients.get(&"one".to_owned()).is_some());
        assert!(wait(store.put(vec![Change { body: None, ..client() }])));
        drop(store);
        let mut service = Service::new(Settings::default());
        Store::open(&file.0, &mut service).expect("the file");
        assert!(service.state.clients.get(&"one".to_owned()).is_none());
    }

    #[test]
    fn an_answer_without_changes_waits_for_those_of_others() {
        let file = File::new("others");
        let store = Store::open(&file.0, &mut Service::new(Settings::default())).expect("a new file");
        let before = store.put(Vec::new());
        let change = store.put(vec![client()]);
        let after = store.put(Vec::new());
        assert_eq!((before.turn, change.turn, after.turn), (0, 1, 1));
        assert!(wait(before) && wait(change) && wait(after));
    }

    #[test]
    fn once_the_file_cannot_be_written_nothing_more_is_promised() {
        let file = File::new("broken");
        let store = Store::open(&file.0, &mut Service::new(Settings::default())).expect("a new file");
        Connection::open(&file.0).expect("the file").execute_batch("DROP TABLE record").expect("a change");
        assert!(!wait(store.put(vec![client()])));
        assert!(!wait(store.put(vec![client()])));
        assert!(!wait(store.put(Vec::new())));
    }
}
