//! Feeds and exports, our own small ones, real ones, and what another parser makes of those.

use crate::{
    ingest::{Kind, Loaded, Options, load_given},
    model::Release,
};
use proptest::prelude::*;
use std::{collections::BTreeSet, fs, path::PathBuf};

mod kept;

fn given(name: &str, text: impl AsRef<[u8]>) -> Loaded {
    load_given(&[(name.to_owned(), text.as_ref().to_vec())], &Options::default())
}

fn kinds(loaded: &Loaded) -> Vec<Kind> {
    let kinds: BTreeSet<Kind> = loaded.problems.iter().map(|problem| problem.kind).collect();
    kinds.into_iter().collect()
}

fn only(loaded: &Loaded) -> &Release {
    let lines: Vec<String> = loaded.problems.iter().map(ToString::to_string).collect();
    assert_eq!(loaded.releases.len(), 1, "{lines:#?}");
    &loaded.releases[0].release
}

const RSS: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:c="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
  xmlns:media="http://search.yahoo.com/mrss/" xmlns:atom="http://www.w3.org/2005/Atom">
<channel>
  <title>Port de Kerlouarn</title><link>https://port.example/</link><description>Nos communiqu&#233;s</description>
  <language>fr</language><ttl>60</ttl><atom:link rel="next" href="https://port.example/feed?page=2"/>
  <item>
    <title>Le quai rouvre</title>
    <link>https://port.example/2026/quai</link>
    <guid isPermaLink="false">quai-1</guid>
    <pubDate>Fri, 20 Nov 2026 09:00:00 +0100</pubDate>
    <dc:creator>Port de Kerlouarn</dc:creator>
    <author>presse@port.example (Ana Le Goff)</author>
    <category>Travaux</category><category>Quais &amp; digues</category>
    <description>&lt;p&gt;En &lt;b&gt;bref&lt;/b&gt;.&lt;/p&gt;</description>
    <c:encoded><![CDATA[<p>Le quai <strong>nord</strong> rouvre. <a href="/plan">Plan</a></p>]]></c:encoded>
    <enclosure url="https://port.example/plan.pdf" type="application/pdf" length="1234"/>
    <media:content url="https://port.example/quai.jpg" type="image/jpeg" width="800" height="600">
      <media:description>Le quai</media:description><media:credit>Y. Morvan</media:credit>
    </media:content>
    <tirage>300</tirage>
  </item>
</channel></rss>"#;

#[test]
fn rss_says_what_a_release_says() {
    let loaded = given("feed.xml", RSS);
    let release = only(&loaded);
    assert_eq!((release.id.as_str(), release.title.as_deref()), ("quai-1", Some("Le quai rouvre")));
    assert_eq!(release.summary.as_deref(), Some("En bref."));
    assert_eq!(release.text(), "Le quai nord rouvre. Plan");
    assert_eq!(release.published.unwrap().to_string(), "2026-11-20T09:00:00+01:00");
    assert_eq!(release.url.as_ref().unwrap().as_str(), "https://port.example/2026/quai");
    let names: Vec<&str> = release.issuers.iter().map(|issuer| issuer.name.as_str()).collect();
    assert_eq!(names, ["Port de Kerlouarn", "Ana Le Goff"]);
    assert_eq!(release.topics.len(), 2);
    assert_eq!((release.attachments.len(), release.attachments[0].size), (1, Some(1234)));
    let media = &release.media[0];
    assert_eq!(
        (media.caption.as_deref(), media.credit.as_deref()),
        (Some("Le quai"), Some("Y. Morvan"))
    );
    assert_eq!(release.language.as_ref().unwrap().as_str(), "fr");
    assert_eq!(loaded.newsroom.title.as_deref(), Some("Port de Kerlouarn"));
    assert_eq!(loaded.newsroom.description.as_deref(), Some("Nos communiqués"));
    assert_eq!(kinds(&loaded), [Kind::UnknownKey, Kind::NextPage, Kind::MissingAlt]);
    let unread = loaded.problems.iter().find(|problem| problem.kind == Kind::UnknownKey).unwrap();
    assert!(
        unread.to_string().starts_with("feed.xml:21: warning[unknown-key]: \"tirage\""),
        "{unread}"
    );
}

#[test]
fn rdf_has_its_items_beside_the_channel() {
    let loaded = given(
        "a.rdf",
        r#"<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
        xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="https://a.example/"><title>A</title></channel>
        <item rdf:about="https://a.example/1"><title>Un</title><dc:date>2001-05-04T10:00Z</dc:date><dc:subject>Mer</dc:subject></item></rdf:RDF>"#,
    );
    let release = only(&loaded);
    assert_eq!((release.id.as_str(), release.topics.len()), ("https://a.example/1", 1));
    assert_eq!(release.published.unwrap().to_string(), "2001-05-04T10:00:00Z");
}

#[test]
fn atom_in_all_its_kinds_of_text() {
    let loaded = given(
        "a.atom",
        r#"<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="fr" xml:base="https://a.example/"><title type="html">A &amp;amp; B</title>
        <id>urn:x</id><updated>2026-01-02T00:00:00Z</updated><author><name>Mairie</name></author>
        <entry><id>1</id><title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">Un <b>deux</b></div></title>
          <link href="p/1"/><link rel="enclosure" href="p/1.pdf" type="application/pdf" title="Plan"/>
          <updated>2026-01-02T08:00:00+01:00</updated><category term="eau" label="Eau"/>
          <summary>Bref</summary><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Texte <a href="q">q</a></p></div></content></entry>
        <entry xml:lang="en"><id>2</id><title>Two</title><published>2026-01-01T00:00:00Z</published><updated>2026-01-03T00:00:00Z</updated>
          <content type="html">&lt;p&gt;Text&lt;/p&gt;</content><author><name>Port</name><uri>https://port.example</uri></author></entry></feed>"#,
    );
    let [one, two] = &loaded.releases[..] else { panic!("{:?}", loaded.problems) };
    let (one, two) = (&one.release, &two.release);
    assert_eq!((one.title.as_deref(), one.summary.as_deref()), (Some("Un deux"), Some("Bref")));
    assert_eq!(one.url.as_ref().unwrap().as_str(), "https://a.example/p/1");
    assert_eq!((one.text().as_str(), one.issuers[0].name.as_str()), ("Texte q", "Mairie"));
    assert_eq!(one.published, one.modified);
    assert_eq!(one.attachments[0].title.as_deref(), Some("Plan"));
    assert_eq!((two.text().as_str(), two.issuers[0].name.as_str()), ("Text", "Port"));
    assert_eq!(two.language.as_ref().unwrap().as_str(), "en");
    assert_eq!(loaded.newsroom.title.as_deref(), Some("A & B"));
    assert_eq!(kinds(&loaded), []);
}

#[test]
fn what_may_not_be_shown_is_withheld_and_said() {
    let item = |inner: &str| {
        format!(
            "<rss xmlns:dcterms='http://purl.org/dc/terms/' xmlns:x='urn:x'><channel><item><guid>1</guid><title>T</title>{inner}</item></channel></rss>"
        )
    };
    let entry = |inner: &str| {
        format!(
            "<feed xmlns='http://www.w3.org/2005/Atom' xmlns:app='http://www.w3.org/2007/app'><entry><id>1</id><title>T</title>{inner}</entry></feed>"
        )
    };
    for (text, kind) in [
        (item("<x:embargo>lundi</x:embargo>"), Kind::BadDate),
        (item("<status>draft</status>"), Kind::Draft),
        (item("<x:draft>true</x:draft>"), Kind::Draft),
        (item("<description>SOUS EMBARGO JUSQU'AU 3 mai</description>"), Kind::EmbargoInText),
        (entry("<app:control><app:draft>yes</app:draft></app:control>"), Kind::Draft),
        (entry("<app:control><app:draft/></app:control>"), Kind::Draft),
    ] {
        let loaded = given("a.xml", &text);
        let waits = |release: &Release| release.embargo_until.is_some_and(|date| date.year > 9000);
        assert!(loaded.releases.iter().all(|found| waits(&found.release)), "{text}");
        assert!(kinds(&loaded).contains(&kind), "{text} {:?}", loaded.problems);
    }
    let loaded = given("a.xml", item("<dcterms:available>2096-01-01</dcterms:available>"));
    assert_eq!(loaded.releases[0].appears.unwrap().year, 2096);
    // An item in which the file ends is none.
    let loaded = given(
        "a.xml",
        "<rss><channel><item><guid>1</guid><title>T</title></item><item><guid>2</guid><title>U</title>",
    );
    assert_eq!((only(&loaded).id.as_str(), kinds(&loaded)), ("1", vec![Kind::Syntax]));
}

const EXPORT: &str = r#"<?xml version="1.0" encoding="UTF-8" ?>
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/">
<channel><title>Port</title><link>https://port.example/presse</link><language>fr-FR</language><wp:wxr_version>1.2</wp:wxr_version>
<wp:base_blog_url>https://port.example/presse</wp:base_blog_url>
<wp:author><wp:author_login>agoff</wp:author_login><wp:author_email>SECRET@port.example</wp:author_email><wp:author_display_name>Ana Le Goff</wp:author_display_name></wp:author>
<wp:author><wp:author_login>SECRET-login</wp:author_login><wp:author_display_name>SECRET-login</wp:author_display_name></wp:author>
<item><title>photo</title><wp:post_id>7</wp:post_id><wp:post_type>attachment</wp:post_type><wp:status>inherit</wp:status>
 <wp:attachment_url>https://port.example/quai.jpg</wp:attachment_url><excerpt:encoded>Le quai nord</excerpt:encoded>
 <wp:postmeta><wp:meta_key>_wp_attachment_image_alt</wp:meta_key><wp:meta_value>Un quai vide</wp:meta_value></wp:postmeta></item>
<item><title>Le quai rouvre</title><link>https://port.example/presse/2019/05/quai/</link><dc:creator>agoff</dc:creator>
 <guid isPermaLink="false">https://port.example/?p=5</guid><content:encoded><![CDATA[Premier.

Second [pub id="3"]avec <em>un mot</em>.]]></content:encoded><excerpt:encoded><![CDATA[Bref.]]></excerpt:encoded>
 <wp:post_id>5</wp:post_id><wp:post_date>2019-05-02 10:00:00</wp:post_date><wp:post_date_gmt>2019-05-02 08:00:00</wp:post_date_gmt>
 <wp:post_name>quai</wp:post_name><wp:status>publish</wp:status><wp:post_type>post</wp:post_type><wp:post_password></wp:post_password>
 <category domain="category" nicename="travaux">Travaux</category><category domain="post_tag" nicename="quai">Quai</category>
 <category domain="category" nicename="non-classe">Non classé</category>
 <wp:postmeta><wp:meta_key>_thumbnail_id</wp:meta_key><wp:meta_value>7</wp:meta_value></wp:postmeta>
 <wp:postmeta><wp:meta_key>_wp_old_slug</wp:meta_key><wp:meta_value>le-quai</wp:meta_value></wp:postmeta>
 <wp:postmeta><wp:meta_key>note_interne</wp:meta_key><wp:meta_value>SECRET</wp:meta_value></wp:postmeta>
 <wp:comment><wp:comment_author>SECRET</wp:comment_author><wp:comment_content>SECRET</wp:comment_content></wp:comment></item>
POSTS
</channel></rss>"#;

#[test]
fn an_export_of_wordpress() {
    let loaded = given("export.xml", EXPORT.replace("POSTS", ""));
    let release = only(&loaded);
    assert_eq!((release.id.as_str(), release.slug.as_str()), ("https://port.example/?p=5", "quai"));
    assert_eq!(release.published.unwrap().to_string(), "2019-05-02T10:00:00+02:00");
    assert_eq!(release.text(), "Premier.\nSecond avec un mot.");
    assert_eq!((release.summary.as_deref(), release.topics.len()), (Some("Bref."), 2));
    assert_eq!(release.issuers[0].name, "Ana Le Goff");
    assert_eq!(release.image.as_ref().unwrap().alt.as_deref(), Some("Un quai vide"));
    assert_eq!(release.media[0].caption.as_deref(), Some("Le quai nord"));
    let wish = &loaded.wishes.releases[&release.id];
    let files: Vec<&str> = wish.aliases.iter().map(|(file, _)| file.as_str()).collect();
    assert_eq!(files, ["2019/05/quai/index.html", "2019/05/le-quai/index.html"]);
    assert!(!format!("{:?}", loaded.releases).contains("SECRET"));
    assert_eq!(kinds(&loaded), [Kind::LeftOut, Kind::DroppedMarkup]);
}

#[test]
fn of_an_export_only_published_posts_are_shown() {
    let post = |inner: &str| {
        EXPORT.replace("POSTS", &format!(
            "<item><title>SECRET</title><guid>2</guid><content:encoded>SECRET</content:encoded><wp:post_id>9</wp:post_id>\
             <wp:post_date>2019-05-02 10:00:00</wp:post_date><wp:post_name>secret</wp:post_name>{inner}</item>"
        ))
    };
    let typed = |kind: &str, status: &str| {
        post(&format!("<wp:post_type>{kind}</wp:post_type><wp:status>{status}</wp:status>"))
    };
    for (text, held, said) in [
        (typed("post", "draft"), 1, Some(Kind::Draft)),
        (typed("post", "pending"), 1, Some(Kind::Draft)),
        (typed("post", "private"), 1, Some(Kind::Draft)),
        (typed("post", "future"), 1, Some(Kind::Draft)),
        (typed("post", "relecture"), 1, Some(Kind::UnclearHold)),
        (post("<wp:post_type>post</wp:post_type>"), 1, Some(Kind::UnclearHold)),
        (
            post(
                "<wp:post_type>post</wp:post_type><wp:status>publish</wp:status><wp:post_password>x</wp:post_password>",
            ),
            1,
            Some(Kind::Draft),
        ),
        (
            post(
                "<wp:post_type>post</wp:post_type><wp:status>publish</wp:status><wp:postmeta><wp:meta_key>embargo</wp:meta_key><wp:meta_value>oui</wp:meta_value></wp:postmeta>",
            ),
            0,
            Some(Kind::BadDate),
        ),
        (typed("post", "trash"), 0, Some(Kind::LeftOut)),
        (typed("page", "publish"), 0, Some(Kind::LeftOut)),
        (typed("newsletter", "publish"), 0, Some(Kind::LeftOut)),
        (typed("wp_block_press", "publish"), 0, None),
        (typed("nav_menu_item", "publish"), 0, None),
        (typed("revision", "inherit"), 0, None),
    ] {
        let loaded = given("export.xml", &text);
        assert_eq!(loaded.held.len(), held, "{text}");
        let shown = |found: &&crate::ingest::Sourced| found.release.embargo_until.is_none();
        assert_eq!(loaded.releases.iter().filter(shown).count(), 1, "{text}");
        assert!(
            said.is_none_or(|said| kinds(&loaded).contains(&said)),
            "{text} {:?}",
            loaded.problems
        );
    }
}

/// The files of a folder of the shared data, in the order of their names.
fn files(folder: &str) -> Vec<PathBuf> {
    let folder = PathBuf::from(needs::shared_folder!()).join(folder);
    let mut files: Vec<PathBuf> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files
}

#[needs::shared_data]
#[test]
fn other_parsers_find_the_same() {
    let plain = |text: &str| crate::ingest::html::words_of(text).replace(char::is_whitespace, "");
    let mut differences = Vec::new();
    for sort in ["atom", "jsonfeed", "rss0", "rss1", "rss2"] {
        for file in files(&format!("formats/feeds/feed-rs/fixture/{sort}")) {
            let name = file.file_name().unwrap().to_string_lossy().into_owned();
            if name.contains(".serde.") {
                continue;
            }
            let bytes = fs::read(&file).unwrap();
            let loaded = given(&name, &bytes);
            let Ok(theirs) = feed_rs::parser::parse(bytes.as_slice()) else {
                assert!(!loaded.problems.is_empty(), "{name}");
                continue;
            };
            let ours: Vec<&Release> =
                loaded.releases.iter().chain(&loaded.held).map(|found| &found.release).collect();
            let named =
                |kind| loaded.problems.iter().filter(|problem| problem.kind == kind).count();
            let lost = named(Kind::EmptyRelease) + named(Kind::DuplicateId);
            if ours.len() + lost != theirs.entries.len() {
                differences.push(format!(
                    "{name}: {} releases, {} entries",
                    ours.len(),
                    theirs.entries.len()
                ));
            }
            for (ours, theirs) in ours.iter().zip(theirs.entries.iter().filter(|_| lost == 0)) {
                // What they do not find, or leave relative, is no measure.
                let mut check = |what: &str, one: String, other: String| {
                    let found_more = matches!(other.as_str(), "" | "0") && !one.is_empty();
                    let made_whole =
                        what == "link" && !other.contains("://") && one.contains("://");
                    if one != other && !found_more && !made_whole {
                        differences.push(format!("{name}: {what}: {one:?} {other:?}"));
                    }
                };
                let title =
                    theirs.title.as_ref().map(|title| plain(&title.content)).unwrap_or_default();
                check("title", ours.title.as_deref().map(plain).unwrap_or_default(), title);
                let date = theirs
                    .published
                    .or(theirs.updated)
                    .map(|date| date.timestamp())
                    .unwrap_or_default();
                let own = ours.published.map(|date| date.unix_seconds()).unwrap_or_default();
                check("date", own.to_string(), date.to_string());
                let link = theirs
                    .links
                    .iter()
                    .find(|link| link.rel.as_deref().is_none_or(|rel| rel == "alternate"));
                let link = link.map(|link| link.href.clone()).unwrap_or_default();
                let own = ours.url.as_ref().map(|url| url.as_str().to_owned()).unwrap_or_default();
                check(
                    "link",
                    own.trim_end_matches('/').to_owned(),
                    link.trim_end_matches('/').to_owned(),
                );
                check(
                    "topics",
                    ours.topics.len().min(1).to_string(),
                    theirs.categories.len().min(1).to_string(),
                );
                let body =
                    theirs.content.as_ref().and_then(|content| content.body.as_ref()).is_some();
                check(
                    "body",
                    (!ours.body.is_empty()).to_string(),
                    (body || theirs.summary.is_some()).to_string(),
                );
            }
        }
    }
    assert_eq!(differences, [""; 0], "{} differences", differences.len());
}

#[needs::shared_data]
#[test]
fn broken_feeds_are_read_or_said() {
    for folder in [
        "hostile/feeds-malformed/feedparser/illformed",
        "hostile/feeds-malformed/feedparser/illformed/chardet",
        "hostile/feeds-malformed/miniflux-encoding",
        "formats/feeds/feed-rs/fixture/xml",
    ] {
        for file in files(folder).into_iter().filter(|file| file.is_file()) {
            let name = file.file_name().unwrap().to_string_lossy().into_owned();
            let loaded = given(&name, fs::read(&file).unwrap());

            assert!(
                !loaded.problems.is_empty()
                    || !loaded.releases.is_empty()
                    || loaded.newsroom.title.is_some(),
                "{name}"
            );
        }
    }
}

proptest! {
    #[test]
    fn anything_in_a_feed_is_read(parts in prop::collection::vec(prop::sample::select(vec![
        "<item>", "</item>", "<title>", "</title>", "<guid>", "</guid>", "a", "<link>http://x</link>", "<category/>", "<entry>", "</entry>",
        "<pubDate>", "</pubDate>", "<content:encoded>", "</content:encoded>", "<![CDATA[<p>", "]]>", "&lt;b&gt;", "<media:content url='x'/>",
        "<enclosure url='x' length='-1'/>", "<wp:post_type>post</wp:post_type>", "<wp:status>publish</wp:status>", "<dc:date/>", "<x:y/>", "&e;",
        "[caption]", "[gallery ids='1']", "[/caption]", "<wp:postmeta>", "<!--",
    ]), 0..60), atom in any::<bool>()) {
        let root = if atom { "feed xmlns='http://www.w3.org/2005/Atom'" } else { "rss" };
        let text = format!("<{root}>{}", parts.concat());
        let loaded = given("a.xml", text);
        for found in &loaded.releases {
            prop_assert!(!found.release.id.is_empty());
        }
    }
}
