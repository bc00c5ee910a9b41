//! A release as it was sent: e-mail (`.eml`), by the rules of RFC 5322 and MIME.
//!
//! Who sent it to whom, through which machines and in answer to what is not read. What is quoted below, a forwarded message, a
//! signature and a disclaimer are no release; invisible pictures that report who reads are left out where HTML is read.

#[path = "email/own.rs"]
mod own;

use super::{
    File, Parsed,
    html::{one_line, words_of},
    items::{Item, Translated, WORDS},
    problem::{Kind, Place, Problem, count, quoted},
    withhold, xml,
};
use base64::Engine as _;
use mail_parser::{MessageParser, MimeHeaders as _, PartType};
use own::{without_quoted, without_quoted_html};
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
        let why = "its subject says that it answers or forwards another message; save that one, from whoever sent it first";
        item.doubt(why, 0);
        say(
            Kind::LeftOut,
            format!("what mail programs write before a subject left out of {}", quoted(&subject)),
        );
    }
    own::date(&message, &mut item);
    let names = |wanted: &str| {
        message.headers_raw().filter(|(name, _)| name.trim().eq_ignore_ascii_case(wanted)).count()
    };
    if names("subject") > 1 || names("from") > 1 || own::holds_another(bytes) {
        item.doubt("two messages stand in it, or one has two subjects; save each by itself", 0);
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
            "x-embargo" | "embargo" | "deferred-delivery" | "x-deferred-delivery" => true,
            // What a program keeps of a message that was not sent.
            "x-unsent" => value != "0",
            "x-mozilla-draft-info" | "x-draft-info" => true,
            "x-uniform-type-identifier" => value.contains("draft"),
            "x-gmail-labels" | "x-keywords" => {
                let value = value.to_lowercase();
                value.contains("draft") || value.contains("brouillon")
            }
            // It answers somebody.
            "in-reply-to" => true,
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
    let extra = message
        .text_bodies()
        .chain(message.html_bodies())
        .filter_map(|part| part.text_contents())
        .filter(|part| ![html, text].contains(&Some(part)) && !part.trim().is_empty())
        .collect::<std::collections::BTreeSet<_>>()
        .len();
    if extra > 0 {
        let message = "of its text, below a file or a form of it, left out, and readers may miss it; save the text as .md, .txt or .html";
        say(Kind::LeftOut, format!("{} {message}", count(extra, "part")));
    }
    let mut text_words = String::new();
    match (html, text) {
        (Some(html), _) => {
            let (html, quote) = without_quoted_html(html);
            text_words = words_lines(html);
            item.set("content_html", with_pictures(html, &message, &mut inline), 0);
            if quote {
                say(
                    Kind::LeftOut,
                    "the message that it answers or forwards, a signature or a disclaimer, below it, left out".to_owned(),
                );
            }
        }
        (None, Some(text)) => {
            let (text, left) = without_quoted(text);
            text_words.clone_from(&text);
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
    let lines: Vec<&str> =
        text_words.lines().filter(|line| !line.trim().is_empty()).take(10).collect();
    let above = [&[subject.as_str()], lines.as_slice()].concat();
    if let Some(line) = withhold::of_document(&above, &text_words) {
        let message = format!("its line {} says that it is not for everybody", quoted(&line));
        item.doubt(format!("{message}; take the line out if that is over"), 0);
    }
    if let Some(why) = own::unfit(&message, &text_words) {
        item.doubt(why, 0);
    }
    item.set(WORDS, text_words, 0);
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
    // What stands beside it is nobody's business who wrote it.
    translated.read(&File {
        locate: &|_: &str| None,
        language: file.language.clone(),
        source: file.source,
        stem: file.stem,
        make: file.make,
        templates: file.templates,
    })
}

/// The words of HTML, a line for each of its own.
fn words_lines(html: &str) -> String {
    let parts = html.split_inclusive("</p>").flat_map(|part| part.split_inclusive("</div>"));
    let parts = parts.flat_map(|part| part.split_inclusive("<br"));
    parts.map(words_of).filter(|line| !line.is_empty()).take(400).collect::<Vec<_>>().join("\n")
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
    use super::{begins, own::without_quoted, without_marks};
    use crate::ingest::{Kind, Loaded, Options, load_given};
    use proptest::prelude::*;

    fn given(text: &str) -> Loaded {
        load_given(&[("quai.eml".to_owned(), text.as_bytes().to_vec())], &Options::default())
    }

    const MAIL: &str = "Received: from zqhost.internal (10.0.0.1)\r\nMessage-ID: <zqid@zqhost>\r\nFrom: =?utf-8?q?Port_de_Kerlouarn?= <presse@port.example>\r\n\
        To: zqlist@port.example\r\nBcc: zqsecret@port.example\r\nSubject: =?utf-8?q?Le_quai_rouvre?=\r\nDate: Fri, 20 Nov 2026 09:00:00 +0100\r\nMIME-Version: 1.0\r\n\
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
        assert_eq!(told, 2, "{:?}", loaded.problems);
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
    fn what_others_wrote_and_what_was_never_meant_to_go_out_stays_in() {
        const DOCX: &str = "--b\nContent-Type: text/plain\n\nBonjour Paul, ci-joint le CP, valide par zqdirectrice.\n--b\nContent-Type: application/octet-stream\nContent-Disposition: attachment; filename=cp.docx\n\nx\n--b--";
        let mail = |headers: &str, kind: &str, text: &str| {
            let subject = if headers.contains("Subject:") { "" } else { "Subject: Quai\n" };
            format!(
                "From: Ana <ana@b.example>\nTo: zqto@x.example\nMessage-ID: <1@b>\n{subject}Date: Fri, 20 Nov 2026 09:00:00 +0100\nMIME-Version: 1.0\nContent-Type: {kind}; charset=utf-8; boundary=b\n{headers}\n\n{text}"
            )
        };
        for (headers, kind, text, is_held) in [
            (
                "Subject: TR: Quai",
                "text/html",
                "<p>zqprivate</p><div style=\"border:none;border-top:solid #E1E1E1 1.0pt\"><p><b>De&nbsp;:</b> zq<br><b>À&nbsp;:</b> zq</p></div><p>Le port.</p>",
                true,
            ),
            (
                "X: y",
                "text/html",
                "<p>zq</p><p><b>De&nbsp;:</b> zq<br><b>Envoyé&nbsp;:</b> hier<br><b>À&nbsp;:</b> zq</p><p>Le port.</p>",
                true,
            ),
            (
                "X: y",
                "text/html",
                "<p>Le quai.</p><hr id=\"zwchr\"><div><b>De: </b>zq<br><b>A: </b>zqlist@x.example</div>",
                false,
            ),
            ("X: y", "text/html", "<p>Le quai.</p><p>Cordialement,</p><p>Ana zqtel</p>", false),
            (
                "X: y",
                "text/html",
                "<p>Le quai.</p><a href='https://m.example/u?e=zqto@x.example'>Se désinscrire</a>",
                false,
            ),
            (
                "X: y",
                "text/html",
                "<p>Le quai.</p><a href='https://m.example/u?e=zqto%40x.example'>ici</a>",
                true,
            ),
            (
                "X: y",
                "text/html",
                "<div class='gmail_quote'><p>Le communiqué entier.</p></div>",
                true,
            ),
            (
                "X: y",
                "text/plain",
                "Le port rouvre.\n\nDe : Paul <zq@x.example>\nEnvoyé : vendredi\nÀ : zqana\nObjet : CP\n\nzqreply",
                false,
            ),
            (
                "Subject: Fwd: Quai",
                "text/plain",
                "---------- Forwarded message ---------\nDe : zq\nTo: zq\n\nLe port",
                true,
            ),
            (
                "X: y",
                "text/plain",
                "Le port.\n\nLe ven. 20 nov. 2026 à 08:00, Paul Durand <zq@x.example> a\nécrit :\n\nzqquote",
                false,
            ),
            (
                "X: y",
                "text/plain",
                "Le port.\n\nCordialement,\nAna zqsig\n\nCe message est confidentiel zqdisc.",
                false,
            ),
            ("X: y", "text/plain", "Date : 3 mai\nLieu : quai\n\nLe port.", false),
            ("X-Unsent: 1", "text/plain", "Texte", true),
            ("Deferred-Delivery: Mon, 20 Nov 2028 09:00:00 +0100", "text/plain", "Texte", true),
            ("Subject: =?utf-8?q?=C3=80_VALIDER_=3A_Le_quai?=", "text/plain", "Texte", true),
            ("In-Reply-To: <zq@x>", "text/plain", "Bonjour", true),
            (
                "X: y",
                "text/plain",
                "Bonjour,\n\nVoici.\nA\nB\nC\nD\nE\nF\nG\nSOUS EMBARGO JUSQU’AU 15 JANVIER 2030\n\nTexte",
                true,
            ),
            ("Subject: RE: question", "text/plain", "Bonjour", true),
            (
                "X: y",
                "text/plain",
                "Bonjour,\n\nA\nB\nC\nD\nE\nF\nG\nH\nI\nSOUS EMBARGO JUSQU’AU 15 JANVIER 2030\n\nTexte",
                true,
            ),
            ("X: y", "text/plain", "Diffusion interne\n\nLe port.", true),
            ("X: y", "multipart/mixed", DOCX, true),
        ] {
            let loaded = given(&mail(headers, kind, text));
            assert_eq!(
                loaded.releases.is_empty(),
                is_held,
                "{headers} {text} {:?}",
                loaded.problems
            );
            assert!(
                !format!("{:?}", loaded.releases).contains("zq"),
                "{headers} {text} {:?}",
                loaded.releases
            );
        }
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
