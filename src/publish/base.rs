//! Where the site will be, and addresses of its files seen from one another.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use url::Url;

/// The address of the newsroom's folder, where it is known before it is published.
///
/// With it, feeds and heads give absolute addresses, which search engines and most readers of
/// feeds insist on. Without it every address is relative and the folder may lie anywhere.
#[derive(Clone, Debug, Default)]
pub struct Base(Option<Url>);

/// What was given is no address that files can lie under.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("an address such as https://example.org/news/ is wanted, without ? and #")]
pub struct BadBase;

impl Base {
    /// None: every address is relative.
    pub(super) const RELATIVE: Self = Self(None);

    /// Reads an `http` or `https` address. A final `/` is added where it is missing.
    ///
    /// # Errors
    ///
    /// If it is anything else, or has a query, a fragment or a user in it.
    pub fn new(address: &str) -> Result<Self, BadBase> {
        let url =
            Url::parse(&format!("{}/", address.trim_end_matches('/'))).map_err(|_| BadBase)?;
        let plain = matches!(url.scheme(), "http" | "https")
            && url.host().is_some()
            && url.query().is_none()
            && url.fragment().is_none()
            && url.username().is_empty()
            && url.password().is_none();
        if plain { Ok(Self(Some(url))) } else { Err(BadBase) }
    }

    /// Whether addresses will be absolute.
    #[must_use]
    pub(crate) fn is_known(&self) -> bool {
        self.0.is_some()
    }

    /// The absolute address of a file of the site, or of `""`, the site itself.
    #[must_use]
    pub fn absolute(&self, path: &str) -> Option<String> {
        self.0.as_ref().map(|base| format!("{base}{}", encoded(path)))
    }

    /// The path of the newsroom's folder on its host.
    #[must_use]
    pub fn path(&self) -> Option<&str> {
        self.0.as_ref().map(Url::path)
    }

    /// The address of a file of the site, as it is written in a file that lies `depth` folders
    /// deep: absolute if the base is known, else relative.
    #[must_use]
    pub fn address(&self, path: &str, depth: usize) -> String {
        self.absolute(path).unwrap_or_else(|| {
            let relative = format!("{}{}", "../".repeat(depth), encoded(path));
            if relative.is_empty() { "./".to_owned() } else { relative }
        })
    }
}

/// A path as it is written in an address. What follows a `?` is an address already.
pub(super) fn encoded(path: &str) -> String {
    let (path, query) = path.split_at(path.find('?').unwrap_or(path.len()));
    utf8_percent_encode(path, OTHERS).to_string() + query
}

/// What is neither unreserved (RFC 3986, 2.3) nor a `/`.
const OTHERS: &AsciiSet =
    &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b'/');

#[cfg(test)]
mod tests {
    use super::Base;

    #[test]
    fn bases() {
        for (given, home) in [
            ("https://example.org", Some("https://example.org/")),
            ("https://example.org/news//", Some("https://example.org/news/")),
            ("http://localhost:8080/a", Some("http://localhost:8080/a/")),
            ("ftp://example.org/", None),
            ("example.org", None),
            ("https://example.org/?a", None),
            ("https://example.org/#a", None),
            ("https://me@example.org/", None),
            ("javascript:alert(1)", None),
        ] {
            let base = Base::new(given).ok().and_then(|base| base.absolute(""));
            assert_eq!(base.as_deref(), home, "{given}");
        }
    }

    #[test]
    fn addresses() {
        let (known, unknown) = (Base::new("https://example.org/n").unwrap(), Base::default());
        for (path, depth, absolute, relative) in [
            ("", 0, "https://example.org/n/", "./"),
            ("", 1, "https://example.org/n/", "../"),
            ("r/a/", 2, "https://example.org/n/r/a/", "../../r/a/"),
            ("é à.png", 0, "https://example.org/n/%C3%A9%20%C3%A0.png", "%C3%A9%20%C3%A0.png"),
            ("?topic=a", 1, "https://example.org/n/?topic=a", "../?topic=a"),
        ] {
            assert_eq!(known.address(path, depth), absolute);
            assert_eq!(unknown.address(path, depth), relative);
        }
    }
}
