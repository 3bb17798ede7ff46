//! An activation page that was built elsewhere, served in place of the plain one.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;

use crate::message::Response;

/// The files of a site by their paths, read once: no request reaches the file system.
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
    /// Reads all files below `folder`.
    ///
    /// # Errors
    /// It cannot be read, or has no `index.html`.
    pub(crate) fn read(folder: &Path) -> io::Result<Self> {
        let mut site = Self(BTreeMap::new());
        site.add(folder, "")?;
        if !site.0.contains_key("/index.html") {
            return Err(io::Error::new(io::ErrorKind::NotFound, "there is no index.html"));
        }
        Ok(site)
    }

    fn add(&mut self, folder: &Path, prefix: &str) -> io::Result<()> {
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            let path = format!("{prefix}/{}", entry.file_name().to_string_lossy());
            if entry.file_type()?.is_dir() {
                self.add(&entry.path(), &path)?;
            } else {
                let file = File { content_type: content_type(&path), bytes: fs::read(entry.path())? };
                self.0.insert(path, file);
            }
        }
        Ok(())
    }

    /// The file at `path`; the page itself stands where the plain one does.
    pub(super) fn show(&self, path: &str) -> Option<Response> {
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
        let file =
            |path: &str| (path.to_owned(), File { content_type: content_type(path), bytes: path.as_bytes().to_vec() });
        Site(["/index.html", "/app/tvpass.wasm"].map(file).into())
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
    fn a_folder_without_a_page_is_refused() {
        assert!(Site::read(Path::new("src/pages")).is_err());
    }
}
