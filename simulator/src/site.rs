//! An activation page that was built elsewhere, served in place of the plain one.

use std::collections::BTreeMap;
use std::fmt;

use crate::message::Response;

/// A site without the file `index.html`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MissingPage;

impl fmt::Display for MissingPage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("there is no index.html")
    }
}

impl std::error::Error for MissingPage {}

/// The files of a site by their paths, in memory: no request reaches the file system.
#[derive(Debug)]
pub(crate) struct Site(BTreeMap<String, File>);

#[derive(Debug)]
struct File {
    content_type: &'static str,
    bytes: Vec<u8>,
}

const PAGE: &str = "text/html; charset=utf-8";

/// A page may start WebAssembly, call this service, and show logos from wherever the configuration says.
const POLICY: &str = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; img-src 'self' data: http: https:; \
    base-uri 'none'; frame-ancestors 'none'";

impl Site {
    /// A site of files with their paths, each of which begins with a slash.
    pub(crate) fn new(files: impl IntoIterator<Item = (String, Vec<u8>)>) -> Result<Self, MissingPage> {
        let file = |(path, bytes): (String, Vec<u8>)| (path.clone(), File { content_type: content_type(&path), bytes });
        let site = Self(files.into_iter().map(file).collect());
        if site.0.contains_key("/index.html") { Ok(site) } else { Err(MissingPage) }
    }

    /// The file at `path`; the page itself stands where the plain one does.
    pub(crate) fn show(&self, path: &str) -> Option<Response> {
        let path = if path == "/activate" { "/index.html" } else { path };
        let File { content_type, bytes } = self.0.get(path)?;
        let response =
            Response::new(200, content_type, bytes.as_slice()).with_header("x-content-type-options", "nosniff");
        Some(if *content_type == PAGE {
            response
                .with_header("content-security-policy", POLICY)
                .with_header("referrer-policy", "no-referrer")
                .with_header("cache-control", "no-cache")
        } else {
            response
        })
    }
}

fn content_type(path: &str) -> &'static str {
    match path.rsplit_once('.').map_or("", |(_, extension)| extension) {
        "html" => PAGE,
        "js" => "text/javascript",
        "css" => "text/css",
        "svg" => "image/svg+xml",
        "wasm" => "application/wasm",
        "json" => "application/json",
        "png" => "image/png",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn site() -> Site {
        Site::new(["/index.html", "/app/tvpass.wasm"].map(|path| (path.to_owned(), path.as_bytes().to_vec()))).unwrap()
    }

    #[test]
    fn the_page_stands_where_the_plain_one_does() {
        let response = site().show("/activate").unwrap();
        assert_eq!(response.body, b"/index.html");
        assert!(response.headers.iter().any(|(name, _)| *name == "content-security-policy"));
    }

    #[test]
    fn a_module_is_served_as_what_browsers_compile() {
        let response = site().show("/app/tvpass.wasm").unwrap();
        assert!(response.headers.contains(&("content-type", "application/wasm".to_owned())));
    }

    #[test]
    fn what_is_not_there_is_left_to_the_other_pages() {
        assert!(site().show("/control").is_none());
        assert!(site().show("/../secret").is_none());
    }

    #[test]
    fn a_site_without_a_page_is_refused() {
        assert_eq!(Site::new([("/app/tvpass.wasm".to_owned(), Vec::new())]).unwrap_err(), MissingPage);
    }
}
