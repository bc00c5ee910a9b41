//! The list of all feeds, for readers that take them at once (OPML 2.0).
//!
//! Only where the site's address is known: a list that is imported has no place from which its
//! addresses could be relative.

use super::{
    super::{edition::Edition, xml::Markup},
    Feed, atom,
};

/// The list of `feeds`: Atom where there is one, since every reader knows it.
pub(super) fn list(feeds: &[Feed<'_>], edition: &Edition<'_>) -> String {
    let mut xml = Markup::document();
    xml.open("opml", &[("version", "2.0")]);
    xml.open("head", &[]);
    xml.leaf("title", &[], edition.name());
    xml.close("head");
    xml.open("body", &[]);
    for feed in feeds {
        let ending = if atom::datable(&feed.releases).is_empty() { "json" } else { "xml" };
        let (address, page) =
            (edition.base.address(&feed.file(0, ending), 0), edition.base.address(&feed.list(), 0));
        xml.line();
        // OPML knows one kind of subscription, and calls it rss.
        let attributes = [
            ("type", "rss"),
            ("text", feed.title.as_str()),
            ("title", &feed.title),
            ("xmlUrl", &address),
            ("htmlUrl", &page),
        ];
        xml.empty("outline", &attributes);
    }
    xml.line();
    xml.close("body");
    xml.close("opml");
    xml.line();
    xml.finish()
}
