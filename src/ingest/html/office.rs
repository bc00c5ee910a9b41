//! What office programs and style sheets say in attributes: list items that are written as paragraphs,
//! and text that is not to be seen.

use super::dom::{Content, Node};
use html5ever::Attribute;

fn style(attributes: &[Attribute]) -> Option<String> {
    let style = attributes.iter().find(|attribute| &*attribute.name.local == "style")?;
    let mut plain: String = style.value.chars().filter(|c| !c.is_whitespace()).collect();
    while let Some((before, rest)) = plain.split_once("/*") {
        let after = rest.split_once("*/").map_or("", |(_, after)| after);
        plain = [before, after].concat();
    }
    Some(plain.to_ascii_lowercase())
}

/// Whether a reader of the page was not shown this. Who hides a text may have meant it for nobody.
pub(super) fn is_hidden(attributes: &[Attribute]) -> bool {
    let class = attributes.iter().find(|attribute| &*attribute.name.local == "class");
    let classes = || class.into_iter().flat_map(|class| class.value.split_ascii_whitespace());
    // Of Bootstrap: hidden on every screen, unless another class shows it on some (`d-md-block`).
    let is_class = classes().any(|class| class == "d-none")
        && !classes().any(|class| class.starts_with("d-") && !class.ends_with("none"));
    is_class
        || attributes.iter().any(|attribute| &*attribute.name.local == "hidden")
        || style(attributes).is_some_and(|style| {
            style.split(';').any(|rule| {
                let rule = rule.trim_end_matches("!important");
                matches!(
                    rule,
                    "display:none" | "visibility:hidden" | "visibility:collapse" | "mso-hide:all"
                ) || is_nothing(rule)
            })
        })
}

/// Whether letters have no size.
fn is_nothing(rule: &str) -> bool {
    let size = rule.strip_prefix("font-size:");
    size.is_some_and(|size| size.trim_end_matches(|c: char| c.is_alphabetic() || c == '%') == "0")
}

/// Whether this is what Word draws in place of a bullet or a number.
pub(super) fn is_mark(attributes: &[Attribute]) -> bool {
    style(attributes).is_some_and(|style| style.contains("mso-list:ignore"))
}

/// Whether a paragraph of Word's is an item of a list, and with which number: Word writes lists as
/// paragraphs that begin with a drawn bullet. Other marks than bullets and numbers are text.
#[expect(clippy::option_option, reason = "an item has a number, or none")]
pub(super) fn item(nodes: &[Node], paragraph: usize) -> Option<Option<u32>> {
    let mut stack = vec![paragraph];
    // The mark comes first: it is not looked for further in.
    for _ in 0..12 {
        let node = stack.pop()?;
        if let Content::Element { attributes, .. } = &nodes[node].content
            && node != paragraph
            && is_mark(attributes)
        {
            return number(nodes, node);
        }
        if matches!(&nodes[node].content, Content::Text(text) if !text.trim().is_empty()) {
            return None;
        }
        stack.extend(nodes[node].children.iter().take(8).rev());
    }
    None
}

/// The number that a mark shows, if it shows a bullet or a number.
#[expect(clippy::option_option, reason = "an item has a number, or none")]
pub(super) fn number(nodes: &[Node], mark: usize) -> Option<Option<u32>> {
    let mark = text(nodes, mark);
    let mark = mark.trim();
    let digits = mark.trim_end_matches(['.', ')', '°', ' ']);
    if !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit()) {
        return digits.parse().ok().map(Some);
    }
    // Symbol fonts draw bullets where these letters are.
    let drawn = mark.chars().all(|c| !c.is_alphanumeric())
        || matches!(mark, "o" | "§" | "Ø" | "ü" | "v" | "q");
    drawn.then_some(None)
}

fn text(nodes: &[Node], from: usize) -> String {
    let mut text = String::new();
    let mut stack = vec![from];
    while let Some(node) = stack.pop() {
        match &nodes[node].content {
            Content::Text(part) if text.len() < 40 => text.push_str(part),
            _ => {}
        }
        stack.extend(nodes[node].children.iter().take(8).rev());
    }
    text.replace('\u{a0}', " ")
}
