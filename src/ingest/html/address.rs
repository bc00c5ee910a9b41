//! What an address in a source leads to.

use crate::{
    ingest::{Found, Locate, Role, shortcode::UNKNOWN_ADDRESS, templates::Templates},
    model::{Link, Path, Source},
};
use url::Url;

/// Where the text stands: what relative addresses are relative to.
pub(in crate::ingest) struct Around<'a> {
    /// The page on which the text first appeared.
    pub(in crate::ingest) base: Option<Url>,
    /// Whether a plain name that is no file here means one beside the base, as it does in a feed.
    pub(in crate::ingest) from_site: bool,
    /// Finds a file beside the source, by a relative address as it is written there.
    pub(in crate::ingest) locate: &'a dyn Locate,
    /// Takes a file that was written into the text.
    pub(in crate::ingest) make: &'a dyn Fn(&Path, Vec<u8>) -> bool,
    /// The template languages to be read.
    pub(in crate::ingest) templates: &'a Templates,
}

/// What a link or an image refers to.
pub(super) enum Target<T> {
    /// Something that a page may lead to or show.
    Good(T),
    /// A place in the same text: these have no address of their own.
    Here,
    /// Left by a template that was never filled in.
    Template,
    /// Relative to a page that is not known, or a file that is not there.
    Relative,
    /// A file that is not to be had, which was said already.
    Told,
    /// A scheme that a page must not lead to.
    Scheme(String),
}

/// Why an address gives no file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::ingest) enum NoFile {
    /// It is not there.
    Missing,
    /// Something that was said already.
    Told,
    /// The address cannot be that of a file.
    NoAddress,
}

impl Around<'_> {
    pub(super) fn link(&self, href: &str) -> Target<Link> {
        let href = href.trim();
        if href.is_empty() || href.starts_with('#') {
            return Target::Here;
        }
        if is_template(href) {
            return Target::Template;
        }
        if let Some(link) = Link::new(href) {
            return Target::Good(link);
        }
        if let Some(link) = schemeless(href) {
            return Target::Good(link);
        }
        match scheme(href) {
            Some(scheme) => Target::Scheme(scheme),
            None => self.join(href).map_or(Target::Relative, Target::Good),
        }
    }

    pub(super) fn image(&self, src: &str) -> Target<Source> {
        let src = src.trim();
        if is_template(src) {
            return Target::Template;
        }
        if let Some(link) = Link::new(src).filter(|link| link.host().is_some()) {
            return Target::Good(Source::Remote(link));
        }
        if let Some(path) = super::picture::file(src, self) {
            return Target::Good(Source::Local(path));
        }
        if let Some(scheme) = scheme(src) {
            return Target::Scheme(scheme);
        }
        match self.locate.find(src, Role::File) {
            Found::File(path) => return Target::Good(Source::Local(path)),
            Found::Told => return Target::Told,
            Found::Missing => {}
        }
        // A plain relative name means a file of the newsroom, which then is missing; what begins
        // with a slash was written for the site that the text comes from.
        let of_site = (self.from_site || src.starts_with('/')).then(|| self.join(src)).flatten();
        of_site.map_or(Target::Relative, |link| Target::Good(Source::Remote(link)))
    }

    /// A file beside the source that a link leads to.
    pub(super) fn attached(&self, href: &str) -> Found {
        let href = href.trim();
        let named = href.split(['?', '#']).next().unwrap_or_default().contains('.');
        if !named || href.starts_with(['#', '/']) || scheme(href).is_some() {
            return Found::Missing;
        }
        self.locate.find(href, Role::Link)
    }

    /// A file offered with a release; why not, if it is not to be had.
    pub(in crate::ingest) fn file(&self, address: &str) -> Result<Source, NoFile> {
        match self.image(address) {
            Target::Good(source) => Ok(source),
            Target::Told => Err(NoFile::Told),
            Target::Relative => Err(NoFile::Missing),
            Target::Here | Target::Template | Target::Scheme(_) => Err(NoFile::NoAddress),
        }
    }

    /// Relative to the base. Without one, `//host/path` is still known but for the `s` of https.
    fn join(&self, address: &str) -> Option<Link> {
        match &self.base {
            Some(base) => Link::new(base.join(address).ok()?.as_str()),
            None => address.strip_prefix("//").and_then(|_| Link::new(&format!("https:{address}"))),
        }
    }
}

/// The address of `www.example.org/…`, which to a browser is the name of a file: it is written by hand
/// and never means one.
pub(super) fn schemeless(address: &str) -> Option<Link> {
    let address = address.trim();
    let host = address.split(['/', '?', '#', ':']).next().unwrap_or_default();
    let start = host.get(..4).filter(|start| start.eq_ignore_ascii_case("www."))?;
    let rest = host.get(start.len()..).unwrap_or_default();
    let is_host = rest.contains('.')
        && rest.split('.').all(|label| !label.is_empty())
        && rest.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '.'));
    is_host.then(|| Link::new(&format!("https://{address}")))?
}

/// Marks of the template languages that are met in the wild: Hugo, Jinja, WML, PHP, ERB.
fn is_template(address: &str) -> bool {
    address.starts_with(UNKNOWN_ADDRESS)
        || ["{{", "{%", "$(", "<?", "<%", "<:"].iter().any(|mark| address.contains(mark))
}

/// The scheme that a browser would see, if any.
fn scheme(address: &str) -> Option<String> {
    let address: String = address.chars().filter(|c| *c > ' ').collect();
    let (scheme, _) = address.split_once(':')?;
    let fits = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.bytes().all(|b| b.is_ascii_alphanumeric() || b"+-.".contains(&b));
    fits.then(|| scheme.to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::{Around, Target, Templates};
    use crate::model::Path;
    use url::Url;

    #[test]
    fn what_links_lead_to() {
        let base = Url::parse("https://example.org/news/1.html").ok();
        for (base, href, expected) in [
            (None, "https://example.org/a", "https://example.org/a"),
            (None, " mailto:a@example.org", "mailto:a@example.org"),
            (None, "//example.org/a", "https://example.org/a"),
            (None, "a.html", "relative"),
            (None, "www.example.org", "https://www.example.org"),
            (base.clone(), "WWW.example.org/a?b#c", "https://WWW.example.org/a?b#c"),
            (None, "www.html", "relative"),
            (None, "www.a b.org", "relative"),
            (None, "mailto:a@example.org?subject=B%20c", "mailto:a@example.org?subject=B%20c"),
            (None, "tel:+33199001234", "tel:+33199001234"),
            (base.clone(), "a.html", "https://example.org/news/a.html"),
            (base.clone(), "/a?b#c", "https://example.org/a?b#c"),
            (base.clone(), "//example.com", "https://example.com/"),
            (base.clone(), "java\tscript:alert(1)", "javascript"),
            (base.clone(), "\u{1}javascript:alert(1)", "javascript"),
            (base.clone(), "#a", "here"),
            (base, "$(HOME)/a", "template"),
            (None, "data:text/html,x", "data"),
        ] {
            let templates = Templates::new();
            let around = Around {
                base,
                from_site: false,
                locate: &Path::new,
                make: &|_, _| true,
                templates: &templates,
            };
            let found = match around.link(href) {
                Target::Good(link) => link.to_string(),
                Target::Here => "here".to_owned(),
                Target::Template => "template".to_owned(),
                Target::Relative => "relative".to_owned(),
                Target::Told => "told".to_owned(),
                Target::Scheme(scheme) => scheme,
            };
            assert_eq!(found, expected, "{href:?}");
        }
    }
}
