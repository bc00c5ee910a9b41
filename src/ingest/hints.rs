//! What the XML of agencies says of an embargo in places that no standard gives it: in a property, a signal, a part, a note.
//!
//! Systems that know no other place write it there. What stands in the text itself is looked at with the text, and what names a
//! topic is one.

use super::{items::Item, names::plain, problem::quoted, withhold, xml::Element};

/// Where the text is, and what it is about.
const ELSEWHERE: &[&str] = &[
    "contentset",
    "contentitem",
    "datacontent",
    "bodycontent",
    "subject",
    "keyword",
    "tobject",
    "tobjectsubject",
    "keylist",
    "genre",
    "headline",
    "hedline",
    "title",
    "description",
    "abstract",
    "keywordline",
    "topicset",
    "byline",
    "copyrightline",
];

/// Elements with words of editors in them.
const NOTES: &[&str] = &[
    "slugline",
    "ednote",
    "editorialnote",
    "newslinetext",
    "usageterms",
    "usagetype",
    "comment",
    "edmsg",
    "instruction",
    "note",
];

/// Withholds the item if something in the element says that it is not to be shown yet, and nothing says until when.
pub(super) fn obey(element: &Element, item: &mut Item) {
    const DEEPEST: usize = 24;
    look(element, item, DEEPEST);
}

fn look(element: &Element, item: &mut Item, left: usize) {
    let has_end = |item: &Item| item.has("embargo_until");
    for child in element.children() {
        let own = plain(child.local());
        if ELSEWHERE.contains(&&*own) || left == 0 {
            continue;
        }
        let text = child.line_text().unwrap_or_default();
        let known = item.get("embargo_until").and_then(|end| end.as_str());
        if own.contains("embargo") && known != Some(text.trim()) {
            let why = format!(
                "{} in it is {}, which is not the embargo that is read",
                quoted(child.local()),
                quoted(&text)
            );
            item.doubt(why, child.line);
        }
        let ends = has_end(item);
        for (name, value) in child.attributes.iter().filter(|_| !ends) {
            let code = plain(value.rsplit([':', '/', '#']).next().unwrap_or_default());
            let holds = matches!(
                &*code,
                "hold" | "onhold" | "withheld" | "donotuse" | "donotpublish" | "notforpublication"
            );
            if holds || code.contains("embargo") || plain(name).contains("embargo") {
                item.doubt(
                    format!(
                        "{} in it is {}, and nothing says until when",
                        quoted(child.local()),
                        quoted(value)
                    ),
                    child.line,
                );
            }
        }
        let is_note = NOTES.contains(&&*own) && !has_end(item);
        if let Some(words) = withhold::in_terms(&text).filter(|_| is_note) {
            item.doubt(
                format!("{}, which is for editors, says {}", quoted(child.local()), quoted(&words)),
                child.line,
            );
        }
        look(child, item, left - 1);
    }
}
