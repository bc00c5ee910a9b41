//! Sending to S3 servers as they are: Garage, which also shows the site to readers, and s3s-fs, which holds conditions. `make
//! store` installs them and runs these; otherwise they are ignored.

use super::TWO;
use crate::support::{Folder, said};
use flate2::read::GzDecoder;
use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write as _,
    fs,
    io::{Read, Write},
    net::{TcpListener, TcpStream},
    path::Path,
    process::{Child, Command, Output, Stdio},
    time::{Duration, Instant},
};

const KEY: &str = "GK0123456789abcdef01234567";
const SECRET: &str = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
const KILLS: u32 = 50;
/// A run after one that was killed watches for so long whether that is still at work.
const WATCHES: Duration = Duration::from_secs(8);

/// A server, stopped when it is no longer needed.
struct Server {
    child: Child,
    s3: u16,
    web: u16,
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn port() -> u16 {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

fn program(name: &str) -> Command {
    let tools = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/tools/bin").join(name);
    Command::new(if tools.is_file() { tools } else { name.into() })
}

impl Server {
    fn start(mut command: Command, s3: u16, web: u16) -> Self {
        let command = command.stdout(Stdio::null()).stderr(Stdio::null());
        let child = command
            .spawn()
            .unwrap_or_else(|error| panic!("no server ({error}): make store installs it"));
        let server = Self { child, s3, web };
        let start = Instant::now();
        while [s3, web].iter().any(|port| TcpStream::connect(("127.0.0.1", *port)).is_err()) {
            assert!(start.elapsed() < Duration::from_secs(60), "the server does not start");
            std::thread::yield_now();
        }
        server
    }

    /// One that keeps its files in a folder, with the bucket `press`.
    fn garage(folder: &Folder) -> Self {
        let (s3, web, rpc) = (port(), port(), port());
        let place = |name: &str| folder.join(name).display().to_string();
        let config = format!(
            "metadata_dir = \"{}\"\ndata_dir = \"{}\"\ndb_engine = \"sqlite\"\nreplication_factor = 1\nrpc_bind_addr = \
             \"127.0.0.1:{rpc}\"\nrpc_public_addr = \"127.0.0.1:{rpc}\"\nrpc_secret = \"{SECRET}\"\n[s3_api]\ns3_region = \
             \"garage\"\napi_bind_addr = \"127.0.0.1:{s3}\"\n[s3_web]\nbind_addr = \"127.0.0.1:{web}\"\nroot_domain = \
             \".web\"\nindex = \"index.html\"\n",
            place("meta"),
            place("data"),
        );
        let config = folder.write("garage.toml", config);
        let garage = || {
            let mut command = program("garage");
            command.arg("-c").arg(&config);
            command
        };
        let mut command = garage();
        command.args(["server", "--single-node", "--default-bucket"]);
        command.env("GARAGE_DEFAULT_ACCESS_KEY", KEY).env("GARAGE_DEFAULT_SECRET_KEY", SECRET);
        command.env("GARAGE_DEFAULT_BUCKET", "press");
        let server = Self::start(command, s3, web);
        let shown = garage().args(["bucket", "website", "--allow", "press"]).output().unwrap();
        assert!(shown.status.success(), "{}", said(&shown));
        server
    }

    fn s3s(folder: &Folder) -> Self {
        let s3 = port();
        let root = folder.join("root");
        fs::create_dir_all(root.join("press")).unwrap();
        let mut command = program("s3s-fs");
        command.args(["--host", "127.0.0.1", "--port", &s3.to_string()]);
        command.args(["--access-key", KEY, "--secret-key", SECRET]).arg(root);
        Self::start(command, s3, s3)
    }

    /// The command that publishes and sends.
    fn sending(&self, folder: &Folder, source: &Path) -> Command {
        let mut command = folder.publishing(source, &["--to", "s3://press/news"]);
        command.args(["--base-url", "https://press.example.org/", "--allow-shrink"]);
        command.env("AWS_ACCESS_KEY_ID", KEY).env("AWS_SECRET_ACCESS_KEY", SECRET);
        command.env("AWS_ENDPOINT_URL", format!("http://127.0.0.1:{}", self.s3));
        command.env("AWS_REGION", "garage").env("AWS_ALLOW_HTTP", "true");
        command
    }

    fn send(&self, folder: &Folder, source: &Path) -> Output {
        let output = self.sending(folder, source).output().unwrap();
        assert!(output.status.success(), "{}", said(&output));
        output
    }

    /// What a reader is answered for a path: the status, the headers, the file unpacked.
    fn get(&self, path: &str) -> (u16, String, Vec<u8>) {
        let mut stream = TcpStream::connect(("127.0.0.1", self.web)).unwrap();
        write!(stream, "GET /news/{path} HTTP/1.0\r\nHost: press.web\r\n\r\n").unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        let end = answer.windows(4).position(|four| four == b"\r\n\r\n").unwrap();
        let head = String::from_utf8_lossy(&answer[..end]).to_lowercase();
        let body = answer.split_off(end + 4);
        let status = head.split(' ').nth(1).unwrap().parse().unwrap();
        if !head.contains("content-encoding: gzip") {
            return (status, head, body);
        }
        let mut open = Vec::new();
        GzDecoder::new(body.as_slice()).read_to_end(&mut open).unwrap();
        (status, head, open)
    }
}

/// A newsroom with some releases, of which each version has others.
fn newsroom(folder: &Folder, version: u32) -> std::path::PathBuf {
    let mut items = String::new();
    for number in version..version + 30 {
        let _ = write!(
            items,
            "{}{{ \"id\": \"r{number}\", \"title\": \"Release {number}\", \"content_html\": \"<p>Version {}.</p>\", \
             \"date_published\": \"2024-05-{:02}\", \"tags\": [\"Tag {}\"] }}",
            if items.is_empty() { "" } else { "," },
            if number % 3 == 0 { version } else { 0 },
            number % 28 + 1,
            number % 5,
        );
    }
    let head = TWO.split("\"items\"").next().unwrap();
    folder.write("newsroom.json", format!("{head}\"items\": [{items}] }}"))
}

/// What a page names, as paths of the site.
fn named(path: &str, page: &str) -> BTreeSet<String> {
    let base =
        page.split("<base href=\"").nth(1).map_or("", |rest| rest.split('"').next().unwrap());
    let root = url::Url::parse("https://press.example.org/").unwrap();
    let here = root.join(path).unwrap().join(base).unwrap();
    let values = [" href=\"", " src=\""].into_iter().flat_map(|name| page.split(name).skip(1));
    values
        .filter_map(|rest| here.join(rest.split('"').next().unwrap()).ok())
        .filter(|url| url.host_str() == root.host_str())
        .map(|url| url.path().trim_start_matches('/').to_owned())
        .collect()
}

/// Follows all that is named, from every page of the site whose list is there: the old one, or the new one.
fn check_works(server: &Server, known: &BTreeMap<String, String>, when: &str) -> usize {
    let (_, _, there) = server.get("manifest.sha256");
    let pages = list(&String::from_utf8(there).unwrap()).into_keys();
    let pages = pages.filter(|path| path.ends_with(".html"));
    let mut queue: Vec<(String, String)> =
        pages.map(|path| (path, "the list".to_owned())).collect();
    assert!(queue.len() > 30, "{when}: {} pages", queue.len());
    let mut seen = BTreeSet::new();
    while let Some((path, by)) = queue.pop() {
        let path = if path.is_empty() || path.ends_with('/') { path + "index.html" } else { path };
        if !seen.insert(path.clone()) {
            continue;
        }
        let (status, _, body) = server.get(&path);
        if !known.contains_key(&path) {
            // Of the viewer there is little here: no site has it.
            continue;
        }
        assert_eq!(status, 200, "{when}: {path}, named by {by}");
        if path.ends_with(".html") {
            let links = named(&path, &String::from_utf8_lossy(&body));
            queue.extend(links.into_iter().map(|link| (link, path.clone())));
        }
    }
    // All that the set names, by the list of the site that it is of.
    let (_, _, set) = server.get("set/set.json");
    let set: serde_json::Value = serde_json::from_slice(&set).unwrap();
    let text = set.to_string();
    for part in text.split('"').filter(|part| part.starts_with("set/") && part.contains('.')) {
        assert_eq!(server.get(part).0, 200, "{when}: {part}, named by the set");
    }
    seen.len()
}

/// The list of files of a published folder: hashes by path.
fn list(text: &str) -> BTreeMap<String, String> {
    let lines = text.lines().filter_map(|line| line.split_once("  "));
    lines.map(|(hash, path)| (path.to_owned(), hash.to_owned())).collect()
}

/// Every file is there as the folder has it, with the right headers.
fn check_whole(server: &Server, out: &Path) {
    let files = list(&fs::read_to_string(out.join("manifest.sha256")).unwrap());
    for path in files.keys().map(String::as_str).chain(["manifest.sha256"]) {
        let (status, head, body) = server.get(path);
        assert_eq!(status, 200, "{path}");
        assert!(body == fs::read(out.join(path)).unwrap(), "{path}");
        let kept = path.starts_with("set/") && path != "set/set.json"
            || path.contains("-0123456789abcdef");
        let cache = if kept { "public, max-age=31536000, immutable" } else { "no-cache" };
        assert!(head.contains(&format!("cache-control: {cache}")), "{path}: {head}");
        if path.ends_with(".html") {
            assert!(head.contains("content-type: text/html; charset=utf-8"), "{path}: {head}");
        }
    }
}

#[test]
#[ignore = "needs Garage: make store"]
fn garage_shows_the_site_at_every_moment_and_whole_in_the_end() {
    let (folder, place) = (Folder::with_viewer(), Folder::new());
    let server = Server::garage(&place);
    let out = folder.out();
    let start = Instant::now();
    let first = server.send(&folder, &newsroom(&folder, 0));
    let longest = start.elapsed();
    check_whole(&server, &out);
    let again = server.send(&folder, &newsroom(&folder, 0));
    assert!(said(&again).contains(": 0 files sent, "), "{}", said(&again));
    // What Garage does not do is said.
    assert!(said(&first).contains("does not keep two runs apart"), "{}", said(&first));

    let (mut killed, mut seed) = (0, u64::from(std::process::id()) | 1);
    let mut before = list(&fs::read_to_string(out.join("manifest.sha256")).unwrap());
    let mut was_killed = false;
    for round in 1..=4 * KILLS {
        // Some have ended before they could be killed.
        if killed == KILLS {
            break;
        }
        let source = newsroom(&folder, round * 7 % 40);
        let mut command = server.sending(&folder, &source);
        let mut run = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        // xorshift: any moment of a run.
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        let part = longest.mul_f64(0.1 + (seed % 800) as f64 / 1000.0);
        std::thread::sleep(if was_killed { WATCHES + part } else { part });
        let _ = run.kill();
        was_killed = !run.wait().unwrap().success();
        killed += u32::from(was_killed);
        // The folder is published before it is sent.
        let published = list(&fs::read_to_string(out.join("manifest.sha256")).unwrap());
        let known = before.iter().chain(&published).map(|(a, b)| (a.clone(), b.clone())).collect();
        let pages = check_works(&server, &known, &format!("after kill {round}"));
        eprintln!("kill {round}: {was_killed}, {pages} files reached");
        before.extend(published);
    }
    assert_eq!(killed, KILLS);
    let last = server.send(&folder, &newsroom(&folder, 3));
    check_whole(&server, &out);
    // Of all that ever was, only what is now.
    let now = list(&fs::read_to_string(out.join("manifest.sha256")).unwrap());
    for path in before.keys().filter(|path| !now.contains_key(*path)) {
        assert_eq!(server.get(path).0, 404, "{path}: {}", said(&last));
    }
    for path in [".kiosque-sending", ".kiosque-files"] {
        assert_eq!(server.get(path).0, 404, "{path}");
    }
}

#[test]
#[ignore = "needs s3s-fs: make store"]
fn two_runs_at_once_do_not_mix() {
    let (folder, other, place) = (Folder::with_viewer(), Folder::with_viewer(), Folder::new());
    let server = Server::s3s(&place);
    fs::create_dir_all(place.join("root/press/news")).unwrap();
    fs::write(place.join("root/press/theirs.txt"), "theirs").unwrap();
    let first = server.send(&folder, &newsroom(&folder, 0));
    assert!(!said(&first).contains("does not keep two runs apart"), "{}", said(&first));
    let again = server.send(&folder, &newsroom(&folder, 0));
    assert!(said(&again).contains(": 0 files sent, "), "{}", said(&again));
    // Both start at once: one sends, the other is told, or comes after it.
    let (mine, theirs) = (newsroom(&folder, 5), newsroom(&other, 20));
    let runs = [(&folder, &mine), (&other, &theirs)].map(|(folder, source)| {
        let mut command = server.sending(folder, source);
        command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
    });
    let ended = runs.map(|run| run.wait_with_output().unwrap());
    assert!(ended.iter().any(|output| output.status.success()), "{}", said(&ended[0]));
    for output in ended.iter().filter(|output| !output.status.success()) {
        assert!(said(output).contains("another kiosque is sending"), "{}", said(output));
    }
    let there = |path: &str| fs::read(place.join("root/press/news").join(path)).unwrap();
    let is_whole = |folder: &Folder| {
        let files = list(&fs::read_to_string(folder.out().join("manifest.sha256")).unwrap());
        files
            .keys()
            .filter(|path| !path.ends_with(".html") && path.starts_with("feeds/"))
            .all(|path| there(path) == fs::read(folder.out().join(path)).unwrap())
    };
    assert!(is_whole(&folder) || is_whole(&other));
    assert_eq!(fs::read(place.join("root/press/theirs.txt")).unwrap(), b"theirs");
}
