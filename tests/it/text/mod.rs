//! Text is what was sent: what programs put around a text never becomes words, and never eats any.

#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests, too, may fail")]

use crate::support::Folder;
use kiosque::{
    ingest::{Kind, Loaded, Options, Template, load},
    model::{Block, Inline, Release, Source, blocks_text},
};
use serde_json::json;
use std::{collections::BTreeSet, fs};

mod words;

/// A feed with one item, whose fields are given.
fn feed(folder: &Folder, item: serde_json::Value) -> Loaded {
    let mut whole = json!({"id": "a", "title": "Titre", "url": "https://example.org/2026/a"});
    if let (Some(whole), Some(item)) = (whole.as_object_mut(), item.as_object()) {
        whole.extend(item.clone());
    }
    let feed =
        json!({"version": "https://jsonfeed.org/version/1.1", "title": "Port", "items": [whole]});
    folder.load_file("feed.json", feed.to_string())
}

fn only(loaded: &Loaded) -> &Release {
    &loaded.releases[0].release
}

fn kinds(loaded: &Loaded) -> BTreeSet<Kind> {
    loaded.problems.iter().map(|problem| problem.kind).collect()
}

/// Lines parted by ` / `.
fn shown(blocks: &[Block]) -> String {
    blocks_text(blocks).replace('\n', " / ")
}

#[test]
fn html_of_office_programs() {
    let folder = Folder::new();
    for (html, expected) in [
        (
            "<p>Le marché ouvre <b>mardi</b>.<o:p></o:p></p><p><o:p>&nbsp;</o:p></p><p>Fin.</p>",
            "Le marché ouvre mardi. / Fin.",
        ),
        (
            "<p>De <st1:City w:st=\"on\">Brest</st1:City> à <st1:country-region>Malte</st1:country-region>.</p>",
            "De Brest à Malte.",
        ),
        (
            "<!--[if gte mso 10]><style>b{}</style><![endif]--><p>Texte.</p><!--[if !mso]><!--><p>Suite.</p><!--<![endif]-->",
            "Texte. / Suite.",
        ),
        ("<xml><w:LatentStyles/>Normal</xml><p>Texte.</p>", "Texte."),
        ("<?xml:namespace prefix = o ns = \"urn:schemas\" /><p>Texte.</p>", "Texte."),
        (
            "<v:group><v:textbox><p>Encadré</p></v:textbox><v:imagedata src=\"x.emz\"/></v:group>",
            "Encadré",
        ),
        (
            "<p style=\"mso-list:l1 level1 lfo3\"><span style=\"mso-list:Ignore\">-<span>&nbsp; </span></span>un</p>",
            "un",
        ),
        (
            "<text:p text:style-name=\"P1\">Texte <text:span>libre</text:span></text:p>",
            "Texte libre",
        ),
        (
            "<p>Part de <12 %, soit x<y. Contact : <presse@example.org>, <https://example.org/p>.</p>",
            "Part de <12 %, soit x<y. Contact : <presse@example.org>, <https://example.org/p>.",
        ),
        (
            "<p>Vec<T>, R&D, a<b puis c>d, moins de <3 min</p>",
            "Vec<T>, R&D, a<b puis c>d, moins de <3 min",
        ),
    ] {
        let loaded = feed(&folder, json!({"content_html": html}));
        assert_eq!(shown(&only(&loaded).body.blocks()), expected, "{html}");
        let page = folder.load_file(
            "a.html",
            format!("<html><head><title>T</title></head><body>{html}</body></html>"),
        );
        assert_eq!(shown(&only(&page).body.blocks()), expected, "page: {html}");
    }
    for (markdown, expected) in [
        (
            "Part de <12 %, x<y puis 3<z. Voir <presse@example.org> et <https://example.org/p>.",
            "Part de <12 %, x<y puis 3<z. Voir presse@example.org et https://example.org/p.",
        ),
        ("Vec<T> et <o:p></o:p><st1:place w:st=\"on\">Brest</st1:place>", "Vec<T> et Brest"),
        ("<div><o:p>a</o:p></div>\n\n<!--[if mso]>b<![endif]-->\n\nc", "a / c"),
    ] {
        let loaded = folder.load_file("a.md", format!("---\ntitle: T\n---\n\n{markdown}\n"));
        assert_eq!(shown(&only(&loaded).body.blocks()), expected, "{markdown}");
    }
}

#[test]
fn entities_and_tags_in_plain_fields() {
    let folder = Folder::new();
    let loaded = feed(
        &folder,
        json!({
            "title": "L&#8217;&eacute;cluse <em>Est</em> &amp; le quai",
            "summary": "<p>La ville signe [&hellip;]</p>",
            "authors": [{"name": "Port &amp; Ville"}],
            "tags": ["Eau &amp; &eacute;nergie"],
            "content_text": "R&D &amp; <b>texte</b>",
            "_release": {"place": "Saint&#45;Malo", "contacts": [{"name": "Ana &lt;presse&gt;"}]},
        }),
    );
    let release = only(&loaded);
    assert_eq!(release.title.as_deref(), Some("L’écluse Est & le quai"));
    assert_eq!(release.summary.as_deref(), Some("La ville signe […]"));
    assert_eq!(release.issuers[0].name, "Port & Ville");
    assert_eq!(loaded.newsroom.topics[0].label("fr").0, "Eau & énergie");
    assert_eq!(release.place.as_deref(), Some("Saint-Malo"));
    assert_eq!(release.contacts[0].name.as_deref(), Some("Ana <presse>"));
    assert_eq!(shown(&release.body.blocks()), "R&D &amp; <b>texte</b>");
    let repaired = loaded.problems.iter().filter(|problem| problem.kind == Kind::Repaired);
    assert_eq!(repaired.count(), 6, "{:?}", loaded.problems);
    // Nothing of these is markup.
    for title in
        ["R&D chez AT&T", "a < b > c", "Moins de <10 %", "x&copy=1", "La balise <b>", "Vec<T>"]
    {
        let loaded = feed(&folder, json!({"title": title}));
        assert_eq!(only(&loaded).title.as_deref(), Some(title));
        assert!(!kinds(&loaded).contains(&Kind::Repaired), "{title}");
    }
    // An address is no text.
    let loaded = feed(&folder, json!({"url": "https://example.org/?a=1&amp;b", "id": "a&amp;b"}));
    assert_eq!(only(&loaded).id, "a&amp;b");
}

#[test]
fn content_that_was_escaped_twice_or_wrapped() {
    let folder = Folder::new();
    for (field, content, expected) in [
        (
            "content_html",
            "&lt;p&gt;Le bac &lt;b&gt;part&lt;/b&gt;.&lt;/p&gt;&lt;p&gt;&amp;Agrave; huit heures.&lt;/p&gt;",
            "Le bac part. / À huit heures.",
        ),
        ("content_html", "<![CDATA[<p>Le bac part.</p>]]>", "Le bac part."),
        ("content_html", "<![CDATA[Le bac part à huit heures.]]>", "Le bac part à huit heures."),
        ("content_html", "<p>Le bac <![CDATA[part]]>.</p>", "Le bac part."),
        ("content_text", "<![CDATA[Le bac part.]]>", "Le bac part."),
    ] {
        let loaded = feed(&folder, json!({field: content}));
        assert_eq!(shown(&only(&loaded).body.blocks()), expected, "{content}");
        assert!(kinds(&loaded).contains(&Kind::Repaired), "{content}");
    }
    let loaded =
        feed(&folder, json!({"content_html": "<p>On écrit &lt;p&gt; avant le texte.</p>"}));
    assert_eq!(shown(&only(&loaded).body.blocks()), "On écrit <p> avant le texte.");
    assert!(kinds(&loaded).is_empty(), "{:?}", loaded.problems);
}

#[test]
fn pictures_in_the_text_become_files() {
    const DOT: &str = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
    let folder = Folder::new();
    let html = format!(
        "<p>a</p><p><img src='data:image/png;base64,{DOT}' alt=Plan></p><p><img src=\"data:image/svg+xml,<svg onload=x></svg>\" alt=Logo>"
    );
    let loaded = feed(&folder, json!({"content_html": html}));
    let Block::Figure(figure) = &only(&loaded).body.blocks()[1] else {
        panic!("{:?}", only(&loaded).body.blocks())
    };
    let Source::Local(path) = &figure.images[0].source else { panic!("{figure:?}") };
    assert!(path.as_str().ends_with(".png"), "{path:?}");
    assert_eq!(&loaded.made[path][1..4], b"PNG");
    assert_eq!(loaded.made.len(), 1);
    // A page that calls itself a picture is none.
    let html = "<img src='data:image/png;base64,PGh0bWw+PC9odG1sPg==' alt=Page>";
    let loaded = feed(&folder, json!({"content_html": html}));
    assert_eq!((loaded.made.len(), shown(&only(&loaded).body.blocks()).as_str()), (0, "Page"));
}

#[test]
fn letters_that_came_damaged() {
    let folder = Folder::new();
    for (title, expected, kind) in [
        ("Budget\u{b}2027", "Budget 2027", Some(Kind::Repaired)),
        ("Le\u{1b}[1m quai\u{1b}[0m\u{7}", "Le quai", Some(Kind::Repaired)),
        ("L\u{92}\u{e9}cluse \u{96} 2 \u{80}", "L’écluse – 2 €", Some(Kind::Repaired)),
        ("Lâ€™Ã©cluse", "L’écluse", Some(Kind::Repaired)),
        ("L’été, dit-il, et Ã©", "L’été, dit-il, et Ã©", Some(Kind::DamagedText)),
        ("L\u{fffd}cluse", "L\u{fffd}cluse", Some(Kind::DamagedText)),
        ("\u{202e}Le quai", "Le quai", Some(Kind::Repaired)),
        ("\u{2067}Le quai", "Le quai", Some(Kind::Repaired)),
        ("NÃO, MAÇÃ, Â, LIBERTÉ»", "NÃO, MAÇÃ, Â, LIBERTÉ»", None),
        ("co\u{ad}opération\u{200b}", "co\u{ad}opération\u{200b}", None),
    ] {
        let loaded = feed(&folder, json!({"title": title}));
        assert_eq!(only(&loaded).title.as_deref(), Some(expected), "{title:?}");
        assert_eq!(kinds(&loaded).into_iter().next(), kind, "{title:?}");
    }
    let loaded = feed(
        &folder,
        json!({"id": "a\u{1}b", "content_text": "un\u{b}deux\u{2028}trois", "_release": {"place": "Tr\u{c}égor"}}),
    );
    let release = only(&loaded);
    assert_eq!((release.id.as_str(), release.place.as_deref()), ("a b", Some("Tr égor")));
    assert_eq!(shown(&release.body.blocks()), "un / deux / trois");
    let loaded = feed(&folder, json!({"content_html": "<p>a&#11;b&#29;c&#x202e;d&#146;e</p>"}));
    assert_eq!(shown(&only(&loaded).body.blocks()), "a b cd’e");
    for (name, text) in [
        ("a.md", "---\ntitle: T\n---\nLâ€™Ã©tÃ©\u{b}vient."),
        ("a.html", "<title>T</title><p>Lâ€™Ã©tÃ©\u{b}vient."),
        ("a.txt", "T\n\nLâ€™Ã©tÃ© vient."),
    ] {
        let loaded = folder.load_file(name, text);
        assert_eq!(shown(&only(&loaded).body.blocks()), "L’été vient.", "{name}");
        assert!(kinds(&loaded).contains(&Kind::Repaired), "{name}");
    }
}

#[test]
fn encodings_as_pages_declare_them() {
    let folder = Folder::new();
    for (name, bytes, expected) in [
        ("a.html", &b"<meta charset=iso-8859-15><title>Prix</title><p>2 \xA4, un c\xBDur"[..], "2 €, un cœur"),
        ("a.html", b"<meta http-equiv=Content-Type content='text/html; charset=windows-1251'><p>\xCF\xEE\xF0\xF2", "Порт"),
        ("a.html", b"<meta charset=iso-8859-2><p>\xA3\xF3d\xBC", "Łódź"),
        ("a.html", b"<\0p\0>\0\xE9\0t\0\xE9\0<\0/\0p\0>\0", "été"),
        ("a.txt", b"Titre\n\nL'\x8Et\x8E, le caf\x8E\n", "L'été, le café"),
    ] {
        assert_eq!(shown(&only(&folder.load_file(name, bytes)).body.blocks()), expected, "{expected}");
    }
}

#[test]
fn dialects_of_markdown() {
    let folder = Folder::new();
    fs_write(&folder, "media/vue du port (2).png");
    fs_write(&folder, "media/50% #3.png");
    fs_write(&folder, "media/plan general.pdf");
    for (markdown, expected) in [
        ("## Quai {#quai}\n\nTexte.\n{: .lead}\n", "Quai / Texte."),
        ("[Lire](https://example.org){:target=\"_blank\"} la suite{:.x}", "Lire la suite{:.x}"),
        ("- [ ] à faire\n- [x] fait\n", "☐ à faire / ☑ fait"),
        ("Bac\n: Bateau plat\n", "Bac / Bateau plat"),
        ("Le CCI.\n\n*[CCI]: Chambre de commerce\n", "Le CCI."),
        ("Un ==mot== et H~2~O, a == b == c, x^2^", "Un mot et H2O, a == b == c, x2"),
        ("Réf [ici][nulle-part] et [là].", "Réf [ici][nulle-part] et [là]."),
        ("Note.[^1]\n\n[^1]: La note.\n", "Note.1 / La note."),
        (
            "Voir {{ site.url }} et {% include a.html %}",
            "Voir {{ site.url }} et {% include a.html %}",
        ),
        ("`{: .x}` et `==a==`\n\n    *[A]: b\n", "{: .x} et ==a== / *[A]: b"),
        ("https://example.org/nu", "https://example.org/nu"),
        ("a ![Vue](media/vue du port (2).png) b", "a Vue b"),
    ] {
        let loaded = folder.load_file("a.md", format!("---\ntitle: T\n---\n\n{markdown}"));
        assert_eq!(shown(&only(&loaded).body.blocks()), expected, "{markdown}");
    }
    let text = "![Vue](media/vue du port (2).png)\n\n![Cent](media/50% #3.png)\n\n[Plan](media/plan general.pdf)\n";
    let loaded = folder.load_file("a.md", format!("---\ntitle: T\n---\n\n{text}"));
    let files: Vec<&str> = loaded.files.keys().map(|path| path.as_str()).collect();
    assert_eq!(files, ["media/50- -3.png", "media/plan general.pdf", "media/vue du port (2).png"]);
    assert!(kinds(&loaded).contains(&Kind::Repaired));
    for (markdown, kind) in [
        ("{{ page.title }}", Kind::TemplateLeftover),
        ("{{< youtube a1 >}}", Kind::TemplateLeftover),
        ("[ici][nulle-part]", Kind::RelativeLink),
        ("Texte.\n{: .lead}", Kind::DroppedMarkup),
    ] {
        let loaded = folder.load_file("a.md", format!("---\ntitle: T\n---\n\n{markdown}\n"));
        assert!(kinds(&loaded).contains(&kind), "{markdown}: {:?}", loaded.problems);
    }
}

fn fs_write(folder: &Folder, name: &str) {
    folder.write(name, "x");
}

#[test]
fn template_languages_are_read_where_they_are_named() {
    let folder = Folder::new();
    for (name, text, plain, named, template) in [
        (
            "a.html",
            "<title>T</title><p>Version <codename \"wheezy\"></p>",
            "Version <codename \"wheezy\">",
            "Version wheezy",
            Template::Wml,
        ),
        ("a.html", "<title>T</title><p>a<:= $x :>b</p>", "a<:= $x :>b", "ab", Template::Wml),
        (
            "a.md",
            "---\ntitle: T\n---\nVoir {{< note title=\"Le bac\" >}}.",
            "Voir {{< note title=\"Le bac\" >}}.",
            "Voir Le bac.",
            Template::Hugo,
        ),
    ] {
        fs::write(folder.path().join(name), text).unwrap();
        let source = [folder.path().join(name)];
        for (templates, expected) in [(BTreeSet::new(), plain), (BTreeSet::from([template]), named)]
        {
            // Only pages of a template language hold tags that no browser knows.
            let loaded = load(&source, &Options { templates, ..Options::default() });
            if template == Template::Wml && expected == named {
                continue;
            }
            assert_eq!(shown(&only(&loaded).body.blocks()), expected);
            assert!(
                kinds(&loaded).contains(&Kind::TemplateLeftover),
                "{text}: {:?}",
                loaded.problems
            );
        }
    }
    let html = "<p>Version <codename \"wheezy\"></p>";
    let item = json!({"version": "https://jsonfeed.org/version/1.1", "items": [{"id": "a", "title": "T", "content_html": html}]});
    fs::write(folder.path().join("f.json"), item.to_string()).unwrap();
    let options = Options { templates: BTreeSet::from([Template::Wml]), ..Options::default() };
    let loaded = load(&[folder.path().join("f.json")], &options);
    assert_eq!(shown(&only(&loaded).body.blocks()), "Version wheezy");
}

#[test]
fn markup_beyond_bounds_costs_its_structure_only() {
    let folder = Folder::new();
    for (name, text) in [
        ("a.html", format!("<title>T</title>{}fin", "<div>".repeat(60_000))),
        ("a.html", format!("<title>T</title>{}fin", "<ul><li>".repeat(20_000))),
        ("a.md", format!("---\ntitle: T\n---\n{} fin", ">".repeat(60_000))),
        ("a.md", format!("---\ntitle: T\n---\n{}fin", "- ".repeat(20_000))),
    ] {
        let loaded = folder.load_file(name, &text);
        assert!(shown(&only(&loaded).body.blocks()).contains("fin"), "{name}");
        assert!(kinds(&loaded).contains(&Kind::TooDeep), "{name}: {:?}", loaded.problems);
    }
    // These are long, and not deep.
    for part in [
        "[", "![", "*", "_", "`", "<", "&", "[a](", "]", "**a", "<!--", "{{<", "{%", "==", "~",
        "^", "![a](b c", "|a", "x\n: ",
    ] {
        let loaded = folder
            .load_file("a.md", format!("---\ntitle: T\n---\nmot {} fin", part.repeat(30_000)));
        assert!(shown(&only(&loaded).body.blocks()).contains("mot"), "{part}");
    }
}

#[test]
fn marked_text_keeps_its_marks() {
    let folder = Folder::new();
    let loaded = folder.load_file("a.md", "---\ntitle: T\n---\nH~2~O ~~non~~");
    let Block::Paragraph(line) = &only(&loaded).body.blocks()[0] else { panic!() };
    assert!(matches!(line[1], Inline::Subscript(_)), "{line:?}");
    assert!(matches!(line[3], Inline::Deleted(_)), "{line:?}");
}
