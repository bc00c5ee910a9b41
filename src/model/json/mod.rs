//! Reading values back from the JSON that they are written as.
//!
//! By hand rather than by `serde`'s derive: the code that it generates for these types costs
//! every reader some 40 KB of wasm (gzip), this costs 6. Writing is derived; a test holds the
//! two together. Every newtype is checked again here, so a set from a strange hand cannot
//! bring in a link or a path that ingest would have refused.

mod value;
mod write;

pub use value::{Malformed, Value};
#[cfg(feature = "tools")]
pub(crate) use write::sparing;

use super::{
    Accent, Attachment, Block, Body, Cell, Contact, Date, Definition, Figure, Image, Inline,
    Language, Link, List, Logo, Media, Month, Newsroom, Party, Path, Release, Signpost, Slug,
    Source, Spokesperson, Status, Table, Topic, apart,
};

/// A value that can be read back from JSON.
pub trait FromJson: Sized {
    /// The value, or `None` if the JSON is not one.
    fn from_json(json: &Value) -> Option<Self>;
}

/// A member that has to be there.
pub(crate) fn member<T: FromJson>(json: &Value, name: &str) -> Option<T> {
    T::from_json(json.get(name)?)
}

/// A member that may be absent. One that is there and wrong makes the whole wrong.
pub(crate) fn optional<T: FromJson>(json: &Value, name: &str) -> Option<Option<T>> {
    match json.get(name) {
        None => Some(None),
        Some(value) => T::from_json(value).map(Some),
    }
}

/// A list, empty if it is absent.
pub(crate) fn list<T: FromJson + Default>(json: &Value, name: &str) -> Option<T> {
    optional(json, name).map(Option::unwrap_or_default)
}

impl<T: FromJson> FromJson for Vec<T> {
    fn from_json(json: &Value) -> Option<Self> {
        // A loop rather than `collect`, which for so many types is 20 KB more of wasm.
        let items = json.as_array()?;
        let mut list = Self::new();
        for item in items {
            list.push(T::from_json(item)?);
        }
        Some(list)
    }
}

impl FromJson for Body {
    fn from_json(json: &Value) -> Option<Self> {
        Vec::from_json(json).map(Self::from)
    }
}

impl<A: FromJson, B: FromJson> FromJson for (A, B) {
    fn from_json(json: &Value) -> Option<Self> {
        match json.as_array()? {
            [first, second] => Some((A::from_json(first)?, B::from_json(second)?)),
            _ => None,
        }
    }
}

impl FromJson for String {
    fn from_json(json: &Value) -> Option<Self> {
        json.as_str().map(str::to_owned)
    }
}

impl FromJson for u64 {
    fn from_json(json: &Value) -> Option<Self> {
        json.as_u64()
    }
}

impl FromJson for bool {
    fn from_json(json: &Value) -> Option<Self> {
        json.as_bool()
    }
}

impl FromJson for u32 {
    fn from_json(json: &Value) -> Option<Self> {
        json.as_u64()?.try_into().ok()
    }
}

/// Values that are written as one text.
macro_rules! from_text {
    ($($type:ty: $read:expr),* $(,)?) => {$(
        impl FromJson for $type {
            fn from_json(json: &Value) -> Option<Self> {
                let read: fn(&str) -> Option<Self> = $read;
                read(json.as_str()?)
            }
        }
    )*};
}

from_text! {
    Accent: Accent::new,
    Date: |text| text.parse().ok(),
    Language: Language::new,
    Link: Link::new,
    Month: |text| text.parse().ok(),
    Path: Path::new,
    Slug: Slug::new,
}

/// Values that are written as an object with a member for each field: `!` for those that have
/// to be there, `?` for those that may be absent, `*` for lists, `&` for what is members of the same object.
macro_rules! from_object {
    (@ ! $json:expr, $name:expr) => { $crate::model::json::member($json, $name)? };
    (@ ? $json:expr, $name:expr) => { $crate::model::json::optional($json, $name)? };
    (@ & $json:expr, $name:expr) => { $crate::model::FromJson::from_json($json)? };
    (@ * $json:expr, $name:expr) => { $crate::model::json::list($json, $name)? };
    ($($type:ident { $($field:ident $kind:tt),* $(,)? })*) => {$(
        impl $crate::model::FromJson for $type {
            fn from_json(json: &$crate::model::json::Value) -> Option<Self> {
                json.as_object()?;
                Some(Self { $($field: $crate::model::json::from_object!(@ $kind json, stringify!($field))),* })
            }
        }
    )*};
}

pub(crate) use from_object;

from_object! {
    Newsroom {
        title?, description?, home?, languages*, accent?, contact?, duty?, spokespeople*, topics*, pinned?,
        logo?, links*,
    }
    Logo { light!, dark?, alone! }
    Signpost { head!, interface!, name!, language?, to! }
    Spokesperson { contact&, topics*, languages* }
    Topic { slug!, labels!, descriptions* }
    Party { name!, url? }
    Contact { name?, role?, organisation?, email?, phone? }
    Status { state!, date?, note? }
    Image { source!, alt?, width?, height? }
    Media { image!, caption?, credit?, licence?, mime_type?, captions?, transcript? }
    Attachment { source!, title?, mime_type?, size? }
    List { start?, items! }
    Definition { terms!, details! }
    Table { caption*, head*, body! }
    Figure { images!, caption* }
}

impl FromJson for Source {
    fn from_json(json: &Value) -> Option<Self> {
        match json.get("local") {
            Some(path) => Path::from_json(path).map(Self::Local),
            None => member(json, "remote").map(Self::Remote),
        }
    }
}

impl FromJson for Release {
    fn from_json(json: &Value) -> Option<Self> {
        // Filled in rather than built: what was read before a member that is wrong is dropped in one piece.
        let mut release = Self::new(member(json, "id")?, member(json, "slug")?);
        macro_rules! fill {
            ($($field:ident $kind:tt),*; $why:ident: $($unread:ident),*) => {
                apart! { &mut release => $($field),*; $why: $($unread),* }
                $(*$field = from_object!(@ $kind json, stringify!($field));)*
            };
        }
        // Of earlier texts a set has only what differs (`bundle::layout::Difference`).
        fill! {
            title?, summary?, language?, group?, url?, site?, issuers*, distributor?, published?,
            modified?, embargo_until?, kind?, place?, topics*, image?, body*, contacts*, about*,
            rights?, media*, attachments*, status?; read_or_never_there: id, slug, revisions, gathers
        }
        Some(release)
    }
}

impl FromJson for Cell {
    fn from_json(json: &Value) -> Option<Self> {
        let span = |name: &str| match json.get(name) {
            None => Some(1),
            Some(n) => n.as_u64()?.try_into().ok(),
        };
        Some(Self {
            header: json.get("header").and_then(Value::as_bool).unwrap_or_default(),
            columns: span("columns")?,
            rows: span("rows")?,
            content: member(json, "content")?,
        })
    }
}

/// The one member of an object: how a variant with content is written.
pub(crate) fn variant(json: &Value) -> Option<(&str, &Value)> {
    match json.as_object()? {
        [(name, content)] => Some((name, content)),
        _ => None,
    }
}

impl FromJson for Block {
    fn from_json(json: &Value) -> Option<Self> {
        if json.as_str() == Some("separator") {
            return Some(Self::Separator);
        }
        let (name, content) = variant(json)?;
        Some(match name {
            "paragraph" => Self::Paragraph(Vec::from_json(content)?),
            "heading" => Self::Heading {
                level: content.get("level")?.as_u64()?.try_into().ok()?,
                content: member(content, "content")?,
            },
            "list" => Self::List(List::from_json(content)?),
            "definitions" => Self::Definitions(Vec::from_json(content)?),
            "quotation" => Self::Quotation {
                content: member(content, "content")?,
                attribution: list(content, "attribution")?,
            },
            "preformatted" => Self::Preformatted(String::from_json(content)?),
            "table" => Self::Table(Table::from_json(content)?),
            "figure" => Self::Figure(Figure::from_json(content)?),
            "passage" => Self::Passage {
                language: optional(content, "language")?,
                direction: optional(content, "direction")?,
                content: member(content, "content")?,
            },
            _ => return None,
        })
    }
}

impl FromJson for Inline {
    fn from_json(json: &Value) -> Option<Self> {
        if json.as_str() == Some("break") {
            return Some(Self::Break);
        }
        let (name, content) = variant(json)?;
        Some(match name {
            "text" => Self::Text(String::from_json(content)?),
            "emphasis" => Self::Emphasis(Vec::from_json(content)?),
            "strong" => Self::Strong(Vec::from_json(content)?),
            "code" => Self::Code(String::from_json(content)?),
            "inserted" => Self::Inserted(Vec::from_json(content)?),
            "deleted" => Self::Deleted(Vec::from_json(content)?),
            "superscript" => Self::Superscript(Vec::from_json(content)?),
            "subscript" => Self::Subscript(Vec::from_json(content)?),
            "quote" => Self::Quote(Vec::from_json(content)?),
            "link" => {
                Self::Link { href: member(content, "href")?, content: member(content, "content")? }
            }
            "image" => Self::Image(Image::from_json(content)?),
            "passage" => Self::Passage {
                language: optional(content, "language")?,
                direction: optional(content, "direction")?,
                content: member(content, "content")?,
            },
            _ => return None,
        })
    }
}
