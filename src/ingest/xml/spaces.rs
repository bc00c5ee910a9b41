//! Namespaces: each that is known has one prefix here, whatever a file calls it.

use std::{
    collections::{HashMap, HashSet},
    rc::Rc,
};

/// What addresses of namespaces begin with, and the prefix that their names get. Formats that use no others have none.
const KNOWN: &[(&str, &str)] = &[
    ("http://www.w3.org/2005/Atom", "atom"),
    ("http://purl.org/atom/ns", "atom"),
    ("http://www.w3.org/2007/app", "app"),
    ("http://purl.org/atom/app", "app"),
    ("http://www.w3.org/1999/02/22-rdf-syntax-ns", "rdf"),
    ("http://purl.org/rss/1.0/modules/content", "content"),
    ("http://purl.org/rss/1.0/modules/syndication", "sy"),
    ("http://purl.org/rss/1.0/modules/slash", "slash"),
    ("http://purl.org/rss/1.0/modules/", "rss-module"),
    ("http://purl.org/rss/1.0", ""),
    ("http://channel.netscape.com/rdf/simple/0.9", ""),
    ("http://my.netscape.com/rdf/simple/0.9", ""),
    ("http://backend.userland.com/", ""),
    ("http://blogs.law.harvard.edu/tech/rss", ""),
    ("http://purl.org/dc/elements/1.1", "dc"),
    ("http://purl.org/dc/terms", "dcterms"),
    ("http://search.yahoo.com/mrss", "media"),
    ("http://www.itunes.com/", "itunes"),
    ("http://wellformedweb.org/", "wfw"),
    ("http://wordpress.org/export/1.0/excerpt", "excerpt"),
    ("http://wordpress.org/export/1.1/excerpt", "excerpt"),
    ("http://wordpress.org/export/1.2/excerpt", "excerpt"),
    ("http://wordpress.org/export/", "wp"),
    ("http://www.w3.org/1999/xhtml", "xhtml"),
    ("http://www.w3.org/XML/1998/namespace", "xml"),
    ("http://www.w3.org/2001/XMLSchema-instance", "xsi"),
    ("http://www.w3.org/1999/xlink", "xlink"),
    ("http://iptc.org/std/nar/", ""),
    ("http://iptc.org/std/NewsML/", ""),
    ("http://iptc.org/std/NITF/", "nitf"),
    ("http://schemas.openxmlformats.org/wordprocessingml/2006/main", "w"),
    ("http://purl.oclc.org/ooxml/wordprocessingml/main", "w"),
    ("http://schemas.openxmlformats.org/officeDocument/2006/relationships", "r"),
    ("http://purl.oclc.org/ooxml/officeDocument/relationships", "r"),
    ("http://schemas.openxmlformats.org/package/2006/relationships", ""),
    ("http://schemas.openxmlformats.org/drawingml/2006/main", "a"),
    ("http://purl.oclc.org/ooxml/drawingml/main", "a"),
    ("http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing", "wpd"),
    ("http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing", "wpd"),
    ("http://schemas.openxmlformats.org/drawingml/2006/picture", "pic"),
    ("http://schemas.openxmlformats.org/markup-compatibility/2006", "mc"),
    ("http://schemas.openxmlformats.org/package/2006/metadata/core-properties", "cp"),
    ("urn:schemas-microsoft-com:vml", "v"),
    ("urn:oasis:names:tc:opendocument:xmlns:office:1.0", "office"),
    ("urn:oasis:names:tc:opendocument:xmlns:text:1.0", "text"),
    ("urn:oasis:names:tc:opendocument:xmlns:table:1.0", "table"),
    ("urn:oasis:names:tc:opendocument:xmlns:drawing:1.0", "draw"),
    ("urn:oasis:names:tc:opendocument:xmlns:style:1.0", "style"),
    ("urn:oasis:names:tc:opendocument:xmlns:meta:1.0", "meta"),
    ("urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0", "svg"),
    ("urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0", "fo"),
    ("urn:oasis:names:tc:opendocument:xmlns:manifest:1.0", "manifest"),
];

/// The prefix of a namespace that is known.
fn known(address: &str) -> Option<&'static str> {
    let address = address.trim();
    KNOWN.iter().find(|(start, _)| address.starts_with(start)).map(|(_, prefix)| *prefix)
}

/// Whether an attribute declares a namespace.
pub(super) fn declares(name: &str) -> bool {
    name == "xmlns" || name.starts_with("xmlns:")
}

/// The namespaces that are declared where a file is being read.
#[derive(Default)]
pub(super) struct Spaces {
    /// Prefixes as they are written and as they are here, the innermost last.
    bound: Vec<(String, Option<&'static str>)>,
    /// How many were bound outside each open element.
    before: Vec<usize>,
    names: HashSet<Rc<str>>,
    /// Where none is bound anew, a name as it is written is always the same name.
    seen: HashMap<(bool, String), Rc<str>>,
}

impl Spaces {
    /// An element with these attributes begins.
    pub(super) fn enter(&mut self, attributes: &[(&str, String)]) {
        self.before.push(self.bound.len());
        for (name, value) in attributes.iter().filter(|(name, _)| declares(name)) {
            let prefix = name.strip_prefix("xmlns").unwrap_or_default().trim_start_matches(':');
            self.bound.push((prefix.to_owned(), known(value)));
            self.seen.clear();
        }
    }

    /// The innermost element ends.
    pub(super) fn leave(&mut self) {
        let before = self.before.pop().unwrap_or_default();
        if before < self.bound.len() {
            self.bound.truncate(before);
            self.seen.clear();
        }
    }

    /// A name with the prefix that it has here. A prefix that is not declared, or stands for what is not known, stays.
    pub(super) fn name(&mut self, written: &str, is_element: bool) -> Rc<str> {
        let key = (is_element, written.to_owned());
        if let Some(name) = self.seen.get(&key) {
            return Rc::clone(name);
        }
        let (prefix, local) = written.split_once(':').unwrap_or(("", written));
        let bound = self.bound.iter().rev().find(|(bound, _)| bound == prefix);
        let prefix = match bound {
            // Attributes without a prefix are of no namespace.
            Some((_, Some(known))) if is_element || !prefix.is_empty() => known,
            _ => prefix,
        };
        let name = if prefix.is_empty() { local.to_owned() } else { format!("{prefix}:{local}") };
        let name = match self.names.get(name.as_str()) {
            Some(known) => Rc::clone(known),
            None => {
                let name: Rc<str> = name.into();
                self.names.insert(Rc::clone(&name));
                name
            }
        };
        self.seen.insert(key, Rc::clone(&name));
        name
    }
}
