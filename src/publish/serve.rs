//! A published folder shown to a browser on this computer, as a well-set host would: the same
//! headers, addresses without `index.html`, the site's own page for what is not there, and below a path of the host's
//! where the site will lie in one.
//!
//! For looking at, not for the open net: it listens on the loopback only and sends no
//! compression.

use super::{
    error::{PublishError, at},
    policy::{Frames, cache_control},
};
use hyper::{
    HeaderMap, Request, Response, StatusCode, Uri,
    body::{Body, Bytes, Frame, Incoming, SizeHint},
    header::{CACHE_CONTROL, CONTENT_TYPE, HeaderName, HeaderValue, LOCATION},
};
use hyper_util::rt::TokioIo;
use std::{
    convert::Infallible,
    error::Error,
    io,
    net::{Ipv4Addr, SocketAddr},
    path::Path,
    pin::Pin,
    task::{Context, Poll},
};
use tokio::{net::TcpListener, runtime};
use tower_http::services::{ServeDir, ServeFile};

/// Where a site is served.
#[derive(Clone, Debug)]
pub struct Place {
    port: u16,
    /// Begins and ends with `/`.
    base: String,
}

impl Place {
    /// On `port` of 127.0.0.1, or on any that is free if it is 0; below the path `base`, such as `/news/`.
    #[must_use]
    pub fn new(port: u16, base: &str) -> Self {
        let base = match base.trim_matches('/') {
            "" => "/".to_owned(),
            inner => format!("/{inner}/"),
        };
        Self { port, base }
    }

    /// The path below which it lies.
    #[must_use]
    pub fn base(&self) -> &str {
        &self.base
    }
}

/// Serves `dir`; `ready` is told the address. Returns only if that fails.
///
/// # Errors
///
/// If there is no site in `dir`, or the port is taken.
pub fn serve(
    dir: &Path,
    place: &Place,
    ready: impl FnOnce(SocketAddr),
) -> Result<(), PublishError> {
    let index = dir.join(super::SHELL);
    std::fs::metadata(&index).map_err(at(&index))?;
    // Keeps to the folder whatever the address says, and knows media types and ranges.
    let files = ServeDir::new(dir).not_found_service(ServeFile::new(dir.join("404.html")));
    let answer = move |request: Request<Incoming>| {
        let mut files = files.clone();
        async move { files.try_call(request).await }
    };
    let frames = Frames::of(dir);
    let dressed = move |path: &str, map: &mut HeaderMap| {
        dress(map, frames.headers(path), cache_control(path));
    };
    listen(place, ready, dressed, answer).map_err(at(dir))
}

/// Listens at a place and has `answer` answer, with `dressed` giving each answer its headers by its path.
pub(crate) fn listen<A, D, F, B>(
    place: &Place,
    ready: impl FnOnce(SocketAddr),
    dressed: D,
    answer: A,
) -> io::Result<()>
where
    A: Fn(Request<Incoming>) -> F + Clone + Send + 'static,
    D: Fn(&str, &mut HeaderMap) + Clone + Send + 'static,
    F: Future<Output = io::Result<Response<B>>> + Send + 'static,
    B: Body + Send + 'static,
    B::Data: Send,
    B::Error: Into<Box<dyn Error + Send + Sync>>,
{
    let runtime = runtime::Builder::new_current_thread().enable_io().enable_time().build()?;
    runtime.block_on(async {
        let port = place.port;
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).await.map_err(|error| {
            io::Error::new(error.kind(), format!("port {port} of 127.0.0.1: {error}"))
        })?;
        ready(listener.local_addr()?);
        loop {
            let (stream, _) = listener.accept().await?;
            let (answer, base, dressed) = (answer.clone(), place.base.clone(), dressed.clone());
            let service = hyper::service::service_fn(move |mut request: Request<Incoming>| {
                let (at, uri) = within(&base, request.uri());
                let path = uri.path().trim_start_matches('/').to_owned();
                *request.uri_mut() = uri;
                let (answer, base, dressed) = (answer.clone(), base.clone(), dressed.clone());
                async move {
                    let mut response = answer(request).await?;
                    lead(&mut response, &base, at);
                    dressed(&path, response.headers_mut());
                    Ok::<_, io::Error>(response)
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
    })
}

/// A file, all at once.
pub(crate) struct Whole(pub(crate) Option<Bytes>);

impl Body for Whole {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        Poll::Ready(self.0.take().map(|bytes| Ok(Frame::data(bytes))))
    }

    fn size_hint(&self) -> SizeHint {
        let length = self.0.as_ref().map_or(0, Bytes::len);
        SizeHint::with_exact(u64::try_from(length).unwrap_or(u64::MAX))
    }
}

/// Where an address leads.
#[derive(Clone, Copy, Debug, PartialEq)]
enum At {
    Inside,
    /// The top of the host, or the base without its last `/`.
    Door,
    Outside,
}

/// Where an address leads, and what it is inside the site. Nothing outside has a file there.
fn within(base: &str, uri: &Uri) -> (At, Uri) {
    let path = uri.path();
    let query = uri.query().map(|query| format!("?{query}")).unwrap_or_default();
    let inside = |rest: &str| format!("/{rest}{query}").parse::<Uri>().unwrap_or_default();
    match path.strip_prefix(base) {
        Some(rest) => (At::Inside, inside(rest)),
        None if path == "/" || base.strip_suffix('/') == Some(path) => (At::Door, inside("")),
        None => (At::Outside, Uri::from_static("/outside/of/the/site")),
    }
}

/// Leads to the site, and from one of its addresses to another below its base.
fn lead<B>(response: &mut Response<B>, base: &str, at: At) {
    if at == At::Door {
        *response.status_mut() = StatusCode::TEMPORARY_REDIRECT;
    }
    let to = response.headers().get(LOCATION).and_then(|to| to.to_str().ok());
    let to = match (at, to) {
        (At::Door, _) => base.to_owned(),
        (_, Some(to)) => format!("{base}{}", to.trim_start_matches('/')),
        (_, None) => return,
    };
    if let Ok(to) = HeaderValue::from_str(&to) {
        response.headers_mut().insert(LOCATION, to);
    }
}

/// Gives an answer the headers of a published file.
pub(super) fn dress(
    map: &mut HeaderMap,
    headers: [(&'static str, String); 4],
    cache: &'static str,
) {
    for (name, value) in headers {
        if let (Ok(name), Ok(value)) = (name.parse::<HeaderName>(), HeaderValue::from_str(&value)) {
            map.insert(name, value);
        }
    }
    map.insert(CACHE_CONTROL, HeaderValue::from_static(cache));
    let kind = map.get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    if kind.starts_with("text/")
        && !kind.contains("charset")
        && let Ok(kind) = HeaderValue::from_str(&format!("{kind}; charset=utf-8"))
    {
        map.insert(CONTENT_TYPE, kind);
    }
}

#[cfg(test)]
mod tests {
    use super::{At, Place, within};

    #[test]
    fn a_base_is_a_path_between_slashes() {
        for (given, expected) in
            [("", "/"), ("/", "/"), ("news", "/news/"), ("/a/b", "/a/b/"), ("//a//", "/a/")]
        {
            assert_eq!(Place::new(0, given).base(), expected, "{given}");
        }
    }

    #[test]
    fn addresses_below_a_base() {
        for (base, given, at, inside) in [
            ("/", "/r/a/?q=b", At::Inside, "/r/a/?q=b"),
            ("/news/", "/news/r/a/?q=b", At::Inside, "/r/a/?q=b"),
            ("/news/", "/news/", At::Inside, "/"),
            ("/news/", "/news", At::Door, "/"),
            ("/news/", "/", At::Door, "/"),
            ("/news/", "/newsroom/", At::Outside, "/outside/of/the/site"),
            ("/news/", "/r/a/", At::Outside, "/outside/of/the/site"),
        ] {
            let (found, uri) = within(base, &given.parse().unwrap());
            assert_eq!((found, uri.to_string().as_str()), (at, inside), "{given}");
        }
    }
}
