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

    /// Takes up what was saved, by itself or by another program of the device; where nothing was, it stays as it is. `false` if that
    /// is refused: it is a new installation then.
    pub fn restore(&mut self, saved: &[u8]) -> bool {
        self.restore_error = match self.owner.app() {
            Ok(app) if !saved.is_empty() => self.core.restore_in_place(&app, saved).err(),
            _ => None,
        };
        self.restore_error.is_none()
    }

    /// Takes up a service token as it was saved, in place of the one that is kept; forgets that where nothing was.
    pub fn restore_service_token(&mut self, saved: Vec<u8>) {
        self.keeper.restore(saved);
    }

    /// Its public state, with the saved form if that is not written yet; or why its owner cannot be worked with.
    #[must_use]
    pub fn state(&self) -> String {
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

    /// The state of this revision was written.
    pub fn mark_saved(&mut self, revision: u16) {
        self.core.mark_saved(revision);
    }

    /// Remembers the provider that the viewer chose, or forgets it where there is none; `false` if there is no room.
    /// `provider` are fields.
    pub fn remember(&mut self, provider: &[u8]) -> bool {
        let given = Fields::new(provider);
        let mvpd = given.text("mvpd");
        if mvpd.is_empty() {
            self.core.forget_mvpd();
            return true;
        }
        self.core.remember_provider(mvpd, given.text("name"), given.text("logo")).is_ok()
    }

    /// Overwrites everything.
    pub fn reset(&mut self) {
        self.core.reset();
    }
}

impl Installation {
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
