//! Formulas of a Word document, on one line.

use crate::ingest::xml::{Element, Node};

/// A formula as it is written on one line: letters set above or below others get the sign that says so.
pub(super) fn line(formula: &Element) -> String {
    let part = |name: &str| {
        let part = formula.children().find(|child| child.local() == name);
        let text = part.map(line).unwrap_or_default();
        match text.chars().count() > 1
            && !text.chars().all(|c| c.is_alphanumeric() || ",.".contains(c))
        {
            true => format!("({text})"),
            false => text,
        }
    };
    match formula.local() {
        "f" => format!(" {}/{} ", part("num"), part("den")).trim_matches(' ').to_owned(),
        "sSup" => format!("{}^{}", part("e"), part("sup")),
        "sSub" => format!("{}_{}", part("e"), part("sub")),
        "sSubSup" => format!("{}_{}^{}", part("e"), part("sub"), part("sup")),
        "rad" => format!("{}√({})", part("deg"), part("e").trim_matches(['(', ')'])),
        name if name.ends_with("Pr") => String::new(),
        _ => formula
            .nodes
            .iter()
            .map(|node| match node {
                Node::Text(text) => text.clone(),
                Node::Element(child) => line(child),
            })
            .collect(),
    }
}
