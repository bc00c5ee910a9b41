//! The styles and lists of a Word document.

use super::super::{Look, Role};
use crate::ingest::xml::Element;
use std::collections::HashMap;

/// What styles and numbers of lists mean.
#[derive(Default)]
pub(super) struct Styles {
    by_id: HashMap<String, Style>,
    /// By the number of a list and a level, whether its items are numbered.
    numbered: HashMap<(String, usize), bool>,
}

#[derive(Default)]
struct Style {
    /// In English, whatever the language of the program.
    name: String,
    based_on: Option<String>,
    outline: Option<u8>,
    list: Option<(String, usize)>,
    look: Look,
    is_character: bool,
}

/// Styles are based on others so deep at most.
const DEEPEST: usize = 12;

impl Styles {
    pub(super) fn read(styles: Option<&Element>, numbering: Option<&Element>) -> Self {
        let mut found = Self::default();
        for style in styles.iter().flat_map(|styles| styles.all("w:style")) {
            let Some(id) = style.attribute("w:styleId") else { continue };
            let paragraph = style.child("w:pPr");
            let value =
                |name: &str| style.child(name).and_then(value).unwrap_or_default().to_owned();
            let own = Style {
                name: value("w:name").to_lowercase(),
                based_on: Some(value("w:basedOn")).filter(|id| !id.is_empty()),
                outline: paragraph.and_then(outline),
                list: paragraph.and_then(list),
                look: style
                    .child("w:rPr")
                    .map(|run| look(run, Look::default()))
                    .unwrap_or_default(),
                is_character: style.attribute("w:type") == Some("character"),
            };
            found.by_id.insert(id.to_owned(), own);
        }
        let Some(numbering) = numbering else { return found };
        let mut abstracts: HashMap<&str, Vec<(usize, bool)>> = HashMap::new();
        for list in numbering.all("w:abstractNum") {
            let Some(id) = list.attribute("w:abstractNumId") else { continue };
            let levels = list.all("w:lvl").filter_map(|level| {
                let number = level.attribute("w:ilvl")?.parse().ok()?;
                let format = level.child("w:numFmt").and_then(value).unwrap_or("decimal");
                Some((number, !matches!(format, "bullet" | "none")))
            });
            abstracts.insert(id, levels.collect());
        }
        for list in numbering.all("w:num") {
            let Some(id) = list.attribute("w:numId") else { continue };
            let levels =
                list.child("w:abstractNumId").and_then(value).and_then(|id| abstracts.get(id));
            for (level, is_numbered) in levels.into_iter().flatten() {
                found.numbered.insert((id.to_owned(), *level), *is_numbered);
            }
        }
        found
    }

    /// A style and those that it is based on.
    fn chain<'s>(&'s self, id: &str) -> Vec<&'s Style> {
        let mut chain = Vec::new();
        let mut next = self.by_id.get(id);
        while let Some(style) = next.filter(|_| chain.len() < DEEPEST) {
            chain.push(style);
            next = style.based_on.as_ref().and_then(|id| self.by_id.get(id));
        }
        chain
    }

    /// What a paragraph is, by its style and its own properties.
    pub(super) fn role(&self, properties: Option<&Element>) -> Role {
        let id = properties.and_then(|properties| properties.child("w:pStyle")).and_then(value);
        let own = properties.and_then(outline);
        for style in id.map(|id| self.chain(id)).unwrap_or_default() {
            if let Some(number) = style.name.strip_prefix("heading ") {
                return Role::Heading(number.trim().parse().unwrap_or(2));
            }
            match style.name.as_str() {
                "title" => return Role::Title,
                "subtitle" => return Role::Subtitle,
                _ => {}
            }
            if let Some(level) = own.or(style.outline) {
                return Role::Heading(level + 1);
            }
        }
        own.map_or(Role::Paragraph, |level| Role::Heading(level + 1))
    }

    /// Whether a paragraph is a line of a table of contents, which a page has no use for.
    pub(super) fn is_contents(&self, properties: Option<&Element>) -> bool {
        let id = properties.and_then(|properties| properties.child("w:pStyle")).and_then(value);
        id.is_some_and(|id| self.chain(id).iter().any(|style| style.name.starts_with("toc ")))
    }

    /// The list that a paragraph is an item of, on which level, and whether that has numbers.
    pub(super) fn list(&self, properties: Option<&Element>) -> Option<(String, usize, bool)> {
        let properties = properties?;
        let id = properties.child("w:pStyle").and_then(value);
        let of_style = || self.chain(id?).into_iter().find_map(|style| style.list.clone());
        let (number, level) = list(properties).or_else(of_style)?;
        // The number 0 takes a paragraph out of the list that its style puts it into.
        (number != "0").then(|| {
            let key = (number, level);
            let numbered = self.numbered.get(&key).copied().unwrap_or(false);
            (key.0, level, numbered)
        })
    }

    /// How a run looks. What a paragraph's style says of its letters is no emphasis.
    pub(super) fn look(&self, properties: Option<&Element>) -> Look {
        let Some(properties) = properties else { return Look::default() };
        let id = properties.child("w:rStyle").and_then(value);
        let mut own = Look::default();
        for style in id.map(|id| self.chain(id)).unwrap_or_default().iter().rev() {
            let named = |names: &[&str]| names.contains(&style.name.as_str());
            own = Look {
                bold: own.bold || style.look.bold || named(&["strong", "intense emphasis"]),
                italic: own.italic || style.look.italic || named(&["emphasis"]),
                hidden: own.hidden || style.look.hidden,
                struck: own.struck || style.look.struck,
                raised: own.raised || style.look.raised,
                lowered: own.lowered || style.look.lowered,
                white: false,
            };
        }
        look(properties, own)
    }

    /// Whether a style hides what is in it.
    pub(super) fn hides_all(&self, id: &str) -> bool {
        self.chain(id).iter().any(|style| style.look.hidden)
    }

    /// Whether a paragraph's style hides what is written in it.
    pub(super) fn hides(&self, properties: Option<&Element>) -> bool {
        let id = properties.and_then(|properties| properties.child("w:pStyle")).and_then(value);
        id.is_some_and(|id| {
            self.chain(id).iter().any(|style| style.look.hidden && !style.is_character)
        })
    }
}

/// The value of a property.
pub(super) fn value(element: &Element) -> Option<&str> {
    element.attribute("w:val")
}

/// A property that is on unless it says off.
pub(super) fn is_on(element: &Element) -> bool {
    !matches!(value(element), Some("0" | "false" | "off" | "none"))
}

fn outline(properties: &Element) -> Option<u8> {
    let level: u8 = properties.child("w:outlineLvl").and_then(value)?.parse().ok()?;
    (level < 9).then_some(level)
}

fn list(properties: &Element) -> Option<(String, usize)> {
    let list = properties.child("w:numPr")?;
    let level = list.child("w:ilvl").and_then(value).and_then(|level| level.parse().ok());
    Some((list.child("w:numId").and_then(value)?.to_owned(), level.unwrap_or_default()))
}

fn look(run: &Element, before: Look) -> Look {
    let on = |name: &str, before: bool| run.child(name).map_or(before, is_on);
    let align = run.child("w:vertAlign").and_then(value);
    Look {
        bold: on("w:b", before.bold),
        italic: on("w:i", before.italic),
        struck: on("w:strike", before.struck) || on("w:dstrike", false),
        raised: align.map_or(before.raised, |align| align == "superscript"),
        lowered: align.map_or(before.lowered, |align| align == "subscript"),
        hidden: on("w:vanish", before.hidden) || on("w:webHidden", false),
        white: false,
    }
}
