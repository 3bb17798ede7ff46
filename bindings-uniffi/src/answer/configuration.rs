//! The answer of `configuration`.

use tvpass::endpoint::{self, ConfigurationPiece, ConfigurationStream};

use super::checked;
use crate::error::TvpassError;
use crate::open_enum::open_enum;
use crate::own::{Own, record};
use crate::secret::SecretBytes;
use crate::value::Member;

open_enum! {
    /// The degree to which an MVPD is integrated with the platform (R30).
    pub enum BoardingStatus: endpoint::BoardingStatus {
        /// Partner sign-in works.
        Supported,
        /// Shown in the platform's picker, signed in by the basic flow.
        Picker,
    }
}

record! {
    /// An MVPD that a viewer can choose.
    pub struct Mvpd: endpoint::Mvpd {
        /// The id to send.
        id: String,
        /// The name to show.
        display_name: Option<String>,
        /// The logo to show.
        logo_url: Option<String>,
        /// Temporary access, to be hidden from a picker (R26).
        is_temp_pass: bool,
        /// Proxied; of no meaning for the application (R29).
        is_proxy: bool,
        /// A sign-in at every change of the application (R31).
        auth_per_aggregator: bool,
        /// A sign-in for every browser session.
        auth_per_browser_session: bool,
        /// Passive sign-in.
        passive_authn_enabled: bool,
        /// Enabled for platform single sign-on (R30).
        enable_platform_services: bool,
        /// May stand in the platform's own picker (R30).
        display_in_platform_picker: bool,
        /// The viewer's permission on the device must be honoured (R30).
        enforce_platform_permissions: bool,
        /// The degree to which it is integrated with the platform.
        boarding_status: Option<BoardingStatus>,
        /// Its id on the platform (R97).
        platform_mapping_id: Option<String>,
    }
}

record! {
    /// A domain of the service provider.
    pub struct Domain: endpoint::Domain {
        /// The domain.
        name: String,
        /// True if an MVPD may begin a sign-in there.
        mvpd_initiated: Option<bool>,
    }
}

/// The MVPDs of a service provider, and what the service says beside them.
#[derive(Clone, Debug, Default, PartialEq, uniffi::Record)]
pub struct Configuration {
    /// The members beside the service provider's: `device`, `platform`, `time`, …
    pub settings: Vec<Member>,
    /// The service provider's id.
    pub id: String,
    /// Its name.
    pub name: Option<String>,
    /// Its domains.
    pub domains: Vec<Domain>,
    /// The MVPDs, in order, those of temporary access included.
    pub mvpds: Vec<Mvpd>,
}

impl Configuration {
    fn of<'a>(pieces: impl Iterator<Item = ConfigurationPiece<'a>>) -> Self {
        let mut configuration = Self::default();
        for piece in pieces {
            match piece {
                ConfigurationPiece::Setting(name, value) => {
                    configuration.settings.push(Member { name: name.own(), value: value.own() });
                }
                ConfigurationPiece::RequestorId(id) => configuration.id = id.own(),
                ConfigurationPiece::RequestorName(name) => configuration.name = Some(name.own()),
                ConfigurationPiece::Domain(domain) => configuration.domains.push(domain.own()),
                ConfigurationPiece::Mvpd(mvpd) => configuration.mvpds.push(mvpd.own()),
            }
        }
        configuration
    }
}

impl Own for endpoint::Configuration<'_> {
    type Owned = Configuration;

    fn own(self) -> Configuration {
        Configuration::of(self.pieces())
    }
}

/// The answer to `Call::GetConfiguration`.
#[uniffi::export]
pub fn decode_configuration(http_status: u16, body: SecretBytes) -> Result<Configuration, TvpassError> {
    checked(http_status, &body.0, |body| {
        let mut pieces = ConfigurationStream::whole(body);
        let configuration = Configuration::of(pieces.by_ref());
        pieces.finish()?;
        Ok(configuration)
    })
}
