//! What a published folder says of itself, for whoever tells others of it: where it is, whom to tell, what there is.

use super::PingError;
use crate::publish::{
    base::Base,
    embed,
    error::at,
    manifest::{self, sha256},
    sitemap::UNLISTED,
};
use serde_json::Value;
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};
use url::{Host, Url};

/// How much of a hash tells one text from another.
const PRINT: usize = 16;

/// A published folder.
pub(super) struct Published {
    base: Base,
    pub(super) url: Url,
    pub(super) hubs: Vec<String>,
    /// The key for IndexNow.
    pub(super) key: Option<String>,
    /// The feeds that change, by their addresses, each with the beginning of its hash.
    pub(super) feeds: BTreeMap<String, String>,
    /// The pages that are for search engines, the same of what is their own on them.
    pub(super) pages: BTreeMap<String, String>,
    pub(super) front_feeds: BTreeSet<String>,
    pub(super) front_pages: BTreeSet<String>,
    /// The files of the feeds, by their addresses.
    files: BTreeMap<String, String>,
}

impl Published {
    pub(super) fn read(dir: &Path) -> Result<Self, PingError> {
        let listed = manifest::read(dir)?;
        let read = |path: &str| -> Result<Vec<u8>, PingError> {
            let file = dir.join(path);
            Ok(fs::read(&file).map_err(at(&file))?)
        };
        let robots = read("robots.txt")?;
        let robots = String::from_utf8_lossy(&robots);
        let map = robots.lines().filter_map(|line| line.strip_prefix("Sitemap: "));
        let base = map.filter_map(|map| map.strip_suffix("sitemap.xml")).next();
        let base = base.and_then(|base| Base::new(base).ok());
        let known = base.and_then(|base| Some((Url::parse(&base.absolute("")?).ok()?, base)));
        let (url, base) = known.ok_or_else(|| PingError::NoAddress(dir.to_owned()))?;
        let address = |path: &str| base.absolute(path).unwrap_or_default();
        let (mut feeds, mut pages) = (BTreeMap::new(), BTreeMap::new());
        let (mut files, mut key) = (BTreeMap::new(), None);
        for (path, hash) in &listed {
            if is_feed(path) {
                feeds.insert(address(path), hash.get(..PRINT).unwrap_or(hash).to_owned());
                files.insert(address(path), path.clone());
            } else if let Some(place) = path.strip_suffix("index.html")
                && !UNLISTED.contains(&place)
                && !place.starts_with(embed::FOLDER)
                && let Some(print) = print(&read(path)?)
            {
                pages.insert(address(place), print);
            } else if let Some(name) = path.strip_suffix(".txt")
                && !path.contains('/')
                && (8..=128).contains(&name.len())
                && read(path)? == name.as_bytes()
            {
                key = Some(name.to_owned());
            }
        }
        let hubs = match listed.contains_key("feeds/all.json") {
            true => hubs(&read("feeds/all.json")?),
            false => Vec::new(),
        };
        let front_feeds = ["feeds/all.json", "feeds/all.xml"].map(address).into();
        let front_pages = [address("")].into();
        Ok(Self { url, hubs, key, feeds, pages, front_feeds, front_pages, files, base })
    }

    /// The address of a file.
    pub(super) fn address(&self, path: &str) -> String {
        self.base.absolute(path).unwrap_or_default()
    }

    /// The file of a feed.
    pub(super) fn file(&self, address: &str) -> Option<&str> {
        self.files.get(address).map(String::as_str)
    }
}

/// Whether a file is a feed that changes: that of everything, or of a list. Those of older releases are not told of.
fn is_feed(path: &str) -> bool {
    let name = path.strip_prefix("feeds/");
    let name = name.and_then(|n| n.strip_suffix(".json").or_else(|| n.strip_suffix(".xml")));
    name.is_some_and(|name| !name.starts_with("all/"))
}

/// What tells a page from what it was before: of its own alone, since a new viewer changes the head of each. None of a page that
/// only leads on.
fn print(page: &[u8]) -> Option<String> {
    let page = String::from_utf8_lossy(page);
    let (_, rest) = page.split_once("<main")?;
    let (own, _) = rest.rsplit_once("</main>")?;
    sha256(own.as_bytes()).get(..PRINT).map(str::to_owned)
}

fn hubs(feed: &[u8]) -> Vec<String> {
    let feed: Value = serde_json::from_slice(feed).unwrap_or_default();
    let hubs = feed.get("hubs").and_then(Value::as_array).into_iter().flatten();
    let hubs = hubs.filter(|hub| hub.get("type").and_then(Value::as_str) == Some("WebSub"));
    hubs.filter_map(|hub| Some(hub.get("url")?.as_str()?.to_owned())).collect()
}

/// Whether an address is of this computer or of a network of one's own.
pub(super) fn is_local(url: &Url) -> bool {
    const ENDINGS: [&str; 6] = ["localhost", "local", "internal", "test", "invalid", "example"];
    match url.host() {
        Some(Host::Domain(host)) => {
            let (name, ending) = host.trim_end_matches('.').rsplit_once('.').unwrap_or(("", host));
            name.is_empty() || ENDINGS.contains(&ending)
        }
        Some(Host::Ipv4(ip)) => {
            ip.is_loopback() || ip.is_private() || ip.is_link_local() || ip.is_unspecified()
        }
        Some(Host::Ipv6(ip)) => ip.is_loopback() || ip.is_unspecified() || ip.is_unique_local(),
        None => true,
    }
}

#[cfg(test)]
mod tests {
    use super::{is_feed, is_local, print};
    use url::Url;

    #[test]
    fn who_else_can_read_it() {
        for (address, local) in [
            ("https://press.example.org/", false),
            ("https://93.184.215.14/", false),
            ("http://localhost:8000/", true),
            ("http://127.0.0.1:8000/", true),
            ("http://192.168.1.2/", true),
            ("http://[::1]/", true),
            ("https://intranet/", true),
            ("https://press.port.local/", true),
        ] {
            assert_eq!(is_local(&Url::parse(address).unwrap()), local, "{address}");
        }
    }

    #[test]
    fn a_page_is_what_is_its_own() {
        let of = |text: &str| print(text.as_bytes());
        assert_eq!(of("<head>a</head><main>x</main>"), of("<head>b</head><main>x</main>"));
        assert_ne!(of("<main>x</main>"), of("<main>y</main>"));
        assert_eq!(of("<a href=\"r/a/\">moved</a>"), None);
    }

    #[test]
    fn feeds_of_what_is_old_are_not_told_of() {
        for (path, expected) in [
            ("feeds/all.json", true),
            ("feeds/topic/a.xml", true),
            ("feeds/all/1.json", false),
            ("feeds/feeds.opml", false),
            ("r/a/release.json", false),
        ] {
            assert_eq!(is_feed(path), expected, "{path}");
        }
    }
}
