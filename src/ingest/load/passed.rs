//! What is no release, by its name: one table for folders and one for files, and why.
//!
//! Names are compared without case and accents. A name that is in no table is a release if its
//! ending is one that is read, a picture or an attachment if its ending says so, and else said.

use super::{format::Format, why::Why};
use std::path::Path;

/// What a file in a folder is, by its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sort {
    /// A release is read from it.
    Text,
    /// One is only if the file is named as a source itself; a release may offer it.
    Document,
    /// A picture, or another file that a release may name.
    Beside,
    /// Not read.
    Passed(Why),
    /// Not read, which is said if it begins with front matter.
    Named(Why),
    /// Not read unless it begins with front matter.
    Unless(Why),
}

/// How a name is held against a rule.
enum Like {
    /// The whole name.
    Name,
    /// The name without its ending, but for a language or a number at its end.
    Stem,
    /// How the stem begins, as words.
    Words,
    /// Any word of the stem.
    Word,
    Start,
    End,
}
use Like::{End, Name, Start, Stem, Word, Words};

/// Folders of these names are not read.
const FOLDERS: &[(&str, Why)] = &[
    ("__macosx", Why::System),
    ("$recycle.bin", Why::System),
    ("@eadir", Why::System),
    ("lost+found", Why::System),
    ("system volume information", Why::System),
    ("corbeille trash _trash poubelle", Why::Held),
    ("draft drafts _draft _drafts brouillon brouillons _brouillon _brouillons", Why::Held),
    ("embargo embargos embargoes sous-embargo under-embargo unpublished non-publie", Why::Held),
    ("a-relire a-valider to-review confidentiel confidential prive private", Why::Held),
    ("interne internes internal a-publier-plus-tard on-hold en-attente", Why::Held),
    ("en-cours encours wip work-in-progress en-cours-de-redaction in-progress", Why::Held),
    ("a-ne-pas-diffuser ne-pas-diffuser a-ne-pas-publier ne-pas-publier", Why::Held),
    ("do-not-publish do-not-distribute not-for-publication not-for-release", Why::Held),
    ("usage-interne diffusion-interne internal-use internal-only", Why::Held),
    ("node_modules bower_components vendor __pycache__ _site venv", Why::Tools),
    ("template templates _template _templates modele modeles _modeles", Why::Template),
    ("gabarit gabarits archetypes layouts _layouts _includes partials _partials", Why::Template),
];

/// Files of these names are not read; the first rule that fits counts.
const FILES: &[(Like, &str, Sort)] = &[
    (Start, "~$", Sort::Passed(Why::System)),
    (End, "~", Sort::Passed(Why::System)),
    (End, "#", Sort::Passed(Why::System)),
    (Name, "thumbs.db ehthumbs.db desktop.ini", Sort::Passed(Why::System)),
    (End, ".bak .orig .old .swp .swo .tmp .temp .part .crdownload", Sort::Passed(Why::System)),
    (End, ".filepart .partial .download .lock", Sort::Passed(Why::System)),
    (Words, "readme read+me lisezmoi lisez+moi", Sort::Named(Why::About)),
    (Stem, "licence license licences licenses copying contributing", Sort::Named(Why::About)),
    (Stem, "license+mit license+apache", Sort::Named(Why::About)),
    (Stem, "code+of+conduct changelog todo todo+list a+faire", Sort::Named(Why::About)),
    (Stem, "robots humans ads app+ads", Sort::Named(Why::Site)),
    (Start, "_index.", Sort::Named(Why::Site)),
    (Name, "404.html 404.htm 404.md 500.html 50x.html", Sort::Named(Why::Site)),
    (Name, "package.json package-lock.json composer.json deno.json", Sort::Passed(Why::Site)),
    (Name, "tsconfig.json jsconfig.json manifest.json vercel.json", Sort::Passed(Why::Site)),
    (Name, "firebase.json lerna.json renovate.json site.webmanifest", Sort::Passed(Why::Site)),
    (Name, "_config.yml _config.yaml config.toml config.yaml", Sort::Passed(Why::Site)),
    (Name, "config.yml hugo.toml hugo.yaml netlify.toml mkdocs.yml", Sort::Passed(Why::Site)),
    (Name, "docker-compose.yml cargo.toml pyproject.toml book.toml", Sort::Passed(Why::Site)),
    (Name, "sitemap.xml browserconfig.xml pnpm-lock.yaml yarn.lock", Sort::Passed(Why::Site)),
    (Name, "makefile dockerfile gemfile procfile rakefile cname", Sort::Passed(Why::Site)),
    (Name, "_headers _redirects gemfile.lock", Sort::Passed(Why::Site)),
    (End, ".config.json .config.js .config.ts", Sort::Passed(Why::Site)),
    (Stem, "note notes memo memos brouillon brouillons draft", Sort::Unless(Why::Note)),
    (Stem, "drafts interne internal idee idees ideas", Sort::Unless(Why::Note)),
    (Stem, "template templates modele modeles exemple example", Sort::Unless(Why::Note)),
    (Stem, "test tests security authors auteurs changes", Sort::Unless(Why::Note)),
    (Words, "notes memo brouillon draft", Sort::Unless(Why::Note)),
    (Word, "interne internal brouillon confidentiel confidential", Sort::Unless(Why::Note)),
    (End, ".php .phtml .phar .cgi .asp .aspx .jsp .shtml", Sort::Passed(Why::Code)),
    (End, ".key .pem .p12 .pfx .ppk .kdbx .env .htpasswd", Sort::Passed(Why::Secret)),
    (End, ".doc .dot .dotx .ott .rtf", Sort::Passed(Why::Document)),
    (End, ".pages .wps .wpd .abw .gdoc .tex .latex", Sort::Passed(Why::Document)),
    (End, ".rst .adoc .asciidoc .org .textile .wiki .mdx .mdown", Sort::Passed(Why::Document)),
    (End, ".mkd .mkdn .rmd .qmd .text .xhtml .mht .mhtml", Sort::Passed(Why::Document)),
    (End, ".yaml .yml .toml .json5", Sort::Passed(Why::Document)),
    (End, ".msg .mbox .webarchive", Sort::Passed(Why::Document)),
    (End, ".png .jpg .jpeg .jpe .jfif .gif .svg .svgz .webp .avif", Sort::Beside),
    (End, ".jxl .heic .heif .bmp .tif .tiff .ico .eps .ai .psd", Sort::Beside),
    (End, ".mp3 .m4a .ogg .oga .opus .wav .flac .aac .mp4 .m4v", Sort::Beside),
    (End, ".mov .webm .ogv .avi .mkv .mpg .mpeg .vtt .srt", Sort::Beside),
    (End, ".pdf .zip .7z .gz .tar .tgz .bz2 .xz .rar .csv .tsv", Sort::Beside),
    (End, ".xls .xlsx .ods .ppt .pptx .odp .odg .epub .numbers", Sort::Beside),
    (End, ".ics .vcf .geojson .gpx .kml .kmz .shp .parquet", Sort::Beside),
    (End, ".css .js .mjs .map .woff .woff2 .ttf .otf .wasm", Sort::Beside),
    (End, ".asc .sig .minisig .sha256 .py .sh .r .ipynb", Sort::Beside),
];

/// Files that hold what comes with releases lie in folders of this name.
const MEDIA: &str = "media";

/// Whether a folder of this name holds pictures and attachments only.
pub(super) fn is_media(name: &str) -> bool {
    fold(name) == MEDIA
}

/// Whether releases are read from files of this name, by its ending.
pub(super) fn is_text(name: &str) -> bool {
    Format::of(Path::new(name)).is_some_and(Format::is_text)
}

/// Whether they are only if the file is named itself, by its ending.
pub(super) fn is_document(name: &str) -> bool {
    Format::of(Path::new(name)).is_some_and(Format::is_document)
}

/// Whether a file of this name is read in a folder.
#[cfg(feature = "native")]
pub(super) fn is_release(name: &str) -> bool {
    file(name) == Sort::Text
}

/// Whether a file of this name may hold releases though it is offered as it is.
pub(super) fn may_hold_releases(name: &str) -> bool {
    let ending = Path::new(name).extension().unwrap_or_default().to_string_lossy().to_lowercase();
    let has_format = Format::of(Path::new(name)).is_some_and(|format| !format.is_text());
    // Templates of documents are documents.
    has_format
        || matches!(&*ending, "msg" | "mbox" | "mht" | "mhtml" | "dotx" | "dotm" | "ott" | "dot")
}

/// Whether a file of this name in an archive is to be looked into: not what pictures, films and the like are called.
pub(super) fn may_hold_words(name: &str) -> bool {
    may_hold_releases(name) || file(name) != Sort::Beside
}

/// Why a folder of this name is not read.
pub(super) fn folder(name: &str) -> Option<Why> {
    if name.starts_with('.') {
        return Some(Why::Hidden);
    }
    let name = fold(name);
    let dashed = name.replace(['_', ' '], "-");
    let fits = |(names, _): &&(&str, Why)| {
        // The names of systems' folders have spaces in them.
        *names == name
            || names.split(' ').any(|known| {
                known == name || known == dashed || known.trim_start_matches('_') == dashed
            })
    };
    FOLDERS.iter().find(fits).map(|(_, why)| *why)
}

/// What a file of this name is, in a folder that is read.
pub(super) fn file(name: &str) -> Sort {
    if name.starts_with('.') {
        return Sort::Passed(Why::Hidden);
    }
    let name = fold(name);
    let path = Path::new(&name);
    let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let words = words(&stem);
    let without_tail = without_tail(&words);
    let (is_text, is_document) = (is_text(&name), is_document(&name));
    let has_words = is_text || is_document || path.extension().is_none();
    let fits = |like: &Like, known: &str| {
        let parts = || known.split('+');
        match like {
            Name => name == known,
            // The rules for words are for texts and for names without an ending.
            _ if !has_words && matches!(like, Stem | Words | Word) => false,
            Stem => parts().eq(without_tail.iter().copied()),
            Words => parts().eq(words.iter().copied().take(parts().count())),
            Word => words.contains(&known),
            Start => name.starts_with(known),
            End => name.ends_with(known) && name != known,
        }
    };
    let rule = FILES.iter().find(|(like, names, _)| names.split(' ').any(|one| fits(like, one)));
    match rule {
        Some((.., sort)) => *sort,
        None if is_text => Sort::Text,
        None if is_document => Sort::Document,
        None => Sort::Passed(Why::Unknown),
    }
}

/// Why a file at this path, from the newsroom's folder, may never become public, but for those
/// that are sources.
pub(super) fn private(inside: &Path) -> Option<Why> {
    let names: Vec<_> = inside.iter().map(|part| part.to_string_lossy().into_owned()).collect();
    let (last, folders) = names.split_last()?;
    let of_folders = folders
        .iter()
        .filter_map(|name| folder(name))
        .find(|why| matches!(why, Why::Hidden | Why::System | Why::Held | Why::Tools));
    of_folders.or(match file(last) {
        Sort::Passed(Why::Site) if !in_media(inside) => Some(Why::Site),
        Sort::Passed(why @ (Why::Hidden | Why::System | Why::Code | Why::Secret)) => Some(why),
        _ => None,
    })
}

/// Whether a file at this path, from the newsroom's folder, is or could be a source.
pub(super) fn is_source(inside: &Path) -> bool {
    let name = inside.file_name().unwrap_or_default().to_string_lossy();
    is_text(&name) && !in_media(inside)
}

/// Whether a file at this path, from the newsroom's folder, lies in a folder for attachments.
pub(super) fn in_media(inside: &Path) -> bool {
    inside
        .parent()
        .is_some_and(|folder| folder.iter().any(|name| is_media(&name.to_string_lossy())))
}

/// Of the name of a copy, the name of what it is a copy of: `quai - Copie (1).md`, `Copy of
/// quai.md`, `quai (conflicted copy 2026-05-01).md`. Folded.
pub(super) fn original(name: &str) -> Option<String> {
    let name = fold(name);
    let (stem, ending) = name.rsplit_once('.')?;
    let mut rest = stem.trim();
    for start in ["copie de ", "copy of "] {
        rest = rest.strip_prefix(start).unwrap_or(rest).trim();
    }
    if let Some((before, _)) = rest.split_once(".sync-conflict-") {
        rest = before;
    }
    loop {
        let before = rest;
        if let Some((start, inner)) = rest.strip_suffix(')').and_then(|rest| rest.rsplit_once('('))
            && (inner.bytes().all(|b| b.is_ascii_digit())
                || inner.contains("conflict")
                || inner.contains("conflit")
                || ["copie", "copy"].contains(&inner))
        {
            rest = start.trim_end();
        }
        for end in [" copie", " copy", "-copie", "-copy", "_copie", "_copy"] {
            if let Some(start) = rest.strip_suffix(end) {
                rest = start.trim_end_matches([' ', '-', '_']);
            }
        }
        if rest == before {
            break;
        }
    }
    (!rest.is_empty() && rest != stem).then(|| format!("{rest}.{ending}"))
}

/// Whether a text begins with front matter, of whatever sort.
pub(super) fn has_header(start: &[u8]) -> bool {
    let start = String::from_utf8_lossy(start);
    let start = start.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    ["---", "+++", ";;;", "{", "<!--"].iter().any(|mark| start.starts_with(mark))
}

/// A name as it is compared: without case and accents.
pub(super) fn fold(name: &str) -> String {
    deunicode::deunicode(name).to_lowercase()
}

fn words(stem: &str) -> Vec<&str> {
    stem.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect()
}

/// Without a language or a number at the end: `notes.fr`, `README 2`.
fn without_tail<'w>(words: &'w [&'w str]) -> &'w [&'w str] {
    match words {
        [rest @ .., last]
            if !rest.is_empty()
                && (["fr", "en", "de", "es", "it", "nl", "pt"].contains(last)
                    || last.bytes().all(|b| b.is_ascii_digit())) =>
        {
            rest
        }
        all => all,
    }
}

#[cfg(test)]
mod tests {
    use super::{Sort, file, folder, has_header, original, private};
    use crate::ingest::load::why::Why;
    use std::path::Path;

    #[test]
    fn files_by_their_names() {
        for (names, expected) in [
            (
                "quai.md bon.MD BON2.Md x.markdown newsroom.json page.html wire.TXT index.md \
                 keynote.md note-de-presse.md todo-sobre-el-puerto.md license-plates.md \
                 modele-economique.md a-faire-ce-week-end.md reading.md testing.md",
                Sort::Text,
            ),
            ("photo.PNG plan.pdf dossier.zip pluie.csv film.mp4", Sort::Beside),
            (
                "README README.md readme.fr.md LISEZMOI.txt Lisez-moi.txt TODO.md LICENSE LICENCE.txt \
                 À-faire.md A_FAIRE.txt CHANGELOG.md CODE_OF_CONDUCT.md",
                Sort::Named(Why::About),
            ),
            (
                "robots.txt humans.txt ads.txt _index.md _index.fr.md 404.html",
                Sort::Named(Why::Site),
            ),
            ("package.json vite.config.json Makefile hugo.toml", Sort::Passed(Why::Site)),
            (
                "notes.md Notes-internes.md mémo.txt brouillon.md point-interne.md modèle.md \
                 exemple.md draft-2.md confidentiel.txt SECURITY.md",
                Sort::Unless(Why::Note),
            ),
            (
                "~$lettre.docx x.md~ #x.md# x.bak x.md.orig x.part Thumbs.db",
                Sort::Passed(Why::System),
            ),
            (".env .git .htpasswd", Sort::Passed(Why::Hidden)),
            ("cle.pem minisign.key prod.env", Sort::Passed(Why::Secret)),
            ("a.doc c.rst page.mdx x.yaml m.msg", Sort::Passed(Why::Document)),
            ("a.docx b.ODT d.xml feed.RSS m.eml", Sort::Document),
            ("sitemap.xml", Sort::Passed(Why::Site)),
            ("notes.xml brouillon-2.rss", Sort::Unless(Why::Note)),
            ("x.mdd communique x.txtt corpus.jsonl", Sort::Passed(Why::Unknown)),
        ] {
            for name in names.split_ascii_whitespace() {
                assert_eq!(file(name), expected, "{name}");
            }
        }
    }

    #[test]
    fn folders_by_their_names() {
        for (name, expected) in [
            ("2024", None),
            ("media", None),
            (".git", Some(Why::Hidden)),
            ("_drafts", Some(Why::Held)),
            ("Brouillons", Some(Why::Held)),
            ("Sous embargo", Some(Why::Held)),
            ("À NE PAS DIFFUSER", Some(Why::Held)),
            ("en cours", Some(Why::Held)),
            ("WIP", Some(Why::Held)),
            ("cours", None),
            ("Modèles", Some(Why::Template)),
            ("mode\u{300}les", Some(Why::Template)),
            ("templates", Some(Why::Template)),
            ("node_modules", Some(Why::Tools)),
            ("System Volume Information", Some(Why::System)),
            ("$RECYCLE.BIN", Some(Why::System)),
            ("internet", None),
        ] {
            assert_eq!(folder(name), expected, "{name}");
        }
    }

    #[test]
    fn copies_name_their_originals() {
        for (name, expected) in [
            ("bon - Copie (1).md", Some("bon.md")),
            ("bon - Copie.md", Some("bon.md")),
            ("bon copy.md", Some("bon.md")),
            ("bon (2).md", Some("bon.md")),
            ("Copy of Bon.md", Some("bon.md")),
            ("Copie de été.txt", Some("ete.txt")),
            ("bon (Ana's conflicted copy 2026-05-01).md", Some("bon.md")),
            ("bon (copie en conflit de Ana).md", Some("bon.md")),
            ("bon.sync-conflict-20260501-101112-ABC.md", Some("bon.md")),
            ("bon.md", None),
            ("photocopie.md", None),
            ("Loi (projet).md", None),
        ] {
            assert_eq!(original(name).as_deref(), expected, "{name}");
        }
    }

    #[test]
    fn paths_that_stay_private() {
        for (path, expected) in [
            ("media/photo.png", None),
            ("media/notes.txt", None),
            (".git/config", Some(Why::Hidden)),
            ("media/.env", Some(Why::Hidden)),
            ("media/Thumbs.db", Some(Why::System)),
            ("_drafts/media/x.png", Some(Why::Held)),
            ("node_modules/x/logo.svg", Some(Why::Tools)),
            ("templates/logo.svg", None),
            ("media/wp-config.php", Some(Why::Code)),
            ("media/lettre.docx", None),
        ] {
            assert_eq!(private(Path::new(path)), expected, "{path}");
        }
    }

    #[test]
    fn front_matter_is_seen_whatever_stands_before_it() {
        for (start, expected) in [
            ("---\ntitle: x", true),
            ("\u{feff}\r\n\n---\n", true),
            ("+++\n", true),
            ("{\"title\": 1}", true),
            ("<!-- x -->\n---", true),
            ("# Notes", false),
            ("", false),
        ] {
            assert_eq!(has_header(start.as_bytes()), expected, "{start:?}");
        }
    }
}
