//! What each format makes of texts that mean something in it.

use super::{Order, cite::Source, deliver, email, proof, table};
use crate::model::{
    Block, Cell, Inline, Language, Party, Release, Slug, State, Status, Table, json::Value,
};

fn order() -> Order {
    Order {
        proof: false,
        file: "set/articles/h/0.json".into(),
        slug: "quai".into(),
        interface: "fr".into(),
        newsroom: Some("Le Fanal".into()),
        topics: vec!["Mer, ports".into(), "50 % & plus".into()],
        address: "https://example.org/n/r/quai/".into(),
        now: "2026-11-27T07:05:09.123Z".into(),
    }
}

fn release(title: &str) -> Release {
    let mut release = Release::new("1".into(), Slug::new("quai").unwrap());
    release.title = Some(title.to_owned());
    release.language = Language::new("fr");
    release.issuers = vec![Party { name: "Port de Kerlouarn".into(), url: None }];
    release.published = "2025-02-06T09:00+01:00".parse().ok();
    release
}

#[test]
fn an_order_is_what_a_page_says() {
    let order = order();
    let Order { address, interface, file, slug, newsroom, topics, now, .. } = order.clone();
    let mut said = vec!["sheet".to_owned(), address, interface, file, slug];
    assert_eq!(Order::parse(said.clone(), now.clone()).unwrap().newsroom, None);
    said.extend(newsroom);
    said.extend(topics);
    assert_eq!(Order::parse(said.clone(), now.clone()), Some(order.clone()));
    said[0] = "proof".into();
    assert!(Order::parse(said, now.clone()).unwrap().proof);
    assert_eq!(Order::parse(vec!["proof".into()], now), None);
    let sheet = deliver(&order, &[]);
    assert!(sheet.parts.is_empty() && sheet.said.contains("pas pu être chargé"), "{sheet:?}");
}

#[test]
fn a_line_to_read() {
    let mut order = order();
    let mut release = release("Le « quai »\u{2028}\nnord.");
    assert_eq!(
        Source::new(&order, &release).plain(),
        "Port de Kerlouarn. «\u{a0}Le “quai” nord.\u{a0}». Le Fanal, communiqué de presse, 6 février 2025. \
         https://example.org/n/r/quai/ (consulté le 27 novembre 2026)."
    );
    order.interface = "en".into();
    order.newsroom = Some("Port de Kerlouarn".into());
    release.title = Some("The “new” quay.".into());
    release.published = None;
    release.status = Some(Status { state: State::Withdrawn, date: None, note: Some("x".into()) });
    assert_eq!(
        Source::new(&order, &release).plain(),
        "Port de Kerlouarn. “The ‘new’ quay.” press release, no date, [Withdrawn]. \
         https://example.org/n/r/quai/ (accessed 27 November 2026)."
    );
}

/// Titles that hold the marks of a format, and how each writes them.
const TITLES: &[(&str, &str, &str, &str)] = &[
    // as sent, RIS, BibTeX, CSL-JSON
    ("50 % de $ & #1_a", "50 % de $ & #1_a", r"50 \% de \$ \& \#1\_a", "50 % de $ & #1_a"),
    ("a}b{c", "a}b{c", r"a\textbraceright{}b\textbraceleft{}c", "a}b{c"),
    (
        r"C:\x ~ ^",
        r"C:\x ~ ^",
        r"C:\textbackslash{}x \textasciitilde{} \textasciicircum{}",
        r"C:\\x ~ ^",
    ),
    (
        "\"dit\" «\u{a0}oui\u{a0}»",
        "\"dit\" «\u{a0}oui\u{a0}»",
        "\"dit\" «\u{a0}oui\u{a0}»",
        "\\\"dit\\\" «\u{a0}oui\u{a0}»",
    ),
    (
        "a\r\nER  - \r\nTY  - JOUR",
        "a ER - TY - JOUR",
        "a ER - TY - JOUR",
        "a\\u000d\\u000aER  - \\u000d\\u000aTY  - JOUR",
    ),
    ("tab\tet\u{0}nul", "tab et nul", "tab et nul", "tab\\u0009et\\u0000nul"),
    ("Ville and Port", "Ville and Port", "Ville and Port", "Ville and Port"),
    ("中文 عربي 😀", "中文 عربي 😀", "中文 عربي 😀", "中文 عربي 😀"),
];

#[test]
fn marks_of_a_format_are_text_in_it() {
    let order = order();
    for (title, ris, bibtex, csl) in TITLES {
        let release = release(title);
        let source = Source::new(&order, &release);
        let text = source.ris();
        assert!(text.contains(&format!("\r\nTI  - {ris}\r\n")), "{text}");
        assert_eq!(text.matches("ER  - ").count(), 1 + ris.matches("ER  - ").count(), "{text}");
        assert!(text.lines().all(|line| line.get(2..6) == Some("  - ")), "{text}");
        let text = source.bibtex();
        assert!(text.contains(&format!("title = {{{{{bibtex}}}}}")), "{text}");
        assert_eq!(text.matches('{').count(), text.matches('}').count(), "{text}");
        let text = source.csl();
        assert!(text.contains(&format!("\"title\": \"{csl}\"")), "{text}");
        let json = Value::parse(text.as_bytes()).unwrap();
        let read = json.as_array().and_then(|list| list[0].get("title")?.as_str());
        assert_eq!(read, Some(*title));
    }
}

#[test]
fn an_organisation_stays_in_one_piece() {
    let order = order();
    let mut release = release("x");
    release.issuers =
        ["Ville, Port and Sons", "A*B"].map(|name| Party { name: name.into(), url: None }).into();
    let source = Source::new(&order, &release);
    let ris = source.ris();
    assert!(ris.contains("\r\nAU  - Ville Port and Sons\r\nAU  - AB\r\n"), "{ris}");
    assert!(ris.contains("\r\nKW  - Mer, ports\r\n"), "{ris}");
    assert!(
        ris.contains("\r\nPY  - 2025\r\nDA  - 2025/02/06/\r\n") && ris.ends_with("ER  - \r\n"),
        "{ris}"
    );
    let bibtex = source.bibtex();
    assert!(bibtex.contains("author = {{Ville, Port and Sons} and {A*B}}"), "{bibtex}");
    assert!(
        bibtex.contains("keywords = {Mer  ports, 50 \\% \\& plus}")
            || bibtex.contains("keywords = {Mer ports, 50 \\% \\& plus}"),
        "{bibtex}"
    );
    assert!(
        bibtex.contains("month = feb,\n  day = {6}") && bibtex.contains("urldate = {2026-11-27}"),
        "{bibtex}"
    );
    let csl = source.csl();
    assert!(csl.contains("\"issued\": {\"date-parts\": [[2025, 2, 6]]}"), "{csl}");
    assert!(
        csl.contains(
            "\"author\": [{\"literal\": \"Ville, Port and Sons\"}, {\"literal\": \"A*B\"}]"
        ),
        "{csl}"
    );
}

#[test]
fn absent_is_not_empty() {
    let order = Order { newsroom: None, topics: Vec::new(), now: "x".into(), ..order() };
    let release = Release::new("1".into(), Slug::new("quai").unwrap());
    let source = Source::new(&order, &release);
    assert_eq!(
        source.ris(),
        "TY  - ELEC\r\nID  - quai\r\nTI  - [Communiqué sans titre]\r\nM3  - Communiqué de presse\r\nUR  - https://example.org/n/r/quai/\r\nER  - \r\n"
    );
    assert_eq!(
        source.bibtex(),
        "@misc{quai,\n  title = {{[Communiqué sans titre]}},\n  howpublished = {Communiqué de presse},\n  url = {https://example.org/n/r/quai/}\n}\n"
    );
    for none in ["author", "issued", "accessed", "keyword", "note"] {
        assert!(!source.csl().contains(none), "{none}: {}", source.csl());
    }
}

#[test]
fn lines_of_mail_are_short_and_plain() {
    let now = "2026-11-27T07:05:09Z".parse().ok();
    let long = "é".repeat(200) + " =3D . \u{1f600}";
    let file = email::message(&long, &format!("{long}\nfin \n\n.\nFrom x\ta\t"), now, None);
    assert!(file.starts_with("Subject: =?utf-8?q?"), "{file}");
    assert!(file.contains("\r\nDate: Fri, 27 Nov 2026 07:05:09 +0000\r\n"), "{file}");
    assert!(file.contains("\r\nfin=20\r\n\r\n.\r\nFrom x\ta=09\r\n"), "{file}");
    assert!(file.lines().all(|line| line.len() <= 76 && line.is_ascii()), "{file}");
    assert!(!file.replace("\r\n", "").contains(['\r', '\n']), "{file}");
    for (subject, header) in [
        ("Plain text", "Subject: Plain text\r\n"),
        ("", "Subject: =?utf-8?q??=\r\n"),
        ("a\r\nBcc: x@example.org", "Subject: =?utf-8?q?a__Bcc=3A_x=40example=2Eorg?=\r\n"),
        ("=?utf-8?q?x?=", "Subject: =?utf-8?q?=3D=3Futf=2D8=3Fq=3Fx=3F=3D?=\r\n"),
    ] {
        let file = email::message(subject, "x", None, Language::new("fr").as_ref());
        assert!(file.starts_with(&format!("{header}Content-Language: fr\r\n")), "{file}");
    }
}

fn cell(text: &str, columns: u16, rows: u16) -> Cell {
    let content = vec![Block::Paragraph(vec![Inline::Text(text.to_owned())])];
    Cell { header: false, columns, rows, content }
}

#[test]
fn a_table_is_csv() {
    let table = |body: Vec<Vec<Cell>>| Table { caption: Vec::new(), head: Vec::new(), body };
    let one = |text: &str| table::csv(&table(vec![vec![cell(text, 1, 1)]]));
    for (text, field) in [
        ("a", "a"),
        (" a b ", "a b"),
        ("1,5", "\"1,5\""),
        ("dit \"oui\"", "\"dit \"\"oui\"\"\""),
        ("a\nb", "\"a\nb\""),
        ("a;b", "\"a;b\""),
        ("-12", "-12"),
        ("+3,4 %", "\"+3,4 %\""),
        ("–", "–"),
        ("-", "-"),
        ("=1+1", "'=1+1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("+cmd|x", "'+cmd|x"),
        ("-1+cmd|' /C calc'!A0", "'-1+cmd|' /C calc'!A0"),
        ("+33 2 98 00 00 00", "+33 2 98 00 00 00"),
        ("-5 °C", "-5 °C"),
        ("-1-2", "'-1-2"),
        ("＝1+1", "'＝1+1"),
        ("", ""),
    ] {
        assert_eq!(one(text), format!("{field}\r\n"), "{text}");
    }
    let spanned = table(vec![
        vec![cell("a", 2, 1), cell("b", 1, 3)],
        vec![cell("c", 1, 2), cell("d", 1, 1)],
        vec![cell("e", 1, 1)],
        vec![cell("f", 1, 1), cell("g", 1, 1), cell("h", 1, 1)],
    ]);
    assert_eq!(table::csv(&spanned), "a,,b\r\nc,d,\r\n,e,\r\nf,g,h\r\n");
    let wild = table(vec![vec![cell("a", u16::MAX, u16::MAX)], vec![cell("b", 1, 1)]]);
    assert!(table::csv(&wild).len() < 10_000);
}

type Files = Vec<(String, Option<Vec<u8>>)>;

/// A list with a pack, signed by a key of the test's own; made with minisign itself.
fn evidence() -> (Order, Files) {
    let order = order();
    let pair = minisign::KeyPair::generate_unencrypted_keypair().unwrap();
    let (pack, text) = (b"{}".to_vec(), b"Le texte.\n".to_vec());
    let key = pair.pk.to_box().unwrap().into_string().into_bytes();
    let mut list = String::new();
    for (bytes, name) in [(&key, proof::KEY), (&text, "r/quai/release.txt"), (&pack, &order.file)] {
        list.push_str(&format!("{}  {name}\n", proof::sha256(bytes)));
    }
    let signed =
        minisign::sign(None, &pair.sk, list.as_bytes(), Some("file:manifest.sha256"), None)
            .unwrap();
    let fetched = [
        (order.file.as_str(), pack),
        (proof::MANIFEST, list.into_bytes()),
        ("r/quai/release.txt", text),
        (proof::KEY, key),
        (proof::SIGNATURE, signed.into_string().into_bytes()),
    ];
    (order.clone(), fetched.map(|(name, bytes)| (name.to_owned(), Some(bytes))).into())
}

#[test]
fn a_proof_says_what_it_can_tell() {
    use proof::{KEY, MANIFEST, SIGNATURE, Signed, Text, prove};
    let (order, whole) = evidence();
    let with = |name: &str, bytes: Option<&[u8]>| {
        let mut fetched = whole.clone();
        fetched
            .iter_mut()
            .filter(|(file, _)| file == name)
            .for_each(|(_, of)| *of = bytes.map(<[u8]>::to_vec));
        prove(&order, &fetched)
    };
    let list = whole[1].1.clone().unwrap();
    assert_eq!(proof::files(&order, &whole), ["r/quai/release.txt", KEY, SIGNATURE]);
    let good = prove(&order, &whole);
    assert!(
        matches!(good.text, Text::Same(_)) && matches!(good.signed, Signed::With(_)),
        "{good:?}"
    );
    assert!(good.others.is_empty());
    assert_eq!(with(&order.file, Some(b"{} ")).text, Text::Other);
    assert_eq!(with("r/quai/release.txt", Some(b"Un autre.")).others, ["r/quai/release.txt"]);
    let no_list = with(MANIFEST, None);
    assert_eq!((no_list.text, no_list.signed), (Text::NoList, Signed::Unknown));
    assert_eq!(with(MANIFEST, Some(b"<html>")).text, Text::NotListed);
    let mut altered = list.clone();
    altered.extend(b"0  x\n");
    assert_eq!(with(MANIFEST, Some(&altered)).signed, Signed::Wrong);
    assert_eq!(with(SIGNATURE, None).signed, Signed::Unknown);
    for junk in [&b""[..], b"x", b"untrusted comment: x\nRWQ\ntrusted comment\nx", b"\xff\xfe"] {
        assert_eq!(with(SIGNATURE, Some(junk)).signed, Signed::Wrong);
        assert_eq!(with(KEY, Some(junk)).signed, Signed::Wrong);
    }
    let unsigned: String =
        String::from_utf8(list).unwrap().lines().skip(1).map(|l| format!("{l}\n")).collect();
    assert_eq!(with(MANIFEST, Some(unsigned.as_bytes())).signed, Signed::Not);
    let fetched = [(MANIFEST.to_owned(), Some(unsigned.into_bytes()))];
    assert_eq!(proof::files(&order, &fetched), ["r/quai/release.txt"]);
    for (interface, first) in [
        ("fr", "Conforme à ce qui a été publié, daté du 6 février 2025"),
        ("en", "Matches what was published, dated 6 February 2025"),
    ] {
        let order = Order { interface: interface.into(), ..order.clone() };
        let said = proof::said(&order, &release("x"), &whole);
        assert!(said.starts_with(first) && said.lines().count() == 4, "{said}");
    }
}

#[test]
fn of_a_list_in_parts_those_are_asked_for_that_a_proof_needs() {
    use crate::bundle::paths::LISTS;
    use proof::{KEY, Text, part_number, prove};
    let (order, whole) = evidence();
    let lines = String::from_utf8(whole[1].1.clone().unwrap()).unwrap();
    let line = |file: &str| lines.lines().find(|line| line.ends_with(file)).unwrap();
    // Of each folder one of two parts, as of a site that is larger.
    let (mut top, mut lists) = (format!("{}\n", line(KEY)), Vec::new());
    for file in ["r/quai/release.txt", &order.file] {
        let folder = file.split('/').next().unwrap();
        let list = format!("{}\n", line(file)).into_bytes();
        for (number, list) in [(1 - part_number(file, 2), None), (part_number(file, 2), Some(list))]
        {
            let name = format!("{LISTS}{folder}/{number}-2-0.sha256");
            top.push_str(&format!("{}  {name}\n", proof::sha256(list.as_deref().unwrap_or(b"x"))));
            lists.extend(list.map(|list| (name, Some(list))));
        }
    }
    let names = proof::parts(&order, top.as_bytes());
    assert_eq!(names, lists.iter().map(|(name, _)| name.clone()).collect::<Vec<_>>());
    let mut fetched = whole.clone();
    fetched[1].1 = Some(top.into_bytes());
    fetched.extend(lists);
    assert!(matches!(prove(&order, &fetched).text, Text::Same(_)));
    assert_eq!(proof::files(&order, &fetched)[0], "r/quai/release.txt");
    // A part that did not come, or is of another day, says nothing.
    for wrong in [None, Some(b"0  set/articles/x\n".to_vec())] {
        let mut fetched = fetched.clone();
        fetched.last_mut().unwrap().1 = wrong;
        assert_eq!(prove(&order, &fetched).text, Text::NoList);
    }
    assert_eq!(proof::parts(&order, lines.as_bytes()), [] as [&str; 0]);
}
