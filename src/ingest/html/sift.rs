//! What is markup, and what only looks like it, settled before the parser sees it.
//!
//! A parser takes every `<` with a letter after it for a tag: `x<y, puis` eats words up to the next
//! `>`, `<presse@example.org>` is gone. Here a `<` is markup only if what follows is an element that
//! HTML knows, or is plainly meant as one (a closing tag, attributes, a namespace). Any other `<`
//! becomes `&lt;`. What office programs write for themselves is taken out: it was never text. One
//! pass, in time that grows with the length.

use super::{
    Report,
    tag::{self, Tag},
    tree::is_known,
};
use std::{borrow::Cow, collections::HashMap};

/// The HTML with nothing in it that a parser would misunderstand. `all` says that every name is an
/// element's, as in sources of a template language.
pub(super) fn sift<'a>(html: &'a str, all: bool, report: &mut Report) -> Cow<'a, str> {
    if !html.contains('<') {
        return Cow::Borrowed(html);
    }
    let mut sift = Sift {
        html,
        all,
        report,
        out: String::new(),
        copied: 0,
        last: last_closings(html),
        found: HashMap::new(),
        ends: HashMap::new(),
    };
    let mut at = 0;
    while let Some(found) = html[at..].find('<') {
        at = sift.mark(at + found);
    }
    if sift.copied == 0 {
        return Cow::Borrowed(html);
    }
    sift.flush(html.len());
    Cow::Owned(sift.out)
}

struct Sift<'a, 'r> {
    html: &'a str,
    all: bool,
    report: &'r mut Report,
    out: String,
    /// Up to where the source has been copied, or left out.
    copied: usize,
    /// Where each name is closed for the last time.
    last: HashMap<String, usize>,
    /// For marks that end something, from where one was looked for and where it is: so that no stretch
    /// is searched twice.
    found: HashMap<&'static str, (usize, Option<usize>)>,
    /// For quotes, from where on there are none.
    ends: HashMap<&'static str, usize>,
}

impl<'a> Sift<'a, '_> {
    fn flush(&mut self, to: usize) {
        if let Some(part) = self.html.get(self.copied..to) {
            self.out.push_str(part);
        }
        self.copied = to;
    }

    /// Puts `text` in the place of what stands from `from` to `to`.
    fn replace(&mut self, from: usize, to: usize, text: &str) -> usize {
        self.flush(from);
        self.out.push_str(text);
        self.copied = to;
        to
    }

    /// The `<` at `at` is text.
    fn text(&mut self, at: usize) -> usize {
        self.replace(at, at + 1, "&lt;")
    }

    fn find(&mut self, mark: &'static str, from: usize) -> Option<usize> {
        if let Some((known, at)) = self.found.get(mark)
            && from >= *known
            && at.is_none_or(|at| at >= from)
        {
            return *at;
        }
        let found = self.html.get(from..)?.find(mark).map(|at| from + at);
        self.found.insert(mark, (from, found));
        found
    }

    /// Deals with the `<` at `at`; says where to go on.
    fn mark(&mut self, at: usize) -> usize {
        match self.html.as_bytes().get(at + 1) {
            Some(b'!') => self.declaration(at),
            Some(b'?') => self.instruction(at),
            Some(b'/') => self.closing(at),
            Some(letter) if letter.is_ascii_alphabetic() => self.opening(at),
            _ => at + 1,
        }
    }

    fn declaration(&mut self, at: usize) -> usize {
        let rest = &self.html[at..];
        if rest.starts_with("<!--") {
            return self.comment(at);
        }
        if rest.starts_with("<![CDATA[") {
            self.report.repair("CDATA");
            // The other end is taken out where it is met: everything between is read as it stands.
            let Some(end) = self.find("]]>", at) else { return self.replace(at, at + 9, "") };
            let inner = self.html.get(at + 9..end).unwrap_or_default();
            let inner = sift(inner, self.all, self.report).into_owned();
            return self.replace(at, end + 3, &inner);
        }
        if rest.starts_with("<![if !supportLists]>") {
            // What Word draws in place of a bullet, for programs that have none.
            const OPEN: &str = "<![if !supportLists]>";
            let end = near(rest).find("<![endif]>").filter(|end| *end >= OPEN.len());
            if let Some(end) = end {
                let inner = &rest[OPEN.len()..end];
                let inner = sift(inner, self.all, self.report).into_owned();
                let marked = format!("<span style=\"mso-list:Ignore\">{inner}</span>");
                return self.replace(at, at + end + 10, &marked);
            }
        }
        // A parser skips these up to the next `>`.
        match near(&rest[1..]).find(['>', '<']).map(|end| at + 1 + end) {
            Some(end) if self.html.as_bytes()[end] == b'>' => end + 1,
            _ => self.text(at),
        }
    }

    fn comment(&mut self, at: usize) -> usize {
        let rest = &self.html[at + 4..];
        if rest.starts_with('>') || rest.starts_with("->") {
            return at + 5;
        }
        let end = [self.find("-->", at + 4), self.find("--!>", at + 4)];
        let Some(end) = end.into_iter().flatten().min() else {
            // Nobody was shown what follows, and nobody is now; but it is said.
            self.report.drop_markup("<!-- that never ends, with all that follows");
            return self.html.len();
        };
        let after = end + self.html[end..].find('>').map_or(0, |close| close + 1);
        // A conditional comment of Word's holds comments, and ends with its own mark.
        let comment = &self.html[at..after];
        let whole = ["]><!-->", "]>-->", "<![endif]-->"].iter().any(|end| comment.ends_with(end));
        if rest.starts_with("[if")
            && !whole
            && let Some(end) = self.find("<![endif]-->", after)
            && !self.html[after..end].contains("<!--[if")
        {
            return self.replace(at, end + 12, "");
        }
        after
    }

    /// `<?xml …?>`, `<?php … ?>`: no parser shows them.
    fn instruction(&mut self, at: usize) -> usize {
        let name = self.html[at + 2..].split(|c: char| !c.is_ascii_alphanumeric()).next();
        let name = name.unwrap_or_default().to_ascii_lowercase();
        let markup = name.starts_with("xml") || name == "import" || name == "mso";
        let end = if markup { None } else { self.find("?>", at).map(|end| end + 2) };
        let end = end.or_else(|| self.find(">", at).map(|end| end + 1));
        let Some(end) = end else { return self.text(at) };
        if markup {
            self.report.drop_markup("<?xml>");
        } else {
            self.report.leftover("<? … ?>");
        }
        self.replace(at, end, "")
    }

    fn closing(&mut self, at: usize) -> usize {
        let name = tag::name(&self.html[at + 2..]);
        let after = at + 2 + name.len();
        let blank = self.html[after..].len() - self.html[after..].trim_ascii_start().len();
        let end = after + blank;
        let closed = self.html.as_bytes().get(end) == Some(&b'>');
        if is_foreign(name) && closed {
            return self.replace(at, end + 1, "");
        }
        let lower = name.to_ascii_lowercase();
        if closed && is_name(name) {
            return end + 1;
        }
        // `</div class=x>`, which browsers take for a closing tag.
        if is_known(&lower) {
            return match near(&self.html[end..]).find(['>', '<']).map(|length| end + length) {
                Some(end) if self.html.as_bytes()[end] == b'>' => end + 1,
                _ => self.replace(at, end, &format!("</{lower}>")),
            };
        }
        self.text(at)
    }

    fn opening(&mut self, at: usize) -> usize {
        let name = tag::name(&self.html[at + 1..]);
        let lower = name.to_ascii_lowercase();
        let known = is_known(&lower);
        let foreign = is_foreign(name);
        if !known && !foreign && !is_name(name) {
            return self.text(at);
        }
        let tag = match Tag::read(self.html, at, at + 1 + name.len(), &mut self.ends) {
            Ok(tag) => tag,
            // A tag that never ends, such as a feed that was cut leaves.
            Err(broken) if (known || foreign) && broken.has_values => {
                self.report.drop_markup(&format!("<{lower} that never ends"));
                return self.replace(at, broken.end, "");
            }
            Err(_) => return self.text(at),
        };
        if foreign {
            self.report.drop_markup(&format!("<{lower}>"));
            return self.replace(at, tag.end, "");
        }
        let closed = self.last.get(&lower).is_some_and(|last| *last > at);
        if lower == "xml" {
            // An island of data; without an end it would swallow the text.
            return if closed {
                self.skip(&lower, at, tag.end)
            } else {
                self.replace(at, tag.end, "")
            };
        }
        let meant = match known {
            false if self.all => true,
            true => tag.has_values || !tag.has_odd_words,
            false => {
                tag.has_values || tag.ends_itself || closed || name.contains('-') && !tag.has_words
            }
        };
        if !meant {
            if tag.has_words && !known {
                self.report.leftover(&format!("<{lower} …>"));
            }
            return self.text(at);
        }
        if let Some(cut) = tag.cut {
            self.report.drop_markup("attributes beyond the first hundred");
            self.flush(cut);
            self.out.push('>');
            self.copied = tag.end;
        }
        let hides = ["button", "canvas", "datalist", "output", "select", "svg", "template"];
        if hides.contains(&lower.as_str()) && !closed {
            // Without an end it would hide all that follows.
            self.report.drop_markup(&format!("<{lower}> that never ends"));
            return self.replace(at, tag.end, "");
        }
        let raw = ["script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes"];
        if raw.contains(&lower.as_str()) {
            // What stands in these is no markup.
            return match self.last.get(&lower).filter(|last| **last > at) {
                Some(_) => self.close_of(&lower, tag.end),
                None => {
                    self.report.drop_markup(&format!("<{lower}> that never ends"));
                    self.html.len()
                }
            };
        }
        tag.end
    }

    /// Leaves out an element with what is in it.
    fn skip(&mut self, name: &str, at: usize, from: usize) -> usize {
        self.report.drop_markup(&format!("<{name}>"));
        let close = self.close_of(name, from);
        let end = self.html[close..].find('>').map_or(self.html.len(), |end| close + end + 1);
        self.replace(at, end, "")
    }

    /// Where the next closing tag of this name begins.
    fn close_of(&self, name: &str, from: usize) -> usize {
        let mut closes = self.html[from..].match_indices("</").map(|(at, _)| from + at);
        closes
            .find(|at| tag::name(&self.html[at + 2..]).eq_ignore_ascii_case(name))
            .unwrap_or(self.html.len())
    }
}

/// The length of the tag of another namespace that a text begins with. Markdown knows none of them.
pub(in crate::ingest) fn foreign_tag(text: &str) -> Option<usize> {
    if text.starts_with("<![if ") || text.starts_with("<![endif]") {
        return near(text).find('>').map(|end| end + 1);
    }
    let from = if text.starts_with("</") { 2 } else { 1 };
    let name = tag::name(text.get(from..)?);
    let fits = text.starts_with('<') && is_foreign(name);
    let tag = Tag::read(near(text), 0, from + name.len(), &mut HashMap::new());
    tag.ok().filter(|_| fits).map(|tag| tag.end)
}

/// Whether an address that Markdown found is the tag of another namespace.
pub(in crate::ingest) fn is_foreign_name(address: &str) -> bool {
    is_foreign(address)
}

/// As much of `text` as a mark may take up that has no end of its own.
fn near(text: &str) -> &str {
    const LONGEST: usize = 4000;
    text.get(..text.floor_char_boundary(LONGEST)).unwrap_or(text)
}

fn last_closings(html: &str) -> HashMap<String, usize> {
    let closings = html.match_indices("</").filter_map(|(at, _)| {
        let name = tag::name(&html[at + 2..]);
        (name.len() <= 60 && !name.is_empty()).then(|| (name.to_ascii_lowercase(), at))
    });
    closings.collect()
}

/// Whether an element can be called so.
fn is_name(name: &str) -> bool {
    name.len() <= 60
        && name.starts_with(|c: char| c.is_ascii_alphabetic())
        && name.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_.".contains(&b))
}

/// `o:p`, `st1:place`: an element of another namespace, and no address such as `tel:118`.
fn is_foreign(name: &str) -> bool {
    const SCHEMES: &[&str] = &[
        "http",
        "https",
        "mailto",
        "tel",
        "ftp",
        "sftp",
        "urn",
        "data",
        "sms",
        "geo",
        "irc",
        "xmpp",
        "news",
        "doi",
        "file",
        "javascript",
        "isbn",
    ];
    name.split_once(':').is_some_and(|(prefix, local)| {
        is_name(prefix)
            && is_name(local)
            && !SCHEMES.contains(&prefix.to_ascii_lowercase().as_str())
    })
}

/// The words of HTML without any of its structure but the ends of paragraphs: what is left where
/// the markup itself cannot be read.
pub(super) fn words(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    let mut hidden: Option<String> = None;
    while let Some(start) = rest.find('<') {
        if hidden.is_none() {
            out.push_str(&rest[..start]);
        }
        rest = &rest[start..];
        if let Some(comment) = rest.strip_prefix("<!--") {
            rest = comment.find("-->").map_or("", |end| &comment[end + 3..]);
            continue;
        }
        let closing = rest.starts_with("</");
        let name = tag::name(&rest[1 + usize::from(closing)..]).to_ascii_lowercase();
        let is_tag = rest[1..].starts_with(['/', '!', '?']) || !name.is_empty();
        let Some(end) = rest.find('>').filter(|_| is_tag) else {
            out.push_str(if hidden.is_none() { "<" } else { "" });
            rest = &rest[1..];
            continue;
        };
        rest = &rest[end + 1..];
        match &hidden {
            Some(open) if closing && *open == name => hidden = None,
            Some(_) => {}
            None if !closing
                && matches!(name.as_str(), "script" | "style" | "svg" | "template") =>
            {
                hidden = Some(name);
            }
            None if name == "br" => out.push('\n'),
            None if super::tree::parts_paragraphs(&name) => out.push_str("\n\n"),
            None => {}
        }
    }
    if hidden.is_none() {
        out.push_str(rest);
    }
    out
}
