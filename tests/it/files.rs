//! Which files of a folder are read, which are passed over and what is said of them, and which of
//! the files that releases name are found.

#![allow(clippy::unwrap_used, reason = "a test stops at what it did not expect")]

use crate::support::{Folder, command};
use kiosque::ingest::{Fate, Kind, Loaded, Options, Place, load};
use std::{collections::BTreeSet, fs, path::Path, process::Command};

const RELEASE: &str = "---\ntitle: T\ndate: 2026-05-01\n---\nTexte.";

fn ids(loaded: &Loaded) -> BTreeSet<&str> {
    loaded.releases.iter().map(|sourced| sourced.release.id.as_str()).collect()
}

fn kinds(loaded: &Loaded) -> Vec<Kind> {
    loaded.problems.iter().map(|problem| problem.kind).collect()
}

/// What is said of the file at this path.
fn said(loaded: &Loaded, path: &str) -> Vec<Kind> {
    let of_it = loaded.problems.iter().filter(|problem| problem.source.ends_with(path));
    of_it.map(|problem| problem.kind).collect()
}

fn fate(loaded: &Loaded, path: &str) -> Option<Fate> {
    loaded.seen.iter().find(|seen| seen.path.ends_with(path)).map(|seen| seen.fate.clone())
}

/// Each file that is beside a good release: whether it is read, and whether something is said of
/// it.
#[test]
fn what_is_no_release_is_passed_over_and_named() {
    let header = |text: &str| format!("---\ntitle: {text}\ndate: 2026-11-20\n---\nTexte.");
    let headed = header("Un titre");
    let plain = "# Un titre\n\nTexte.";
    for (path, text, is_read, is_said) in [
        ("x.markdown", headed.as_str(), true, false),
        ("autre.MD", &headed, true, false),
        ("BON2.Md", &headed, true, false),
        ("port.md", plain, true, false),
        ("quai/index.md", &headed, true, false),
        ("notes.md", &headed, true, false),
        ("modèle.md", &headed, true, false),
        ("bon copie 2.md", &headed, true, false),
        ("README.md", plain, false, false),
        ("readme.fr.md", plain, false, false),
        ("LISEZMOI.txt", "Mot de passe FTP : voir Ana.", false, false),
        ("TODO.md", plain, false, false),
        ("à faire.md", plain, false, false),
        ("LICENSE", plain, false, false),
        ("humans.txt", plain, false, false),
        ("404.html", "<title>404</title><p>x", false, false),
        ("package.json", "{\"name\": \"x\"}", false, false),
        ("vite.config.json", "{}", false, false),
        ("README.txt", &headed, false, true),
        ("_index.md", &headed, false, true),
        ("notes.md", plain, false, true),
        ("Notes internes.md", plain, false, true),
        ("brouillon-du-quai.txt", "Texte.", false, true),
        ("modele.md", plain, false, true),
        ("modeles/modele.md", &headed, false, true),
        ("Mode\u{300}les/modele.md", &headed, false, true),
        ("_templates/a.html", plain, false, true),
        ("_drafts/dossier.md", &headed, false, true),
        ("Brouillons/2026/dossier.md", &headed, false, true),
        ("sous embargo/dossier.md", &headed, false, true),
        ("drafts/photo.png", "", false, false),
        ("node_modules/x/INFO.md", plain, false, false),
        ("vendor/x/INFO.md", plain, false, false),
        ("vendor/x/quai.md", &headed, false, true),
        ("site/set/set.json", "{}", false, true),
        (".obsidian/a.md", &headed, false, false),
        ("__MACOSX/a.md", &headed, false, false),
        ("Media/legende.txt", "Légende", false, false),
        ("media/2026/legende.md", &headed, false, false),
        ("~$lettre.docx", "x", false, false),
        ("a.md~", &headed, false, false),
        ("a.md.orig", &headed, false, false),
        ("a.md.part", &headed, false, false),
        ("bon - Copie (1).md", &headed, false, true),
        ("BON copy.md", &headed, false, true),
        ("bon (conflicted copy 2026-05-01).md", &headed, false, true),
        ("lettre.docx", "PK", false, true),
        ("b.odt", "x", false, true),
        ("b.doc", "x", false, true),
        ("c.xml", "<rss/>", false, true),
        ("d.rst", "x", false, true),
        ("page.mdx", &headed, false, true),
        ("a.yaml", "x", false, true),
        ("m.msg", "x", false, true),
        ("pluie.csv", "titre,texte\nA,B", false, false),
        ("archive.zip", "PK", false, false),
        ("corpus.jsonl", "{}", false, true),
        ("communique", &headed, false, true),
        ("communique.mdd", &headed, false, true),
        ("photo.png", "x", false, false),
        ("dossier.pdf", "x", false, false),
    ] {
        let folder = Folder::with(&[("bon.md", RELEASE), (path, text)]);
        let loaded = folder.load();
        assert_eq!(
            loaded.releases.len(),
            1 + usize::from(is_read),
            "{path}: {:?}",
            loaded.problems
        );
        let said = kinds(&loaded);
        let expected = if is_said { vec![Kind::PassedOver] } else { vec![] };
        assert_eq!(said, expected, "{path}: {:?}", loaded.problems);
        let advice = |problem: &kiosque::ingest::Problem| problem.message.contains(';');
        assert!(loaded.problems.iter().all(advice), "{path}: {:?}", loaded.problems);
        // Hidden or not, read or not: the table knows of it.
        assert_eq!(loaded.seen.len(), 2, "{path}: {:?}", loaded.seen);
    }
}

#[test]
fn a_text_that_is_named_itself_is_read_whatever_its_name() {
    for name in ["README.md", "_drafts/a.md", "notes.md", "media/a.md"] {
        let folder = Folder::with(&[(name, "# Titre\n\nTexte.")]);
        let loaded = load(&[folder.join(name)], &Options::default());
        assert_eq!(loaded.releases.len(), 1, "{name}");
        assert_eq!(kinds(&loaded), [], "{name}");
    }
    let folder = Folder::with(&[("_drafts/a.md", RELEASE)]);
    let loaded = load(&[folder.join("_drafts")], &Options::default());
    assert_eq!(ids(&loaded), BTreeSet::from(["a"]));
}

const FEED: &str = "<rss><channel><item><guid>1</guid><title>Un</title></item></channel></rss>";

#[test]
fn documents_are_read_only_where_they_are_named_themselves() {
    let folder = Folder::with(&[
        ("a.md", "---\ntitle: T\nattachments: [named.xml]\n---\nTexte."),
        ("named.xml", FEED),
        ("b.xml", FEED),
        ("mails/question.eml", "From: a@b.example\nTo: zq\nSubject: zq\n\nzq"),
        ("liste.docx", "PK"),
        (
            "question.txt",
            "Message-ID: <1@b>\nMIME-Version: 1.0\nFrom: a@b.example\nSubject: zq\n\nzq",
        ),
        ("flux.html", FEED),
        ("brouillons/c.xml", FEED),
    ]);
    let loaded = folder.load();
    assert_eq!(ids(&loaded), BTreeSet::from(["a"]), "{:?}", loaded.problems);
    assert_eq!(fate(&loaded, "named.xml"), Some(Fate::Taken));
    assert_eq!(said(&loaded, "named.xml"), []);
    for name in ["b.xml", "question.eml", "liste.docx", "question.txt", "flux.html"] {
        assert_eq!(said(&loaded, name), [Kind::PassedOver], "{name}");
    }
    let loaded = load(&[folder.path().to_owned(), folder.join("b.xml")], &Options::default());
    assert_eq!(ids(&loaded), BTreeSet::from(["a", "1"]), "{:?}", loaded.problems);
    assert_eq!(said(&loaded, "b.xml"), []);
}

#[test]
fn a_document_is_offered_only_if_nothing_in_it_withholds() {
    const HELD: &str = "<rss><channel><item><guid>1</guid><title>Sous embargo jusqu'au 3 mai : quai</title></item></channel></rss>";
    const MAIL: &str = "Message-ID: <1@b>\nMIME-Version: 1.0\nFrom: a@b.example\n\nzq";
    for (name, text, is_offered) in [
        ("flux.xml", FEED, true),
        ("plan.xml", "<svg/>", true),
        ("flux.xml", HELD, false),
        ("media/flux.xml", HELD, false),
        ("q.eml", MAIL, false),
        ("media/q.eml", MAIL, false),
        ("media/q.msg", "x", false),
        ("export.xml", "<rss xmlns:wp='http://wordpress.org/export/1.2/'><channel/></rss>", false),
        ("table.csv", "titre,texte,embargo\nA,B,2090-01-01T00:00:00Z", false),
        ("pluie.csv", "mois,pluie\n1,3", true),
        ("lettre.docx", "PK", false),
    ] {
        for link in ["attachments: [F]\n---\nTexte.", "date: 2026-05-01\n---\n[Lire](F)"] {
            let release = format!("---\ntitle: T\n{}", link.replace('F', name));
            let folder = Folder::with(&[("a.md", &release), (name, text)]);
            let loaded = folder.load();
            assert_eq!(loaded.files.len(), usize::from(is_offered), "{name} {link}");
            assert_eq!(said(&loaded, "a.md").contains(&Kind::NotPublic), !is_offered, "{name}");
            assert_eq!(ids(&loaded), BTreeSet::from(["a"]), "{name}");
        }
    }
}

#[test]
fn what_is_too_large_is_said_and_never_held() {
    let folder = Folder::with(&[("a.md", RELEASE)]);
    let file = std::fs::File::create(folder.join("b.json")).unwrap();
    // Two gigabytes that take no room.
    file.set_len(2 << 30).unwrap();
    let loaded = folder.load();
    assert_eq!(loaded.releases.len(), 1);
    assert_eq!(said(&loaded, "b.json"), [Kind::Unreadable]);
}

#[test]
fn many_of_one_sort_are_told_in_few_lines() {
    let folder = Folder::with(&[("a.md", RELEASE)]);
    for number in 0..40 {
        folder.fill(&[(&format!("lettre-{number}.docx"), "PK")]);
    }
    let loaded = folder.load();
    assert_eq!(loaded.problems.len(), 11);
    assert!(loaded.problems.iter().any(|problem| problem.message.starts_with("30 more")));
}

#[cfg(unix)]
#[test]
fn links_are_read_once_or_said() {
    use std::os::unix::fs::symlink;
    let folder = Folder::with(&[
        ("in/2026.md", RELEASE),
        ("in/b/deep.md", RELEASE),
        ("in/.hidden/h.md", RELEASE),
        ("in/media/m.md", RELEASE),
        ("in/_drafts/d.md", RELEASE),
        ("in/README.md", "x"),
        ("in/port", RELEASE),
        ("archive/2019.md", RELEASE),
        ("leak.md", "---\ntitle: zqsecret\n---\nx"),
    ]);
    let root = folder.join("in");
    for (name, target, is_said) in [
        ("archive", "../archive", true),
        ("leak.md", "../leak.md", true),
        ("passwd.md", "/etc/passwd", true),
        ("dangling.md", "nowhere.md", true),
        ("circle.md", "circle.md", true),
        ("zero.md", "/dev/zero", true),
        ("dev", "/dev", true),
        ("h.md", ".hidden/h.md", true),
        ("m.md", "media/m.md", true),
        ("soon", "_drafts", true),
        ("accueil.md", "README.md", true),
        ("port.md", "port", true),
        ("loop", ".", false),
        ("a-b", "b", false),
        ("b/up", "..", false),
        ("again.md", "2026.md", false),
        ("drafts", "../archive", false),
        (".link", "../archive", false),
    ] {
        symlink(target, root.join(name)).unwrap();
        let loaded = load(std::slice::from_ref(&root), &Options::default());
        assert_eq!(ids(&loaded), BTreeSet::from(["2026", "b/deep"]), "{name}");
        let said = said(&loaded, &format!("/in/{name}"));
        assert_eq!(said, if is_said { vec![Kind::PassedOver] } else { vec![] }, "{name}");
        fs::remove_file(root.join(name)).unwrap();
    }
    // What the publisher names is followed, links as well.
    symlink("../archive", root.join("archive")).unwrap();
    let loaded = load(&[root.clone(), root.join("archive")], &Options::default());
    assert_eq!(ids(&loaded), BTreeSet::from(["2026", "2019", "b/deep"]));
    symlink("../leak.md", root.join("named.md")).unwrap();
    assert_eq!(load(&[root.join("named.md")], &Options::default()).releases.len(), 1);
}

#[test]
fn a_file_is_read_once_however_often_it_is_named() {
    let folder = Folder::with(&[("a.md", RELEASE), ("b/c.md", RELEASE)]);
    let (root, file) = (folder.path().to_owned(), folder.join("a.md"));
    let spelt = folder.join("b/../a.md");
    for sources in [
        vec![root.clone(), root.clone()],
        vec![root.clone(), file.clone()],
        vec![file.clone(), root.clone(), spelt],
        vec![root.clone(), root.join("b")],
    ] {
        let loaded = load(&sources, &Options::default());
        assert_eq!(ids(&loaded), BTreeSet::from(["a", "b/c"]), "{sources:?}");
        assert_eq!(kinds(&loaded), [], "{sources:?}");
    }
}

#[cfg(unix)]
#[test]
fn pipes_and_devices_are_never_waited_for() {
    let folder = Folder::with(&[("a.md", RELEASE), ("media/x.png", "x")]);
    let pipe = |name: &str| {
        assert!(Command::new("mkfifo").arg(folder.join(name)).status().unwrap().success());
    };
    for name in ["pipe.md", "pipe.txt", "newsroom.json", "README.md", "pipe.png", "media/p.png"] {
        pipe(name);
    }
    let socket = std::os::unix::net::UnixListener::bind(folder.join("socket.md")).unwrap();
    let loaded = folder.load();
    assert_eq!(ids(&loaded), BTreeSet::from(["a"]));
    for name in ["pipe.md", "pipe.txt", "newsroom.json", "pipe.png", "socket.md"] {
        assert_eq!(said(&loaded, name), [Kind::PassedOver], "{name}");
    }
    drop(socket);
    let named = load(&[folder.join("pipe.md")], &Options::default());
    assert_eq!(kinds(&named), [Kind::Unreadable]);
}

/// How a file is named in a release, how it is called on disk, and what is said.
#[test]
fn files_are_found_as_people_write_their_names() {
    let long = "media/Capture d\u{2019}écran 2026-05-01 à 10.30.12\u{202f}AM.png";
    let nfd = "media/e\u{301}te\u{301} a\u{300} Tre\u{301}gastan.png";
    for (written, on_disk, expected) in [
        ("media/photo du quai.png", "media/photo du quai.png", None),
        ("media/photo%20du%20quai.png", "media/photo du quai.png", None),
        ("media/photo+du+quai.png", "media/photo du quai.png", None),
        ("media/Plan (1).png", "media/Plan (1).png", None),
        ("media/Plan%20%281%29.png", "media/Plan (1).png", None),
        ("media/100% #1.png", "media/100% #1.png", None),
        ("media/100%25%20%231.png", "media/100% #1.png", None),
        ("media/a?b.png", "media/a?b.png", None),
        ("media/a.png?v=2", "media/a.png", None),
        ("media\\photo.png", "media/photo.png", None),
        (".\\media\\photo.png", "media/photo.png", None),
        ("./media//photo.png", "media/photo.png", None),
        ("/media/photo.png", "media/photo.png", None),
        ("media/été à Trégastan.png", nfd, None),
        ("media/%C3%A9t%C3%A9%20%C3%A0%20Tr%C3%A9gastan.png", nfd, None),
        (nfd, "media/été à Trégastan.png", None),
        ("media/photo.png", "media/Photo.PNG", Some(Kind::NearName)),
        ("Media/photo.png", "media/photo.png", Some(Kind::NearName)),
        ("media/l'été.png", "media/l\u{2019}été.png", Some(Kind::NearName)),
        ("media/capture d'écran 2026-05-01 à 10.30.12 AM.png", long, Some(Kind::NearName)),
        ("media/photo.png", "media/photo.jpg", Some(Kind::MissingFile)),
        ("media/photo-du-quai.png", "media/photo_du_quai.png", Some(Kind::MissingFile)),
        ("media/ete.png", "media/été.png", Some(Kind::MissingFile)),
        ("media/autre.png", "media/photo.png", Some(Kind::MissingFile)),
        ("media/photo.png", "photo.png", Some(Kind::MissingFile)),
    ] {
        let folder = Folder::new();
        let yaml = serde_json::to_string(written).unwrap();
        let release = format!("---\ntitle: T\nimage: {yaml}\nimage_alt: x\n---\nTexte.");
        folder.fill(&[("a.md", &release), (on_disk, "x")]);
        let loaded = folder.load();
        let found = loaded.releases[0].release.image.is_some();
        assert_eq!(kinds(&loaded), Vec::from_iter(expected), "{written}: {:?}", loaded.problems);
        assert_eq!(found, expected != Some(Kind::MissingFile), "{written}");
        if expected == Some(Kind::NearName) {
            let problem = &loaded.problems[0];
            assert_eq!(problem.place, Place::Line(3), "{written}");
            let name = on_disk.rsplit('/').next().unwrap().replace('\u{202f}', " ");
            assert!(problem.message.contains(&name), "{problem}");
        }
    }
}

#[test]
fn the_near_name_is_offered() {
    for (written, on_disk, offered) in [
        ("media/photo.png", "media/photo.jpg", Some("photo.jpg")),
        ("media/photo-du-quai.png", "media/photo_du_quai.png", Some("photo_du_quai.png")),
        ("media/ete.png", "media/été.png", Some("été.png")),
        ("media/qaui-nord.png", "media/quai-nord.png", Some("quai-nord.png")),
        ("media/autre.png", "media/photo.png", None),
        // Nobody is led to what must not become public.
        ("secrets.md.png", "secrets.md", None),
        ("env", ".env", None),
    ] {
        let folder = Folder::new();
        let release = format!("---\ntitle: T\n---\n![x](<{written}>)\n");
        folder.fill(&[("a.md", &release), (on_disk, "x")]);
        let loaded = folder.load();
        let missing = loaded.problems.iter().find(|problem| problem.kind == Kind::MissingFile);
        let message = &missing.unwrap().message;
        match offered {
            Some(name) => assert!(message.contains(name), "{written}: {message}"),
            None => assert!(!message.contains(" is: if"), "{written}: {message}"),
        }
    }
}

#[test]
fn two_names_that_are_equally_near_are_no_find() {
    let folder = Folder::with(&[
        ("a.md", "---\ntitle: T\nimage: PHOTO.png\nimage_alt: x\n---\nTexte."),
        ("Photo.png", "x"),
        ("photo.PNG", "x"),
    ]);
    let loaded = folder.load();
    // A disk that knows no case holds one of the two, and finds it.
    if fs::read_dir(folder.path()).unwrap().count() == 3 {
        assert_eq!(kinds(&loaded), [Kind::MissingFile]);
    }
}

/// A text that lies in `media` comes with a release, and may be offered.
#[test]
fn texts_among_the_media_are_attachments() {
    let folder = Folder::with(&[
        (
            "a.md",
            "# T\n\n[a](media/a.txt) [b](media/b.json) [c](media/c.html) [d](media/d.md) [e](b.md)",
        ),
        ("b.md", RELEASE),
        ("media/a.txt", "x"),
        ("media/b.json", "{}"),
        ("media/c.html", "x"),
        ("media/d.md", "x"),
    ]);
    let loaded = folder.load();
    let files: Vec<&str> = loaded.files.keys().map(|path| path.as_str()).collect();
    assert_eq!(files, ["media/a.txt", "media/b.json", "media/c.html", "media/d.md"]);
    // The link to another release is text, as before.
    assert_eq!(kinds(&loaded), [Kind::RelativeLink]);
}

#[test]
fn check_ends_with_a_table_of_files() {
    let folder = Folder::with(&[
        ("a.md", "---\ntitle: T\nattachments: [media/plan.pdf]\n---\nTexte."),
        ("b.txt", "Titre\n\nTexte du communiqué."),
        ("README.md", "x"),
        ("lettre.docx", "x"),
        ("media/plan.pdf", "x"),
        ("media/autre.png", "x"),
    ]);
    let run = |args: &[&str]| {
        let output = command().arg("check").args(args).arg(folder.path()).output().unwrap();
        String::from_utf8(output.stdout).unwrap()
    };
    let text = run(&[]);
    let lines: Vec<String> = text
        .replace(&format!("{}/", folder.path().display()), "")
        .lines()
        .map(|line| line.split_ascii_whitespace().collect::<Vec<_>>().join(" "))
        .skip_while(|line| !line.starts_with("seen "))
        // How complete the releases are follows: see `command`.
        .filter(|line| !line.starts_with("complete") && !line.contains("% lacks "))
        .collect();
    assert_eq!(
        lines,
        [
            "seen 6",
            "read as Markdown 1 1 releases",
            "read as wire text 1 1 releases",
            "named by releases 1",
            "named by no release 1 media/autre.png",
            "passed over, a document that is not named by itself 1 lettre.docx",
            "passed over, about the folder 1 README.md",
            "2 releases, 0 errors, 1 warnings",
        ]
    );
    let json: serde_json::Value = serde_json::from_str(&run(&["--json"])).unwrap();
    assert_eq!(json["problems"].as_array().map(Vec::len), Some(1));
}

/// What comes with a release under embargo is copied with it, not before.
#[test]
fn media_of_an_embargoed_release_wait_with_it() {
    let folder = Folder::with(&[
        (
            "rachat.md",
            "---\ntitle: T\nembargo_until: 2030-01-15T08:00:00+01:00\nimage: media/secret.png\n\
             image_alt: x\nattachments: [media/dossier.pdf]\n---\nTexte.",
        ),
        ("autre.md", RELEASE),
        ("media/secret.png", "zqsecret"),
        ("media/dossier.pdf", "zqsecret"),
    ]);
    let holds = |now: i64| {
        let bundle = crate::support::bundle(folder.load(), now).unwrap();
        let secret = |bytes: &&Vec<u8>| bytes.as_slice() == b"zqsecret";
        bundle.files.values().filter(secret).count()
    };
    assert_eq!(holds(1_795_600_000), 0);
    assert_eq!(holds(1_900_000_000), 2);
}

/// Two files of one name in different folders stay apart, and one file named twice is one.
#[test]
fn a_file_is_offered_once_under_a_clean_name() {
    let folder = Folder::with(&[
        ("a.md", "# T\n\n![x](media/100%25%20%231.png) ![x](./media/100%25%20%231.png)"),
        ("b/b.md", "# U\n\n![x](../media/100%25%20%231.png) ![x](media/x.png)"),
        ("media/100% #1.png", "1"),
        ("b/media/x.png", "2"),
    ]);
    let loaded = folder.load();
    assert_eq!(kinds(&loaded), []);
    let files: Vec<&str> = loaded.files.keys().map(|path| path.as_str()).collect();
    assert_eq!(files, ["b/media/x.png", "media/100- -1.png"]);
    assert!(loaded.files.values().all(|path| Path::new(path).is_file()));
}
