//! Lists of an OpenDocument text.

use super::{
    super::{Lists, Piece},
    Reader, is_hidden,
};
use crate::ingest::{html::one_line, xml::Element};

impl Reader<'_, '_> {
    /// A paragraph that is an item of a list without a list around it.
    pub(super) fn numbered(
        &mut self,
        element: &Element,
        pieces: &mut Vec<Piece>,
        lists: &mut Lists,
    ) {
        let Some(text) = element.child("text:p") else {
            pieces.extend(lists.end());
            element.all("text:h").for_each(|heading| self.paragraph(heading, pieces));
            return;
        };
        if is_hidden(text) {
            self.written.lost.hidden += 1;
            return;
        }
        let number = |name: &str| element.attribute(name).and_then(|number| number.parse().ok());
        let level = number("text:level").unwrap_or(1_usize).saturating_sub(1);
        let style = element.attribute("text:style-name").unwrap_or_default();
        let list = element.attribute("text:list-id").unwrap_or(style);
        let numbered = self.styles.numbered.get(&(style.to_owned(), level)).copied();
        let count = self.counts.entry(format!("{list} {level}")).or_default();
        *count = number("text:start-value").unwrap_or(*count + 1);
        let count = *count;
        let line = self.line(text);
        if !line.html.trim().is_empty() {
            let words = one_line(&line.words);
            lists.item(level, numbered.unwrap_or(false), count, line.html.trim(), &words);
        }
    }

    pub(super) fn list(
        &mut self,
        list: &Element,
        level: usize,
        style: Option<&str>,
        pieces: &mut Vec<Piece>,
        lists: &mut Lists,
    ) {
        let style = list.attribute("text:style-name").or(style);
        let numbered = style
            .and_then(|style| self.styles.numbered.get(&(style.to_owned(), level)))
            .copied()
            .unwrap_or(false);
        // A list that goes on below something else.
        let key = style.unwrap_or_default().to_owned();
        let goes_on = list.attribute("text:continue-numbering") == Some("true")
            || list.attribute("text:continue-list").is_some();
        let mut number = match (level, goes_on) {
            (0, true) => self.counts.get(&key).copied().unwrap_or_default(),
            _ => 0,
        };
        for item in list
            .children()
            .filter(|item| matches!(&*item.name, "text:list-item" | "text:list-header"))
        {
            let (mut html, mut words) = (String::new(), String::new());
            let mut said = false;
            let own = item.attribute("text:start-value").and_then(|own| own.parse().ok());
            number = own.unwrap_or(number + 1);
            for child in item.children() {
                match &*child.name {
                    "text:p" if is_hidden(child) => self.written.lost.hidden += 1,
                    // Below a list or a table that is in the item, it stands by itself.
                    "text:p" if said => {
                        pieces.extend(lists.end());
                        self.paragraph(child, pieces);
                    }
                    "text:p" => {
                        let line = self.line(child);
                        if !html.is_empty() {
                            html.push_str("<br>");
                        }
                        html.push_str(line.html.trim());
                        words.push_str(&line.words);
                        words.push(' ');
                    }
                    // A heading with a number is an item of a list, too.
                    "text:h" => {
                        pieces.extend(lists.end());
                        self.paragraph(child, pieces);
                    }
                    "text:list" => {
                        if !said && !html.is_empty() {
                            lists.item(level, numbered, number, &html, &one_line(&words));
                            said = true;
                        }
                        self.list(child, level + 1, style, pieces, lists);
                    }
                    // No list of a release holds a table: it stands between what is above and what is below.
                    "table:table" => {
                        if !html.is_empty() && !std::mem::replace(&mut said, true) {
                            lists.item(level, numbered, number, &html, &one_line(&words));
                        }
                        let table = self.table(child);
                        if table.is_some() {
                            pieces.extend(lists.end());
                            pieces.extend(table);
                        }
                    }
                    "text:number" | "text:soft-page-break" => {}
                    _ => self.written.lost.objects += 1,
                }
            }
            if !said && !html.is_empty() {
                lists.item(level, numbered, number, &html, &one_line(&words));
            }
        }
        if level == 0 {
            self.counts.insert(key, number);
        }
    }
}
