//! Whole HTML pages: which part is the text, and what a page says of itself.

#![allow(clippy::unwrap_used, reason = "helpers of tests, too, may fail")]

use crate::support::Folder;
use kiosque::{
    ingest::{Kind, Loaded},
    model::{Release, blocks_text},
};
use std::fs;

/// Reads one page as part of its folder, so that the names of folders count.
fn load_page(folder: &Folder, name: &str, text: &str) -> Loaded {
    let path = folder.write(name, text);
    let loaded = folder.load();
    fs::remove_file(path).unwrap();
    loaded
}

fn release(folder: &Folder, text: &str) -> Release {
    let loaded = load_page(folder, "page.html", text);
    assert_eq!(loaded.releases.len(), 1, "{text}");
    loaded.releases.into_iter().next().unwrap().release
}

fn kinds(loaded: &Loaded) -> Vec<Kind> {
    loaded.problems.iter().map(|problem| problem.kind).collect()
}

fn date(release: &Release) -> String {
    release.published.map(|date| date.to_string()).unwrap_or_default()
}

#[test]
fn the_text_is_found_and_nothing_else() {
    let folder = Folder::new();
    let check = |body: &str, title: &str, text: &str| {
        let page = format!(
            "<!DOCTYPE html><html lang=fr><title>La criée - Port</title>\n<meta property=og:site_name content=Port><body>{body}"
        );
        let release = release(&folder, &page);
        let found =
            blocks_text(&release.body.blocks()).split_whitespace().collect::<Vec<_>>().join(" ");
        assert_eq!((release.title.as_deref(), found.as_str()), (Some(title), text), "{body}");
    };
    // Other articles, crumbs, buttons, the site's header and footer.
    check(
        "<header><a href=/>Port</a></header><main><ol class=breadcrumb><li><a href=/>Accueil</a>
         </ol><article><h1>La criée ouvre</h1><p>Elle ouvre lundi.</p>
         <div class='social-share'><a href=/x>Partager</a></div></article>
         <aside><h2>À lire aussi</h2><article><h3>Une grue</h3><p>Elle part.</p></article></aside>
         </main><footer><p>Mentions légales</p></footer>",
        "La criée ouvre",
        "Elle ouvre lundi.",
    );
    check(
        "<main><nav aria-label='Fil d’Ariane'>Accueil</nav><h1>La criée</h1><p>Lundi.</p>
         <section class=related-articles><article><h2>Autre</h2><p>Texte.</p></article></section>",
        "La criée",
        "Lundi.",
    );
    check(
        "<main><article><h1>La criée</h1><p>Lundi.</p></article>
         <article><h3><a href=/1>Une grue</a></h3><p>Elle part pour Brest.</p></article>
         <article><h3><a href=/2>Un bac</a></h3><p>Il arrive.</p></article></main>",
        "La criée",
        "Lundi.",
    );
    check(
        "<article><h1>La criée</h1><p>Lundi.</p><section><h3>Sur le même sujet</h3>
         <ul><li><a href=/1>Une grue part</a><li><a href=/2>Un bac arrive</a></ul></section>
         <div id=comments><p>Bravo !</p></div><form><input><p>Votre adresse</p></form></article>",
        "La criée",
        "Lundi.",
    );
    // What may be the release's stays: its header, its asides, its footer, its parts.
    check(
        "<main><article><header><h1>La criée</h1><p>Un marché pour tous.</p></header><p>Lundi.</p>
         <aside><h2>À propos du port</h2><p>Il a cent ans.</p></aside>
         <footer><p>Contact presse : Anne Le Goff</p></footer></article></main>",
        "La criée",
        "Un marché pour tous. Lundi. À propos du port Il a cent ans. \
         Contact presse : Anne Le Goff",
    );
    check(
        "<main><article><h1>La criée</h1><p>Lundi.</p></article><article><h2>Le programme</h2>
         <p>Neuf heures.</p></article></main>",
        "La criée",
        "Lundi. Le programme Neuf heures.",
    );
    check(
        "<main><h1>La criée</h1><p>Un marché pour tous.</p><article><p>Lundi.</p></article></main>",
        "La criée",
        "Un marché pour tous. Lundi.",
    );
    check(
        "<h1>La criée</h1><p>Lundi.</p><footer><p>Contact : Anne, au port, à toute heure</p>",
        "La criée",
        "Lundi. Contact : Anne, au port, à toute heure",
    );
    check(
        "<form id=aspnetForm><input type=hidden><h1>La criée</h1><p>Lundi.</p></form>",
        "La criée",
        "Lundi.",
    );
    check(
        "<div itemscope itemtype='https://schema.org/NewsArticle'><h1 itemprop=headline>La criée
         </h1><p>Un marché.</p><div itemprop=articleBody><p>Lundi.</p></div></div><p>Pied",
        "La criée",
        "Un marché. Lundi.",
    );
    check("<div itemprop=articleBody><p>Lundi.</p></div><p>Pied</p>", "La criée", "Lundi.");
    check(
        "<h1>Port</h1><article><h2>La criée</h2><p>Lundi.</p></article><p>Pied</p>",
        "La criée",
        "Lundi.",
    );
    // A word before the headline; a headline that is the site's name; only links.
    check("<main><p>Presse</p><h1>La criée ouvre</h1><p>Lundi.", "La criée ouvre", "Presse Lundi.");
    check("<nav><a href=https://e.org/>Un</a></nav>", "La criée", "Un");
    // Tables that lay the page out.
    check(
        "<table><tr><td colspan=2><img src=https://e.org/l.gif alt=Port></td></tr><tr>
         <td><a href=https://e.org/1>Accueil</a><br><a href=https://e.org/2>Plan</a></td>
         <td><h1>La criée ouvre</h1><p>Lundi.</p><table><tr><td>9 h</td><td>Vente</td></tr></table>
         </td></tr></table>",
        "La criée ouvre",
        "Port Lundi. 9 h Vente",
    );
}

#[test]
fn dates_of_pages() {
    let folder = Folder::new();
    let check = |head: &str, body: &str, expected: &str, text: &str| {
        let page = format!(
            "<!DOCTYPE html><html lang=fr><head><title>T</title>{head}</head><body><article>\
             <h1>La criée</h1>{body}</article>"
        );
        let release = release(&folder, &page);
        let found =
            blocks_text(&release.body.blocks()).split_whitespace().collect::<Vec<_>>().join(" ");
        assert_eq!((date(&release).as_str(), found.as_str()), (expected, text), "{head} {body}");
    };
    let script = |json: &str| format!("<script type=application/ld+json>{json}</script>");
    check(
        &script(r#"{"@type":"NewsArticle","datePublished":"2023-06-07T08:00:00+02:00"}"#),
        "<p><time datetime=2023-06-07>7 juin 2023</time></p><p>Lundi.</p>",
        "2023-06-07T08:00:00+02:00",
        "Lundi.",
    );
    check(
        &script(r#"{"@graph":[{"@type":"WebPage","datePublished":"2023-06-07"}]}"#),
        "<p>Lundi.</p>",
        "2023-06-07",
        "Lundi.",
    );
    check(
        "<meta property=article:published_time content='2023-06-07T08:00:00Z'>",
        "<p>Lundi.</p>",
        "2023-06-07T08:00:00Z",
        "Lundi.",
    );
    check("<meta name=DC.date content=2023-06-07>", "<p>Lundi.</p>", "2023-06-07", "Lundi.");
    check(
        "<meta name=parsely-pub-date content='mer. 7 juin 2023'>",
        "<p>Lundi.</p>",
        "2023-06-07",
        "Lundi.",
    );
    check(
        "",
        "<p>Par Anne, <time itemprop=datePublished datetime=2023-06-07>hier</time></p><p>Lundi.</p>",
        "2023-06-07",
        "Par Anne, hier Lundi.",
    );
    check(
        "",
        "<meta itemprop=datePublished content=2023-06-07T08:00><p>Lundi.</p>",
        "2023-06-07T08:00:00",
        "Lundi.",
    );
    check("", "<p>Publié le <time>7 juin 2023</time></p><p>Lundi.", "2023-06-07", "Lundi.");
    check(
        "",
        "<header><time datetime=2023-06-07>7 juin 2023</time></header><p>Lundi.</p>",
        "2023-06-07",
        "Lundi.",
    );
    check("", "<p class=date>7 juin 2023</p><p>Lundi.</p>", "2023-06-07", "Lundi.");
    check("", "<p class='entry-date updated'>7 juin 2023<p>Lundi.", "2023-06-07", "Lundi.");
    // The time of day is said nowhere else: it stays.
    check(
        "<meta name=date content=2023-06-07>",
        "<p><time>7 juin 2023 à 9 h</time></p><p>Lundi.</p>",
        "2023-06-07",
        "7 juin 2023 à 9 h Lundi.",
    );
    // Days of what the text is about.
    check(
        "",
        "<p>Rendez-vous le <time datetime=2023-06-10>10 juin 2023</time>.</p>",
        "",
        "Rendez-vous le 10 juin 2023.",
    );
    check(
        "<meta name=date content=2023-06-07>",
        "<p>Lundi.</p><p><time datetime=2023-06-10>10 juin 2023</time></p>",
        "2023-06-07",
        "Lundi. 10 juin 2023",
    );
    // The first that is a date.
    check(
        "<meta property=article:published_time content=bientôt><meta name=date content=2023-06-07>",
        "<p>Lundi.</p>",
        "2023-06-07",
        "Lundi.",
    );
}

#[test]
fn what_pages_say_of_themselves() {
    let folder = Folder::new();
    let check = |page: &str, expected: &str| {
        let release = release(&folder, page);
        let issuers: Vec<&str> = release.issuers.iter().map(|party| party.name.as_str()).collect();
        let found = [
            release.title.unwrap_or_default(),
            release.language.map(|language| language.to_string()).unwrap_or_default(),
            issuers.join("+"),
            release.site.map(|party| party.name).unwrap_or_default(),
            release.topics.iter().map(|topic| topic.to_string()).collect::<Vec<_>>().join("+"),
            release.url.map(|url| url.to_string()).unwrap_or_default(),
        ];
        assert_eq!(found.join("|"), expected, "{page}");
    };
    check(
        "<html lang=fr_FR><title>La criée ouvre - Port de Kerlouarn</title>
         <meta property=og:site_name content='Port de Kerlouarn'><p>Lundi.",
        "La criée ouvre|fr-fr||Port de Kerlouarn||",
    );
    check(
        "<html lang=français><title>Port | La criée ouvre</title>
         <script type='application/ld+json'>{\"@type\":\"Article\",\"headline\":\"Port | La criée ouvre\",
         \"publisher\":{\"@type\":\"Organization\",\"name\":\"Port\"},\"keywords\":[\"Mer\",\"Vente\"],
         \"mainEntityOfPage\":{\"@id\":\"https://port.example.org/1\"}}</script><p>Lundi.",
        "La criée ouvre|fr|Port||mer+vente|https://port.example.org/1",
    );
    check(
        "<html lang=fr><title>La criée - Port</title><h1>Port</h1><article><h2>La criée</h2><p>Lundi.",
        "La criée|fr||||",
    );
    check(
        "<title>La criée – une fête | Presse</title><meta property=og:locale content=fr_CA>
         <meta name=author content=Port><meta name=keywords content='Mer, Vente'><div>
         <h1>La criée – une fête</h1></div><article><p>Lundi.</p></article>",
        "La criée – une fête|fr-ca|Port||mer+vente|",
    );
    check(
        "<html><title>T</title><meta http-equiv=content-language content=en>
         <meta name=DC.creator content=Port><link rel='canonical nofollow' href=https://e.org/1>
         <meta property=article:author content=https://e.org/anne>
         <meta property=article:tag content='Mer, vent'><h1>The market</h1><p>On Monday.",
        "The market|en|Port||mer-vent|https://e.org/1",
    );
}

#[test]
fn addresses_of_pages() {
    let folder = Folder::new();
    fs::write(folder.join("ici.png"), "x").unwrap();
    let loaded = load_page(
        &folder,
        "page.html",
        "<html lang=fr><base href=https://port.example.org/2024/><main><h1>La criée</h1>
         <p><a href=plan.html>le plan</a> <a href=//port.example.org/x>x</a>
         <a href=www.port.example.org/y>site</a>
         <a href='mailto:presse@example.org?subject=La%20criée'>écrire</a>
         <a href=tel:+33199001234>appeler</a> <a href='#haut'>haut</a>
         <p><img src=quai.jpg alt=Quai> <img src=ici.png alt=Ici>
         <img src=/logo.png alt=Logo>",
    );
    let json = serde_json::to_string(&loaded.releases[0].release.body).unwrap();
    for expected in [
        "https://port.example.org/2024/plan.html",
        "\"https://port.example.org/x\"",
        "\"https://www.port.example.org/y\"",
        "mailto:presse@example.org?subject=La%20cri",
        "tel:+33199001234",
        "https://port.example.org/2024/quai.jpg",
        "{\"local\":\"ici.png\"}",
        "https://port.example.org/logo.png",
    ] {
        assert!(json.contains(expected), "{expected} in {json}");
    }
    assert_eq!(kinds(&loaded), [Kind::Repaired]);
}

#[test]
fn a_broken_script_costs_only_itself() {
    let folder = Folder::new();
    let loaded = load_page(
        &folder,
        "page.html",
        "<html lang=fr><script type=application/ld+json>{\"@type\":</script>
         <meta name=date content=2023-06-07><h1>La criée</h1><p>Lundi.",
    );
    assert_eq!(kinds(&loaded), [Kind::PassedOver]);
    assert_eq!(date(&loaded.releases[0].release), "2023-06-07");
}

#[test]
fn names_of_files_date_what_has_no_date() {
    let folder = Folder::new();
    let check = |name: &str, text: &str, expected: &str, kinds: &[Kind]| {
        let loaded = load_page(&folder, name, text);
        let told: Vec<Kind> = self::kinds(&loaded);
        let release = &loaded.releases[0].release;
        assert_eq!((date(release).as_str(), told.as_slice()), (expected, kinds), "{name}");
    };
    let named = &[Kind::DateFromName];
    let markdown = "---\ntitle: La criée\nlanguage: fr\n---\nLundi.\n";
    check("2023-06-07-la-criee.md", markdown, "2023-06-07", named);
    check("20230607-la-criee.md", markdown, "2023-06-07", named);
    check("2023/06/07/la-criee.md", markdown, "2023-06-07", named);
    check(
        "2023-06-07-la-criee.txt",
        "Port\nSujets : Mer\n\nLa criée\n\nLundi.",
        "2023-06-07",
        named,
    );
    check("2023-06-07.html", "<html lang=fr><h1>La criée</h1><p>Lundi.", "2023-06-07", named);
    check("la-criee-2023-06-07.md", markdown, "", &[]);
    let dated = "---\ntitle: La criée\nlanguage: fr\ndate: 2023-06-08\n---\nLundi.\n";
    check("2023-06-07-la-criee.md", dated, "2023-06-08", &[]);
    let wrong = "---\ntitle: La criée\nlanguage: fr\ndate: inconnue\n---\nLundi.\n";
    check("2023-06-07-la-criee.md", wrong, "2023-06-07", &[Kind::BadDate, Kind::DateFromName]);
}

#[test]
fn wire_footers_keep_the_day() {
    let folder = Folder::new();
    let check = |on: &str, expected: &str, kinds: &[Kind]| {
        let footer = format!("Communiqué envoyé le {on} et diffusé par : Agence");
        let text = format!("Portail\nSujets : Mer\n\nLa criée\n\n\nLundi.\n\n{footer}\n");
        let loaded = load_page(&folder, "wire.fr.txt", &text);
        let release = &loaded.releases[0].release;
        assert_eq!(
            (date(release).as_str(), self::kinds(&loaded).as_slice()),
            (expected, kinds),
            "{on}"
        );
        assert_eq!(release.distributor.as_ref().unwrap().name, "Agence");
    };
    for (on, expected) in [
        ("7 juin 2023 à 16 h 45", "2023-06-07T16:45:00"),
        ("7\u{a0}juin 2023 à 16\u{a0}h\u{a0}45", "2023-06-07T16:45:00"),
        ("mercredi 7 juin 2023 à 16 h", "2023-06-07T16:00:00"),
        ("mer. 7 juin 2023 à 16:45", "2023-06-07T16:45:00"),
        ("07/06/2023 à 16:45", "2023-06-07T16:45:00"),
        ("7 JUIN 2023", "2023-06-07"),
        ("1er déc. 2023 à 9 heures", "2023-12-01T09:00:00"),
        ("7 juin 2023 - 16h45", "2023-06-07T16:45:00"),
        ("7 juin 2023 à midi", "2023-06-07T12:00:00"),
        ("7 juin 2023 à 16:45 CEST", "2023-06-07T16:45:00+02:00"),
        ("7 janv. 2023 à 16:45 (heure de Paris)", "2023-01-07T16:45:00+01:00"),
    ] {
        check(on, expected, &[]);
    }
    check("lundi 7 juin 2023 à 16 h", "2023-06-07T16:00:00", &[Kind::UnsureDate]);
    check("7 juin 23", "2023-06-07", &[Kind::UnsureDate]);
    check("7 juin 2023 à minuit", "2023-06-07", &[Kind::UnsureTime]);
    check("31 juin 2023", "", &[Kind::BadDate]);
}

#[test]
fn an_embargo_wants_a_sure_moment() {
    let folder = Folder::new();
    let check = |until: &str, expected: &str, kinds: &[Kind]| {
        let text = format!("---\ntitle: La criée\nlanguage: fr\nembargo: {until}\n---\nLundi.\n");
        let loaded = load_page(&folder, "a.md", &text);
        let release = &loaded.releases[0].release;
        let end = release.embargo_until.unwrap().to_string();
        assert_eq!((end.as_str(), self::kinds(&loaded).as_slice()), (expected, kinds), "{until}");
    };
    let never = "9999-12-31T23:59:59Z";
    check("7 juin 2023 à 9 h (heure de Paris)", "2023-06-07T09:00:00+02:00", &[]);
    check("lundi 7 juin 2023 à 9 h CEST", never, &[Kind::UnsureDate, Kind::UnclearHold]);
    check("7 juin 23 à 9 h CEST", never, &[Kind::UnsureDate, Kind::UnclearHold]);
    check("7 juin 2023 à minuit", never, &[Kind::UnsureTime, Kind::UnclearHold]);
    check("7 juin 2023 à 9 h", never, &[Kind::EmbargoWithoutZone]);
    check("1970-01-01T00:00:00Z", never, &[Kind::ImplausibleDate]);
}
