//! The state file: what must survive a restart, whole at every moment, its owner's alone, and one program's at a time.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use std::sync::{Arc, Mutex, PoisonError};

use serde::{Deserialize, Serialize};
use tvpass_client::{FileStore, Store};

use crate::device;
use crate::profile::Profile;
use crate::trouble::{Trouble, Who};

/// Raised whenever a file of an older program cannot be read as it is.
const FORMAT: u32 = 2;

/// Whose credentials these are: no other service is to see them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Owner {
    /// The host without its port, so that a simulator may come back on another one.
    pub(crate) host: String,
    pub(crate) service_provider: String,
}

/// The content of the file.
#[derive(Serialize, Deserialize)]
struct State {
    format: u32,
    #[serde(flatten)]
    owner: Owner,
    device_id: String,
    /// The saved state of the core, to the letter: it ends in a checksum.
    #[serde(default)]
    client: Option<String>,
    profile: Option<Profile>,
}

/// The state of one television, in a file or only in memory.
pub(crate) struct Storage {
    file: Option<StateFile>,
    state: State,
}

/// The file, which no other program has meanwhile: two televisions with one state would register twice.
struct StateFile {
    path: PathBuf,
    store: FileStore,
}

impl Storage {
    /// The state in `path`, or that of a new television.
    ///
    /// # Errors
    /// The file cannot be read or written, is another program's at this moment, is something else, or belongs to another service.
    pub(crate) fn open(path: Option<&Path>, owner: Owner) -> Result<Self, Trouble> {
        let file = path.map(StateFile::open).transpose()?;
        let state = match path {
            Some(path) => read(path)?.map(|state| checked(state, path, &owner)).transpose()?,
            None => None,
        };
        Ok(Self { file, state: state.unwrap_or_else(|| State::new(owner)) })
    }

    /// The device id: generated once, never shown.
    pub(crate) fn device_id(&self) -> &str {
        &self.state.device_id
    }

    /// The profile of the last sign-in.
    pub(crate) fn profile(&self) -> Option<&Profile> {
        self.state.profile.as_ref()
    }

    /// Keeps who is signed in.
    ///
    /// # Errors
    /// The file cannot be written.
    pub(crate) fn save_profile(&mut self, profile: Profile) -> Result<(), Trouble> {
        self.state.profile = Some(profile);
        self.save()
    }

    /// Forgets who was signed in: the service says that nobody is (R50).
    ///
    /// # Errors
    /// As above.
    pub(crate) fn forget_profile(&mut self) -> Result<(), Trouble> {
        match self.state.profile.take() {
            Some(_) => self.save(),
            None => Ok(()),
        }
    }

    /// Writes everything.
    ///
    /// # Errors
    /// The file cannot be written.
    pub(crate) fn save(&self) -> Result<(), Trouble> {
        self.write().map_err(|error| unwritable(error.to_string()))
    }

    fn write(&self) -> io::Result<()> {
        let Some(StateFile { path, store }) = &self.file else { return Ok(()) };
        let mut text = serde_json::to_vec_pretty(&self.state)?;
        text.push(b'\n');
        store.write(&text).map_err(|error| io::Error::new(error.kind(), cannot_be_written(path, &error)))
    }
}

impl StateFile {
    fn open(path: &Path) -> Result<Self, Trouble> {
        match FileStore::open(path) {
            Ok(store) => Ok(Self { path: path.to_owned(), store }),
            Err(error) if error.kind() == io::ErrorKind::WouldBlock => {
                let reason = format!("the state file {} is in use by another television", path.display());
                Err(Trouble::new(Who::User, reason, "name another file with --state, or end the other program"))
            }
            Err(error) => Err(unwritable(cannot_be_written(path, &error))),
        }
    }
}

fn cannot_be_written(path: &Path, error: &io::Error) -> String {
    format!("the state file {} cannot be written: {error}", path.display())
}

fn unwritable(reason: String) -> Trouble {
    Trouble::new(Who::User, reason, "name a file in a folder that this program may write to")
}

/// The state, for the television and for the client that works beside it.
#[derive(Clone)]
pub(crate) struct SharedStorage(Arc<Mutex<Storage>>);

impl SharedStorage {
    pub(crate) fn new(storage: Storage) -> Self {
        Self(Arc::new(Mutex::new(storage)))
    }

    pub(crate) fn with<T>(&self, work: impl FnOnce(&mut Storage) -> T) -> T {
        work(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Store for SharedStorage {
    fn read(&self) -> io::Result<Option<Vec<u8>>> {
        Ok(self.with(|storage| storage.state.client.clone().map(String::into_bytes)))
    }

    fn write(&self, saved: &[u8]) -> io::Result<()> {
        self.with(|storage| {
            storage.state.client = Some(String::from_utf8_lossy(saved).into_owned());
            storage.write()
        })
    }
}

impl State {
    fn new(owner: Owner) -> Self {
        Self { format: FORMAT, owner, device_id: device::new_id(), client: None, profile: None }
    }
}

fn read(path: &Path) -> Result<Option<State>, Trouble> {
    let trouble = |what: String| {
        let reason = format!("the state file {} {what}", path.display());
        Trouble::new(Who::User, reason, "name another file with --state, or move this one away to begin anew")
    };
    match fs::read(path) {
        Ok(bytes) => match serde_json::from_slice(&bytes) {
            Ok(state) => Ok(Some(state)),
            Err(_) if bytes.first() == Some(&b'{') => begin_anew(path),
            Err(_) => Err(trouble("is not one of this program".into())),
        },
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(trouble(format!("cannot be read: {error}"))),
    }
}

/// Sets a damaged state aside: a television that never starts again would be worse than one that signs in again.
fn begin_anew(path: &Path) -> Result<Option<State>, Trouble> {
    let mut aside = path.as_os_str().to_owned();
    aside.push(".damaged");
    fs::rename(path, &aside).map_err(|error| {
        let reason = format!("the state file {} is damaged and cannot be set aside: {error}", path.display());
        Trouble::new(Who::User, reason, "move it away to begin anew")
    })?;
    let aside = PathBuf::from(aside);
    eprintln!("living-room: the state file is damaged and kept as {}; the television begins anew", aside.display());
    Ok(None)
}

fn checked(state: State, path: &Path, owner: &Owner) -> Result<State, Trouble> {
    let trouble = |what: String| {
        let reason = format!("the state file {} {what}", path.display());
        Trouble::new(Who::User, reason, "name another file with --state")
    };
    if state.format != FORMAT {
        return Err(trouble(format!("has format {}, and this program knows {FORMAT}", state.format)));
    }
    if state.owner != *owner {
        let Owner { host, service_provider } = &state.owner;
        return Err(trouble(format!("belongs to service provider {service_provider} at {host}")));
    }
    Ok(state)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn owner() -> Owner {
        Owner { host: "127.0.0.1".into(), service_provider: "REF30".into() }
    }

    fn profile() -> Profile {
        Profile {
            mvpd: "Cablevision".into(),
            not_before: 1,
            not_after: u64::MAX,
            issuer: "Cablevision".into(),
            profile_type: "regular".into(),
            attributes: [("userID".into(), serde_json::json!({"value": "viewer"}))].into_iter().collect(),
        }
    }

    #[test]
    fn what_was_saved_is_there_at_the_next_start() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("tv.json");
        let open = || SharedStorage::new(Storage::open(Some(&path), owner()).unwrap());
        let storage = open();
        storage.write(br#"{"mvpd":"Cablevision"}"#).unwrap();
        storage.with(|storage| storage.save_profile(profile())).unwrap();
        let id = |storage: &SharedStorage| storage.with(|storage| storage.device_id().to_owned());
        let id_before = id(&storage);
        drop(storage);
        let restored = open();
        assert_eq!(id(&restored), id_before);
        assert_eq!(restored.with(|storage| storage.profile().cloned()), Some(profile()));
        assert_eq!(restored.read().unwrap().as_deref(), Some(&br#"{"mvpd":"Cablevision"}"#[..]));
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2, "nothing is left beside the file and its lock");
        restored.with(Storage::forget_profile).unwrap();
        drop(restored);
        assert_eq!(open().with(|storage| storage.profile().cloned()), None);
    }

    #[cfg(unix)]
    #[test]
    fn only_its_owner_can_read_the_file_even_where_an_open_one_was_there() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("tv.json");
        let storage = Storage::open(Some(&path), owner()).unwrap();
        fs::write(&path, "{}").unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o644)).unwrap();
        storage.save().unwrap();
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    }

    #[test]
    fn a_file_of_something_else_is_refused_and_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("notes.txt");
        fs::write(&path, "milk, bread").unwrap();
        let trouble = Storage::open(Some(&path), owner()).err().unwrap();
        assert!(trouble.reason.ends_with("is not one of this program"), "{trouble}");
        assert_eq!(fs::read(&path).unwrap(), b"milk, bread");
    }

    #[test]
    fn a_state_that_was_cut_is_set_aside_for_a_new_television() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("tv.json");
        Storage::open(Some(&path), owner()).unwrap().save().unwrap();
        let whole = fs::read(&path).unwrap();
        fs::write(&path, &whole[..whole.len() / 2]).unwrap();
        Storage::open(Some(&path), owner()).unwrap().save().unwrap();
        assert_eq!(fs::read(folder.path().join("tv.json.damaged")).unwrap(), whole[..whole.len() / 2]);
        assert!(Storage::open(Some(&path), owner()).is_ok());
    }

    #[test]
    fn credentials_do_not_go_to_another_service() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("tv.json");
        Storage::open(Some(&path), owner()).unwrap().save().unwrap();
        let other = Owner { host: "sp.auth.adobe.com".into(), ..owner() };
        let trouble = Storage::open(Some(&path), other).err().unwrap();
        assert!(trouble.reason.ends_with("belongs to service provider REF30 at 127.0.0.1"), "{trouble}");
    }

    #[test]
    fn a_file_that_cannot_be_written_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("none").join("tv.json");
        let trouble = Storage::open(Some(&path), owner()).err().unwrap();
        assert!(trouble.reason.contains("tv.json cannot be written"), "{trouble}");
    }

    #[test]
    fn two_televisions_do_not_share_a_file() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("tv.json");
        let first = Storage::open(Some(&path), owner()).unwrap();
        let trouble = Storage::open(Some(&path), owner()).err().unwrap();
        assert!(trouble.reason.ends_with("tv.json is in use by another television"), "{trouble}");
        drop(first);
        assert!(Storage::open(Some(&path), owner()).is_ok());
    }

    #[test]
    fn without_a_file_each_television_is_a_new_one() {
        let first = Storage::open(None, owner()).unwrap();
        let second = Storage::open(None, owner()).unwrap();
        assert_ne!(first.device_id(), second.device_id());
        first.save().unwrap();
    }
}
