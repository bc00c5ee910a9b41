//! `kiosque convert`: what is read of sources is read of them in another form, to the last word, and what must not be shown stays
//! so.

#![allow(clippy::unwrap_used, reason = "helpers of tests, too, may fail")]

use crate::support::{Folder, command, kiosque, said, sample, shared};
use kiosque::{
    ingest::{Kind, Loaded, Look, Options, Origin, Place, Sourced, Wish, Wishes, load},
    model::{
        Attachment, Block, Cell, Clock, Contact, Date, Definition, Figure, Image, Inline, Language,
        Link, List, Media, Party, Release, Revision, Slug, Source, State, Status, Table,
    },
    publish::{SourceForm, convert},
};
use proptest::{collection::vec, option::of, prelude::*, sample::select};
use serde_json::{Value, json};
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

fn read(source: &Path) -> Loaded {
    load(&[source.to_owned()], &Options::default())
}

/// All that a newsroom says, whatever the order of its files; not where it says so.
fn said_by(loaded: &Loaded) -> Value {
    let release = |one: &Sourced, held: bool, wish: Option<&Wish>| {
        let appears = [one.appears, one.release.published];
        let appears = appears.iter().flatten().max_by_key(|date| date.unix_seconds());
        json!({
            "release": one.release,
            "gathers": one.release.gathers,
            "tags": one.tags,
            "appears": appears,
            "held": held,
            "wish": wish.map(|wish| json!([
                wish.explicit,
                wish.plain,
                wish.aliases.iter().map(|(file, _)| file).collect::<Vec<_>>(),
            ])),
        })
    };
    let all = |shown: &[Sourced], held: &[Sourced], wishes: &Wishes| {
        let both = shown.iter().map(|one| (one, false)).chain(held.iter().map(|one| (one, true)));
        let by_id = both.map(|(one, held)| {
            let id = one.release.id.clone();
            let wish = wishes.releases.get(&id);
            (id, release(one, held, wish))
        });
        by_id.collect::<BTreeMap<_, _>>()
    };
    let newsroom = &loaded.newsroom;
    let topics: BTreeMap<String, Value> = newsroom
        .topics
        .iter()
        .map(|topic| {
            let mut labels = topic.labels.clone();
            labels.sort();
            let wish = loaded.wishes.topics.get(&topic.slug).unwrap();
            let wish = json!([wish.identity, wish.plain, wish.explicit.is_some(), wish.declared]);
            (topic.slug.to_string(), json!([labels, topic.descriptions, wish]))
        })
        .collect();
    let mut said = json!(newsroom);
    said["topics"] = json!(topics);
    let files: BTreeMap<String, Vec<u8>> = loaded
        .files
        .iter()
        .map(|(path, real)| (path.to_string(), fs::read(real).unwrap()))
        .chain(loaded.made.iter().map(|(path, bytes)| (path.to_string(), bytes.clone())))
        .collect();
    json!({
        "newsroom": said,
        "duty": newsroom.duty,
        "pinned": newsroom.pinned,
        "spokespeople": newsroom.spokespeople,
        "issuers": loaded.issuers,
        "look": format!("{:?}", Look { source: String::new(), ..loaded.look.clone() }),
        "files": files,
        "releases": all(&loaded.releases, &loaded.held, &loaded.wishes),
        "pages": all(&loaded.pages, &loaded.held_pages, &Wishes::default()),
    })
}

/// The first place in which two values differ, for a message that can be read.
fn difference(one: &Value, other: &Value, at: &str) -> Option<String> {
    match (one, other) {
        (Value::Object(a), Value::Object(b)) => {
            let names: BTreeSet<&String> = a.keys().chain(b.keys()).collect();
            names.into_iter().find_map(|name| {
                let null = Value::Null;
                let (a, b) = (a.get(name).unwrap_or(&null), b.get(name).unwrap_or(&null));
                difference(a, b, &format!("{at}/{name}"))
            })
        }
        (Value::Array(a), Value::Array(b)) if a.len() == b.len() => (0..)
            .zip(a.iter().zip(b))
            .find_map(|(n, (a, b))| difference(a, b, &format!("{at}/{n}"))),
        (a, b) if a == b => None,
        (a, b) => Some(format!("{at}:\n  {a:.600}\n  {b:.600}")),
    }
}

/// Converts, reads what was written, and holds it against what was there.
fn keeps_all(loaded: &Loaded, sources: &[PathBuf], form: SourceForm) -> Result<(), String> {
    let folder = Folder::new();
    let out = folder.join("out");
    let converted = convert(loaded, sources, form, &out).map_err(|error| error.to_string())?;
    if let Some(problem) = converted.problems.first() {
        return Err(format!("{}: {problem}", form.as_str()));
    }
    let again = read(&out);
    let different = difference(&said_by(loaded), &said_by(&again), "");
    different.map_or(Ok(()), |different| Err(format!("{}: {different}", form.as_str())))
}

fn keep_all(source: &Path) {
    let loaded = read(source);
    assert!(!loaded.releases.is_empty());
    for form in SourceForm::ALL {
        keeps_all(&loaded, &[source.to_owned()], form).unwrap();
    }
}

#[test]
fn the_sample_keeps_all() {
    keep_all(&sample());
}

#[test]
fn what_is_withheld_or_odd_keeps_all() {
    keep_all(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/ingest/newsroom"));
}

#[needs::shared_data]
#[test]
fn real_archives_keep_all() {
    for name in ["cds-canada", "debian", "digitalgov"] {
        keep_all(&shared("releases").join(name));
    }
}

#[needs::shared_data]
#[test]
fn other_formats_keep_all_that_is_read_of_them() {
    fn below(folder: &Path, files: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() { below(&path, files) } else { files.push(path) }
        }
    }
    let mut files = Vec::new();
    below(&shared("formats"), &mut files);
    files.sort();
    let mut converted = 0;
    for file in files {
        let loaded = read(&file);
        if loaded.releases.is_empty() && loaded.held.is_empty() {
            continue;
        }
        converted += 1;
        for form in SourceForm::ALL {
            let kept = keeps_all(&loaded, &[], form);
            assert_eq!(kept, Ok(()), "{}", file.display());
        }
    }
    assert!(converted > 50, "{converted}");
}

/// A newsroom with one of everything, and every way to be withheld.
pub(crate) const NEWSROOM: &str = r##"{
  "version": "https://jsonfeed.org/version/1.1", "title": "Port & Cie", "language": "fr",
  "_newsroom": {
    "languages": ["fr", "en"], "accent": "#0a5c7a", "country": "FR", "pinned": "a", "duty_phone": "+33 1 99 00 00 01",
    "contact": {"name": "Ana", "email": "a@example.org"},
    "logo": {"light": "media/l.svg", "alt": "", "with_name": true}, "favicon": "media/l.svg",
    "header_links": ["https://example.org/"],
    "footer_links": [{"url": "mailto:a@example.org", "name": {"fr": "Écrire", "en": "Write"}}],
    "social": [{"url": "https://social.example.org/", "name": "Réseau"}],
    "fonts": [{"family": "Fanal", "url": "media/f.woff2", "weight": "300 700", "style": "italic", "preload": true}],
    "frame_ancestors": ["'self'", "https://example.org"], "hub": "https://hub.example.org/",
    "indexnow": "0123456789abcdef", "news_sitemap": true,
    "type": {"reading": "serif", "interface": "Fanal"}, "style_sheet": "media/s.css",
    "spokespeople": [{"name": "Bo", "email": "b@example.org", "topics": ["eau", "Trouvé"], "languages": ["en"]}],
    "topics": {"Marché": {"fr": "Marché"}, "eau": {"fr": "L’eau", "en": "Water", "description": {"fr": "Sur l’eau"}}},
    "issuers": {"x": {"fr": "Le port", "en": "The port"}, "a": {"fr": "La ville"}}
  },
  "items": [
    {"id": "a", "title": "A", "tags": ["eau", "marché", "Trouvé"], "content_html": "<p>A</p>", "date_published": "2024-05-01",
     "_release": {"aliases": ["/2019/a.html", "vieux", "/b/c/"], "slug": "alpha", "image": "media/l.svg", "image_alt": "L"}},
    {"id": "b", "title": "B", "tags": ["Secret projet"], "content_html": "<p>B</p>", "_release": {"draft": true}},
    {"id": "c", "title": "C", "content_html": "<p>C</p>", "_release": {"embargo_until": "2090-01-01T08:00:00+01:00"}},
    {"id": "d", "title": "D", "content_html": "<p>D</p>", "_release": {"embargo_until": "bientôt"}},
    {"id": "e", "title": "E", "content_html": "<p>Embargo jusqu’au 3 mars 2090.</p><p>E</p>"},
    {"id": "f", "title": "F", "content_html": "<p>Embargo levé : jusqu’au 3 mars.</p><p>F</p>", "_release": {"embargo": "none"}},
    {"id": "g", "title": "G", "content_html": "<p>G</p>", "_release": {"publish_at": "2090-01-01T08:00:00+01:00", "date": "2024-01-01"}},
    {"id": "h", "title": "H", "language": "nulle part", "content_html": "<p>H</p>", "date_published": "2030-05-01T10:00"},
    {"id": "i", "title": "I", "content_html": "<p>I</p>",
     "_release": {"status": {"state": "withdrawn", "date": "2024-05-02", "note": "Faux."},
       "revisions": [{"date": "2024-05-01", "content_html": "<p>I, avant</p>"}]}},
    {"id": "brouillon-interne", "title": "J", "content_html": "<p>J</p>"},
    {"id": "2024-02-03-readme", "title": "K &amp;amp; L", "summary": "Sans texte", "_release": {"gathers": ["a", "i"]}}
  ]
}"##;

fn everything() -> Folder {
    Folder::with(&[
        ("in/newsroom.json", NEWSROOM),
        ("in/media/l.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>"),
        ("in/media/s.css", "p { color: red }"),
        ("in/media/f.woff2", "wOF2"),
        ("in/pages/mentions.fr.md", "# Mentions légales\n\nTexte."),
        ("in/pages/projet.fr.md", "---\ndraft: true\n---\n# Projet\n\nTexte."),
        ("in/port.fr.md", "# Le port\n\n![Quai](media/l.svg)\n\n- un\n\n1. deux"),
        ("in/README.md", "Pour nous."),
    ])
}

#[test]
fn a_newsroom_with_everything_keeps_all() {
    let folder = everything();
    let loaded = read(&folder.join("in"));
    assert_eq!((loaded.releases.len(), loaded.held.len()), (10, 2), "{:#?}", loaded.problems);
    assert_eq!((loaded.pages.len(), loaded.held_pages.len()), (1, 1));
    keep_all(&folder.join("in"));
}

#[test]
fn what_is_withheld_is_in_no_site_made_of_what_was_converted() {
    let folder = everything();
    let before = read(&folder.join("in"));
    let held: BTreeSet<&str> = before.held.iter().map(|one| one.release.id.as_str()).collect();
    assert_eq!(held, BTreeSet::from(["b", "e"]));
    for form in SourceForm::ALL {
        let out = folder.join(form.as_str());
        let output =
            kiosque(&[&"convert", &folder.join("in"), &"--to", &form.as_str(), &"--out", &out]);
        // A name that is no language, an embargo that is no date: these are lost, and said.
        assert_eq!(output.status.code(), Some(1), "{}", said(&output));
        assert!(said(&output).contains("3 withheld and 2 under an embargo"), "{}", said(&output));
        assert!(said(&output).contains("bad-language"), "{}", said(&output));
        let after = read(&out);
        let still: BTreeSet<&str> = after.held.iter().map(|one| one.release.id.as_str()).collect();
        assert_eq!(still, held, "{form:?}");
        let waiting = |id: &str| {
            let one = after.releases.iter().find(|one| one.release.id == id).unwrap();
            let until = [one.release.embargo_until, one.appears];
            until.iter().flatten().map(Date::unix_seconds).max().unwrap() > 3_700_000_000
        };
        assert!(["c", "d", "g"].iter().all(|id| waiting(id)), "{form:?}");
    }
}

#[test]
fn a_folder_with_something_in_it_is_refused_and_stays_as_it_is() {
    let folder = everything();
    let to = |out: &Path| {
        let output =
            kiosque(&[&"convert", &folder.join("in"), &"--to", &"markdown", &"--out", &out]);
        (output.status.code(), said(&output))
    };
    folder.fill(&[("full/x.txt", "mine"), ("file", "mine")]);
    for (out, why) in [
        ("full", "there already"),
        ("file", "there already"),
        ("in/out", "lies in the source"),
        ("in", "there already"),
    ] {
        let (status, text) = to(&folder.join(out));
        assert_eq!(status, Some(2), "{out}: {text}");
        assert!(text.contains(why), "{out}: {text}");
    }
    assert_eq!(fs::read_dir(folder.join("full")).unwrap().count(), 1);
    assert!(!folder.join("in/out").exists());
    let names = || -> Vec<_> {
        fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect()
    };
    assert!(
        names().iter().all(|name| !name.to_string_lossy().contains("converting")),
        "{:?}",
        names()
    );
    fs::create_dir(folder.join("empty")).unwrap();
    let (status, text) = to(&folder.join("empty"));
    assert_eq!(status, Some(1), "{text}");
    assert!(
        folder.join("empty/releases/alpha.md").is_file() || folder.join("empty/releases").is_dir()
    );
    let output = command().args(["convert", "x", "--to", "word", "--out", "y"]).output().unwrap();
    assert_eq!(output.status.code(), Some(2), "{}", said(&output));
}

#[test]
fn what_ends_up_nowhere_is_named() {
    let folder = Folder::with(&[(
        "in/a.md",
        "---\ntitle: A\ndate: 2024-13-40\nexpires: 2025-01-01\nauthority: x\n---\nTexte <script>x</script>\n",
    )]);
    let output = kiosque(&[
        &"convert",
        &folder.join("in"),
        &"--to",
        &"jsonfeed",
        &"--out",
        &folder.join("out"),
    ]);
    assert_eq!(output.status.code(), Some(1));
    for kind in [Kind::BadDate, Kind::Expiry, Kind::UnknownKey, Kind::DroppedMarkup] {
        assert!(said(&output).contains(&format!("[{}]", kind.code())), "{kind}: {}", said(&output));
    }
    assert!(said(&output).contains("lost or read otherwise: 4"), "{}", said(&output));
}

/// Pieces of text that mean something to one form or the other, and must mean nothing in a text.
const PIECES: &[&str] = &[
    "eau",
    "Port",
    "#",
    "##",
    "---",
    "***",
    "*",
    "**gras**",
    "_x_",
    "| a |",
    "|",
    "« cité\u{a0}»",
    "l’été",
    "שלום",
    "مرحبا",
    "🙂",
    "👩‍🚒",
    "`code`",
    "``",
    "1.",
    "2)",
    "-",
    "+",
    ">",
    "<b>",
    "</p>",
    "&amp;",
    "&",
    "&nbsp;",
    "[x](y)",
    "![a](b)",
    "[^1]",
    "~~non~~",
    "$5",
    "https://example.org/a_b",
    "a@example.org",
    "\\",
    ":",
    "::",
    "=",
    "===",
    "+++",
    "{x}",
    "}",
    "\u{202f}!",
    "“q”",
    "\"",
    "'",
    "''",
    "H2O",
    "^2",
    "~3",
    "é\u{301}",
    "\u{ad}",
    "%20",
    "a_b_c",
    "…",
    "–",
    "—",
    "x<y",
    "<!--",
    "-->",
    "]]>",
    "\t",
];

fn words() -> impl Strategy<Value = String> {
    vec(select(PIECES), 1..7)
        .prop_map(|pieces| {
            let text = pieces.join(" ");
            text.split([' ', '\t']).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
        })
        .prop_filter("says something", |text| text.chars().any(char::is_alphanumeric))
}

/// Plain texts and marks by turns, as a reader leaves them: no two texts on end, no space beside a mark's own.
fn line() -> impl Strategy<Value = Vec<Inline>> {
    let leaf = prop_oneof![
        4 => words().prop_map(Inline::Text),
        1 => words().prop_map(|text| Inline::Code(text.replace(['<', '&'], "c"))),
        1 => of(words()).prop_map(|alt| Inline::Image(picture(alt, None))),
    ];
    let inline = leaf.prop_recursive(2, 8, 3, |inner| {
        let inner = vec(inner, 1..3).prop_map(spaced);
        prop_oneof![
            inner.clone().prop_map(Inline::Emphasis),
            inner.clone().prop_map(Inline::Strong),
            inner.clone().prop_map(Inline::Inserted),
            inner.clone().prop_map(Inline::Deleted),
            inner.clone().prop_map(Inline::Superscript),
            inner.clone().prop_map(Inline::Subscript),
            inner.clone().prop_map(Inline::Quote),
            inner.prop_map(|content| Inline::Passage {
                language: Language::new("ar"),
                direction: None,
                content
            }),
        ]
    });
    let href = || Link::new("https://example.org/a?b=(1)&c").unwrap();
    let linked =
        inline.clone().prop_map(move |inline| Inline::Link { href: href(), content: vec![inline] });
    let inline = prop_oneof![3 => inline, 1 => linked];
    (words(), vec((inline, any::<bool>()), 0..4)).prop_map(|(first, rest)| {
        let mut line = vec![Inline::Text(first)];
        for (inline, breaks) in rest {
            if breaks {
                line.push(Inline::Break);
            }
            line.push(inline);
        }
        spaced(line)
    })
}

/// With two texts on end made one.
fn spaced(line: Vec<Inline>) -> Vec<Inline> {
    let mut out: Vec<Inline> = Vec::new();
    for inline in line {
        match (out.last_mut(), inline) {
            (Some(Inline::Text(before)), Inline::Text(text)) => {
                before.push(' ');
                before.push_str(&text);
            }
            (_, inline) => out.push(inline),
        }
    }
    out
}

fn picture(alt: Option<String>, size: Option<u32>) -> Image {
    let source = Source::new("https://example.org/é b.png?a=1").unwrap();
    Image { source, alt, width: size, height: size }
}

fn block() -> impl Strategy<Value = Block> {
    let leaf = prop_oneof![
        4 => line().prop_map(Block::Paragraph),
        1 => (2_u8..=6, line()).prop_map(|(level, content)| Block::Heading { level, content }),
        1 => (words(), words()).prop_map(|(a, b)| Block::Preformatted(format!("\n {a}\n\n  {b}"))),
        1 => (of(words()), of(2_u32..900), of(line())).prop_map(|(alt, size, caption)| Block::Figure(Figure {
            images: vec![picture(alt, size)],
            caption: caption.unwrap_or_default(),
        })),
        1 => Just(Block::Separator),
    ];
    leaf.prop_recursive(3, 16, 4, |inner| {
        let blocks = vec(inner, 1..3);
        let cell = (any::<bool>(), 1_u16..3, blocks.clone())
            .prop_map(|(header, columns, content)| Cell { header, columns, rows: 1, content });
        let plain =
            blocks.clone().prop_map(|content| Cell { header: false, columns: 1, rows: 1, content });
        let row = (plain, vec(cell, 0..3)).prop_map(|(first, mut row)| {
            row.insert(0, first);
            row
        });
        prop_oneof![
            (of(0_u32..2000), vec(blocks.clone(), 1..4))
                .prop_map(|(start, items)| Block::List(List { start, items })),
            (vec(line(), 1..3), vec(blocks.clone(), 1..3)).prop_map(|(terms, details)| {
                Block::Definitions(vec![Definition { terms, details }])
            }),
            (blocks.clone(), of(line())).prop_map(|(content, by)| Block::Quotation {
                content,
                attribution: by.unwrap_or_default()
            }),
            (of(line()), vec(row.clone(), 0..2), vec(row, 1..3)).prop_map(
                |(caption, head, body)| Block::Table(Table {
                    caption: caption.unwrap_or_default(),
                    head,
                    body
                })
            ),
            blocks.prop_map(|content| Block::Passage {
                language: Language::new("he"),
                direction: None,
                content
            }),
        ]
    })
}

fn date() -> impl Strategy<Value = Date> {
    (1990_u16..2030, 1_u8..13, 1_u8..29, of((0_u8..24, 0_u8..60, of(-720_i16..840)))).prop_map(
        |(year, month, day, time)| {
            let time = time.map(|(hour, minute, offset)| Clock { hour, minute, second: 0, offset });
            Date::new(year, month, day, time).unwrap()
        },
    )
}

fn party() -> impl Strategy<Value = Party> {
    (words(), any::<bool>()).prop_map(|(name, linked)| Party {
        name,
        url: linked.then(|| Link::new("https://example.org/?a=b&copy;").unwrap()),
    })
}

fn contact() -> impl Strategy<Value = Contact> {
    (words(), of(words()), of(words())).prop_map(|(name, role, organisation)| Contact {
        name: Some(name),
        role,
        organisation,
        email: Some("a@example.org".to_owned()),
        phone: Some("+33 1 99".to_owned()),
    })
}

fn media() -> impl Strategy<Value = Media> {
    (of(words()), of(words()), of(words()), of(1_u32..5000)).prop_map(
        |(alt, caption, credit, size)| Media {
            caption,
            credit,
            licence: Some("CC BY 4.0".to_owned()),
            mime_type: size.map(|_| "image/png".to_owned()),
            captions: None,
            transcript: size.map(|_| "Un.\n\nDeux.".to_owned()),
            ..Media::new(picture(alt.or(Some(String::new())), size))
        },
    )
}

prop_compose! {
    pub(crate) fn release()(
        (title, summary, kind, place, rights) in (of(words()), of(words()), of(words()), of(words()), of(words())),
        (published, modified, noted) in (of(date()), of(date()), of((date(), words()))),
        (issuers, distributor, site) in (vec(party(), 0..3), of(party()), of(party())),
        (contacts, media, attached) in (vec(contact(), 0..3), vec(media(), 0..2), of(words())),
        (body, about, earlier) in (vec(block(), 1..5), vec(block(), 0..2), of(vec(block(), 1..3))),
        (language, group, url, pictured) in (of(select(&["fr", "en", "pt-br"][..])), of(words()), any::<bool>(), any::<bool>()),
    ) -> Release {
        let slug = Slug::new("un").unwrap();
        let mut release = Release::new("un".to_owned(), slug);
        (release.title, release.summary, release.kind, release.place, release.rights) = (title, summary, kind, place, rights);
        (release.published, release.modified) = (published, modified);
        release.status = noted.map(|(date, note)| Status { state: State::Corrected, date: Some(date), note: Some(note) });
        (release.issuers, release.distributor, release.site, release.contacts) = (issuers, distributor, site, contacts);
        release.image = pictured.then(|| picture(media.first().and_then(|one| one.image.alt.clone()), None));
        if let (Some(image), Some(one)) = (&mut release.image, media.first()) {
            (image.width, image.height) = (one.image.width, one.image.height);
        }
        release.attachments = attached.into_iter().map(|title| Attachment {
            source: Source::new("https://example.org/a.pdf").unwrap(), title: Some(title), mime_type: None, size: Some(7),
        }).collect();
        (release.media, release.body, release.about) = (media, body.into(), about);
        release.revisions = earlier.into_iter().map(|body| Revision { date: None, body }).collect();
        release.language = language.and_then(Language::new);
        release.group = group;
        release.url = url.then(|| Link::new("https://example.org/un").unwrap());
        release
    }
}

/// What was read, if it were this release alone.
pub(crate) fn alone(release: Release) -> Loaded {
    let origin = Origin { source: "un.md".to_owned(), place: Place::Whole };
    let wish = Wish {
        plain: release.slug.clone(),
        explicit: false,
        aliases: Vec::new(),
        origin: origin.clone(),
    };
    let mut loaded = Loaded::default();
    loaded.wishes.releases.insert(release.id.clone(), wish);
    let appears = release.published;
    loaded.releases.push(Sourced { release, origin, appears, tags: Vec::new() });
    loaded
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 120, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_a_release_says_is_read_again(release in release()) {
        let loaded = alone(release);
        for form in SourceForm::ALL {
            let kept = keeps_all(&loaded, &[], form);
            prop_assert!(kept.is_ok(), "{}", kept.unwrap_err());
        }
    }
}

#[test]
fn what_could_not_be_read_as_a_whole_is_not_converted() {
    let item = r#"{"version": "https://jsonfeed.org/version/1.1", "title": "A", "items": [{"id": "a", "title": "A", "content_text": "A"}]}"#;
    let folder = Folder::with(&[("in/a.json", item), ("in/b.json", &item.replace("}]}", "},]}"))]);
    let convert = |more: &[&str]| {
        let mut convert = command();
        convert.arg("convert").arg(folder.join("in")).args(["--to", "markdown", "--out"]);
        convert.arg(folder.join("out")).args(more).output().unwrap()
    };
    let output = convert(&[]);
    assert_eq!(output.status.code(), Some(2), "{}", said(&output));
    assert!(said(&output).contains("could not be read as a whole"), "{}", said(&output));
    assert!(!folder.join("out").exists());
    assert_eq!(convert(&["--allow-shrink"]).status.code(), Some(1));
    assert_eq!(fs::read_dir(folder.join("out/releases")).unwrap().count(), 1);
}
