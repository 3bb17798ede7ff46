//! The state file: SQLite, one row for each record of the state.
//!
//! A single thread writes. Changes that arrive while it writes are stored together, so that many clients share one
//! synchronous commit, and every answer still waits for the commit that holds what it rests on.

use std::collections::BTreeMap;
use std::fs::File;
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc;
use std::thread::JoinHandle;

use rusqlite::{Connection, params};
use tokio::sync::watch;

use super::state_file::claim;
use crate::service::Service;
use crate::state::{Change, LoadError};

const VERSION: i32 = 1;

/// Why a state file cannot be used.
#[derive(Debug)]
pub enum StoreError {
    /// It cannot be opened, read or written.
    Sqlite(rusqlite::Error),
    /// It cannot be made, locked or taken from other users.
    File(std::io::Error),
    /// Another simulator uses it: each would overwrite what the other answered.
    InUse,
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
            Self::InUse => f.write_str("another simulator uses it"),
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

/// Opens `path` and gives `service` what it holds.
fn open(path: &Path, service: &mut Service) -> Result<Connection, StoreError> {
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

/// The progress of the writer.
#[derive(Clone, Debug, Default)]
struct Progress {
    /// The turn that was tried last.
    tried: u64,
    /// The turn up to which all is stored.
    stored: u64,
    /// Why what was tried is not stored.
    trouble: Option<String>,
}

/// The thread that writes. Dropping it waits until all that was given is stored, or was tried.
#[derive(Debug)]
pub(crate) struct Store {
    jobs: Option<mpsc::Sender<Job>>,
    /// The turn that was given out last.
    turn: AtomicU64,
    progress: watch::Receiver<Progress>,
    writer: Option<JoinHandle<()>>,
    /// The lock of the state file, which ends with it.
    lock: Option<File>,
}

/// A claim to be told when all is stored that an answer may rest on.
pub(crate) struct Ticket {
    turn: u64,
    progress: watch::Receiver<Progress>,
}

impl Ticket {
    /// Waits until it is stored, or was tried; whether it is stored.
    pub(crate) async fn wait(mut self) -> bool {
        let tried = self.progress.wait_for(|progress| progress.tried >= self.turn).await;
        tried.is_ok_and(|progress| progress.stored >= self.turn)
    }
}

impl Store {
    /// Opens `path`, making it if it is not there, and gives `service` what it holds.
    pub(crate) fn open(path: &Path, service: &mut Service) -> Result<Self, StoreError> {
        let lock = claim(path).map_err(StoreError::File)?.ok_or(StoreError::InUse)?;
        let mut connection = open(path, service)?;
        let mut store = Self::writing(move |changes| write(&mut connection, changes));
        store.lock = Some(lock);
        Ok(store)
    }

    /// A store that hands all changes to `write`.
    pub(crate) fn writing(write: impl FnMut(&[Change]) -> rusqlite::Result<()> + Send + 'static) -> Self {
        let (jobs, queue) = mpsc::channel();
        let (progress, seen) = watch::channel(Progress::default());
        let writer = std::thread::spawn(move || write_all(write, &queue, &progress));
        Self { jobs: Some(jobs), turn: AtomicU64::new(0), progress: seen, writer: Some(writer), lock: None }
    }

    /// Queues `changes`; to be called in their order. An answer without changes of its own may tell of those of others,
    /// so that it waits for them as well, and has them tried again if they could not be stored.
    pub(crate) fn put(&self, changes: Vec<Change>) -> Ticket {
        let turn = if changes.is_empty() && self.trouble().is_none() {
            self.turn.load(Ordering::Relaxed)
        } else {
            let turn = self.turn.fetch_add(1, Ordering::Relaxed) + 1;
            if let Some(jobs) = &self.jobs {
                // If the writer is gone, the ticket will tell.
                let _ = jobs.send(Job { turn, changes });
            }
            turn
        };
        Ticket { turn, progress: self.progress.clone() }
    }

    /// Why changes are not stored, while they are not.
    pub(crate) fn trouble(&self) -> Option<String> {
        self.progress.borrow().trouble.clone()
    }
}

/// Stores what is in the queue, and all that waits behind it, in one transaction. Changes that cannot be stored, as on a full
/// disk, are kept and tried again with the next: until then no answer that rests on it leaves.
fn write_all(
    mut write: impl FnMut(&[Change]) -> rusqlite::Result<()>,
    queue: &mpsc::Receiver<Job>,
    progress: &watch::Sender<Progress>,
) {
    let mut waiting = Vec::new();
    while let Ok(first) = queue.recv() {
        let mut tried = first.turn;
        let is_again = !waiting.is_empty();
        waiting.extend(first.changes);
        for job in queue.try_iter() {
            tried = job.turn;
            waiting.extend(job.changes);
        }
        if is_again {
            waiting = newest(waiting);
        }
        let trouble = write(&waiting).err().map(|error| error.to_string());
        if trouble.is_none() {
            waiting.clear();
        }
        progress.send_modify(|progress| {
            announce(progress.trouble.as_deref(), trouble.as_deref());
            let stored = if trouble.is_none() { tried } else { progress.stored };
            *progress = Progress { tried, stored, trouble };
        });
    }
}

/// The last change of each row, so that what waits for room on the disk is never more than the state.
fn newest(changes: Vec<Change>) -> Vec<Change> {
    let rows = changes.into_iter().map(|change| ((change.kind, change.key.clone()), change));
    rows.collect::<BTreeMap<_, _>>().into_values().collect()
}

/// Says on the terminal when trouble begins, changes and ends.
fn announce(before: Option<&str>, now: Option<&str>) {
    match now {
        Some(trouble) if before != now => eprintln!("The state file cannot be written: {trouble}"),
        None if before.is_some() => eprintln!("The state file is written again."),
        _ => {}
    }
}

impl Drop for Store {
    fn drop(&mut self) {
        self.jobs = None;
        if let Some(writer) = self.writer.take() {
            // A writer that panicked has nothing left to store.
            let _ = writer.join();
        }
        // Whoever waits for the file finds all in it.
        self.lock = None;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::server::scratch::Folder;
    use crate::settings::Settings;

    const CLIENT: &str = r#"{"id": "one", "secret": "2f", "software_statement": "x", "issued_at": 7}"#;

    fn client() -> Change {
        Change { kind: "client", key: "\"one\"".into(), body: Some(CLIENT.into()) }
    }

    fn wait(ticket: Ticket) -> bool {
        let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
        runtime.block_on(ticket.wait())
    }

    #[test]
    fn what_was_stored_is_there_when_the_file_is_opened_again() {
        let folder = Folder::new("again");
        let path = folder.file("state.sqlite");
        let store = Store::open(&path, &mut Service::new(Settings::default())).expect("a new file");
        assert!(wait(store.put(vec![client()])));
        drop(store);
        let mut service = Service::new(Settings::default());
        let store = Store::open(&path, &mut service).expect("the file");
        assert!(service.state.clients.get(&"one".to_owned()).is_some());
        assert!(wait(store.put(vec![Change { body: None, ..client() }])));
        drop(store);
        let mut service = Service::new(Settings::default());
        Store::open(&path, &mut service).expect("the file");
        assert!(service.state.clients.get(&"one".to_owned()).is_none());
    }

    #[test]
    fn an_answer_without_changes_waits_for_those_of_others() {
        let folder = Folder::new("others");
        let path = folder.file("state.sqlite");
        let store = Store::open(&path, &mut Service::new(Settings::default())).expect("a new file");
        let before = store.put(Vec::new());
        let change = store.put(vec![client()]);
        let after = store.put(Vec::new());
        assert_eq!((before.turn, change.turn, after.turn), (0, 1, 1));
        assert!(wait(before) && wait(change) && wait(after));
    }

    #[test]
    fn what_could_not_be_stored_is_stored_once_the_file_can_be_written_again() {
        let folder = Folder::new("broken");
        let path = folder.file("state.sqlite");
        let store = Store::open(&path, &mut Service::new(Settings::default())).expect("a new file");
        let other = Connection::open(&path).expect("the file");
        other.execute_batch("ALTER TABLE record RENAME TO away").expect("a change");
        assert!(!wait(store.put(vec![client()])));
        assert!(!wait(store.put(vec![Change { body: None, ..client() }])));
        assert!(!wait(store.put(Vec::new())));
        assert!(store.trouble().expect("trouble").contains("no such table"));
        assert!(!wait(store.put(vec![client()])));
        other.execute_batch("ALTER TABLE away RENAME TO record").expect("a change");
        assert!(wait(store.put(Vec::new())));
        assert_eq!(store.trouble(), None);
        drop(store);
        let mut service = Service::new(Settings::default());
        Store::open(&path, &mut service).expect("the file");
        assert!(service.state.clients.get(&"one".to_owned()).is_some());
    }

    #[test]
    fn a_full_disk_is_told_and_promises_nothing() {
        let folder = Folder::new("full");
        let mut connection = Connection::open(folder.file("state.sqlite")).expect("a new file");
        connection.execute_batch("CREATE TABLE record (kind, key, body); PRAGMA max_page_count = 3").expect("a table");
        let store = Store::writing(move |changes| write(&mut connection, changes));
        let long = Change { body: Some("x".repeat(100_000)), ..client() };
        assert!(!wait(store.put(vec![long])));
        assert_eq!(store.trouble().as_deref(), Some("database or disk is full"));
        // A smaller row of the same name takes the place of the one that waits.
        assert!(wait(store.put(vec![client()])));
        assert_eq!(store.trouble(), None);
    }

    #[test]
    fn what_waits_for_the_disk_is_one_change_a_row() {
        let other = Change { key: "\"two\"".into(), ..client() };
        let gone = Change { body: None, ..client() };
        assert_eq!(newest(vec![client(), other.clone(), gone.clone()]), [gone, other]);
    }
}
