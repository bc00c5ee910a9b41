//! Asking and telling over HTTP: a few times, for a bounded time, without following to where one is sent.

use super::PingError;
use flate2::read::GzDecoder;
use std::{io::Read, thread::sleep, time::Duration};
use ureq::{Agent, Body, Error, http::Response};

/// A connection may take so long, and all of an answer.
const CONNECT: Duration = Duration::from_secs(10);
const ANSWER: Duration = Duration::from_secs(60);

/// The first pause before another attempt; each is twice the one before.
const PAUSE: Duration = Duration::from_secs(1);
/// The longest that is waited because somebody says so.
const PATIENCE: u64 = 60;

/// So much of what somebody says of a failure is told.
const SAID: usize = 200;

pub(super) struct Client {
    agent: Agent,
    attempts: u32,
}

struct Answer {
    status: u16,
    location: Option<String>,
    /// How long to wait, in seconds, if it says so.
    after: Option<u64>,
    body: Vec<u8>,
}

impl Client {
    pub(super) fn new(attempts: u32) -> Self {
        let config = Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .timeout_connect(Some(CONNECT))
            .timeout_global(Some(ANSWER))
            .user_agent(concat!("kiosque/", env!("CARGO_PKG_VERSION")))
            .build();
        Self { agent: config.new_agent(), attempts: attempts.max(1) }
    }

    /// Whether what is at an address is `own`.
    pub(super) fn same(&self, address: &str, own: &[u8]) -> Result<(), PingError> {
        let answer = self.get(address, own.len())?;
        if answer.body == own {
            Ok(())
        } else {
            Err(not_on_line(address, "is not the file in the folder"))
        }
    }

    /// Whether there is something at an address.
    pub(super) fn there(&self, address: &str) -> Result<(), PingError> {
        self.get(address, 0).map(drop)
    }

    /// What is at an address, and at most a byte more than `most` of it.
    fn get(&self, address: &str, most: usize) -> Result<Answer, PingError> {
        let most = u64::try_from(most).unwrap_or(u64::MAX).saturating_add(1);
        let ask = || self.agent.get(address).header("Cache-Control", "no-cache").call();
        let answer = self.attempt(&ask, most).map_err(|reason| not_on_line(address, &reason))?;
        match answer.status {
            200 => Ok(answer),
            _ => Err(not_on_line(address, &refusal(&Answer { body: Vec::new(), ..answer }))),
        }
    }

    /// Tells somebody something; why not, if it was not taken.
    pub(super) fn post(&self, endpoint: &str, kind: &str, body: &str) -> Result<(), String> {
        let send = || self.agent.post(endpoint).content_type(kind).send(body);
        let answer = self.attempt(&send, 4 << 10)?;
        if (200..300).contains(&answer.status) { Ok(()) } else { Err(refusal(&answer)) }
    }

    fn attempt(
        &self,
        send: &dyn Fn() -> Result<Response<Body>, Error>,
        most: u64,
    ) -> Result<Answer, String> {
        let mut pause = PAUSE;
        for left in (0..self.attempts).rev() {
            let answer = send().map_err(|error| error.to_string()).and_then(|r| read(r, most));
            let after = match &answer {
                Ok(answer) if !matches!(answer.status, 429 | 500 | 502..=504) => Err(()),
                Ok(answer) => Ok(answer.after),
                Err(_) => Ok(None),
            };
            let Ok(after) = after else { return answer };
            if left == 0 {
                return answer;
            }
            sleep(after.map_or(pause, |after| Duration::from_secs(after.min(PATIENCE))));
            pause *= 2;
        }
        Err("was not tried".to_owned())
    }
}

fn not_on_line(address: &str, reason: &str) -> PingError {
    PingError::NotOnLine { address: address.to_owned(), reason: reason.to_owned() }
}

fn read(response: Response<Body>, most: u64) -> Result<Answer, String> {
    let header = |name: &str| response.headers().get(name)?.to_str().ok().map(str::to_owned);
    let (location, after) = (header("location"), header("retry-after"));
    // From object storage it comes packed, whether one asked for that or not (src/publish/store/headers.rs).
    let is_packed = header("content-encoding").is_some_and(|encoding| encoding == "gzip");
    let (status, mut body) = (response.status().as_u16(), Vec::new());
    let reader = response.into_body().into_reader();
    let read = match is_packed {
        true => GzDecoder::new(reader).take(most).read_to_end(&mut body),
        false => reader.take(most).read_to_end(&mut body),
    };
    read.map_err(|error| error.to_string())?;
    Ok(Answer { status, location, after: after.and_then(|after| after.trim().parse().ok()), body })
}

/// What somebody says instead of doing it. It is shown in a terminal: no control characters, and not much of it.
fn refusal(answer: &Answer) -> String {
    let Answer { status, location, body, .. } = answer;
    let said = String::from_utf8_lossy(body);
    let said = said.split(|c: char| c.is_whitespace() || c.is_control()).filter(|s| !s.is_empty());
    let said: String = said.collect::<Vec<_>>().join(" ").chars().take(SAID).collect();
    let said = if said.is_empty() { said } else { format!(" ({said})") };
    match location {
        Some(to) => {
            let to: String = to.chars().filter(|c| !c.is_control()).take(SAID).collect();
            format!("HTTP {status}, sends to {to}: write that address{said}")
        }
        None => format!("HTTP {status}{said}"),
    }
}
