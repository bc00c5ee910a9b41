//! What a page says of its own in the viewer's `index.html`.

use super::shell::{Shell, Slot};
use crate::model::json::sparing;

/// What a page says of itself.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Head<'a> {
    /// Its address, relative to the newsroom's folder.
    pub(super) path: &'a str,
    /// The language of the interface; what is in another says so itself.
    pub(super) language: &'a str,
    pub(super) title: &'a str,
    pub(super) description: &'a str,
    /// Whether social networks are told that too: in the same element, so that it stands in a page once.
    pub(super) shared: bool,
    /// The newsroom's colour: `static/early.js` reads it from here.
    pub(super) colour: Option<&'a str>,
    /// What is said if the viewer cannot wake, and what the button to try again is called.
    pub(super) asleep: [&'a str; 2],
    /// The build of the viewer that the page is for: the service worker keeps no page for another.
    pub(super) build: &'a str,
    /// Whether the viewer wakes on it.
    pub(super) wakes: bool,
}

/// `shell` with the head of a page, `more` at the end of it, and what stands in the page instead of its
/// own; after that, the files of the set that the page brings with it (`app::browser::fetch` finds them).
pub(super) fn page(
    shell: &Shell,
    head: &Head<'_>,
    html: &str,
    more: &str,
    files: &[(String, String)],
) -> String {
    let meta = |name: &str, content: &str| {
        Some(format!("<meta name=\"{name}\" content=\"{}\">", text(content)))
    };
    shell.fill(|slot| match slot {
        Slot::Language => Some(format!("<html lang=\"{}\">", text(head.language))),
        Slot::Base => Some(match head.path.matches('/').count() {
            0 => "<base href=\"./\">".to_owned(),
            depth => format!("<base href=\"{}\">", "../".repeat(depth)),
        }),
        Slot::Title => Some(format!("<title>{}</title>", text(head.title))),
        Slot::Description => {
            let property = if head.shared { " property=\"og:description\"" } else { "" };
            let content = text(head.description);
            Some(format!("<meta name=\"description\"{property} content=\"{content}\">"))
        }
        Slot::Build => {
            meta("kiosque-build", head.build).map(|build| build + &pictures_at_once(html))
        }
        // Else the viewer's own.
        Slot::Colour => head.colour.and_then(|colour| meta("theme-color", colour)),
        Slot::Head => Some(more.to_owned()),
        Slot::Body => Some(body(head, html, files)),
    })
}

/// Asks for the pictures that are not asked for lazily, before the viewer, which the head asks for too: they are what the reader
/// came for.
fn pictures_at_once(html: &str) -> String {
    const WEBP: &str = "<source type=\"image/webp\" srcset=\"";
    let mut links = String::new();
    let mut parts = html.split("<img ");
    let mut before = parts.next().unwrap_or_default();
    for part in parts {
        let tag = part.split_once('>').map_or(part, |(tag, _)| tag);
        // The mark of the newsroom stands where the page begins.
        if !["loading=\"lazy\"", "k-masthead__logo"].iter().any(|other| tag.contains(other)) {
            // As a browser chooses: the source beside it, where there is one.
            let webp =
                before.rsplit_once("<picture>").and_then(|(_, source)| source.strip_prefix(WEBP));
            let (kind, from) = match webp {
                Some(source) => (" type=\"image/webp\"", Some(source)),
                None => ("", tag.split_once("src=\"").map(|(_, from)| from)),
            };
            if let Some((address, _)) = from.and_then(|from| from.split_once('"')) {
                links.push_str(&format!(
                    "<link rel=\"preload\" as=\"image\"{kind} href=\"{address}\" fetchpriority=\"high\">"
                ));
            }
        }
        before = part;
    }
    links
}

fn body(head: &Head<'_>, html: &str, files: &[(String, String)]) -> String {
    if !head.wakes {
        return format!("<body>{html}</body>");
    }
    let path = text(head.path);
    // Data, which no policy takes for a script; in JSON, `<` can be written otherwise.
    let files: String = files
        .iter()
        .map(|(name, json)| {
            let json = sparing(json, |c| c == '<');
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
    format!(
        "<body>\n    <div id=\"app\" data-page=\"{path}\">{html}</div>{asleep}{files}\n  </body>"
    )
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
#[allow(clippy::unwrap_used, reason = "a test stops at what it did not expect")]
mod tests {
    use super::{Head, Shell, page};

    const SHELL: &str = "<html lang=\"fr\"><head><base href=\"./\"><title>K</title><meta name=\"description\" content=\"x\">\
        <meta name=\"theme-color\" content=\"#000000\"><meta name=\"kiosque-build\" content=\"\"></head><body>old</body></html>";

    #[test]
    fn a_page_has_its_own_head_and_body() {
        let head = Head {
            path: "r/x/",
            language: "en",
            title: "</title><script>\"A & B\"",
            description: "a\"b",
            shared: true,
            colour: Some("#123456"),
            asleep: ["<", "&"],
            build: "b",
            wakes: true,
        };
        let files = [("set/a.json".to_owned(), r#"["</script>"]"#.to_owned())];
        let made =
            |shell: &str| page(&Shell::parse(shell).unwrap(), &head, "<p>new</p>", "", &files);
        assert_eq!(
            made(SHELL),
            "<html lang=\"en\"><head><base href=\"../../\"><title>&lt;/title&gt;&lt;script&gt;&quot;A &amp; B&quot;</title>\
             <meta name=\"description\" property=\"og:description\" content=\"a&quot;b\">\
             <meta name=\"theme-color\" content=\"#123456\"><meta name=\"kiosque-build\" content=\"b\"></head><body>\n    <div id=\"app\" data-page=\"r/x/\">\
             <p>new</p></div><p class=\"k-asleep\" id=\"asleep\" role=\"status\" hidden>&lt; \
             <button class=\"k-button\" type=\"button\">&amp;</button></p>\
             <script type=\"application/json\" data-file=\"set/a.json\">[\"\\u003c/script>\"]</script>\n  </body></html>"
        );
        // A page can be the shell of the next one.
        assert_eq!(made(&made(SHELL)), made(SHELL));
    }

    #[test]
    fn what_is_shown_first_is_asked_for_before_the_viewer() {
        let html = "<p>1</p><picture><source type=\"image/webp\" srcset=\"a.webp\"/><img src=\"a.jpg\" alt=\"\"/></picture>\
            <img src=\"b.svg\" alt=\"\"/><picture><source type=\"image/webp\" srcset=\"c.webp\"/>\
            <img src=\"c.jpg\" alt=\"\" loading=\"lazy\"/></picture>";
        let page = page(
            &Shell::parse(SHELL).unwrap(),
            &Head { wakes: true, ..Head::default() },
            html,
            "",
            &[],
        );
        let asked = "<link rel=\"preload\" as=\"image\"";
        assert_eq!(page.matches(asked).count(), 2, "{page}");
        for which in [" type=\"image/webp\" href=\"a.webp\"", " href=\"b.svg\""] {
            assert!(page.contains(&[asked, which].concat()), "{page}");
        }
    }
}
