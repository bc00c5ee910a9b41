//! Word (`.docx`): ECMA-376, transitional and strict.

#[path = "docx/field.rs"]
mod field;
#[path = "docx/formula.rs"]
mod formula;
#[path = "docx/styles.rs"]
mod styles;
#[path = "docx/table.rs"]
mod table;
#[path = "docx/text.rs"]
mod text;

use super::{Written, lines_of, link, part, refused, release, reserved_properties};
use crate::ingest::{
    File, Parsed,
    package::Package,
    problem::Kind,
    xml::{self, Element},
};
use std::collections::HashMap;
use styles::Styles;
use text::Reader;

/// Reads a document.
pub(in crate::ingest) fn read(bytes: &[u8], file: &File<'_>) -> Parsed {
    let package = match Package::open(bytes) {
        Ok(package) => package,
        Err(why) => return refused(&why, file),
    };
    let mut written = Written::default();
    let main = main_part(&package);
    let text = match package.text(&main) {
        Some(Ok(text)) => text,
        Some(Err(why)) => return refused(&why, file),
        None => return refused("it has no text", file),
    };
    let Some(document) = part(&text, &main, &mut written) else {
        return refused("its text is not XML", file);
    };
    let relations = Relations::read(&package, &main);
    let mut other = |kind: &str| {
        relations.of_kind(kind).next().and_then(|name| tree(&package, name, &mut written))
    };
    let styles = Styles::read(other("styles").as_ref(), other("numbering").as_ref());
    let (footnotes, endnotes) = (other("footnotes"), other("endnotes"));
    let comments = other("comments");
    written.lost.comments = comments.map_or(0, |comments| comments.all("w:comment").count());
    let edges: Vec<Element> = ["header", "footer"]
        .into_iter()
        .flat_map(|kind| relations.of_kind(kind))
        .filter_map(|name| tree(&package, name, &mut written))
        .collect();
    for edge in &edges {
        let is_text = |name: &str| matches!(name, "w:t" | "a:t");
        written.edges.extend(lines_of(edge, |name| matches!(name, "w:p" | "a:p"), is_text));
        written.edges.extend(watermarks(edge));
    }
    written.edges.extend(watermarks(&document));
    properties(&package, &mut written);
    let mut reader = Reader::new(&package, &relations, &styles, written);
    if let Some(body) = document.child("w:body") {
        reader.blocks(body);
    }
    // A note may refer to another one, so they are read one after the other.
    let mut number = 0;
    while let Some((id, is_end)) = reader.referred.get(number).cloned() {
        number += 1;
        let notes = if is_end { endnotes.as_ref() } else { footnotes.as_ref() };
        let name = if is_end { "w:endnote" } else { "w:footnote" };
        let note = notes.and_then(|notes| {
            notes.all(name).find(|note| note.attribute("w:id") == Some(id.as_str()))
        });
        let html = note.map(|note| reader.inside(note)).unwrap_or_default();
        reader.written.notes.push(html);
    }
    release(reader.written, file)
}

/// The part that holds the text; it need not have the usual name.
fn main_part(package: &Package<'_>) -> String {
    let usual = "word/document.xml".to_owned();
    if package.has(&usual) {
        return usual;
    }
    let relations = Relations::read(package, "");
    relations.of_kind("officeDocument").next().map_or(usual, str::to_owned)
}

fn tree(package: &Package<'_>, name: &str, written: &mut Written) -> Option<Element> {
    match package.text(name)? {
        Ok(text) => part(&text, name, written),
        Err(why) => {
            written.problems.push((Kind::Syntax, format!("{name} in it cannot be read: {why}")));
            None
        }
    }
}

/// Words that are drawn behind the text.
fn watermarks(element: &Element) -> Vec<String> {
    let drawn = element.below("v:textpath");
    drawn.iter().filter_map(|path| path.attribute("string").map(str::to_owned)).collect()
}

/// What the document says of itself: only what may withhold it. Who wrote it, when and for whom is not read.
fn properties(package: &Package<'_>, written: &mut Written) {
    let mut found = Vec::new();
    if let Some(core) = tree(package, "docProps/core.xml", written) {
        const NAMES: &[&str] =
            &["cp:category", "cp:keywords", "dc:subject", "dc:description", "dc:type"];
        found.extend(reserved_properties(&core, NAMES));
        let status = core.text_of("cp:contentStatus");
        // What Word writes of a document that is finished.
        let open = status.filter(|status| {
            !matches!(status.to_lowercase().as_str(), "final" | "finale" | "définitif")
        });
        found.extend(open.map(|status| ("status".to_owned(), status)));
    }
    if let Some(custom) = tree(package, "docProps/custom.xml", written) {
        for property in custom.children() {
            let name = property.attribute("name").unwrap_or_default().to_owned();
            let value = property.line_text().unwrap_or_default();
            let says_no = matches!(
                value.to_lowercase().as_str(),
                "" | "false" | "no" | "non" | "0" | "none" | "aucun"
            );
            let is_own = !name.starts_with('_') && !says_no;
            found.extend(is_own.then_some((name, value)));
        }
    }
    written.properties = found;
}

/// What a part refers to.
struct Relations {
    by_id: HashMap<String, Relation>,
    /// In the order of the file.
    order: Vec<String>,
}

struct Relation {
    kind: String,
    target: String,
    is_external: bool,
}

impl Relations {
    /// Those of a part; of the whole, where it has no name.
    fn read(package: &Package<'_>, name: &str) -> Self {
        let (folder, last) = name.rsplit_once('/').unwrap_or(("", name));
        let before = if folder.is_empty() { String::new() } else { format!("{folder}/") };
        let path = format!("{before}_rels/{last}.rels");
        let text = package.text(&path).and_then(Result::ok).unwrap_or_default();
        let (mut by_id, mut order) = (HashMap::new(), Vec::new());
        for relation in xml::read(&text).iter().flat_map(|document| document.root.children()) {
            let attribute = |name| relation.attribute(name).unwrap_or_default().to_owned();
            let kind = attribute("Type");
            let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
            let is_external = attribute("TargetMode") == "External";
            let written = attribute("Target");
            let target = match (is_external, written.strip_prefix('/')) {
                (true, _) => written,
                (false, Some(whole)) => whole.to_owned(),
                (false, None) => inside(folder, &written),
            };
            order.push(attribute("Id"));
            by_id.insert(attribute("Id"), Relation { kind, target, is_external });
        }
        Self { by_id, order }
    }

    fn of_kind<'r>(&'r self, kind: &'r str) -> impl Iterator<Item = &'r str> {
        let all = self.order.iter().filter_map(|id| self.by_id.get(id));
        all.filter(move |relation| relation.kind == kind && !relation.is_external)
            .map(|relation| relation.target.as_str())
    }

    fn get(&self, id: &str) -> Option<&Relation> {
        self.by_id.get(id)
    }

    /// The link of a name around HTML.
    fn link(&self, id: &str, inner: &str) -> String {
        let target = self.get(id).filter(|relation| relation.is_external);
        target.map_or_else(|| inner.to_owned(), |relation| link(&relation.target, inner))
    }
}

/// A path relative to a folder of the archive; it cannot lead out of that.
fn inside(folder: &str, path: &str) -> String {
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    parts.join("/")
}
