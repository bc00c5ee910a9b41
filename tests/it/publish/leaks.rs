//! What a release may name and what must not come out for it: sources, hidden files, what lies
//! outside, in whatever way they are spelt and linked.

use super::options;
use crate::support::{Folder, NOW, kiosque, read, said};
use kiosque::ingest::Kind;
use proptest::prelude::*;
use std::{
    fs,
    path::{Path, PathBuf},
};

/// Words that stand only in files that must not become public.
const SECRET: &str = "zqsecret";

/// A newsroom that holds a release under embargo, and much else that is nobody's business.
fn newsroom(folder: &Folder) -> PathBuf {
    let root = folder.join("in");
    for below in ["media", ".git", "_drafts", "node_modules", "Modèles"] {
        fs::create_dir_all(root.join(below)).unwrap();
    }
    let embargo = "embargo_until: 2031-01-01T00:00:00Z";
    let release = format!("---\ntitle: {SECRET}\n{embargo}\n---\n{SECRET}");
    let feed = format!(
        "{{\"version\": \"https://jsonfeed.org/version/1.1\", \"title\": \"T\", \"items\": [{{\"id\": \"s\", \
         \"title\": \"{SECRET}\", \"_release\": {{\"embargo_until\": \"2031-01-01T00:00:00Z\"}}}}]}}"
    );
    for (name, text) in [
        ("secret.md", release.as_str()),
        ("newsroom.json", &feed),
        ("notes.md", SECRET),
        ("TODO.md", SECRET),
        ("LISEZMOI.txt", SECRET),
        (".env", SECRET),
        (".htpasswd", SECRET),
        ("media/.env", SECRET),
        ("media/wp-config.php", SECRET),
        (".git/config", SECRET),
        ("_drafts/plan.pdf", SECRET),
        ("_drafts/b.md", SECRET),
        ("node_modules/x.png", SECRET),
        ("Modèles/m.md", SECRET),
        ("Thumbs.db", SECRET),
        ("quai.md.bak", SECRET),
        ("~$lettre.docx", SECRET),
        ("minisign.key", SECRET),
        ("../outside.pdf", SECRET),
        ("media/plan.pdf", "public"),
    ] {
        fs::write(root.join(name), text).unwrap();
    }
    root
}

/// A release that names `address` in every way there is.
fn naming(address: &str) -> String {
    let quoted = serde_json::to_string(address).unwrap();
    let attribute = address.replace('&', "&amp;").replace('"', "&quot;");
    let target = address.replace('<', "\\<").replace('>', "\\>");
    format!(
        "---\ntitle: T\nimage: {quoted}\nattachments: [{quoted}, {{url: {quoted}, title: x}}]\n\
         media: [{{url: {quoted}, alt: x, captions: {quoted}}}]\n---\n![x](<{target}>)\n\n[x](<{target}>)\n\n\
         <p><img src=\"{attribute}\" alt=\"x\"><a href=\"{attribute}\">x</a>\
         <video src=\"{attribute}\"></video><object data=\"{attribute}\"></object>\
         <img srcset=\"{attribute} 2x\" alt=\"x\"><img data-src=\"{attribute}\" alt=\"x\">\
         <picture><source srcset=\"{attribute}\"><img src=\"{attribute}\" alt=\"x\"></picture></p>\n"
    )
}

fn betrayed(site: &Path) -> Vec<PathBuf> {
    let files = walkdir::WalkDir::new(site).into_iter().map(|entry| entry.unwrap().into_path());
    let betrays = |path: &PathBuf| {
        path.is_file() && String::from_utf8_lossy(&fs::read(path).unwrap()).contains(SECRET)
    };
    files.filter(betrays).collect()
}

/// Addresses and whether something must be said of them.
const SPELLINGS: &[(&str, bool)] = &[
    ("secret.md", true),
    ("./secret.md", true),
    (".//secret.md", true),
    ("/secret.md", true),
    ("secret.%6Dd", true),
    ("secret%2Emd", true),
    ("%73%65%63%72%65%74.md", true),
    ("secret.md/.", true),
    ("secret.md/", true),
    ("secret.md#x", true),
    ("secret.md?", true),
    ("secret.md?y=1", true),
    ("SECRET.MD", true),
    ("Secret.md", true),
    ("secret.md ", true),
    ("media/../secret.md", true),
    ("media\\..\\secret.md", true),
    ("media/%2e%2e/secret.md", true),
    ("media/..%2fsecret.md", true),
    ("secret%252Emd", false),
    ("%252e%252e/outside.pdf", false),
    ("secret.md.", false),
    ("secret.md%00.png", false),
    ("newsroom.json", true),
    ("notes.md", true),
    ("TODO.md", true),
    ("LISEZMOI.txt", true),
    (".env", true),
    ("%2eenv", true),
    ("．env", true),
    (".htpasswd", true),
    ("media/.env", true),
    ("media/wp-config.php", true),
    (".git/config", true),
    ("media/../.git/config", true),
    ("_drafts/plan.pdf", true),
    ("_drafts/b.md", true),
    ("node_modules/x.png", true),
    ("Modèles/m.md", true),
    ("Mode\u{300}les/m.md", true),
    ("Thumbs.db", true),
    ("quai.md.bak", true),
    ("~$lettre.docx", true),
    ("minisign.key", true),
    ("../outside.pdf", true),
    ("..%2foutside.pdf", true),
    ("%2e%2e/outside.pdf", true),
    ("..\\outside.pdf", true),
    ("media/../../outside.pdf", true),
    ("../in/secret.md", true),
    ("media", true),
];

#[test]
fn no_spelling_makes_a_source_public() {
    let folder = Folder::with_viewer();
    let root = newsroom(&folder);
    let mut must = Vec::new();
    for (number, (address, is_said)) in SPELLINGS.iter().enumerate() {
        let name = format!("r{number}.md");
        fs::write(root.join(&name), naming(address)).unwrap();
        must.extend(is_said.then_some((name, *address)));
    }
    fs::write(root.join("good.md"), naming("media/plan.pdf")).unwrap();
    let found = read(&root);
    for (name, address) in must {
        let said = found
            .problems
            .iter()
            .any(|p| p.source.ends_with(&format!("/{name}")) && p.kind == Kind::NotPublic);
        assert!(said, "nothing said of {address:?}");
    }
    let files: Vec<&str> = found.files.keys().map(|path| path.as_str()).collect();
    assert_eq!(files, ["media/plan.pdf"]);
    let (viewer, out) = (folder.join("viewer"), folder.join("site"));
    let now = NOW.to_string();
    let output =
        kiosque(&[&"publish", &root, &"--out", &out, &"--viewer", &viewer, &"--now", &now]);
    assert!(out.join("index.html").exists(), "{}", said(&output));
    assert_eq!(betrayed(&out), [""; 0].map(PathBuf::from));
}

#[cfg(unix)]
#[test]
fn no_link_makes_a_source_public() {
    use std::os::unix::fs::symlink;
    let folder = Folder::with_viewer();
    let root = newsroom(&folder);
    let media = root.join("media");
    for (name, target) in [
        ("soft.png", "../secret.md"),
        ("env.png", "../.env"),
        ("git.png", "../.git/config"),
        ("out.png", "../../outside.pdf"),
        ("twice.png", "soft.png"),
        ("nowhere.png", "nothing.png"),
        ("loop.png", "loop.png"),
        ("device.png", "/dev/zero"),
        ("all", "../.."),
        ("git", "../.git"),
    ] {
        symlink(target, media.join(name)).unwrap();
    }
    fs::hard_link(root.join("secret.md"), media.join("hard.png")).unwrap();
    fs::hard_link(root.join("notes.md"), media.join("hard-note.png")).unwrap();
    fs::hard_link(root.join(".env"), media.join("hard-env.png")).unwrap();
    fs::hard_link(root.join("_drafts/b.md"), media.join("hard-draft.png")).unwrap();
    let pipe = std::process::Command::new("mkfifo").arg(media.join("pipe.png")).status();
    assert!(pipe.unwrap().success());
    let names = [
        "soft.png",
        "env.png",
        "git.png",
        "out.png",
        "twice.png",
        "nowhere.png",
        "loop.png",
        "device.png",
        "all/outside.pdf",
        "all/in/secret.md",
        "git/config",
        "hard.png",
        "hard-note.png",
        "hard-env.png",
        "hard-draft.png",
        "pipe.png",
    ];
    for (number, name) in names.iter().enumerate() {
        fs::write(root.join(format!("r{number}.md")), naming(&format!("media/{name}"))).unwrap();
    }
    let found = read(&root);
    for (number, name) in names.iter().enumerate() {
        let source = format!("/r{number}.md");
        let of_it = || found.problems.iter().filter(|p| p.source.ends_with(&source));
        assert!(of_it().any(|p| p.kind == Kind::NotPublic), "{name}: {:?}", of_it().next());
    }
    assert!(found.files.is_empty(), "{:?}", found.files);
    // A source named by itself is held to the same.
    let single = folder.write("in/single.md", naming("media/hard-out.png"));
    fs::hard_link(root.join("secret.md"), media.join("hard-out.png")).unwrap();
    assert!(read(&single).files.is_empty());
    let site = crate::support::site(found, &folder.viewer(), &options(""), &mut |_, _, _| {});
    let betrays = |bytes: &Vec<u8>| String::from_utf8_lossy(bytes).contains(SECRET);
    assert!(!site.unwrap().files.values().any(betrays));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    /// However the path to a source is written, none of its words are in what is offered.
    #[test]
    fn sources_are_never_offered(
        spelt in prop::collection::vec((
            prop::sample::select(vec!["", "./", "/", "media/../", "../in/", ".//", "%2e/", "media\\..\\", "x/../", "MEDIA/../"]),
            prop::sample::select(vec!["secret.md", "newsroom.json", ".env", ".git/config", "_drafts/plan.pdf", "../outside.pdf", "notes.md"]),
            prop::collection::vec(0_u8..6, 24),
            prop::sample::select(vec!["", "/", "/.", "#x", "?y", " ", ".", "%20", "%00", "/..", "//", "?#", "%2F"]),
        ), 1..8)
    ) {
        let folder = Folder::with_viewer();
        let root = newsroom(&folder);
        for (number, (before, name, ways, after)) in spelt.iter().enumerate() {
            let way = |(character, way): (char, &u8)| match way {
                0 => format!("%{:02X}", u32::from(character)),
                1 => format!("%{:02x}", u32::from(character)),
                2 => character.to_uppercase().to_string(),
                3 if character == '/' => "\\".to_owned(),
                _ => character.to_string(),
            };
            let name: String = name.chars().zip(ways).map(way).collect();
            let address = format!("{before}{name}{after}");
            fs::write(root.join(format!("r{number}.md")), naming(&address)).unwrap();
        }
        let found = read(&root);
        for (path, file) in &found.files {
            let bytes = fs::read(file).unwrap();
            prop_assert!(!String::from_utf8_lossy(&bytes).contains(SECRET), "{}", path.as_str());
        }
    }
}
