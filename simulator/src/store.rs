//! The state file: SQLite, one row for each record of the state.
//!
//! A single thread writes. Changes that arrive while it writes are stored together, so that many clients share one
//! synchronous commit, and every answer still waits for the commit that holds its change.

use std::path::Path;
use std::sync::mpsc;
use std::thread::JoinHandle;

use rusqlite::{Connection, params};
use tokio::sync::oneshot;

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

struct Job {
    changes: Vec<Change>,
    stored: oneshot::Sender<bool>,
}

/// The thread that writes. Dropping it waits until all that was given is stored.
#[derive(Debug)]
pub(crate) struct Store {
    jobs: Option<mpsc::Sender<Job>>,
    writer: Option<JoinHandle<()>>,
}

impl Store {
    /// Opens `path` and gives `service` what it holds.
    pub(crate) fn open(path: &Path, service: &mut Service) -> Result<Self, StoreError> {
        let mut connection = open(path, service)?;
        let (jobs, queue) = mpsc::channel();
        let writer = std::thread::spawn(move || {
            while let Ok(first) = queue.recv() {
                write_together(&mut connection, first, &queue);
            }
        });
        Ok(Self { jobs: Some(jobs), writer: Some(writer) })
    }

    /// Queues `changes`; what comes back says whether they were stored. To be called in the order of the changes.
    pub(crate) fn put(&self, changes: Vec<Change>) -> oneshot::Receiver<bool> {
        let (stored, receiver) = oneshot::channel();
        if let Some(jobs) = &self.jobs {
            // If the writer is gone, the receiver learns it from the sender that is dropped here.
            let _ = jobs.send(Job { changes, stored });
        }
        receiver
    }
}

/// Stores `first` and all that waits behind it in one transaction.
fn write_together(connection: &mut Connection, first: Job, queue: &mpsc::Receiver<Job>) {
    let mut jobs = vec![first];
    jobs.extend(queue.try_iter());
    let (changes, senders): (Vec<_>, Vec<_>) = jobs.into_iter().map(|job| (job.changes, job.stored)).unzip();
    let written = write(connection, &changes.concat());
    if let Err(error) = &written {
        eprintln!("The state file cannot be written: {error}");
    }
    for sender in senders {
        // A client that went away does not wait.
        let _ = sender.send(written.is_ok());
    }
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
