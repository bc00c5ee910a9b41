//! For any HTML: the words shown are those of the source, in its order, and none of them is missing.

use super::{feed, only};
use crate::support::Folder;
use kiosque::model::blocks_text;
use proptest::prelude::*;
use serde_json::json;

/// HTML with the words in it that a reader sees, in their order.
#[derive(Clone, Debug)]
struct Written {
    html: String,
    words: Vec<String>,
}

/// A piece of HTML around numbered words; `{}` is a word that is seen, `[]` one that is not.
const PIECES: &[&str] = &[
    "<p>{} {}</p>",
    "<div class=x>{}</div>",
    "{} <b>{}</b> ",
    "<o:p>{}</o:p> ",
    "<st1:place w:st=\"on\">{}</st1:place>, ",
    "<!-- [] -->",
    "<!--[if gte mso 9]><xml>[]</xml><![endif]-->",
    "<![if !vml]>{} <![endif]>",
    "<ul><li>{}<li>{}</ul>",
    "<table><tr><td>{}<td><tr><th>{}</table>",
    "{} &amp; {}&nbsp;",
    "{}&lt;{} ",
    "{} <x y {} ",
    "{}<{} ",
    "<{}@example.org> ",
    "<style>[]</style>",
    "<script>'<p>[]</p>'</script>",
    "<quote by=\"[]\">{}</quote> ",
    "<y-z>{}</y-z> ",
    "<p title=\"[]\">{}",
    "<h2>{}</h2>",
    "<blockquote>{}</blockquote>",
    "<?xml:namespace prefix=\"[]\" />",
    "<w:WordDocument a=\"[]\"/>{} ",
    "<pre> {}\n  {}</pre>",
    "<dl><dt>{}<dd>{}</dl>",
    "<p class=MsoListParagraph><span style='mso-list:Ignore'>· </span>{}</p>",
    "<p hidden>[]</p>",
    "<span style='display: none'>[]</span>{} ",
    "<svg><title>[]</title><text>{}</text></svg>",
    "{} <10 % ",
    "<a href=\"https://example.org/[]\">{}</a> ",
    "<em>{} ",
    "</p>{} ",
    "<details><summary>{}</summary>{}</details>",
    "<font color=red>{} ",
    "<![CDATA[{}]]> ",
    "<math><mi>{}</mi></math> ",
    "<br>{}<br/>",
    "<figure>{}<figcaption>{}</figcaption></figure>",
];

fn written() -> impl Strategy<Value = Written> {
    proptest::collection::vec(0..PIECES.len(), 1..14).prop_map(|pieces| {
        let (mut html, mut words) = (String::new(), Vec::new());
        for (number, piece) in pieces.iter().enumerate() {
            let mut rest = PIECES[*piece];
            let mut part = 0;
            while let Some(at) = rest.find(['{', '[']) {
                let (kind, is_word) =
                    (&rest[at..at + 1], matches!(rest.as_bytes().get(at + 1), Some(b'}' | b']')));
                html.push_str(&rest[..at]);
                if is_word {
                    let word = if kind == "{" {
                        format!("w{number}x{part}")
                    } else {
                        format!("h{number}x{part}")
                    };
                    html.push_str(&word);
                    words.extend((kind == "{").then_some(word));
                    part += 1;
                    rest = &rest[at + 2..];
                } else {
                    html.push_str(kind);
                    rest = &rest[at + 1..];
                }
            }
            html.push_str(rest);
            html.push(' ');
        }
        Written { html, words }
    })
}

/// The numbered words of a text, in their order.
fn numbered(text: &str) -> Vec<String> {
    let words = text.split(|c: char| !c.is_ascii_alphanumeric());
    let is_one = |word: &&str| {
        word.starts_with(['w', 'h']) && word[1..].starts_with(|c: char| c.is_ascii_digit())
    };
    words.filter(is_one).map(str::to_owned).collect()
}

proptest! {
    #[test]
    fn the_words_shown_are_the_words_that_were_sent(written in written()) {
        let folder = Folder::new();
        let loaded = feed(&folder, json!({"content_html": written.html}));
        let text = blocks_text(&only(&loaded).body.blocks());
        let found = numbered(&text);
        // What stands in a table outside its cells comes before it, as in browsers: only then is the order another.
        let (mut expected, mut sorted) = (written.words.clone(), found.clone());
        expected.sort();
        sorted.sort();
        prop_assert_eq!(&sorted, &expected, "{}", written.html);
        prop_assert_eq!(&found, &written.words, "{}", written.html);
        // No other word than those of the source: no name of an element, no attribute.
        for word in text.split(|c: char| !c.is_alphanumeric()) {
            prop_assert!(written.html.contains(word), "{} in {}", word, written.html);
        }
    }
}
