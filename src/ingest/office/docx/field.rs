//! Fields of a Word document, and what of a drawing is to be seen.

use super::{super::link, text::Line};
use crate::ingest::xml::Element;

pub(super) fn field(mark: &Element, line: &mut Line) {
    match mark.attribute("w:fldCharType") {
        Some("begin") => line.fields.push((String::new(), None)),
        Some("separate") => {
            line.end_run();
            let at = (line.html.len(), line.words.len());
            if let Some((_, result)) = line.fields.last_mut() {
                *result = Some(at);
            }
        }
        Some("end") => {
            line.end_run();
            if let Some((code, Some(at))) = line.fields.pop() {
                end_field(line, &code, at);
            }
        }
        _ => {}
    }
}

/// A field that leads somewhere is a link; of others the result alone is text.
/// One that says who wrote the document, or where it lies, is none of it.
pub(super) fn end_field(line: &mut Line, code: &str, (at, of_words): (usize, usize)) {
    const PRIVATE: &[&str] = &[
        "FILENAME",
        "AUTHOR",
        "LASTSAVEDBY",
        "USERNAME",
        "USERINITIALS",
        "USERADDRESS",
        "TEMPLATE",
        "COMMENTS",
        "DOCPROPERTY",
        "DOCVARIABLE",
        "INFO",
        "KEYWORDS",
        "REVNUM",
        "EDITTIME",
    ];
    let mut parts = code.trim().splitn(2, char::is_whitespace);
    let name = parts.next().unwrap_or_default().to_ascii_uppercase();
    if PRIVATE.contains(&&*name) {
        if line.html.is_char_boundary(at) && line.words.is_char_boundary(of_words) {
            line.html.truncate(at);
            line.words.truncate(of_words);
        }
        line.private += 1;
        return;
    }
    let is_link = name == "HYPERLINK";
    let address = parts.next().unwrap_or_default().trim();
    let address = match address.strip_prefix('"') {
        Some(quoted) => quoted.split('"').next(),
        None => {
            address.split(char::is_whitespace).next().filter(|address| !address.starts_with('\\'))
        }
    };
    if is_link && at <= line.html.len() && line.html.is_char_boundary(at) {
        let inner = line.html.split_off(at);
        line.html.push_str(&link(address.unwrap_or_default(), &inner));
    }
}

/// The elements of a name in a drawing, but for those in its boxes, which are read by themselves.
pub(super) fn own<'e>(drawing: &'e Element, name: &str) -> Vec<&'e Element> {
    let mut found = Vec::new();
    for child in drawing.children().filter(|child| !child.is("w:txbxContent")) {
        match child.is(name) {
            true => found.push(child),
            false => found.extend(own(child, name)),
        }
    }
    found
}

/// Whether a shape, or one of a group, is not shown.
pub(super) fn is_hidden_shape(drawing: &Element) -> bool {
    drawing.children().filter(|child| !child.is("w:txbxContent")).any(|child| {
        let hides = matches!(child.attribute("hidden"), Some("1" | "true"))
            && matches!(child.local(), "docPr" | "cNvPr");
        let style: String =
            child.attribute("style").unwrap_or_default().split_whitespace().collect();
        hides
            || ["visibility:hidden", "display:none", "mso-hide:all"]
                .iter()
                .any(|how| style.contains(how))
            || is_hidden_shape(child)
    })
}
