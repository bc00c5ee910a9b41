//! White space in a line of text, as browsers collapse it (CSS Text 3, 4.1.1).

use crate::model::Inline;

/// Collapses runs of white space to one space, drops it at the ends and beside line breaks, and
/// drops what is left with nothing in it. A no-break space is not white space here.
pub(super) fn tidy(line: Vec<Inline>) -> Vec<Inline> {
    let mut after_space = true;
    let mut line = collapse(line, &mut after_space);
    loop {
        trim_end(&mut line);
        if !matches!(line.last(), Some(Inline::Break)) {
            return line;
        }
        line.pop();
    }
}

/// The text with its white space collapsed and none at its ends.
pub(super) fn line(text: &str) -> String {
    let mut after_space = true;
    let text = collapse_text(text, &mut after_space);
    text.trim_end_matches(' ').to_owned()
}

/// Whether a line shows nothing: no picture, and no character but white space of any sort.
pub(super) fn is_blank(line: &[Inline]) -> bool {
    line.iter().all(|inline| match inline {
        Inline::Text(text) | Inline::Code(text) => {
            text.chars().all(|c| c.is_whitespace() || matches!(c, '\u{200b}' | '\u{feff}'))
        }
        Inline::Image(_) => false,
        Inline::Break => true,
        _ => contents(inline).is_none_or(|inner| is_blank(inner)),
    })
}

/// The inlines that stand in one.
pub(super) fn contents(inline: &Inline) -> Option<&Vec<Inline>> {
    match inline {
        Inline::Emphasis(content)
        | Inline::Strong(content)
        | Inline::Inserted(content)
        | Inline::Deleted(content)
        | Inline::Superscript(content)
        | Inline::Subscript(content)
        | Inline::Quote(content)
        | Inline::Link { content, .. }
        | Inline::Passage { content, .. } => Some(content),
        Inline::Text(_) | Inline::Code(_) | Inline::Image(_) | Inline::Break => None,
    }
}

fn contents_mut(inline: &mut Inline) -> Option<&mut Vec<Inline>> {
    match inline {
        Inline::Emphasis(content)
        | Inline::Strong(content)
        | Inline::Inserted(content)
        | Inline::Deleted(content)
        | Inline::Superscript(content)
        | Inline::Subscript(content)
        | Inline::Quote(content)
        | Inline::Link { content, .. }
        | Inline::Passage { content, .. } => Some(content),
        Inline::Text(_) | Inline::Code(_) | Inline::Image(_) | Inline::Break => None,
    }
}

fn collapse(line: Vec<Inline>, after_space: &mut bool) -> Vec<Inline> {
    let mut out: Vec<Inline> = Vec::with_capacity(line.len());
    for mut inline in line {
        match &mut inline {
            Inline::Text(text) => {
                *text = collapse_text(text, after_space);
                if text.is_empty() {
                    continue;
                }
                if let Some(Inline::Text(before)) = out.last_mut() {
                    before.push_str(text);
                    continue;
                }
            }
            Inline::Code(text) => {
                *text = collapse_text(text, after_space);
                if text.is_empty() {
                    continue;
                }
            }
            Inline::Image(_) => *after_space = false,
            Inline::Break => {
                // A line that begins with a break begins on the next line: not worth a gap.
                if out.is_empty() && *after_space {
                    continue;
                }
                trim_end(&mut out);
                *after_space = true;
            }
            other => {
                if let Some(content) = contents_mut(other) {
                    *content = collapse(std::mem::take(content), after_space);
                    if content.is_empty() {
                        continue;
                    }
                }
            }
        }
        out.push(inline);
    }
    out
}

fn collapse_text(text: &str, after_space: &mut bool) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{c}') {
            if !*after_space {
                out.push(' ');
            }
            *after_space = true;
        } else {
            out.push(c);
            *after_space = false;
        }
    }
    out
}

/// Drops spaces at the end, and what is then left empty.
fn trim_end(line: &mut Vec<Inline>) {
    while let Some(last) = line.last_mut() {
        let empty = match last {
            Inline::Text(text) | Inline::Code(text) => {
                text.truncate(text.trim_end_matches(' ').len());
                text.is_empty()
            }
            Inline::Image(_) | Inline::Break => false,
            other => contents_mut(other).is_some_and(|content| {
                trim_end(content);
                content.is_empty()
            }),
        };
        if !empty {
            return;
        }
        line.pop();
    }
}
