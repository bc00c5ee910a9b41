//! What must not come out: text under embargo, and markup that nobody wrote as such.

use super::{TWO, options, published};
use crate::hostile::{newsroom, ours, theirs};
use crate::support::{Folder, NOW, kiosque, said};
use html5ever::{
    Attribute,
    tendril::StrTendril,
    tokenizer::{
        BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
    },
};
use kiosque::publish::{Options, Part};
use std::{cell::RefCell, collections::BTreeSet, fs, path::PathBuf};

/// Words that occur nowhere else, one in each place where a release can say something.
#[test]
fn what_is_under_embargo_is_in_no_file() {
    let folder = Folder::with_viewer();
    fs::create_dir_all(folder.join("in/media")).unwrap();
    fs::write(folder.join("in/media/zqsecretfile.txt"), "zqsecretattachment").unwrap();
    let secret = r#"{ "id": "zqsecretid", "title": "zqsecrettitle", "summary": "zqsecretsummary", "language": "fr",
        "content_html": "<p>zqsecretbody <a href='https://zqsecretlink.example.org/'>x</a></p>",
        "tags": ["zqsecrettopic"], "authors": [{ "name": "zqsecretissuer" }], "date_published": "2019-01-01",
        "attachments": [{ "url": "media/zqsecretfile.txt", "title": "zqsecretlabel" }],
        "_release": { "group": "quai", "place": "zqsecretplace", "kind": "zqsecretkind", "about": "zqsecretabout",
          "rights": "zqsecretrights", "distributor": { "name": "zqsecretdistributor" },
          "contacts": [{ "name": "zqsecretcontact", "email": "zqsecret@example.org" }],
          "revisions": [{ "content_html": "<p>zqsecretrevision</p>" }],
          "embargo_until": "2031-01-01T00:00:00Z" } },"#;
    let source = TWO.replace("\"items\": [", &format!("\"items\": [{secret}"));
    fs::write(folder.join("in/newsroom.json"), source).unwrap();
    let (viewer, out) = (folder.join("viewer"), folder.join("site"));
    let publish = |now: &str| {
        let output = kiosque(&[
            &"publish",
            &folder.join("in"),
            &"--out",
            &out,
            &"--viewer",
            &viewer,
            &"--now",
            &now,
            &"--base-url",
            &"https://example.org/",
        ]);
        assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    };
    let betrayed = || -> Vec<String> {
        let files = walkdir::WalkDir::new(&out).into_iter().map(|entry| entry.unwrap().into_path());
        let files = files.filter(|path| path.is_file());
        let betrays = |path: &PathBuf| {
            let text = String::from_utf8_lossy(&fs::read(path).unwrap()).to_ascii_lowercase();
            text.contains("zqsecret") || path.display().to_string().contains("zqsecret")
        };
        files.filter(betrays).map(|path| path.display().to_string()).collect()
    };
    publish(&NOW.to_string());
    assert_eq!(betrayed(), [""; 0]);
    // When the embargo has ended the same words are everywhere; taken back, they are gone again.
    publish("1924992001");
    assert!(betrayed().len() > 10, "{:?}", betrayed());
    publish(&NOW.to_string());
    assert_eq!(betrayed(), [""; 0]);
}

/// A document in which nothing can run: as a browser would read it.
#[track_caller]
fn check_harmless(html: &str, whole_page: bool, what: &str) {
    for (name, attributes) in elements(html) {
        let attribute =
            |wanted: &str| attributes.iter().find(|(n, _)| n == wanted).map(|(_, v)| v.as_str());
        let data = name == "script"
            && matches!(attribute("type"), Some("application/ld+json" | "application/json"));
        let ours = name == "script" && attribute("src") == Some("./boot-0123456789abcdef.js");
        let frame = ["html", "head", "body", "meta", "link", "title", "base", "script"]
            .contains(&name.as_str());
        let text = "a blockquote br caption code dd del div dl dt em figcaption figure footer h2 h3 h4 h5 h6 hr img ins li \
                    ol p pre q span strong sub sup table tbody td th thead tr ul";
        let text = text.split_whitespace().any(|known| known == name);
        // What the viewer's own pages are made of besides.
        let viewer = "article aside button cite details dialog fieldset form g h1 header input kbd label legend line \
                      main mark nav noscript option path pre progress rect section select small summary svg text time";
        let viewer = viewer.split_whitespace().any(|known| known == name);
        let allowed = if whole_page {
            (frame || text || viewer) && (name != "script" || data || ours)
        } else {
            text || ["html", "head", "body"].contains(&name.as_str())
        };
        assert!(allowed, "{what}: <{name}> in\n{html}");
        for (attribute, value) in &attributes {
            assert!(
                !attribute.starts_with("on") && attribute != "style",
                "{what}: {attribute} in\n{html}"
            );
            let address =
                ["href", "src", "xlink:href", "action", "formaction"].contains(&attribute.as_str());
            let code = value.trim().to_ascii_lowercase();
            // What a reader saved, to be downloaded as a file: the viewer's own link.
            if whole_page && name == "a" && code.starts_with("data:application/json;") {
                assert!(attributes.iter().any(|(name, _)| name == "download"), "{what}: {value}");
                continue;
            }
            assert!(!(whole_page && attribute == "src" && code.contains("//")), "{what}: {value}");
            assert!(
                !(address && (code.starts_with("javascript:") || code.starts_with("data:"))),
                "{what}: {value}"
            );
        }
    }
}

/// Every list page names every topic and issuer: in one newsroom, some hundred payloads make 112 MB of pages, which take minutes to
/// look at. In several small ones they make a sixteenth of that.
const TOGETHER: usize = 16;

#[test]
fn payloads_are_text_wherever_they_come_out() {
    check_payloads(&ours());
}

#[needs::shared_data]
#[test]
fn payloads_of_others_are_text_wherever_they_come_out() {
    check_payloads(&theirs());
}

fn check_payloads(payloads: &[String]) {
    let folder = Folder::with_viewer();
    let mut checked = 0;
    for part in payloads.chunks(TOGETHER) {
        let source = folder.write("newsroom.json", newsroom(part).to_string());
        // With an address of its own a site says more of itself. Nothing can run in a picture, and to draw one takes a while.
        let options =
            Options { without: BTreeSet::from([Part::Images]), ..options("https://example.org/") };
        let site = published(&source, &folder.viewer(), &options);
        checked += site.files.iter().map(|(path, bytes)| check_file(path, bytes)).sum::<usize>();
    }
    assert!(checked >= payloads.len(), "{checked} of {}", payloads.len());
}

/// Holds a file of the site to being harmless. How many Atom entries it has.
fn check_file(path: &str, bytes: &[u8]) -> usize {
    let text = || std::str::from_utf8(bytes).unwrap();
    match path.rsplit('.').next().unwrap() {
        "html" => check_harmless(text(), true, path),
        "xml" if path.starts_with("feeds/") => {
            let entries = feed_rs::parser::parse(text().as_bytes()).unwrap().entries;
            for entry in &entries {
                let content = entry.content.as_ref().and_then(|content| content.body.as_deref());
                check_harmless(content.unwrap(), false, path);
            }
            return entries.len();
        }
        "json" if path.starts_with("feeds/") => {
            let feed: serde_json::Value = serde_json::from_str(text()).unwrap();
            for item in feed["items"].as_array().unwrap() {
                check_harmless(item["content_html"].as_str().unwrap(), false, path);
            }
        }
        "json" if path.starts_with("r/") => {
            let item: serde_json::Value = serde_json::from_str(text()).unwrap();
            check_harmless(item["bodies"][0]["value"].as_str().unwrap_or_default(), false, path);
        }
        "md" => {
            let body = text().splitn(3, "---\n").nth(2).unwrap();
            let options = pulldown_cmark::Options::ENABLE_TABLES
                | pulldown_cmark::Options::ENABLE_STRIKETHROUGH;
            let mut html = String::new();
            pulldown_cmark::html::push_html(
                &mut html,
                pulldown_cmark::Parser::new_ext(body, options),
            );
            check_harmless(&html, false, path);
        }
        _ => {}
    }
    0
}

/// An element with its attributes.
type Element = (String, Vec<(String, String)>);

/// The elements of a document, as html5ever finds them. The insides of scripts are looked at as
/// if they were markup, which is stricter than a browser.
fn elements(html: &str) -> Vec<Element> {
    let input = BufferQueue::default();
    input.push_back(StrTendril::from(html));
    let tokenizer = Tokenizer::new(Elements::default(), TokenizerOpts::default());
    let _ = tokenizer.feed(&input);
    tokenizer.end();
    tokenizer.sink.0.into_inner()
}

#[derive(Default)]
struct Elements(RefCell<Vec<Element>>);

impl TokenSink for Elements {
    type Handle = ();

    fn process_token(&self, token: Token, _: u64) -> TokenSinkResult<()> {
        if let Token::TagToken(Tag { kind: TagKind::StartTag, name, attrs, .. }) = token {
            let attribute = |attribute: &Attribute| {
                (attribute.name.local.to_string(), attribute.value.to_string())
            };
            self.0.borrow_mut().push((name.to_string(), attrs.iter().map(attribute).collect()));
        }
        TokenSinkResult::Continue
    }
}
