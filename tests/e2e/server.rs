//! A static host as plain as they come: files under a base path, no fallback to `index.html`, every request noted.
//!
//! Each test starts its own on a free port of the loopback. A new port is a new origin: no cache, no storage and no
//! service worker of the test before.

use std::collections::{BTreeMap, BTreeSet};
use std::convert::Infallible;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;

use http_body_util::channel::Channel;
use http_body_util::{Either, Full};
use hyper::body::{Bytes, Incoming};
use hyper::{Request, Response};
use hyper_util::rt::TokioIo;
use kiosque::publish::policy::POLICY;
use tokio::sync::oneshot;

/// What the host answers for one path in place of the file.
#[derive(Clone, Debug)]
pub(crate) enum Fault {
    /// 404, as if the file had not been uploaded.
    Missing,
    /// 200 with these bytes, as if the file had been damaged.
    Bytes(Vec<u8>),
    /// 200 with the front page, as hosts answer that know no address to be lost.
    Html,
    /// This status and an empty body.
    Status(u16),
    /// Nothing until it is mended.
    Held,
    /// The file, its text in pieces, as over a bad line.
    Slow,
}

/// How many pieces, and how long each is waited for.
const PIECES: usize = 40;
const PIECE: Duration = Duration::from_millis(20);

/// One request and how it was answered.
#[derive(Clone, Debug)]
pub(crate) struct Seen {
    /// The path and query as asked.
    pub(crate) path: String,
    /// The status answered.
    pub(crate) status: u16,
    /// The file sent, where one was.
    pub(crate) file: Option<PathBuf>,
}

/// A running host of a folder.
pub(crate) struct Site {
    address: SocketAddr,
    shared: Arc<Shared>,
    running: Mutex<Option<(oneshot::Sender<()>, JoinHandle<()>)>>,
}

struct Shared {
    root: PathBuf,
    base: String,
    faults: Mutex<BTreeMap<String, Fault>>,
    seen: Mutex<Vec<Seen>>,
}

/// A port that no site had before: browsers go on to ask for the service workers of those.
fn unused() -> TcpListener {
    static USED: Mutex<BTreeSet<u16>> = Mutex::new(BTreeSet::new());
    loop {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a free port");
        let port = listener.local_addr().expect("the port").port();
        if USED.lock().expect("the ports").insert(port) {
            return listener;
        }
    }
}

impl Site {
    /// Serves `root` under `base`, which begins and ends with a slash.
    pub(crate) fn start(root: &Path, base: &str) -> Self {
        assert!(base.starts_with('/') && base.ends_with('/'), "a base is /…/, not {base}");
        let listener = unused();
        let shared = Shared {
            root: root.to_path_buf(),
            base: base.to_owned(),
            faults: Mutex::default(),
            seen: Mutex::default(),
        };
        let address = listener.local_addr().expect("the port");
        let site = Self { address, shared: Arc::new(shared), running: Mutex::default() };
        site.listen(listener);
        site
    }

    /// The address of a path relative to the base: `""` is the home page.
    pub(crate) fn url(&self, path: &str) -> String {
        format!("http://{}{}{path}", self.address, self.shared.base)
    }

    /// The folder that is served.
    pub(crate) fn root(&self) -> &Path {
        &self.shared.root
    }

    /// The path that it is served under.
    pub(crate) fn base(&self) -> &str {
        &self.shared.base
    }

    /// All files below a folder of the site, relative to the base.
    pub(crate) fn files(&self, folder: &str) -> Vec<String> {
        let mut files = Vec::new();
        let mut folders = vec![self.shared.root.join(folder)];
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(&folder).expect("a folder of the site").flatten() {
                let path = entry.path();
                if path.is_dir() {
                    folders.push(path);
                } else if let Ok(file) = path.strip_prefix(&self.shared.root) {
                    files.push(file.display().to_string());
                }
            }
        }
        files
    }

    /// The file of the site whose name begins and ends so.
    pub(crate) fn named(&self, start: &str, end: &str) -> String {
        let entries = std::fs::read_dir(&self.shared.root).expect("the site");
        let names = entries.flatten().map(|entry| entry.file_name().to_string_lossy().into_owned());
        let name = names.into_iter().find(|name| name.starts_with(start) && name.ends_with(end));
        name.unwrap_or_else(|| panic!("no {start}…{end}"))
    }

    /// From now on, answers `path` (relative to the base, without query) in this way.
    pub(crate) fn fail(&self, path: &str, fault: Fault) {
        lock(&self.shared.faults).insert(path.to_owned(), fault);
    }

    /// Serves every file again.
    pub(crate) fn mend(&self) {
        lock(&self.shared.faults).clear();
    }

    /// Goes off line: refuses connections and drops those that are open.
    pub(crate) fn stop(&self) {
        if let Some((stop, thread)) = lock(&self.running).take() {
            drop(stop);
            thread.join().expect("the host's thread");
        }
    }

    /// Comes back at the same address after [`stop`](Self::stop).
    pub(crate) fn resume(&self) {
        if lock(&self.running).is_none() {
            let listener = TcpListener::bind(self.address).expect("the port it had");
            self.listen(listener);
        }
    }

    /// Every request so far, in order.
    pub(crate) fn seen(&self) -> Vec<Seen> {
        lock(&self.shared.seen).clone()
    }

    /// Forgets the requests so far.
    pub(crate) fn forget(&self) {
        lock(&self.shared.seen).clear();
    }

    /// The requests that left the folder.
    pub(crate) fn strays(&self) -> Vec<String> {
        let inside = |path: &String| path.starts_with(&self.shared.base);
        self.seen().into_iter().map(|seen| seen.path).filter(|path| !inside(path)).collect()
    }

    fn listen(&self, listener: TcpListener) {
        let shared = Arc::clone(&self.shared);
        let (stop, stopped) = oneshot::channel();
        listener.set_nonblocking(true).expect("a non-blocking port");
        let thread = std::thread::spawn(move || serve(listener, &shared, stopped));
        *lock(&self.running) = Some((stop, thread));
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        self.stop();
    }
}

/// Runs until `stopped`; the runtime's end then closes every connection.
fn serve(listener: TcpListener, shared: &Arc<Shared>, stopped: oneshot::Receiver<()>) {
    let runtime =
        tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    runtime.block_on(async {
        let listener = tokio::net::TcpListener::from_std(listener).expect("a port");
        let accept = async {
            while let Ok((stream, _)) = listener.accept().await {
                let shared = Arc::clone(shared);
                let service = hyper::service::service_fn(move |request| {
                    let shared = Arc::clone(&shared);
                    async move {
                        while shared.is_held(request.uri().path()) {
                            tokio::time::sleep(Duration::from_millis(10)).await;
                        }
                        Ok::<_, Infallible>(shared.answer(&request))
                    }
                });
                // A browser that hangs up is no error.
                tokio::spawn(async move {
                    hyper::server::conn::http1::Builder::new()
                        .serve_connection(TokioIo::new(stream), service)
                        .await
                        .ok()
                });
            }
        };
        tokio::select! { () = accept => {} _ = stopped => {} }
    });
}

impl Shared {
    fn is_held(&self, path: &str) -> bool {
        let path = path.strip_prefix(&self.base).map(percent_decoded).unwrap_or_default();
        matches!(lock(&self.faults).get(&path), Some(Fault::Held))
    }

    fn is_slow(&self, path: &str) -> bool {
        let path = path.strip_prefix(&self.base).map(percent_decoded).unwrap_or_default();
        matches!(lock(&self.faults).get(&path), Some(Fault::Slow))
    }

    fn answer(&self, request: &Request<Incoming>) -> Response<Either<Full<Bytes>, Channel<Bytes>>> {
        let (status, file, body) = self.find(request.uri().path());
        let path = request.uri().path_and_query().map_or("/", |path| path.as_str()).to_owned();
        let kind = file.as_deref().map_or("text/plain; charset=utf-8", media_type);
        let mut response = Response::builder().status(status).header("content-type", kind);
        if kind.starts_with("text/html") {
            response = response.header("content-security-policy", POLICY);
        }
        if status == 301 {
            response = response.header("location", format!("{}/", request.uri().path()));
        }
        lock(&self.seen).push(Seen { path, status, file });
        let body = Bytes::from(body);
        let slow = self.is_slow(request.uri().path());
        let body =
            if slow { Either::Right(in_pieces(body)) } else { Either::Left(Full::new(body)) };
        response.body(body).expect("a response")
    }

    /// Status, file and body for a path, as a static host finds them: the file; a folder's `index.html`; a folder
    /// without its slash is sent to the one with it; else the folder's 404.html, where the site has one.
    fn find(&self, path: &str) -> (u16, Option<PathBuf>, Vec<u8>) {
        let Some(path) = path.strip_prefix(&self.base) else { return (404, None, Vec::new()) };
        let path = percent_decoded(path);
        let file = self.root.join(&path);
        let file =
            if path.is_empty() || path.ends_with('/') { file.join("index.html") } else { file };
        match lock(&self.faults).get(path.as_str()) {
            Some(Fault::Missing) => return (404, None, Vec::new()),
            Some(Fault::Html) => {
                let page = self.root.join("index.html");
                let body = std::fs::read(&page).unwrap_or_default();
                return (200, Some(page), body);
            }
            Some(Fault::Status(status)) => return (*status, None, Vec::new()),
            Some(Fault::Bytes(bytes)) => return (200, Some(file), bytes.clone()),
            Some(Fault::Held | Fault::Slow) | None => {}
        }
        if path.split('/').any(|part| part == "..") {
            return (400, None, Vec::new());
        }
        if file.is_dir() {
            return (301, None, Vec::new());
        }
        if let Ok(body) = std::fs::read(&file) {
            return (200, Some(file), body);
        }
        let page = self.root.join("404.html");
        match std::fs::read(&page) {
            Ok(body) => (404, Some(page), body),
            Err(_) => (404, None, b"not found".to_vec()),
        }
    }
}

/// A page's head at once, for nothing is drawn of it; the rest of it bit by bit.
fn in_pieces(body: Bytes) -> Channel<Bytes> {
    let (mut sender, channel) = Channel::new(1);
    tokio::spawn(async move {
        let head = body.windows(5).position(|bytes| bytes == b"<body").unwrap_or_default();
        let rest = body.slice(head..);
        let mut pieces = vec![body.slice(..head)];
        let size = rest.len().div_ceil(PIECES).max(1);
        pieces.extend(rest.chunks(size).map(Bytes::copy_from_slice));
        for piece in pieces {
            // Who hung up needs no more.
            if sender.send_data(piece).await.is_err() {
                return;
            }
            tokio::time::sleep(PIECE).await;
        }
    });
    channel
}

/// Test threads share nothing but this; a test that panicked leaves it as it was.
pub(crate) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn percent_decoded(path: &str) -> String {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.as_bytes();
    while let Some((&byte, tail)) = rest.split_first() {
        let hex = tail.get(..2).and_then(|hex| std::str::from_utf8(hex).ok());
        match hex.and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            Some(decoded) if byte == b'%' => {
                bytes.push(decoded);
                rest = &tail[2..];
            }
            _ => {
                bytes.push(byte);
                rest = tail;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn media_type(file: &Path) -> &'static str {
    match file.extension().and_then(|extension| extension.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("json") => "application/json",
        Some("webmanifest") => "application/manifest+json",
        Some("wasm") => "application/wasm",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("jpg" | "jpeg") => "image/jpeg",
        Some("webp") => "image/webp",
        Some("avif") => "image/avif",
        Some("xml") => "application/xml",
        Some("txt") => "text/plain; charset=utf-8",
        Some("pdf") => "application/pdf",
        Some("woff2") => "font/woff2",
        _ => "application/octet-stream",
    }
}
