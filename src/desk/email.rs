//! A text as an e-mail that nobody has sent yet: a file that mail programs open (RFC 5322), with its subject in encoded
//! words (RFC 2047) and its text quoted-printable (RFC 2045).

use crate::model::{Date, Language};

/// The longest piece of a subject: with `Subject: ` and the marks around it, a line stays within 76 characters.
const LONGEST_WORD: usize = 52;
/// The longest line of a text, the mark of a line that goes on included.
const LONGEST_LINE: usize = 76;

/// The file. It names no recipient and no sender: who sends it says both. Its date is the moment at which it is made.
#[must_use]
pub fn message(
    subject: &str,
    text: &str,
    now: Option<Date>,
    language: Option<&Language>,
) -> String {
    let mut file = ["Subject: ", &header(subject), "\r\n"].concat();
    if let Some(now) = now {
        file.push_str(&["Date: ", &moment(&now), "\r\n"].concat());
    }
    if let Some(language) = language {
        file.push_str(&["Content-Language: ", language.as_str(), "\r\n"].concat());
    }
    file.push_str(
        "MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\
         Content-Transfer-Encoding: quoted-printable\r\nX-Unsent: 1\r\n\r\n",
    );
    for line in text.lines() {
        quoted(line, &mut file);
    }
    file
}

/// A subject: as it is where it is short and plain, else in encoded words.
fn header(text: &str) -> String {
    let plain = text.bytes().all(|b| (b' '..=b'~').contains(&b)) && !text.contains("=?");
    if plain && text.len() <= LONGEST_WORD && text.trim() == text && !text.is_empty() {
        return text.to_owned();
    }
    let mut words: Vec<String> = vec![String::new()];
    for c in text.chars().map(|c| if c.is_control() { ' ' } else { c }) {
        let mut piece = String::new();
        match c {
            ' ' => piece.push('_'),
            c if c.is_ascii_alphanumeric() => piece.push(c),
            c => c.encode_utf8(&mut [0; 4]).bytes().for_each(|byte| escape(byte, &mut piece)),
        }
        // No character is cut in two.
        match words.last_mut().filter(|word| word.len() + piece.len() <= LONGEST_WORD) {
            Some(word) => word.push_str(&piece),
            None => words.push(piece),
        }
    }
    let words: Vec<String> = words.iter().map(|word| ["=?utf-8?q?", word, "?="].concat()).collect();
    words.join("\r\n ")
}

/// A line of the text, in as many lines as it takes.
fn quoted(line: &str, file: &mut String) {
    let mut length = 0;
    let mut bytes = line.bytes().peekable();
    while let Some(byte) = bytes.next() {
        let mut piece = String::new();
        let last = bytes.peek().is_none();
        match byte {
            // White space at the end of a line gets lost on the way.
            b' ' | b'\t' if !last => piece.push(char::from(byte)),
            b'!'..=b'~' if byte != b'=' => piece.push(char::from(byte)),
            byte => escape(byte, &mut piece),
        }
        if length + piece.len() >= LONGEST_LINE {
            file.push_str("=\r\n");
            length = 0;
        }
        length += piece.len();
        file.push_str(&piece);
    }
    file.push_str("\r\n");
}

fn escape(byte: u8, text: &mut String) {
    text.push('=');
    for digit in [byte >> 4, byte & 15] {
        let digit = char::from_digit(digit.into(), 16).unwrap_or_default();
        text.push(digit.to_ascii_uppercase());
    }
}

/// A moment in UTC, as RFC 5322 writes it.
fn moment(date: &Date) -> String {
    const DAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
    const MONTHS: [&str; 12] =
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let named = |names: &[&'static str], place: u8| {
        names.get(usize::from(place)).copied().unwrap_or_default()
    };
    let (hour, minute, second) =
        date.time.map_or((0, 0, 0), |time| (time.hour, time.minute, time.second));
    format!(
        "{}, {:02} {} {:04} {hour:02}:{minute:02}:{second:02} +0000",
        named(&DAYS, date.weekday()),
        date.day,
        named(&MONTHS, date.month.saturating_sub(1)),
        date.year
    )
}
