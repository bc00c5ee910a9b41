//! What a publisher chose of the look of the site, as the site has it: links, icon.

use crate::{
    bundle::{Bundle, BundleError, page_for},
    i18n::Interface,
    ingest::{self, Corner, Font, Loaded, Look, STACKS, Waymark, name::file_name},
    model::{Language, Release, Signpost},
    route::{Address, Route},
};

use super::xml::Markup;

/// What was chosen, with the files that it names.
pub(super) struct Chosen {
    look: Look,
    icon: Option<(String, Vec<u8>)>,
    fonts: Vec<(Font, String, Vec<u8>)>,
    /// The links to the style sheet and to fonts that are asked for before it.
    style: String,
}

impl Chosen {
    /// Takes it out of what was loaded.
    pub(super) fn of(loaded: &mut Loaded) -> Self {
        let look = std::mem::take(&mut loaded.look);
        let read = |path: &crate::model::Path| {
            let bytes = ingest::contents(loaded.files.get(path)?).ok()?;
            let name = path.as_str().rsplit('/').next().unwrap_or_default();
            Some((file_name(name), bytes))
        };
        let icon = look.favicon.as_ref().and_then(read);
        let fonts = look.fonts.iter().filter_map(|font| {
            let (name, bytes) = read(&font.file)?;
            Some((font.clone(), name, bytes))
        });
        let fonts = fonts.collect();
        Self { look, icon, fonts, style: String::new() }
    }

    /// Tells the set where pages lead.
    pub(super) fn lead(&self, bundle: &mut Bundle) -> Result<(), BundleError> {
        let links = signposts(&self.look, &bundle.pages);
        if links.is_empty() { Ok(()) } else { bundle.post(links) }
    }

    /// Puts the icon beside the set; the link to it, for the head of each page.
    pub(super) fn icon(&mut self, bundle: &mut Bundle) -> Result<Option<String>, BundleError> {
        let Some((name, bytes)) = self.icon.take() else { return Ok(None) };
        let kind = mime_guess::from_path(&name).first_or_octet_stream().to_string();
        let path = bundle.add_file(&name, bytes)?;
        let mut markup = Markup::default();
        markup.empty("link", &[("rel", "icon"), ("type", &kind), ("href", &path)]);
        Ok(Some(markup.finish()))
    }

    /// Puts the style sheet and the fonts beside the set, if anything was chosen that needs one.
    pub(super) fn dress(&mut self, bundle: &mut Bundle) -> Result<(), BundleError> {
        let Look { reading, interface, css, .. } = &self.look;
        if reading.is_none() && interface.is_none() && css.is_none() && self.fonts.is_empty() {
            return Ok(());
        }
        let (mut faces, mut links) = (String::new(), Markup::default());
        for (font, name, bytes) in std::mem::take(&mut self.fonts) {
            let path = bundle.add_file(&name, bytes)?;
            if font.preload {
                let kind = ("type", "font/woff2");
                let more = [("rel", "preload"), ("as", "font"), kind, ("crossorigin", "")];
                links.empty("link", &[&more[..], &[("href", path.as_str())]].concat());
                links.line();
            }
            faces.push_str(&face(&font, &path));
        }
        let sheet = faces
            + &tokens(reading.as_deref(), interface.as_deref())
            + css.as_deref().unwrap_or_default();
        let path = bundle.add_file("look.css", sheet.into_bytes())?;
        links.empty("link", &[("rel", "stylesheet"), ("href", &path)]);
        links.line();
        self.style = links.finish();
        Ok(())
    }

    /// What the head of every page says of it: which places elsewhere are the newsroom's own
    /// (<https://microformats.org/wiki/rel-me>).
    pub(super) fn head(&self) -> String {
        let mut markup = Markup::default();
        for mark in self.look.links.iter().filter(|mark| mark.place == Corner::Social) {
            if mark.to.host().is_some() {
                markup.empty("link", &[("rel", "me"), ("href", mark.to.as_str())]);
                markup.line();
            }
        }
        markup.finish() + &self.style
    }
}

/// A font: its text is there at once, in what the system has, until it comes.
fn face(font: &Font, path: &str) -> String {
    let Font { family, weight, italic, .. } = font;
    // The sheet lies in a folder beside that of the font.
    let place = path.rsplitn(3, '/').take(2).collect::<Vec<_>>();
    let place = place.into_iter().rev().collect::<Vec<_>>().join("/");
    let weight = weight.as_deref().unwrap_or("400");
    let style = if *italic { "italic" } else { "normal" };
    format!(
        "@font-face {{ font-family: \"{family}\"; src: url(\"../{place}\") format(\"woff2\"); font-weight: {weight}; \
         font-style: {style}; font-display: swap; }}\n"
    )
}

/// What is chosen of the tokens in `static/css/tokens.css`, in their layer.
fn tokens(reading: Option<&str>, interface: Option<&str>) -> String {
    let stack = |name: &str, fallback: &str| match STACKS.iter().find(|(known, _)| *known == name) {
        Some((_, stack)) => (*stack).to_owned(),
        None => format!("\"{name}\", {fallback}"),
    };
    let chosen = [("--serif", reading, "serif"), ("--sans", interface, "system-ui, sans-serif")];
    let lines: String = chosen
        .iter()
        .filter_map(|(token, name, fallback)| {
            Some(format!("{token}: {}; ", stack((*name)?, fallback)))
        })
        .collect();
    if lines.is_empty() { lines } else { format!("@layer tokens {{ :root {{ {lines}}} }}\n") }
}

/// The links of the head and the foot of pages, for readers of each interface: at the foot the newsroom's own pages first.
fn signposts(look: &Look, pages: &[Release]) -> Vec<Signpost> {
    let mut posts = Vec::new();
    for interface in Interface::ALL {
        let Some(tag) = Language::new(interface.tag()) else { continue };
        let of = |corner: Corner| look.links.iter().filter(move |mark| mark.place == corner);
        posts.extend(of(Corner::Header).map(|mark| post(mark, &tag)));
        posts.extend(groups(pages).iter().filter_map(|group| post_to(group, &tag)));
        let rest = of(Corner::Footer).chain(of(Corner::Social));
        posts.extend(rest.map(|mark| post(mark, &tag)));
    }
    posts
}

/// Pages that are one in several languages, in the order of the first of each.
fn groups(pages: &[Release]) -> Vec<Vec<&Release>> {
    let mut groups: Vec<Vec<&Release>> = Vec::new();
    for page in pages {
        let same = |group: &&mut Vec<&Release>| {
            page.group.is_some() && group.first().is_some_and(|first| first.group == page.group)
        };
        match groups.iter_mut().find(same) {
            Some(group) => group.push(page),
            None => groups.push(vec![page]),
        }
    }
    groups
}

fn post_to(group: &[&Release], interface: &Language) -> Option<Signpost> {
    let (page, is_own) = page_for(group, interface.as_str())?;
    Some(Signpost {
        head: false,
        interface: interface.clone(),
        name: page.title.clone().unwrap_or_else(|| page.slug.to_string()),
        language: page.language.clone().filter(|_| !is_own),
        to: Address { route: Route::Own(page.slug.clone()), interface: None }.href(),
    })
}

fn post(mark: &Waymark, interface: &Language) -> Signpost {
    let is_in = |(language, _): &&(Option<Language>, String)| {
        language.as_ref().is_none_or(|language| language.primary() == interface.as_str())
    };
    let (name, language) = match (mark.names.iter().find(is_in), mark.names.first()) {
        (Some((_, name)), _) => (name.clone(), None),
        (None, Some((language, name))) => (name.clone(), language.clone()),
        (None, None) => (mark.to.to_string(), None),
    };
    let (head, to) = (mark.place == Corner::Header, mark.to.to_string());
    Signpost { head, interface: interface.clone(), name, language, to }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test stops at what it did not expect")]
mod tests {
    use super::signposts;
    use crate::{
        ingest::{Corner, Look, Waymark},
        model::{Language, Link, Release, Signpost, Slug},
    };

    fn page(name: &str, group: Option<&str>, language: &str) -> Release {
        let mut page = Release::new(name.to_owned(), Slug::new(name).unwrap());
        page.title = Some(name.to_uppercase());
        page.group = group.map(str::to_owned);
        page.language = Language::new(language);
        page
    }

    #[test]
    fn readers_are_led_to_their_language_and_else_to_what_there_is() {
        let pages = [
            page("notice", Some("n"), "en"),
            page("mentions", Some("n"), "fr"),
            page("seul", None, "fr"),
        ];
        let to = Link::new("https://example.org/").unwrap();
        let names = vec![(Language::new("fr"), "Le site".to_owned())];
        let look =
            Look { links: vec![Waymark { place: Corner::Header, names, to }], ..Look::default() };
        let said: Vec<String> = signposts(&look, &pages)
            .into_iter()
            .map(|post| {
                let Signpost { head, interface, name, language, to } = post;
                let language = language.map(|language| language.to_string()).unwrap_or_default();
                format!("{interface} {head} {name} {to} {language}")
            })
            .collect();
        let expected = [
            "fr true Le site https://example.org/ ",
            "fr false MENTIONS page/mentions/ ",
            "fr false SEUL page/seul/ ",
            "en true Le site https://example.org/ fr",
            "en false NOTICE page/notice/ ",
            "en false SEUL page/seul/ fr",
        ];
        assert_eq!(said, expected);
    }
}
