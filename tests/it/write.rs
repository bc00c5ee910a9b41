//! `kiosque write`, asked as a browser asks and as a stranger does.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test stops at what it did not expect")]

mod items;

use crate::support::{Folder, NOW, command, kiosque, said};
use kiosque::model::{State, blocks_text};
use std::{
    fs,
    io::{BufRead, BufReader, Read, Write},
    net::TcpStream,
    path::PathBuf,
    process::{Child, Stdio},
};

/// A folder that is written in, with its page. The page ends with it.
struct Desk {
    folder: Folder,
    process: Child,
    host: String,
    token: String,
    cookie: String,
}

impl Drop for Desk {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// An answer.
struct Answer {
    status: u16,
    head: String,
    body: String,
}

impl Answer {
    fn header(&self, name: &str) -> Option<&str> {
        let line = |line: &&str| line.to_lowercase().starts_with(&format!("{name}:"));
        self.head.lines().find(line).and_then(|line| line.split_once(": ")).map(|(_, value)| value)
    }
}

const NEWSROOM: &str = r#"{ "version": "https://jsonfeed.org/version/1.1", "title": "Port", "language": "fr",
  "_newsroom": { "topics": { "travaux": { "fr": "Travaux", "en": "Works" } } },
  "items": [ { "id": "a", "title": "Dans le JSON", "content_text": "Texte.", "date_published": "2026-01-01" } ] }"#;

impl Desk {
    fn with(files: &[(&str, &str)]) -> Self {
        let folder = Folder::with_viewer();
        folder.write("news/newsroom.json", NEWSROOM);
        for (name, text) in files {
            folder.write(format!("news/{name}"), text);
        }
        let mut process = command()
            .arg("write")
            .arg(folder.join("news"))
            .arg("--viewer")
            .arg(folder.join("viewer"))
            .args(["--now", &NOW.to_string()])
            .env("TZ", "Europe/Paris")
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(process.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let (host, token) =
            line.trim().strip_prefix("http://").unwrap().split_once("/?token=").unwrap();
        let (host, token) = (host.to_owned(), token.to_owned());
        let mut desk = Self { folder, process, host, token, cookie: String::new() };
        let entered = desk.plain("GET", &format!("/?token={}", desk.token), &[], b"");
        assert!(
            entered.status == 200 && entered.body.contains("content=\"0;url=/\""),
            "{}",
            entered.body
        );
        let cookie = entered.header("set-cookie").unwrap();
        assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict"), "{cookie}");
        desk.cookie = cookie.split(';').next().unwrap().to_owned();
        desk
    }

    fn plain(&self, method: &str, path: &str, headers: &[(&str, &str)], body: &[u8]) -> Answer {
        let mut stream = TcpStream::connect(&self.host).unwrap();
        let mut head = format!(
            "{method} {path} HTTP/1.1\r\nConnection: close\r\nContent-Length: {}\r\n",
            body.len()
        );
        if !headers.iter().any(|(name, _)| *name == "Host") {
            head.push_str(&format!("Host: {}\r\n", self.host));
        }
        for (name, value) in headers {
            head.push_str(&format!("{name}: {value}\r\n"));
        }
        stream.write_all(format!("{head}\r\n").as_bytes()).unwrap();
        // What is refused need not be read to its end.
        let _ = stream.write_all(body);
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer);
        let answer = String::from_utf8_lossy(&answer).into_owned();
        let (head, body) = answer.split_once("\r\n\r\n").unwrap_or((&answer, ""));
        let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or(0);
        Answer { status, head: head.to_owned(), body: body.to_owned() }
    }

    fn get(&self, path: &str) -> Answer {
        self.plain("GET", path, &[("Cookie", &self.cookie), ("Accept-Language", "en")], b"")
    }

    fn send(&self, path: &str, body: &[u8]) -> Answer {
        let origin = format!("http://{}", self.host);
        self.plain(
            "POST",
            path,
            &[("Cookie", &self.cookie), ("Origin", &origin), ("Accept-Language", "en")],
            body,
        )
    }

    fn post(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        self.send(path, body.as_bytes())
    }

    fn news(&self, name: &str) -> PathBuf {
        self.folder.join("news").join(name)
    }

    fn text(&self, name: &str) -> String {
        fs::read_to_string(self.news(name)).unwrap()
    }

    /// What the page of a file shows, with other values for some fields.
    fn fields(&self, file: &str, changes: &[(&str, &str)]) -> Vec<(String, String)> {
        let page = self.get(&format!("/edit?file={file}"));
        assert_eq!(page.status, 200, "{}", page.body);
        let mut fields: Vec<(String, String)> = Vec::new();
        for input in page.body.split("<input ").skip(1).map(|rest| rest.split("/>").next().unwrap())
        {
            let attribute = |name: &str| {
                let (_, rest) = input.split_once(&format!("{name}=\""))?;
                Some(plain_text(rest.split('"').next()?))
            };
            let (Some(name), Some(value)) =
                (attribute(" name").or_else(|| attribute("name")), attribute("value"))
            else {
                continue;
            };
            let ticks = matches!(attribute("type").as_deref(), Some("radio" | "checkbox"));
            if (!ticks || input.contains("checked="))
                && !name.contains("NUMBER")
                && !matches!(name.as_str(), "to" | "back")
            {
                fields.push((name, value));
            }
        }
        for area in page.body.split("<textarea ").skip(1) {
            let name = area.split("name=\"").nth(1).unwrap().split('"').next().unwrap();
            let text = area.split_once(">\n").unwrap().1.split("</textarea>").next().unwrap();
            fields.push((name.to_owned(), plain_text(text).replace('\n', "\r\n")));
        }
        for select in page.body.split("<select ").skip(1) {
            let name = select.split("name=\"").nth(1).unwrap().split('"').next().unwrap();
            let chosen = select
                .split("</select>")
                .next()
                .unwrap()
                .split("<option ")
                .find(|option| option.contains("selected="));
            let value = chosen.map_or("", |option| {
                option.split("value=\"").nth(1).unwrap().split('"').next().unwrap()
            });
            fields.push((name.to_owned(), plain_text(value)));
        }
        for (name, value) in changes {
            fields.retain(|(known, _)| known != name);
            fields.push(((*name).to_owned(), (*value).to_owned()));
        }
        fields
    }

    fn change(&self, file: &str, changes: &[(&str, &str)]) -> Answer {
        let fields = self.fields(file, changes);
        let fields: Vec<(&str, &str)> =
            fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        self.post("/save", &fields)
    }

    fn load(&self) -> kiosque::ingest::Loaded {
        crate::support::read(&self.folder.join("news"))
    }
}

fn plain_text(text: &str) -> String {
    text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#10;", "\n")
        .replace("&amp;", "&")
}

const NEW: [(&str, &str); 10] = [
    ("new", "new-0123456789abcdef"),
    ("title", "Le quai: rouvre « lundi »"),
    ("summary", "Un chapô."),
    ("language", "fr"),
    ("date", "2026-11-20"),
    ("time", "09:00"),
    ("zone", "Europe/Paris"),
    ("issuer", "Port"),
    ("place", "Brest"),
    ("body", "Le quai **rouvre**.\r\n\r\n- un\r\n- deux\r\n"),
];

const NAME: &str = "2026-11-20-le-quai-rouvre-lundi.md";

#[test]
fn strangers_are_refused() {
    let desk = Desk::with(&[]);
    let cookie = ("Cookie", desk.cookie.as_str());
    let origin = format!("http://{}", desk.host);
    assert_eq!(desk.plain("GET", "/", &[], b"").status, 403);
    assert_eq!(desk.plain("GET", "/?token=0", &[], b"").status, 403);
    assert_eq!(desk.plain("GET", "/", &[cookie], b"").status, 200);
    // Another name that leads to this computer.
    let (_, port) = desk.host.split_once(':').unwrap();
    let rebound = format!("evil.example:{port}");
    assert_eq!(desk.plain("GET", "/", &[cookie, ("Host", &rebound)], b"").status, 403);
    assert_eq!(
        desk.plain("GET", &format!("/?token={}", desk.token), &[("Host", &rebound)], b"").status,
        403
    );
    for headers in [
        vec![cookie],
        vec![cookie, ("Origin", "http://evil.example")],
        vec![cookie, ("Origin", "null")],
        vec![cookie, ("Origin", &origin), ("Sec-Fetch-Site", "cross-site")],
        vec![("Origin", origin.as_str())],
    ] {
        let body = b"title=X&body=Y&state=ready&new=new-0123456789abcdef";
        assert_eq!(desk.plain("POST", "/save", &headers, body).status, 403, "{headers:?}");
        assert_eq!(
            desk.plain("POST", "/upload?name=a.pdf", &headers, b"%PDF-").status,
            403,
            "{headers:?}"
        );
    }
    assert_eq!(fs::read_dir(desk.folder.join("news")).unwrap().count(), 1);
    let page = desk.get("/");
    let policy = page.header("content-security-policy").unwrap();
    assert!(
        policy.contains("default-src 'none'")
            && policy.contains("frame-ancestors 'none'")
            && !policy.contains("unsafe-inline"),
        "{policy}"
    );
    assert!(page.header("access-control-allow-origin").is_none());
    assert_eq!(page.header("cache-control"), Some("no-store"));
}

#[test]
fn nothing_outside_the_folder_is_reached() {
    let desk = Desk::with(&[("a.md", "---\ntitle: A\n---\nText\n")]);
    desk.folder.write("secret.md", "---\ntitle: Secret\n---\nx\n");
    desk.folder.write("secret.png", "x");
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink(desk.folder.join("secret.md"), desk.news("link.md")).unwrap();
        std::os::unix::fs::symlink(desk.folder.join("secret.png"), desk.news("link.png")).unwrap();
    }
    for path in [
        "/edit?file=../secret.md",
        "/edit?file=%2e%2e%2fsecret.md",
        "/edit?file=link.md",
        "/edit?file=/etc/passwd",
        "/edit?file=.kiosque/x.md",
        "/file?name=../secret.png",
        "/file?name=link.png",
        "/file?name=newsroom.json",
        "/edit?file=none.md",
    ] {
        let answer = desk.get(path);
        assert!(matches!(answer.status, 403 | 404), "{path}: {}", answer.status);
        assert!(!answer.body.contains("Secret"), "{path}");
    }
    assert_ne!(desk.get("/preview/1/../../secret.md").status, 200);
    for file in ["../secret.md", "../new.md", "link.md", ".hidden.md"] {
        let answer = desk
            .post("/save", &[("file", file), ("title", "X"), ("over", "yes"), ("state", "ready")]);
        assert!(matches!(answer.status, 403 | 404), "{file}: {}", answer.status);
    }
    assert_eq!(
        fs::read_to_string(desk.folder.join("secret.md")).unwrap(),
        "---\ntitle: Secret\n---\nx\n"
    );
    assert!(!desk.folder.join("new.md").exists());
}

#[test]
fn a_new_release_is_a_draft_until_it_is_said_to_be_ready() {
    let desk = Desk::with(&[]);
    let mut fields = NEW.to_vec();
    fields.extend([
        ("state", "draft"),
        ("topic", "Travaux"),
        ("more_topics", "Port, Quais"),
        ("contact-0-name", "Ana Le Goff"),
        ("contact-0-email", "presse@example.org"),
    ]);
    let saved = desk.post("/save", &fields);
    assert_eq!(
        (saved.status, saved.header("location")),
        (303, Some(format!("/edit?file={NAME}&saved=yes").as_str()))
    );
    let text = desk.text(NAME);
    assert!(
        text.contains("title: \"Le quai: rouvre « lundi »\"\n")
            && text.contains("date: 2026-11-20T09:00:00+01:00\n"),
        "{text}"
    );
    assert!(text.contains("tags: [Travaux, Port, Quais]\n") && text.contains("draft: "), "{text}");
    assert!(text.ends_with("---\n\nLe quai **rouvre**.\n\n- un\n- deux\n"), "{text}");
    assert_eq!(desk.load().held.len(), 1);
    let ready = desk.change(NAME, &[("state", "ready")]);
    assert_eq!(ready.status, 303, "{}", ready.body);
    assert_eq!(
        desk.text(NAME),
        text.lines()
            .filter(|line| !line.starts_with("draft"))
            .map(|line| format!("{line}\n"))
            .collect::<String>()
    );
    let loaded = desk.load();
    let release =
        &loaded.releases.iter().find(|one| one.origin.source.ends_with(NAME)).unwrap().release;
    assert_eq!(release.title.as_deref(), Some("Le quai: rouvre « lundi »"));
    assert_eq!(release.contacts[0].email.as_deref(), Some("presse@example.org"));
    assert_eq!(release.topics.len(), 3);
    // Clean, as the command line sees it: but for the topics that the newsroom does not declare.
    let check = kiosque(&[&"check", &"--json", &desk.folder.join("news")]);
    let check: serde_json::Value = serde_json::from_slice(&check.stdout).unwrap();
    let own = check["problems"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|problem| problem["kind"] != "unknown-topic");
    assert_eq!(own.count(), 0, "{check:#}");
    // Another of the same name is beside it.
    assert_eq!(desk.post("/save", &fields).status, 303);
    assert!(desk.news("2026-11-20-le-quai-rouvre-lundi-2.md").is_file());
}

const PUBLIC: &str = "---\n# Ours\ntitre:   'Le quai'   # short\ndate: 2026-11-01\nx-ours: { a:  1 }\ntags:\n  - Travaux\nlast: 1.10\n---\n\nLundi.\n\n* * *\n";

#[test]
fn a_status_that_withholds_is_a_draft_too() {
    for status in ["draft", "brouillon", "en attente"] {
        let text =
            format!("---\ntitle: Le quai\nstatut: {status}\ndate: 2026-11-20\n---\n\nLundi.\n");
        let desk = Desk::with(&[("quai.md", &text)]);
        assert_eq!(desk.load().held.len(), 1, "{status}");
        let form = desk.get("/edit?file=quai.md").body;
        assert!(form.contains("value=\"draft\" checked"), "{status}: {form}");
        // What is changed otherwise leaves it withheld.
        assert_eq!(desk.change("quai.md", &[("place", "Brest")]).status, 303);
        assert_eq!(desk.load().held.len(), 1, "{status}");
        assert_eq!(desk.change("quai.md", &[("state", "ready")]).status, 303);
        assert!(!desk.text("quai.md").contains("statut"), "{}", desk.text("quai.md"));
        assert_eq!(desk.load().held.len(), 0, "{status}");
    }
}

#[test]
fn what_the_form_does_not_know_stays_to_the_byte() {
    let desk = Desk::with(&[("quai.md", PUBLIC)]);
    for change in ["slip", "corrected"] {
        assert_eq!(desk.change("quai.md", &[("change", change)]).status, 303);
        assert_eq!(desk.text("quai.md"), PUBLIC);
    }
    assert_eq!(
        desk.change(
            "quai.md",
            &[("change", "slip"), ("title", "Le quai nord"), ("place", "Brest")]
        )
        .status,
        303
    );
    let expected = PUBLIC
        .replace("titre:   'Le quai'   # short\n", "titre: Le quai nord\n")
        .replace("1.10\n", "1.10\nplace: Brest\n");
    assert_eq!(desk.text("quai.md"), expected);
    // Nothing is left behind.
    let names: Vec<String> = fs::read_dir(desk.folder.join("news"))
        .unwrap()
        .map(|one| one.unwrap().file_name().into_string().unwrap())
        .collect();
    assert!(names.iter().all(|name| !name.contains(".part")), "{names:?}");
}

#[test]
fn a_correction_keeps_the_earlier_text() {
    let desk = Desk::with(&[("quai.md", PUBLIC)]);
    let page = desk.get("/edit?file=quai.md");
    assert!(page.body.contains("This release is public"), "{}", page.body);
    let saved = desk.change(
        "quai.md",
        &[("change", "corrected"), ("note", "C’est mardi: pas lundi."), ("body", "Mardi.\r\n")],
    );
    assert_eq!(saved.status, 303, "{}", saved.body);
    let loaded = desk.load();
    let release =
        &loaded.releases.iter().find(|one| one.origin.source.ends_with("quai.md")).unwrap().release;
    let status = release.status.as_ref().unwrap();
    assert_eq!(
        (status.state, status.note.as_deref()),
        (State::Corrected, Some("C’est mardi: pas lundi."))
    );
    assert_eq!(status.date.map(|date| date.unix_seconds()), Some(NOW));
    let of = blocks_text;
    assert_eq!(of(&release.body.blocks()), "Mardi.");
    assert_eq!(release.revisions.len(), 1);
    assert_eq!(
        (
            of(&release.revisions[0].body).as_str(),
            release.revisions[0].date.map(|date| date.to_string()).as_deref()
        ),
        ("Lundi.", Some("2026-11-01"))
    );
    assert!(
        loaded
            .problems
            .iter()
            .all(|problem| !problem.source.ends_with("quai.md")
                || problem.kind.code() == "unknown-key"),
        "{:?}",
        loaded.problems
    );
    // And a second one beside it.
    assert_eq!(
        desk.change(
            "quai.md",
            &[("change", "updated"), ("note", "Et l’heure."), ("body", "Mardi, 9 h.\r\n")]
        )
        .status,
        303
    );
    let loaded = desk.load();
    let release =
        &loaded.releases.iter().find(|one| one.origin.source.ends_with("quai.md")).unwrap().release;
    let earlier: Vec<String> =
        release.revisions.iter().map(|revision| of(&revision.body)).collect();
    assert_eq!(earlier, ["Lundi.", "Mardi."]);
    let text = desk.text("quai.md");
    assert!(
        text.starts_with("---\n# Ours\ntitre:   'Le quai'   # short\n")
            && text.contains("x-ours: { a:  1 }\n"),
        "{text}"
    );
}

#[test]
fn a_file_that_was_changed_meanwhile_is_not_written_over() {
    let desk = Desk::with(&[("quai.md", PUBLIC)]);
    let fields = desk.fields("quai.md", &[("change", "slip"), ("title", "Le mien")]);
    let theirs = PUBLIC.replace("'Le quai'", "'Le leur'").replace("1.10", "1.11");
    fs::write(desk.news("quai.md"), &theirs).unwrap();
    let mut fields: Vec<(&str, &str)> =
        fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let answer = desk.post("/save", &fields);
    assert_eq!(answer.status, 409);
    assert!(answer.body.contains("Le mien") && answer.body.contains("Le leur"), "{}", answer.body);
    assert_eq!(desk.text("quai.md"), theirs);
    // Kept until somebody chooses.
    assert_eq!(desk.post("/live", &fields).status, 200);
    let page = desk.get("/edit?file=quai.md");
    assert!(
        page.body.contains("Le mien") && page.body.contains("changed meanwhile"),
        "{}",
        page.body
    );
    fields.push(("over", "yes"));
    assert_eq!(desk.post("/save", &fields).status, 303);
    assert_eq!(
        desk.text("quai.md"),
        theirs.replace("titre:   'Le leur'   # short", "titre: Le mien")
    );
    assert!(!desk.get("/edit?file=quai.md").body.contains("not saved yet is here"));
}

#[test]
fn what_is_written_is_looked_into_and_kept() {
    let desk = Desk::with(&[]);
    let mut fields = NEW.to_vec();
    fields.extend([("state", "ready"), ("media-0-file", "none.png")]);
    let told: serde_json::Value = serde_json::from_str(&desk.post("/live", &fields).body).unwrap();
    let kinds: Vec<&str> = told["problems"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["field"].as_str().unwrap())
        .collect();
    assert!(kinds.contains(&"media"), "{told:#}");
    assert_eq!((told["is"].as_str(), told["kept"].as_bool()), (Some("public"), Some(true)));
    let preview = desk.get(told["preview"].as_str().unwrap());
    assert!(
        preview.body.contains("rouvre") && !preview.body.contains("<script"),
        "{}",
        preview.body
    );
    let policy = preview.header("content-security-policy").unwrap();
    assert!(
        policy.contains("sandbox")
            && policy.contains("frame-ancestors 'self'")
            && !policy.contains("script-src"),
        "{policy}"
    );
    // A link of the page leads nowhere.
    let path = told["preview"].as_str().unwrap();
    assert_eq!(desk.get(&format!("{path}nowhere/")).status, 204);
    assert!(!desk.news(NAME).exists());
    // A date to come waits, an embargo too, a day that is none is said.
    for (name, value, is, field) in [
        ("date", "2027-01-01", "waits", "date"),
        ("embargo_date", "2030-01-15", "waits", ""),
        // A time without its day: nobody can tell when that is.
        ("embargo_time", "09:00", "waits", "embargo"),
        // It may mean a day to come.
        ("date", "2026-13-45", "waits", "date"),
        ("date", "2024-13-45", "public", "date"),
    ] {
        fields.retain(|(known, _)| *known != name);
        fields.push((name, value));
        let told: serde_json::Value =
            serde_json::from_str(&desk.post("/live", &fields).body).unwrap();
        assert_eq!(told["is"], is, "{told:#}");
        assert!(
            field.is_empty()
                || told["problems"].as_array().unwrap().iter().any(|one| one["field"] == field),
            "{told:#}"
        );
        fields.retain(|(known, _)| *known != name);
        fields.push(("date", "2026-11-20"));
    }
    // It comes back, here and in the list, until it is thrown away.
    let list = desk.get("/");
    assert!(
        list.body.contains("Not saved") && list.body.contains("new-0123456789abcdef"),
        "{}",
        list.body
    );
    let page = desk.get("/edit?new=new-0123456789abcdef");
    assert!(page.body.contains("value=\"Le quai: rouvre « lundi »\""), "{}", page.body);
    assert_eq!(desk.post("/discard", &[("key", "new-0123456789abcdef")]).status, 303);
    assert!(!desk.get("/").body.contains("Not saved"));
}

#[test]
fn only_files_that_a_newsroom_publishes_are_taken() {
    let desk = Desk::with(&[]);
    let svg = b"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"4\" height=\"4\"></svg>";
    let taken: serde_json::Value =
        serde_json::from_str(&desk.send("/upload?name=Le+Quai.svg", svg).body).unwrap();
    assert_eq!(taken["file"], "media/le-quai.svg");
    assert_eq!(fs::read(desk.news("media/le-quai.svg")).unwrap(), svg);
    assert_eq!(desk.get("/file?name=media/le-quai.svg").status, 200);
    for (name, bytes) in [
        ("a.html", b"<p>".as_slice()),
        ("a.md", b"x"),
        ("..%2F..%2Fa.js", b"x"),
        ("a.png", b"no picture"),
        ("a.svg", b"<svg onload='x()'/>"),
    ] {
        assert_eq!(desk.send(&format!("/upload?name={name}"), bytes).status, 422, "{name}");
    }
    assert_eq!(
        desk.send("/upload?name=large.pdf", &vec![b'x'; (25 << 20) + 1]).status / 100 * 100 % 400,
        0
    );
    assert_eq!(fs::read_dir(desk.news("media")).unwrap().count(), 1);
    let mut fields = NEW.to_vec();
    fields.extend([
        ("state", "ready"),
        ("media-0-file", "media/le-quai.svg"),
        ("media-0-alt", "Le quai"),
        ("media-0-credit", "Ana"),
        ("image", "media/le-quai.svg"),
    ]);
    assert_eq!(desk.post("/save", &fields).status, 303);
    let loaded = desk.load();
    let release =
        &loaded.releases.iter().find(|one| one.origin.source.ends_with(NAME)).unwrap().release;
    assert_eq!(
        (release.media[0].image.alt.as_deref(), release.media[0].credit.as_deref()),
        (Some("Le quai"), Some("Ana"))
    );
    assert_eq!(release.image.as_ref().and_then(|image| image.alt.as_deref()), Some("Le quai"));
}

#[test]
fn what_is_not_ours_is_listed_and_left_alone() {
    let toml = "+++\ntitle = \"En TOML\"\ndate = 2026-01-02\n+++\nTexte.\n";
    let desk = Desk::with(&[("toml.md", toml), ("2026/quai.md", PUBLIC)]);
    let list = desk.get("/");
    for expected in [
        "/edit?file=newsroom.json&amp;item=a",
        "En TOML",
        "toml.md (read only)",
        "/edit?file=2026%2Fquai.md",
    ] {
        assert!(list.body.contains(expected), "{expected}: {}", list.body);
    }
    assert_eq!(desk.get("/edit?file=toml.md").status, 404);
    assert_eq!(
        desk.post("/save", &[("file", "toml.md"), ("title", "X"), ("over", "yes")]).status,
        404
    );
    assert_eq!(desk.text("toml.md"), toml);
    assert_eq!(desk.text("newsroom.json"), NEWSROOM);
    assert!(
        desk.plain(
            "GET",
            "/",
            &[("Cookie", &desk.cookie), ("Accept-Language", "fr-FR,fr;q=0.9")],
            b""
        )
        .body
        .contains("Nouveau communiqué")
    );
    assert_eq!(
        desk.post("/language", &[("to", "fr"), ("back", "//evil.example")]).header("location"),
        Some("/")
    );
    assert!(desk.get("/").body.contains("Nouveau communiqué"));
}

#[test]
fn a_folder_that_is_none_is_said() {
    let folder = Folder::with_viewer();
    let output = kiosque(&[&"write", &folder.join("nowhere"), &"--viewer", &folder.join("viewer")]);
    assert_eq!(output.status.code(), Some(2));
    assert!(said(&output).contains("nowhere"), "{}", said(&output));
}

#[test]
fn what_the_form_cannot_show_stays_and_what_was_not_touched_is_no_change() {
    let file = "---\ntitle: \"Un\u{a0}: deux\"\nsummary: \"5\u{202f}€\"\ndate: 2026-11-01\nauthors: [\"Port\u{a0}!; Cie\"]\ntags: [\"Eaux, ports\"]\n\
        contacts: [{name: A, email: a@example.org}, {url: \"https://example.org/presse\", hours: 9-12}, {name: Z, fax: \"33\"}]\n\
        media: [{youtube: abc, alt: Film}]\nattachments: [{title: Seul}]\n---\n\nUn\rdeux\n";
    let desk = Desk::with(&[("quai.md", file)]);
    assert_eq!(desk.change("quai.md", &[("change", "corrected")]).status, 303);
    assert_eq!(desk.text("quai.md"), file);
    let more = [("contact-0-phone", "+33 1 99 00 00 00"), ("change", "slip")];
    assert_eq!(desk.change("quai.md", &more).status, 303);
    let text = desk.text("quai.md");
    for part in
        ["+33 1 99 00 00 00", "https://example.org/presse", "9-12", "fax", "youtube", "Seul"]
    {
        assert!(text.contains(part), "{part}: {text}");
    }
    let order = ["name: A", "presse", "fax"].map(|part| text.find(part));
    assert!(order.is_sorted(), "{order:?} {text}");
}

#[test]
fn an_embargo_written_meanwhile_is_not_lifted() {
    let file = "---\ntitle: Le quai\ndate: 2026-11-01\n---\n\nTexte\n";
    let desk = Desk::with(&[("quai.md", file)]);
    let fields =
        desk.fields("quai.md", &[("body", "Le mien"), ("change", "slip"), ("over", "yes")]);
    let fields: Vec<(&str, &str)> =
        fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    for theirs in ["embargo_until: 2090-01-01T09:00:00+00:00", "draft: true", "date: 2090-01-01"] {
        let held = file.replace("title: Le quai\n", &format!("title: Le quai\n{theirs}\n"));
        let held =
            if theirs.starts_with("date") { held.replace("date: 2026-11-01\n", "") } else { held };
        fs::write(desk.news("quai.md"), &held).unwrap();
        assert_eq!(desk.post("/save", &fields).status, 303);
        let text = desk.text("quai.md");
        assert!(text.contains("Le mien") && text.contains(theirs), "{theirs}: {text}");
    }
}
