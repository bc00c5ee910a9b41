//! A publisher's style sheet, without what leads out of the newsroom. The policy of pages would load none of it; here it is said.

/// The sheet without imports and without addresses of files, and what was left out. What stands in the sheet itself (`data:`) and
/// what is in the page (`#`) stays.
pub(super) fn within(css: &str) -> (String, Vec<String>) {
    let (mut kept, mut told) = (String::new(), Vec::new());
    let mut rest = css.trim_start_matches('\u{feff}');
    while let Some(c) = rest.chars().next() {
        let length = if rest.starts_with("/*") {
            rest.find("*/").map_or(rest.len(), |end| end + 2)
        } else if c == '"' || c == '\'' {
            string(rest, c)
        } else if starts(rest, "@import") || starts(rest, "@charset") || starts(rest, "@namespace")
        {
            let length = statement(rest);
            if starts(rest, "@import") {
                told.push(cut(rest.get(..length).unwrap_or_default()));
            }
            rest = rest.get(length..).unwrap_or_default();
            continue;
        } else if starts(rest, "url(") {
            let length = bracket(rest);
            let address = rest.get(4..length.saturating_sub(1)).unwrap_or_default();
            let address = address.trim().trim_matches(['"', '\'']).to_lowercase();
            if !address.starts_with("data:") && !address.starts_with('#') {
                told.push(cut(rest.get(..length).unwrap_or_default()));
                kept.push_str("none");
                rest = rest.get(length..).unwrap_or_default();
                continue;
            }
            length
        } else {
            c.len_utf8()
        };
        let (part, after) = rest.split_at_checked(length).unwrap_or((rest, ""));
        kept.push_str(part);
        rest = after;
    }
    (kept, told)
}

fn starts(text: &str, word: &str) -> bool {
    text.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word))
}

/// How long a string is, with its quotes; one that is not closed ends with the text.
fn string(text: &str, quote: char) -> usize {
    let mut escaped = false;
    for (at, c) in text.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            c if c == quote => return at + 1,
            _ => {}
        }
    }
    text.len()
}

/// How far it is to the end of a bracket, past strings in it.
fn bracket(text: &str) -> usize {
    until(text, ')')
}

/// How far it is to the end of a statement.
fn statement(text: &str) -> usize {
    until(text, ';')
}

fn until(text: &str, end: char) -> usize {
    let mut at = 0;
    while let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) {
        if c == end {
            return at + 1;
        }
        at += match c {
            '"' | '\'' => string(text.get(at..).unwrap_or_default(), c),
            c => c.len_utf8(),
        };
    }
    text.len()
}

/// As much of it as a line has.
fn cut(text: &str) -> String {
    let line: String = text.split_whitespace().collect::<Vec<_>>().join(" ");
    line.chars().take(80).collect()
}

#[cfg(test)]
mod tests {
    use super::within;

    #[test]
    fn what_leads_out_is_left_out_and_said() {
        for (css, expected, told) in [
            ("a { color: red }", "a { color: red }", 0),
            ("@import 'x.css'; a {}", " a {}", 1),
            ("@IMPORT url(\"https://example.org/a;b.css\") screen;b{}", "b{}", 1),
            ("a{background:url(https://example.org/x.png)}", "a{background:none}", 1),
            ("a{background:URL( 'x)y.png' ) red}", "a{background:none red}", 1),
            (
                "a{background:url(data:image/png;base64,x)}",
                "a{background:url(data:image/png;base64,x)}",
                0,
            ),
            ("a{mask:url(#m)}", "a{mask:url(#m)}", 0),
            ("/* url(x) @import */ a{}", "/* url(x) @import */ a{}", 0),
            (
                "a::before{content:\"url(x) \\\" @import 'b';\"}",
                "a::before{content:\"url(x) \\\" @import 'b';\"}",
                0,
            ),
            ("@charset \"utf-8\";a{}", "a{}", 0),
            ("a{background:url(x", "a{background:none", 1),
            ("@import 'x", "", 1),
            ("/* x", "/* x", 0),
        ] {
            let (kept, said) = within(css);
            assert_eq!((kept.as_str(), said.len()), (expected, told), "{css}");
        }
    }
}
