//! Words as they are written and as they are typed: whichever of two spellings stands in a release,
//! the other finds it.

#![allow(clippy::unwrap_used, reason = "tests stop at what they did not expect")]

use crate::bundle::sample;
use crate::search::Site;
use crate::support::{NOW, bundle};
use kiosque::bundle::{Need, Reader, Searcher, layout::SET, searcher::complete};
use kiosque::model::{
    Attachment, Block, Contact, Image, Inline, Language, Link, Media, Release, Slug, Source, Topic,
};
use kiosque::search::{Document, Facet, Options, Request};

/// A newsroom in French and English, with a release for each text and one that has none of it.
fn newsroom(texts: &[&str]) -> Site {
    let document = |(at, text): (usize, &&str)| Document {
        language: Language::new(if at % 2 == 0 { "fr" } else { "en" }),
        title: format!("Communiqué {}", ["alpha", "beta", "gamma", "delta"][at % 4]),
        body: (*text).to_owned(),
        ..Document::default()
    };
    let other = Document { body: "Rien ici nulle part".into(), ..Document::default() };
    let documents: Vec<Document> = texts.iter().enumerate().map(document).chain([other]).collect();
    Site::new(Options::default(), &documents)
}

/// Every one of `queries` finds each of the `texts` and nothing else.
fn all_find_all(texts: &[&str], queries: &[&str]) {
    let mut site = newsroom(texts);
    for query in queries {
        let request = Request { query: (*query).into(), limit: 100, ..Request::default() };
        let mut found: Vec<u32> = site.answer(&request).hits.iter().map(|h| h.document).collect();
        found.sort_unstable();
        let expected: Vec<u32> = (0..texts.len() as u32).collect();
        assert_eq!(found, expected, "{query:?} in {texts:?}");
    }
}

/// Each of the `queries` finds the first text, and not the second.
fn finds_the_first(first: &str, second: &str, queries: &[&str]) {
    let mut site = newsroom(&[first, second]);
    for query in queries {
        assert_eq!(site.found(query), [0], "{query:?} in {first:?}, not in {second:?}");
    }
}

#[test]
fn numbers_in_every_spelling() {
    let spellings = [
        "1 000 000",
        "1000000",
        "1,000,000",
        "1.000.000",
        "1'000'000",
        "1’000’000",
        "1\u{A0}000\u{A0}000",
        "1\u{202F}000\u{202F}000",
        "1\u{2009}000\u{2009}000",
    ];
    all_find_all(&spellings, &spellings);
    let quoted = spellings.map(|spelling| format!("\"{spelling} euros\""));
    let quoted: Vec<&str> = quoted.iter().map(String::as_str).collect();
    let texts = spellings.map(|spelling| format!("Le total : {spelling} euros."));
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    all_find_all(&texts, &quoted);
    all_find_all(&["12 500 m²", "12.500 m2", "12,500 m²"], &["12500", "12 500", "\"12 500 m2\""]);
    all_find_all(&["14,2 %", "14.2 %"], &["14,2", "14.2", "\"14,2\"", "14"]);
    all_find_all(&["1 234,56 €", "1,234.56 €", "1234.56"], &["1234,56", "1 234,56", "1,234.56"]);
    all_find_all(&["1.2 bn", "1.2bn", "1,2 bn"], &["1.2bn", "1.2 bn", "\"1.2 bn\"", "\"1.2bn\""]);
    all_find_all(&["20 km", "20km", "20\u{A0}km"], &["\"20 km\"", "\"20km\""]);
    all_find_all(&["à 10h30", "à 10 h 30"], &["\"10 h 30\"", "\"10h30\""]);
    finds_the_first("en 2024 100 personnes", "2024100", &["\"2024 100\"", "\"100 personnes\""]);
    finds_the_first("la 5G", "5 gares", &["5G", "5g"]);
}

#[test]
fn telephones_in_every_spelling() {
    let french = [
        "01 23 45 67 89",
        "01.23.45.67.89",
        "01-23-45-67-89",
        "0123456789",
        "01\u{A0}23\u{A0}45\u{A0}67\u{A0}89",
        "+33 1 23 45 67 89",
        "+33 (0)1 23 45 67 89",
        "+33(0)1.23.45.67.89",
        "0033 1 23 45 67 89",
        "+33123456789",
        "0 123 456 789",
    ];
    all_find_all(&french, &french);
    let american = [
        "(555) 123-4567",
        "555-123-4567",
        "555.123.4567",
        "555 123 4567",
        "+1 555 123 4567",
        "+1 (555) 123-4567",
        "1-555-123-4567",
        "5551234567",
    ];
    all_find_all(&american, &american);
    finds_the_first(
        "Tél. : 01 23 45 67 89",
        "01 23 45 67 88",
        &["01 23 45 67 89", "tél 0123456789"],
    );
}

#[test]
fn acronyms_behind_what_they_stand_behind() {
    for (texts, queries) in [
        (
            &["l'O.N.U.", "l’ONU", "O.N.U.", "de l'O.N.U. a"][..],
            &["ONU", "O.N.U.", "onu", "l'ONU"][..],
        ),
        (&["d'E.D.F.", "EDF", "d’EDF"], &["EDF", "E.D.F.", "d'EDF"]),
        (&["P.-D.G.", "PDG", "P.D.G.", "le P-DG", "P.-D.G"], &["PDG", "P.D.G.", "P.-D.G.", "pdg"]),
        (&["l’U.E.", "UE"], &["UE", "U.E."]),
        (&["signé A.B.C.", "ABC"], &["ABC", "A.B.C."]),
        (
            &["U.S.-China", "the U.S. and China", "US China"],
            &["\"US China\" OR \"US and China\"", "U.S."],
        ),
        (&["qu'O.N.G.", "ONG", "l’O.N.G.-relais"], &["ONG"]),
        (&["av. J.-C.", "J-C"], &["J.-C."]),
    ] {
        all_find_all(texts, queries);
    }
}

#[test]
fn names_with_an_apostrophe() {
    for (texts, queries) in [
        (
            &["N'Djamena", "N’Djamena", "Ndjamena", "NDJAMENA", "n'djamena"][..],
            &["ndjamena", "N'Djamena", "n’djamena", "N`Djamena"][..],
        ),
        (&["M'Bappé", "Mbappé", "M’BAPPÉ"], &["mbappe", "M'Bappé", "m’bappé"]),
        (
            &["L'Oréal", "L’Oréal", "L’ORÉAL", "chez L'Oréal-Paris"],
            &["loreal", "l'oréal", "oréal", "L Oréal", "l oreal"],
        ),
        (&["O'Brien", "O’Brien", "OBrien"], &["obrien", "O'Brien", "o brien"]),
        (&["d'Alembert", "D’Alembert", "Dalembert"], &["dalembert", "d'Alembert", "D’Alembert"]),
        (
            &["Côte d'Ivoire", "Côte d’Ivoire"],
            &["ivoire", "divoire", "\"cote d'ivoire\"", "\"côte ivoire\""],
        ),
        (&["Val-d'Oise", "Val-d’Oise"], &["valdoise", "oise", "\"val d'oise\""]),
        (&["aujourd'hui", "aujourd’hui"], &["aujourdhui", "aujourd'hui", "aujourd hui"]),
        (
            &["presqu'île", "presqu’île", "presqu'ile"],
            &["presquile", "presqu'île", "presqu ile", "ile"],
        ),
        (&["entr'acte", "entr’acte", "entracte"], &["entracte", "entr'acte"]),
        (&["prud'hommes", "prud’hommes", "prudhommes"], &["prudhommes", "prud'hommes"]),
        (&["rock'n'roll", "rock’n’roll"], &["rocknroll", "\"rock roll\""]),
    ] {
        all_find_all(texts, queries);
    }
    // The article is not part of a word that is none.
    assert_eq!(newsroom(&["l’emploi"]).found("lemploi"), [0], "by tolerance alone");
}

#[test]
fn letters_with_two_dots() {
    for (texts, queries) in [
        (
            &["Müller", "Mueller", "MÜLLER", "Mu\u{308}ller"][..],
            &["mueller", "Müller", "MUELLER"][..],
        ),
        (&["Köln", "Koeln"], &["koeln", "Köln"]),
        (&["Jäger", "Jaeger"], &["jaeger", "Jäger"]),
        (&["Straße", "Strasse"], &["strasse", "Straße"]),
        (&["Århus", "Aarhus"], &["aarhus", "Århus"]),
        (&["Ørsted", "Oersted"], &["oersted", "Ørsted"]),
        (&["Düsseldorf-Süd", "Duesseldorf"], &["duesseldorf", "Düsseldorf"]),
    ] {
        all_find_all(texts, queries);
    }
    all_find_all(&["Müller", "Muller"], &["muller"]);
    finds_the_first("la sueur du front", "sur le front", &["sueur", "\"sueur du front\""]);
}

#[test]
fn compounds_together_and_apart() {
    for (texts, queries) in [
        (
            &["un e-mail", "un email", "un e‑mail"][..],
            &["e-mail", "email", "\"e-mail\"", "\"email\""][..],
        ),
        (
            &["une start-up", "une startup", "une start up"],
            &["\"start-up\" OR \"startup\"", "start up"],
        ),
        (
            &["start-up", "startup"],
            &["\"start-up\"", "startup", "start up", "\"start up\"", "\"startup\""],
        ),
        (
            &["une start-up française", "une startup française"],
            &["\"start-up française\"", "\"une start-up\""],
        ),
        (
            &["porte-monnaie", "portemonnaie"],
            &["\"porte-monnaie\"", "\"porte monnaie\"", "porte monnaie"],
        ),
        (&["week-end", "weekend"], &["\"week-end\"", "week end", "weekend"]),
    ] {
        all_find_all(texts, queries);
    }
    let mut site = newsroom(&["un e-mail", "un email", "autre"]);
    assert_eq!(site.found("-\"e-mail\" -rien"), [2]);
    assert_eq!(site.found("-e-mail -rien"), [2]);
}

#[test]
fn no_phrase_over_two_blocks() {
    let mut site = newsroom(&[
        "le plan\u{2029}de relance",
        "le plan de relance",
        "le plan\n\nde relance",
        "le plan\nde relance",
    ]);
    assert_eq!(site.found("\"plan de relance\"").len(), 2);
    let mut found = site.found("\"plan de\"");
    found.sort_unstable();
    assert_eq!(found, [1, 3]);
}

#[test]
fn filters_by_letters() {
    let document = |key: &str| Document {
        title: key.to_owned(),
        facets: vec![(Facet::Topic, key.to_owned())],
        ..Document::default()
    };
    let names = [
        ("l-eau", "L’eau"),
        ("saint-jean", "Saint-Jean-d’Angély"),
        ("sante-social", "Santé/Social"),
        ("recherche", "Recherche & développement"),
        ("onu", "O.N.U."),
    ];
    let labels = names.map(|(key, label)| ((Facet::Topic, key.to_owned()), vec![label.to_owned()]));
    let options = Options { labels: labels.into(), ..Options::default() };
    let mut site = Site::new(options, &names.map(|(key, _)| document(key)));
    for (query, expected) in [
        ("topic:\"l'eau\"", 0),
        ("topic:\"l’eau\"", 0),
        ("sujet:«l’eau»", 0),
        ("sujet:«\u{a0}l'eau\u{a0}»", 0),
        ("topic:l'eau", 0),
        ("topic:\"Saint-Jean-d'Angély\"", 1),
        ("topic:“Saint Jean d’Angely”", 1),
        ("topic:saint-jean-d-angély", 1),
        ("topic:\"Santé Social\"", 2),
        ("topic:\"Santé / Social\"", 2),
        ("topic:sante-social", 2),
        ("topic:\"recherche et développement\"", 3),
        ("topic:\"recherche & developpement\"", 3),
        ("topic:R", 3),
        ("topic:développement", 3),
        ("topic:ONU", 4),
        ("topic:o.n.u", 4),
    ] {
        assert_eq!(site.found(query), [expected], "{query}");
    }
}

#[test]
fn a_minus_before_a_digit_is_no_exclusion() {
    let mut site = newsroom(&["température de -10 degrés", "température de 10 degrés", "sans"]);
    assert_eq!(site.found("température -10 degrés").len(), 2);
    assert!(
        site.search("température -10 degrés").understood().parts.iter().all(|part| !part.excluded)
    );
    assert!(site.found("température -\"10\"").is_empty());
    assert_eq!(site.found("température −10").len(), 2);
    assert!(site.found("degrés -(10)").is_empty());
}

#[test]
fn marks_of_quotation_that_do_no_harm() {
    let mut site = newsroom(&["le plan de relance vert", "le plan"]);
    for (query, expected) in [
        ("« plan de relance", &[0][..]),
        ("plan de relance »", &[0]),
        ("«", &[0, 1, 2]),
        ("« plan “de” relance »", &[0]),
        ("“plan de relance\"", &[0]),
        ("„plan de relance“", &[0]),
        ("»plan de relance«", &[0]),
        ("« plan « de » relance »", &[0]),
    ] {
        let mut found = site.found(query);
        found.sort_unstable();
        assert_eq!(found, expected, "{query}");
    }
}

#[test]
fn forms_that_no_rule_tells() {
    for group in [
        "travail travaux",
        "bail baux",
        "vitrail vitraux",
        "corail coraux",
        "soupirail soupiraux",
        "œil yeux",
        "ciel cieux",
        "aïeul aïeux",
        "journal journaux",
        "conseiller conseillère",
        "conseillers conseillères",
        "étranger étrangère",
        "directeur directrice",
        "auteur autrice auteure",
        "acteur actrice",
        "chercheur chercheuse chercheure",
        "chef cheffe",
        "premier 1er",
        "première 1re 1ère",
        "deuxième 2e 2ème",
        "21e 21ème",
        "nouveau nouvel nouvelle",
        "child children",
        "man men",
        "foot feet",
        "mouse mice",
        "go went gone",
        "buy bought",
        "say said",
        "lead led",
        "choose chose chosen",
        "crisis crises",
        "analysis analyses",
        "criterion criteria",
        "organise organize",
        "organisation organization",
        "analyse analyze",
        "colour color",
        "neighbourhood neighborhood",
        "centre center",
        "catalogue catalog",
        "defence defense",
        "programme program",
        "travelled traveled",
        "labelling labeling",
        "third 3rd",
    ] {
        let forms: Vec<&str> = group.split(' ').collect();
        let mut site = newsroom(&forms);
        for (at, form) in (0_u32..).zip(&forms) {
            let found = site.found(form);
            assert_eq!(found.len(), forms.len(), "{form:?} of {group:?}: {found:?}");
            assert_eq!(found[0], at, "{form:?} itself is first of {group:?}");
        }
    }
    for (word, other) in
        [("four", "for"), ("prise", "prize"), ("filling", "filing"), ("notre", "noter")]
    {
        finds_the_first(word, other, &[word]);
    }
}

#[test]
fn what_comes_with_a_release_is_found() {
    let mut loaded = sample();
    loaded.newsroom.topics.push(Topic {
        slug: Slug::new("zzz").unwrap(),
        labels: vec![(Language::new("fr").unwrap(), "Héliciculture".to_owned())],
        descriptions: Vec::new(),
    });
    let shown = |release: &Release| release.embargo_until.is_none() && release.group.is_none();
    let mut releases = loaded.releases.iter_mut().map(|sourced| &mut sourced.release);
    let release = releases.find(|release| shown(release)).unwrap();
    let slug = release.slug.clone();
    release.topics.push(Slug::new("zzz").unwrap());
    release.place = Some("Xertigny".to_owned());
    release.contacts = vec![Contact {
        name: Some("Zoé N’Guyen".to_owned()),
        role: Some("porte-parolat".to_owned()),
        organisation: None,
        email: Some("zozo@example.org".to_owned()),
        phone: Some("+33 (0)1 99 00 77 88".to_owned()),
    }];
    let link = Source::Remote(Link::new("https://example.org/a").unwrap());
    let titled = |title: &str| Attachment {
        source: link.clone(),
        title: Some(title.to_owned()),
        mime_type: None,
        size: None,
    };
    release.attachments = vec![titled("Brochure quinquennale")];
    let image =
        Image { source: link, alt: Some("Un ornithorynque".into()), width: None, height: None };
    release.media = vec![Media {
        caption: Some("Vue stratosphérique".to_owned()),
        credit: Some("Studio Zygote".to_owned()),
        ..Media::new(image)
    }];
    release.about = vec![Block::Paragraph(vec![Inline::Text("Fondée en Patagonie.".to_owned())])];
    release.body = ["un oryctérope", "du matin"]
        .map(|text| Block::Paragraph(vec![Inline::Text(text.to_owned())]))
        .to_vec()
        .into();
    let written = bundle(loaded, NOW).unwrap();
    let mut reader = Reader::open(&written.files[SET]).unwrap();
    let mut found = |query: &str| {
        let request = Request { query: query.into(), limit: 20, ..Request::default() };
        let mut searcher = Searcher::new(reader.set().index_folder());
        let need = Need::List(request.clone());
        complete(&mut reader, &mut searcher, &need, |file| written.files.get(file).cloned());
        let answer = reader.answer(&request);
        let found = reader.found(&answer);
        found.iter().filter_map(|found| Some(found.card.as_ref()?.slug.clone())).collect::<Vec<_>>()
    };
    for query in [
        "héliciculture",
        "xertigny",
        "nguyen",
        "parolat",
        "zozo",
        "01 99 00 77 88",
        "0199007788",
        "quinquennale",
        "ornithorynque",
        "stratosphérique",
        "zygote",
        "patagonie",
        "oryctérope",
    ] {
        assert_eq!(found(query), std::slice::from_ref(&slug), "{query}");
    }
    // Not over the end of a block.
    assert_eq!(found("oryctérope -\"un oryctérope du matin\""), std::slice::from_ref(&slug));
}
