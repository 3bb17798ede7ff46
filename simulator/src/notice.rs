//! Pages for people: built of templates, and the one that tells one thing.

use askama::Template;

use crate::message::Response;

/// A page of a template. Pages load nothing from elsewhere and stand in nobody's frame.
pub(crate) fn page(status: u16, template: &impl Template) -> Response {
    // Rendering fails only where a value's own Display does, and none here does.
    Response::html(status, template.render().unwrap_or_default())
        .with_header("content-security-policy", "default-src 'self'; base-uri 'none'; frame-ancestors 'none'")
        .with_header("referrer-policy", "no-referrer")
        .with_header("x-content-type-options", "nosniff")
}

/// One thing to tell.
#[derive(Template)]
#[template(path = "notice.html")]
pub(crate) struct Notice<'a> {
    title: &'a str,
    message: &'a str,
    tone: &'static str,
    link: Option<(&'a str, &'a str)>,
}

impl<'a> Notice<'a> {
    pub(crate) fn good(title: &'a str, message: &'a str) -> Self {
        Self { title, message, tone: "good", link: None }
    }

    pub(crate) fn bad(title: &'a str, message: &'a str) -> Self {
        Self { title, message, tone: "bad", link: None }
    }

    pub(crate) fn linked(self, href: &'a str, label: &'a str) -> Self {
        Self { link: Some((href, label)), ..self }
    }

    pub(crate) fn response(&self, status: u16) -> Response {
        page(status, self)
    }
}
