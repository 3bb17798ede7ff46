//! One installation of the application, as an object of JavaScript.

use alloc::boxed::Box;
use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;

use tvpass::TooSmall;
use tvpass::flow::{self, App, LargeInstallation, RestoreError};
use wasm_bindgen::prelude::wasm_bindgen;

use super::service_token::TokenKeeper;
use super::settings::Settings;
use crate::fields::Fields;
use crate::plain::{Plain, Sheet, key, written};

/// An installation of the application.
#[wasm_bindgen]
pub struct Installation {
    core: Box<LargeInstallation>,
    owner: Settings,
    restore_error: Option<RestoreError>,
    keeper: TokenKeeper,
}

#[wasm_bindgen]
impl Installation {
    /// A new installation of an `owner`: fields, the service, the service provider and the software statement.
    #[wasm_bindgen(constructor)]
    #[must_use]
    pub fn new(owner: Vec<u8>) -> Self {
        Self {
            core: Box::new(LargeInstallation::new()),
            owner: Settings::new(owner),
            restore_error: None,
            keeper: TokenKeeper::default(),
        }
    }

    /// Changes it, by one function for all changes, since each function of a border has its weight. `given` begins as a field does, with
    /// the name of the change; what was saved, or a provider's fields, follow. `revision` is that of a state which was written. `false`
    /// if the change is refused.
    pub fn change(&mut self, revision: u16, given: &[u8]) -> bool {
        let mut given = Fields::new(given);
        let (change, _) = given.next().unwrap_or_default();
        match change {
            "restore" => return self.restore(given.rest()),
            "service_token" => self.keeper.restore(given.rest().into()),
            "mark_saved" => self.core.mark_saved(revision),
            "remember" => return self.remember(given),
            "reset" => self.core.reset(),
            _ => return false,
        }
        true
    }

    /// Its public state, with the saved form if that is not written yet; or why its owner cannot be worked with.
    #[must_use]
    pub fn state(&self) -> Vec<u8> {
        let app = match self.owner.app() {
            Ok(app) => app,
            Err(refused) => return refused,
        };
        let unsaved = Unsaved::of(&app, &self.core);
        written(1024, &|sheet| {
            sheet.object(|sheet| {
                sheet.member(key!("unsaved"), &unsaved);
                sheet.member(key!("mvpd"), &self.core.mvpd());
                sheet.member(key!("mvpdName"), &self.core.mvpd_name());
                sheet.member(key!("mvpdLogo"), &self.core.mvpd_logo());
                sheet.member(key!("profileUntil"), &self.core.profile_until());
                sheet.member(key!("restoreError"), &self.restore_error);
                sheet.member(key!("serviceToken"), &self.keeper.header());
            });
        })
    }
}

impl Installation {
    /// Takes up what was saved, by itself or by another program of the device; where nothing was, it stays as it is. `false` if that
    /// is refused: it is a new installation then.
    fn restore(&mut self, saved: &[u8]) -> bool {
        self.restore_error = match self.owner.app() {
            Ok(app) if !saved.is_empty() => self.core.restore_in_place(&app, saved).err(),
            _ => None,
        };
        self.restore_error.is_none()
    }

    /// Remembers the provider that the viewer chose, or forgets it where there is none; `false` if there is no room.
    fn remember(&mut self, provider: Fields<'_>) -> bool {
        let mvpd = provider.text("mvpd");
        if mvpd.is_empty() {
            self.core.forget_mvpd();
            return true;
        }
        self.core.remember_provider(mvpd, provider.text("name"), provider.text("logo")).is_ok()
    }

    pub(super) fn parts(&mut self) -> (&mut flow::Installation, &mut TokenKeeper) {
        (&mut self.core, &mut self.keeper)
    }
}

/// The saved form of an installation that changed, and the revision to acknowledge.
pub(super) struct Unsaved {
    saved: String,
    revision: u16,
}

impl Unsaved {
    #[inline(never)]
    pub(super) fn of(app: &App<'_>, installation: &flow::Installation) -> Option<Self> {
        if !installation.is_unsaved() {
            return None;
        }
        let mut buffer = vec![0; 1024];
        loop {
            match installation.save(app, &mut buffer).map(<[u8]>::len) {
                Ok(length) => {
                    buffer.truncate(length);
                    let saved = String::from_utf8(buffer).unwrap_or_default();
                    return Some(Self { saved, revision: installation.revision() });
                }
                Err(TooSmall { needed }) => buffer.resize(needed, 0),
            }
        }
    }
}

impl Plain for Unsaved {
    fn type_name() -> &'static str {
        "Unsaved"
    }

    fn write(&self, sheet: &mut Sheet<'_, '_>) {
        sheet.object(|sheet| {
            sheet.member(key!("saved"), &self.saved.as_str());
            sheet.member(key!("revision"), &self.revision);
        });
    }
}
