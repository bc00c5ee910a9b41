//! What a text or a name will be read as, for those who write sources (`publish/convert`): nothing that is written is taken on
//! trust.

use super::{
    html::{Around, Report, one_line},
    load::is_release_name,
    markdown, repair,
    templates::Templates,
    withhold,
};
use crate::model::{Block, Path};
use std::borrow::Cow;

/// The blocks that a text in Markdown is read as, where every file that it names is there.
pub(crate) fn read_markdown(text: &str) -> Vec<Block> {
    let templates = Templates::new();
    let locate = |address: &str| {
        let inside = percent_encoding::percent_decode_str(address).decode_utf8().ok()?;
        Path::new(inside.trim_start_matches("../"))
    };
    let around = Around {
        base: None,
        from_site: false,
        locate: &locate,
        make: &|_, _| false,
        templates: &templates,
    };
    let (repaired, _) = repair::characters(text, '\n');
    markdown::blocks(&repaired, &around, &mut Report::default())
}

/// A text as it is to be written in a field that is plain text, so that it is read as it is.
pub(crate) fn in_field(text: &str) -> Cow<'_, str> {
    let reads = |written: &str| one_line(&repair::line(written).0) == text;
    if reads(text) {
        return Cow::Borrowed(text);
    }
    // Entities are read once.
    let escaped = text.replace('&', "&amp;").replace('<', "&lt;");
    if reads(&escaped) { Cow::Owned(escaped) } else { Cow::Borrowed(text) }
}

/// Whether a file of that name is read as a release, and its name says nothing that withholds it.
pub(crate) fn is_plain_name(name: &str) -> bool {
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    is_release_name(name) && !withhold::in_file_name(stem)
}
