//! The viewer's `index.html`, taken apart once at the places where a page says its own.

use std::ops::Range;

/// A place in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Slot {
    /// The start of the page, which says the language of the interface.
    Language,
    /// Where the newsroom's folder is.
    Base,
    Title,
    Description,
    /// The newsroom's colour.
    Colour,
    /// The build of the viewer that the page is for.
    Build,
    /// Before the end of the head.
    Head,
    /// The body, whole.
    Body,
}

/// Where each begins and ends.
const SLOTS: [(Slot, &str, &str); 8] = [
    (Slot::Language, "<html", ">"),
    (Slot::Base, "<base", ">"),
    (Slot::Title, "<title>", "</title>"),
    (Slot::Description, "<meta name=\"description\"", ">"),
    (Slot::Colour, "<meta name=\"theme-color\"", ">"),
    (Slot::Build, "<meta name=\"kiosque-build\"", ">"),
    (Slot::Head, "</head>", ""),
    (Slot::Body, "<body>", "</body>"),
];

/// A part of the page.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Piece {
    Text(String),
    /// With what stands there where a page says nothing of its own.
    Slot(Slot, String),
}

/// The page that all pages are made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shell {
    pieces: Vec<Piece>,
}

/// A place that is not there: what it would begin with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("there is no {0} in it")]
pub struct MissingSlot(pub &'static str);

impl Shell {
    /// Takes an `index.html` apart.
    ///
    /// # Errors
    ///
    /// If it lacks one of the places that pages need.
    pub fn parse(html: &str) -> Result<Self, MissingSlot> {
        let mut places = Vec::new();
        for (slot, start, end) in SLOTS {
            places.push((find(html, start, end).ok_or(MissingSlot(start))?, slot, start));
        }
        places.sort_by_key(|(range, ..)| range.start);
        let mut pieces = Vec::new();
        let mut done = 0;
        for (range, slot, start) in places {
            // One inside the other is none.
            let before = html.get(done..range.start).ok_or(MissingSlot(start))?;
            pieces.push(Piece::Text(before.to_owned()));
            let own = if slot == Slot::Head { "" } else { html.get(range.clone()).unwrap_or("") };
            pieces.push(Piece::Slot(slot, own.to_owned()));
            done = if slot == Slot::Head { range.start } else { range.end };
        }
        pieces.push(Piece::Text(html.get(done..).unwrap_or_default().to_owned()));
        Ok(Self { pieces })
    }

    /// With `markup` before the first address in it: a policy holds for what comes after it.
    #[must_use]
    pub(crate) fn guarded(mut self, markup: String) -> Self {
        if let Some(at) = self.place(Slot::Base) {
            self.pieces.insert(at, Piece::Text(markup));
        }
        self
    }

    /// With another icon than the viewer's own.
    #[must_use]
    pub(crate) fn with_icon(mut self, markup: &str) -> Self {
        for piece in &mut self.pieces {
            if let Piece::Text(text) = piece
                && let Some(range) = find(text, "<link rel=\"icon\"", ">")
            {
                text.replace_range(range, markup);
                return self;
            }
        }
        let end = self.place(Slot::Head).unwrap_or_default();
        self.pieces.insert(end, Piece::Text(markup.to_owned()));
        self
    }

    /// For a page that stays as it is: without what starts the viewer.
    #[must_use]
    pub(super) fn still(mut self) -> Self {
        const STARTS: [(&str, &str, &str); 4] = [
            ("<script", "</script>", " type=\"module\""),
            ("<link", ">", "rel=\"modulepreload\""),
            ("<link", ">", "rel=\"preload\""),
            ("<meta", ">", "name=\"kiosque-app\""),
        ];
        for piece in &mut self.pieces {
            let Piece::Text(text) = piece else { continue };
            for (start, end, mark) in STARTS {
                let mut kept = String::new();
                let mut rest = text.as_str();
                while let Some(range) = find(rest, start, end) {
                    let (before, element) = (rest.get(..range.start), rest.get(range.clone()));
                    kept.push_str(before.unwrap_or_default());
                    kept.push_str(
                        element.filter(|element| !element.contains(mark)).unwrap_or_default(),
                    );
                    rest = rest.get(range.end..).unwrap_or_default();
                }
                *text = kept + rest;
            }
        }
        self
    }

    /// For a page whose folder is known, whatever address it is shown at.
    #[must_use]
    pub(crate) fn based(mut self, folder: &str) -> Self {
        if let Some(at) = self.place(Slot::Base)
            && let Some(piece) = self.pieces.get_mut(at)
        {
            *piece = Piece::Text(format!("<base href=\"{}\">", folder.replace('&', "&amp;")));
        }
        self
    }

    /// With `first` after the address of the folder, and all that the head loads in a `template`, which says where the
    /// style is: for a page that has to find its folder before it loads anything. `None` if it has no style.
    #[must_use]
    pub fn waiting(self, first: &str) -> Option<Self> {
        const STYLE: &str = "<link rel=\"stylesheet\" href=\"";
        let (base, end) = (self.place(Slot::Base)?, self.place(Slot::Head)?);
        let mut waiting = String::new();
        let mut pieces = Vec::new();
        for (at, piece) in self.pieces.into_iter().enumerate() {
            let is_end = matches!(piece, Piece::Slot(Slot::Head, _));
            if is_end {
                let (_, rest) = waiting.split_once(STYLE)?;
                let (style, _) = rest.split_once('"')?;
                pieces.push(Piece::Text(format!("<template data-style=\"{style}\">{waiting}")));
            }
            pieces.push(match piece {
                Piece::Text(text) if base < at && at < end => {
                    let (stays, waits) = sorted(&text);
                    waiting.push_str(&waits);
                    Piece::Text(stays)
                }
                piece => piece,
            });
            if at == base {
                pieces.push(Piece::Text(first.to_owned()));
            }
            if is_end {
                pieces.push(Piece::Text("</template>\n".to_owned()));
            }
        }
        Some(Self { pieces })
    }

    fn place(&self, wanted: Slot) -> Option<usize> {
        self.pieces
            .iter()
            .position(|piece| matches!(piece, Piece::Slot(slot, _) if *slot == wanted))
    }

    /// The page, with what `own` says for each place; `None` leaves what stands there.
    pub(super) fn fill(&self, own: impl Fn(Slot) -> Option<String>) -> String {
        let mut page = String::new();
        for piece in &self.pieces {
            match piece {
                Piece::Text(text) => page.push_str(text),
                Piece::Slot(slot, text) => match own(*slot) {
                    Some(own) => page.push_str(&own),
                    None => page.push_str(text),
                },
            }
        }
        page
    }
}

/// The first passage from `start` to `end`, both included.
fn find(html: &str, start: &str, end: &str) -> Option<Range<usize>> {
    let from = html.find(start)?;
    let inside = from + start.len();
    let length = html.get(inside..)?.find(end)?;
    Some(from..inside + length + end.len())
}

/// What can be read of a head where it is, and the elements that load something.
fn sorted(head: &str) -> (String, String) {
    let (mut stays, mut waits) = (String::new(), String::new());
    let mut rest = head;
    let ends = [("<link", ">"), ("<script", "</script>")];
    while let Some(range) = ends
        .iter()
        .filter_map(|(start, end)| find(rest, start, end))
        .min_by_key(|range| range.start)
    {
        stays.push_str(rest.get(..range.start).unwrap_or_default());
        waits.push_str(rest.get(range.clone()).unwrap_or_default());
        rest = rest.get(range.end..).unwrap_or_default();
    }
    stays.push_str(rest);
    (stays, waits)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test stops at what it did not expect")]
mod tests {
    use super::{MissingSlot, SLOTS, Shell, Slot};

    const HTML: &str = "<html lang=\"fr\"><head><base href=\"./\"><title>t</title><link rel=\"stylesheet\" href=\"./k.css\"/>\
        <meta name=\"description\" content=\"d\"><meta name=\"theme-color\" content=\"c\"><script src=\"./a.js\"></script>\
        <meta name=\"kiosque-build\" content=\"b\"><link rel=\"icon\" href=\"i\"></head><body>x</body></html>";

    fn as_it_is(shell: &Shell) -> String {
        shell.fill(|_| None)
    }

    #[test]
    fn what_is_taken_apart_is_put_together_again() {
        assert_eq!(as_it_is(&Shell::parse(HTML).unwrap()), HTML);
    }

    #[test]
    fn each_place_is_filled() {
        let shell = Shell::parse(HTML).unwrap();
        for (wanted, start, _) in SLOTS {
            let page = shell.fill(|slot| (slot == wanted).then(|| "OWN".to_owned()));
            assert_eq!(page.matches("OWN").count(), 1, "{page}");
            assert_eq!(page.contains(start), wanted == Slot::Head, "{page}");
        }
    }

    #[test]
    fn a_place_that_is_not_there_is_named() {
        for (_, start, _) in SLOTS {
            let without = HTML.replace(start, "<x");
            assert_eq!(Shell::parse(&without), Err(MissingSlot(start)));
        }
        assert!(Shell::parse(&HTML.replace("</body>", "")).is_err());
    }

    #[test]
    fn what_is_loaded_waits() {
        let shell = Shell::parse(HTML).unwrap().waiting("FIRST").unwrap();
        let page =
            shell.fill(|slot| (slot == Slot::Head).then(|| "<link rel=\"more\">".to_owned()));
        assert_eq!(
            page,
            "<html lang=\"fr\"><head><base href=\"./\">FIRST<title>t</title><meta name=\"description\" content=\"d\">\
             <meta name=\"theme-color\" content=\"c\"><meta name=\"kiosque-build\" content=\"b\">\
             <template data-style=\"./k.css\"><link rel=\"stylesheet\" href=\"./k.css\"/><script src=\"./a.js\"></script>\
             <link rel=\"icon\" href=\"i\"><link rel=\"more\"></template>\n</head><body>x</body></html>"
        );
        let bare = HTML.replace("stylesheet", "sheet");
        assert_eq!(Shell::parse(&bare).unwrap().waiting(""), None);
    }

    #[test]
    fn what_starts_the_viewer_can_be_left_out() {
        let starts = "<meta name=\"kiosque-app\" data-js=\"w.js\"><script src=\"./boot.js\" type=\"module\"></script>\
            <link rel=\"modulepreload\" href=\"./w.js\"><link rel=\"preload\" href=\"./w.wasm\">";
        let whole = HTML.replace("<script", &format!("{starts}<script"));
        assert_eq!(as_it_is(&Shell::parse(&whole).unwrap().still()), HTML);
    }

    #[test]
    fn a_known_folder_is_said() {
        let page = as_it_is(&Shell::parse(HTML).unwrap().based("/a&b/"));
        assert_eq!(page, HTML.replace("<base href=\"./\">", "<base href=\"/a&amp;b/\">"));
    }

    #[test]
    fn the_icon_is_the_newsrooms() {
        let shell = Shell::parse(HTML).unwrap().with_icon("<link rel=\"icon\" href=\"own\"/>");
        assert_eq!(as_it_is(&shell), HTML.replace("href=\"i\">", "href=\"own\"/>"));
    }

    #[test]
    fn a_policy_comes_before_what_it_governs() {
        let page = as_it_is(&Shell::parse(HTML).unwrap().guarded("<policy>".to_owned()));
        assert_eq!(page, HTML.replace("<base", "<policy><base"));
    }
}
