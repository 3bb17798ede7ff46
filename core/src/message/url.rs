//! The base URL of the service, and URLs that the service hands out.

use core::fmt;

use super::split::split_once;
use crate::debug::debug_fields;
use crate::json::Text;
use crate::output::{Output, TooSmall};

const HTTPS: &str = "https://";

/// Scheme, host and optional path prefix of the service, a simulator or the programmer's own proxy.
///
/// ```
/// use tvpass::message::BaseUrl;
///
/// let base = BaseUrl::new("https://sp.auth.adobe.com/").unwrap();
/// let mut buffer = [0; 64];
/// let url = base.join("/api/v2/REF30/profiles", &mut buffer).unwrap();
/// assert_eq!(url, "https://sp.auth.adobe.com/api/v2/REF30/profiles");
/// ```
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct BaseUrl<'a> {
    text: &'a str,
    // Where the authority begins and ends.
    start: usize,
    end: usize,
}

debug_fields!(BaseUrl<'_> { text, start, end });

/// Why a URL was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum UrlError {
    /// Not an absolute URL of http or https with a host and no user, or it holds a byte that no URL holds.
    Invalid,
    /// Neither relative nor https: following it would leave the protected channel.
    Downgrade,
    /// The buffer must hold `needed` bytes.
    TooSmall {
        /// Bytes for the whole URL.
        needed: usize,
    },
}

impl fmt::Display for UrlError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Invalid => f.write_str("not an absolute URL of http or https"),
            Self::Downgrade => f.write_str("a URL that is neither relative nor https"),
            Self::TooSmall { needed } => TooSmall { needed: *needed }.fmt(f),
        }
    }
}

impl core::error::Error for UrlError {}

impl From<TooSmall> for UrlError {
    fn from(TooSmall { needed }: TooSmall) -> Self {
        Self::TooSmall { needed }
    }
}

impl<'a> BaseUrl<'a> {
    /// Release-Production (`wire.md`).
    pub const RELEASE_PRODUCTION: BaseUrl<'static> = BaseUrl::host("https://sp.auth.adobe.com");
    /// Prequal-Production.
    pub const PREQUAL_PRODUCTION: BaseUrl<'static> = BaseUrl::host("https://sp-prequal.auth.adobe.com");
    /// Release-Staging.
    pub const RELEASE_STAGING: BaseUrl<'static> = BaseUrl::host("https://sp.auth-staging.adobe.com");
    /// Prequal-Staging.
    pub const PREQUAL_STAGING: BaseUrl<'static> = BaseUrl::host("https://sp-prequal.auth-staging.adobe.com");

    /// Takes an absolute URL without query and fragment; a slash at its end is dropped.
    ///
    /// # Errors
    /// [`UrlError::Invalid`].
    pub fn new(text: &'a str) -> Result<Self, UrlError> {
        let (_, rest) = scheme(text).ok_or(UrlError::Invalid)?;
        if !begins_with_host(rest) || !rest.bytes().all(|byte| is_url_byte(byte) && byte != b'?' && byte != b'#') {
            return Err(UrlError::Invalid);
        }
        let authority = split_once(rest, b'/').map_or(rest, |(authority, _)| authority);
        let start = text.len() - rest.len();
        Ok(Self { text: text.strip_suffix('/').unwrap_or(text), start, end: start + authority.len() })
    }

    /// One of the service's own, which have no path.
    const fn host(text: &'a str) -> Self {
        Self { text, start: HTTPS.len(), end: text.len() }
    }

    /// The URL as text, without a slash at its end.
    #[must_use]
    pub const fn as_str(&self) -> &'a str {
        self.text
    }

    /// True if the scheme is https.
    #[must_use]
    pub fn is_https(&self) -> bool {
        self.start == HTTPS.len()
    }

    /// Host, with the port if one is given.
    #[must_use]
    pub fn authority(&self) -> &'a str {
        self.text.get(self.start..self.end).unwrap_or_default()
    }

    /// The path prefix, empty or beginning with a slash.
    #[must_use]
    pub fn prefix(&self) -> &'a str {
        self.text.get(self.end..).unwrap_or_default()
    }

    /// The whole URL of a request's target.
    ///
    /// # Errors
    /// `buffer` is too small.
    pub fn join<'b>(&self, target: &str, buffer: &'b mut [u8]) -> Result<&'b str, TooSmall> {
        let mut output = Output::new(buffer);
        output.push(self.text.as_bytes());
        output.push(target.as_bytes());
        output.finish_text()
    }

    /// The URL that the service means by `url` (R36): a path is taken on this host; an absolute URL only if it is https,
    /// or if this base URL is not.
    ///
    /// # Errors
    /// [`UrlError::Downgrade`] for any other URL, [`UrlError::Invalid`], [`UrlError::TooSmall`].
    pub fn resolve<'b>(&self, url: &Text<'_>, buffer: &'b mut [u8]) -> Result<&'b str, UrlError> {
        // A text without a slash in front is absolute or refused; what needs the base URL is known before any copy.
        let is_path = url.pieces().next().is_some_and(|piece| piece.as_str(&mut [0; 4]).starts_with('/'));
        let base_length = if is_path { self.text.len() } else { 0 };
        let needed = base_length.saturating_add(url.length());
        let text = url.copy_to(buffer).map_err(|_| UrlError::TooSmall { needed })?;
        let length = text.len();
        self.check_reference(text)?;
        let mut output = Output::new(buffer);
        output.set_length(length);
        if is_path {
            output.insert_front(self.text.as_bytes());
        }
        Ok(output.finish_text()?)
    }

    /// True if `text` may be followed from here.
    fn check_reference(&self, text: &str) -> Result<(), UrlError> {
        if !text.bytes().all(is_url_byte) {
            return Err(UrlError::Invalid);
        }
        match scheme(text) {
            Some((_, rest)) if !begins_with_host(rest) => Err(UrlError::Invalid),
            Some((https, _)) if https || !self.is_https() => Ok(()),
            // `//host` would name another host, and a text without a slash another scheme.
            None if text.starts_with('/') && !text.starts_with("//") => Ok(()),
            _ => Err(UrlError::Downgrade),
        }
    }
}

/// True if a URL without its scheme names a host before its port, path, query or fragment, and nothing before the host: a
/// user (RFC 3986, 3.2.1) serves to make one host look like another, and would put credentials into what is shown.
fn begins_with_host(rest: &str) -> bool {
    let mut authority = rest.bytes().take_while(|byte| !matches!(byte, b'/' | b'?' | b'#')).peekable();
    !matches!(authority.peek(), None | Some(b':')) && authority.all(|byte| byte != b'@')
}

/// True if the scheme is https, and what follows it.
fn scheme(url: &str) -> Option<(bool, &str)> {
    let strip = |prefix: &str| {
        let start = url.get(..prefix.len())?;
        start.eq_ignore_ascii_case(prefix).then(|| url.get(prefix.len()..))?
    };
    match strip(HTTPS) {
        Some(rest) => Some((true, rest)),
        None => strip("http://").map(|rest| (false, rest)),
    }
}

/// Visible ASCII but for the few that browsers rewrite or that end a URL in text.
fn is_url_byte(byte: u8) -> bool {
    matches!(byte, b'!'..=b'~') && !matches!(byte, b'"' | b'<' | b'>' | b'\\' | b'^' | b'`' | b'{' | b'|' | b'}')
}
