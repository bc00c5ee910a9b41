//! Sends the requests of `object_store` with the HTTP client that this program has anyhow, one thread for each at work.
//!
//! What `object_store` would bring along is a second client, with a second TLS, three more protocols and a compiler's time for
//! a hundred crates. Whether a request is tried again, and when, it decides itself.

use async_trait::async_trait;
use futures_util::future::poll_fn;
use hyper::body::{Body as _, Bytes};
use object_store::{
    ClientConfigKey, ClientOptions,
    client::{
        HttpClient, HttpConnector, HttpError, HttpErrorKind, HttpRequest, HttpRequestBody,
        HttpResponse, HttpService,
    },
};
use std::{io, io::Read as _, pin::Pin, time::Duration};
use ureq::{Agent, Error, http};

/// A connection may take so long, and each piece of what is sent and of what comes back.
const CONNECT: Duration = Duration::from_secs(10);
const PIECE: Duration = Duration::from_secs(30);

/// As many connections are kept as requests are at work at once.
pub(super) const AT_ONCE: usize = 16;

/// Makes clients for `object_store`.
#[derive(Debug)]
pub(super) struct Connector;

impl HttpConnector for Connector {
    fn connect(&self, options: &ClientOptions) -> object_store::Result<HttpClient> {
        let allows = options.get_config_value(&ClientConfigKey::AllowHttp);
        let allows = allows.is_some_and(|value| value == "true");
        let config = Agent::config_builder()
            .http_status_as_error(false)
            .https_only(!allows)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .allow_non_standard_methods(true)
            .max_idle_connections(AT_ONCE)
            .max_idle_connections_per_host(AT_ONCE)
            .timeout_connect(Some(CONNECT))
            .timeout_per_read(Some(PIECE))
            .timeout_per_write(Some(PIECE))
            .user_agent(concat!("kiosque/", env!("CARGO_PKG_VERSION")))
            .build();
        Ok(HttpClient::new(Client(config.new_agent())))
    }
}

#[derive(Debug)]
struct Client(Agent);

#[async_trait]
impl HttpService for Client {
    async fn call(&self, request: HttpRequest) -> Result<HttpResponse, HttpError> {
        let (parts, body) = request.into_parts();
        let body = collect(body).await?;
        let agent = self.0.clone();
        let sent = tokio::task::spawn_blocking(move || send(&agent, parts, &body)).await;
        sent.map_err(|error| HttpError::new(HttpErrorKind::Interrupted, error))?
    }
}

/// All of a body at once: files of a site are in memory anyhow.
async fn collect(mut body: HttpRequestBody) -> Result<Bytes, HttpError> {
    let mut all: Vec<Bytes> = Vec::new();
    while let Some(frame) = poll_fn(|context| Pin::new(&mut body).poll_frame(context)).await {
        all.extend(frame?.into_data().ok());
    }
    let mut pieces = all.into_iter();
    let first = pieces.next().unwrap_or_default();
    match pieces.len() {
        0 => Ok(first),
        _ => Ok([first].into_iter().chain(pieces).flatten().collect()),
    }
}

fn send(
    agent: &Agent,
    parts: http::request::Parts,
    body: &Bytes,
) -> Result<HttpResponse, HttpError> {
    let has_body = matches!(parts.method, http::Method::PUT | http::Method::POST);
    let answer = match has_body || !body.is_empty() {
        true => agent.run(http::Request::from_parts(parts, body.as_ref())),
        false => agent.run(http::Request::from_parts(parts, ())),
    };
    let (parts, body) = answer.map_err(failed)?.into_parts();
    let mut bytes = Vec::new();
    let read = body.into_reader().read_to_end(&mut bytes);
    read.map_err(|error| HttpError::new(kind_of(&error), error))?;
    Ok(http::Response::from_parts(parts, bytes.into()))
}

/// What it was, for whoever decides whether to try again.
fn failed(error: Error) -> HttpError {
    let kind = match &error {
        Error::HostNotFound | Error::ConnectionFailed => HttpErrorKind::Connect,
        Error::Timeout(_) => HttpErrorKind::Timeout,
        Error::Io(error) => kind_of(error),
        Error::Protocol(_) => HttpErrorKind::Interrupted,
        _ => HttpErrorKind::Unknown,
    };
    HttpError::new(kind, error)
}

fn kind_of(error: &io::Error) -> HttpErrorKind {
    use io::ErrorKind::{
        AddrNotAvailable, ConnectionRefused, HostUnreachable, NetworkDown, NetworkUnreachable,
        TimedOut,
    };
    match error.kind() {
        ConnectionRefused | HostUnreachable | NetworkUnreachable | NetworkDown
        | AddrNotAvailable => HttpErrorKind::Connect,
        TimedOut => HttpErrorKind::Timeout,
        _ => HttpErrorKind::Interrupted,
    }
}
