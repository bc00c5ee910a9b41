//! A page's own head, put into the viewer's `index.html`.

/// What a page says of itself.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Head<'a> {
    /// Its address, relative to the newsroom's folder.
    pub(super) path: &'a str,
    /// The language of the interface; what is in another says so itself.
    pub(super) language: &'a str,
    pub(super) title: &'a str,
    pub(super) description: &'a str,
    /// The newsroom's colour: `static/early.js` reads it from here.
    pub(super) colour: Option<&'a str>,
    /// What is said if the viewer cannot wake, and what the button to try again is called.
    pub(super) asleep: [&'a str; 2],
    /// The build of the viewer that the page is for: the service worker keeps no page for another.
    pub(super) build: &'a str,
}

/// `shell` with the head of a page, `more` at the end of it, and what stands in the page instead of its
/// own; after that, the files of the set that the page brings with it (`app::browser::fetch` finds them).
/// What the shell has no place for is left out.
pub(super) fn page(
    shell: &str,
    head: &Head<'_>,
    html: &str,
    more: &str,
    files: &[(String, String)],
) -> String {
    let base = format!(
        "<base href=\"{}\">",
        match head.path.matches('/').count() {
            0 => "./".to_owned(),
            depth => "../".repeat(depth),
        }
    );
    let mut page = replace_between(shell, "<base", ">", &base);
    page =
        replace_between(&page, "<html", ">", &format!("<html lang=\"{}\">", text(head.language)));
    let title = format!("<title>{}</title>", text(head.title));
    page = replace_between(&page, "<title>", "</title>", &title);
    let colour = head.colour.map(|colour| ("theme-color", colour));
    let metas = [("description", head.description), ("kiosque-build", head.build)];
    for (name, content) in metas.into_iter().chain(colour) {
        let meta = format!("<meta name=\"{name}\" content=\"{}\">", text(content));
        page = replace_between(&page, &format!("<meta name=\"{name}\""), ">", &meta);
    }
    if !more.is_empty() {
        page = replace_between(&page, "</head", ">", &format!("{more}</head>"));
    }
    let path = text(head.path);
    // Data, which no policy takes for a script; in JSON, `<` can be written otherwise.
    let files: String = files
        .iter()
        .map(|(name, json)| {
            let json = json.replace('<', "\\u003c");
            format!(
                "<script type=\"application/json\" data-file=\"{}\">{json}</script>",
                text(name)
            )
        })
        .collect();
    // `static/boot.js` shows it. Outside the page that the viewer replaces, or it would have to draw the same.
    let [said, again] = head.asleep.map(text);
    let asleep = format!(
        "<p class=\"k-asleep\" id=\"asleep\" role=\"status\" hidden>{said} \
         <button class=\"k-button\" type=\"button\">{again}</button></p>"
    );
    let body = format!(
        "<body>\n    <div id=\"app\" data-page=\"{path}\">{html}</div>{asleep}{files}\n  </body>"
    );
    replace_between(&page, "<body>", "</body>", &body)
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

    const SHELL: &str = r#"<html lang="fr"><base href="./"><title>K</title><meta name="description" content="x"><body>old</body></html>"#;

    #[test]
    fn a_page_has_its_own_head_and_body() {
        let head = Head {
            path: "r/x/",
            language: "en",
            title: "</title><script>\"A & B\"",
            description: "a\"b",
            colour: Some("#123456"),
            asleep: ["<", "&"],
            build: "b",
        };
        let files = [("set/a.json".to_owned(), r#"["</script>"]"#.to_owned())];
        let made = page(SHELL, &head, "<p>new</p>", "", &files);
        assert_eq!(
            made,
            "<html lang=\"en\"><base href=\"../../\"><title>&lt;/title&gt;&lt;script&gt;&quot;A &amp; B&quot;</title><meta name=\"description\" content=\"a&quot;b\"><body>\n    <div id=\"app\" data-page=\"r/x/\"><p>new</p></div><p class=\"k-asleep\" id=\"asleep\" role=\"status\" hidden>&lt; <button class=\"k-button\" type=\"button\">&amp;</button></p><script type=\"application/json\" data-file=\"set/a.json\">[\"\\u003c/script>\"]</script>\n  </body></html>"
        );
        // A page can be the shell of the next one.
        assert_eq!(page(&made, &head, "<p>new</p>", "", &files), made);
    }

    #[test]
    fn what_the_shell_has_no_place_for_is_left_out() {
        assert_eq!(page("plain", &Head::default(), "x", "", &[]), "plain");
    }
}
