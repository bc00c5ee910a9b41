//! What a page says of itself in JSON-LD, in the words of schema.org.

use crate::{
    ingest::html::one_line,
    model::{Link, Party},
};
use serde_json::{Map, Value};

/// What is said of the article.
#[derive(Debug, Default)]
pub(super) struct Said {
    pub(super) title: Option<String>,
    pub(super) summary: Option<String>,
    pub(super) published: Option<String>,
    pub(super) modified: Option<String>,
    pub(super) language: Option<String>,
    pub(super) url: Option<String>,
    pub(super) image: Option<String>,
    pub(super) authors: Vec<Party>,
    pub(super) publisher: Option<Party>,
    pub(super) topics: Vec<String>,
    /// The name of the site, which titles of pages often end with.
    pub(super) site: Option<String>,
    /// How far it is (`Draft`), and whether everyone may read it (`False`).
    pub(super) state: Option<String>,
    pub(super) free: Option<String>,
    /// Whether a script could not be read.
    pub(super) is_broken: bool,
}

type Object = Map<String, Value>;

/// Reads the scripts of one page. `is_this` tells the page's own titles and address: where several
/// articles are described, the one that has one of them is meant.
pub(super) fn read(scripts: &[String], is_this: &dyn Fn(&str) -> bool) -> Said {
    let mut said = Said::default();
    let mut values = Vec::new();
    for script in scripts {
        let text = script.trim().trim_start_matches("<!--").trim_end_matches("-->");
        let text = text.trim().trim_start_matches("//").trim_start_matches("<![CDATA[");
        let text = text.trim_end().trim_end_matches("]]>").trim_end().trim_end_matches("//");
        match serde_json::from_str::<Value>(text.trim()) {
            Ok(value) => values.push(value),
            Err(_) => said.is_broken |= !text.trim().is_empty(),
        }
    }
    let objects: Vec<&Object> = values.iter().flat_map(objects).collect();
    let site = objects.iter().find(|object| is_of(object, &["WebSite"]));
    said.site = site.and_then(|object| text(object, "name"));
    let articles: Vec<&&Object> = objects
        .iter()
        .filter(|object| is_of(object, &["Article", "BlogPosting", "PressRelease"]))
        .collect();
    let own = articles.iter().find(|object| {
        let names = ["headline", "name", "url", "@id", "mainEntityOfPage"];
        names.iter().filter_map(|name| text(object, name)).any(|text| is_this(&text))
    });
    let article = match (own, articles.as_slice()) {
        (Some(own), _) | (None, [own]) => Some(**own),
        _ => None,
    };
    let page = objects.iter().copied().find(|object| is_of(object, &["WebPage"]));
    // What the article does not say, the page may.
    let all: Vec<&Object> = article.into_iter().chain(page).collect();
    let first = |names: &[&str]| {
        let mut found = all.iter().flat_map(|object| names.iter().map(move |n| text(object, n)));
        found.find_map(|text| text)
    };
    said.title = article.and_then(|object| text(object, "headline"));
    said.summary = first(&["description", "abstract"]);
    said.published = first(&["datePublished"]);
    said.modified = first(&["dateModified"]);
    said.language = first(&["inLanguage"]);
    said.url = first(&["url", "mainEntityOfPage"]);
    said.state = first(&["creativeWorkStatus"]);
    said.free = first(&["isAccessibleForFree"]);
    said.image = first(&["image", "thumbnailUrl"]);
    let parties = |names: &[&str]| -> Vec<Party> {
        let found = all.iter().flat_map(|object| names.iter().filter_map(|n| object.get(*n)));
        found.flat_map(each).filter_map(|value| party(value, &objects)).collect()
    };
    said.authors = parties(&["author", "creator", "sourceOrganization"]);
    said.authors.dedup();
    said.publisher = parties(&["publisher"]).into_iter().next();
    said.topics = article.and_then(|object| object.get("keywords")).map(topics).unwrap_or_default();
    said
}

/// Every object that describes something of its own: of a list, of a graph.
fn objects(value: &Value) -> Vec<&Object> {
    let (mut found, mut stack) = (Vec::new(), vec![value]);
    while let Some(value) = stack.pop() {
        match value {
            Value::Array(values) => stack.extend(values.iter().rev()),
            Value::Object(object) => {
                found.push(object);
                let inner = ["@graph", "mainEntity", "mainEntityOfPage", "isPartOf"];
                stack.extend(inner.iter().rev().filter_map(|name| object.get(*name)));
            }
            _ => {}
        }
    }
    found
}

/// Whether its type is one of these or ends with it: `NewsArticle`, `https://schema.org/Article`.
fn is_of(object: &Object, kinds: &[&str]) -> bool {
    let types = object.get("@type").map(each).unwrap_or_default();
    let mut types = types.into_iter().filter_map(Value::as_str);
    types.any(|name| kinds.iter().any(|kind| name.ends_with(kind)))
}

/// The values of a list; a value that is no list stands for a list of one.
fn each(value: &Value) -> Vec<&Value> {
    match value {
        Value::Array(values) => values.iter().collect(),
        value => vec![value],
    }
}

/// A text, or that of the object which stands in its place.
fn text(object: &Object, name: &str) -> Option<String> {
    each(object.get(name)?).into_iter().find_map(|value| {
        let text = match value {
            Value::String(text) => one_line(text),
            // Seconds since 1970.
            Value::Number(number) => number.to_string(),
            Value::Bool(truth) => truth.to_string(),
            Value::Object(inner) => {
                // A language by its tag, a picture by its address, a page by its identifier.
                let names = ["alternateName", "url", "contentUrl", "@value", "name", "@id"];
                let mut said = names.iter().filter_map(|name| inner.get(*name)?.as_str());
                one_line(said.next()?)
            }
            _ => return None,
        };
        Some(text).filter(|text| !text.is_empty())
    })
}

/// A person or an organisation, by its name or described elsewhere under its `@id`.
fn party(value: &Value, objects: &[&Object]) -> Option<Party> {
    let named = |object: &Object| {
        let name = object.get("name").and_then(|name| each(name).first()?.as_str())?;
        let url = object.get("url").and_then(Value::as_str).and_then(Link::new);
        Some(Party { name: one_line(name), url: url.filter(|url| url.host().is_some()) })
    };
    let party = match value {
        Value::String(name) => Some(Party { name: one_line(name), url: None }),
        Value::Object(object) => named(object).or_else(|| {
            let id = object.get("@id")?.as_str()?;
            let same = |other: &&&Object| other.get("@id").and_then(Value::as_str) == Some(id);
            objects.iter().filter(same).find_map(|object| named(object))
        }),
        _ => None,
    };
    // Some programs give the address of a profile as the name.
    party.filter(|party| !party.name.is_empty() && Link::new(&party.name).is_none())
}

/// Keywords: a list, or one line with commas between them.
fn topics(value: &Value) -> Vec<String> {
    let lines = each(value).into_iter().filter_map(|value| match value {
        Value::Object(object) => object.get("name").and_then(Value::as_str),
        value => value.as_str(),
    });
    let split = matches!(value, Value::String(_));
    let labels = lines.flat_map(|line| match split {
        true => line.split(',').map(one_line).collect(),
        false => vec![one_line(line)],
    });
    labels.filter(|label| !label.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn what_an_article_says() {
        let check = |script: &str, expected: &str| {
            let said = read(&[script.to_owned()], &|text| text == "Ici");
            let names = |parties: &[crate::model::Party]| {
                parties.iter().map(|party| party.name.clone()).collect::<Vec<_>>().join("+")
            };
            let found = [
                said.title.unwrap_or_default(),
                said.published.unwrap_or_default(),
                said.language.unwrap_or_default(),
                names(&said.authors),
                said.publisher.map(|party| party.name).unwrap_or_default(),
                said.topics.join("+"),
                said.image.unwrap_or_default(),
                if said.is_broken { "broken".to_owned() } else { String::new() },
            ];
            assert_eq!(found.join("|"), expected, "{script}");
        };
        check(
            r#"{"@type":"NewsArticle","headline":"A","datePublished":"2024-05-04","author":"B"}"#,
            "A|2024-05-04||B||||",
        );
        check(
            r#"[{"@type":["Article","Thing"],"headline":"A","inLanguage":"fr","keywords":"x, y",
            "author":[{"name":"B"},{"name":["C"]}],"image":{"url":"https://e.org/a.png"}}]"#,
            "A||fr|B+C||x+y|https://e.org/a.png|",
        );
        check(
            r##"{"@graph":[{"@type":"WebPage","datePublished":"2024-05-04","inLanguage":"fr-FR"},
            {"@type":"BlogPosting","headline":"A","publisher":{"@id":"#o"},"keywords":["x, y"]},
            {"@type":"Organization","@id":"#o","name":"Port"}]}"##,
            "A|2024-05-04|fr-FR||Port|x, y||",
        );
        check(
            r#"[{"@type":"Article","headline":"Ailleurs"},{"@type":"Article","headline":"Ici"}]"#,
            "Ici|||||||",
        );
        check(
            r#"[{"@type":"Article","headline":"A"},{"@type":"Article","headline":"B"}]"#,
            "|||||||",
        );
        check("<!-- {\"@type\":\"Article\",\"headline\":\"A\"} -->", "A|||||||");
        check(r#"{"@type":"Product","name":"A"}"#, "|||||||");
        check(r#"{"@type":"Article","author":{"name":"https://e.org/me"}}"#, "|||||||");
        check("{\"@type\":", "|||||||broken");
        check("", "|||||||");
        check("[1,null,\"x\"]", "|||||||");
    }
}
