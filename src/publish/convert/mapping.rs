//! The index for what `bulk` writes: how OpenSearch and Elasticsearch take each field apart. What is not named here they refuse
//! (`dynamic: strict`), so that a name that is not what it should be is told at once.

use serde_json::{Value, json};

/// The languages whose rules they are told, by the name of their fields, and the analyzer. Any other text is under [`OTHER`].
pub(super) const LANGUAGES: [(&str, &str); 2] = [("fr", "french_folded"), ("en", "english_folded")];
pub(super) const OTHER: (&str, &str) = ("other", "folded");

/// A term of an index has at most 32,766 bytes: a fourth of that in characters. What is longer can be shown and not filtered by.
const LONGEST_TERM: u32 = 8_191;

/// The body of the request that makes the index.
pub(super) fn index() -> Value {
    json!({
        "settings": { "index": { "analysis": {
            "filter": {
                "french_elision": {
                    "type": "elision",
                    "articles_case": true,
                    "articles": [
                        "l", "m", "t", "qu", "n", "s", "j", "d", "c", "jusqu", "quoiqu", "lorsqu", "puisqu",
                    ],
                },
                "french_stop": { "type": "stop", "stopwords": "_french_" },
                "french_stemmer": { "type": "stemmer", "language": "light_french" },
                "english_possessive": { "type": "stemmer", "language": "possessive_english" },
                "english_stop": { "type": "stop", "stopwords": "_english_" },
                "english_stemmer": { "type": "stemmer", "language": "english" },
            },
            // As their own analyzers, and without accents at the end: a reader types “reunion”.
            "analyzer": {
                "french_folded": analyzer(&["french_elision", "lowercase", "french_stop", "french_stemmer", "asciifolding"]),
                "english_folded": analyzer(&["english_possessive", "lowercase", "english_stop", "english_stemmer", "asciifolding"]),
                "folded": analyzer(&["lowercase", "asciifolding"]),
            },
        } } },
        "mappings": { "dynamic": "strict", "properties": {
            "id": keyword(),
            "slug": keyword(),
            "address": keyword(),
            "title": titles(),
            "summary": texts(),
            "text": texts(),
            "html": shown_only(),
            "language": keyword(),
            "group": keyword(),
            "url": keyword(),
            "site": party(),
            "issuers": nested(&party()),
            "distributor": party(),
            "published": date(),
            "modified": date(),
            "embargo_until": date(),
            "kind": name(),
            "place": name(),
            "topics": { "properties": { "slug": keyword(), "name": name() } },
            "image": { "properties": image() },
            "contacts": nested(&json!({ "properties": {
                "name": name(), "role": name(), "organisation": name(), "email": keyword(), "phone": keyword(),
            } })),
            "about": texts(),
            "about_html": shown_only(),
            "rights": texts(),
            "media": nested(&medium()),
            "attachments": nested(&json!({ "properties": {
                "url": keyword(), "title": name(), "mime_type": keyword(), "size": number(),
            } })),
            "gathers": keyword(),
            "status": { "properties": { "state": keyword(), "date": date(), "note": texts() } },
            "revisions": { "type": "nested", "properties": { "date": date(), "text": texts(), "html": shown_only() } },
        } },
    })
}

fn analyzer(filters: &[&str]) -> Value {
    json!({ "type": "custom", "tokenizer": "standard", "filter": filters })
}

fn keyword() -> Value {
    json!({ "type": "keyword", "ignore_above": LONGEST_TERM })
}

/// What is counted and filtered by as it is, and searched by its words.
fn name() -> Value {
    json!({
        "type": "keyword",
        "ignore_above": LONGEST_TERM,
        "fields": { "words": { "type": "text", "analyzer": OTHER.1 } },
    })
}

/// A day, or a moment with or without a zone, each as it was given: where there is none they take UTC.
fn date() -> Value {
    json!({ "type": "date", "format": "strict_date_optional_time" })
}

fn shown_only() -> Value {
    json!({ "type": "text", "index": false })
}

fn by_language(text: impl Fn(&str) -> Value) -> Value {
    let all = LANGUAGES.iter().chain([&OTHER]);
    let fields = all.map(|(name, analyzer)| ((*name).to_owned(), text(analyzer)));
    json!({ "properties": fields.collect::<serde_json::Map<_, _>>() })
}

fn texts() -> Value {
    by_language(|analyzer| json!({ "type": "text", "analyzer": analyzer }))
}

/// Texts that lists are sorted by, too.
fn titles() -> Value {
    by_language(
        |analyzer| json!({ "type": "text", "analyzer": analyzer, "fields": { "raw": keyword() } }),
    )
}

fn party() -> Value {
    json!({ "properties": { "name": name(), "url": keyword() } })
}

/// Each of a list by itself, so that a name and an address are of the same one; in the release too, for simple questions.
fn nested(object: &Value) -> Value {
    json!({ "type": "nested", "include_in_parent": true, "properties": object.get("properties") })
}

/// As large as a source may say: one that does not fit costs them the whole release.
fn number() -> Value {
    json!({ "type": "unsigned_long" })
}

fn image() -> Value {
    json!({ "url": keyword(), "alt": texts(), "width": number(), "height": number() })
}

fn medium() -> Value {
    let mut properties = image();
    if let Some(all) = properties.as_object_mut() {
        for (field, kind) in [
            ("kind", keyword()),
            ("caption", texts()),
            ("credit", name()),
            ("licence", name()),
            ("mime_type", keyword()),
            ("captions", keyword()),
            ("transcript", texts()),
        ] {
            all.insert(field.to_owned(), kind);
        }
    }
    json!({ "properties": properties })
}
