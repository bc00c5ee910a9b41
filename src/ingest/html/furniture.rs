//! Which part of a page is the text, and what in it only serves to find one's way.
//!
//! In doubt a part stays: an aside in an article may be what the issuer says of itself, its footer
//! the contacts. What goes is called navigation by its element, its role, its class or its heading.

use super::dom::{Content, Dom};
use std::collections::BTreeSet;

/// How much an element holds, in characters that show.
#[derive(Clone, Copy, Default)]
struct Measure {
    text: usize,
    /// How much of it is in links.
    linked: usize,
    links: usize,
    headlines: usize,
}

struct Survey<'a> {
    dom: &'a Dom,
    measures: Vec<Measure>,
}

/// Finds the element that holds the text, and takes out of it what is navigation.
pub(super) fn clear(dom: &Dom) -> usize {
    let survey = Survey { dom, measures: measured(dom) };
    let root = survey.root();
    let inside_article = dom.is(root, "article");
    let mut gone = Vec::new();
    let mut stack = vec![(root, inside_article)];
    while let Some((node, in_article)) = stack.pop() {
        let in_article = in_article || dom.is(node, "article");
        for child in dom.children(node) {
            if survey.is_furniture(child, in_article) {
                gone.push(child);
            } else {
                stack.push((child, in_article));
            }
        }
    }
    // A page of nothing but links is still a text.
    let lost: usize = gone.iter().map(|node| survey.measures[*node].text).sum();
    if lost < survey.measures[root].text {
        gone.into_iter().for_each(|node| dom.detach(node));
    }
    survey.unlay(root);
    root
}

fn measured(dom: &Dom) -> Vec<Measure> {
    let order = dom.below(0);
    let mut measures = vec![Measure::default(); dom.nodes().len()];
    let nodes = dom.nodes();
    for at in order.into_iter().rev() {
        let mut own = Measure::default();
        match &nodes[at].content {
            Content::Text(text) => {
                own.text = text.chars().filter(|c| !c.is_whitespace()).count();
            }
            Content::Element { .. } if is_silent(&nodes[at].name.local) => {}
            _ => {
                for child in &nodes[at].children {
                    let child = measures[*child];
                    own.text += child.text;
                    own.linked += child.linked;
                    own.links += child.links;
                    own.headlines += child.headlines;
                }
                match &*nodes[at].name.local {
                    "a" => (own.linked, own.links) = (own.text, 1),
                    "h1" if own.text > 0 => own.headlines = 1,
                    _ => {}
                }
            }
        }
        measures[at] = own;
    }
    measures
}

fn is_silent(name: &str) -> bool {
    matches!(name, "script" | "style" | "template" | "head" | "noscript")
}

/// Names of classes and identifiers that only navigation has.
fn is_named_furniture(class: &str) -> bool {
    const NAMES: [&str; 18] = [
        "crumb",
        "crumbs",
        "ariane",
        "filariane",
        "fildariane",
        "related",
        "related-posts",
        "lire-aussi",
        "a-lire-aussi",
        "voir-aussi",
        "pagination",
        "pager",
        "nav-links",
        "post-navigation",
        "comments",
        "comment-list",
        "skip-link",
        "skiplink",
    ];
    const PARTS: [&str; 9] = [
        "breadcrumb",
        "fil-ariane",
        "fil-d-ariane",
        "related-articles",
        "related-news",
        "cookie-",
        "cookiebanner",
        "tarteaucitron",
        "comments-area",
    ];
    NAMES.contains(&class) || PARTS.iter().any(|part| class.contains(part))
}

/// Names that buttons for sharing have, and other things may: taken for it if little else is there.
fn is_named_sharing(class: &str) -> bool {
    const PARTS: [&str; 8] = [
        "share",
        "sharing",
        "partage",
        "partager",
        "social",
        "addtoany",
        "newsletter",
        "author-links",
    ];
    class.split(['-', '_']).any(|part| PARTS.contains(&part))
}

/// Headings of lists of other texts.
fn is_heading_of_others(text: &str) -> bool {
    const HEADINGS: [&str; 38] = [
        "a lire aussi",
        "a lire egalement",
        "lire aussi",
        "lire egalement",
        "a voir aussi",
        "voir aussi",
        "sur le meme sujet",
        "sur le meme theme",
        "dans la meme rubrique",
        "articles similaires",
        "articles lies",
        "articles recents",
        "autres actualites",
        "autres communiques",
        "communiques lies",
        "communiques recents",
        "derniers communiques",
        "dernieres actualites",
        "nos autres communiques",
        "tous les communiques",
        "partager",
        "partager cet article",
        "partager cette page",
        "suivez-nous",
        "commentaires",
        "related",
        "related articles",
        "related content",
        "related news",
        "related posts",
        "related stories",
        "read also",
        "see also",
        "you may also like",
        "latest news",
        "more news",
        "share this",
        "share this article",
    ];
    let folded = deunicode::deunicode(text).to_lowercase();
    HEADINGS.contains(&folded.trim_matches(|c: char| !c.is_alphanumeric()))
}

impl Survey<'_> {
    fn name(&self, node: usize) -> String {
        self.dom.nodes()[node].name.local.to_string()
    }

    fn is_element(&self, node: usize) -> bool {
        matches!(self.dom.nodes()[node].content, Content::Element { .. })
    }

    fn role(&self, node: usize) -> String {
        self.dom.attribute(node, "role").unwrap_or_default().trim().to_ascii_lowercase()
    }

    /// Nothing that is a text's is in it: it is called navigation, and holds no headline.
    fn is_furniture(&self, node: usize, in_article: bool) -> bool {
        if !self.is_element(node) || self.measures[node].headlines > 0 {
            return false;
        }
        let (name, role) = (self.name(node), self.role(node));
        if matches!(name.as_str(), "html" | "body" | "main" | "td" | "table" | "tbody" | "tr") {
            return false;
        }
        let always = matches!(name.as_str(), "nav" | "dialog" | "search")
            || matches!(role.as_str(), "navigation" | "search" | "dialog" | "alertdialog");
        if always || self.is_called_furniture(node) || self.is_small_form(node, &name) {
            return true;
        }
        if name == "article" {
            return !in_article && self.is_teaser(node);
        }
        let landmark = matches!(name.as_str(), "aside" | "header" | "footer")
            || matches!(role.as_str(), "banner" | "contentinfo" | "complementary");
        if landmark && !in_article {
            return self.is_mostly_links(node) || self.is_legal(node);
        }
        false
    }

    fn is_called_furniture(&self, node: usize) -> bool {
        let attribute =
            |name: &str| self.dom.attribute(node, name).unwrap_or_default().trim().to_lowercase();
        let label = deunicode::deunicode(&attribute("aria-label"));
        if label.contains("breadcrumb")
            || label.contains("ariane")
            || attribute("itemtype").ends_with("breadcrumblist")
        {
            return true;
        }
        let name = self.name(node);
        if name == "article" || name == "time" || name.starts_with('h') && name != "header" {
            return false;
        }
        let little = self.measures[node].text < 80 || self.is_mostly_links(node);
        let names = format!("{} {}", attribute("class"), attribute("id"));
        let called = |class: &str| is_named_furniture(class) || (little && is_named_sharing(class));
        names.split_whitespace().any(called) || self.is_list_of_others(node, &name)
    }

    /// A part that begins with "À lire aussi".
    fn is_list_of_others(&self, node: usize, name: &str) -> bool {
        if !matches!(name, "aside" | "section" | "div" | "footer") {
            return false;
        }
        let first = self.dom.children(node).into_iter().find(|at| self.measures[*at].text > 0);
        let Some(first) = first else { return false };
        let is_heading = ["h2", "h3", "h4", "h5", "h6"].iter().any(|name| self.dom.is(first, name));
        if !is_heading || !is_heading_of_others(&self.dom.words(first)) {
            return false;
        }
        let below = self.dom.below(node);
        let mut teasers =
            below.into_iter().filter(|at| self.dom.is(*at, "article") || self.dom.is(*at, "form"));
        name == "aside" || self.is_mostly_links(node) || teasers.next().is_some()
    }

    /// Other forms may hold the page: some programs put all of it into one.
    fn is_small_form(&self, node: usize, name: &str) -> bool {
        name == "form" && self.measures[node].text < 200
    }

    fn is_mostly_links(&self, node: usize) -> bool {
        let measure = self.measures[node];
        measure.text == 0 || (measure.links > 0 && measure.linked * 2 >= measure.text)
    }

    /// "Mentions légales", "© 2024 Port": a line that every page of a site ends with.
    fn is_legal(&self, node: usize) -> bool {
        if self.measures[node].text > 200 {
            return false;
        }
        let text = deunicode::deunicode(&self.dom.words(node)).to_lowercase();
        let words = ["mentions legales", "legal notice", "tous droits", "all rights", "copyright"];
        let signs = ["(c)", "cookies", "privacy policy"];
        words.iter().chain(&signs).any(|word| text.contains(word))
    }

    /// An article that only leads to another page.
    fn is_teaser(&self, node: usize) -> bool {
        let heading = self.heading_of(node);
        let leads = heading.is_some_and(|at| {
            self.measures[at].linked > 0
                || self.dom.ancestors(at, node).any(|above| self.dom.is(above, "a"))
        });
        leads || self.is_mostly_links(node)
    }

    /// Where the text is: the one article; else `<main>`; else the body.
    fn root(&self) -> usize {
        let (mut articles, mut mains, mut bodies) = (Vec::new(), Vec::new(), Vec::new());
        // Not looked for in what stands beside a text; articles in an article are part of it.
        let mut stack = vec![(0, false)];
        while let Some((node, in_article)) = stack.pop() {
            let aside = self.dom.is(node, "aside") || self.role(node) == "complementary";
            if self.is_element(node) && (aside || self.is_furniture(node, true)) {
                continue;
            }
            let is_article = self.dom.is(node, "article") || self.is_article_item(node);
            if is_article && !in_article {
                articles.push(node);
            }
            if self.dom.is(node, "main") || self.role(node) == "main" {
                mains.push(node);
            }
            if self.dom.says(node, "itemprop", "articleBody") {
                bodies.push(node);
            }
            let children = self.dom.children(node);
            stack.extend(children.into_iter().rev().map(|at| (at, in_article || is_article)));
        }
        let most = |found: &[usize]| found.iter().copied().max_by_key(|at| self.measures[*at].text);
        let body = self.dom.find("body").unwrap_or(0);
        let wide = most(&mains).unwrap_or(body);
        if articles.len() > 1 {
            articles.retain(|at| !self.is_teaser(*at));
        }
        let chosen = match (articles.as_slice(), bodies.as_slice()) {
            ([article], _) => *article,
            ([], [text]) => *text,
            _ => return wide,
        };
        // A headline above the article may have the first sentences of the text below it; but what is
        // above an article with a title of its own is only the name of the site.
        let title = self.dom.find("title").map(|title| self.dom.words(title)).unwrap_or_default();
        let is_title = |at: usize| {
            let text = self.dom.words(at);
            !text.trim().is_empty() && title.contains(text.trim())
        };
        let own = self.heading_of(chosen).is_some_and(is_title);
        let above = !own && self.headline_of(wide).is_some_and(is_title);
        if self.measures[chosen].headlines == 0 && above && self.holds(wide, chosen) {
            wide
        } else {
            chosen
        }
    }

    fn heading_of(&self, node: usize) -> Option<usize> {
        let headings = ["h1", "h2", "h3", "h4", "h5", "h6"];
        let below = self.dom.below(node);
        below.into_iter().find(|at| headings.iter().any(|name| self.dom.is(*at, name)))
    }

    /// The only headline of a part that is not in the header of the site.
    fn headline_of(&self, node: usize) -> Option<usize> {
        let is_headline = |at: &usize| {
            let mut above = self.dom.ancestors(*at, node);
            self.dom.is(*at, "h1") && !above.any(|above| self.dom.is(above, "header"))
        };
        let found: Vec<usize> = self.dom.below(node).into_iter().filter(is_headline).collect();
        if let [h1] = found[..] { Some(h1) } else { None }
    }

    fn holds(&self, outer: usize, inner: usize) -> bool {
        self.dom.ancestors(inner, 0).any(|above| above == outer)
    }

    /// Microdata that say of an element that it is an article.
    fn is_article_item(&self, node: usize) -> bool {
        let kind = self.dom.attribute(node, "itemtype").unwrap_or_default();
        let page = self.dom.is(node, "html") || self.dom.is(node, "body");
        !page && ["Article", "BlogPosting", "PressRelease"].iter().any(|end| kind.ends_with(end))
    }

    /// A table that holds the headline only lays the page out: its cells become parts of the page,
    /// without those that are nothing but a menu.
    fn unlay(&self, root: usize) {
        let Some(h1) = self.headline_of(root) else { return };
        let tables: BTreeSet<usize> =
            self.dom.ancestors(h1, root).filter(|at| self.dom.is(*at, "table")).collect();
        for table in tables {
            let below = self.dom.below(table);
            if below.iter().any(|at| self.dom.is(*at, "th") || self.dom.is(*at, "caption")) {
                continue;
            }
            let parts = ["table", "tbody", "thead", "tfoot", "tr", "td"];
            let own = below.into_iter().filter(|at| {
                let nearest = std::iter::once(*at)
                    .chain(self.dom.ancestors(*at, 0))
                    .find(|above| self.dom.is(*above, "table"));
                nearest == Some(table) && parts.iter().any(|name| self.dom.is(*at, name))
            });
            for part in own.collect::<Vec<_>>() {
                let measure = self.measures[part];
                let is_menu = measure.links > 1 && measure.linked == measure.text;
                if self.dom.is(part, "td") && is_menu {
                    self.dom.detach(part);
                }
                self.dom.rename(part, "div");
            }
        }
    }
}
