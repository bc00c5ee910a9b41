//! Where a link may lead and where a file may lie.

use nanoserde::{DeBin, DeBinErr, SerBin};

/// The target of a link: an absolute address whose scheme is `http`, `https`, `mailto` or
/// `tel`. A scheme that could run code has no value of this type.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, SerBin)]
pub struct Link(String);

impl Link {
    /// The schemes that a link may have.
    pub(crate) const SCHEMES: [&'static str; 4] = ["http", "https", "mailto", "tel"];

    /// Accepts an absolute address with one of [`Link::SCHEMES`].
    ///
    /// White space around it and tabs or line ends inside it are dropped, as browsers do
    /// (WHATWG URL, 4.4), so that none can hide a scheme; other control characters refuse it.
    #[must_use]
    pub fn new(address: &str) -> Option<Self> {
        let address: String = address
            .trim_matches(|c: char| c <= ' ')
            .chars()
            .filter(|c| !matches!(c, '\t' | '\n' | '\r'))
            .collect();
        let (scheme, rest) = address.split_once(':')?;
        let scheme = scheme.to_ascii_lowercase();
        let known = Self::SCHEMES.contains(&scheme.as_str());
        let remainder = match scheme.as_str() {
            "http" | "https" => rest.trim_start_matches(['/', '\\']),
            _ => rest,
        };
        let fits = known && !remainder.is_empty() && !address.chars().any(char::is_control);
        fits.then(|| Self(format!("{scheme}:{rest}")))
    }

    /// The host of a web address, without user, port or a leading `www.`.
    #[must_use]
    pub fn host(&self) -> Option<&str> {
        let rest = self.0.strip_prefix("https:").or_else(|| self.0.strip_prefix("http:"))?;
        let authority = rest.trim_start_matches(['/', '\\']).split(['/', '\\', '?', '#']).next()?;
        let host = authority.rsplit('@').next()?.split(':').next()?;
        Some(host.strip_prefix("www.").unwrap_or(host)).filter(|host| !host.is_empty())
    }
}

super::string_newtype!(Link);

/// A file of the newsroom itself: a relative path with `/` between its parts that never
/// leaves the folder (no empty part, no `.` or `..`, no drive, no scheme).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, SerBin)]
pub struct Path(String);

impl Path {
    /// Accepts a relative path. A leading `./` is dropped.
    #[must_use]
    pub fn new(path: &str) -> Option<Self> {
        let path = path.strip_prefix("./").unwrap_or(path);
        let part_fits = |part: &str| {
            !part.is_empty()
                && part != "."
                && part != ".."
                && !part.contains(['\\', ':', '?', '#', '%'])
                && !part.chars().any(char::is_control)
        };
        path.split('/').all(part_fits).then(|| Self(path.to_owned()))
    }

    /// What follows the last dot of the file's name, if anything.
    #[must_use]
    pub fn extension(&self) -> Option<&str> {
        let name = self.0.rsplit('/').next()?;
        name.rsplit_once('.').map(|(_, extension)| extension).filter(|e| !e.is_empty())
    }
}

super::string_newtype!(Path);

/// Read back as what it was made by, so that bytes from wherever bring in none that would have been refused.
macro_rules! checked {
    ($($type:ident),+) => {$(
        impl DeBin for $type {
            fn de_bin(offset: &mut usize, bytes: &[u8]) -> Result<Self, DeBinErr> {
                let start = *offset;
                let text = String::de_bin(offset, bytes)?;
                Self::new(&text).ok_or_else(|| DeBinErr::new(start, 0, text.len()))
            }
        }
    )+};
}

checked! { Link, Path }

/// Where an image or an attachment lies.
///
/// The two are kept apart because the app shows files of the newsroom but never requests
/// anything from elsewhere by itself: a remote file is offered as a link.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, SerBin, DeBin)]
#[serde(rename_all = "lowercase")]
pub enum Source {
    /// In the newsroom's folder (once bundled: in the set, relative to the page's base).
    Local(Path),
    /// On another host.
    Remote(Link),
}

impl Source {
    /// Where it lies, if that is in the newsroom's folder.
    #[must_use]
    pub fn path(&self) -> Option<&Path> {
        match self {
            Self::Local(path) => Some(path),
            Self::Remote(_) => None,
        }
    }

    /// Accepts a web address or a path inside the newsroom.
    #[must_use]
    pub fn new(address: &str) -> Option<Self> {
        match Link::new(address) {
            Some(link) => link.host().is_some().then_some(Self::Remote(link)),
            None => Path::new(address).map(Self::Local),
        }
    }

    /// The name of the file; empty if an address ends in a `/`.
    #[must_use]
    pub fn file_name(&self) -> &str {
        let name = match self {
            Self::Local(path) => path.as_str(),
            Self::Remote(link) => link.as_str().split(['?', '#']).next().unwrap_or_default(),
        };
        name.rsplit('/').next().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::{Link, Path, Source};
    use nanoserde::{DeBin, SerBin};

    #[test]
    fn links_have_a_scheme_that_cannot_run_code() {
        for (address, expected) in [
            ("https://example.org/a?b#c", Some("https://example.org/a?b#c")),
            ("HTTP://example.org", Some("http://example.org")),
            (" mailto:a@example.org ", Some("mailto:a@example.org")),
            ("tel:+33199000000", Some("tel:+33199000000")),
            ("javascript:alert(1)", None),
            ("java\nscript:alert(1)", None),
            ("\u{1}javascript:alert(1)", None),
            ("ht\ntps://example.org", Some("https://example.org")),
            ("data:text/html,x", None),
            ("vbscript:x", None),
            ("/relative", None),
            ("//example.org", None),
            ("https://", None),
            ("mailto:", None),
            ("", None),
        ] {
            assert_eq!(Link::new(address).as_ref().map(Link::as_str), expected, "{address:?}");
        }
    }

    #[test]
    fn the_host_of_a_web_address() {
        for (address, expected) in [
            ("https://www.example.org/a", Some("example.org")),
            ("https://u:p@example.org:8080/a", Some("example.org")),
            ("mailto:a@example.org", None),
        ] {
            assert_eq!(Link::new(address).unwrap().host(), expected, "{address:?}");
        }
    }

    #[test]
    fn paths_stay_inside_the_folder() {
        for good in ["a.svg", "media/a.svg", "./media/é à.png"] {
            assert!(Path::new(good).is_some(), "{good}");
        }
        for bad in ["", "/a", "../a", "a/../b", "a//b", "c:/a", "a\\b", "a%2e", "a\nb"] {
            assert!(Path::new(bad).is_none(), "{bad}");
        }
        assert_eq!(Path::new("media/a.tar.gz").unwrap().extension(), Some("gz"));
    }

    #[test]
    fn a_source_is_local_or_remote() {
        assert!(matches!(Source::new("media/a.svg"), Some(Source::Local(_))));
        assert!(matches!(Source::new("https://example.org/a.svg"), Some(Source::Remote(_))));
        assert_eq!(Source::new("mailto:a@example.org"), None);
        assert_eq!(Source::new("javascript:alert(1)"), None);
    }

    #[test]
    fn bytes_bring_in_nothing_that_would_be_refused() {
        let link = Link::new(" HTTPS://example.org/a b ").unwrap();
        assert_eq!(Link::deserialize_bin(&link.serialize_bin()).unwrap(), link);
        let path = Path::new("./media/a.svg").unwrap();
        assert_eq!(Path::deserialize_bin(&path.serialize_bin()).unwrap(), path);
        for bytes in ["javascript:alert(1)", "../a"].map(|text| text.to_owned().serialize_bin()) {
            assert!(
                Link::deserialize_bin(&bytes).is_err() && Path::deserialize_bin(&bytes).is_err()
            );
        }
    }
}
