//! Who is answered: a browser on this computer that was given the address, on a page of ours. Nobody else, and nothing by way of a
//! name of a stranger's that leads here or of a page of a stranger's in the same browser.

use hyper::{
    HeaderMap, Method,
    header::{COOKIE, HOST, HeaderName, ORIGIN},
};
use std::{fmt::Write as _, io, sync::OnceLock};

/// What is secret in the address, and what the browser is given for it.
#[derive(Debug)]
pub(super) struct Guard {
    token: String,
    session: String,
    port: OnceLock<u16>,
}

/// What is made of a request before it is looked into.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// It is one of ours.
    Known,
    /// It has the secret of the address: a cookie is exchanged for that.
    Enters,
    /// It came by another name of this computer, or by a stranger's.
    Elsewhere,
    /// It has neither.
    Unknown,
    /// It would change something and does not come from a page of ours.
    Foreign,
}

const FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");

impl Guard {
    /// With secrets of 256 bits.
    pub(super) fn new() -> io::Result<Self> {
        Ok(Self { token: secret()?, session: secret()?, port: OnceLock::new() })
    }

    /// Once it is known where requests come in: the address to open.
    pub(super) fn opens(&self, port: u16) -> String {
        let port = self.port.get_or_init(|| port);
        format!("http://127.0.0.1:{port}/?token={}", self.token)
    }

    /// What the browser keeps. Cookies are of a host, whatever its port.
    pub(super) fn cookie(&self) -> String {
        format!("{}={}; HttpOnly; SameSite=Strict; Path=/", self.name(), self.session)
    }

    fn name(&self) -> String {
        format!("kiosque-write-{}", self.port.get().copied().unwrap_or_default())
    }

    pub(super) fn judge(&self, method: &Method, query: &str, headers: &HeaderMap) -> Verdict {
        let text = |name: &HeaderName| headers.get(name).and_then(|value| value.to_str().ok());
        let port = self.port.get().copied().unwrap_or_default();
        let hosts = [format!("127.0.0.1:{port}"), format!("localhost:{port}")];
        let Some(host) =
            text(&HOST).and_then(|host| hosts.iter().find(|own| own.eq_ignore_ascii_case(host)))
        else {
            return Verdict::Elsewhere;
        };
        let is_read = method == Method::GET || method == Method::HEAD;
        if !is_read {
            let origin = text(&ORIGIN).map(|origin| origin == format!("http://{host}"));
            let site = text(&FETCH_SITE).map(|site| site == "same-origin");
            // Every browser says one of them with what changes something.
            if origin == Some(false) || site == Some(false) || origin.or(site).is_none() {
                return Verdict::Foreign;
            }
        }
        let name = self.name();
        let cookies = headers.get_all(COOKIE).iter().filter_map(|value| value.to_str().ok());
        let mut pairs =
            cookies.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='));
        if pairs.any(|(known, value)| known == name && same(value, &self.session)) {
            return Verdict::Known;
        }
        let mut given = form_urlencoded::parse(query.as_bytes());
        match is_read && given.any(|(name, value)| name == "token" && same(&value, &self.token)) {
            true => Verdict::Enters,
            false => Verdict::Unknown,
        }
    }
}

fn secret() -> io::Result<String> {
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes).map_err(|error| io::Error::other(error.to_string()))?;
    Ok(bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    }))
}

/// Whether two texts are the same, in a time that does not tell where they differ.
fn same(given: &str, own: &str) -> bool {
    let differences = given.bytes().zip(own.bytes()).fold(0, |all, (a, b)| all | (a ^ b));
    given.len() == own.len() && std::hint::black_box(differences) == 0
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test stops at what it did not expect")]
mod tests {
    use super::{Guard, Verdict, same};
    use hyper::{HeaderMap, Method, header::HeaderName};

    #[test]
    fn only_our_pages_are_answered() {
        let guard = Guard::new().unwrap();
        let address = guard.opens(8123);
        let query = address.split_once('?').unwrap().1.to_owned();
        let cookie = guard.cookie().split(';').next().unwrap().to_owned();
        let judge = |method: Method, query: &str, headers: &[(&'static str, &str)]| {
            let mut map = HeaderMap::new();
            for (name, value) in headers {
                map.append(HeaderName::from_static(name), value.parse().unwrap());
            }
            guard.judge(&method, query, &map)
        };
        let (host, known) = (("host", "127.0.0.1:8123"), ("cookie", cookie.as_str()));
        let own = ("origin", "http://127.0.0.1:8123");
        let get =
            |query: &str, headers: &[(&'static str, &str)]| judge(Method::GET, query, headers);
        let post = |headers: &[(&'static str, &str)]| judge(Method::POST, "", headers);
        assert_eq!(get(&query, &[host]), Verdict::Enters);
        assert_eq!(get("", &[host]), Verdict::Unknown);
        assert_eq!(get(&query[..query.len() - 1], &[host]), Verdict::Unknown);
        assert_eq!(get("", &[host, known]), Verdict::Known);
        assert_eq!(get("", &[host, ("cookie", "a=b; kiosque-write-8123=x")]), Verdict::Unknown);
        assert_eq!(get("", &[("host", "localhost:8123"), known]), Verdict::Known);
        for strange in
            ["evil.example:8123", "127.0.0.1", "127.0.0.1:80", "127.0.0.1.evil.example:8123", ""]
        {
            assert_eq!(get(&query, &[("host", strange), known]), Verdict::Elsewhere, "{strange}");
        }
        assert_eq!(post(&[host, known, own]), Verdict::Known);
        assert_eq!(post(&[host, known, ("sec-fetch-site", "same-origin")]), Verdict::Known);
        for strange in [
            ("origin", "http://evil.example"),
            ("origin", "null"),
            ("sec-fetch-site", "cross-site"),
            ("sec-fetch-site", "same-site"),
            ("origin", "http://localhost:8123"),
            ("origin", "http://127.0.0.1:8124"),
        ] {
            assert_eq!(post(&[host, known, strange]), Verdict::Foreign, "{strange:?}");
        }
        assert_eq!(post(&[host, known, own, ("sec-fetch-site", "cross-site")]), Verdict::Foreign);
        assert_eq!(post(&[host, known]), Verdict::Foreign);
        // The address alone changes nothing.
        assert_eq!(judge(Method::POST, &query, &[host, own]), Verdict::Unknown);
        assert!(same("ab", "ab") && !same("ab", "a") && !same("", "a") && !same("ab", "ac"));
    }
}
