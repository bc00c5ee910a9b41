//! A whole page: what it says of itself, and which part of it is the text.
//!
//! The text is that of the one article, else of `<main>`, else of the body: [`root`]. What stands
//! in it only to find one's way on the site is taken out by [`furniture`](super::furniture).

use super::{
    Around, Report, blocks,
    dom::{Content, Dom},
    furniture, one_line, sift, tree, words,
};
use crate::{
    ingest::{Found, Role},
    model::Block,
};
use url::Url;

/// A whole page.
pub(in crate::ingest) struct Page {
    pub(super) dom: Dom,
    pub(super) root: usize,
    /// What the page says, if its markup is nested beyond bounds.
    words: Option<String>,
    /// What was left out before the page was parsed.
    before: Report,
    /// Classes by which programs mark what is not for everyone.
    pub(in crate::ingest) marks: Vec<String>,
}

/// Classes that a draft or a private text has, or a form that asks for a password has.
const MARKS: [&str; 12] = [
    "status-draft",
    "status-private",
    "status-pending",
    "status-future",
    "status-auto-draft",
    "status-trash",
    "status-inherit",
    "post-password-required",
    "post-password-form",
    "node-unpublished",
    "node--unpublished",
    "is-unpublished",
];

fn marks(dom: &Dom) -> Vec<String> {
    let all = dom.below(0).into_iter();
    let classes = all.filter_map(|at| dom.attribute(at, "class")).map(|text| text.to_lowercase());
    let found = classes.flat_map(|text| {
        let marks = text.split_whitespace().filter(|class| MARKS.contains(class));
        marks.map(str::to_owned).collect::<Vec<_>>()
    });
    let mut found: Vec<String> = found.collect();
    found.dedup();
    found
}

/// What elements that hold the day of publication are called.
const DATED: [&str; 9] = [
    "date",
    "published",
    "entry-date",
    "post-date",
    "date-published",
    "dt-published",
    "pubdate",
    "publication-date",
    "date-publication",
];

impl Page {
    pub(in crate::ingest) fn parse(html: &str) -> Self {
        let mut before = Report::default();
        let html = sift::sift(html, false, &mut before);
        match Dom::page(&html) {
            Some(dom) => {
                let marks = marks(&dom);
                let root = furniture::clear(&dom);
                Self { dom, root, words: None, before, marks }
            }
            None => Self {
                dom: Dom::empty(),
                root: 0,
                words: Some(html.into_owned()),
                before,
                marks: Vec::new(),
            },
        }
    }

    /// The text of `<title>`.
    pub(in crate::ingest) fn title(&self) -> Option<String> {
        let title = self.dom.find("title")?;
        filled(&self.dom.text(title))
    }

    /// What may be the page's headline, the likelier first: the first heading of the text, and those of
    /// the first level wherever they stand.
    pub(in crate::ingest) fn headlines(&self) -> Vec<String> {
        let own = self
            .dom
            .below(self.root)
            .into_iter()
            .find(|at| ["h1", "h2", "h3"].iter().any(|name| self.dom.is(*at, name)));
        let all = own.into_iter().chain(self.dom.all("h1"));
        all.filter_map(|heading| filled(&self.dom.words(heading))).collect()
    }

    /// The only heading of the first level in the text. It is taken out.
    pub(in crate::ingest) fn take_headline(&self, is_one: impl Fn(&str) -> bool) -> Option<String> {
        let headings = self.dom.below(self.root).into_iter().filter(|at| self.dom.is(*at, "h1"));
        let [h1] = headings.collect::<Vec<_>>()[..] else { return None };
        let text = filled(&self.dom.words(h1)).filter(|text| is_one(text))?;
        self.dom.detach(h1);
        Some(text)
    }

    /// What the page says of its language.
    pub(in crate::ingest) fn language(&self) -> Option<String> {
        let html = self.dom.find("html")?;
        let said = ["lang", "xml:lang"].iter().filter_map(|name| self.dom.attribute(html, name));
        said.map(|text| one_line(&text)).find(|text| !text.is_empty())
    }

    /// The address that the page gives itself.
    pub(in crate::ingest) fn canonical(&self) -> Option<String> {
        let is_canonical = |link: &usize| {
            let rel = self.dom.attribute(*link, "rel").unwrap_or_default();
            rel.split_whitespace().any(|word| word.eq_ignore_ascii_case("canonical"))
        };
        self.dom.attribute(self.dom.all("link").into_iter().find(is_canonical)?, "href")
    }

    /// What addresses in the page are relative to, if it says so.
    pub(in crate::ingest) fn base(&self) -> Option<String> {
        let mut bases = self.dom.all("base").into_iter();
        bases.find_map(|base| filled(&self.dom.attribute(base, "href")?))
    }

    /// Every `<meta>`, by its name, with what it says.
    pub(in crate::ingest) fn all_metas(&self) -> Vec<(String, String)> {
        let mut all = Vec::new();
        for meta in self.dom.all("meta") {
            let Some(content) = self.dom.attribute(meta, "content").and_then(|t| filled(&t)) else {
                continue;
            };
            let names = ["name", "property", "http-equiv"];
            let names = names.into_iter().filter_map(|key| self.dom.attribute(meta, key));
            all.extend(names.map(|name| (one_line(&name), content.clone())));
        }
        all
    }

    /// The scripts of this type.
    pub(in crate::ingest) fn scripts(&self, mime: &str) -> Vec<String> {
        let is_one = |script: &usize| {
            let kind = self.dom.attribute(*script, "type").unwrap_or_default();
            kind.split(';').next().unwrap_or_default().trim().eq_ignore_ascii_case(mime)
        };
        let scripts = self.dom.all("script").into_iter().filter(is_one);
        scripts.map(|script| self.dom.text(script)).collect()
    }

    /// What microdata of this name say: in the text; else on the page, if they agree.
    pub(in crate::ingest) fn properties(&self, name: &str) -> Vec<String> {
        let values = |root: usize| {
            let below = self.dom.below(root).into_iter();
            below.filter(|at| self.dom.says(*at, "itemprop", name)).filter_map(|at| self.value(at))
        };
        let inside: Vec<String> = values(self.root).collect();
        if !inside.is_empty() {
            return inside;
        }
        let mut anywhere: Vec<String> = values(0).collect();
        anywhere.dedup();
        if anywhere.len() == 1 { anywhere } else { Vec::new() }
    }

    /// The value of an element of microdata: of the item's `name` where it is an item.
    fn value(&self, element: usize) -> Option<String> {
        if self.dom.attribute(element, "itemscope").is_some() {
            let below = self.dom.below(element).into_iter().filter(|at| *at != element);
            let mut names = below.filter(|at| self.dom.says(*at, "itemprop", "name"));
            return names.find_map(|at| self.value(at));
        }
        let attributes = ["content", "datetime", "href", "src"];
        let mut said = attributes.iter().filter_map(|name| self.dom.attribute(element, name));
        said.find_map(|text| filled(&text)).or_else(|| filled(&self.dom.words(element)))
    }

    /// Elements of the text that surely hold the day of publication: they are called so, stand in
    /// the header, or stand alone in a line. `is_date` tells whether a text is nothing but a date.
    pub(in crate::ingest) fn dates(&self, is_date: &dyn Fn(&str) -> bool) -> Vec<String> {
        let sure = self.dated().into_iter().filter(|at| {
            let named = self.is_dated(*at) || self.dom.attribute(*at, "pubdate").is_some();
            let in_header = self.dom.is(*at, "time")
                && self.dom.ancestors(*at, self.root).any(|above| self.dom.is(above, "header"));
            named || in_header || self.line_of(*at, is_date).is_some()
        });
        let said = |at: usize| {
            let machine = self.dom.attribute(at, "datetime").and_then(|text| filled(&text));
            machine.or_else(|| filled(&self.dom.words(at)).filter(|text| is_date(text)))
        };
        sure.filter_map(said).collect()
    }

    /// Takes out the first line of the text that is nothing but the day of publication.
    pub(in crate::ingest) fn drop_date(&self, is_date: &dyn Fn(&str) -> bool) {
        let line = self.dated().into_iter().find_map(|at| self.line_of(at, is_date));
        if let Some(line) = line {
            self.dom.detach(line);
        }
    }

    /// The elements of the text that may hold a date, in their order.
    fn dated(&self) -> Vec<usize> {
        let mut found = self.dom.below(self.root);
        found.retain(|at| {
            self.dom.is(*at, "time")
                || self.is_dated(*at)
                || self.dom.says(*at, "itemprop", "datePublished")
        });
        found
    }

    fn is_dated(&self, element: usize) -> bool {
        let class = self.dom.attribute(element, "class").unwrap_or_default().to_lowercase();
        class.split_whitespace().any(|class| DATED.contains(&class))
    }

    /// The block that an element fills alone, if all that stands there is a date.
    fn line_of(&self, element: usize, is_date: &dyn Fn(&str) -> bool) -> Option<usize> {
        let fits = |at: usize| filled(&self.dom.words(at)).is_some_and(|text| is_date(&text));
        if element == self.root || !fits(element) {
            return None;
        }
        let above = self.dom.ancestors(element, self.root).take_while(|at| fits(*at));
        let line = above.last().unwrap_or(element);
        let nodes = self.dom.nodes();
        let is_line = |at: usize| match &nodes[at].content {
            Content::Text(text) => text.trim().is_empty(),
            Content::Element { .. } => !matches!(
                &*nodes[at].name.local,
                "a" | "b" | "em" | "i" | "span" | "strong" | "time" | "abbr" | "img" | "small"
            ),
            Content::Other => true,
        };
        // An inline element fills a line if nothing inline is beside it.
        let siblings = &nodes[self.dom.parent(line)?].children;
        let alone = is_line(line) || siblings.iter().all(|at| *at == line || is_line(*at));
        alone.then_some(line)
    }

    /// Pictures are looked for where `<base>` says, unless they lie beside the source.
    pub(in crate::ingest) fn place_pictures(&self, base: &Url, around: &Around<'_>) {
        let absolute = |address: &str| {
            let lies_here = || !matches!(around.locate.find(address, Role::File), Found::Missing);
            let known = Url::parse(address).is_ok() || lies_here();
            (!known).then(|| base.join(address).ok()).flatten()
        };
        for picture in self.dom.below(self.root) {
            if !["img", "source"].iter().any(|name| self.dom.is(picture, name)) {
                continue;
            }
            for name in ["src", "data-src", "data-lazy-src", "data-original"] {
                let address = self.dom.attribute(picture, name).filter(|t| !t.trim().is_empty());
                if let Some(url) = address.and_then(|address| absolute(address.trim())) {
                    self.dom.set(picture, name, url.as_str());
                }
            }
            for name in ["srcset", "data-srcset"] {
                let Some(set) = self.dom.attribute(picture, name) else { continue };
                let each = set.split(", ").map(|candidate| {
                    let (address, size) = match candidate.trim().split_once(' ') {
                        Some((address, size)) => (address, format!(" {size}")),
                        None => (candidate.trim(), String::new()),
                    };
                    let url = absolute(address);
                    format!("{}{size}", url.as_ref().map_or(address, Url::as_str))
                });
                let set = each.collect::<Vec<_>>().join(", ");
                self.dom.set(picture, name, &set);
            }
        }
    }

    /// Whether the first heading of the text is of the first level and nothing stands before it.
    pub(in crate::ingest) fn begins_with_h1(&self) -> bool {
        self.dom.first_with_text(self.root).is_some_and(|name| name == "h1")
    }

    pub(in crate::ingest) fn blocks(&self, around: &Around<'_>, report: &mut Report) -> Vec<Block> {
        for (what, times) in &self.before.dropped {
            *report.dropped.entry(what.clone()).or_default() += times;
        }
        for (what, times) in &self.before.leftovers {
            *report.leftovers.entry(what.clone()).or_default() += times;
        }
        for (what, times) in &self.before.repaired {
            *report.repaired.entry(what).or_default() += times;
        }
        if let Some(html) = &self.words {
            return words(html, report);
        }
        let nodes = tree::reduce(&self.dom, self.root, around, report);
        blocks::Builder::new(around, report).flow(&nodes, &[])
    }
}

/// Text on one line, if there is any.
fn filled(text: &str) -> Option<String> {
    Some(one_line(text)).filter(|text| !text.is_empty())
}
