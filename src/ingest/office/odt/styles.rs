//! The styles of an OpenDocument text.

use super::super::Look;
use crate::ingest::xml::Element;
use std::collections::HashMap;

/// The styles of a document.
#[derive(Default)]
pub(super) struct Styles {
    by_name: HashMap<String, Style>,
    /// By the name of a list's style and a level, whether its items are numbered.
    pub(super) numbered: HashMap<(String, usize), bool>,
    /// Whether a page has a colour of its own.
    pub(super) pages_have_ground: bool,
}

#[derive(Default)]
pub(super) struct Style {
    parent: Option<String>,
    /// What the program calls it, which is its own name where that says nothing.
    display: String,
    bold: Option<bool>,
    italic: Option<bool>,
    struck: bool,
    raised: bool,
    lowered: bool,
    hidden: bool,
    /// Whether its letters are white, if it says of what colour they are.
    white: Option<bool>,
    /// Whether there is a colour behind them.
    ground: bool,
    /// Of a picture: more of it is in the file than is shown.
    pub(super) cropped: bool,
}

impl Styles {
    pub(super) fn add(&mut self, list: &Element) {
        for style in list.children() {
            let Some(name) = style.attribute("style:name") else { continue };
            if style.is("text:list-style") {
                for level in style.children() {
                    let number = level
                        .attribute("text:level")
                        .and_then(|level| level.parse().ok())
                        .unwrap_or(1_usize);
                    let numbered = level.is("text:list-level-style-number")
                        && level
                            .attribute("style:num-format")
                            .is_some_and(|format| !format.is_empty());
                    self.numbered.insert((name.to_owned(), number.saturating_sub(1)), numbered);
                }
                continue;
            }
            let text = style.child("style:text-properties");
            let says = |name: &str| text.and_then(|text| text.attribute(name));
            let position = says("style:text-position").unwrap_or_default();
            let own = Style {
                parent: style.attribute("style:parent-style-name").map(str::to_owned),
                display: style.attribute("style:display-name").unwrap_or(name).to_lowercase(),
                bold: says("fo:font-weight").map(|weight| {
                    weight == "bold" || weight.parse().is_ok_and(|weight: u16| weight > 500)
                }),
                italic: says("fo:font-style").map(|style| style == "italic" || style == "oblique"),
                struck: says("style:text-line-through-style").is_some_and(|style| style != "none"),
                raised: position.starts_with("super")
                    || position.starts_with(|c: char| c.is_ascii_digit() && c != '0'),
                lowered: position.starts_with("sub") || position.starts_with('-'),
                hidden: says("text:display") == Some("none")
                    || says("fo:font-size")
                        .and_then(|size| size.strip_suffix("pt")?.parse::<f64>().ok())
                        .is_some_and(|size| size <= 2.0),
                white: match says("style:use-window-font-color") {
                    // Black on white, and the other way round.
                    Some("true") => Some(false),
                    _ => says("fo:color").map(is_white),
                },
                ground: style.children().any(is_coloured),
                cropped: style
                    .child("style:graphic-properties")
                    .and_then(|own| own.attribute("fo:clip"))
                    .is_some_and(|clip| clip.contains(|c: char| c.is_ascii_digit() && c != '0')),
            };
            self.by_name.insert(name.to_owned(), own);
        }
    }

    pub(super) fn chain(&self, name: Option<&str>) -> Vec<&Style> {
        const DEEPEST: usize = 12;
        let mut chain = Vec::new();
        let mut next = name.and_then(|name| self.by_name.get(name));
        while let Some(style) = next.filter(|_| chain.len() < DEEPEST) {
            chain.push(style);
            next = style.parent.as_ref().and_then(|parent| self.by_name.get(parent));
        }
        chain
    }

    pub(super) fn is_called(&self, name: Option<&str>, wanted: &str) -> bool {
        name.is_some_and(|name| name.eq_ignore_ascii_case(wanted))
            || self.chain(name).iter().any(|style| {
                style.display == wanted
                    || style
                        .parent
                        .as_deref()
                        .is_some_and(|parent| parent.eq_ignore_ascii_case(wanted))
            })
    }

    pub(super) fn look(&self, name: Option<&str>, around: Look) -> Look {
        let chain = self.chain(name);
        let called = |wanted: &str| self.is_called(name, wanted);
        Look {
            bold: chain
                .iter()
                .find_map(|style| style.bold)
                .unwrap_or(around.bold || called("strong_20_emphasis")),
            italic: chain
                .iter()
                .find_map(|style| style.italic)
                .unwrap_or(around.italic || called("emphasis")),
            struck: around.struck || chain.iter().any(|style| style.struck),
            raised: around.raised || chain.iter().any(|style| style.raised),
            lowered: around.lowered || chain.iter().any(|style| style.lowered),
            hidden: around.hidden || chain.iter().any(|style| style.hidden),
            white: chain.iter().find_map(|style| style.white).unwrap_or(around.white)
                && !chain.iter().any(|style| style.ground),
        }
    }

    /// Whether a style has a colour behind what is written in it.
    pub(super) fn has_ground(&self, name: Option<&str>) -> bool {
        self.chain(name).iter().any(|style| style.ground)
    }
}

fn is_white(colour: &str) -> bool {
    ["#ffffff", "#fff", "white"].iter().any(|white| colour.eq_ignore_ascii_case(white))
}

/// Whether properties give a colour to what is behind the text, other than that of paper.
pub(super) fn is_coloured(properties: &Element) -> bool {
    let is_one = |name: &str| {
        properties.attribute(name).is_some_and(|colour| {
            !matches!(
                colour.to_ascii_lowercase().as_str(),
                "" | "transparent" | "none" | "auto" | "#ffffff" | "#fff" | "white"
            )
        })
    };
    let has_fill = matches!(
        properties.attribute("draw:fill"),
        Some("solid" | "gradient" | "bitmap" | "hatch")
    );
    is_one("fo:background-color") || (has_fill && is_one("draw:fill-color"))
}
