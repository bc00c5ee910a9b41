//! Publishers' slips: what withholds a release though it is not written where it should be, and
//! ordinary texts that only look so.

use crate::support::Folder;
use kiosque::{
    bundle::{Waiting, leave_out},
    ingest::Kind,
};

/// 2026-11-25T12:00:00Z.
const NOW: i64 = 1_795_608_000;

/// The texts that a folder shows at [`NOW`], and the kinds of its problems.
fn shown(files: &[(&str, &str)]) -> (Vec<String>, Vec<Kind>) {
    let folder = Folder::with(files);
    let mut loaded = folder.load();
    let left = leave_out(&mut loaded, &Waiting::from(NOW));
    let kinds = loaded.problems.iter().chain(&left.problems).map(|problem| problem.kind).collect();
    (loaded.releases.iter().map(|sourced| sourced.release.text()).collect(), kinds)
}

/// One file: whether it is shown, and the kind of problem that says why not.
#[track_caller]
fn check(name: &str, text: &str, expected: Option<Kind>) {
    let (texts, kinds) = shown(&[(name, text)]);
    assert_eq!(texts.is_empty(), expected.is_some(), "{text}\n{kinds:?}");
    if let Some(kind) = expected {
        assert!(kinds.contains(&kind), "{text}\nno {kind} in {kinds:?}");
    }
}

#[test]
fn what_was_sent_again_under_one_identifier() {
    let item = |more: &str, text: &str| {
        format!("{{\"id\": \"a\", \"title\": \"A\", \"content_text\": \"{text}\"{more}}}")
    };
    let plain = "";
    let held = r#", "draft": true"#;
    let withdrawn = r#", "_release": {"status": {"state": "withdrawn"}}"#;
    let early = r#", "date_modified": "2026-11-01T09:00:00Z""#;
    let late = r#", "date_published": "2026-11-02""#;
    let waits = r#", "embargo_until": "2030-01-15T08:00:00Z""#;
    let withdrawn_early =
        r#", "_release": {"status": {"state": "withdrawn", "date": "2026-10-01"}}"#;
    for (first, second, expected) in [
        (plain, plain, Some("1")),
        (plain, held, None),
        (held, plain, None),
        (early, late, Some("2")),
        (late, early, Some("1")),
        (early, plain, Some("1")),
        (plain, withdrawn, Some("2")),
        (withdrawn, plain, Some("1")),
        (late, withdrawn_early, Some("1")),
        (withdrawn_early, late, Some("2")),
        (plain, waits, None),
        (waits, plain, None),
    ] {
        let feed = |text: &str| {
            format!(
                "{{\"version\": \"https://jsonfeed.org/version/1.1\", \"title\": \"P\", \"items\": [{text}]}}"
            )
        };
        let (first, second) = (item(first, "1"), item(second, "2"));
        let files = [("newsroom.json", feed(&format!("{first}, {second}")))];
        let files: Vec<(&str, &str)> = files.iter().map(|(name, text)| (*name, &**text)).collect();
        let (texts, kinds) = shown(&files);
        let found: Vec<&str> = texts.iter().map(|text| text.trim()).collect();
        assert_eq!(found, expected.into_iter().collect::<Vec<_>>(), "{first}\n{second}\n{kinds:?}");
        assert!(kinds.contains(&Kind::DuplicateId), "{first}\n{second}\n{kinds:?}");
    }
    // Word of a withdrawal without title or text takes the text back all the same.
    let bare = r#"{"id": "a", "status": "withdrawn"}"#;
    let text = format!(
        "{{\"version\": \"https://jsonfeed.org/version/1.1\", \"items\": [{}, {bare}]}}",
        item("", "1")
    );
    assert_eq!(shown(&[("newsroom.json", &text)]).0, Vec::<String>::new());
}

#[test]
fn notes_above_the_text() {
    for line in [
        "DRAFT v2",
        "Version de travail – ne pas transmettre",
        "Sous réserve de validation du Préfet",
        "Information réservée – usage interne",
        "Sotto embargo fino al 15 gennaio",
        "[PROJET DE COMMUNIQUÉ]",
        "V3 – en attente validation cabinet",
        "BAT",
        "E M B A R G O",
        "<b>EM</b>BARGO 15/01/2030",
        "FOR RELEASE: Tuesday, 9 AM",
    ] {
        let text = format!("# Le quai rouvre\n\n{line}\n\nTexte.");
        check("a.md", &text, Some(Kind::EmbargoInText));
        let page = format!("<article><h1>Le quai</h1><p>{line}</p><p>Texte.</p></article>");
        check("a.html", &page, Some(Kind::EmbargoInText));
    }
    for line in [
        "FOR RELEASE: January 15, 2030, 9:00 AM ET",
        "FOR RELEASE 15 January 2030",
        "Release date: 15 January 2030",
        "Pour diffusion le 15 janvier 2030",
        "À ne publier qu'à partir du 15 janvier 2030",
        "Diffusion différée au 15 janvier 2030",
        "FOR RELEASE: November 25, 2026, 11:00 PM PT",
    ] {
        check("a.md", &format!("# Le quai\n\n{line}\n\nTexte."), Some(Kind::FutureDate));
    }
    for line in [
        "FOR IMMEDIATE RELEASE",
        "For release: immediately",
        "FOR RELEASE: January 15, 2024, 9:00 AM ET",
        "Release date: 15 January 2024",
        "Pour diffusion immédiate",
        "Draft 2026",
        "Not for distribution in the United States",
        "Document de travail sur la pêche côtière",
        "Sous réserve de validation du Préfet, les travaux reprendront lundi.",
    ] {
        check("a.md", &format!("# Le quai rouvre\n\n{line}\n\nTexte."), None);
    }
}

#[test]
fn marks_of_pages() {
    let page = |head: &str, class: &str, title: &str, more: &str| {
        format!(
            "<html lang=fr><head><title>{title}</title>{head}</head><body><article class='{class}'>\
             <h1>Le quai rouvre</h1>{more}<p>Le texte du communiqué.</p></article></body></html>"
        )
    };
    let ld = |inner: &str| {
        format!("<script type='application/ld+json'>{{\"@type\":\"NewsArticle\",{inner}}}</script>")
    };
    for text in [
        page("<meta property='article:status' content='draft'>", "", "A", ""),
        page(&ld("\"creativeWorkStatus\":\"Draft\""), "", "A", ""),
        page(&ld("\"isAccessibleForFree\":\"False\""), "", "A", ""),
        page(&ld("\"isAccessibleForFree\":false"), "", "A", ""),
        page("<meta name=robots content='noindex, follow'>", "", "A", ""),
        page("", "post status-draft", "A", ""),
        page("", "", "Privé : Le quai", ""),
        page("", "", "Aperçu : Le quai", ""),
        page("", "", "A", "<form class='post-password-form'><input></form>"),
        page("<meta name=keywords content='port, #draft'>", "", "A", ""),
    ] {
        check("a.html", &text, Some(Kind::UnclearHold));
    }
    let later = page("<meta name='DCTERMS.available' content='2030-01-01'>", "", "A", "");
    check("a.html", &later, Some(Kind::FutureDate));
    for text in [
        page("<meta name=robots content='index, follow'>", "status-publish", "A", ""),
        page(&ld("\"isAccessibleForFree\":true,\"creativeWorkStatus\":\"Published\""), "", "A", ""),
        page("<meta name='DCTERMS.available' content='2024-01-01'>", "", "Aperçu des travaux", ""),
        page("<meta name=keywords content='drafting, internal waters'>", "private", "A", ""),
    ] {
        check("a.html", &text, None);
    }
}

#[test]
fn tags_that_hold() {
    for tag in ["draft", "Embargo", "pending", "Privé", "'#internal'", "'#draft'", "à valider"] {
        let text = format!("---\ntitle: A\ntags: [port, {tag}]\n---\nTexte.");
        check("a.md", &text, Some(Kind::UnclearHold));
    }
    for tag in ["draft laws", "embargo sur les armes", "Vie privée", "internal market"] {
        check("a.md", &format!("---\ntitle: A\ntags: [port, {tag}]\n---\nTexte."), None);
    }
}

#[test]
fn headers_of_other_programs() {
    for (text, kind) in [
        ("--- # c\ntitle: x\ndraft: true\n---\nTexte.", Kind::Draft),
        ("<!--\ntitle: x\ndraft: true\n-->\n\nTexte.", Kind::UnreadHeader),
        ("#+TITLE: x\n#+DRAFT: true\n\nTexte.", Kind::UnreadHeader),
        ("---\ntitle: x\nbuild:\n  render: never\n  list: never\n---\nTexte.", Kind::Draft),
        ("---\ntitle: x\n_build:\n  list: never\n---\nTexte.", Kind::Draft),
        ("---\ntitle: x\neleventyExcludeFromCollections: true\n---\nTexte.", Kind::Draft),
        ("---\ntitle: x\npermalink: false\n---\nTexte.", Kind::Draft),
    ] {
        check("a.md", text, Some(kind));
    }
    for text in [
        "---\ntitle: x\npermalink: /quai/\n---\nTexte.",
        "---\ntitle: x\nbuild:\n  render: always\n---\nTexte.",
        "<!-- relu -->\n---\ntitle: x\n---\nTexte.",
    ] {
        check("a.md", text, None);
    }
}

#[test]
fn folders_that_hold() {
    for name in [
        "À NE PAS DIFFUSER/v.md",
        "en cours/a.md",
        "WIP/b.md",
        "u.sync-conflict-20260101-120000-ABC.md",
    ] {
        check(name, "# Le quai\n\nTexte.", Some(Kind::PassedOver));
    }
}

/// What editors write to one another is not printed, and what only looks so is.
#[test]
fn marks_of_editors_withhold() {
    for text in [
        "Le quai rouvre{>>sûr ?<<}.",
        "Le quai {--ne --}rouvre.",
        "{++Le quai++}.",
        "{~~lundi~>mardi~~}",
    ] {
        check("a.md", &format!("# A\n\n{text}"), Some(Kind::UnclearHold));
    }
    for text in ["Le quai {>> rouvre.", "Entre -- et --} rien.", "Un {mot} et ++."] {
        check("a.md", &format!("# A\n\n{text}"), None);
    }
}

/// What only other screens are shown is there; what nobody is shown is not.
#[test]
fn a_class_for_other_screens_hides_nothing() {
    let page = |class: &str| {
        format!(
            "<!doctype html><html lang=fr><title>A</title><main><h1>A</h1><p>Un.</p><p class='{class}'>Deux.</p></main>"
        )
    };
    for (class, expected) in
        [("d-none", false), ("d-none d-print-none", false), ("d-none d-md-block", true)]
    {
        let (texts, _) = shown(&[("a.html", &page(class))]);
        assert_eq!(
            texts.first().map(|text| text.contains("Deux.")),
            Some(expected),
            "{class}: {texts:?}"
        );
    }
}

#[test]
fn what_is_no_date_waits_for_the_last_day_that_it_may_mean() {
    for (date, waits) in [
        ("2031-02-31", true),
        ("31.11.2026", true),
        ("31 novembre 2026", true),
        ("November 31, 2026", true),
        ("2026-13-01", true),
        ("32/12/2026", true),
        ("2026-12", true),
        ("printemps 2027", true),
        ("2024-02-31", false),
        ("31.06.2026", false),
        ("2024-11", false),
        ("printemps 2024", false),
    ] {
        let text = format!("---\ntitle: A\nlanguage: fr\ndate: \"{date}\"\n---\nTexte.");
        let (texts, kinds) = shown(&[("a.md", &text)]);
        assert_eq!(texts.is_empty(), waits, "{date}: {kinds:?}");
        assert!(kinds.contains(&Kind::BadDate), "{date}: {kinds:?}");
        assert_eq!(kinds.contains(&Kind::FutureDate), waits, "{date}: {kinds:?}");
    }
    for (date, waits) in [
        ("demain", true),
        ("demain, 18 h", true),
        ("18:00", true),
        ("ce soir", true),
        ("lundi prochain", true),
        ("Monday", true),
        ("à confirmer", true),
        ("n.d.", false),
        ("inconnue", false),
        ("lundi 3 mars 1997 ?", false),
    ] {
        let text = format!("---\ntitle: A\nlanguage: fr\ndate: \"{date}\"\n---\nTexte.");
        let (texts, kinds) = shown(&[("a.md", &text)]);
        assert_eq!(texts.is_empty(), waits, "{date}: {kinds:?}");
        assert_eq!(kinds.contains(&Kind::UnclearHold), waits, "{date}: {kinds:?}");
    }
    // Where nothing tells the day from the month, the later of both; where the language does, no other.
    for (language, date, waits) in [
        ("und", "05/12/2026", true),
        ("und", "12/05/2026", true),
        ("und", "05/12/26", true),
        ("und", "05/12/2024", false),
        ("und", "05/12/97", false),
        ("fr", "12/05/2026", false),
        ("fr", "05/12/2026", true),
        ("en-US", "05/12/2026", false),
    ] {
        let text = format!("---\ntitle: A\nlanguage: {language}\ndate: \"{date}\"\n---\nTexte.");
        let (texts, kinds) = shown(&[("a.md", &text)]);
        assert_eq!(texts.is_empty(), waits, "{language} {date}: {kinds:?}");
    }
}
