//! What `_newsroom` says of the look of the site and of where its pages lead: mark, icon, links. The files are looked into
//! once all is read (`bundle/look.rs`).

pub use super::typeface::{Font, STACKS};
use super::{
    File, details,
    fields::{Field, Fields},
    html::Around,
    names::part,
    problem::{Kind, count, quoted},
    typeface,
};
use crate::model::{Image, Language, Link, Logo, Newsroom, Path, Source};
use serde_json::Value;

const LOGO: &[&str] = &["logo", "mark"];
const FAVICON: &[&str] = &["favicon", "icon"];
const HEADER: &[&str] = &["header_links", "header", "links_in_header", "liens_en_tête"];
const FOOTER: &[&str] = &["footer_links", "footer", "links_in_footer", "liens_pied_de_page"];
const SOCIAL: &[&str] = &["social", "social_links", "réseaux_sociaux", "networks"];
const TYPE: &[&str] = &["type", "typeface", "typography", "typographie"];
const FONTS: &[&str] = &["fonts", "polices"];
const SHEET: &[&str] = &["style_sheet", "css", "feuille_de_style"];
const COUNTRY: &[&str] = &["country", "pays"];

/// What a publisher chooses of the site beside its releases. What readers see of it at once is in [`Newsroom`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Look {
    /// The icon of the site, a file of the newsroom's own.
    pub favicon: Option<Path>,
    /// Where the head and the foot of pages lead.
    pub links: Vec<Waymark>,
    /// What texts and titles are set in: a stack of the system's ([`STACKS`]), or a family of `fonts`.
    pub reading: Option<String>,
    /// What is clicked, the same.
    pub interface: Option<String>,
    /// Font files of the newsroom's own.
    pub fonts: Vec<Font>,
    /// A style sheet of its own.
    pub sheet: Option<Path>,
    /// What that says, once it was looked into.
    pub css: Option<String>,
    /// The country whose law the newsroom is under, by its two letters (ISO 3166).
    pub country: Option<String>,
    /// The file that speaks for the newsroom, as the user named it.
    pub source: String,
}

/// A link that a publisher wants on every page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waymark {
    /// Where.
    pub place: Corner,
    /// What it is called, by language; without one where it is called so in all.
    pub names: Vec<(Option<Language>, String)>,
    /// Where it leads.
    pub to: Link,
}

/// Where such a link stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Corner {
    /// In the head of pages.
    Header,
    /// At their foot.
    Footer,
    /// At their foot, and the newsroom's own place elsewhere.
    Social,
}

impl Corner {
    /// More links than this are no help.
    fn most(self) -> usize {
        match self {
            Self::Header => 6,
            Self::Footer => 16,
            Self::Social => 10,
        }
    }
}

impl Look {
    /// Adds what `more` says and this does not.
    pub(super) fn merge(&mut self, more: Self) {
        self.favicon = self.favicon.take().or(more.favicon);
        self.country = self.country.take().or(more.country);
        self.reading = self.reading.take().or(more.reading);
        self.interface = self.interface.take().or(more.interface);
        self.sheet = self.sheet.take().or(more.sheet);
        if self.fonts.is_empty() {
            self.fonts = more.fonts;
        }
        if self.links.is_empty() {
            self.links = more.links;
        }
        if self.source.is_empty() {
            self.source = more.source;
        }
    }
}

/// What a feed says of it, and its extension.
pub(super) fn read(
    feed: &Fields<'_>,
    extension: Option<&Fields<'_>>,
    file: &File<'_>,
    newsroom: &mut Newsroom,
) -> Look {
    let File { locate, make, templates, .. } = *file;
    let around = Around { base: None, from_site: false, locate, make, templates };
    let mut look = Look::default();
    if let Some(extension) = extension {
        look.source = file.source.to_owned();
        newsroom.logo =
            extension.get(LOGO).and_then(|field| logo(&field, &around, newsroom.title.as_deref()));
        look.favicon = extension.get(FAVICON).and_then(|field| local(&field, &around));
        let corners =
            [(Corner::Header, HEADER), (Corner::Footer, FOOTER), (Corner::Social, SOCIAL)];
        for (place, names) in corners {
            if let Some(field) = extension.get(names) {
                look.links.extend(links(&field, place));
            }
        }
        if let Some(field) = extension.get(FONTS) {
            look.fonts = typeface::fonts(&field, &around);
        }
        if let Some(chosen) = extension.get(TYPE).and_then(|field| field.object()) {
            let choice =
                |names: &[&str]| chosen.get(names).and_then(|f| typeface::choice(&f, &look.fonts));
            let reading = choice(&["reading", "text", "lecture"]);
            let interface = choice(&["interface", "ui"]);
            (look.reading, look.interface) = (reading, interface);
        }
        look.sheet = extension.get(SHEET).and_then(|field| local(&field, &around));
        look.country = extension.get(COUNTRY).and_then(|field| country(&field));
    }
    // JSON Feed's own: as a rule it lies elsewhere, and then it is for programs that read feeds.
    let own = feed.get(&["favicon"]).filter(|field| !is_remote(field));
    look.favicon = look.favicon.or_else(|| own.and_then(|field| local(&field, &around)));
    look
}

fn is_remote(field: &Field<'_>) -> bool {
    field.value.as_str().is_some_and(|text| Link::new(text).is_some())
}

/// A file of the newsroom's own.
pub(super) fn local(field: &Field<'_>, around: &Around<'_>) -> Option<Path> {
    match details::file(field, around)? {
        Source::Local(path) => Some(path),
        Source::Remote(_) => {
            let message = "lies on another host, and pages load nothing from elsewhere; put the file into the newsroom's \
                           folder and write its name";
            field.add(Kind::BadLook, message);
            None
        }
    }
}

fn logo(field: &Field<'_>, around: &Around<'_>, title: Option<&str>) -> Option<Logo> {
    let Value::Object(_) = field.value else {
        let light = local(field, around)?;
        field.add(Kind::MissingAlt, no_alt());
        return Some(Logo { light: image(light, ""), dark: None, alone: false });
    };
    let fields = field.object()?;
    let Some(file) = fields.get(&["light", "url", "file", "src", "image"]) else {
        field.add(Kind::BadLook, "no file: write \"light\": \"media/logo.svg\"");
        return None;
    };
    let light = local(&file, around)?;
    let dark = fields.get(&["dark"]).and_then(|field| local(&field, around));
    let alt = match fields.get(part::ALT) {
        Some(field) => field.value.as_str().map(super::html::one_line),
        None => {
            field.add(Kind::MissingAlt, no_alt());
            None
        }
    };
    let alone = fields.get(&["with_name"]).is_some_and(|field| match field.value.as_bool() {
        Some(with_name) => !with_name,
        None => {
            field.wrong_type("true or false");
            false
        }
    });
    // Without the name beside it, a mark that says nothing would leave pages without a heading.
    let alt = match alt.filter(|alt| !alt.is_empty()) {
        Some(alt) => alt,
        None if alone => title.unwrap_or_default().to_owned(),
        None => String::new(),
    };
    let alone = alone && !alt.is_empty();
    Some(Logo { light: image(light, &alt), dark: dark.map(|dark| image(dark, &alt)), alone })
}

fn no_alt() -> &'static str {
    "no alt: write the newsroom's name if the logo stands alone (\"with_name\": false), else \"\", since the name stands \
     beside it"
}

fn image(path: Path, alt: &str) -> Image {
    Image { source: Source::Local(path), alt: Some(alt.to_owned()), width: None, height: None }
}

/// Links, each an address or an object with `url` and `name`.
fn links(field: &Field<'_>, place: Corner) -> Vec<Waymark> {
    let mut links = Vec::new();
    for entry in field.each() {
        let (to, names) = match entry.value {
            Value::Object(_) => {
                let Some(fields) = entry.object() else { continue };
                let Some(url) = fields.get(part::ADDRESS) else {
                    entry.add(Kind::BadUrl, "no url: say where it leads");
                    continue;
                };
                let names = fields.get(&["name", "title", "label", "text", "nom"]);
                (address(&url), names.map(|field| by_language(&field)).unwrap_or_default())
            }
            _ => (address(&entry), Vec::new()),
        };
        let Some(to) = to else { continue };
        let own = || {
            let rest = to.as_str().split_once(':').map_or(to.as_str(), |(_, rest)| rest);
            vec![(None, to.host().unwrap_or(rest).to_owned())]
        };
        let names = if names.is_empty() { own() } else { names };
        links.push(Waymark { place, names, to });
    }
    if links.len() > place.most() {
        let message = format!(
            "{}, of which the first {} are shown: more help nobody",
            count(links.len(), "link"),
            place.most()
        );
        field.add(Kind::BadLook, message);
        links.truncate(place.most());
    }
    links
}

/// An address on the web, of e-mail or a telephone.
fn address(field: &Field<'_>) -> Option<Link> {
    let text = field.line()?;
    let link = Link::new(&text);
    if link.is_none() {
        let message = format!(
            "{} is no address; write https://example.org/…, mailto:… or tel:…",
            quoted(&text)
        );
        field.add(Kind::BadUrl, message);
    }
    link
}

/// A text, or one in each language.
fn by_language(field: &Field<'_>) -> Vec<(Option<Language>, String)> {
    let Value::Object(_) = field.value else {
        return field.text().map(|text| (None, text)).into_iter().collect();
    };
    let mut names = Vec::new();
    for (tag, name) in field.object().iter().flat_map(Fields::each) {
        match Language::new(tag) {
            Some(language) => names.extend(name.text().map(|name| (Some(language), name))),
            None => field.add(
                Kind::BadLanguage,
                format!("{} is not a language; write fr, en or pt-BR", quoted(tag)),
            ),
        }
    }
    names
}

fn country(field: &Field<'_>) -> Option<String> {
    let text = field.line()?.to_ascii_uppercase();
    let is_code = text.len() == 2 && text.bytes().all(|b| b.is_ascii_uppercase());
    if !is_code {
        let message = format!("{} is no country; write its two letters: FR, CA, CH", quoted(&text));
        field.add(Kind::WrongType, message);
    }
    is_code.then_some(text)
}
