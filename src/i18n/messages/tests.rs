//! Whether the files of all languages are whole, alike, and built as they are learnt.

use super::{Interface, NAMES, after_line, file, is_complete};

#[test]
fn a_file_that_is_not_the_list_is_none() {
    let whole = file(Interface::French);
    assert!(is_complete(whole));
    for (from, to) in [
        ("theme: Thème\n", ""),
        ("theme: Thème\n", "theme: \n"),
        ("theme: Thème\n", "theme:Thème\n"),
        ("theme: Thème\n", "themes: Thème\n"),
        ("theme: Thème\n", "theme: Thème\nother: x\n"),
        ("tag: fr\n", ""),
    ] {
        let other = whole.replacen(from, to, 1);
        assert!(other != whole && !is_complete(&other), "{from:?} as {to:?}");
    }
    assert!(!is_complete(whole.trim_end()) && !is_complete(&format!("{whole}more: x\n")));
    assert_eq!(after_line(b"a: b\nc", b"a"), Some(&b"c"[..]));
}

/// The texts of a language, with their names.
fn texts(interface: Interface) -> impl Iterator<Item = (&'static str, &'static str)> {
    file(interface).lines().skip(1).filter_map(|line| line.split_once(": "))
}

#[test]
fn both_languages_have_the_same_gaps_and_forms() {
    let (french, english) = (texts(Interface::French), texts(Interface::English));
    for ((name, fr), (_, en)) in french.zip(english) {
        for text in [fr, en] {
            assert_eq!(text, text.trim_matches(' '), "{name}: a space at an end is not seen");
            let gaps = |form: &str| form.matches('_').count();
            let most = text.split('|').map(gaps).max();
            assert_eq!(most, fr.split('|').map(gaps).max(), "{name}");
        }
        // English says “and 2 like it” of one as of many.
        let forms = |text: &str| text.split('|').count();
        assert!(forms(fr) == forms(en) || name == "like", "{name}");
    }
    assert_eq!(texts(Interface::French).count(), NAMES.len());
}

#[test]
fn what_is_built_is_learnt() {
    let [trunk, script, boot] = [
        include_str!("../../../Trunk.toml"),
        include_str!("../../../scripts/workers"),
        include_str!("../../../static/boot.js"),
    ];
    let tags = Interface::ALL.map(Interface::tag);
    assert!(boot.contains(&format!("const files = {{ {} }};", tags.join(", "))));
    let mut sorted = tags;
    sorted.sort_unstable();
    let named = script.split("for tag in ").nth(1).and_then(|rest| rest.split(';').next());
    let mut named: Vec<&str> = named.unwrap().split(' ').collect();
    named.sort_unstable();
    assert_eq!(named, sorted);
    for interface in Interface::ALL {
        let tag = interface.tag();
        assert!(trunk.contains(&format!("data-{tag}=\"{{{tag}}}\"")), "{tag}");
        // As `sed` does it there.
        assert!(script.contains("sed 's/^[a-z_]*: //'"));
        let named = file(interface).lines().filter_map(|line| line.split_once(": "));
        let built: String = named.flat_map(|(_, text)| [text, "\n"]).collect();
        assert_eq!(Interface::learn(built.clone()), Some(interface));
        let shorter = built.trim_end().rsplit_once("\n").unwrap().0;
        for wrong in [shorter, &built[3..], "", "<!doctype html>\n"] {
            assert_eq!(Interface::learn(wrong.to_owned()), None);
        }
    }
}

#[test]
fn french_has_its_spaces() {
    // Not what is typed into a field.
    let typed = ["query_language", "quotations_by"];
    let reading = include_str!("../reading.rs").split("static ENGLISH").next().unwrap();
    let reading = reading.split("static FRENCH").nth(1).unwrap();
    let reading = reading.lines().filter_map(|line| line.trim().split_once(": \""));
    let own = texts(Interface::French).filter(|(name, _)| !typed.contains(name));
    for (name, text) in own.chain(reading) {
        for (wrong, why) in [
            (" :", "a no-break space"),
            ("\u{202f}:", "a no-break space"),
            (" »", "a no-break space"),
            ("« ", "a no-break space"),
            (" ;", "a narrow space"),
            (" ?", "a narrow space"),
            (" !", "a narrow space"),
            ("\u{a0};", "a narrow space"),
            ("\u{a0}?", "a narrow space"),
            ("\u{a0}!", "a narrow space"),
            ("'", "an apostrophe"),
        ] {
            assert!(!text.contains(wrong), "{name}: {why} is wanted");
        }
    }
}
