//! `kiosque ping`, with a host, a hub and a search engine on this computer: who is told of what, and when nobody is.

use super::reach::newsroom;
use crate::support::{Folder, command, said};
use flate2::{Compression, write::GzEncoder};
use std::{
    fs,
    io::{BufRead, BufReader, Read, Write},
    net::{TcpListener, TcpStream},
    path::{Path, PathBuf},
    process::Output,
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, Ordering},
    },
    thread::{JoinHandle, spawn},
};

const KEY: &str = "0123456789abcdef";

/// A host of the files in `public`, which takes what is posted at `/hub` and `/indexnow`.
struct Host {
    address: String,
    state: Arc<State>,
    thread: Option<JoinHandle<()>>,
}

struct State {
    public: PathBuf,
    over: AtomicBool,
    posted: Mutex<Vec<(String, String)>>,
    /// What whoever posts is answered, for each path in turn; then 204.
    answers: Mutex<Vec<(&'static str, &'static str)>>,
    asked: Mutex<Vec<String>>,
}

impl Host {
    fn new(public: PathBuf) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = format!("http://{}/", listener.local_addr().unwrap());
        let state = Arc::new(State {
            public,
            over: AtomicBool::new(false),
            posted: Mutex::default(),
            answers: Mutex::default(),
            asked: Mutex::default(),
        });
        let shared = Arc::clone(&state);
        let thread = spawn(move || {
            for stream in listener.incoming() {
                if shared.over.load(Ordering::SeqCst) {
                    break;
                }
                shared.answer(stream.unwrap());
            }
        });
        Self { address, state, thread: Some(thread) }
    }

    fn answer_next(&self, path: &'static str, answer: &'static str) {
        self.state.answers.lock().unwrap().push((path, answer));
    }

    /// What was posted since the last time.
    fn posted(&self) -> Vec<(String, String)> {
        std::mem::take(&mut self.state.posted.lock().unwrap())
    }

    /// The feeds of which the hub was told, and the pages of which the engines were.
    fn told(&self) -> (Vec<String>, Vec<String>) {
        let (mut feeds, mut pages) = (Vec::new(), Vec::new());
        for (path, body) in self.posted() {
            let own = |address: &str| address.strip_prefix(&self.address).unwrap().to_owned();
            if path == "/hub" {
                let form = form_urlencoded::parse(body.as_bytes()).into_owned().collect::<Vec<_>>();
                assert_eq!(form[0], ("hub.mode".to_owned(), "publish".to_owned()));
                assert_eq!((form.len(), form[1].0.as_str()), (2, "hub.url"));
                feeds.push(own(&form[1].1));
            } else {
                let order: serde_json::Value = serde_json::from_str(&body).unwrap();
                assert_eq!((&order["host"], &order["key"]), (&"127.0.0.1".into(), &KEY.into()));
                assert_eq!(order["keyLocation"], format!("{}{KEY}.txt", self.address));
                let list = order["urlList"].as_array().unwrap();
                pages.extend(list.iter().map(|url| own(url.as_str().unwrap())));
            }
        }
        (feeds, pages)
    }
}

impl State {
    fn answer(&self, mut stream: TcpStream) {
        let mut reader = BufReader::new(stream.try_clone().unwrap());
        let mut lines = Vec::new();
        loop {
            let mut line = String::new();
            if reader.read_line(&mut line).unwrap_or(0) == 0 || line.trim().is_empty() {
                break;
            }
            lines.push(line.trim().to_ascii_lowercase());
        }
        let Some(first) = lines.first() else { return };
        let path = first.split(' ').nth(1).unwrap().to_owned();
        let length = lines.iter().find_map(|line| line.strip_prefix("content-length: "));
        let mut body = vec![0; length.map_or(0, |length| length.parse().unwrap())];
        reader.read_exact(&mut body).unwrap();
        let (status, sent) = if first.starts_with("post") {
            self.posted.lock().unwrap().push((path.clone(), String::from_utf8(body).unwrap()));
            let mut answers = self.answers.lock().unwrap();
            let next = answers.iter().position(|(of, _)| *of == path);
            (next.map_or("204 No Content", |at| answers.remove(at).1), Vec::new())
        } else {
            self.asked.lock().unwrap().push(path.clone());
            let file = path.trim_start_matches('/');
            let file = if file.is_empty() || file.ends_with('/') {
                format!("{file}index.html")
            } else {
                file.to_owned()
            };
            match fs::read(self.public.join(file)) {
                Ok(bytes) => ("200 OK", bytes),
                Err(_) => ("404 Not Found", b"\x1b[31mnothing\x1b[0m here".to_vec()),
            }
        };
        // As object storage sends what was packed when it was sent there.
        let (coding, sent) = match path.ends_with("set/set.json") {
            true => ("Content-Encoding: gzip\r\n", packed(&sent)),
            false => ("", sent),
        };
        let head = format!(
            "HTTP/1.1 {status}\r\n{coding}Content-Length: {}\r\nConnection: close\r\n\r\n",
            sent.len()
        );
        let _ = stream.write_all(head.as_bytes()).and_then(|()| stream.write_all(&sent));
    }
}

fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut packer = GzEncoder::new(Vec::new(), Compression::default());
    packer.write_all(bytes).unwrap();
    packer.finish().unwrap()
}

impl Drop for Host {
    fn drop(&mut self) {
        self.state.over.store(true, Ordering::SeqCst);
        let place = self.address.trim_start_matches("http://").trim_end_matches('/').to_owned();
        let _ = TcpStream::connect(place);
        let _ = self.thread.take().map(JoinHandle::join);
    }
}

/// A newsroom, its public host, and the folder that is uploaded.
struct Press {
    folder: Folder,
    host: Host,
}

impl Press {
    fn new() -> Self {
        let folder = Folder::with_viewer();
        let host = Host::new(folder.join("public"));
        Self { folder, host }
    }

    fn publish_at(&self, base: &str, more: &str) {
        let hub = format!("{}hub", self.host.address);
        let extension =
            format!(r#", "hub": "{hub}", "indexnow": "{KEY}", "frame_ancestors": "'self'""#);
        let source = self.folder.write("in/newsroom.json", newsroom(&extension, more));
        let output = self.folder.publishing(&source, &["--base-url", base]).output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    }

    fn publish(&self, more: &str) {
        self.publish_at(&self.host.address, more);
    }

    fn upload(&self) {
        let public = self.folder.join("public");
        let _ = fs::remove_dir_all(&public);
        copy(&self.folder.out(), &public);
    }

    fn ping(&self, more: &[&str]) -> Output {
        let mut ping = command();
        ping.arg("ping").arg(self.folder.out()).args(["--attempts", "1"]).args(more);
        ping.arg("--indexnow").arg(format!("{}indexnow", self.host.address));
        for name in ["http_proxy", "https_proxy", "all_proxy"] {
            ping.env_remove(name).env_remove(name.to_uppercase());
        }
        ping.output().unwrap()
    }

    /// The same, that ends with `status` and says `what`.
    fn pings(&self, more: &[&str], status: i32, what: &str) {
        let output = self.ping(more);
        assert_eq!(output.status.code(), Some(status), "{}", said(&output));
        assert!(said(&output).contains(what), "{what}: {}", said(&output));
    }
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let to = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &to);
        } else {
            fs::copy(entry.path(), to).unwrap();
        }
    }
}

const NEW: &str = r#"{"id": "grue", "title": "Une grue", "content_text": "x", "date_published": "2026-11-22T12:00:00Z"},"#;

#[test]
fn others_are_told_of_what_changed_and_once() {
    let press = Press::new();
    press.publish("");
    press.upload();
    // Nobody remembers what they were told: of the front alone.
    press.pings(&[], 0, "--all tells of everything");
    let fronts =
        (vec!["feeds/all.json".to_owned(), "feeds/all.xml".to_owned()], vec![String::new()]);
    assert_eq!(press.host.told(), fronts);
    press.pings(&[], 0, "told: nothing new");
    assert_eq!(press.host.told(), (vec![], vec![]));
    // A new release: its page, and the lists and feeds that have it.
    press.publish(NEW);
    press.upload();
    press.pings(&["--dry-run"], 0, "r/grue/\n");
    assert_eq!(press.host.told(), (vec![], vec![]));
    press.pings(&[], 0, "WebSub");
    let (feeds, pages) = press.host.told();
    assert_eq!(
        feeds,
        ["feeds/all.json", "feeds/all.xml", "feeds/lang/fr.json", "feeds/lang/fr.xml"]
    );
    for expected in ["", "r/grue/", "year/2026/"] {
        assert!(pages.iter().any(|page| page == expected), "{expected}: {pages:?}");
    }
    for page in &pages {
        // Not the other releases, and not what is for frames or says nothing of its own.
        assert!(
            !page.starts_with("r/quay") && !page.starts_with("embed") && page != "saved/",
            "{pages:?}"
        );
    }
    // One that is no longer there is told of too.
    press.publish("");
    press.upload();
    press.pings(&[], 0, "1 gone");
    assert!(press.host.told().1.contains(&"r/grue/".to_owned()));
    press.pings(&["--all"], 0, "told: ");
    let (feeds, pages) = press.host.told();
    assert!(feeds.len() > 6 && pages.contains(&"r/quay/".to_owned()), "{feeds:?} {pages:?}");
    // Nothing of what waits.
    assert!(
        !pages.iter().any(|page| page.contains("secret") || page.contains("demain")),
        "{pages:?}"
    );
}

#[test]
fn a_new_viewer_is_no_news() {
    let press = Press::new();
    press.publish("");
    press.upload();
    press.pings(&[], 0, "told");
    press.host.posted();
    press.folder.write("viewer/kiosque-0123456789abcdef.css", "/* new */");
    let shell = fs::read_to_string(press.folder.join("viewer/index.html")).unwrap();
    press.folder.write("viewer/index.html", shell.replace("0b5563", "0b5564"));
    press.publish("");
    press.upload();
    press.pings(&[], 0, "nothing new");
    assert_eq!(press.host.posted(), []);
}

#[test]
fn nobody_is_told_of_what_is_not_on_line() {
    let press = Press::new();
    press.publish("");
    press.pings(&[], 2, "manifest.sha256: HTTP 404");
    press.upload();
    press.publish(NEW);
    press.pings(&[], 2, "is not the file in the folder; nobody was told");
    // Half of it went up: the list and a feed are new, the page is not there.
    press.upload();
    press.pings(&["--dry-run"], 0, "would be told");
    fs::remove_file(press.folder.join("public").join(format!("{KEY}.txt"))).unwrap();
    press.pings(&[], 2, &format!("{KEY}.txt: HTTP 404"));
    press.upload();
    fs::remove_file(press.folder.join("public/feeds/all.xml")).unwrap();
    press.pings(&["--all"], 2, "feeds/all.xml: HTTP 404");
    press.upload();
    fs::remove_dir_all(press.folder.join("public/r/grue")).unwrap();
    press.pings(&["--all"], 2, "r/grue/: HTTP 404");
    assert_eq!(press.host.posted(), []);
    assert!(
        !said(&press.ping(&["--all"])).contains('\u{1b}'),
        "no word of the host's rules the terminal"
    );
    // None of this counts as told.
    press.upload();
    press.pings(&[], 0, "--all tells of everything");
}

#[test]
fn who_could_not_be_told_is_told_the_next_time() {
    let press = Press::new();
    press.publish("");
    press.upload();
    press.pings(&[], 0, "told");
    press.host.posted();
    press.publish(NEW);
    press.upload();
    press.host.answer_next("/indexnow", "403 Forbidden");
    press.host.answer_next("/hub", "204 No Content");
    press.host.answer_next("/hub", "302 Found\r\nLocation: https://elsewhere.example/");
    let output = press.ping(&[]);
    assert_eq!(output.status.code(), Some(1), "{}", said(&output));
    for expected in [
        "feeds/all.xml: HTTP 302, sends to https://elsewhere.example/",
        "HTTP 403; the key was not found at http",
    ] {
        assert!(said(&output).contains(expected), "{expected}: {}", said(&output));
    }
    press.host.posted();
    press.pings(&[], 0, "3 changed");
    let (feeds, pages) = press.host.told();
    assert_eq!(feeds, ["feeds/all.xml", "feeds/lang/fr.json", "feeds/lang/fr.xml"]);
    assert!(pages.contains(&"r/grue/".to_owned()), "{pages:?}");
}

#[test]
fn a_feed_that_a_hub_refuses_keeps_it_from_no_other() {
    let press = Press::new();
    press.publish("");
    press.upload();
    press.pings(&[], 0, "told");
    press.host.posted();
    press.publish(NEW);
    press.upload();
    press.host.answer_next("/hub", "400 Bad Request");
    press.pings(&[], 1, "feeds/all.json: HTTP 400");
    let (feeds, _) = press.host.told();
    assert_eq!(
        feeds,
        ["feeds/all.json", "feeds/all.xml", "feeds/lang/fr.json", "feeds/lang/fr.xml"]
    );
    press.pings(&[], 0, "1 changed");
    assert_eq!(press.host.told().0, ["feeds/all.json"]);
}

#[test]
fn what_is_remembered_lies_beside_the_folder() {
    let press = Press::new();
    press.publish("");
    press.upload();
    press.pings(&[], 0, "told");
    let file = press.folder.join(".site.kiosque-pinged.json");
    assert!(file.is_file());
    let verify = command().arg("verify").arg(press.folder.out()).output().unwrap();
    assert_eq!(verify.status.code(), Some(0), "{}", said(&verify));
    let inside = press.folder.out().join("state.json");
    press.pings(&["--state", inside.to_str().unwrap()], 2, "would be uploaded");
    press.host.posted();
    fs::write(&file, "{").unwrap();
    press.pings(&[], 2, "not what kiosque ping writes");
    fs::write(&file, r#"{"version": 9, "told": {}}"#).unwrap();
    press.pings(&[], 2, "version 9, and this kiosque knows 1");
    let nowhere = press.folder.join("nowhere/state.json");
    press.pings(&["--state", nowhere.to_str().unwrap()], 2, "name another place with --state");
    assert_eq!(press.host.posted(), []);
}

#[test]
fn what_cannot_be_told_is_said() {
    let press = Press::new();
    press.publish_at("https://press.example.org/", "");
    press.pings(&["--dry-run"], 0, "https://press.example.org/feeds/all.xml");
    press.publish("");
    press.upload();
    let mut ping = command();
    ping.arg("ping").arg(press.folder.out());
    // The engines are elsewhere, and the site on this computer.
    let output = ping.output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(said(&output).contains("in this network only"), "{}", said(&output));
    for (extension, base, expected) in [
        ("", Some("https://press.example.org/"), "names neither a hub nor a key"),
        (r#", "hub": "https://hub.example.org/""#, None, "was published without --base-url"),
    ] {
        let source = press.folder.write("in/newsroom.json", newsroom(extension, ""));
        let mut more = Vec::new();
        more.extend(base.iter().flat_map(|base| ["--base-url", base]));
        press.folder.publishing(&source, &more).output().unwrap();
        press.pings(&[], 2, expected);
    }
    let output = command().arg("ping").arg(press.folder.path()).output().unwrap();
    assert!(said(&output).contains("manifest.sha256: not found"), "{}", said(&output));
    assert_eq!(press.host.posted(), []);
}
