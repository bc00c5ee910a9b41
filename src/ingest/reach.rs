//! What `_newsroom` says of how the site is met elsewhere: who may show its latest releases in a frame, and who is told of new ones.

use super::{
    fields::{Field, Fields},
    problem::{Kind, quoted},
};
use crate::model::Link;
use serde_json::Value;
use url::{Host, Url};

/// The names of what stands here, the one to write first.
const FRAMES: &[&str] = &["frame_ancestors", "frames", "cadres"];
const HUB: &[&str] = &["hub", "hubs", "websub"];
const INDEXNOW: &[&str] = &["indexnow", "indexnow_key"];
const NEWS: &[&str] = &["news_sitemap", "sitemap_news", "plan_actualités"];

/// What a publisher asks for, so that others show releases or learn of them. Nothing of it is done unasked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reach {
    /// Who may show the latest releases in a frame, as `frame-ancestors` (CSP 3) lists them. None: nobody else, and there are no
    /// pages for it.
    pub frame_ancestors: Vec<String>,
    /// The WebSub hubs that pass on what is new in feeds.
    pub hubs: Vec<Link>,
    /// The key by which search engines know that who tells them of pages is their publisher (IndexNow).
    pub indexnow: Option<String>,
    /// Whether there is a map of the news of the last two days.
    pub news_sitemap: bool,
    /// The file that says so, as the user named it: the first that asks for anything.
    pub source: String,
}

impl Reach {
    /// Takes what `more` says and this does not.
    pub(super) fn merge(&mut self, more: Self) {
        let Self { frame_ancestors, hubs, indexnow, news_sitemap, source } = more;
        if self.frame_ancestors.is_empty() {
            self.frame_ancestors = frame_ancestors;
        }
        if self.hubs.is_empty() {
            self.hubs = hubs;
        }
        self.indexnow = self.indexnow.take().or(indexnow);
        self.news_sitemap |= news_sitemap;
        if self.source.is_empty() {
            self.source = source;
        }
    }
}

/// What the extension of a feed says of it.
pub(super) fn read(extension: &Fields<'_>, source: &str) -> Reach {
    let each = |names: &[&str]| extension.get(names).map(|field| field.each()).unwrap_or_default();
    let mut reach = Reach {
        frame_ancestors: frames(&each(FRAMES)),
        hubs: hubs(&each(HUB)),
        indexnow: extension.get(INDEXNOW).and_then(|field| key(&field)),
        news_sitemap: extension.get(NEWS).is_some_and(|field| is_wanted(&field)),
        source: String::new(),
    };
    if reach != Reach::default() {
        reach.source = source.to_owned();
    }
    reach
}

fn frames(fields: &[Field<'_>]) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for field in fields {
        let Some(text) = field.line() else { continue };
        match ancestor(&text) {
            Ok(Some(ancestor)) => {
                if ancestor == "*" {
                    let message = "every site of the world may show the latest releases in a frame; if only some are meant, \
                                   list them: [\"https://www.example.org\"]";
                    field.add(Kind::AnyOrigin, message);
                }
                if !found.contains(&ancestor) {
                    found.push(ancestor);
                }
            }
            Ok(None) if fields.len() == 1 => {}
            Ok(None) => {
                let message = "says that nobody may, beside others who may; take one of them away";
                field.add(Kind::BadOrigin, message);
                return Vec::new();
            }
            Err(reason) => {
                let message = format!(
                    "{} {reason}; write https://www.example.org, https://*.example.org, 'self' or *",
                    quoted(&text)
                );
                field.add(Kind::BadOrigin, message);
            }
        }
    }
    found
}

/// A source of `frame-ancestors`, in the one way in which it is written: it goes into headers, where a `;` or a line end would say
/// something else. None for nobody.
fn ancestor(text: &str) -> Result<Option<String>, &'static str> {
    match text.trim_matches('\'') {
        "self" => return Ok(Some("'self'".to_owned())),
        "none" => return Ok(None),
        "*" => return Ok(Some("*".to_owned())),
        _ => {}
    }
    // `*.` is no part of a host that can be read.
    let (plain, below) = match text.split_once("://*.") {
        Some((scheme, host)) => (format!("{scheme}://{host}"), true),
        None => (text.to_owned(), false),
    };
    let url = Url::parse(&plain).map_err(|_| "is no origin")?;
    if !matches!(url.scheme(), "http" | "https") {
        return Err("is no origin on the web");
    }
    let is_bare = url.path() == "/" && url.query().is_none() && url.fragment().is_none();
    if !is_bare || !url.username().is_empty() || url.password().is_some() {
        return Err("says more than an origin, and browsers look at the origin alone");
    }
    let host = match url.host() {
        Some(Host::Domain(host)) if !host.contains(['*', ';', ',', '\'']) => host.to_owned(),
        Some(Host::Ipv4(host)) if !below => host.to_string(),
        _ => return Err("has no host that browsers compare"),
    };
    if below && !host.contains('.') {
        return Err("means every site under that ending");
    }
    let port = url.port().map(|port| format!(":{port}")).unwrap_or_default();
    let wild = if below { "*." } else { "" };
    Ok(Some(format!("{}://{wild}{host}{port}", url.scheme())))
}

/// Each once: a hub passes on a feed to all readers each time that it is told of it.
fn hubs(fields: &[Field<'_>]) -> Vec<Link> {
    let mut found: Vec<Link> = Vec::new();
    for hub in fields.iter().filter_map(hub) {
        if !found.contains(&hub) {
            found.push(hub);
        }
    }
    found
}

fn hub(field: &Field<'_>) -> Option<Link> {
    let text = field.line()?;
    let url = Url::parse(&text).ok().filter(|url| matches!(url.scheme(), "http" | "https"));
    let is_plain = |url: &Url| {
        url.username().is_empty() && url.password().is_none() && url.fragment().is_none()
    };
    let link = url.filter(is_plain).and_then(|url| Link::new(url.as_str()));
    if link.is_none() {
        let message = format!(
            "{} is no address of a hub; write the one that it states, such as https://pubsubhubbub.appspot.com/",
            quoted(&text)
        );
        field.add(Kind::BadUrl, message);
    }
    link
}

/// As <https://www.indexnow.org/documentation> has it.
fn key(field: &Field<'_>) -> Option<String> {
    let text = field.line()?;
    let fits = (8..=128).contains(&text.len())
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
        // The file of this name would hide from hosts, or be taken for an option.
        && !text.starts_with('-');
    if !fits {
        let message = format!(
            "{} is no key; make up 8 to 128 letters from a to z, digits and -, such as 32 random hexadecimal digits",
            quoted(&text)
        );
        field.add(Kind::BadKey, message);
    }
    fits.then_some(text)
}

fn is_wanted(field: &Field<'_>) -> bool {
    if let Value::Bool(wanted) = field.value {
        return *wanted;
    }
    field.wrong_type("true or false");
    false
}

#[cfg(test)]
mod tests {
    use super::{Reach, ancestor};
    use crate::model::Link;

    #[test]
    fn what_one_newsroom_does_not_say_another_may() {
        let mut reach = Reach {
            frame_ancestors: vec!["'self'".to_owned()],
            source: "a".to_owned(),
            ..Reach::default()
        };
        let hubs: Vec<Link> = Link::new("https://hub.example.org/").into_iter().collect();
        reach.merge(Reach {
            frame_ancestors: vec!["*".to_owned()],
            hubs: hubs.clone(),
            indexnow: Some("0123456789".to_owned()),
            news_sitemap: true,
            source: "b".to_owned(),
        });
        assert_eq!(reach.frame_ancestors, ["'self'"]);
        assert_eq!((reach.hubs, reach.indexnow.as_deref()), (hubs, Some("0123456789")));
        assert_eq!((reach.news_sitemap, reach.source.as_str()), (true, "a"));
    }

    #[test]
    fn origins_are_written_in_one_way_or_not_at_all() {
        for (given, expected) in [
            ("https://www.example.org", Ok(Some("https://www.example.org"))),
            ("https://www.example.org/", Ok(Some("https://www.example.org"))),
            ("HTTPS://Example.org:443", Ok(Some("https://example.org"))),
            ("https://example.org:8443", Ok(Some("https://example.org:8443"))),
            ("http://intranet", Ok(Some("http://intranet"))),
            ("https://*.example.org", Ok(Some("https://*.example.org"))),
            ("https://häfen.example", Ok(Some("https://xn--hfen-loa.example"))),
            ("self", Ok(Some("'self'"))),
            ("'self'", Ok(Some("'self'"))),
            ("*", Ok(Some("*"))),
            ("'none'", Ok(None)),
            ("example.org", Err("is no origin")),
            ("https:", Err("is no origin")),
            ("https://*", Err("has no host that browsers compare")),
            ("https://*.org", Err("means every site under that ending")),
            ("https://*.*.example.org", Err("has no host that browsers compare")),
            (
                "https://example.org/intranet/",
                Err("says more than an origin, and browsers look at the origin alone"),
            ),
            ("ftp://example.org", Err("is no origin on the web")),
            ("data:text/html,x", Err("is no origin on the web")),
            ("https://example.org; script-src *", Err("is no origin")),
            ("https://a.example https://b.example", Err("is no origin")),
            ("https://a.example;b", Err("has no host that browsers compare")),
            ("https://[::1]", Err("has no host that browsers compare")),
        ] {
            let found = ancestor(given);
            assert_eq!(
                found.as_ref().map(|o| o.as_deref()),
                expected.as_ref().map(|o| *o),
                "{given}"
            );
        }
    }
}
