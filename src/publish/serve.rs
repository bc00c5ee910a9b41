//! A published folder shown to a browser on this computer, as a well-set host would: the same
//! headers, addresses without `index.html`, the site's own page for what is not there.
//!
//! For looking at, not for the open net: it listens on the loopback only and sends no
//! compression.

use super::{
    error::{PublishError, at},
    policy::{cache_control, headers},
};
use hyper::{
    Response,
    header::{CACHE_CONTROL, CONTENT_TYPE, HeaderName, HeaderValue},
};
use hyper_util::rt::TokioIo;
use std::{
    io,
    net::{Ipv4Addr, SocketAddr},
    path::Path,
};
use tokio::{net::TcpListener, runtime};
use tower_http::services::{ServeDir, ServeFile};

/// Serves `dir` on `port` of 127.0.0.1, or on any that is free if it is 0; `ready` is told the
/// address. Returns only if that fails.
///
/// # Errors
///
/// If there is no site in `dir`, or the port is taken.
pub fn serve(dir: &Path, port: u16, ready: impl FnOnce(SocketAddr)) -> Result<(), PublishError> {
    let index = dir.join(super::SHELL);
    std::fs::metadata(&index).map_err(at(&index))?;
    let runtime = runtime::Builder::new_current_thread().enable_io().enable_time().build();
    runtime.and_then(|runtime| runtime.block_on(listen(dir, port, ready))).map_err(at(dir))
}

async fn listen(dir: &Path, port: u16, ready: impl FnOnce(SocketAddr)) -> io::Result<()> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).await.map_err(|error| {
        io::Error::new(error.kind(), format!("port {port} of 127.0.0.1: {error}"))
    })?;
    ready(listener.local_addr()?);
    // Keeps to the folder whatever the address says, and knows media types and ranges.
    let files = ServeDir::new(dir).not_found_service(ServeFile::new(dir.join("404.html")));
    loop {
        let (stream, _) = listener.accept().await?;
        let files = files.clone();
        let service = hyper::service::service_fn(move |request: hyper::Request<_>| {
            let mut files = files.clone();
            let path = request.uri().path().trim_start_matches('/').to_owned();
            async move {
                let mut response = files.try_call(request).await?;
                dress(&mut response, &path);
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
}

/// Gives an answer the headers of a published file.
fn dress<B>(response: &mut Response<B>, path: &str) {
    let map = response.headers_mut();
    for (name, value) in headers() {
        if let (Ok(name), Ok(value)) = (name.parse::<HeaderName>(), HeaderValue::from_str(&value)) {
            map.insert(name, value);
        }
    }
    map.insert(CACHE_CONTROL, HeaderValue::from_static(cache_control(path)));
    let kind = map.get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    if kind.starts_with("text/")
        && !kind.contains("charset")
        && let Ok(kind) = HeaderValue::from_str(&format!("{kind}; charset=utf-8"))
    {
        map.insert(CONTENT_TYPE, kind);
    }
}
