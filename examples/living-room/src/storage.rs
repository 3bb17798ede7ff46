//! The state file: what must survive a restart, whole at every moment, and its owner's alone.

use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use serde_json::Value;
use tempfile::NamedTempFile;
use tvpass::old_flow::{Client, SAVED_CAPACITY};

use crate::device;
use crate::profile::Profile;
use crate::trouble::{Trouble, Who};

/// Raised whenever a file of an older program cannot be read as it is.
const FORMAT: u32 = 1;

/// Whose credentials these are: no other service is to see them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Owner {
    /// The host without its port, so that a simulator may come back on another one.
    pub(crate) host: String,
    pub(crate) service_provider: String,
}

/// What the file holds.
#[derive(Serialize, Deserialize)]
struct State {
    format: u32,
    #[serde(flatten)]
    owner: Owner,
    device_id: String,
    client: Value,
    profile: Option<Profile>,
}

/// The state of one television, in a file or only in memory.
pub(crate) struct Storage {
    path: Option<PathBuf>,
    state: State,
}

impl Storage {
    /// The state in `path`, or that of a new television.
    ///
    /// # Errors
    /// The file cannot be read, is no state file, or belongs to another service.
    pub(crate) fn open(path: Option<&Path>, owner: Owner) -> Result<(Self, Client), Trouble> {
        let state = match path {
            Some(path) => read(path)?.map(|state| checked(state, path, &owner)).transpose()?,
            None => None,
        };
        let (state, client) = state.unwrap_or_else(|| (State::new(owner), Client::new()));
        Ok((Self { path: path.map(Path::to_owned), state }, client))
    }

    /// The device id: generated once, never shown.
    pub(crate) fn device_id(&self) -> &str {
        &self.state.device_id
    }

    /// The profile of the last sign-in.
    pub(crate) fn profile(&self) -> Option<&Profile> {
        self.state.profile.as_ref()
    }

    /// Keeps `client`.
    ///
    /// # Errors
    /// The file cannot be written.
    pub(crate) fn save_client(&mut self, client: &Client) -> Result<(), Trouble> {
        self.state.client = to_value(client);
        self.save()
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

    fn save(&self) -> Result<(), Trouble> {
        let Some(path) = &self.path else { return Ok(()) };
        write(path, &self.state).map_err(|error| {
            Trouble::new(
                Who::User,
                format!("the state file {} cannot be written: {error}", path.display()),
                "name a file in a folder that this program may write to",
            )
        })
    }
}

impl State {
    fn new(owner: Owner) -> Self {
        let client = to_value(&Client::new());
        Self { format: FORMAT, owner, device_id: device::new_id(), client, profile: None }
    }
}

fn to_value(client: &Client) -> Value {
    let mut buffer = [0; SAVED_CAPACITY];
    let saved = client.save(&mut buffer).expect("the capacity always suffices");
    serde_json::from_slice(saved).expect("the core writes JSON")
}

fn read(path: &Path) -> Result<Option<State>, Trouble> {
    let trouble = |what: String| {
        let reason = format!("the state file {} {what}", path.display());
        Trouble::new(Who::User, reason, "name another file with --state, or move this one away to begin anew")
    };
    match fs::read(path) {
        Ok(bytes) => serde_json::from_slice(&bytes).map(Some).map_err(|_| trouble("is not one of this program".into())),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(trouble(format!("cannot be read: {error}"))),
    }
}

fn checked(state: State, path: &Path, owner: &Owner) -> Result<(State, Client), Trouble> {
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
    match Client::restore(state.client.to_string().as_bytes()) {
        Ok(client) => Ok((state, client)),
        Err(error) => Err(trouble(format!("is damaged: {error}"))),
    }
}

/// Writes beside the file and renames, so that a reader finds the old state or the new one, and nothing in between.
fn write(path: &Path, state: &State) -> io::Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    // Temporary files are their owner's alone, and the renamed one stays so.
    let mut file = NamedTempFile::new_in(folder)?;
    serde_json::to_writer_pretty(&mut file, state)?;
    file.write_all(b"\n")?;
    file.as_file().sync_all()?;
    file.persist(path)?;
    Ok(())
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
        let (mut storage, mut client) = Storage::open(Some(&path), owner()).unwrap();
        client.remember_mvpd("Cablevision").unwrap();
        storage.save_client(&client).unwrap();
        storage.save_profile(profile()).unwrap();
        let (mut restored, client) = Storage::open(Some(&path), owner()).unwrap();
        assert_eq!(restored.device_id(), storage.device_id());
        assert_eq!(restored.profile(), Some(&profile()));
        assert_eq!(client.mvpd(), Some("Cablevision"));
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "nothing is left beside the file");
        restored.forget_profile().unwrap();
        assert_eq!(Storage::open(Some(&path), owner()).unwrap().0.profile(), None);
    }

    #[cfg(unix)]
    #[test]
    fn only_its_owner_can_read_the_file_even_where_an_open_one_was_there() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("tv.json");
        let (mut storage, client) = Storage::open(Some(&path), owner()).unwrap();
        fs::write(&path, "{}").unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o644)).unwrap();
        storage.save_client(&client).unwrap();
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
    fn credentials_do_not_go_to_another_service() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("tv.json");
        let (mut storage, client) = Storage::open(Some(&path), owner()).unwrap();
        storage.save_client(&client).unwrap();
        let other = Owner { host: "sp.auth.adobe.com".into(), ..owner() };
        let trouble = Storage::open(Some(&path), other).err().unwrap();
        assert!(trouble.reason.ends_with("belongs to service provider REF30 at 127.0.0.1"), "{trouble}");
    }

    #[test]
    fn a_file_that_cannot_be_written_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("none").join("tv.json");
        let (mut storage, client) = Storage::open(Some(&path), owner()).unwrap();
        let trouble = storage.save_client(&client).unwrap_err();
        assert!(trouble.reason.contains("tv.json cannot be written"), "{trouble}");
    }

    #[test]
    fn without_a_file_each_television_is_a_new_one() {
        let (mut first, client) = Storage::open(None, owner()).unwrap();
        let (second, _) = Storage::open(None, owner()).unwrap();
        assert_ne!(first.device_id(), second.device_id());
        first.save_client(&client).unwrap();
    }
}
