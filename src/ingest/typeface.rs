//! What a newsroom is set in: a stack of typefaces that systems have, or font files of its own.

use super::{
    fields::{Field, Fields},
    html::Around,
    look::local,
    names::part,
    problem::{Kind, count, quoted},
};
use crate::model::Path;
use serde_json::Value;

/// Typefaces that systems have, by what they look like: none is loaded, and each ends in what every system has.
pub const STACKS: [(&str, &str); 7] = [
    ("serif", "Charter, \"Bitstream Charter\", \"Sitka Text\", Cambria, \"Noto Serif\", serif"),
    (
        "old-style",
        "\"Iowan Old Style\", \"Palatino Linotype\", Palatino, \"URW Palladio L\", P052, serif",
    ),
    ("slab", "Rockwell, \"Roboto Slab\", \"DejaVu Serif\", serif"),
    ("sans", "system-ui, sans-serif"),
    ("humanist", "Seravek, \"Gill Sans\", Ubuntu, Calibri, \"DejaVu Sans\", sans-serif"),
    ("grotesque", "\"Helvetica Neue\", Roboto, Arial, \"Nimbus Sans\", sans-serif"),
    ("geometric", "Avenir, Montserrat, Corbel, \"URW Gothic\", sans-serif"),
];

/// More files of fonts than this are a slow page.
const MOST: usize = 6;

/// A font file of the newsroom's own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Font {
    /// What the family is called.
    pub family: String,
    /// The file, WOFF2.
    pub file: Path,
    /// Its weight, or two for a range.
    pub weight: Option<String>,
    /// Whether it is slanted.
    pub italic: bool,
    /// Whether it is asked for before the style sheet has come.
    pub preload: bool,
}

/// Fonts, each an object with `family` and `url`.
pub(super) fn fonts(field: &Field<'_>, around: &Around<'_>) -> Vec<Font> {
    let mut fonts: Vec<Font> =
        field.each().iter().filter_map(|entry| font(entry, around)).collect();
    if fonts.len() > MOST {
        let message = format!(
            "{}, of which the first {MOST} are used: every reader loads them",
            count(fonts.len(), "font")
        );
        field.add(Kind::BadLook, message);
        fonts.truncate(MOST);
    }
    fonts
}

fn font(entry: &Field<'_>, around: &Around<'_>) -> Option<Font> {
    let fields = entry.object()?;
    let (family, file) = (fields.text(&["family", "name", "famille"]), fields.get(part::ADDRESS));
    let (Some(family), Some(file)) = (family, file) else {
        entry.add(Kind::BadLook, "a font needs a family and a url: write both");
        return None;
    };
    let plain = |c: char| c.is_alphanumeric() || c == ' ' || c == '-';
    if family.chars().count() > 40 || !family.chars().all(plain) {
        let message = format!("{} is no name of a family; use letters and spaces", quoted(&family));
        entry.add(Kind::BadLook, message);
        return None;
    }
    let file = local(&file, around)?;
    let weight = fields.get(&["weight", "graisse"]).and_then(|field| weight(&field));
    let italic = fields.text(&["style"]).is_some_and(|style| style != "normal");
    Some(Font { family, file, weight, italic, preload: is_on(&fields, "preload") })
}

fn is_on(fields: &Fields<'_>, name: &str) -> bool {
    fields.get(&[name]).is_some_and(|field| field.value == &Value::Bool(true))
}

/// 1 to 1000, or two such.
fn weight(field: &Field<'_>) -> Option<String> {
    let text = field.identifier()?;
    let parts: Vec<&str> = text.split_whitespace().collect();
    let is_weight = |part: &&str| part.parse::<u16>().is_ok_and(|n| (1..=1000).contains(&n));
    let is_one = (1..=2).contains(&parts.len()) && parts.iter().all(is_weight);
    if !is_one {
        let message = format!("{} is no weight; write 400, or \"300 700\"", quoted(&text));
        field.add(Kind::WrongType, message);
    }
    is_one.then(|| parts.join(" "))
}

/// A stack or a family.
pub(super) fn choice(field: &Field<'_>, fonts: &[Font]) -> Option<String> {
    let name = field.text()?;
    let is_known = STACKS.iter().any(|(known, _)| *known == name)
        || fonts.iter().any(|font| font.family == name);
    if !is_known {
        let stacks: Vec<&str> = STACKS.iter().map(|(name, _)| *name).collect();
        let message = format!(
            "{} is no typeface that is known here; write {}, or the family of one of fonts",
            quoted(&name),
            stacks.join(", ")
        );
        field.add(Kind::BadLook, message);
    }
    is_known.then_some(name)
}
