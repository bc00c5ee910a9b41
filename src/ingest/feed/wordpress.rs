//! WordPress exports (WXR): RSS with what a blog's editors see. What is no published post is withheld or left out, and said.

use super::{Uploads, one_line};
use crate::ingest::{
    File,
    items::{Item, Translated},
    problem::{Kind, Place, Problem, count, quoted},
    withhold,
    xml::Element,
};
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

#[path = "wordpress/post.rs"]
mod post;
#[path = "wordpress/restrict.rs"]
mod restrict;
#[path = "wordpress/uploads.rs"]
mod uploads;

/// What the export says of the blog as a whole.
pub(super) struct Site<'e> {
    /// The address of the blog, without the slash at its end.
    home: Option<String>,
    /// What authors are called, by the names with which they log in.
    authors: HashMap<String, String>,
    /// Uploaded files by their numbers.
    uploads: HashMap<String, &'e Element>,
    /// Those that are not for everybody, by their place among the uploads.
    closed: HashSet<String>,
    /// Those that lie beside the export.
    beside: &'e Uploads<'e>,
    /// What was left out, with how often and the line where it first was.
    left_out: BTreeMap<String, (usize, u32)>,
    shortcodes: BTreeSet<String>,
}

impl<'e> Site<'e> {
    /// Of a channel, if it is one of an export.
    pub(super) fn of(channel: &'e Element, beside: &'e Uploads<'e>) -> Option<Self> {
        let is_export = channel.children().any(|child| {
            child.is("wp:wxr_version")
                || (child.is("item") && child.child("wp:post_type").is_some())
        });
        if !is_export {
            return None;
        }
        let named = channel.all("wp:author").filter_map(|author| {
            let login = author.text_of("wp:author_login")?;
            let name = author.text_of("wp:author_display_name")?;
            (name != login && !name.contains('@')).then_some((login, name))
        });
        // A file that is for some is none for all, whatever shows it.
        let is_open = |item: &&Element| {
            item.all("wp:status")
                .all(|status| matches!(status.text().trim(), "inherit" | "publish"))
                && item.text_of("wp:post_password").is_none()
        };
        let uploads = channel.all("item").filter(|item| post_type(item) == "attachment");
        let (uploads, closed): (Vec<&Element>, Vec<&Element>) = uploads.partition(is_open);
        let closed = closed.into_iter().filter_map(|item| item.text_of("wp:attachment_url"));
        let closed = closed.filter_map(|url| Some(uploads::original(uploads::place(&url)?)));
        let home = channel.text_of("wp:base_blog_url").or_else(|| channel.text_of("link"));
        Some(Self {
            home: home.map(|home| home.trim_end_matches('/').to_owned()),
            authors: named.collect(),
            uploads: uploads
                .into_iter()
                .filter_map(|item| Some((item.text_of("wp:post_id")?, item)))
                .collect(),
            closed: closed.collect(),
            beside,
            left_out: BTreeMap::new(),
            shortcodes: BTreeSet::new(),
        })
    }

    fn leave_out(&mut self, what: &str, line: u32) {
        self.left_out.entry(what.to_owned()).or_insert((0, line)).0 += 1;
    }

    /// Reads what only an export says of a post; `false` if it is none.
    pub(super) fn read(&mut self, item: &mut Item, element: &Element) -> bool {
        let (kind, line) = (post_type(element), element.line);
        if is_technical(&kind) || !is_post(&kind) {
            // The files themselves come with the posts that show them; menus and the like are no texts.
            let status = element.text_of("wp:status").unwrap_or_default();
            if !is_technical(&kind) && status != "trash" && status != "auto-draft" {
                self.leave_out(&format!("of the type {}", quoted(&kind)), line);
            }
            return false;
        }
        let status = element.text_of("wp:status").unwrap_or_default();
        if element.all("wp:status").any(|other| other.text().trim() != status) {
            item.doubt("it has two statuses in the export, which say not the same", line);
        }
        match status.as_str() {
            "publish" => {}
            "trash" | "auto-draft" => {
                self.leave_out("deleted or never begun", line);
                return false;
            }
            "draft" | "pending" | "private" | "future" => {
                let line = element.child("wp:status").map_or(line, |status| status.line);
                item.hold(format!("its status in WordPress is {}", quoted(&status)), line);
            }
            _ => {
                let why = format!(
                    "its status in WordPress is {}, which says not that it is published",
                    quoted(&status)
                );
                item.doubt(why, line);
            }
        }
        if element.text_of("wp:post_password").is_some() {
            item.hold("it is protected by a password in WordPress", line);
        }
        for _ in element.all("wp:comment") {
            self.leave_out("comments of readers", line);
        }
        item.set_some("date_published", post::date(element, "wp:post_date"), line);
        item.set_some("date_modified", post::date(element, "wp:post_modified"), line);
        let slug = element.text_of("wp:post_name").map(|slug| decoded(&slug));
        self.addresses(item, element, slug.as_deref());
        item.set_some("slug", slug, line);
        item.set_some(
            "summary",
            element.text_of("excerpt:encoded").as_deref().and_then(one_line),
            line,
        );
        if let Some(login) = element.text_of("dc:creator") {
            match self.authors.get(&login) {
                Some(name) => item.add("authors", json!({ "name": name }), line),
                None => self.leave_out("names with which authors log in, who have no other", line),
            }
        }
        self.categories(item, element);
        self.meta(item, element);
        if let Some(content) = element.child("content:encoded") {
            let text = content.text();
            if text.contains("<!-- wp:block {") {
                self.leave_out(
                    "blocks that several posts share, of which the post has but the number",
                    line,
                );
            }
            if text.trim().is_empty() && !meta(element, "_elementor_data").is_empty() {
                let why = "its text is in the fields of a plugin (Elementor), which are not read";
                item.doubt(why, line);
            }
            if let Some(what) = restrict::in_text(&text) {
                item.doubt(
                    format!("{what} in its text may keep a part of it from some readers"),
                    line,
                );
            }
            let text = self.with_galleries(item, &text, element);
            let (text, codes) = post::without_shortcodes(&self.with_files(&text));
            self.shortcodes.extend(codes);
            item.set("content_html", post::paragraphs(&text), content.line);
        }
        true
    }

    /// The addresses that the post had: they lead to the release.
    fn addresses(&self, item: &mut Item, element: &Element, slug: Option<&str>) {
        let Some(link) = element.text_of("link") else { return };
        let inside = self.home.as_deref().and_then(|home| link.strip_prefix(home));
        let Some(path) = inside.filter(|path| path.starts_with('/') && !path.contains(['?', '#']))
        else {
            return;
        };
        if path.trim_matches('/').is_empty() {
            return;
        }
        item.add("aliases", path, element.line);
        let before = path
            .trim_end_matches('/')
            .rsplit_once('/')
            .map(|(before, last)| (before, decoded(last)));
        for old in meta(element, "_wp_old_slug") {
            if let Some((before, last)) = &before
                && slug.is_none_or(|slug| *slug == **last)
            {
                item.add("aliases", format!("{before}/{old}/"), element.line);
            }
        }
    }

    fn categories(&self, item: &mut Item, element: &Element) {
        for category in element.all("category") {
            let (line, label) = (category.line, category.line_text().as_deref().and_then(one_line));
            let short = category.attribute("nicename").unwrap_or_default();
            match category.attribute("domain").unwrap_or("category") {
                "post_format" | "nav_menu" | "term_translations" | "wp_theme" => {}
                // Two ways of having a post in several languages.
                "language" => {
                    item.set("language", short.split('-').next().unwrap_or_default(), line)
                }
                "post_translations" => item.set("group", short, line),
                "post_visibility" | "visibility" => {
                    let shown = matches!(short, "" | "visible" | "public");
                    if !shown {
                        item.hold(format!("its visibility is {short}"), line);
                    }
                }
                "category" if matches!(short, "uncategorized" | "non-classe") => {}
                _ => {
                    if let Some(label) = label {
                        item.add("tags", label, line);
                    }
                }
            }
        }
    }

    /// Fields that programs and people gave to the post: what may withhold it, and its picture.
    fn meta(&mut self, item: &mut Item, element: &Element) {
        for field in element.all("wp:postmeta") {
            let Some(name) = field.text_of("wp:meta_key") else { continue };
            let Some(value) = field.text_of("wp:meta_value") else { continue };
            if name == "_thumbnail_id" {
                if !self.uploads.contains_key(&value) {
                    self.leave_out("pictures at the head of posts that are not in the export, or not for everybody", field.line);
                }
                if let Some(upload) = self.uploads.get(&value)
                    && let Some(entry) = self.upload(upload)
                {
                    item.set_some("image", entry.get("url").cloned(), field.line);
                    item.set_some("image_alt", entry.get("alt").cloned(), field.line);
                    item.add("media", Value::Object(entry), field.line);
                }
            } else if withhold::may_say_so(name.trim_start_matches('_')) {
                item.set(name.trim_start_matches('_'), value, field.line);
            } else if restrict::by_field(&name, &value) {
                let why = format!(
                    "its field {} is {}, which may keep it from some readers",
                    quoted(&name),
                    quoted(&value)
                );
                item.doubt(why, field.line);
            } else if !name.starts_with('_') {
                self.leave_out(&format!("fields {}", quoted(&name)), field.line);
            }
        }
    }

    /// The pictures of galleries become what the release offers to see.
    fn with_galleries(&self, item: &mut Item, text: &str, element: &Element) -> String {
        let mut out = String::new();
        let mut rest = text;
        while let Some(at) = rest.find("[gallery") {
            let (before, code) = rest.split_at(at);
            out.push_str(before);
            let Some(end) = code.find(']') else { break };
            let (code, after) = code.split_at(end);
            let own = element.text_of("wp:post_id");
            let ids = post::attribute(code, "ids");
            let mut entries: Vec<(String, Map<String, Value>)> = Vec::new();
            match ids {
                Some(ids) => {
                    let chosen = ids.split(',').filter_map(|id| self.uploads.get(id.trim()));
                    entries.extend(
                        chosen.filter_map(|upload| Some((String::new(), self.upload(upload)?))),
                    );
                }
                None => {
                    let of_post = self.uploads.iter().filter(|(_, upload)| {
                        let parent = upload.text_of("wp:post_parent");
                        parent.is_some() && parent == own
                    });
                    entries.extend(
                        of_post.filter_map(|(id, upload)| Some((id.clone(), self.upload(upload)?))),
                    );
                    entries.sort_by_key(|(id, _)| id.parse::<u64>().unwrap_or_default());
                }
            }
            for (_, entry) in entries {
                item.add("media", Value::Object(entry), element.line);
            }
            rest = after.get(1..).unwrap_or_default();
        }
        out + rest
    }

    /// Says what was left out.
    pub(super) fn finish(self, translated: &mut Translated, file: &File<'_>) {
        let mut say = |line, kind, message: String| {
            translated.problems.push(Problem::new(file.source, Place::from(line), kind, message));
        };
        for (what, (number, line)) in self.left_out {
            let message = match what.strip_prefix("of the type ") {
                Some(kind) => format!(
                    "{} of the type {kind}, which is not a post, left out; if such are releases, have WordPress make posts of \
                     them",
                    count(number, "entry").replace("entrys", "entries")
                ),
                None => format!(
                    "left out of the export, where it stands {}: {what}",
                    count(number, "time")
                ),
            };
            say(line, Kind::LeftOut, message);
        }
        if !self.shortcodes.is_empty() {
            let codes: Vec<String> = self.shortcodes.into_iter().take(12).collect();
            let message = format!(
                "left out what only WordPress and its plugins can show: [{}]; say in the text what readers miss by it",
                codes.join("], [")
            );
            say(0, Kind::DroppedMarkup, message);
        }
    }
}

fn post_type(element: &Element) -> String {
    element.text_of("wp:post_type").unwrap_or_else(|| "post".to_owned())
}

/// Posts, and what newsrooms have besides, by what they call it.
fn is_post(kind: &str) -> bool {
    const WORDS: &[&str] = &[
        "post",
        "press",
        "presse",
        "communique",
        "communiques",
        "pressrelease",
        "pressreleases",
        "release",
        "releases",
        "news",
        "actualite",
        "actualites",
        "actu",
        "actus",
        "article",
        "articles",
        "cp",
    ];
    let kind = deunicode::deunicode(kind).to_lowercase();
    kind.split(['-', '_']).any(|word| WORDS.contains(&word))
}

/// What holds no text that somebody could miss.
fn is_technical(kind: &str) -> bool {
    matches!(
        kind,
        "attachment"
            | "nav_menu_item"
            | "revision"
            | "custom_css"
            | "customize_changeset"
            | "oembed_cache"
            | "user_request"
    ) || ["wp_", "acf-", "elementor_"].iter().any(|start| kind.starts_with(start))
}

/// The values of a field.
fn meta(element: &Element, name: &str) -> Vec<String> {
    let fields = element.all("wp:postmeta");
    let named = fields.filter(|field| field.text_of("wp:meta_key").as_deref() == Some(name));
    named.filter_map(|field| field.text_of("wp:meta_value")).collect()
}

fn decoded(text: &str) -> String {
    percent_encoding::percent_decode_str(text).decode_utf8_lossy().into_owned()
}
