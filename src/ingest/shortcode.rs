//! Hugo's shortcodes, `{{< name … >}}`, made readable without the templates behind them.
//!
//! What a pair encloses stays where it is. A single one gives what it says in words: its title,
//! text, caption or alternative text, as a link if it names an address.

use super::html::Report;
use std::{borrow::Cow, collections::HashMap};

/// Stands for an address that only the template knew; `html` reports it and drops the link.
pub(super) const UNKNOWN_ADDRESS: &str = "x-kiosque-template:";

/// Replaces every shortcode in Markdown.
pub(super) fn expand<'a>(text: &'a str, report: &mut Report) -> Cow<'a, str> {
    if !text.contains("{{") {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let closings = closings(text);
    let mut rest = text;
    while let Some(start) = rest.find("{{") {
        let (before, code) = rest.split_at(start);
        let Some((inner, length)) = inside(code) else {
            out.push_str(before);
            out.push_str("{{");
            rest = &code[2..];
            continue;
        };
        out.push_str(before);
        rest = &code[length..];
        let inner = inner.trim();
        // {{</* … */>}} is how a shortcode is shown and not run.
        if inner.starts_with("/*") {
            out.push_str(&code[..length]);
            continue;
        }
        let call = Call::read(inner);
        report.leftover(&format!("{{{{< {} >}}}}", call.name));
        if call.is_closing {
            continue;
        }
        let in_address = out.ends_with("](") || out.ends_with("href=\"") || out.ends_with("href='");
        if in_address {
            out.push_str(UNKNOWN_ADDRESS);
        } else {
            let before = out.len();
            call.write(&mut out);
            // The title of what a pair encloses is a paragraph of its own.
            let closed = closings.get(call.name).is_some_and(|at| *at >= text.len() - rest.len());
            if out.len() > before && closed {
                out.push_str("\n\n");
            }
        }
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// What stands between the marks, and the length of the whole.
fn inside(code: &str) -> Option<(&str, usize)> {
    let close = match code.as_bytes().get(2)? {
        b'<' => ">}}",
        b'%' => "%}}",
        _ => return None,
    };
    // Another one that begins before this ends means that this one never ended: no farther is looked.
    let opens = |at: &usize| matches!(code.as_bytes().get(at + 5), Some(b'<' | b'%'));
    let next = code.get(3..)?.match_indices("{{").map(|(at, _)| at).find(opens);
    let code = code.get(3..3 + next.unwrap_or(code.len() - 3))?;
    let end = code.find(close)?;
    Some((&code[..end], 3 + end + close.len()))
}

/// Where each shortcode is closed for the last time.
fn closings(text: &str) -> HashMap<&str, usize> {
    let marks = text.match_indices(['<', '%']).filter_map(|(at, _)| {
        let name =
            text[at + 1..].trim_start_matches(' ').strip_prefix('/')?.trim_start_matches(' ');
        let end = name.find(|c: char| c.is_whitespace() || "></%{".contains(c))?;
        Some((&name[..end], at))
    });
    marks.collect()
}

struct Call<'a> {
    name: &'a str,
    is_closing: bool,
    named: Vec<(&'a str, &'a str)>,
    words: Vec<&'a str>,
}

impl<'a> Call<'a> {
    fn read(inner: &'a str) -> Self {
        let is_closing = inner.starts_with('/');
        let inner = inner.trim_start_matches('/').trim_start();
        let end = inner.find(char::is_whitespace).unwrap_or(inner.len());
        let (name, mut rest) = inner.split_at(end);
        let mut call = Self { name, is_closing, named: Vec::new(), words: Vec::new() };
        loop {
            rest = rest.trim_start();
            if rest.is_empty() {
                return call;
            }
            let key_end = rest.find(|c: char| !(c.is_alphanumeric() || "_-".contains(c)));
            let key = key_end.and_then(|end| rest[end..].strip_prefix('=').map(|_| &rest[..end]));
            if let Some(key) = key {
                rest = &rest[key.len() + 1..];
            }
            let value = value(&mut rest);
            match key {
                Some(key) => call.named.push((key, value)),
                None => call.words.push(value),
            }
        }
    }

    fn named(&self, names: &[&str]) -> Option<&'a str> {
        names.iter().find_map(|name| {
            let found = self.named.iter().find(|(key, _)| key == name).map(|(_, value)| *value);
            found.filter(|value| !value.trim().is_empty())
        })
    }

    fn write(&self, out: &mut String) {
        const WORDS: &[&str] =
            &["kicker", "heading", "title", "intro", "text", "quote", "label", "caption", "cite"];
        let address = self.address();
        let mut words: Vec<&str> = WORDS.iter().filter_map(|name| self.named(&[name])).collect();
        words.dedup();
        if words.is_empty() {
            words.extend(self.named(&["alt", "name", "button-text"]));
        }
        if words.is_empty() && matches!(self.name, "legacy-file" | "link") {
            // A file's name is better than nothing: it says what was offered.
            let last = self.words.last().map(|word| word.rsplit('/').next().unwrap_or(word));
            words.extend(last);
        }
        let text = words.join(" — ");
        match address {
            Some(address) if text.is_empty() => out.push_str(&format!("<{address}>")),
            Some(address) if text.contains(['[', ']', '*']) => {
                out.push_str(&format!("{text} <{address}>"));
            }
            Some(address) => out.push_str(&format!("[{text}]({address})")),
            None => out.push_str(&text),
        }
    }

    /// The web address that it names, or that is known of the service it is named after.
    fn address(&self) -> Option<String> {
        let id = self.named(&["id"]).or_else(|| self.words.first().copied());
        let plain = |id: &&str| id.chars().all(|c| c.is_ascii_alphanumeric() || "_-".contains(c));
        if let Some(id) = id.filter(plain) {
            match self.name {
                "youtube" => return Some(format!("https://www.youtube.com/watch?v={id}")),
                "vimeo" => return Some(format!("https://vimeo.com/{id}")),
                "tweet" | "x" => {
                    let user = self.named(&["user"]).filter(plain).unwrap_or("i");
                    return Some(format!("https://twitter.com/{user}/status/{id}"));
                }
                _ => {}
            }
        }
        let named = ["href", "url", "src", "link", "button-url"].into_iter();
        let mut all =
            named.filter_map(|name| self.named(&[name])).chain(self.words.iter().copied());
        let is_web = |text: &&str| {
            (text.starts_with("https://") || text.starts_with("http://"))
                && !text.contains([' ', '<', '>', '(', ')'])
        };
        all.find(is_web).map(str::to_owned)
    }
}

/// Takes a value: in quotes, in backquotes, or a word.
fn value<'a>(rest: &mut &'a str) -> &'a str {
    let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\'' | '`'));
    if let Some(quote) = quote {
        let inner = &rest[1..];
        let mut escaped = false;
        let end = inner.find(|c: char| {
            let ends = c == quote && !escaped;
            escaped = c == '\\' && !escaped;
            ends
        });
        let end = end.unwrap_or(inner.len());
        *rest = inner.get(end + 1..).unwrap_or_default();
        return &inner[..end];
    }
    let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
    let (word, after) = rest.split_at(end);
    *rest = after;
    word
}

#[cfg(test)]
mod tests {
    use super::expand;
    use crate::ingest::html::Report;

    #[test]
    fn shortcodes_give_what_they_say() {
        for (text, expected, leftovers) in [
            ("plain {{ x }}", "plain {{ x }}", 0),
            ("a [b]({{< ref \"c.md\" >}}) d", "a [b](x-kiosque-template:) d", 1),
            ("{{< img src=\"x\" alt=\"Un port\" >}}", "Un port", 1),
            ("{{< img src=\"x\" alt=\"Un port\" caption=\"Le port\" >}}", "Le port", 1),
            ("{{< img src=\"x\" >}}", "", 1),
            ("{{< note >}}\nb\n{{< /note >}}", "\nb\n", 2),
            ("{{< ring title=\"T\">}}\nb\n{{< /ring >}}", "T\n\n\nb\n", 2),
            (
                "{{< youtube id=\"a1\" title=\"F [x]\" >}}",
                "F [x] <https://www.youtube.com/watch?v=a1>",
                1,
            ),
            ("{{< tweet user=\"u\" id=\"1\" >}}", "<https://twitter.com/u/status/1>", 1),
            (
                "{{% button href=\"https://example.org\" text=\"Go\" %}}",
                "[Go](https://example.org)",
                1,
            ),
            ("{{</* img */>}}", "{{</* img */>}}", 0),
            ("{{< never closed", "{{< never closed", 0),
            ("{{< x y=\"é\\\"z\" >}}", "", 1),
            ("{{<>}}", "", 1),
        ] {
            let mut report = Report::default();
            assert_eq!(expand(text, &mut report), expected, "{text}");
            assert_eq!(report.leftovers.values().sum::<usize>(), leftovers, "{text}");
        }
    }
}
