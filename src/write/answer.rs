//! What is answered to what: the list, the page of a release, what is being written, saved, added, thrown away.

use super::{
    Writer, files,
    form::Sent,
    guard::Verdict,
    page::{self, edit},
    words::{Words, words},
    work::{is_name_of_new, name_of_new},
};
use crate::i18n::Interface;
use hyper::{HeaderMap, Method, StatusCode, header::ACCEPT_LANGUAGE};
use serde_json::json;
use std::{
    collections::{BTreeMap, BTreeSet},
    time::{SystemTime, UNIX_EPOCH},
};

/// A request.
pub(super) struct Asked<'a> {
    pub(super) method: &'a Method,
    pub(super) path: &'a str,
    pub(super) query: &'a str,
    pub(super) headers: &'a HeaderMap,
    pub(super) verdict: Verdict,
    /// What was sent with it; `None` if that was too much.
    pub(super) sent: Option<Vec<u8>>,
}

/// What is answered.
#[derive(Debug, Default)]
pub(super) struct Answer {
    pub(super) status: StatusCode,
    pub(super) kind: String,
    pub(super) bytes: Vec<u8>,
    pub(super) location: Option<String>,
    pub(super) cookie: Option<String>,
}

impl Answer {
    pub(super) fn of(status: StatusCode, kind: &str, bytes: impl Into<Vec<u8>>) -> Self {
        Self { status, kind: kind.to_owned(), bytes: bytes.into(), ..Self::default() }
    }

    pub(super) fn page(page: String) -> Self {
        Self::of(StatusCode::OK, "text/html; charset=utf-8", page)
    }

    pub(super) fn go(to: String) -> Self {
        Self { status: StatusCode::SEE_OTHER, location: Some(to), ..Self::default() }
    }

    pub(super) fn json(status: StatusCode, value: &serde_json::Value) -> Self {
        Self::of(status, "application/json", value.to_string())
    }
}

/// A value in a query or a form.
pub(super) fn value(pairs: &[u8], name: &str) -> Option<String> {
    form_urlencoded::parse(pairs)
        .find(|(known, _)| known == name)
        .map(|(_, value)| value.into_owned())
}

impl Writer {
    pub(super) fn answer(&self, asked: &Asked<'_>) -> Answer {
        let interface = self.interface(asked.headers);
        let words = words(interface);
        let refused = |status, why| {
            Answer::of(status, "text/html; charset=utf-8", page::refusal(interface, why))
        };
        match asked.verdict {
            Verdict::Known => {}
            Verdict::Enters => {
                let cookie = Some(self.guard.cookie());
                return Answer {
                    cookie,
                    ..Answer::page(page::enter(interface, &without_token(asked)))
                };
            }
            Verdict::Elsewhere => return refused(StatusCode::FORBIDDEN, words.refused_host),
            Verdict::Unknown => return refused(StatusCode::FORBIDDEN, words.refused_token),
            Verdict::Foreign => return refused(StatusCode::FORBIDDEN, words.refused_origin),
        }
        let Some(sent) = &asked.sent else {
            return refused(StatusCode::PAYLOAD_TOO_LARGE, words.refused_size);
        };
        let query = asked.query.as_bytes();
        let given = |name: &str| value(query, name).unwrap_or_default();
        let is_read = asked.method == Method::GET || asked.method == Method::HEAD;
        match (is_read, asked.path) {
            (true, "/") => self.list(interface),
            (true, "/new") => Answer::go(edit(&[("new", &name_of_new())])),
            (true, "/edit") => match (given("file"), given("new")) {
                (file, _) if !file.is_empty() => {
                    self.edit(interface, &file, &given("item"), !given("saved").is_empty())
                }
                (_, new) if is_name_of_new(&new) => self.edit_new(interface, new),
                _ => refused(StatusCode::NOT_FOUND, words.gone),
            },
            (true, "/page.css") => {
                Answer::of(StatusCode::OK, "text/css; charset=utf-8", page::STYLE)
            }
            (true, "/page.js") => {
                Answer::of(StatusCode::OK, "text/javascript; charset=utf-8", page::SCRIPT)
            }
            (true, "/file") => self
                .file(&given("name"))
                .unwrap_or_else(|| refused(StatusCode::NOT_FOUND, words.refused_path)),
            (true, path) if path.starts_with("/preview/") => self.preview(path),
            (false, "/live") => self.live(interface, sent),
            (false, "/save") => self.save(interface, sent),
            (false, "/upload") => self.upload(words, &given("name"), &given("of"), sent),
            (false, "/discard") => {
                let sent = |name: &str| value(sent, name).unwrap_or_default();
                self.folder.discard(&sent("key"));
                let (file, item) = (sent("file"), sent("item"));
                let release = || edit(&[("file", &file), ("item", &item)]);
                Answer::go(if file.is_empty() { "/".to_owned() } else { release() })
            }
            (false, "/language") => {
                self.kept().interface = value(sent, "to").and_then(|tag| Interface::new(&tag));
                let back = value(sent, "back").filter(|back| {
                    back.starts_with('/') && !back.starts_with("//") && !back.contains('\\')
                });
                Answer::go(back.unwrap_or_else(|| "/".to_owned()))
            }
            _ => refused(StatusCode::NOT_FOUND, words.gone),
        }
    }

    /// The language that was chosen, else the first that the browser names and the page has.
    fn interface(&self, headers: &HeaderMap) -> Interface {
        let wanted = || {
            let line = headers.get(ACCEPT_LANGUAGE)?.to_str().ok()?;
            line.split([',', ';']).find_map(|tag| Interface::new(tag.trim()))
        };
        self.kept().interface.or_else(wanted).unwrap_or_default()
    }

    pub(super) fn now(&self) -> i64 {
        let clock =
            || SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
        self.options.now.unwrap_or_else(|| i64::try_from(clock()).unwrap_or(i64::MAX))
    }

    fn list(&self, interface: Interface) -> Answer {
        let kept: Vec<Sent> =
            self.folder.all_kept().iter().map(|kept| Sent::read(kept.form.as_bytes())).collect();
        let newsroom = self.newsroom(&[]);
        let files: BTreeSet<&str> =
            newsroom.releases().map(|(one, _)| one.origin.source.as_str()).collect();
        let ours = files.into_iter().filter_map(|name| {
            let bytes = page::may_be_ours(name).then(|| self.folder.read(name).ok())?;
            Some((name, page::ours(name, bytes.as_deref()?)?))
        });
        let ours = ours.collect();
        Answer::page(page::list(interface, &newsroom, &kept, &ours))
    }

    fn upload(&self, words: &Words, name: &str, of: &str, bytes: &[u8]) -> Answer {
        match files::take(&self.folder, name, bytes, words) {
            Ok((file, kind)) => {
                // Beside a release in a folder of its own, the way from the top.
                let written = if of.contains('/') { format!("/{file}") } else { file };
                let message = words.uploaded.replace("{}", &written);
                let paper = kind == files::Kind::Paper;
                let picture = super::parts::is_picture(&written);
                Answer::json(
                    StatusCode::OK,
                    &json!({ "file": written, "paper": paper, "picture": picture, "message": message }),
                )
            }
            Err(why) => Answer::json(StatusCode::UNPROCESSABLE_ENTITY, &json!({ "message": why })),
        }
    }

    fn file(&self, name: &str) -> Option<Answer> {
        let name = name.trim_start_matches('/');
        if !super::parts::is_picture(name) {
            return None;
        }
        let bytes = self.folder.read(name).ok()?;
        let kind = mime_guess::from_path(name).first_or_octet_stream();
        Some(Answer::of(StatusCode::OK, kind.as_ref(), bytes))
    }

    /// A file of a page that was shown. Where a link leads there is nothing, and the frame stays where it is.
    fn preview(&self, path: &str) -> Answer {
        let path = percent_encoding::percent_decode_str(path).decode_utf8_lossy();
        let rest = path.strip_prefix("/preview/").unwrap_or_default();
        let (number, file) = rest.split_once('/').unwrap_or_default();
        let file = if file.ends_with('/') { format!("{file}index.html") } else { file.to_owned() };
        let kept = self.kept();
        let find = |(known, files): &(u64, BTreeMap<String, Vec<u8>>)| {
            files.get(&file).filter(|_| number.parse() == Ok(*known)).cloned()
        };
        match kept.previews.iter().find_map(find) {
            Some(bytes) => {
                let kind = mime_guess::from_path(&file).first_or_octet_stream();
                let text = if kind.type_() == "text" { "; charset=utf-8" } else { "" };
                Answer::of(StatusCode::OK, &format!("{kind}{text}"), bytes)
            }
            None => Answer { status: StatusCode::NO_CONTENT, ..Answer::default() },
        }
    }
}

/// Where somebody wanted to go, without the secret: it is to stand in no history.
fn without_token(asked: &Asked<'_>) -> String {
    let pairs = form_urlencoded::parse(asked.query.as_bytes()).filter(|(name, _)| name != "token");
    let query = form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish();
    let path = format!("/{}", asked.path.trim_start_matches('/'));
    if query.is_empty() { path } else { format!("{path}?{query}") }
}
