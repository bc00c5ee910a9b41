//! Markup as text: elements whose contents and attributes are escaped as they are written.
//!
//! What comes out is XML and, for the elements that are used here, HTML as well.

use crate::model::json::sparing;

/// Markup being written.
#[derive(Debug, Default)]
pub(crate) struct Markup(String);

impl Markup {
    /// A document of its own, with the declaration that XML begins with.
    pub(super) fn document() -> Self {
        Self("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n".to_owned())
    }

    /// `<name a="b">`.
    pub(crate) fn open(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.start(name, attributes);
        self.0.push('>');
    }

    /// `</name>`.
    pub(crate) fn close(&mut self, name: &str) {
        self.0.push_str("</");
        self.0.push_str(name);
        self.0.push('>');
    }

    /// `<name a="b"/>`, for elements that hold nothing.
    pub(crate) fn empty(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.start(name, attributes);
        self.0.push_str("/>");
    }

    /// An element with text in it.
    pub(crate) fn leaf(&mut self, name: &str, attributes: &[(&str, &str)], text: &str) {
        self.open(name, attributes);
        self.text(text);
        self.close(name);
    }

    /// Text between elements.
    pub(crate) fn text(&mut self, text: &str) {
        for c in text.chars() {
            match c {
                // XML turns a bare one into a line feed.
                '\r' => self.0.push_str("&#13;"),
                c => self.escape(c),
            }
        }
    }

    /// JSON inside an element whose contents HTML does not read as text: no `<`, `>` or `&` in
    /// it, which JSON can always write in another way, so that nothing can end the element.
    pub(super) fn data(&mut self, value: &serde_json::Value) {
        self.0.push_str(&sparing(&value.to_string(), |c| matches!(c, '<' | '>' | '&')));
    }

    /// A line end where it means nothing, for people who look at the source.
    pub(crate) fn line(&mut self) {
        self.0.push('\n');
    }

    /// What was written.
    pub(crate) fn finish(self) -> String {
        self.0
    }

    fn start(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.0.push('<');
        self.0.push_str(name);
        for (name, value) in attributes {
            self.0.push(' ');
            self.0.push_str(name);
            self.0.push_str("=\"");
            for c in value.chars() {
                match c {
                    // XML turns these into spaces inside attributes.
                    '\t' | '\n' | '\r' => self.0.push_str(&format!("&#{};", u32::from(c))),
                    c => self.escape(c),
                }
            }
            self.0.push('"');
        }
    }

    fn escape(&mut self, c: char) {
        match c {
            '&' => self.0.push_str("&amp;"),
            '<' => self.0.push_str("&lt;"),
            '>' => self.0.push_str("&gt;"),
            '"' => self.0.push_str("&quot;"),
            '\t' | '\n' => self.0.push(c),
            // XML 1.0 has no way to write these, not even as references (2.2).
            '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => {}
            c => self.0.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Markup;

    #[test]
    fn data_cannot_end_its_element() {
        let mut markup = Markup::default();
        markup.data(&serde_json::json!("</script><!--&"));
        let text = markup.finish();
        assert_eq!(text, r#""\u003c/script\u003e\u003c!--\u0026""#);
        assert_eq!(serde_json::from_str::<String>(&text).unwrap(), "</script><!--&");
    }

    #[test]
    fn text_is_only_ever_text() {
        let mut markup = Markup::default();
        markup.leaf("a", &[("b", "\"><script>\n")], "</a>&\u{0}\u{8}x\r]]>");
        markup.empty("br", &[]);
        assert_eq!(
            markup.finish(),
            "<a b=\"&quot;&gt;&lt;script&gt;&#10;\">&lt;/a&gt;&amp;x&#13;]]&gt;</a><br/>"
        );
    }
}
