//! The timeline as a table.

use crate::{
    app::{
        element::{El, el},
        months::Scale,
        view_context::ViewContext,
    },
    model::Month,
};

/// The same as a table: a row for each year, newest first.
pub fn table(cx: &ViewContext, scale: Scale) -> El {
    let messages = cx.messages;
    let number = |count: u32| el("td").child(messages.number(count.into())).html();
    let mut heads = Vec::new();
    for month in 1..=12 {
        heads.push(el("th").attr("scope", "col").child(messages.short_month(month)).html());
    }
    let mut rows = Vec::new();
    for year in (scale.month(0).year..=scale.last().year).rev() {
        let (mut cells, mut total) = (Vec::new(), 0);
        for month in 1..=12 {
            let known =
                cx.model.listed.answer.months.iter().find(|one| one.0 == Month { year, month });
            let count = known.map_or(0, |(_, count)| *count);
            cells.push(number(count));
            total += count;
        }
        rows.push(
            el("tr")
                .key(year)
                .child(el("th").attr("scope", "row").child(year))
                .child(cells)
                .child(number(total))
                .html(),
        );
    }
    el("table")
        .child(el("caption").class("k-hidden").child(messages.timeline))
        .child(
            el("thead").child(
                el("tr")
                    .child(el("th").attr("scope", "col").child(messages.year))
                    .child(heads)
                    .child(el("th").attr("scope", "col").child(messages.total)),
            ),
        )
        .child(el("tbody").child(rows))
}
