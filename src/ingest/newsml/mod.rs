//! NewsML (IPTC): NewsML-G2 and NewsML 1.2, in which agencies send stories with what is said of them.

mod first;
mod second;
#[cfg(test)]
mod tests;

use super::{
    File, Parsed,
    items::{self, Item, Translated},
    nitf,
    problem::{Kind, Place, Problem},
    xml::{self, Element},
};

/// Names of the first element of such a file.
pub(super) const ROOTS: &[&str] = &[
    "newsItem",
    "packageItem",
    "newsMessage",
    "conceptItem",
    "knowledgeItem",
    "planningItem",
    "catalogItem",
    "NewsML",
];

/// Reads news items.
pub(super) fn read(text: &str, file: &File<'_>) -> Parsed {
    let document = match xml::read(text) {
        Ok(document) => document,
        Err(error) => return items::no_xml(error, file),
    };
    let mut translated =
        Translated { problems: items::faults(&document, file), ..Translated::default() };
    match document.root.local() {
        "NewsML" => first::read(&document.root, &mut translated, file),
        _ => second::read(&document.root, &mut translated, file),
    }
    translated.read(file)
}

fn left_out(translated: &mut Translated, file: &File<'_>, line: u32, message: String) {
    translated.problems.push(Problem::new(file.source, Place::from(line), Kind::LeftOut, message));
}

/// A text of any of the forms in which NewsML carries one. Whether it was one.
fn set_text(
    item: &mut Item,
    element: &Element,
    kind: &str,
    problems: &mut Vec<Problem>,
    file: &File<'_>,
) -> bool {
    let line = element.line;
    let inner = element.children().next();
    match inner {
        Some(nitf) if nitf.local() == "nitf" => nitf::story(nitf, item, problems, file),
        Some(html) if html.local() == "html" => {
            let body = html.children().find(|child| child.local() == "body").unwrap_or(html);
            item.set("content_html", body.markup(), line);
        }
        // Paragraphs as they are.
        Some(first)
            if matches!(
                first.local(),
                "p" | "div" | "body" | "section" | "article" | "h1" | "h2" | "ul" | "table"
            ) =>
        {
            item.set("content_html", element.markup(), line);
        }
        Some(_) => return false,
        None => {
            let Some(text) = element.line_text() else { return false };
            let name = if kind.contains("html") { "content_html" } else { "content_text" };
            item.set(name, text, line);
        }
    }
    true
}
