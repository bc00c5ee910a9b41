//! What queries are read as.

use super::{Item, MAX_QUERY, MAX_WORDS, Node, Phrase, parse};
use proptest::prelude::*;

fn print(items: &[Item]) -> String {
    let parts = items.iter().map(|item| {
        let text = match &item.node {
            Node::Word(word) => {
                let title = if word.title { "title:" } else { "" };
                let typing = if word.typing { "…" } else { "" };
                let whole: String = word.also.iter().map(|w| format!("/{w}")).collect();
                format!("{title}{}{whole}{typing}", word.word)
            }
            Node::Phrase(Phrase { words, joined, title, .. }) => {
                let title = if *title { "title:" } else { "" };
                let joined = joined.as_ref().map_or(String::new(), |w| format!("/{}", w.join(" ")));
                format!("{title}\"{}{joined}\"", words.join(" "))
            }
            Node::Facet { facet, typed } => format!("{}={typed}", facet.as_str()),
            Node::Dates(dates) => {
                let month = |m: Option<crate::model::Month>| m.map_or("".into(), |m| m.to_string());
                format!("[{}..{}]", month(dates.from), month(dates.to))
            }
            Node::Any(items) => format!("any({})", print(items)),
            Node::Group(items) => format!("({})", print(items)),
        };
        format!("{}{text}", if item.excluded { "-" } else { "" })
    });
    parts.collect::<Vec<_>>().join(" ")
}

#[test]
fn queries() {
    for (query, expected) in [
        ("", ""),
        ("Emploi des jeunes", "emploi des jeunes…"),
        ("emploi ", "emploi"),
        ("l’emploi d'", "emploi"),
        ("1 000 €", "1000"),
        ("plan 1\u{202f}000\u{202f}000,5", "plan 1000000/1000000.5 5/1000000.5…"),
        ("tel (555) 123-4567 x", "tel 5551234567 x…"),
        ("(+33 1 23 45 67 89)", "0123456789"),
        ("-10 -a", "10 -a…"),
        ("L'Oréal Müller", "oreal/loreal muller/mueller…"),
        ("\"la start-up\"", "\"la start up/la startup\""),
        ("\"start up\"", "\"start up/startup\""),
        ("d'", "d"),
        ("porte-monnaie", "porte/portemonnaie monnaie/portemonnaie…"),
        ("\"plan de relance\" -sport", "\"plan de relance\" -sport…"),
        ("« plan  de relance »", "\"plan de relance\""),
        ("\"plan de", "plan de…"),
        ("lycée OR collège école", "any(lycee college) ecole…"),
        ("a OR b OR c", "any(a b c…)"),
        ("OR a", "or a…"),
        ("a OR", "a or…"),
        ("(a b) OR c", "any((a b) c…)"),
        ("-(a b)", "-(a b)"),
        ("a (b a c) d", "a b c d…"),
        ("a OR (b c)", "any(a (b c))"),
        ("((((((((a))))))))", "a"),
        (")a(b", "a b…"),
        ("title:budget titre:\"plan de\"", "title:budget title:\"plan de/plande\""),
        ("topic:santé lieu:\"Le Mans\"", "topic=santé place=Le Mans"),
        ("-topic:sport", "-topic=sport"),
        ("date:2024-03..2024-06 after:2020 x", "[2024-03..2024-06] [2020-01..] x…"),
        ("date:demain", "date demain…"),
        ("topic:", "topic"),
        ("note:ceci http://ab.cd", "note ceci http ab cd…"),
        ("a a a b", "a b…"),
        ("- -- a - b", "a b…"),
        ("-porte-monnaie", "-\"porte monnaie/portemonnaie\""),
        ("\"\" () \"", ""),
    ] {
        assert_eq!(print(&parse(query, true).items), expected, "{query}");
    }
}

#[test]
fn items_know_where_they_stand() {
    let query = " \"plan de\" -sport (a b) OR c topic:\"x y\"";
    let parsed = parse(query, true);
    let ranges = parsed.ranges.iter().map(|range| &query[range.clone()]);
    assert_eq!(
        ranges.collect::<Vec<_>>(),
        ["\"plan de\"", "-sport", "(a b) OR c", "topic:\"x y\""]
    );
}

#[test]
fn long_queries_are_cut() {
    let long = "é".repeat(500_000);
    assert!(parse(&long, true).truncated);
    let words: String = (0..100).map(|n| format!("mot{n} ")).collect();
    let parsed = parse(&words, true);
    assert!(parsed.truncated && parsed.items.len() == MAX_WORDS);
    assert!(parse(&"(".repeat(MAX_QUERY), true).items.is_empty());
}

proptest! {
    #[test]
    fn any_text_is_a_query(
        text in "\\PC{0,80}|[-a-zé:.()\"«» '’OR0-9]{0,80}|(topic:|date:|title:|-|\\(|\\)|\"|OR |[a-z]{1,5} |20[0-9]{2}){0,20}",
        typing: bool,
    ) {
        let parsed = parse(&text, typing);
        prop_assert!(!parsed.truncated || text.len() > 48);
        prop_assert_eq!(parsed.items.len(), parsed.ranges.len());
        prop_assert!(parsed.ranges.into_iter().all(|range| text.get(range).is_some()));
    }
}
