//! A logo for every MVPD: its initials on a colour of its own.

use askama::Template;

use super::asset;
use crate::message::Response;
use crate::notice::Notice;
use crate::service::Service;

#[derive(Template)]
#[template(path = "logo.svg")]
struct Logo<'a> {
    name: &'a str,
    initials: String,
    hue: u32,
}

pub(super) fn show(service: &Service, file: &str) -> Response {
    let mvpd = file.strip_suffix(".svg").and_then(|id| service.settings.world.mvpd(id));
    let Some(mvpd) = mvpd else { return Notice::bad("There is no such logo", "Check the address.").response(404) };
    let name = &mvpd.display_name;
    let initials = name.split_whitespace().filter_map(|word| word.chars().next()).take(2).collect();
    let hue = name.bytes().fold(0_u32, |hue, byte| (hue * 31 + u32::from(byte)) % 360);
    let logo = Logo { name, initials, hue };
    asset("image/svg+xml", &logo.render().unwrap_or_default())
}
