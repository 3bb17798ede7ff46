//! A few hundred MVPDs that nobody has to think of, so that a picker meets a list of real length.

use super::Mvpd;

const PLACES: [&str; 25] = [
    "Aspen",
    "Bayview",
    "Cedar",
    "Delta",
    "Eastlake",
    "Foothill",
    "Granite",
    "Harbor",
    "Inland",
    "Juniper",
    "Keystone",
    "Lakeshore",
    "Maple",
    "Northern",
    "Oakridge",
    "Prairie",
    "Quarry",
    "Redwood",
    "Summit",
    "Tidewater",
    "Upland",
    "Valley",
    "Willow",
    "Yellowstone",
    "Zephyr",
];

const TRADES: [&str; 12] = [
    "Broadband",
    "Cable",
    "Communications",
    "Connect",
    "Cooperative",
    "Digital",
    "Fiber",
    "Media",
    "Networks",
    "Telecom",
    "Telephone",
    "Vision",
];

/// One MVPD for each place and trade, every seventh of them proxied.
pub(super) fn mvpds() -> impl Iterator<Item = Mvpd> {
    let pairs = PLACES.iter().flat_map(|place| TRADES.iter().map(move |trade| (place, trade)));
    pairs.enumerate().map(|(index, (place, trade))| Mvpd {
        id: format!("{place}_{trade}"),
        display_name: format!("{place} {trade}"),
        has_logout: true,
        is_proxy: index % 7 == 6,
        ..Mvpd::default()
    })
}
