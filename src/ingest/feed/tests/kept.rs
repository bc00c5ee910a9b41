//! What of feeds and exports is for nobody, or for some.

use crate::ingest::{Options, load_given};

#[test]
fn comments_settings_and_what_attributes_hold_are_no_releases() {
    const ATOM: &str = "xmlns='http://www.w3.org/2005/Atom' xmlns:thr='http://purl.org/syndication/thread/1.0' xmlns:blogger='http://schemas.google.com/blogger/2018'";
    let entry = |inner: &str| {
        format!(
            "<feed {ATOM}><title>T</title><id>f</id><entry><id>1</id><title>c</title>{inner}<content>zq</content></entry></feed>"
        )
    };
    let kind = |kind: &str| {
        entry(&format!(
            "<category scheme='http://schemas.google.com/g/2005#kind' term='http://schemas.google.com/blogger/2008/kind#{kind}'/>"
        ))
    };
    let item = |inner: &str| format!("<rss><channel>{inner}</channel></rss>");
    for text in [
        entry("<thr:in-reply-to ref='x'/>"),
        kind("comment"),
        kind("settings"),
        entry("<blogger:type>COMMENT</blogger:type><blogger:status>LIVE</blogger:status>"),
        entry("<blogger:type>POST</blogger:type><blogger:status>SOFT_TRASHED</blogger:status>"),
        entry("<blogger:type>POST</blogger:type><blogger:status>DRAFT</blogger:status>"),
        entry("").replace("<entry>", "<entry status='draft'>"),
        item(
            "<item><title>Par : L</title><guid>https://p/x/#comment-1</guid><description>zq</description></item>",
        ),
        item(
            "<item draft='true'><title>A</title><guid>1</guid><description>zq</description></item>",
        ),
    ] {
        let loaded =
            load_given(&[("a.xml".to_owned(), text.clone().into_bytes())], &Options::default());
        assert!(loaded.releases.is_empty(), "{text} {:?}", loaded.problems);
        assert!(!loaded.problems.is_empty(), "{text}");
    }
    for text in [
        kind("post"),
        entry("<blogger:type>POST</blogger:type><blogger:status>LIVE</blogger:status>"),
    ] {
        let loaded =
            load_given(&[("a.xml".to_owned(), text.clone().into_bytes())], &Options::default());
        assert_eq!(loaded.releases.len(), 1, "{text} {:?}", loaded.problems);
    }
}

#[test]
fn what_others_write_takes_no_file_from_beside_it() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
    write("contrat.pdf", "zq");
    write(
        "f.xml",
        "<rss><channel><item><guid>1</guid><title>t</title><description>&lt;a href='contrat.pdf'>d&lt;/a></description><enclosure url='contrat.pdf' type='application/pdf' length='9'/></item></channel></rss>",
    );
    write(
        "m.eml",
        "Message-ID: <1@b>\nFrom: a@b.example\nSubject: T\nDate: Fri, 20 Nov 2026 09:00:00 +0100\nContent-Type: text/html\n\n<p>T</p><a href='contrat.pdf'>x</a><a href='/contrat.pdf'>y</a>",
    );
    for name in ["f.xml", "m.eml"] {
        let loaded = crate::ingest::load(&[folder.path().join(name)], &Options::default());
        assert_eq!(
            (loaded.releases.len(), loaded.files.len()),
            (1, 0),
            "{name} {:?}",
            loaded.problems
        );
    }
}

#[test]
fn an_export_keeps_to_itself_what_is_for_some() {
    let post = |more: &str, text: &str| {
        format!(
            "<item><title>A</title><wp:post_id>5</wp:post_id><wp:post_date>2026-11-20 09:00:00</wp:post_date><wp:status>publish</wp:status><wp:post_type>post</wp:post_type>{more}<content:encoded><![CDATA[{text}]]></content:encoded></item>"
        )
    };
    let meta = |name: &str, value: &str| {
        format!(
            "<wp:postmeta><wp:meta_key>{name}</wp:meta_key><wp:meta_value>{value}</wp:meta_value></wp:postmeta>"
        )
    };
    let private = "<item><title>img</title><wp:post_id>6</wp:post_id><wp:status>private</wp:status><wp:post_type>attachment</wp:post_type><wp:attachment_url>https://p.example/zq.jpg</wp:attachment_url><wp:post_parent>5</wp:post_parent></item>";
    for (items, held) in [
        (post("", "Public. [members_only]zq[/members_only]"), true),
        (
            post(
                "",
                "<!-- wp:paragraph {\"metadata\":{\"blockVisibility\":false}} --><p>zq</p><!-- /wp:paragraph -->",
            ),
            true,
        ),
        (post(&meta("_members_access_role", "editor"), "zq"), true),
        (post("<wp:status>private</wp:status>", "zq"), true),
        (post(&meta("_elementor_data", "zq"), ""), true),
        (post("", "x [gallery]") + private, false),
        (post(&meta("_thumbnail_id", "6"), "x") + private, false),
    ] {
        let text = format!(
            "<rss xmlns:wp='http://wordpress.org/export/1.2/' xmlns:content='http://purl.org/rss/1.0/modules/content/'><channel><title>P</title><wp:wxr_version>1.2</wp:wxr_version>{items}</channel></rss>"
        );
        let loaded = load_given(&[("a.xml".to_owned(), text.into_bytes())], &Options::default());
        assert_eq!(
            (loaded.held.len(), loaded.releases.len()),
            (usize::from(held), usize::from(!held)),
            "{items} {:?}",
            loaded.problems
        );
        assert!(!format!("{:?}", loaded.releases).contains("zq"), "{items}");
    }
}

#[test]
fn pictures_of_an_export_come_from_beside_it() {
    const HOME: &str = "https://www.port.example/wp-content/uploads/2026/05";
    let upload = |id: u32, status: &str, name: &str| {
        format!(
            "<item><title>u</title><wp:post_id>{id}</wp:post_id><wp:status>{status}</wp:status><wp:post_type>attachment</wp:post_type>\
             <wp:attachment_url>{HOME}/{name}</wp:attachment_url></item>"
        )
    };
    let text = format!(
        "<p><img src=\"{HOME}/quai-300x200.jpg\" srcset=\"{HOME}/quai-300x200.jpg 300w, {HOME}/quai-1024x683.jpg 1024w\" alt=\"Quai\"/>\
         <img src=\"/wp-content/uploads/2026/05/digue.jpg\" alt=\"Digue\"/><img src=\"{HOME}/ailleurs.jpg\" alt=\"Là\"/>\
         <img src=\"{HOME}/secret.jpg\" alt=\"x\"/><img src=\"https://autre.example/wp-content/uploads/2026/05/quai.jpg\" alt=\"y\"/>\
         <img src=\"contrat.jpg\" alt=\"z\"/> <a href=\"{HOME}/plan.pdf\">Plan</a></p>"
    );
    let export = format!(
        "<rss xmlns:wp='http://wordpress.org/export/1.2/' xmlns:content='http://purl.org/rss/1.0/modules/content/'><channel>\
         <title>Port</title><link>https://port.example</link><wp:wxr_version>1.2</wp:wxr_version><wp:base_blog_url>https://port.example</wp:base_blog_url>\
         {}{}<item><title>Le quai</title><link>https://port.example/quai/</link><guid>1</guid><content:encoded><![CDATA[{text}]]></content:encoded>\
         <wp:post_id>5</wp:post_id><wp:status>publish</wp:status><wp:post_type>post</wp:post_type>\
         <wp:postmeta><wp:meta_key>_thumbnail_id</wp:meta_key><wp:meta_value>6</wp:meta_value></wp:postmeta></item></channel></rss>",
        upload(6, "inherit", "tete.jpg"),
        upload(7, "private", "secret.jpg"),
    );
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    };
    write("export.xml", &export);
    for name in ["quai.jpg", "tete.jpg", "secret.jpg", "plan.pdf"] {
        write(&format!("uploads/2026/05/{name}"), "x");
    }
    write("wp-content/uploads/2026/05/digue.jpg", "x");
    write("contrat.jpg", "x");
    let loaded = crate::ingest::load(&[folder.path().join("export.xml")], &Options::default());
    let files: Vec<&str> = loaded.files.keys().map(|path| path.as_str()).collect();
    assert_eq!(
        files,
        [
            "uploads/2026/05/plan.pdf",
            "uploads/2026/05/quai.jpg",
            "uploads/2026/05/tete.jpg",
            "wp-content/uploads/2026/05/digue.jpg"
        ],
        "{:?}",
        loaded.problems
    );
    let shown = format!("{:?}", loaded.releases);
    assert!(shown.contains("05/ailleurs.jpg") && shown.contains("autre.example"), "{shown}");
    // In a browser nothing lies beside it: all stay where the blog has them.
    let alone = load_given(&[("export.xml".to_owned(), export.into_bytes())], &Options::default());
    assert!(format!("{:?}", alone.releases).contains("05/tete.jpg") && alone.files.is_empty());
}

#[test]
fn a_file_of_more_releases_than_can_be_held_is_refused_whole() {
    let list = |number: usize| {
        let items: Vec<String> =
            (0..number).map(|n| format!("{{\"id\":\"{n}\",\"title\":\"t\"}}")).collect();
        let feed = format!(
            "{{\"version\":\"https://jsonfeed.org/version/1.1\",\"items\":[{}]}}",
            items.join(",")
        );
        load_given(&[("a.json".to_owned(), feed.into_bytes())], &Options::default())
    };
    assert_eq!(list(5_000).releases.len(), 5_000);
    let loaded = list(5_001);
    assert!(loaded.releases.is_empty());
    let kinds: Vec<crate::ingest::Kind> = loaded.problems.iter().map(|known| known.kind).collect();
    assert_eq!(kinds, [crate::ingest::Kind::TooLarge]);
}
