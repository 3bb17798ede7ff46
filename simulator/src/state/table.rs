//! Rows in memory that remember what changed, so that a store can follow.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeBounds;

use serde::Serialize;
use serde::de::DeserializeOwned;

/// A row of a [`Table`].
pub(crate) trait Record: Serialize + DeserializeOwned {
    /// The store's name for rows of this type.
    const KIND: &'static str;

    /// The key of a row.
    type Key: Clone + Ord + Serialize;

    fn key(&self) -> Self::Key;
}

/// A row that the store must write or delete.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The type of row.
    pub kind: &'static str,
    /// The row's key, as JSON.
    pub key: String,
    /// The row itself, as JSON; `None` deletes it.
    pub body: Option<String>,
}

/// Rows by key.
#[derive(Debug)]
pub(crate) struct Table<R: Record> {
    rows: BTreeMap<R::Key, R>,
    changed: BTreeSet<R::Key>,
}

impl<R: Record> Default for Table<R> {
    fn default() -> Self {
        Self { rows: BTreeMap::new(), changed: BTreeSet::new() }
    }
}

impl<R: Record> Table<R> {
    pub(crate) fn get(&self, key: &R::Key) -> Option<&R> {
        self.rows.get(key)
    }

    /// A row to be changed.
    pub(crate) fn get_mut(&mut self, key: &R::Key) -> Option<&mut R> {
        let row = self.rows.get_mut(key)?;
        self.changed.insert(key.clone());
        Some(row)
    }

    pub(crate) fn put(&mut self, row: R) {
        let key = row.key();
        self.changed.insert(key.clone());
        self.rows.insert(key, row);
    }

    pub(crate) fn remove(&mut self, key: &R::Key) -> Option<R> {
        let row = self.rows.remove(key)?;
        self.changed.insert(key.clone());
        Some(row)
    }

    pub(crate) fn len(&self) -> usize {
        self.rows.len()
    }

    pub(crate) fn values(&self) -> impl DoubleEndedIterator<Item = &R> {
        self.rows.values()
    }

    pub(crate) fn range(&self, range: impl RangeBounds<R::Key>) -> impl Iterator<Item = &R> {
        self.rows.range(range).map(|(_, row)| row)
    }

    /// Removes the rows that `keep` does not want.
    pub(crate) fn retain(&mut self, keep: impl Fn(&R) -> bool) {
        let changed = &mut self.changed;
        self.rows.retain(|key, row| {
            let kept = keep(row);
            if !kept {
                changed.insert(key.clone());
            }
            kept
        });
    }

    /// Takes in a row from the store.
    pub(crate) fn load(&mut self, body: &str) -> serde_json::Result<&R> {
        let row: R = serde_json::from_str(body)?;
        Ok(self.rows.entry(row.key()).insert_entry(row).into_mut())
    }

    /// Moves what changed since the last time to the end of `changes`.
    pub(crate) fn take_changes(&mut self, changes: &mut Vec<Change>) {
        for key in std::mem::take(&mut self.changed) {
            changes.push(Change { kind: R::KIND, key: json(&key), body: self.rows.get(&key).map(json) });
        }
    }
}

/// Rows are plain structs with text keys, which always serialize.
fn json(value: &impl Serialize) -> String {
    serde_json::to_string(value).unwrap_or_default()
}
