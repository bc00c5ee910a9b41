//! `newsroom.json`: what is said of the newsroom, its look and its topics, as `ingest` reads it.

use crate::{
    ingest::{Corner, Font, Loaded, Look, Reach, Waymark},
    model::{Contact, Image, Language, Logo, Newsroom, Path, Source, Spokesperson, Topic},
    publish::{
        base::Base,
        edition::file_address,
        feeds::json::{put, put_list},
    },
};
use serde_json::{Map, Value, json};

/// The file with `items` in it, its parts in the order in which people look for them.
pub(super) fn newsroom(loaded: &Loaded, items: Vec<Value>) -> String {
    // `links` are made of the look's while publishing.
    let Newsroom {
        title,
        description,
        home,
        languages,
        accent,
        contact,
        duty,
        spokespeople,
        topics,
        pinned,
        logo,
        links: _,
    } = &loaded.newsroom;
    let mut own = look(&loaded.look);
    reach(&loaded.reach, &mut own);
    put_list(&mut own, "languages", languages.iter().map(|tag| json!(tag)).collect());
    put(&mut own, "accent", accent.as_ref().map(|accent| accent.as_str()));
    put(&mut own, "contact", contact.as_ref().map(contact_of));
    put(&mut own, "duty_phone", duty.as_deref());
    let speakers = spokespeople.iter().map(|person| speaker(person, loaded));
    put_list(&mut own, "spokespeople", speakers.collect());
    let declared = topics.iter().filter_map(|topic| declared(topic, loaded));
    put_object(&mut own, "topics", declared.collect());
    put_object(&mut own, "issuers", issuers(&loaded.issuers));
    put(&mut own, "pinned", pinned.as_deref());
    put(&mut own, "logo", logo.as_ref().map(logo_of));
    let mut parts = vec![("version", json!("https://jsonfeed.org/version/1.1"))];
    let texts = [
        ("title", title.as_deref()),
        ("description", description.as_deref()),
        ("home_page_url", home.as_ref().map(|home| home.as_str())),
        ("language", languages.first().map(Language::as_str)),
    ];
    parts.extend(texts.into_iter().filter_map(|(name, text)| Some((name, json!(text?)))));
    if !own.is_empty() {
        parts.push(("_newsroom", Value::Object(own)));
    }
    parts.push(("items", json!(items)));
    let line = |(name, value): (&str, Value)| {
        // Line ends in texts are escaped: these are only those between values.
        format!("  \"{name}\": {}", format!("{value:#}").replace('\n', "\n  "))
    };
    let lines: Vec<String> = parts.into_iter().map(line).collect();
    format!("{{\n{}\n}}\n", lines.join(",\n"))
}

fn put_object(map: &mut Map<String, Value>, name: &str, object: Map<String, Value>) {
    put(map, name, (!object.is_empty()).then_some(Value::Object(object)));
}

fn contact_of(contact: &Contact) -> Value {
    json!(contact)
}

/// Topics by the names under which they are known: a declared one's key, another one's label.
fn speaker(person: &Spokesperson, loaded: &Loaded) -> Value {
    let Spokesperson { contact, topics, languages } = person;
    let mut map = match contact_of(contact) {
        Value::Object(map) => map,
        _ => Map::new(),
    };
    let known = topics.iter().filter_map(|slug| {
        let topic = loaded.newsroom.topics.iter().find(|topic| topic.slug == *slug)?;
        Some(json!(key(topic, loaded).or_else(|| Some(topic.labels.first()?.1.clone()))?))
    });
    put_list(&mut map, "topics", known.collect());
    put_list(&mut map, "languages", languages.iter().map(|tag| json!(tag)).collect());
    Value::Object(map)
}

/// The key under which the newsroom declares a topic, if it does.
fn key(topic: &Topic, loaded: &Loaded) -> Option<String> {
    let wish = loaded.wishes.topics.get(&topic.slug).filter(|wish| wish.declared)?;
    Some(if wish.explicit.is_some() { wish.plain.to_string() } else { wish.identity.clone() })
}

fn declared(topic: &Topic, loaded: &Loaded) -> Option<(String, Value)> {
    let mut map = by_language(&topic.labels);
    put_object(&mut map, "description", by_language(&topic.descriptions));
    Some((key(topic, loaded)?, Value::Object(map)))
}

fn by_language(texts: &[(Language, String)]) -> Map<String, Value> {
    let mut map = Map::new();
    for (language, text) in texts {
        map.entry(language.as_str()).or_insert_with(|| json!(text));
    }
    map
}

/// Issuers have keys of no meaning; numbers of one length keep their order.
fn issuers(issuers: &[Vec<(Language, String)>]) -> Map<String, Value> {
    let width = issuers.len().to_string().len();
    let named = (1..).zip(issuers).map(|(number, names)| {
        (format!("issuer-{number:0width$}"), Value::Object(by_language(names)))
    });
    named.collect()
}

fn logo_of(logo: &Logo) -> Value {
    let Logo { light, dark, alone } = logo;
    let Image { source, alt, width: _, height: _ } = light;
    let mut map = Map::new();
    put(&mut map, "light", Some(address(source)));
    put(&mut map, "dark", dark.as_ref().map(|dark| address(&dark.source)));
    put(&mut map, "alt", Some(alt.as_deref().unwrap_or_default()));
    put(&mut map, "with_name", alone.then_some(false));
    Value::Object(map)
}

fn address(source: &Source) -> String {
    file_address(source, &Base::RELATIVE, 0)
}

fn file(path: &Path) -> String {
    Base::RELATIVE.address(path.as_str(), 0)
}

fn look(look: &Look) -> Map<String, Value> {
    // `css` is what the style sheet says, `source` which file says all this.
    let Look { favicon, links, reading, interface, fonts, sheet, css: _, country, source: _ } =
        look;
    let mut map = Map::new();
    put(&mut map, "favicon", favicon.as_ref().map(file));
    let corners = [
        (Corner::Header, "header_links"),
        (Corner::Footer, "footer_links"),
        (Corner::Social, "social"),
    ];
    for (corner, name) in corners {
        let links = links.iter().filter(|link| link.place == corner);
        put_list(&mut map, name, links.map(waymark).collect());
    }
    put_list(&mut map, "fonts", fonts.iter().map(font).collect());
    let mut set = Map::new();
    put(&mut set, "reading", reading.as_deref());
    put(&mut set, "interface", interface.as_deref());
    put_object(&mut map, "type", set);
    put(&mut map, "style_sheet", sheet.as_ref().map(file));
    put(&mut map, "country", country.as_deref());
    map
}

fn reach(reach: &Reach, own: &mut Map<String, Value>) {
    let Reach { frame_ancestors, hubs, indexnow, news_sitemap, source: _ } = reach;
    put_list(own, "frame_ancestors", frame_ancestors.iter().map(|origin| json!(origin)).collect());
    put_list(own, "hub", hubs.iter().map(|hub| json!(hub.as_str())).collect());
    put(own, "indexnow", indexnow.as_deref());
    put(own, "news_sitemap", news_sitemap.then_some(true));
}

fn waymark(link: &Waymark) -> Value {
    let Waymark { place: _, names, to } = link;
    let name = match names.as_slice() {
        [(None, name)] => json!(name),
        names => {
            let tagged = names.iter().filter_map(|(tag, name)| Some((tag.clone()?, name.clone())));
            Value::Object(by_language(&tagged.collect::<Vec<_>>()))
        }
    };
    json!({ "url": to, "name": name })
}

fn font(font: &Font) -> Value {
    let Font { family, file: path, weight, italic, preload } = font;
    let mut map = Map::new();
    put(&mut map, "family", Some(family.as_str()));
    put(&mut map, "url", Some(file(path)));
    put(&mut map, "weight", weight.as_deref());
    put(&mut map, "style", italic.then_some("italic"));
    put(&mut map, "preload", preload.then_some(true));
    Value::Object(map)
}
