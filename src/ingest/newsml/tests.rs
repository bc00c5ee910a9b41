//! News items of both kinds of NewsML, and NITF.

use crate::{
    ingest::{Kind, Loaded, Options, load_given},
    model::Release,
};
use proptest::prelude::*;
use std::{fs, path::PathBuf};

fn given(text: impl AsRef<[u8]>) -> Loaded {
    load_given(&[("a.xml".to_owned(), text.as_ref().to_vec())], &Options::default())
}

fn only(loaded: &Loaded) -> &Release {
    let lines: Vec<String> = loaded.problems.iter().map(ToString::to_string).collect();
    assert_eq!(loaded.releases.len(), 1, "{lines:#?}");
    &loaded.releases[0].release
}

const G2: &str = "<newsItem xmlns='http://iptc.org/std/nar/2006-10-01/' guid='urn:x:1' xml:lang='fr'>\
    <rightsInfo><copyrightNotice>(c) Port</copyrightNotice></rightsInfo>\
    <itemMeta><itemClass qcode='ninat:text'/><versionCreated>2026-01-02T10:00:00+01:00</versionCreated>META</itemMeta>\
    <contentMeta><headline>Le quai rouvre</headline><located><name>Kerlouarn</name></located><subject><name xml:lang='en'>Works</name><name xml:lang='fr'>Travaux</name></subject>\
    <description>Bref.</description><creator><name>Port</name></creator></contentMeta>\
    <contentSet><inlineXML contenttype='application/nitf+xml'><nitf xmlns='http://iptc.org/std/NITF/2006-10-18/'><body><body.head><hedline><hl1>Autre</hl1></hedline></body.head>\
    <body.content><p>Le <em>quai</em> <org>nord</org>.</p><note><p>ZQNOTE</p></note><hl2>Suite</hl2></body.content></body></nitf></inlineXML></contentSet></newsItem>";

const NITF: &str = "<nitf baselang='fr'><head><title>Autre</title><docdata DOC><doc-id id-string='n1'/><date.issue norm='20260102T100000+0100'/>DATA</docdata></head>\
    <body><body.head><hedline><hl1>Le quai rouvre</hl1></hedline><byline>By Port</byline><dateline><location>Kerlouarn</location></dateline></body.head>\
    <body.content><p>Texte</p><media media-type='image'><media-reference mime-type='image/jpeg' source='https://p.example/q.jpg' width='800' height='600' alternate-text='Un quai'/><media-caption>Le quai</media-caption></media></body.content></body></nitf>";

const FIRST: &str = "<NewsML><NewsItem><Identification><NewsIdentifier><ProviderId>p</ProviderId><DateId>20260102</DateId><NewsItemId>1</NewsItemId></NewsIdentifier></Identification>\
    <NewsManagement><FirstCreated>20260102T100000+0100</FirstCreated>MANAGEMENT</NewsManagement><NewsComponent>STORIES</NewsComponent></NewsItem></NewsML>";

#[test]
fn embargoes_in_places_of_their_own_are_obeyed() {
    let first = |management: &str, more: &str| {
        FIRST
            .replace("MANAGEMENT", management)
            .replace("STORIES", &(more.to_owned() + &component("fr", "H")))
    };
    let g2 = |meta: &str, more: &str| {
        G2.replace("META", meta).replace("<contentSet>", &format!("{more}<contentSet>"))
    };
    let nitf = |doc: &str, data: &str| NITF.replace("DOC", doc).replace("DATA", data);
    for text in [
        nitf("management-status='embargoed'", "<date.release/>"),
        nitf("", "<date.release/>"),
        nitf("", "<date.release norm='20200101T000000Z'/><date.release norm='20300101T000000Z'/>"),
        g2("", "<partMeta><embargoed>2030-01-01T00:00:00Z</embargoed></partMeta>"),
        g2("<signal qcode='sig:hold'/>", ""),
        g2("", "<contentMeta><slugline>EMBARGO 2030</slugline></contentMeta>"),
        g2(
            "<embargoed>2020-01-01T00:00:00Z</embargoed><embargoed>2030-01-01T00:00:00Z</embargoed>",
            "",
        ),
        g2("<edNote>HOLD. Do not use before Monday 8am</edNote>", ""),
        g2("<edNote>À ne diffuser qu’après 18 h lundi.</edNote>", ""),
        first(
            "",
            "<AdministrativeMetadata><Property FormalName='Embargo' Value='20300101T000000Z'/></AdministrativeMetadata>",
        ),
        first("<Property FormalName='Embargo' Value='2030'/>", ""),
        first("<Instruction FormalName='Hold'/>", ""),
        first(
            "",
            "<NewsLines><NewsLine><NewsLineType FormalName='EditorialNote'/><NewsLineText>SOUS EMBARGO</NewsLineText></NewsLine></NewsLines>",
        ),
    ] {
        let loaded = given(&text);
        assert!(
            loaded.releases.is_empty() && loaded.held.len() == 1,
            "{text} {:?}",
            loaded.problems
        );
    }
    for text in [
        nitf("", ""),
        g2(
            "<signal qcode='sig:update'/>",
            "<contentMeta><subject literal='embargo'/><slugline>PORT-QUAI</slugline></contentMeta>",
        ),
        first("<Status FormalName='Usable'/>", ""),
    ] {
        assert_eq!(given(&text).releases.len(), 1, "{text} {:?}", given(&text).problems);
    }
}

fn component(language: &str, title: &str) -> String {
    format!(
        "<NewsComponent><NewsLines><HeadLine>{title}</HeadLine></NewsLines><DescriptiveMetadata><Language FormalName='{language}'/></DescriptiveMetadata>\
         <NewsComponent><Role FormalName='Body'/><ContentItem><MimeType FormalName='text/xhtml'/><DataContent><html><head><title>x</title></head><body><p>Texte {language}</p></body></html></DataContent></ContentItem></NewsComponent></NewsComponent>"
    )
}

#[test]
fn one_story_three_ways() {
    let loaded = given(G2.replace("META", "<pubStatus qcode='stat:usable'/>"));
    let release = only(&loaded);
    assert_eq!(
        (release.id.as_str(), release.title.as_deref()),
        ("urn:x:1", Some("Le quai rouvre"))
    );
    assert_eq!(release.text(), "Le quai nord.\nSuite");
    assert_eq!(
        (release.summary.as_deref(), release.place.as_deref()),
        (Some("Bref."), Some("Kerlouarn"))
    );
    assert_eq!(loaded.newsroom.topics[0].slug.as_str(), "travaux");
    assert_eq!(release.published.unwrap().to_string(), "2026-01-02T10:00:00+01:00");
    assert_eq!(
        loaded.problems.iter().map(|p| p.kind).collect::<Vec<_>>(),
        [Kind::LeftOut],
        "{:?}",
        loaded.problems
    );
    let loaded = given(NITF.replace("DOC", "").replace("DATA", ""));
    let release = only(&loaded);
    assert_eq!((release.id.as_str(), release.title.as_deref()), ("n1", Some("Le quai rouvre")));
    assert_eq!(
        (release.issuers[0].name.as_str(), release.media[0].image.alt.as_deref()),
        ("Port", Some("Un quai"))
    );
    assert_eq!(release.published.unwrap().to_string(), "2026-01-02T10:00:00+01:00");
    let loaded = given(
        FIRST
            .replace("MANAGEMENT", "<Status FormalName='Usable'/>")
            .replace("STORIES", &(component("fr", "Un") + &component("en", "One"))),
    );
    let found: Vec<(&str, Option<&str>, String)> = loaded
        .releases
        .iter()
        .map(|f| (f.release.id.as_str(), f.release.group.as_deref(), f.release.text()))
        .collect();
    assert_eq!(
        found,
        [
            ("p:20260102:1:fr", Some("p:20260102:1"), "Texte fr".to_owned()),
            ("p:20260102:1:en", Some("p:20260102:1"), "Texte en".to_owned())
        ]
    );
}

#[test]
fn embargoes_and_states_are_obeyed() {
    let g2 = |meta: &str| G2.replace("META", meta);
    let nitf = |doc: &str, data: &str| NITF.replace("DOC", doc).replace("DATA", data);
    let first = |management: &str| {
        FIRST.replace("MANAGEMENT", management).replace("STORIES", &component("fr", "Un"))
    };
    for (text, held) in [
        (g2("<pubStatus qcode='stat:withheld'/>"), true),
        (g2("<pubStatus uri='http://cv.iptc.org/newscodes/pubstatusg2/canceled'/>"), true),
        (g2("<pubStatus qcode='stat:maybe'/>"), true),
        (g2("<embargoed/>"), true),
        (
            g2(
                "<edNote>Note to editors, who may read this long line to its end: STRICTLY EMBARGOED. Not for public release until noon on Friday.</edNote>",
            ),
            true,
        ),
        (g2("<embargoed>2030-01-15T08:00:00Z</embargoed><edNote>EMBARGO</edNote>"), false),
        (nitf("management-status='withheld'", ""), true),
        (nitf("management-status='canceled'", ""), true),
        (nitf("management-status='embargoed'", ""), true),
        (nitf("management-status='embargoed'", "<date.release norm='20300115T080000Z'/>"), false),
        (nitf("", "<date.release norm='20300115T080000+0100'/>"), false),
        (nitf("", "<ed-msg info='Brouillon'/>"), true),
        (first("<Status FormalName='Withheld'/>"), true),
        (first("<Status FormalName='Canceled'/>"), true),
        (first("<Status FormalName='Embargoed'/>"), true),
        (
            first(
                "<Status FormalName='Embargoed'/><StatusWillChange><FutureStatus FormalName='Usable'/><DateAndTime>20300115T080000Z</DateAndTime></StatusWillChange>",
            ),
            false,
        ),
        (first("<Instruction FormalName='Hold for release'/>"), true),
    ] {
        let loaded = given(&text);
        assert_eq!(loaded.held.len(), usize::from(held), "{text} {:?}", loaded.problems);
        let year = loaded
            .releases
            .first()
            .and_then(|found| found.release.embargo_until)
            .map(|date| date.year);
        assert_eq!(year, (!held).then_some(2030), "{text}");
    }
    let cut = &G2.replace("META", "");
    assert_eq!(given(&cut[..cut.len() - 60]).held.len(), 1);
}

#[test]
fn what_g2_says_besides_is_told() {
    let text = G2
        .replace("META", "<expires>2020-01-01T00:00:00Z</expires><itemClass qcode='x'/>")
        .replace("<creator>", "<contributor><name>ZQ</name></contributor><audience qcode='a'/><creator>")
        .replace("</contentSet>", "<inlineXML contenttype='application/xhtml+xml'><html><body><p>ZQ</p></body></html></inlineXML></contentSet>");
    let loaded = given(&text);
    assert!(!format!("{:?}", only(&loaded)).contains("ZQ"));
    let said: Vec<String> = loaded.problems.iter().map(|problem| problem.message.clone()).collect();
    let said = said.join("\n");
    for expected in ["1 other text of it", "audience, contributor, of which"] {
        assert!(said.contains(expected), "{expected}: {said}");
    }
    assert!(loaded.problems.iter().any(|problem| problem.kind == Kind::Expiry), "{said}");
    // One that cannot be read, and then one that can, is one text.
    let text = G2.replace("META", "").replace(
        "<contentSet>",
        "<contentSet><inlineXML contenttype='application/x'><sports-content/></inlineXML>",
    );
    let loaded = given(&text);
    assert!(only(&loaded).text().contains("Le quai"));
    assert!(loaded.problems.iter().all(|problem| !problem.message.contains("other text")));
}

#[needs::shared_data]
#[test]
fn examples_of_the_standard() {
    let root = PathBuf::from(needs::shared_folder!()).join("formats");
    let (mut read, mut waits, mut told) = (0, 0, 0);
    for folder in ["newsml-g2", "newsml-g2/examples", "ninjs/examples/NewsML"] {
        let files = fs::read_dir(root.join(folder)).unwrap().map(|entry| entry.unwrap().path());
        for file in files.filter(|file| file.extension().is_some_and(|ending| ending == "xml")) {
            let name = file.file_name().unwrap().to_string_lossy().into_owned();
            let loaded =
                load_given(&[(name.clone(), fs::read(&file).unwrap())], &Options::default());
            assert!(!loaded.releases.is_empty() || !loaded.problems.is_empty(), "{name}");
            if loaded.releases.is_empty() {
                told += 1;
            }
            for found in &loaded.releases {
                read += 1;
                waits += usize::from(found.release.embargo_until.is_some());
                let said = loaded.problems.iter().any(|problem| problem.kind == Kind::MissingTitle);
                assert!(found.release.title.is_some() || said, "{name} {:?}", loaded.problems);
            }
        }
    }
    // The others are packages, plans and concepts, parts of files, or say nothing but metadata.
    assert_eq!((read, waits, told), (14, 1, 24));
}

proptest! {
    #[test]
    fn anything_in_a_news_item_is_read(parts in prop::collection::vec(prop::sample::select(vec![
        "<itemMeta>", "</itemMeta>", "<contentSet>", "</contentSet>", "<inlineXML>", "</inlineXML>", "<nitf>", "</nitf>", "<body>", "<body.content>", "<p>a</p>", "<note>",
        "<NewsItem>", "<NewsComponent>", "</NewsComponent>", "<ContentItem Href='x'>", "<DataContent>", "<embargoed/>", "<name>n</name>", "<subject>", "<media>", "<remoteContent href='x' contenttype='image/png'/>",
        "<Identification><NewsIdentifier><NewsItemId>1</NewsItemId></NewsIdentifier></Identification>", "<docdata>", "<hedline>", "<html>",
    ]), 0..40), root in prop::sample::select(vec!["newsItem guid='1'", "NewsML", "nitf", "newsMessage"])) {
        let loaded = given(format!("<{root}>{}", parts.concat()));
        prop_assert!(!loaded.problems.is_empty());
    }
}
