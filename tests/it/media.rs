//! What releases have to show: in their articles, in lists, on a page of their own, gathered by press kits.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test stops at what it did not expect")]

use crate::{
    support::{Bundle, Folder, NOW, bundle},
    viewer::html,
};
use kiosque::{
    bundle::{Need, Reader, Searcher, layout::SET, paths::webp_of, searcher::complete},
    i18n::Interface::{self, English, French},
    ingest::Kind,
    model::{Media, MediaKind, Slug, Source},
    route::Address,
};

const DRAWING: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 80 50\"></svg>";

/// A newsroom with a kit that names what is shown, what is not, and what is not there.
fn newsroom() -> Folder {
    Folder::with(&[
        ("media/quai.svg", DRAWING),
        ("media/film.webm", "film"),
        ("media/film.vtt", "WEBVTT\n"),
        ("media/plan.pdf", "%PDF"),
        ("media/secret.svg", "<svg zqsecret/>"),
        (
            "quai.fr.md",
            "---\nid: quai\ntitle: Le quai\ndate: 2024-03-01\nauthors: [Port]\ntags: [Énergie]\n\
             image: media/quai.svg\nimage_alt: Le quai\ncontacts: [{name: Ana, email: ana@port.example}]\n---\nLe quai.",
        ),
        (
            "quai.en.md",
            "---\nid: quay\ntitle: The quay\ndate: 2024-03-01\nauthors: [Port]\nimage: media/quai.svg\n---\nThe quay.",
        ),
        (
            "film.fr.md",
            "---\nid: film\ntitle: Le film\ndate: 2024-02-01\nauthors: [Studio]\n\
             media: [{url: media/film.webm, captions: media/film.vtt, transcript: Bonjour, credit: C}, \
             {url: https://elsewhere.example/b.mp3}]\n\
             attachments: [media/plan.pdf]\ncontacts: [{name: Ana, email: ana@port.example}, {name: Léo, phone: '01'}]\n\
             ---\n![Vue](media/quai.svg)",
        ),
        (
            "secret.fr.md",
            "---\nid: zqsecret\ntitle: zqsecret\nembargo_until: 2031-01-01T00:00:00Z\nimage: media/secret.svg\n---\nzqsecret",
        ),
        (
            "kit.fr.md",
            "---\nid: kit\ntitle: Le dossier\nkind: dossier de presse\ndate: 2024-03-02\nauthors: [Port]\n\
             gathers: [quai, film, zqsecret, nowhere, kit, film]\n---\nTout.",
        ),
    ])
}

fn set(folder: &Folder) -> Bundle {
    bundle(folder.load(), NOW).unwrap()
}

fn reader(bundle: &Bundle, needs: &[Need]) -> Reader {
    let mut reader = Reader::open(&bundle.files[SET]).unwrap();
    let mut searcher = Searcher::new(reader.set().index_folder());
    for need in needs {
        complete(&mut reader, &mut searcher, need, |file| bundle.files.get(file).cloned());
    }
    reader
}

fn slug(bundle: &Bundle, id: &str) -> Slug {
    bundle.releases.iter().find(|release| release.id == id).unwrap().slug.clone()
}

fn names<'a>(media: impl IntoIterator<Item = &'a Media>) -> Vec<String> {
    media.into_iter().map(|media| media.image.source.file_name().to_owned()).collect()
}

#[test]
fn a_release_has_what_it_shows_once() {
    let bundle = set(&newsroom());
    let slug = slug(&bundle, "film");
    let reader = reader(&bundle, &[Need::Article(slug.clone())]);
    let gallery = &reader.article(&slug).unwrap().gallery;
    let media = || gallery.iter().map(|exhibit| &exhibit.media);
    assert_eq!(names(media()), ["film.webm", "b.mp3", "quai.svg"]);
    let kinds: Vec<MediaKind> = gallery.iter().map(|exhibit| exhibit.kind).collect();
    assert_eq!(kinds, [MediaKind::Film, MediaKind::Sound, MediaKind::Picture]);
    let [film, sound, picture] = gallery.as_slice() else { panic!("{gallery:?}") };
    assert_eq!((film.bytes, sound.bytes), (Some(4), None));
    assert_eq!(picture.media.image.width.zip(picture.media.image.height), Some((80, 50)));
    assert_eq!(picture.small.as_ref(), Some(&picture.media.image.source));
    assert_eq!(film.media.transcript.as_deref(), Some("Bonjour"));
    let Some(Source::Local(captions)) = &film.media.captions else { panic!("{film:?}") };
    assert!(bundle.files.contains_key(captions.as_str()), "{captions}");
}

#[test]
fn a_kit_gathers_what_is_shown() {
    let bundle = set(&newsroom());
    let (kit, quay) = (slug(&bundle, "kit"), slug(&bundle, "quai"));
    let reader = reader(&bundle, &[Need::Article(kit.clone()), Need::Article(quay.clone())]);
    let article = reader.article(&kit).unwrap();
    let gathered: Vec<_> = article.gathered.iter().map(|card| card.title.as_deref()).collect();
    assert_eq!(gathered, [Some("Le quai"), Some("Le film")]);
    let gallery = article.gallery.iter().map(|exhibit| &exhibit.media);
    assert_eq!(names(gallery), ["quai.svg", "film.webm", "b.mp3"]);
    let contacts: Vec<_> = article.release.contacts.iter().map(|one| one.name.clone()).collect();
    assert_eq!(contacts, ["Ana", "Léo"].map(|name| Some(name.to_owned())));
    assert_eq!(article.release.attachments.len(), 1);
    let kits = &reader.article(&quay).unwrap().kits;
    assert_eq!(
        kits.iter().map(|kit| kit.title.as_deref()).collect::<Vec<_>>(),
        [Some("Le dossier")]
    );
    // Of what waits there is nothing anywhere, neither its name nor its picture.
    for (path, bytes) in &bundle.files {
        let text = String::from_utf8_lossy(bytes);
        assert!(!text.contains("zqsecret") && !path.contains("secret"), "{path}");
    }
}

#[test]
fn a_list_has_small_pictures() {
    let bundle = set(&newsroom());
    let (picture, without): (Vec<_>, Vec<_>) = {
        let request = kiosque::search::Request { limit: 20, ..Default::default() };
        let reader = reader(&bundle, &[Need::List(request.clone())]);
        let found = reader.found(&reader.answer(&request));
        let cards: Vec<_> = found.into_iter().filter_map(|found| found.card).collect();
        cards.into_iter().partition(|card| card.picture.is_some())
    };
    let titles: Vec<_> = picture.iter().filter_map(|card| card.title.as_deref()).collect();
    assert_eq!(titles, ["The quay", "Le quai", "Le film"]);
    assert_eq!(without.len(), 1, "the kit has none of its own");
}

fn page(bundle: &Bundle, address: &str, interface: Interface) -> String {
    let (path, query) = address.split_once('?').unwrap_or((address, ""));
    html(Address::parse(path, query), reader(bundle, &[Need::Media]), interface)
}

#[test]
fn the_page_of_media_shows_what_is_asked_for() {
    let bundle = set(&newsroom());
    for (address, interface, files, counts) in [
        // Of the quay the version for the reader, and the picture of the quay once; the film though the interface is English.
        ("media/", French, 4, vec![1, 1, 1, 1]),
        ("media/", English, 4, vec![1, 1, 1, 1]),
        ("media/?with=film", French, 1, vec![1, 1, 1, 1]),
        ("media/?issuer=studio", French, 3, vec![1, 1, 1]),
        ("media/?issuer=port&with=document", French, 0, vec![0, 1]),
        ("media/?topic=energie", French, 1, vec![1]),
        ("media/?topic=none", French, 0, vec![]),
    ] {
        let page = page(&bundle, address, interface);
        assert_eq!(page.matches("class=\"k-exhibit\"").count(), files, "{address} {interface:?}");
        let kinds = page.split("<details class=\"k-more\"").next().unwrap_or_default();
        let found: Vec<u32> = kinds
            .split("k-chip__count\">")
            .skip(1)
            .filter_map(|rest| rest.split('<').next()?.parse().ok())
            .collect();
        assert_eq!(found, counts, "{address} {interface:?}");
    }
    let page = page(&bundle, "media/", French);
    assert!(page.contains("Le dossier") && page.contains("media/?issuer=studio"));
    assert!(
        page.contains("Hébergé ailleurs : elsewhere.example".replace(" :", "\u{a0}:").as_str())
    );
    assert!(!page.contains("src=\"https:"), "nothing is asked of anyone else");
    assert!(page.contains("non indiqué"));
}

#[test]
fn a_newsroom_without_media_has_no_page_of_them() {
    let folder = Folder::with(&[("a.md", "# A\n\nTexte.")]);
    let bundle = set(&folder);
    assert_eq!(bundle.set.media, None);
    assert!(!bundle.files.keys().any(|path| path.starts_with("set/media/")));
}

#[test]
fn what_is_no_picture_is_told_and_not_shown() {
    let folder = Folder::with(&[
        ("media/quai.jpg", "<html>not found</html>"),
        ("a.md", "---\nid: a\ntitle: A\nimage: media/quai.jpg\nimage_alt: Le quai\n---\nTexte."),
    ]);
    let bundle = set(&folder);
    let told: Vec<String> = bundle.problems.iter().map(ToString::to_string).collect();
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(told[0].starts_with("media/quai.jpg: error[broken-picture]: "), "{told:?}");
    let slug = slug(&bundle, "a");
    let reader = reader(&bundle, &[Need::Article(slug.clone())]);
    let article = reader.article(&slug).unwrap();
    assert_eq!(article.gallery[0].kind, MediaKind::Document);
    let page = page(&bundle, "media/", French);
    assert!(page.contains("quai.jpg") && !page.contains("<img"), "{page}");
}

#[test]
fn a_photograph_is_shown_in_fewer_bytes_where_that_is_understood() {
    let folder = Folder::with(&[(
        "a.md",
        "---\nid: a\ntitle: A\nimage: quai.png\nimage_alt: Le quai\n---\nTexte.",
    )]);
    let shade = |x: u32, y: u32| (x * x / 97 + y * 7 + x * y / 31) as u8;
    let photograph = image::RgbImage::from_fn(2400, 1500, |x, y| {
        image::Rgb([shade(x, y), shade(y, x) / 2 + 60, shade(x + y, x)])
    });
    photograph.save(folder.path().join("quai.png")).unwrap();
    let bundle = set(&folder);
    let slug = slug(&bundle, "a");
    let reader = reader(&bundle, &[Need::Article(slug.clone())]);
    let article = reader.article(&slug).unwrap();
    let [exhibit] = article.gallery.as_slice() else { panic!() };
    for made in [&exhibit.small, &exhibit.large] {
        let jpeg = made.as_ref().and_then(Source::path).unwrap().as_str();
        let webp = webp_of(jpeg).unwrap();
        let [jpeg, webp] = [jpeg, webp.as_str()].map(|path| bundle.files[path].as_slice());
        assert_eq!(image::guess_format(jpeg).unwrap(), image::ImageFormat::Jpeg);
        assert_eq!(image::guess_format(webp).unwrap(), image::ImageFormat::WebP);
        assert!(webp.len() < jpeg.len());
    }
    let page = html(Address::parse(&format!("r/{slug}/"), ""), reader, French);
    let shown = page.split("<picture>").nth(1).unwrap();
    assert!(shown.starts_with("<source type=\"image/webp\" srcset=\"set/pictures/"), "{shown}");
    assert!(shown.contains("-320.jpg\"") && shown.contains("-320.webp\""), "{shown}");
    assert_eq!(webp_of("set/files/0/quai.jpg"), None, "a file as it was sent is all there is");
}

#[test]
fn what_is_wrong_with_a_picture_is_said_under_the_name_that_its_publisher_knows() {
    // A picture of which only the beginning is there, as a file of two names and in a text.
    let broken = b"\x89PNG\r\n\x1a\n0000IHDR0000000000000";
    let inside = "iVBORw0KGgowMDAwSUhEUjAwMDAwMDAwMDAwMDE=";
    let folder = Folder::with(&[
        ("a.md", "---\nid: a\ntitle: A\n---\n![x](un/quai.png) ![y](deux/quai.png)"),
        ("b.md", &format!("---\nid: b\ntitle: B\n---\n![z](data:image/png;base64,{inside})")),
        ("un/.keep", ""),
        ("deux/.keep", ""),
    ]);
    for name in ["un/quai.png", "deux/quai.png"] {
        std::fs::write(folder.join(name), broken).unwrap();
    }
    let bundle = set(&folder);
    let said: Vec<(String, bool)> = bundle
        .problems
        .iter()
        .filter(|problem| problem.kind == Kind::BrokenPicture)
        .map(|problem| {
            let name = problem.source.replace(&*folder.path().to_string_lossy(), "");
            (name, problem.message.contains("picture in it"))
        })
        .collect();
    let mut names: Vec<(&str, bool)> =
        said.iter().map(|(name, inside)| (name.as_str(), *inside)).collect();
    names.sort_unstable();
    assert_eq!(names, [("/b.md", true), ("deux/quai.png", false), ("un/quai.png", false)]);
}

#[test]
fn a_kit_and_the_page_of_media_leave_out_what_no_longer_stands() {
    let folder = Folder::with(&[
        ("media/a.svg", DRAWING),
        (
            "un.fr.md",
            "---\nid: un\ntitle: Un\nstatus: withdrawn\nimage: media/a.svg\nimage_alt: A\n\
             contacts: [{name: Ana, phone: '01'}]\n---\nTexte.",
        ),
        ("deux.fr.md", "---\nid: deux\ntitle: Deux\n---\nTexte."),
        ("brouillon.fr.md", "---\nid: trois\ntitle: Trois\ndraft: true\n---\nTexte."),
        ("kit.fr.md", "---\nid: kit\ntitle: Kit\ngathers: [un, deus, trois, deux]\n---\nTexte."),
    ]);
    let loaded = folder.load();
    let told: Vec<String> = loaded
        .problems
        .iter()
        .filter(|problem| problem.kind == Kind::UnknownRelease)
        .map(ToString::to_string)
        .collect();
    let [withdrawn, mistyped, held] = told.as_slice() else { panic!("{told:?}") };
    assert!(withdrawn.contains("gathers \"un\", which was withdrawn"), "{withdrawn}");
    assert!(mistyped.contains("\"deus\"") && mistyped.contains("\"deux\" is"), "{mistyped}");
    assert!(held.contains("\"trois\", which is withheld"), "{held}");
    let bundle = set(&folder);
    let kit = slug(&bundle, "kit");
    let reader = reader(&bundle, &[Need::Article(kit.clone()), Need::Media]);
    let article = reader.article(&kit).unwrap();
    let gathered: Vec<_> = article.gathered.iter().map(|one| one.title.as_deref()).collect();
    assert_eq!(gathered, [Some("Deux")]);
    assert!(article.gallery.is_empty() && article.release.contacts.is_empty());
    let shown = reader.stands().unwrap();
    assert!(shown.iter().all(|stand| stand.gallery.is_empty()), "{shown:?}");
}
