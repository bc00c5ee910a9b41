//! `kiosque write`: a release written, corrected and kept, by keyboard alone.

use crate::page::Page;
use crate::publish::kiosque;
use crate::runner::{Test, tests};
use serde_json::json;
use std::fs;
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use thirtyfour::Key;

use crate::collection::project;

pub(crate) const TESTS: &[Test] =
    tests![writes_and_corrects, nothing_written_is_lost, corrects_an_item, is_accessible];

/// A folder with its page, which ends with it.
struct Desk {
    news: PathBuf,
    address: String,
    process: Child,
}

impl Drop for Desk {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

const NEWSROOM: &str = r#"{ "version": "https://jsonfeed.org/version/1.1", "title": "Port de Kerlouarn", "language": "fr",
  "_newsroom": { "languages": ["fr"], "topics": { "travaux": { "fr": "Travaux", "en": "Works" }, "peche": { "fr": "Pêche" } } },
  "items": [{ "id": "json", "title": "Un communiqué du JSON", "content_text": "Texte.", "date_published": "2026-01-02" }] }"#;

const QUAI: &str = "---\ntitle: Le quai nord rouvre\ndate: 2026-11-02\nauthors: [Port de Kerlouarn]\nplace: Kerlouarn\n\
    contacts:\n  - name: Ana Le Goff\n    email: presse@example.org\nmedia:\n  - url: media/quai.svg\n---\n\nLe quai rouvre lundi.\n";

const DRAWING: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 4 3\" width=\"400\" height=\"300\"><path fill=\"#07f\" d=\"M0 0h4v3H0z\"/></svg>";

impl Desk {
    async fn open(page: &Page, name: &str) -> Self {
        let news = Path::new(env!("CARGO_TARGET_TMPDIR"))
            .join(format!("write-{name}-{}", page.engine.name()));
        let _ = fs::remove_dir_all(&news);
        fs::create_dir_all(news.join("media")).expect("a newsroom");
        for (name, text) in
            [("newsroom.json", NEWSROOM), ("quai.md", QUAI), ("media/quai.svg", DRAWING)]
        {
            fs::write(news.join(name), text).expect("a file of the newsroom");
        }
        let mut command = Command::new(kiosque());
        command.arg("write").arg(&news).arg("--viewer").arg(project().join("target/viewer"));
        let mut process = command
            .args(["--now", "1795392000"])
            .env("TZ", "Europe/Paris")
            .stdout(Stdio::piped())
            .spawn()
            .expect("kiosque write");
        let mut address = String::new();
        let stdout = process.stdout.take().expect("what it prints");
        BufReader::new(stdout).read_line(&mut address).expect("its address");
        let desk = Self { news, address: address.trim().to_owned(), process };
        page.js("location.assign(arguments[0])", json!([desk.address])).await;
        page.until(
            "location.pathname === '/' && !location.search && document.querySelector('#new')",
        )
        .await;
        desk
    }

    async fn go(&self, page: &Page, path: &str) {
        // The page before may have the same address.
        page.js("window.before = true; location.assign(arguments[0])", json!([path])).await;
        page.until(&format!(
            "!window.before && location.pathname + location.search === {} && document.readyState === 'complete'",
            json!(path)
        ))
        .await;
    }

    fn text(&self, name: &str) -> String {
        fs::read_to_string(self.news.join(name)).expect("a file of the newsroom")
    }
}

/// Presses Tab until the focus is there.
async fn tab_to(page: &Page, css: &str) {
    for _ in 0..80 {
        page.keys(Key::Tab + "").await;
        let there =
            page.js("return document.activeElement.matches(arguments[0])", json!([css])).await;
        if there == json!(true) {
            return;
        }
    }
    panic!("Tab does not lead to {css}");
}

/// Presses keys together.
async fn press(page: &Page, css: &str, keys: thirtyfour::TypingData) {
    page.sees(css, "").await.send_keys(keys).await.expect("keys");
}

async fn shown(page: &Page, css: &str, text: &str) {
    let frame = "document.getElementById('preview').contentDocument";
    page.until(&format!(
        "{frame}?.querySelector({})?.textContent.includes({})",
        json!(css),
        json!(text)
    ))
    .await;
}

async fn writes_and_corrects(page: &Page) {
    let desk = Desk::open(page, "writes").await;
    tab_to(page, "#new").await;
    page.keys(Key::Enter + "").await;
    page.sees("h1", "Nouveau communiqué").await;
    tab_to(page, "#title").await;
    page.keys("Un phare neuf").await;
    tab_to(page, "#summary").await;
    page.keys("Il porte plus loin.").await;
    // One stop for the marks, arrows among them.
    tab_to(page, "[data-mark=bold]").await;
    page.keys(Key::Right + "").await;
    page.until("document.activeElement.dataset.mark === 'italic'").await;
    tab_to(page, "#body").await;
    page.keys("Il brille ").await;
    press(page, "#body", Key::Control + "b").await;
    page.keys("fort").await;
    page.until("document.getElementById('body').value === 'Il brille **fort**'").await;
    shown(page, "h1", "Un phare neuf").await;
    shown(page, "strong", "fort").await;
    page.sees("#fate", "Brouillon").await;
    page.until("document.getElementById('missing').textContent.includes('un contact')").await;
    tab_to(page, "#state-draft").await;
    page.keys(Key::Down + "").await;
    page.sees("#fate", "Public").await;
    tab_to(page, "[name=topic]").await;
    page.keys(" ").await;
    tab_to(page, "#contact-0-name").await;
    page.keys("Ana Le Goff").await;
    tab_to(page, "#save").await;
    page.keys(Key::Enter + "").await;
    page.sees(".w-message", "Enregistré sous 2026-11-23-un-phare-neuf.md").await;
    let text = desk.text("2026-11-23-un-phare-neuf.md");
    for line in
        ["title: Un phare neuf\n", "tags: [", "  - name: Ana Le Goff\n", "\nIl brille **fort**\n"]
    {
        assert!(text.contains(line), "{line:?} in\n{text}");
    }
    assert!(!text.contains("draft"), "{text}");
    // It is public now: what changes is told.
    tab_to(page, "#body").await;
    page.keys(Key::End + "").await;
    page.keys(" et loin.").await;
    tab_to(page, "#change-corrected").await;
    tab_to(page, "#note").await;
    page.keys("La portée manquait.").await;
    tab_to(page, "#save").await;
    page.keys(Key::Enter + "").await;
    page.sees(".w-message", "Enregistré").await;
    page.until("!document.getElementById('note').value").await;
    let text = desk.text("2026-11-23-un-phare-neuf.md");
    for line in ["state: corrected", "note: La portée manquait.", "content_markdown: ", "et loin."]
    {
        assert!(text.contains(line), "{line:?} in\n{text}");
    }
    // What is wrong stands beside its field.
    desk.go(page, "/edit?file=quai.md").await;
    page.sees("#told-media", "texte alternatif").await;
    tab_to(page, "#media-0-alt").await;
    page.keys("Le quai nord").await;
    page.gone("#told-media li").await;
    tab_to(page, "[data-insert]").await;
    page.keys(Key::Enter + "").await;
    page.until("document.getElementById('body').value.includes('![Le quai nord](media/quai.svg)')")
        .await;
    shown(page, ".k-prose", "lundi").await;
    page.until("document.getElementById('preview').contentDocument.querySelector('.k-prose img')?.naturalWidth > 0").await;
}

async fn nothing_written_is_lost(page: &Page) {
    let desk = Desk::open(page, "kept").await;
    desk.go(page, "/edit?file=quai.md").await;
    tab_to(page, "#title").await;
    page.keys(Key::End + "").await;
    page.keys(" demain").await;
    page.sees("#status", "Votre texte est gardé").await;
    assert_eq!(desk.text("quai.md"), QUAI);
    // As if the browser had been closed.
    desk.go(page, "/").await;
    page.sees(".w-kept", "Le quai nord rouvre demain").await;
    tab_to(page, ".w-kept a").await;
    page.keys(Key::Enter + "").await;
    page.sees(".w-message", "est de retour").await;
    page.until("document.getElementById('title').value === 'Le quai nord rouvre demain'").await;
    // Somebody else saves meanwhile.
    let theirs = QUAI.replace("place: Kerlouarn", "place: Brest");
    fs::write(desk.news.join("quai.md"), &theirs).expect("a file of the newsroom");
    tab_to(page, "#save").await;
    // The conflict is an answer with a status of its own, which Chromium's console names.
    page.expects_error("409");
    page.keys(Key::Enter + "").await;
    page.sees("[role=alert]", "a été modifié entre-temps").await;
    assert_eq!(desk.text("quai.md"), theirs);
    tab_to(page, "[name=over]").await;
    page.keys(Key::Enter + "").await;
    page.sees(".w-message", "Enregistré").await;
    assert!(
        desk.text("quai.md").contains("title: Le quai nord rouvre demain\n"),
        "{}",
        desk.text("quai.md")
    );
}

async fn corrects_an_item(page: &Page) {
    let desk = Desk::open(page, "item").await;
    tab_to(page, "a[href*='item=json']").await;
    page.keys(Key::Enter + "").await;
    let own = "2026-01-02-un-communique-du-json.md";
    page.sees("#moves", &format!("il reçoit un fichier à lui, {own}")).await;
    page.sees("#own-file", "Lui donne un fichier à lui").await;
    shown(page, ".k-prose", "Texte.").await;
    tab_to(page, "#body").await;
    page.keys(Key::End + "").await;
    page.keys(" Corrigé.").await;
    shown(page, ".k-prose", "Texte. Corrigé.").await;
    assert_eq!(desk.text("newsroom.json"), NEWSROOM);
    tab_to(page, "#change-corrected").await;
    tab_to(page, "#note").await;
    page.keys("Un mot manquait.").await;
    tab_to(page, "#save").await;
    page.keys(Key::Enter + "").await;
    page.sees(".w-message", &format!("Enregistré sous {own}")).await;
    page.gone("#moves").await;
    let text = desk.text(own);
    for line in
        ["id: json\n", "note: Un mot manquait.", "content_markdown: ", "\nTexte. Corrigé.\n"]
    {
        assert!(text.contains(line), "{line:?} in\n{text}");
    }
    let newsroom = desk.text("newsroom.json");
    assert!(newsroom.contains("\"items\": []") && newsroom.contains("Kerlouarn"), "{newsroom}");
}

async fn is_accessible(page: &Page) {
    let desk = Desk::open(page, "accessible").await;
    let framed = NEWSROOM.replace("\"json\"", "\"framed\"").replace(
        "content_text\": \"Texte.",
        "content_html\": \"<p>Texte.</p><iframe src='https://example.org/'></iframe>",
    );
    fs::write(desk.news.join("framed.json"), framed).expect("a file of the newsroom");
    for language in ["fr", "en"] {
        desk.go(page, "/").await;
        if page.attribute("html", "lang").await.as_deref() != Some(language) {
            page.click(".w-head button").await;
            page.until(&format!("document.documentElement.lang === '{language}'")).await;
        }
        for path in [
            "/",
            "/edit?file=quai.md",
            "/edit?file=newsroom.json&item=json",
            "/edit?new=new-0123456789abcdef",
            "/edit?file=none.md",
            "/edit?file=framed.json&item=framed",
        ] {
            for (name, status) in [("none", "404"), ("framed", "422")] {
                if path.contains(name) {
                    page.expects_error(status);
                }
            }
            desk.go(page, path).await;
            for (width, dark) in [(360, false), (360, true), (1280, false), (1280, true)] {
                page.viewport(width, 800).await;
                page.dark(dark).await;
                let found = page.axe().await;
                assert!(
                    found.is_empty(),
                    "axe at {path} in {language}, {width}, dark {dark}:\n{}",
                    found.join("\n")
                );
                let wide = page
                    .js("return document.documentElement.scrollWidth - innerWidth", json!([]))
                    .await;
                assert!(wide.as_i64().unwrap_or(1) <= 0, "{path} is {wide} wider than {width}");
            }
        }
    }
    page.dark(false).await;
}
