//! A release as it was sent: e-mail (`.eml`), by the rules of RFC 5322 and MIME.
//!
//! Who sent it to whom, through which machines and in answer to what is not read. What is quoted below, a forwarded message, a
//! signature and a disclaimer are no release; invisible pictures that report who reads are left out where HTML is read.

use super::{
    File, Parsed,
    html::{one_line, words_of},
    items::{Item, Translated, WORDS},
    problem::{Kind, Place, Problem, count, quoted},
    xml,
};
use base64::Engine as _;
use mail_parser::{MessageParser, MimeHeaders as _, PartType};
use serde_json::json;

/// Whether a text begins as an e-mail does: lines with names and colons, and among them some that no text would have.
pub(super) fn begins(head: &str) -> bool {
    const SURE: &[&str] = &[
        "message-id",
        "mime-version",
        "received",
        "return-path",
        "delivered-to",
        "dkim-signature",
        "x-mailer",
    ];
    let names =
        head.trim_start_matches('\u{feff}').lines().take_while(|line| !line.trim().is_empty());
    let (mut sure, mut all) = (false, 0_usize);
    for line in names.filter(|line| !line.starts_with([' ', '\t'])) {
        let Some((name, _)) = line.split_once(':') else { return false };
        if name.is_empty() || !name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-') {
            return false;
        }
        sure |= SURE.contains(&name.to_ascii_lowercase().as_str());
        all += 1;
    }
    sure && all > 2
}

/// Reads a message.
pub(super) fn read(bytes: &[u8], file: &File<'_>) -> Parsed {
    let refused = |message: &str| {
        let problem = Problem::new(file.source, Place::Whole, Kind::Syntax, message);
        Parsed { problems: vec![problem], ..Parsed::default() }
    };
    let Some(message) = MessageParser::default().parse(bytes) else {
        return refused("no e-mail: no header in it; save it anew from the program that shows it");
    };
    let mut translated = Translated::default();
    let mut item = Item::on(Place::Whole);
    let mut say = |kind, message: String| {
        translated.problems.push(Problem::new(file.source, Place::Whole, kind, message));
    };
    let encrypted = message.parts.iter().any(|part| {
        let kind = part
            .content_type()
            .map(|kind| format!("{}/{}", kind.ctype(), kind.subtype().unwrap_or_default()));
        kind.is_some_and(|kind| {
            matches!(kind.to_lowercase().as_str(), "multipart/encrypted" | "application/pkcs7-mime")
        })
    });
    if encrypted {
        return refused("encrypted; save its text as .md, .txt or .html");
    }
    // The number of a message names the machine that sent it: its file's name is what it is called.
    item.set("id", file.stem, 0);
    let subject = message.subject().map(one_line).unwrap_or_default();
    let title = without_marks(&subject);
    item.set_some("title", (!title.is_empty()).then(|| title.to_owned()), 0);
    if title != subject {
        say(
            Kind::LeftOut,
            format!("what mail programs write before a subject left out of {}", quoted(&subject)),
        );
    }
    if let Some(date) = message.date() {
        item.set("date_published", date.to_rfc3339(), 0);
    }
    let sender = message.from().and_then(|from| from.first()).and_then(|from| from.name());
    if let Some(name) = sender.map(one_line).filter(|name| !name.is_empty() && !name.contains('@'))
    {
        item.add("authors", json!({ "name": name }), 0);
    }
    for (name, value) in message.headers_raw() {
        let (name, value) = (name.trim(), value.trim());
        let is_held = match name.to_ascii_lowercase().as_str() {
            "sensitivity" => !matches!(value.to_lowercase().as_str(), "" | "normal"),
            "x-embargo" | "embargo" => true,
            _ => false,
        };
        if is_held {
            item.doubt(format!("its header {} is {}", quoted(name), quoted(value)), 0);
        }
    }
    let html = message
        .html_bodies()
        .find(|part| matches!(part.body, PartType::Html(_)))
        .and_then(|part| part.text_contents());
    let text = message
        .text_bodies()
        .find(|part| matches!(part.body, PartType::Text(_)))
        .and_then(|part| part.text_contents());
    let mut inline = Vec::new();
    match (html, text) {
        (Some(html), _) => {
            let (html, quote) = without_quoted_html(html);
            let words: String = words_lines(html);
            item.set(WORDS, format!("{subject}\n{words}"), 0);
            item.set("content_html", with_pictures(html, &message, &mut inline), 0);
            if quote {
                say(
                    Kind::LeftOut,
                    "the message that it answers or forwards, below it, left out".to_owned(),
                );
            }
        }
        (None, Some(text)) => {
            let (text, left) = without_quoted(text);
            item.set(WORDS, format!("{subject}\n{text}"), 0);
            if left > 0 {
                say(
                    Kind::LeftOut,
                    format!(
                        "{} of quotations, a signature or a disclaimer left out",
                        count(left, "line")
                    ),
                );
            }
            item.set("content_text", text, 0);
        }
        (None, None) => {}
    }
    let mut left: Vec<String> = Vec::new();
    for (number, part) in message.attachments().enumerate() {
        let name = part.attachment_name().map(one_line);
        if part.content_id().is_some_and(|id| inline.iter().any(|used| used == id)) {
            continue;
        }
        left.push(name.unwrap_or_else(|| format!("part {}", number + 1)));
    }
    if !left.is_empty() {
        let names = left.iter().take(8).map(|name| quoted(name)).collect::<Vec<_>>().join(", ");
        let message = format!(
            "{} left out: {names}; save those that are for everybody beside the release, and name them there",
            count(left.len(), "attachment")
        );
        say(Kind::LeftOut, message);
    }
    translated.items.push(item);
    translated.read(file)
}

/// The words of HTML, a line for each of its own.
fn words_lines(html: &str) -> String {
    let parts = html.split_inclusive("</p>").flat_map(|part| part.split_inclusive("</div>"));
    let parts = parts.flat_map(|part| part.split_inclusive("<br"));
    parts.map(words_of).filter(|line| !line.is_empty()).take(60).collect::<Vec<_>>().join("\n")
}

/// A subject without `TR:`, `Fwd:` and the like.
fn without_marks(subject: &str) -> &str {
    const MARKS: &[&str] = &["re", "ré", "rép", "tr", "fw", "fwd", "wg", "aw", "rv", "i", "test"];
    let mut rest = subject.trim();
    while let Some((mark, after)) = rest.split_once(':') {
        if !MARKS.contains(&mark.trim().to_lowercase().as_str()) {
            break;
        }
        rest = after.trim();
    }
    rest
}

/// What is written by whoever sends it, and how many lines stand below that.
fn without_quoted(text: &str) -> (String, usize) {
    let lines: Vec<&str> = text.lines().collect();
    let ends = |line: &str| {
        let line = line.trim();
        // The mark of a signature (RFC 3676), and what programs write above what they quote.
        line == "--"
            || (line.starts_with("-----") && line.ends_with("-----") && line.contains(['M', 'O']))
            || line.starts_with("________________")
            || (line.starts_with("Le ") && line.ends_with("a écrit :"))
            || (line.starts_with("Le ") && line.ends_with("a écrit\u{a0}:"))
            || (line.starts_with("On ") && line.ends_with("wrote:"))
    };
    let end = lines.iter().position(|line| ends(line)).unwrap_or(lines.len());
    let own: Vec<&str> =
        lines.iter().take(end).copied().filter(|line| !line.starts_with('>')).collect();
    let left = lines.iter().filter(|line| !line.trim().is_empty()).count()
        - own.iter().filter(|line| !line.trim().is_empty()).count();
    (own.join("\n"), left)
}

/// HTML up to what is quoted in it, and whether there is such.
fn without_quoted_html(html: &str) -> (&str, bool) {
    const MARKS: &[&str] = &[
        "<div class=\"gmail_quote",
        "<blockquote type=\"cite\"",
        "<div id=\"divrplyfwdmsg\"",
        "<div class=\"moz-cite-prefix",
        "<div class=\"moz-forward-container",
        "<div class=\"moz-signature",
        "<div class=\"gmail_signature",
        "<div id=\"appendonsend",
    ];
    let lower = html.to_ascii_lowercase();
    let end = MARKS.iter().filter_map(|mark| lower.find(mark)).min();
    end.map_or((html, false), |end| (html.get(..end).unwrap_or(html), true))
}

/// HTML in which the pictures that came along stand where they are shown.
fn with_pictures(html: &str, message: &mail_parser::Message<'_>, used: &mut Vec<String>) -> String {
    let mut html = html.to_owned();
    for part in message.parts.iter().filter(|part| part.content_id().is_some()) {
        let Some(id) = part.content_id() else { continue };
        let address = format!("cid:{id}");
        let kind = match part.contents() {
            [0x89, b'P', b'N', b'G', ..] => "png",
            [0xFF, 0xD8, 0xFF, ..] => "jpeg",
            [b'G', b'I', b'F', b'8', ..] => "gif",
            _ => continue,
        };
        const LARGEST: usize = 10 << 20;
        let times = html.matches(&address).count();
        if part.contents().len() > LARGEST || times == 0 || times > 4 {
            continue;
        }
        let mut data = format!("data:image/{kind};base64,");
        base64::engine::general_purpose::STANDARD.encode_string(part.contents(), &mut data);
        let mut safe = String::new();
        xml::escape(&data, &mut safe);
        html = html.replace(&address, &safe);
        used.push(id.to_owned());
    }
    html
}

#[cfg(test)]
mod tests {
    use super::{begins, without_marks, without_quoted};
    use crate::ingest::{Kind, Loaded, Options, load_given};
    use proptest::prelude::*;

    fn given(text: &str) -> Loaded {
        load_given(&[("quai.eml".to_owned(), text.as_bytes().to_vec())], &Options::default())
    }

    const MAIL: &str = "Received: from zqhost.internal (10.0.0.1)\r\nMessage-ID: <zqid@zqhost>\r\nFrom: =?utf-8?q?Port_de_Kerlouarn?= <presse@port.example>\r\n\
        To: zqlist@port.example\r\nBcc: zqsecret@port.example\r\nSubject: TR: =?utf-8?q?Le_quai_rouvre?=\r\nDate: Fri, 20 Nov 2026 09:00:00 +0100\r\nMIME-Version: 1.0\r\n\
        Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: multipart/related; boundary=c\r\n\r\n--c\r\nContent-Type: text/html; charset=iso-8859-1\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n\
        <p>Le quai rouvre =E0 midi. <img src=3D\"cid:logo\" alt=3D\"Logo\"></p><div class=3D\"gmail_quote\">zqquote</div>\r\n--c\r\nContent-Type: image/png\r\nContent-ID: <logo>\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0KGgoAAAANSUhEUg==\r\n--c--\r\n\
        --b\r\nContent-Type: application/pdf; name=plan.pdf\r\nContent-Disposition: attachment; filename=plan.pdf\r\n\r\n%PDF\r\n--b--\r\n";

    #[test]
    fn a_release_as_it_was_sent() {
        let loaded = given(MAIL);
        let release = &loaded.releases[0].release;
        assert_eq!(
            (release.id.as_str(), release.title.as_deref()),
            ("quai", Some("Le quai rouvre"))
        );
        assert!(release.text().starts_with("Le quai rouvre à midi."), "{}", release.text());
        assert_eq!(release.published.unwrap().to_string(), "2026-11-20T09:00:00+01:00");
        assert_eq!(release.issuers[0].name, "Port de Kerlouarn");
        assert!(!format!("{:?}", loaded.releases).contains("zq"), "{:?}", loaded.releases);
        let told = loaded.problems.iter().filter(|problem| problem.kind == Kind::LeftOut).count();
        assert_eq!(told, 3, "{:?}", loaded.problems);
    }

    #[test]
    fn what_a_message_says_of_embargoes_is_obeyed() {
        let mail = |headers: &str, text: &str| {
            format!(
                "From: a@b.example\nMessage-ID: <1@b>\nSubject: Titre\nDate: Fri, 20 Nov 2026 09:00:00 +0100\n{headers}\n\n{text}"
            )
        };
        for (text, kind) in [
            (mail("Sensitivity: Company-Confidential", "Texte"), Kind::UnclearHold),
            (mail("X-Embargo: oui", "Texte"), Kind::UnclearHold),
            (mail("X: y", "SOUS EMBARGO JUSQU'AU 3 MAI\n\nTexte"), Kind::EmbargoInText),
            (
                mail(
                    "Content-Type: text/html",
                    "<html><body><p>SOUS EMBARGO JUSQU'AU 3 MAI</p><p>Texte</p></body></html>",
                ),
                Kind::EmbargoInText,
            ),
            (
                mail("Content-Type: multipart/encrypted; boundary=a", "--a\n\nx\n--a--"),
                Kind::Syntax,
            ),
        ] {
            let loaded = given(&text);
            assert!(loaded.releases.is_empty(), "{text}");
            assert!(
                loaded.problems.iter().any(|problem| problem.kind == kind),
                "{text} {:?}",
                loaded.problems
            );
        }
        let loaded = given(&mail("X: y", "Texte\n\n-- \nAna, zqphone\n> zqquote"));
        assert!(!format!("{:?}", loaded.releases).contains("zq"));
    }

    #[test]
    fn mails_are_told_from_texts() {
        assert!(begins(&MAIL[..300]));
        assert!(
            !begins("Sujets : Mer\nTitre: x\n\nTexte")
                && !begins("From: x\nTo: y\n\n")
                && !begins("")
        );
        assert_eq!(without_marks("TR: Re : Quai: suite"), "Quai: suite");
        assert_eq!(without_quoted("a\n> b\nc\n--\nd"), ("a\nc".to_owned(), 3));
    }

    proptest! {
        #[test]
        fn anything_is_read(parts in prop::collection::vec(prop::sample::select(vec![
            "From: a\n", "Subject: =?utf-8?q?=ff?=\n", "Content-Type: multipart/mixed; boundary=b\n", "\n", "--b\n", "--b--\n", "Content-Type: text/html\n",
            "Content-Transfer-Encoding: base64\n", "Date: x\n", "é <p>\n", "Content-Type: message/rfc822\n", "> a\n", "\r",
        ]), 0..30)) {
            let loaded = given(&parts.concat());
            prop_assert!(loaded.releases.len() + loaded.held.len() <= 1);
        }
    }
}
