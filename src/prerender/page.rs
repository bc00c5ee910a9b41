//! A page's own head, put into the viewer's `index.html`.

/// What a page says of itself.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Head<'a> {
    /// How many folders deep the page lies.
    pub(super) depth: usize,
    pub(super) language: Option<&'a str>,
    pub(super) title: Option<&'a str>,
    pub(super) description: Option<&'a str>,
}

/// `shell` with the head of a page, and `more` at the end of it. What the shell has no place for
/// is left out.
pub(super) fn page(shell: &str, head: &Head<'_>, more: &str) -> String {
    let base = format!("<base href=\"{}\">", "../".repeat(head.depth));
    let mut page = replace_between(shell, "<base", ">", &base);
    if let Some(language) = head.language {
        page = replace_between(&page, "<html", ">", &format!("<html lang=\"{}\">", text(language)));
    }
    if let Some(title) = head.title {
        let title = format!("<title>{}</title>", text(title));
        page = replace_between(&page, "<title>", "</title>", &title);
    }
    if let Some(description) = head.description {
        let meta = format!("<meta name=\"description\" content=\"{}\">", text(description));
        page = replace_between(&page, "<meta name=\"description\"", ">", &meta);
    }
    if !more.is_empty() {
        page = replace_between(&page, "</head", ">", &format!("{more}</head>"));
    }
    page
}

/// `page` with the first passage from `start` to `end`, both included, replaced.
fn replace_between(page: &str, start: &str, end: &str, with: &str) -> String {
    let Some((before, rest)) = page.split_once(start) else { return page.to_owned() };
    let Some((_, after)) = rest.split_once(end) else { return page.to_owned() };
    format!("{before}{with}{after}")
}

/// Text as it is written between tags and inside quoted attributes.
fn text(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            c => escaped.push(c),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::{Head, page};

    const SHELL: &str = r#"<html lang="fr"><base href="./"><title>K</title><meta name="description" content="x"></html>"#;

    #[test]
    fn a_page_has_its_own_head() {
        let head = Head {
            depth: 2,
            language: Some("en"),
            title: Some("</title><script>\"A & B\""),
            description: Some("a\"b"),
        };
        assert_eq!(
            page(SHELL, &head, ""),
            "<html lang=\"en\"><base href=\"../../\"><title>&lt;/title&gt;&lt;script&gt;&quot;A &amp; B&quot;</title><meta name=\"description\" content=\"a&quot;b\"></html>"
        );
    }

    #[test]
    fn what_is_absent_stays_as_it_was() {
        let shell_at_depth_1 = SHELL.replace("./", "../");
        assert_eq!(page(SHELL, &Head { depth: 1, ..Head::default() }, ""), shell_at_depth_1);
        assert_eq!(page("plain", &Head { depth: 1, ..Head::default() }, "x"), "plain");
    }
}
