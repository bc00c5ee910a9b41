//! A local page to write and correct releases, for who knows no format: `kiosque write`.
//!
//! It is served to a browser on this computer alone ([`guard`]), reads and writes one folder ([`folder`]), and shows what Kiosque makes
//! of a text while it is being written ([`look`]): the same reader, the same view. What is saved is a Markdown file of which only
//! what was changed is another ([`change`]); a release in a JSON Feed becomes one first, if nothing is lost by that ([`item`]).

mod answer;
mod change;
mod edit;
mod files;
mod folder;
mod form;
mod guard;
mod item;
mod look;
mod moment;
mod page;
mod parts;
mod words;
mod work;

use crate::{
    i18n::Interface,
    model::Language,
    publish::{Place, Viewer, Whole, listen},
};
use answer::{Answer, Asked};
use folder::Folder;
use guard::Guard;
use hyper::{
    HeaderMap, Request, Response,
    body::{Body as _, Bytes, Incoming},
    header::{CACHE_CONTROL, CONTENT_TYPE, HeaderName, HeaderValue, LOCATION, SET_COOKIE},
};
use std::{
    collections::{BTreeMap, VecDeque},
    future::poll_fn,
    io,
    path::Path,
    pin::Pin,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};
use work::Opened;

/// What is known beside the folder.
#[derive(Default)]
pub struct Options {
    /// The language of releases that name none.
    pub language: Option<Language>,
    /// The moment as of which it is said what waits, in seconds since 1970; else the moment itself.
    pub now: Option<i64>,
    /// What pages are made of for the preview. Without one there is none.
    pub viewer: Option<Viewer>,
}

/// A newsroom's folder with its page.
pub struct Writer {
    folder: Folder,
    guard: Guard,
    options: Options,
    kept: Mutex<Kept>,
}

/// What is known from one request to the next.
#[derive(Default)]
struct Kept {
    /// The language that was chosen on the page.
    interface: Option<Interface>,
    /// The release that was opened last, by its name and the hash of its file.
    opened: Option<(String, String, Opened)>,
    /// What the newsroom was when it was read last.
    newsroom: Option<crate::model::Newsroom>,
    /// The pages shown last, by their numbers.
    previews: VecDeque<(u64, BTreeMap<String, Vec<u8>>)>,
    number: u64,
}

/// How many pages are kept for a frame that is still loading one.
const PREVIEWS: usize = 3;
/// The largest form, and the largest file, in bytes. Hosts take no larger ones than that.
const LARGEST_FORM: usize = 4 << 20;
const LARGEST_FILE: usize = 25 << 20;

impl Writer {
    /// Of the newsroom in `dir`.
    ///
    /// # Errors
    ///
    /// If there is no such folder, or the system has no random numbers.
    pub fn new(dir: &Path, options: Options) -> io::Result<Self> {
        Ok(Self {
            folder: Folder::new(dir)?,
            guard: Guard::new()?,
            options,
            kept: Mutex::default(),
        })
    }

    /// Serves it on `port` of 127.0.0.1, or on any that is free if it is 0; `ready` is told the address to open, with the secret in
    /// it. Returns only if that fails.
    ///
    /// # Errors
    ///
    /// If the port is taken.
    pub fn serve(self, port: u16, ready: impl FnOnce(&str)) -> io::Result<()> {
        let writer = Arc::new(self);
        let place = Place::new(port, "/");
        let shared = Arc::clone(&writer);
        let opened =
            move |address: std::net::SocketAddr| ready(&shared.guard.opens(address.port()));
        listen(&place, opened, dress, move |request: Request<Incoming>| {
            let writer = Arc::clone(&writer);
            async move {
                let (head, body) = request.into_parts();
                let most = if head.uri.path() == "/upload" { LARGEST_FILE } else { LARGEST_FORM };
                let query = head.uri.query().unwrap_or_default();
                let verdict = writer.guard.judge(&head.method, query, &head.headers);
                // What strangers send is not read.
                let sent = match verdict {
                    guard::Verdict::Known => read(body, most).await?,
                    _ => Some(Vec::new()),
                };
                let path = head.uri.path();
                let asked = Asked {
                    method: &head.method,
                    path,
                    query,
                    headers: &head.headers,
                    verdict,
                    sent,
                };
                Ok(respond(writer.answer(&asked)))
            }
        })
    }

    fn kept(&self) -> MutexGuard<'_, Kept> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// All that was sent, unless it is more than `most`.
async fn read(body: Incoming, most: usize) -> io::Result<Option<Vec<u8>>> {
    let mut body = body;
    let mut all = Vec::new();
    while let Some(frame) = poll_fn(|cx| Pin::new(&mut body).poll_frame(cx)).await {
        let data = frame.map_err(io::Error::other)?.into_data().unwrap_or_default();
        if all.len() + data.len() > most {
            return Ok(None);
        }
        all.extend_from_slice(&data);
    }
    Ok(Some(all))
}

fn respond(answer: Answer) -> Response<Whole> {
    let Answer { status, kind, bytes, location, cookie } = answer;
    let mut response = Response::new(Whole(Some(Bytes::from(bytes))));
    *response.status_mut() = status;
    let map = response.headers_mut();
    for (name, value) in [(CONTENT_TYPE, Some(kind)), (LOCATION, location), (SET_COOKIE, cookie)] {
        if let Some(value) = value
            .filter(|value| !value.is_empty())
            .and_then(|value| HeaderValue::from_str(&value).ok())
        {
            map.insert(name, value);
        }
    }
    response
}

/// What a page may do: run our script, send to us, show our preview, and be shown in nobody's frame.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; \
    frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; \
    require-trusted-types-for 'script'; trusted-types 'none'";
/// What a preview may do: be looked at, in our frame.
const PREVIEW: &str = "default-src 'none'; style-src 'self'; img-src 'self' data:; font-src 'self'; media-src 'self'; \
    form-action 'none'; base-uri 'self'; frame-ancestors 'self'; sandbox allow-same-origin";
/// What a picture may do that somebody opens by itself.
const FILE: &str = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox";

fn dress(path: &str, map: &mut HeaderMap) {
    let policy = match path.split('/').next() {
        Some("preview") => PREVIEW,
        Some("file") => FILE,
        _ => POLICY,
    };
    for (name, value) in [
        ("content-security-policy", policy),
        // Without it, browsers would not say of a form where it comes from.
        ("referrer-policy", "same-origin"),
        ("x-content-type-options", "nosniff"),
        ("cross-origin-opener-policy", "same-origin"),
        ("cross-origin-resource-policy", "same-origin"),
    ] {
        map.insert(HeaderName::from_static(name), HeaderValue::from_static(value));
    }
    map.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
}
