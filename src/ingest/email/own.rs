//! What of a message its sender wrote to be read by everybody: not what it answers or forwards, nor a signature.

use crate::ingest::{
    html::{one_line, words_of},
    items::Item,
};
use mail_parser::{Address, Message, MimeHeaders as _};

/// When it was sent. The moment is kept where the header says the zone in numbers; else the day, for names of zones mean several.
pub(super) fn date(message: &Message<'_>, item: &mut Item) {
    let raw = message.headers_raw().find(|(name, _)| name.trim().eq_ignore_ascii_case("date"));
    let text = raw.map(|(_, value)| one_line(value)).unwrap_or_default();
    // What stands in brackets at the end says the zone once more.
    let text = text.split('(').next().unwrap_or_default().trim();
    let zone = text.rsplit(' ').next().unwrap_or_default();
    let digits = zone.strip_prefix(['+', '-']).unwrap_or_default();
    let is_number = digits.len() == 4 && digits.bytes().all(|byte| byte.is_ascii_digit());
    let Some(date) = message.date() else {
        return item.set_some("date_published", (!text.is_empty()).then_some(text), 0);
    };
    if (is_number && zone != "-0000") || matches!(zone, "GMT" | "UTC" | "UT" | "Z") {
        return item.set("date_published", date.to_rfc3339(), 0);
    }
    // Read, and told of, as any other text of a date: it has a time whose zone is not sure.
    let day = format!("{:04}-{:02}-{:02}", date.year, date.month, date.day);
    let time = format!("{:02}:{:02}", date.hour, date.minute);
    item.set("date_published", format!("{day} {time} {zone}"), 0);
}

/// Whether another message begins below the first, as in a mailbox.
pub(super) fn holds_another(bytes: &[u8]) -> bool {
    let text = String::from_utf8_lossy(bytes);
    let mut lines = text.lines().skip(1).peekable();
    let mut is_blank = false;
    while let Some(line) = lines.next() {
        let next = lines.peek().copied().unwrap_or_default();
        if is_blank
            && line.starts_with("From ")
            && next.split_once(':').is_some_and(|(name, _)| !name.contains(' '))
        {
            return true;
        }
        is_blank = line.is_empty();
    }
    false
}

/// A line as it is compared: without case and accents, and with usual spaces.
fn fold(line: &str) -> String {
    let line = deunicode::deunicode(&one_line(line)).to_lowercase();
    line.trim_matches(|c: char| c.is_whitespace() || "*_>".contains(c)).replace(" :", ":")
}

/// What is written by whoever sends it, and how many lines stand below that.
pub(super) fn without_quoted(text: &str) -> (String, usize) {
    let lines: Vec<&str> = text.lines().collect();
    let folded: Vec<String> = lines.iter().map(|line| fold(line)).collect();
    let ends = |at: usize| {
        let line = folded.get(at).map(String::as_str).unwrap_or_default();
        ends_text(line) || is_wrapped_quote(&folded, at) || header_block(&folded, at)
    };
    let end = (0..lines.len()).find(|at| ends(*at)).unwrap_or(lines.len());
    let own: Vec<&str> =
        lines.iter().take(end).copied().filter(|line| !line.starts_with('>')).collect();
    let left = lines.iter().filter(|line| !line.trim().is_empty()).count()
        - own.iter().filter(|line| !line.trim().is_empty()).count();
    (own.join("\n"), left)
}

/// Whether a folded line is the first of what is below a text: a quotation, a signature, a disclaimer.
fn ends_text(line: &str) -> bool {
    const ALONE: &[&str] = &[
        "cordialement",
        "bien cordialement",
        "tres cordialement",
        "cdlt",
        "bien a vous",
        "bien a toi",
        "sinceres salutations",
        "salutations distinguees",
        "best regards",
        "kind regards",
        "regards",
        "sincerely",
        "best",
        "amities",
        "envoye de mon iphone",
        "sent from my iphone",
    ];
    const BEGINNINGS: &[&str] = &[
        "________________",
        "ce message est confidentiel",
        "ce message et ",
        "ce message, ",
        "ce courriel",
        "ce mail et ",
        "cet e-mail et",
        "cet email et",
        "les informations contenues dans ce message",
        "this message and ",
        "this message is ",
        "this e-mail ",
        "this email ",
        "the information contained in this",
        "si vous n'etes pas le destinataire",
        "if you are not the intended",
        "pensez a l'environnement",
        "begin forwarded message",
        "debut du message",
        "debut du message transfere",
        "message transfere",
        "envoye depuis mon ",
        "envoye de mon ",
        "sent from my ",
        "get outlook for ",
        "telecharger outlook",
        "se desinscrire",
        "se desabonner",
        "me desinscrire",
        "me desabonner",
        "unsubscribe",
        "pour vous desinscrire",
        "pour vous desabonner",
        "vous recevez ce",
        "you are receiving this",
    ];
    // The mark of a signature (RFC 3676), and what programs write above what they quote.
    let is_ruled = line.starts_with("-----") && line.contains(|c: char| c.is_ascii_alphabetic());
    let bare = line.trim_end_matches([',', '.', '!', ' ', ';']);
    line == "--"
        || is_ruled
        || ALONE.contains(&bare)
        || BEGINNINGS.iter().any(|start| line.starts_with(start))
        || says_who_wrote(line)
}

/// "Le ven. 20 nov. 2026, Paul a écrit :".
fn says_who_wrote(line: &str) -> bool {
    let starts = ["le ", "on ", "am "].iter().any(|start| line.starts_with(start));
    let ends = ["a ecrit:", "wrote:", "a ecrit", "schrieb:"].iter().any(|end| line.ends_with(end));
    starts && ends && line.len() < 400
}

/// The same, broken to the width of a screen.
fn is_wrapped_quote(lines: &[String], at: usize) -> bool {
    let joined = |at: usize, number: usize| {
        let lines =
            lines.get(at..at + number).filter(|lines| lines.iter().all(|line| !line.is_empty()));
        lines.is_some_and(|lines| says_who_wrote(&lines.join(" ")))
    };
    // Not the line before it, which may begin so, too.
    (2..=4).any(|number| {
        joined(at, number) && !(1..number).any(|later| joined(at + later, number - later))
    })
}

/// Whether a folded line is one of a message's header as programs write it into a text.
fn header_name(line: &str) -> Option<&str> {
    const NAMES: &[&str] = &[
        "de",
        "from",
        "von",
        "a",
        "to",
        "an",
        "cc",
        "cci",
        "bcc",
        "copie",
        "copie a",
        "envoye",
        "envoye le",
        "sent",
        "gesendet",
        "date",
        "objet",
        "sujet",
        "subject",
        "betreff",
        "repondre a",
        "reply-to",
        "pour",
        "destinataire",
        "expediteur",
    ];
    let (name, _) = line.split_once(':')?;
    let name = name.trim_matches(|c: char| c.is_whitespace() || "*_".contains(c));
    NAMES.iter().find(|known| **known == name).copied()
}

/// Whether such a header begins here: two lines of other names, one of them saying who or to whom.
fn header_block(lines: &[String], at: usize) -> bool {
    const PEOPLE: &[&str] =
        &["de", "from", "von", "a", "to", "an", "envoye", "envoye le", "sent", "expediteur"];
    let Some(first) = lines.get(at).and_then(|line| header_name(line)) else { return false };
    let below = lines.iter().skip(at + 1).filter(|line| !line.is_empty()).take(5);
    let names: Vec<&str> =
        below.filter_map(|line| header_name(line)).filter(|name| *name != first).collect();
    !names.is_empty() && (PEOPLE.contains(&first) || names.iter().any(|name| PEOPLE.contains(name)))
}

/// HTML up to what is quoted in it, and whether there is such.
pub(super) fn without_quoted_html(html: &str) -> (&str, bool) {
    const MARKS: &[&str] = &[
        "gmail_quote",
        "gmail_attr",
        "gmail_extra",
        "gmail_signature",
        "type=\"cite",
        "type='cite",
        "type=cite",
        "divrplyfwdmsg",
        "moz-cite-prefix",
        "moz-forward-container",
        "moz-signature",
        "appendonsend",
        "zwchr",
        "yahoo_quoted",
        "protonmail_quote",
        "mail-editor-reference-message",
        "border:none;border-top:solid",
        "ms-outlook-mobile-signature",
    ];
    let lower = html.to_ascii_lowercase();
    let (mut at, mut shown) = (0, true);
    while let Some(found) = lower.get(at..).and_then(|rest| rest.find('<')) {
        let text = html.get(at..at + found).unwrap_or_default();
        let start = at + found;
        if shown && !text.trim().is_empty() && ends_text(&fold(&words_of(text))) {
            // With the element that it stands in.
            let open = lower.get(..at).and_then(|before| before.rfind('<')).unwrap_or(at);
            return (html.get(..open).unwrap_or(html), true);
        }
        let tag = lower.get(start..).unwrap_or_default();
        let tag = tag.get(..tag.find('>').map_or(tag.len(), |end| end + 1)).unwrap_or_default();
        let style: String = tag
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ")
            .replace("; ", ";")
            .replace(": ", ":");
        if MARKS.iter().any(|mark| style.contains(mark)) {
            return (html.get(..start).unwrap_or(html), true);
        }
        shown =
            if tag.starts_with("<style") || tag.starts_with("<script") || tag.starts_with("<title")
            {
                false
            } else {
                shown
                    || tag.starts_with("</style")
                    || tag.starts_with("</script")
                    || tag.starts_with("</title")
            };
        at = start + tag.len().max(1);
    }
    (html, false)
}

/// Why what is left of a message may be no release, in its words.
pub(super) fn unfit(message: &Message<'_>, words: &str) -> Option<String> {
    let folded: Vec<String> = words.lines().map(fold).collect();
    if folded.iter().all(String::is_empty) {
        return Some(
            "nothing stands above what it forwards or quotes; save the message itself".to_owned(),
        );
    }
    if (0..folded.len()).any(|at| header_block(&folded, at))
        || folded.iter().any(|line| is_forward(line))
    {
        return Some(
            "the header of another message stands in it; save that one, or take it out".to_owned(),
        );
    }
    if let Some(address) = recipient_in(message) {
        return Some(format!(
            "it holds an address that it was sent to in a link ({address}); save its text as .md, .txt or .html"
        ));
    }
    const SHORT: usize = 1200;
    let folded = folded.join(" ");
    let mut attached = message.attachments().filter_map(|part| part.attachment_name()).peekable();
    let has_any = attached.peek().is_some();
    let is_document = |name: &str| {
        let name = name.to_lowercase();
        [".docx", ".doc", ".odt", ".rtf", ".pages"].iter().any(|end| name.ends_with(end))
    };
    let has_document = attached.any(is_document);
    let speaks =
        ["ci-joint", "ci joint", "en piece jointe", "en pj", "attached", "enclosed", "please find"]
            .iter()
            .any(|phrase| folded.contains(phrase));
    ((has_document && folded.len() < SHORT) || (has_any && speaks)).then(|| {
        "it reads like a note that comes with what is attached; save the attachment, and name that".to_owned()
    })
}

/// A line that programs write above a forwarded message, or a part of one.
fn is_forward(line: &str) -> bool {
    [
        "forwarded message",
        "original message",
        "message d'origine",
        "message transfere",
        "message original",
    ]
    .iter()
    .any(|phrase| line.contains(phrase) && line.len() < 80)
}

/// An address of somebody that it was sent to, if a link in its HTML has it.
fn recipient_in(message: &Message<'_>) -> Option<String> {
    let html: String = message
        .html_bodies()
        .filter_map(|part| part.text_contents())
        .map(without_quoted_html)
        .map(|(html, _)| html.to_lowercase().replace("%40", "@"))
        .collect();
    let all = [message.to(), message.cc(), message.bcc()];
    let addresses = all.into_iter().flatten().flat_map(Address::iter);
    let mut found = addresses.filter_map(|person| person.address().map(str::to_lowercase));
    // A contact has an address of its own in the text; who follows which link is another thing.
    let is_in =
        |address: &str| ["=", "/"].iter().any(|sign| html.contains(&format!("{sign}{address}")));
    found.find(|address| address.contains('@') && is_in(address))
}
