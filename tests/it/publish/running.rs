//! What runs until it is stopped: the preview, and publishing on change.

use super::{TWO, options};
use crate::support::{Folder, command, read};
use kiosque::publish::site;
use std::{
    fs,
    io::{BufRead, BufReader, Read, Write},
    net::TcpStream,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::mpsc::{Receiver, channel},
    time::Duration,
};

/// A command that runs until the test is over, and what it says.
struct Running {
    child: Child,
    said: Receiver<String>,
}

impl Running {
    fn start(mut command: Command) -> Self {
        let mut child = command.stdout(Stdio::piped()).spawn().unwrap();
        let (sender, said) = channel();
        let lines = BufReader::new(child.stdout.take().unwrap()).lines();
        std::thread::spawn(move || lines.map_while(Result::ok).try_for_each(|l| sender.send(l)));
        Self { child, said }
    }

    /// The next line that has `what` in it; waits for it.
    fn line(&mut self, what: &str) -> String {
        loop {
            let line = self.said.recv_timeout(Duration::from_secs(60));
            let line = line.unwrap_or_else(|_| panic!("never said {what:?}"));
            if line.contains(what) {
                return line;
            }
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The head and the body of the answer for a path.
fn get(host: &str, path: &str) -> (String, String) {
    get_as(host, host, path)
}

/// The same, as who asks for it by another name.
fn get_as(name: &str, host: &str, path: &str) -> (String, String) {
    let mut stream = TcpStream::connect(host).unwrap();
    write!(stream, "GET {path} HTTP/1.1\r\nHost: {name}\r\nConnection: close\r\n\r\n").unwrap();
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).unwrap();
    let answer = String::from_utf8_lossy(&answer).into_owned();
    let (head, body) = answer.split_once("\r\n\r\n").unwrap();
    (head.to_ascii_lowercase(), body.to_owned())
}

#[test]
fn the_preview_is_a_well_set_host() {
    let folder = Folder::with_viewer();
    let out = folder.join("site");
    fs::write(folder.join("viewer/app-0123456789abcdef.wasm"), "\0asm").unwrap();
    let source = folder.write("newsroom.json", TWO);
    let made = site(read(&source), &folder.viewer(), &options(""), &mut |_, _, _| {}).unwrap();
    made.write(&out, &mut |_, _, _| {}).unwrap();
    fs::write(out.join("404.html"), "not here").unwrap();
    fs::write(folder.join("secret"), "secret").unwrap();
    let mut serve = command();
    serve.arg("serve").arg(&out).args(["--port", "0"]);
    let mut server = Running::start(serve);
    let line = server.line("http://127.0.0.1:");
    let host = line.trim_start_matches("http://").split('/').next().unwrap().to_owned();
    let check = |path: &str, status: &str, headers: &[&str]| {
        let (head, body) = get(&host, path);
        assert!(head.starts_with(&format!("http/1.1 {status}")), "{path}: {head}");
        for header in headers {
            assert!(head.contains(header), "{path}: no {header} in {head}");
        }
        for header in ["content-security-policy: default-src 'none'", "nosniff", "no-referrer"] {
            assert!(head.contains(header), "{path}: no {header} in {head}");
        }
        body
    };
    check("/", "200", &["text/html; charset=utf-8", "no-cache", "frame-ancestors"]);
    check("/r/quai/", "200", &["text/html; charset=utf-8"]);
    check("/r/quai", "307", &["location: /r/quai/"]);
    check("/app-0123456789abcdef.wasm", "200", &["application/wasm", "immutable"]);
    check("/feeds/all.json", "200", &["application/json"]);
    check("/robots.txt", "200", &["text/plain; charset=utf-8"]);
    assert_eq!(check("/nowhere/", "404", &["text/html"]), "not here");
    for path in ["/../secret", "/%2e%2e/secret", "/..%2fsecret", "//etc/passwd", "/r/../../secret"]
    {
        let (head, body) = get(&host, path);
        assert!(!head.starts_with("http/1.1 200") && !body.contains("secret"), "{path}: {head}");
    }
}

#[test]
fn frames_are_served_as_a_well_set_host_does() {
    let folder = Folder::with_viewer();
    let extension = r#", "frame_ancestors": "https://www.example.org""#;
    let source = folder.write("newsroom.json", super::reach::newsroom(extension, ""));
    let made = site(read(&source), &folder.viewer(), &options(""), &mut |_, _, _| {}).unwrap();
    made.write(&folder.out(), &mut |_, _, _| {}).unwrap();
    let (_server, host) = serving(&folder.out(), &[]);
    for (path, ancestors) in [
        ("/embed/", "https://www.example.org"),
        ("/embed/topic/travaux/", "https://www.example.org"),
        ("/", "'self'"),
        ("/r/quai/", "'self'"),
        ("/nowhere/embed/", "'self'"),
    ] {
        let (head, _) = get(&host, path);
        assert!(head.contains(&format!("; frame-ancestors {ancestors}\r\n")), "{path}: {head}");
        assert!(!head.contains("x-frame-options"), "{path}: {head}");
    }
}

/// Starts `serve`; the server and its host.
fn serving(what: &Path, more: &[&str]) -> (Running, String) {
    let mut serve = command();
    serve.arg("serve").arg(what).args(["--port", "0"]).args(more);
    let mut server = Running::start(serve);
    let line = server.line("http://127.0.0.1:");
    let host = line.trim_start_matches("http://").split('/').next().unwrap().to_owned();
    (server, host)
}

#[test]
fn a_site_is_shown_below_its_path() {
    let folder = Folder::with_viewer();
    let source = folder.write("newsroom.json", TWO);
    let options = options("https://example.org/a/news/");
    let made = site(read(&source), &folder.viewer(), &options, &mut |_, _, _| {}).unwrap();
    made.write(&folder.out(), &mut |_, _, _| {}).unwrap();
    let (_server, host) = serving(&folder.out(), &["--base", "a/news"]);
    for (path, status, said) in [
        ("/", "307", "location: /a/news/\r\n"),
        ("/a/news", "307", "location: /a/news/\r\n"),
        ("/a/news/r/quai", "307", "location: /a/news/r/quai/\r\n"),
        ("/a/news/", "200", "text/html"),
        ("/a/news/r/quai/?q=a", "200", "no-cache"),
        ("/r/quai/", "404", "text/html"),
        ("/a/newsroom/", "404", "text/html"),
    ] {
        let (head, _) = get(&host, path);
        assert!(head.starts_with(&format!("http/1.1 {status}")), "{path}: {head}");
        assert!(head.contains(said), "{path}: {head}");
    }
}

/// A preview shows what waits and says so everywhere; a draft it does not show. It writes nothing, and browsers keep nothing.
#[test]
fn what_waits_can_be_seen_before() {
    let folder = Folder::with_viewer();
    let rows = [
        (
            "a",
            "2024-05-01",
            "\"embargo_until\": \"2028-03-02T10:00:00Z\"",
            Some("[Sous embargo jusqu’au 2 mars 2028 à "),
        ),
        ("b", "2028-05-01", "", Some("[À paraître le 1er mai 2028] ")),
        ("c", "2024-05-01", "", Some("")),
        ("d", "2024-05-01", "\"draft\": true", None),
    ];
    let items: Vec<String> = rows
        .iter()
        .map(|(id, date, more, _)| {
            format!(
                "{{ \"id\": \"{id}\", \"title\": \"Titre {id}\", \"language\": \"fr\", \"content_html\": \"<p>Texte.</p>\", \
                 \"date_published\": \"{date}\", \"_release\": {{ \"slug\": \"{id}\", {more} }} }}"
            )
            .replace(",  }", " }")
        })
        .collect();
    let feed = format!(
        "{{ \"version\": \"https://jsonfeed.org/version/1.1\", \"title\": \"P\", \"language\": \"fr\", \"items\": [{}] }}",
        items.join(", ")
    );
    let source = folder.write("in/newsroom.json", feed);
    let before = files(folder.path());
    let viewer = folder.join("viewer");
    let (_server, host) = serving(
        &source,
        &["--preview", "--viewer", viewer.to_str().unwrap(), "--now", "1800000000"],
    );
    for (id, _, _, expected) in rows {
        let (head, body) = get(&host, &format!("/r/{id}/"));
        let Some(mark) = expected else {
            assert!(head.starts_with("http/1.1 404"), "{id}: {head}");
            continue;
        };
        assert!(
            head.starts_with("http/1.1 200") && head.contains("cache-control: no-store"),
            "{head}"
        );
        assert!(
            body.contains(&format!(">{mark}")) && body.contains(&format!("Titre {id}")),
            "{id}: {body}"
        );
        assert!(body.contains("class=\"k-preview\"") && body.contains("\"noindex\""), "{id}");
    }
    let (_, worker) = get(&host, "/sw.js");
    assert!(worker.contains("registration.unregister()"), "{worker}");
    for path in ["/", "/feeds/all.json", "/preview.css"] {
        assert!(get(&host, path).0.starts_with("http/1.1 200"), "{path}");
    }
    // A stranger's page whose name leads here.
    let (head, body) = get_as("evil.example", &host, "/r/a/");
    assert!(head.starts_with("http/1.1 403") && !body.contains("Titre"), "{head}\n{body}");
    assert_eq!(files(folder.path()), before, "nothing is written");
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let all = walkdir::WalkDir::new(folder).sort_by_file_name().into_iter();
    all.map(|entry| entry.unwrap().into_path()).collect()
}

#[test]
fn a_change_is_published() {
    let folder = Folder::with_viewer();
    let (source, out) = (folder.write("newsroom.json", TWO), folder.join("site"));
    let mut watcher = Running::start(folder.publishing(&source, &["--watch"]));
    watcher.line("watching");
    // As editors do: another file in the place of the first.
    let half = folder.write("newsroom.json~", TWO.replace("Lundi.", "Mercredi."));
    fs::rename(half, &source).unwrap();
    let line = watcher.line(" written, ");
    assert!(!line.contains(": 0 written"), "{line}");
    assert!(fs::read_to_string(out.join("r/quai/index.html")).unwrap().contains("Mercredi."));
}

/// A file that is half saved, a source that goes away and comes back, and one that is another
/// folder under the same name: the site stays, and what comes is published.
#[test]
fn a_watched_source_may_go_away() {
    let folder = Folder::with_viewer();
    let (place, away, out) = (folder.join("in"), folder.join("away"), folder.join("site"));
    fs::create_dir_all(&place).unwrap();
    let write = |text: &str| fs::write(place.join("newsroom.json"), text).unwrap();
    write(TWO);
    let mut watcher = Running::start(folder.publishing(&place, &["--watch"]));
    let text = || fs::read_to_string(out.join("r/quai/index.html")).unwrap();
    watcher.line("watching");
    write(&TWO[..200]);
    watcher.line("watching");
    assert!(text().contains("Lundi."));
    // Saved slowly: emptied, and a second later filled.
    write("");
    std::thread::sleep(Duration::from_secs(1));
    write(&TWO.replace("Lundi.", "Mercredi."));
    watcher.line(" written, ");
    assert!(text().contains("Mercredi."));
    watcher.line("watching");
    fs::rename(&place, &away).unwrap();
    watcher.line("watching");
    assert!(text().contains("Mercredi."));
    // Another folder comes in its place, with the files of the first and one that is new.
    fs::create_dir_all(folder.join("next")).unwrap();
    fs::write(folder.join("next/newsroom.json"), TWO.replace("Lundi.", "Jeudi.")).unwrap();
    fs::rename(folder.join("next"), &place).unwrap();
    watcher.line(" written, ");
    assert!(text().contains("Jeudi."));
    watcher.line("watching");
    // And is watched as the first was.
    write(&TWO.replace("Lundi.", "Vendredi."));
    watcher.line(" written, ");
    assert!(text().contains("Vendredi."));
    kiosque::publish::verify(&out).unwrap();
}
