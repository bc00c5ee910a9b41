//! What waits, shown to a browser on this computer and nowhere else: the site as it will be once every embargo has ended and
//! every day to come has come, made in memory, each page and each title that waits marked as such. No file of it is written;
//! browsers are told to keep none, and a worker that one has from before ends itself.

use super::{
    Options, Viewer,
    error::{PublishError, at},
    policy::Frames,
    serve::{Place, Whole, dress, listen},
    site,
    xml::Markup,
};
use crate::{
    bundle::{Contents, Waiting, leave_out},
    i18n::Interface,
    ingest::Loaded,
    model::{Date, Language},
    prerender::WORKER,
};
use hyper::{
    HeaderMap, Request, Response, StatusCode,
    body::{Bytes, Incoming},
    header::{CONTENT_TYPE, HOST, HeaderName, HeaderValue, LOCATION},
};
use std::{collections::BTreeSet, io, net::SocketAddr, path::Path, sync::Arc};

/// The style of the mark. Only the preview has it.
const STYLE: &str = "preview.css";
const CSS: &str = ".k-preview{position:sticky;inset-block-start:0;z-index:9;padding:.5rem 1rem;background:#8a1c1c;color:#fff;\
    font:600 .9375rem/1.4 system-ui,sans-serif;text-align:center}\
    body::after{content:\"\";position:fixed;inset:0;z-index:8;pointer-events:none;opacity:.12;\
    background:repeating-linear-gradient(-45deg,#8a1c1c 0 2px,transparent 2px 9rem)}\
    @media print{.k-preview{position:fixed;inset-inline:0}}";

/// In the place of the service worker.
const NO_WORKER: &str = "addEventListener('install', () => skipWaiting());\n\
    addEventListener('activate', (event) => event.waitUntil(caches.keys()\n\
    .then((names) => Promise.all(names.map((name) => caches.delete(name))))\n\
    .then(() => registration.unregister())));\n";

/// What is said of it.
struct Words {
    mark: &'static str,
    embargo: &'static str,
    future: &'static str,
    never: &'static str,
    others: &'static str,
}

fn words(language: Option<&Language>) -> (&'static Words, Interface) {
    let interface = language.and_then(|tag| Interface::new(tag.as_str())).unwrap_or_default();
    let words = match interface {
        Interface::French => &Words {
            mark: "Aperçu : des communiqués sous embargo ou à paraître sont montrés. Ne pas diffuser.",
            embargo: "Sous embargo jusqu’au",
            future: "À paraître le",
            never: "Sous embargo sans fin comprise",
            others: "Attend une autre langue",
        },
        Interface::English => &Words {
            mark: "Preview: releases under embargo or still to appear are shown. Do not pass on.",
            embargo: "Under embargo until",
            future: "To appear on",
            never: "Under an embargo of which no end was understood",
            others: "Waits for another language",
        },
    };
    (words, interface)
}

/// A site that is never written, in which everything is shown that waits for a date.
#[derive(Debug)]
pub struct Preview {
    files: Contents,
    /// What stands in the head and in the body of each page.
    marks: (String, String),
    /// How many of its releases wait.
    pub waiting: usize,
}

impl Preview {
    /// Of what was loaded, as of the moment in `options`. Drafts and what is not clear stay out of it.
    ///
    /// # Errors
    ///
    /// As of [`site`].
    pub fn new(
        mut loaded: Loaded,
        viewer: &Viewer,
        options: &Options,
    ) -> Result<Self, PublishError> {
        let Options { now, future, apart, .. } = *options;
        let mut shown = loaded.clone();
        leave_out(&mut shown, &Waiting { now, future, apart });
        let shown: BTreeSet<String> =
            shown.releases.into_iter().map(|sourced| sourced.release.id).collect();
        let mut waiting = 0;
        for sourced in &mut loaded.releases {
            let release = &mut sourced.release;
            if shown.contains(&release.id) {
                continue;
            }
            waiting += 1;
            let (words, interface) = words(release.language.as_ref());
            let messages = interface.messages();
            let on = |words: &str, date: &Date| format!("{words} {}", messages.date_time(date));
            let why = match (release.embargo_until, release.published) {
                (Some(until), _) if until.year >= 9999 => words.never.to_owned(),
                (Some(until), _) if until.unix_seconds() > now => on(words.embargo, &until),
                (_, Some(date)) if date.unix_seconds() > now => on(words.future, &date),
                _ => words.others.to_owned(),
            };
            let title = release.title.as_deref().unwrap_or(messages.untitled);
            release.title = Some(format!("[{why}] {title}"));
        }
        let (words, _) = words(loaded.newsroom.languages.first());
        let everything = Options { now: i64::MAX, future: true, apart: true, ..Options::default() };
        let mut site = site(loaded, viewer, &everything, &mut |_, _, _| {})?;
        site.files.insert(STYLE.to_owned(), site.spool.keep(CSS)?);
        site.files.insert(WORKER.to_owned(), site.spool.keep(NO_WORKER)?);
        Ok(Self { files: site.files, marks: marks(words.mark), waiting })
    }

    /// A file, marked if it is a page; nothing if there is none.
    fn read(&self, path: &str) -> Result<Option<Vec<u8>>, PublishError> {
        let Some(content) = self.files.get(path) else { return Ok(None) };
        let bytes = content.read()?;
        if !path.ends_with(".html") {
            return Ok(Some(bytes.into_owned()));
        }
        let (head, body) = &self.marks;
        let page = String::from_utf8_lossy(&bytes);
        let page = page.replacen("</head>", &format!("{head}</head>"), 1);
        Ok(Some(page.replacen("<body>", &format!("<body>{body}"), 1).into_bytes()))
    }

    /// Serves it as [`serve`](super::serve) does a folder. Returns only if that fails.
    ///
    /// # Errors
    ///
    /// If the port is taken.
    pub fn serve(self, place: &Place, ready: impl FnOnce(SocketAddr)) -> Result<(), PublishError> {
        let preview = Arc::new(self);
        let answer = move |request: Request<Incoming>| {
            let host = request.headers().get(HOST).and_then(|host| host.to_str().ok());
            let response = match host.is_some_and(is_here) {
                true => preview.answer(request.uri().path()).map_err(io::Error::other),
                false => Ok(refused()),
            };
            std::future::ready(response)
        };
        let frames = Frames::default();
        let dressed =
            move |path: &str, map: &mut HeaderMap| dress(map, frames.headers(path), "no-store");
        listen(place, ready, dressed, answer).map_err(at(Path::new("preview")))
    }

    /// What is at a path: a file, that of a folder, or the page for lost addresses.
    fn answer(&self, path: &str) -> Result<Response<Whole>, PublishError> {
        let files = &self.files;
        let path = percent_encoding::percent_decode_str(path.trim_start_matches('/'));
        let path = path.decode_utf8_lossy();
        let file = match path.is_empty() || path.ends_with('/') {
            true => format!("{path}index.html"),
            false => path.to_string(),
        };
        let mut response = Response::new(Whole(None));
        let mut set = |name: HeaderName, value: &str| {
            if let Ok(value) = HeaderValue::from_str(value) {
                response.headers_mut().insert(name, value);
            }
        };
        if !files.contains_key(&file) && files.contains_key(&format!("{file}/index.html")) {
            set(LOCATION, &super::base::encoded(&format!("/{file}/")));
            *response.status_mut() = StatusCode::TEMPORARY_REDIRECT;
            return Ok(response);
        }
        let (status, file) = match files.contains_key(&file) {
            true => (StatusCode::OK, file),
            false => (StatusCode::NOT_FOUND, "404.html".to_owned()),
        };
        set(CONTENT_TYPE, mime_guess::from_path(&file).first_or_octet_stream().as_ref());
        *response.status_mut() = status;
        *response.body_mut() = Whole(self.read(&file)?.map(Bytes::from));
        Ok(response)
    }
}

/// Whether a browser asked for this computer by a name of its own. A page of a stranger's whose name was made to lead here
/// is run by the same browser, and must not read what waits.
fn is_here(host: &str) -> bool {
    let name = host.rsplit_once(':').map_or(host, |(name, port)| {
        if port.bytes().all(|digit| digit.is_ascii_digit()) { name } else { host }
    });
    ["127.0.0.1", "localhost", "[::1]"].iter().any(|own| name.eq_ignore_ascii_case(own))
}

/// What is said to who asked by another name.
fn refused() -> Response<Whole> {
    let words = "A preview is shown at http://127.0.0.1 only.\n";
    let mut response = Response::new(Whole(Some(Bytes::from_static(words.as_bytes()))));
    *response.status_mut() = StatusCode::FORBIDDEN;
    response
}

/// What stands in the head and in the body of each page.
fn marks(words: &str) -> (String, String) {
    let (mut head, mut body) = (Markup::default(), Markup::default());
    head.empty("link", &[("rel", "stylesheet"), ("href", STYLE)]);
    head.empty("meta", &[("name", "robots"), ("content", "noindex")]);
    body.leaf("p", &[("class", "k-preview"), ("role", "note")], words);
    (head.finish(), body.finish())
}

#[cfg(test)]
mod tests {
    use super::is_here;

    #[test]
    fn only_names_of_this_computer_are_answered() {
        for (host, expected) in [
            ("127.0.0.1:8001", true),
            ("localhost:8001", true),
            ("LOCALHOST", true),
            ("[::1]:8001", true),
            ("[::1]", true),
            ("evil.example:8001", false),
            ("127.0.0.1.evil.example", false),
            ("localhost.evil.example:8001", false),
            ("", false),
        ] {
            assert_eq!(is_here(host), expected, "{host}");
        }
    }
}
